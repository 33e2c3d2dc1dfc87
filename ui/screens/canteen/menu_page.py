"""菜单: a week as a page over the register, a line a day with its three meals; Enter goes on, Ctrl+S keeps it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QWidget

from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.fields import Field, Reckoned
from ui.kit.form import Form
from ui.kit.labels import Text
from ui.kit.scroll import scrolled
from ui.kit.spacing import PAGE, column, row
from ui.screen import Screen
from venue_desk.changes import Topic
from venue_desk.domain.calendar import WEEKDAYS
from venue_desk.domain.errors import Refused
from venue_desk.domain.meals import Meal
from venue_desk.domain.menus import MenuEntry, menu_key, week_of

if TYPE_CHECKING:
    from ui.screen import Shell
    from venue_desk.desk import Desk

WEEK = 7


class MenuPage(Screen):
    """One week; ‹ and › lead to others."""

    TOPICS: ClassVar = frozenset({Topic.MEALS})

    def __init__(self, desk: "Desk", shell: "Shell", day: date, written: Callable[[], object]) -> None:
        super().__init__()
        self._desk, self._shell, self._written = desk, shell, written
        self._monday = week_of(day)
        self._standing: dict[str, str] = {}
        self._title = Text("", "title")
        self._card = Card(gap=8)
        self.form = Form((), lambda: desk.act().today)
        self._card.body.addWidget(self.form)
        self.keep = Button("存下菜单", self._save_form, kind="primary", keys="Ctrl+S")
        head = row(gap=8)
        head.addWidget(Button("返回", shell.close_page, icon="arrow-left"))
        head.addWidget(self._title)
        for words, sign, weeks in (("上一周", "left", -1), ("下一周", "right", 1)):
            head.addWidget(Button(words, partial(self.step, weeks), kind="quiet-icon", icon=sign))
        self._told = Text("上次没写完的，接着写就行", "meta")
        self._drop = Button("清空草稿", self.drop_draft)
        head.addWidget(self._told)
        head.addStretch(1)
        head.addWidget(self._drop)
        head.addWidget(Button("照上周抄", self.copy_last_week, icon="copy"))
        head.addWidget(self.keep)
        box = column(self, gap=16, insets=PAGE)
        box.addLayout(head)
        inner = QWidget()
        column(inner).addWidget(self._card)
        box.addWidget(scrolled(inner), 1)
        self.refresh()

    def refresh(self) -> None:
        """The week as it is written; what is being typed stays."""
        self._standing = self._dishes(self._monday)
        if self.form.is_touched():
            self.form.follow(dict.fromkeys(self.form.values(), "") | self._standing)
            return
        last = self._monday + timedelta(days=WEEK - 1)
        self._title.setText(f"菜单 {self._monday.month}月{self._monday.day}日—{last.month}月{last.day}日")
        before, self.form = self.form, Form(self._fields(), lambda: self._desk.act().today)
        self.form.set_values(self._standing)
        draft = self._desk.drafts.load(self._desk.act(), self._key())
        if draft is not None:
            self.form.set_texts(draft.texts)
        self._told.setVisible(draft is not None)
        self._drop.setVisible(draft is not None)
        self.form.changed.connect(self._keep_draft)
        self.form.save_requested.connect(self._save)
        self.form.left.connect(self._shell.close_page)
        self._card.body.replaceWidget(before, self.form)
        before.hide()
        before.deleteLater()

    def regions(self) -> "Sequence[QWidget]":
        """For F6."""
        return [self.form]

    def settle(self) -> None:
        """In the first meal."""
        self.form.take_focus()

    def step(self, weeks: int) -> None:
        """Another week; what is half typed stays as a draft of its own."""
        self.form.flush()
        self._monday += timedelta(days=WEEK * weeks)
        self.form.set_values({})
        self.refresh()
        self.settle()

    def drop_draft(self) -> None:
        """What was left half typed is given up: the week as it is written."""
        self._desk.drafts.drop(self._desk.act(), self._key())
        self.form.set_values({})
        self.refresh()
        self.settle()

    def copy_last_week(self) -> None:
        """What was cooked the week before, into what is empty."""
        before = self._dishes(self._monday - timedelta(days=WEEK), shown_as=self._monday)
        for name, dishes in before.items():
            if dishes and not self.form.values()[name]:
                self.form.put(name, dishes)

    # within

    def _save_form(self) -> None:
        self.form.save()

    def _fields(self) -> list[Field]:
        days = [self._monday + timedelta(days=number) for number in range(WEEK)]
        return [
            Field(
                name=menu_key(day, meal), row=f"{day}",
                label=f"{day.day}日 周{WEEKDAYS[day.weekday()]} {meal.label}" if meal is Meal.BREAKFAST else meal.label,
                placeholder="菜名之间用、隔开" if day == self._monday else "",
                reckon=partial(self._written_now, menu_key(day, meal)),
            )
            for day in days for meal in Meal
        ]  # fmt: skip

    def _written_now(self, name: str, typed: "Mapping[str, object]") -> Reckoned:
        """What stands on the menu, beside what was typed over it: somebody else may have written it since."""
        standing = self._standing.get(name, "")
        return Reckoned(f"现在写着 {standing}" if standing and typed[name] != standing else "")

    def _dishes(self, monday: date, shown_as: date | None = None) -> dict[str, str]:
        ahead = (shown_as or monday) - monday
        lines = self._desk.meals.menu(self._desk.act().station_id, monday)
        return {menu_key(line.day + ahead, line.meal): line.dishes for line in lines}

    def _key(self) -> str:
        return f"menu.{self._monday}"

    def _keep_draft(self) -> None:
        if self.form.is_touched():
            self._desk.drafts.save(self._desk.act(), self._key(), self.form.touched())

    def _save(self) -> None:
        """Only what was typed here: beside it somebody else may have written since."""
        typed = self.form.touched()
        days = [self._monday + timedelta(days=number) for number in range(WEEK)]
        entries = [
            MenuEntry(day=day, meal=meal, dishes=typed[menu_key(day, meal)])
            for day in days
            for meal in Meal
            if menu_key(day, meal) in typed
        ]
        standing = self._dishes(self._monday)
        changed = [each for each in entries if each.dishes != standing.get(menu_key(each.day, each.meal), "")]
        act = self._desk.act()
        if changed:
            try:
                saved = self._desk.meals.write_menu(act, changed)
            except Refused as refused:
                self.form.show_findings(refused.findings)
                return
            self._shell.toast(f"已存下菜单 {len(changed)} 餐", undo=lambda: self._undo(saved))
        self._desk.drafts.drop(act, self._key())
        self._written()
        self._shell.close_page()

    def _undo(self, saved: object) -> None:
        self._desk.undo(self._desk.act(), saved)  # type: ignore[arg-type]
        self._written()
