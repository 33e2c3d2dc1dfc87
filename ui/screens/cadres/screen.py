"""The 干部 screen: the staff as a register, with their cards one key away."""

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from ui.dropping import FileDrop
from ui.entry import Entries, Entry
from ui.exporting import Exporting
from ui.kit.columns import Mark, Tone
from ui.kit.empty_state import Emptiness
from ui.kit.fields import Field, Kind
from ui.kit.filters import Filtering, State
from ui.kit.panel import PanelPage
from ui.kit.register import Register, RegisterView
from ui.kit.sources import ListSource
from ui.kit.spacing import column
from ui.kit.spelling import is_spelled, spellings
from ui.kit.verb import Verb
from ui.screen import Screen
from ui.screens.cadres.columns import COLUMNS, post_of
from ui.screens.cadres.form import NEW, entry_of, fields, values_of
from ui.screens.cadres.page import cadre_page
from ui.screens.cadres.photo_acts import PhotoActs
from venue_desk.changes import Topic
from venue_desk.domain.attendance_month import MonthRow
from venue_desk.domain.cadres import Cadre, CadreFacts
from venue_desk.domain.importing import ImportKind
from venue_desk.services.listings import Wanted
from venue_desk.services.resource_files import service_items
from venue_desk.services.revealing import reveal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from ui.screen import Shell
    from venue_desk.desk import Desk

SERVING, LEFT = State("serving", "在岗"), State("left", "已离岗")


class CadresScreen(Screen):
    """Who serves here."""

    TOPICS: ClassVar = frozenset(
        {Topic.CADRES, Topic.HOUSEHOLDS, Topic.PRINTOUTS, Topic.STATIONS, Topic.ATTENDANCE, Topic.ROSTER}
    )

    def __init__(self, desk: "Desk", shell: "Shell") -> None:
        super().__init__()
        self._desk, self._shell = desk, shell
        new = Verb("登记干部", self.register, icon="plus", keys="Ctrl+N")
        self.view = RegisterView(
            Register(
                name="cadres",
                title="干部",
                thing="干部",
                columns=COLUMNS,
                source=self._source([]),
                purpose=Emptiness(
                    "badge", "点一位干部，看电话、分工和包的组。", "连心卡也从这里印。", "印连心卡", self.print_all
                ),
                nothing=Emptiness(
                    "badge", "还没有干部。", "按 Ctrl+N 登记，连心卡和值班表都要用。", "登记干部", self.register
                ),
                page_of=self._page,
                new=new,
                quiet=(
                    Verb("导入Excel", self.bring_in, icon="import"),
                    Verb("导出Excel", self.export, icon="export"),
                    Verb("印连心卡", self.print_all, icon="printer", keys="Ctrl+P"),
                ),
                states=(SERVING, LEFT),
            )
        )
        column(self).addWidget(self.view)
        self.view.filtered.connect(self.refresh)
        FileDrop(self, lambda file: self.bring_in(file=file))
        self.exporting = Exporting(desk, shell, self.view, "cadres", self._exported)
        self._entries = Entries(desk, shell, self.view, self.refresh)
        self._photos = PhotoActs(desk, shell, self.view, self._entries.undo)

    def refresh(self) -> None:
        """Read the staff again."""
        filtering: Filtering = self.view.filters.filtering()
        rows = self._desk.cadres.rows(self._station(), left=filtering.state == LEFT.key)
        shown = [row for row in rows if _matches(row, filtering.text)]
        self.view.show_rows(self._source(shown))
        agents = sum(row.cadre.is_agent for row in shown)
        self.view.sheet.show_foot(f"{len(shown)} 位干部，其中代办员 {agents} 位")

    def regions(self) -> "Sequence[QWidget]":
        """For F6."""
        return self.view.regions()

    def arrive(self, **about: object) -> None:
        """`cadre_id` opens a cadre, `change` its form; `new` an empty one; `draft` goes on with the form that was left."""
        self.refresh()
        if "cadre_id" in about:
            self.view.pick(about["cadre_id"])
        draft = str(about.get("draft", ""))
        if about.get("new") or draft == "cadre.new":
            self.register()
        elif draft.startswith("cadre.leave."):
            self._leave_picked()
        elif about.get("change") or draft:
            self._change_picked()

    def settle(self) -> None:
        """The cursor on the table, where letters find a name."""
        self.view.sheet.take_focus()

    def register(self) -> None:
        """The form of a new cadre."""
        self._open(
            "cadre.new", "登记干部", "登记", NEW, lambda act, values: self._desk.cadres.register(act, entry_of(values))
        )

    def bring_in(self, **about: object) -> None:
        """导入Excel: the whole staff at once."""
        self._shell.go("importing", kind=ImportKind.CADRES, **about)

    def export(self) -> None:
        """导出Excel of what stands in the table."""
        self.exporting.open()

    def print_all(self) -> None:
        """The contact cards of all agents."""
        self._shell.go("printouts", paper="contact-card")

    def print_one(self, cadre: Cadre) -> None:
        """The contact card of one of them."""
        self._shell.go("printouts", paper="contact-card", cadre_ids=(cadre.id,))

    def tour_states(self) -> "Mapping[str, Callable[[], object]]":
        """The record of one cadre, and the form."""
        return {"record": partial(self.view.open_row, 2), "form": self._change_picked}

    # within

    def _source(self, rows: "Sequence[CadreFacts]") -> ListSource[CadreFacts]:
        return ListSource(
            rows,
            key=lambda row: row.cadre.id,
            name=lambda row: row.cadre.name,
            sorts={"name": lambda row: spellings(row.cadre.name), "covers": lambda row: row.covers},
        )

    def _exported(self) -> Wanted:
        """The staff as it stands in the table."""
        act, rows = self._desk.act(), self.view.table.every_row()
        left = self.view.filters.filtering().state == LEFT.key
        return Wanted(
            station_id=act.station_id, today=act.today, year=act.today.year, closed=left,
            ids=tuple(row.cadre.id for row in rows),
        )  # fmt: skip

    def _station(self) -> Any:
        return self._desk.act().station_id

    def _page(self, row: CadreFacts) -> PanelPage:
        cadre = row.cadre
        verbs = [Verb("改", partial(self._change, cadre), icon="edit"), *self._photos.verbs(cadre)]
        verbs.append(Verb("离岗", partial(self._ask_leave, cadre)))
        if not cadre.here:
            verbs = [Verb("回来上岗", partial(self._come_back, cadre))]
        return PanelPage(
            title=cadre.name,
            meta=post_of(cadre),
            mark=None if cadre.here else Mark("已离岗", Tone.NEUTRAL),
            content=cadre_page(
                row,
                self._desk.photos.of(cadre.photo),
                self._month_of(cadre),
                partial(self._reveal, cadre),
                partial(self._shell.go, "attendance", cadre_id=cadre.id),
            ),
            sealed="" if cadre.here else "已经离岗，只能看。",
            verbs=verbs,
            primary=Verb("印连心卡", partial(self.print_one, cadre), icon="printer")
            if cadre.here and cadre.is_agent
            else None,
        )

    def _month_of(self, cadre: Cadre) -> MonthRow | None:
        """None for who has no part in the roster."""
        act = self._desk.act()
        rows = self._desk.attendance.month(act.station_id, act.today, act.at)
        return next((row for row in rows if row.cadre_id == cadre.id), None)

    def _reveal(self, cadre: Cadre) -> str:
        return reveal(self._desk.act(), cadre, "id_number")

    def _change(self, cadre: Cadre) -> None:
        self._open(
            f"cadre.{cadre.id}", f"改{cadre.name}", "存下", values_of(cadre),
            lambda act, values: self._desk.cadres.change(act, cadre, entry_of(values)),
            partial(self._reveal, cadre),
        )  # fmt: skip

    def _change_picked(self) -> None:
        picked = self.view.table.picked_row()
        if picked is not None:
            self._change(picked.cadre)

    def _leave_picked(self) -> None:
        picked = self.view.table.picked_row()
        if picked is not None:
            self._ask_leave(picked.cadre)

    def _open(self, key: str, title: str, verb: str, values: dict[str, Any], save: Any, guard: Any = None) -> None:
        groups = lambda: self._desk.stations.groups(self._station())  # noqa: E731 - asked each time the form opens
        self._entries.open(
            Entry(
                key=key, title=title, verb=verb, values=values, save=save,
                fields=fields(self._desk, groups, [item.card for item in service_items()], guard),
                told=lambda cadre: f"已{'登记' if key == 'cadre.new' else '改好'}：{cadre.name} {cadre.position}".rstrip(),
            )
        )  # fmt: skip

    def _ask_leave(self, cadre: Cadre) -> None:
        self._entries.open(
            Entry(
                key=f"cadre.leave.{cadre.id}", title=f"{cadre.name}离岗", verb="登记离岗",
                fields=[Field(name="left_on", label="离岗日期", kind=Kind.DATE, required=True)],
                values={"left_on": self._desk.act().today},
                save=lambda act, values: self._desk.cadres.leave(act, cadre, values["left_on"]),
                told=lambda gone: f"已登记离岗：{gone.name}",
                note="过去的登记都留着",
            )
        )  # fmt: skip

    def _come_back(self, cadre: Cadre) -> None:
        saved = self._desk.cadres.come_back(self._desk.act(), cadre)
        self._shell.toast(f"{cadre.name}又在岗了", undo=lambda: self._entries.undo(saved))
        self.refresh()


def _matches(row: CadreFacts, text: str) -> bool:
    cadre = row.cadre
    return (
        not text or is_spelled(cadre.name, text) or text in cadre.phone or text in row.covers or text in cadre.position
    )
