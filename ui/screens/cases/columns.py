"""What the list of cases shows, and where its rows come from: pages of the register, never the whole table."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from ui.kit.columns import Column, Kind, Mark, Order, Tone
from ui.screens.cases.track import Lying, lying
from venue_desk.domain.case_listing import CaseFilter, CaseOrder, CaseRow, CaseView, lies_words
from venue_desk.domain.cases import Case, CaseState
from venue_desk.domain.deadlines import Due, Pressure, due
from venue_desk.domain.holidays import WorkCalendar

if TYPE_CHECKING:
    from venue_desk.services.cases import Cases

TRACK = 2
"""Which column is painted as a track."""
_MARKS = {
    Pressure.LATE: (Tone.RED, "must"), Pressure.TODAY: (Tone.AMBER, "clock"), Pressure.SOON: (Tone.AMBER, "clock"),
    Pressure.NONE: (Tone.NEUTRAL, ""), Pressure.PAUSED: (Tone.OUTLINE, "pause"), Pressure.MET: (Tone.JADE, "check"),
}  # fmt: skip
_GIVEN_UP = frozenset({CaseState.REFUSED, CaseState.WITHDRAWN, CaseState.TERMINATED})


@dataclass(frozen=True, slots=True)
class Reading:
    """The day and the calendar by which deadlines are told."""

    today: date
    calendar: WorkCalendar

    def due(self, case: Case) -> Due:
        """How the deadline presses."""
        return due(case, self.today, self.calendar)

    def lying(self, case: Case) -> Lying:
        """Where it lies."""
        return lying(case, self.due(case), lies_words(case, self.today))


def due_mark(case: Case, found: Due) -> Mark:
    """逾期 2 天, 今天, 12月3日, 已暂停, 已办结."""
    tone, icon = (Tone.NEUTRAL, "") if case.state in _GIVEN_UP else _MARKS[found.pressure]
    return Mark(found.words, tone, icon)


def held_mark(case: Case) -> Mark | None:
    """存原件 2: papers of the villager are here."""
    return Mark(f"存原件 {case.held}", Tone.AMBER, "card") if case.held else None


def columns(reading: Callable[[], Reading]) -> tuple[Column[CaseRow], ...]:
    """The columns; `reading` is asked each time a row is painted."""
    return (
        Column("申请人", lambda r: r.case.applicant, meta=lambda r: r.group, width=92),
        Column(
            "事项", lambda r: r.case.item_name, meta=lambda r: r.case.method.label, mark=lambda r: held_mark(r.case),
            sort=CaseOrder.ITEM,
        ),
        Column("现在何处", lambda r: reading().lying(r.case).spoken, width=200),
        Column(
            "承诺办结", lambda _r: "", kind=Kind.CHIP, mark=lambda r: due_mark(r.case, reading().due(r.case)), width=124,
            sort=CaseOrder.DUE,
        ),
    )  # fmt: skip


def case_order(order: Order | None, view: CaseView) -> tuple[CaseOrder, bool]:
    """By what, and whether the other way round: what is in hand by its day, what is over the latest first."""
    if order is not None:
        return CaseOrder(order.key), order.descending
    return (CaseOrder.ACCEPTED, True) if view is CaseView.ENDED else (CaseOrder.DUE, False)


@dataclass(frozen=True, slots=True)
class CaseSource:
    """The register under a filter, by pages."""

    cases: "Cases"
    station_id: UUID | None
    wanted: CaseFilter

    def count(self) -> int:
        """How many pass the filter."""
        return self.cases.count(self.station_id, self.wanted)

    def rows(self, offset: int, limit: int, order: Order | None) -> Sequence[CaseRow]:
        """One page."""
        by, descending = case_order(order, self.wanted.view)
        return self.cases.page(self.station_id, self.wanted, by, descending=descending, offset=offset, limit=limit)

    def key(self, row: CaseRow) -> Hashable:
        """The case."""
        return row.case.id

    def place(self, key: Hashable, order: Order | None) -> int | None:
        """Wherever in the list it stands."""
        if not isinstance(key, UUID):
            return None
        by, descending = case_order(order, self.wanted.view)
        return self.cases.place(self.station_id, self.wanted, key, by, descending=descending)

    def leap(self, letters: str, after: int, order: Order | None) -> int | None:
        """查找 does this better over thousands of rows."""
        del letters, after, order
        return None
