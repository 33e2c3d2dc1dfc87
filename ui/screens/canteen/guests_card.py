"""客人: one line and Enter; below it who is expected in the days drawn, each with 改, in the same line, and 不来了."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from ui import theme
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.fields import Choice, Field, Kind
from ui.kit.labels import ElidedText
from ui.kit.spacing import column, row
from ui.quick_line import Quick, QuickLine
from ui.screens.canteen.note_line import NoteLine
from venue_desk.domain.acts import Act
from venue_desk.domain.calendar import short_date
from venue_desk.domain.errors import Refused
from venue_desk.domain.meals import Meal, MealEntry, MealRecord

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from ui.screen import Shell
    from venue_desk.desk import Desk
    from venue_desk.services.saved import Saved

DRAFT = "meal_guest.new"
FIELDS = ("guest", "portions", "guest_unit", "invited_by", "day", "meal")


class GuestsCard(QWidget):
    """The line, and the guests of some days."""

    def __init__(self, desk: "Desk", shell: "Shell", refresh: Callable[[], object], day: "Callable[[], date]") -> None:
        super().__init__()
        self._desk, self._shell, self._refresh, self._day = desk, shell, refresh, day
        self._new = self.line = QuickLine(
            desk,
            Quick(
                key=DRAFT, verb="登记客人", fields=self._fields, save=self._register, defaults=self._defaults,
                begins="guest", kind="secondary",
            ),
        )  # fmt: skip
        self.note, self._reason = NoteLine(self.take_focus), ""
        self.listed = Card("这几天的客人")
        self._rows = column(gap=4)
        self.listed.body.addWidget(self.note)
        self.listed.body.addLayout(self._rows)
        self._box = column(self, gap=12)
        self._box.addWidget(self.line)
        self._box.addWidget(self.listed)

    def show_guests(self, guests: Sequence[MealRecord], names: Mapping[Any, str], today: "date") -> None:
        """Those expected, the soonest first."""
        self.line.refresh()
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        order = list(Meal)
        for guest in sorted(guests, key=lambda each: (each.day, order.index(each.meal))):
            self._rows.addWidget(self._row(guest, names, today))
        self.listed.setVisible(bool(guests))

    def take_focus(self) -> None:
        """Where one types who comes."""
        self.line.take_focus()

    def change(self, guest: MealRecord) -> None:
        """The line takes up what was said of these guests: its button says 存下, Esc leaves it."""
        self._new_one()
        values = {name: getattr(guest, name) for name in FIELDS}
        fields = self._fields(guest.invited_by)
        self.line = QuickLine(
            self._desk,
            Quick(
                key=f"meal_guest.{guest.id}", verb="存下", fields=lambda: fields, save=partial(self._change, guest),
                defaults=lambda: values, begins="portions", kind="secondary", then=self._new_one,
            ),
        )  # fmt: skip
        self._new.hide()
        self._box.insertWidget(0, self.line)
        self.line.take_focus()

    # within

    def _new_one(self) -> None:
        """The line is for new guests again."""
        if self.line is self._new:
            return
        changed, self.line = self.line, self._new
        self._new.show()
        self._new.take_focus()
        changed.hide()
        changed.deleteLater()

    def _row(self, guest: MealRecord, names: Mapping[Any, str], today: "date") -> QWidget:
        shown = QWidget()
        line = row(shown, gap=12)
        when = f"{short_date(guest.day, today)} {guest.meal.label}"
        who = "　".join(part for part in (guest.guest, guest.guest_unit) if part)
        host = names.get(guest.invited_by, "")
        line.addWidget(ElidedText(when, "meta"))
        line.addWidget(ElidedText(who, "fact"), 1)
        line.addWidget(ElidedText(f"{guest.portions} 份 · {host}请", "meta"))
        change = Button("改", partial(self.change, guest), kind="row")
        change.setAccessibleName(f"改：{when} {guest.guest}")
        line.addWidget(change)
        away = Button("不来了", partial(self._cancel, guest), kind="row")
        away.setAccessibleName(f"不来了：{when} {guest.guest}")
        line.addWidget(away)
        return shown

    def _fields(self, host: "UUID | None" = None) -> list[Field]:
        """Whoever serves may be the host; one who left stays named with the guests asked before."""
        station_id, cadres = self._desk.act().station_id, self._desk.cadres
        gone = [cadre for cadre in cadres.serving(station_id, left=True) if cadre.id == host]
        serving = [*cadres.serving(station_id), *gone]
        people = [Choice(cadre.id, cadre.name, cadre.position or cadre.kind.label) for cadre in serving]
        meals = [Choice(meal, meal.label) for meal in Meal]
        below = "two" if theme.current().narrow_detail else "one"
        return [
            Field(name="guest", label="客人", row="one", share=4, placeholder="例如 县督查组"),
            Field(name="portions", label="几份", kind=Kind.WHOLE, row="one", ends=True),
            Field(name="guest_unit", label="单位", row="one", share=3, placeholder="可以不填"),
            Field(name="invited_by", label="谁请的", kind=Kind.CHOICE, row=below, share=2, choices=people),
            Field(name="day", label="哪天", kind=Kind.DATE, row=below, share=3),
            Field(name="meal", label="哪一餐", kind=Kind.CHOICE, row=below, share=3, choices=meals),
        ]

    def _defaults(self) -> Mapping[str, Any]:
        return {"portions": 1, "invited_by": self._desk.act().cadre_id, "day": self._day(), "meal": Meal.LUNCH}

    def _register(self, act: Act, values: Mapping[str, Any]) -> None:
        entry = self._entry(act, values)
        saved = self._attempt(lambda: self._desk.meals.invite(act, entry))
        self._told(saved, f"已登记客人：{_said(entry, act)}")

    def _change(self, guest: MealRecord, act: Act, values: Mapping[str, Any]) -> None:
        entry = self._entry(act, values)
        saved = self._attempt(lambda: self._desk.meals.change_guests(act, guest, entry))
        self._told(saved, f"已改客人：{_said(entry, act)}")

    def _entry(self, act: Act, values: Mapping[str, Any]) -> MealEntry:
        return MealEntry(
            day=values["day"] or act.today, meal=values["meal"], guest=values["guest"] or "",
            guest_unit=values["guest_unit"] or "", invited_by=values["invited_by"], portions=values["portions"] or 0,
            note=self._reason,
        )  # fmt: skip

    def _attempt(self, work: "Callable[[], Saved[MealRecord]]") -> "Saved[MealRecord]":
        """The line has no field for a reason: it is asked for only after the cut-off."""
        try:
            saved = work()
        except Refused as refused:
            self.listed.show()
            self.note.say([found for found in refused.findings if found.field == "note"], self._save_with)
            rest = [found for found in refused.findings if found.field != "note"]
            raise Refused(rest or refused.findings) from None
        self.note.say(())
        return saved

    def _save_with(self, reason: str) -> None:
        """Once more, with the reason asked for this guest and for no other."""
        self._reason = reason
        try:
            self.line.form.save()
        finally:
            self._reason = ""

    def _cancel(self, guest: MealRecord, reason: str = "") -> None:
        try:
            saved = self._desk.meals.cancel_guests(self._desk.act(), guest, reason)
        except Refused as refused:
            self.note.say(refused.findings, partial(self._cancel, guest))
            return
        self.note.say(())
        self._told(saved, f"{guest.guest}不来了，已取消 {guest.portions} 份")

    def _told(self, saved: Any, words: str) -> None:
        self._refresh()
        self._shell.toast(words, undo=partial(self._undo, saved))

    def _undo(self, saved: Any) -> None:
        self._desk.undo(self._desk.act(), saved)
        self._refresh()


def _said(entry: MealEntry, act: Act) -> str:
    return f"{short_date(entry.day, act.today)}{entry.meal.label} {entry.guest} {entry.portions} 份"
