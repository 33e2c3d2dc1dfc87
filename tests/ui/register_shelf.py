"""A small register over PEOPLE on a stage, for the tests of the register view."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.conftest import settle
from tests.ui.kit_stage import COLUMNS, PEOPLE, TODAY, Person, stage
from ui.kit.empty_state import Emptiness
from ui.kit.fields import Choice, Field
from ui.kit.filters import Filtering, Narrowing, State
from ui.kit.form import Form
from ui.kit.panel import PanelPage
from ui.kit.register import Register, RegisterView
from ui.kit.sources import ListSource
from ui.kit.verb import Verb

GROUPS = [Choice(f"{c}社", f"{c}社") for c in "一二三"]


class Shelf:
    """A small register over PEOPLE, as a screen would declare it."""

    def __init__(self, memory: dict[str, str] | None = None) -> None:
        self.memory = memory if memory is not None else {}
        self.done: list[str] = []
        self.filterings: list[Filtering] = []
        self.save: Callable[[Form], object] = lambda form: self.done.append(str(form.values()["name"]))
        self.view = RegisterView(
            Register(
                name="people",
                title="农户",
                thing="农户",
                columns=COLUMNS,
                source=self.rows(Filtering("all")),
                purpose=Emptiness("house", "点一户，看这一户的事。"),
                nothing=Emptiness("house", "还没有农户。", "按 Ctrl+N 登记。", "登记新户", self.new),
                page_of=self.page,
                new=Verb("登记新户", self.new, "plus", "Ctrl+N"),
                quiet=(Verb("导出Excel", lambda: self.done.append("导出")),),
                states=(State("all", "全部"), State("late", "逾期")),
                narrowings=(Narrowing("group", "村民小组", lambda: GROUPS),),
                memory=self,
            )
        )
        self.view.filtered.connect(self.filtered)

    def recall(self, name: str) -> str:
        return self.memory.get(name, "")

    def keep(self, name: str, text: str) -> None:
        self.memory[name] = text

    def rows(self, filtering: Filtering) -> ListSource[Person]:
        found = [p for p in PEOPLE if filtering.text in p.name and filtering.chosen.get("group", p.group) == p.group]
        found = [p for p in found if p.late or filtering.state != "late"]
        return ListSource(found, key=lambda p: p.id, name=lambda p: p.name, sorts={"name": lambda p: p.name})

    def filtered(self, filtering: Filtering) -> None:
        self.filterings.append(filtering)
        self.view.show_rows(self.rows(filtering))

    def page(self, person: Person) -> PanelPage:
        return PanelPage(
            title=person.name,
            content=QLabel(person.group),
            verbs=(Verb("改", lambda: self.done.append("改")),),
            primary=Verb("打印知情卡", lambda: self.done.append("打印")),
        )

    def new(self) -> Form:
        form = Form([Field(name="name", label="户主"), Field(name="note", label="说明")], lambda: TODAY)
        form.save_requested.connect(lambda: self.view.panel.attempt(lambda: self.save(form)))
        self.view.show_form(PanelPage(title="登记新户", content=form, primary=Verb("登记", form.save, keys="Ctrl+S")))
        return form


def shelf_on(qtbot: QtBot, width: int = 1440, height: int = 900, memory: dict[str, str] | None = None) -> Shelf:
    shelf = Shelf(memory)
    stage(qtbot, shelf.view, width, height)
    shelf.view.sheet.take_focus()
    settle()
    return shelf


def title(shelf: Shelf) -> str:
    page = shelf.view.panel.page
    assert page is not None
    return page.title
