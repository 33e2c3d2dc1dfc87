"""The people on the watch card: a round mark with the name, the role, and when they signed on or the verb to do so."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ui.kit.buttons import Button
from ui.kit.labels import Text
from ui.kit.name_mark import NameMark
from ui.kit.spacing import column, row
from venue_desk.domain.attendance import SignOn, clock, name_of
from venue_desk.domain.attendance_findings import said_of
from venue_desk.domain.identity import show_phone
from venue_desk.domain.roster import Duty
from venue_desk.domain.watch import Attending
from venue_desk.services.attendance import WatchDay

SHOWN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One person as the card tells them; `wanted`: still to sign on."""

    cadre_id: UUID
    name: str
    role: str
    said: str = ""
    tone: str = "ink2"
    there: bool = False
    wanted: bool = False


class PersonOnWatch(QWidget):
    """Mark, name and role, and below what is to be said; `verb` is the 签到 button of who is missing.

    `own`: it is whoever sits at the desk.
    """

    def __init__(self, shown: Shown, sign_on: Callable[[], object], *, own: bool, urgent: bool) -> None:
        super().__init__()
        self.verb: Button | None = None
        self.own = own
        line = row(self, gap=10)
        line.addWidget(NameMark(shown.name, there=shown.there))
        words = column(gap=0)
        first = row(gap=6)
        first.addWidget(Text(shown.name, "card-title"))
        first.addWidget(Text(shown.role, "meta"))
        first.addStretch(1)
        words.addLayout(first)
        if shown.wanted:
            kind = ("primary" if own else "row-danger") if urgent else "row"
            self.verb = Button("签到", sign_on, kind=kind)
            self.verb.setAccessibleName(f"签到：{shown.name}")
            below = row()
            below.addWidget(self.verb)
            below.addStretch(1)
            words.addLayout(below)
        else:
            words.addWidget(Text(shown.said, "meta", shown.tone))
        line.addLayout(words)


class NextOnWatch(QWidget):
    """Who comes next, with the phone to ring them."""

    def __init__(self, duty: Duty, day: WatchDay) -> None:
        super().__init__()
        assert duty.cadre_id is not None
        early = next((one for one in day.watch.early if one.cadre_id == duty.cadre_id), None)
        phone = show_phone(day.phones.get(duty.cadre_id, ""))
        words = column(self)
        first = row(gap=6)
        first.addWidget(Text(name_of(day.names, duty.cadre_id), "fact"))
        first.addWidget(Text(duty.role.label, "meta"))
        first.addStretch(1)
        words.addLayout(first)
        words.addWidget(Text(f"{clock(early.on_at)} 已签到" if early else phone, "hint", "jade" if early else ""))


def people_of(day: WatchDay) -> list[Shown]:
    """Whoever still stays from the shift before, then this shift's, the missing ones among them."""
    staying = [_staying(day, one) for one in day.watch.held_over]
    return [*staying, *(_attending(day, person) for person in day.watch.people)][:SHOWN]


def parts(day: WatchDay, sign_on: Callable[[UUID, str], object], oneself: UUID, *, urgent: bool) -> list[PersonOnWatch]:
    """The people as widgets."""
    return [
        PersonOnWatch(shown, partial(sign_on, shown.cadre_id, shown.name), own=shown.cadre_id == oneself, urgent=urgent)
        for shown in people_of(day)
    ]


def _staying(day: WatchDay, one: SignOn) -> Shown:
    return Shown(
        cadre_id=one.cadre_id, name=name_of(day.names, one.cadre_id), role=one.role.label, there=True,
        said=f"{one.shift}，还在岗", tone="amber",
    )  # fmt: skip


def _attending(day: WatchDay, person: Attending) -> Shown:
    name, one = name_of(day.names, person.cadre_id), person.sign_on
    if one is None:
        return Shown(cadre_id=person.cadre_id, name=name, role=person.role.label, wanted=True)
    said, tone = f"{clock(one.on_at)} 已签到", "ink2"
    if one.off_at is not None:
        said, tone = f"{clock(one.off_at)} 已签退", "ink3"
    elif amiss := said_of(one, day.late_minutes, rostered=person.duty is not None):
        said, tone = f"{clock(one.on_at)} 签到，{amiss}", "amber"
    return Shown(
        cadre_id=person.cadre_id, name=name, role=person.role.label, said=said, tone=tone, there=one.off_at is None
    )
