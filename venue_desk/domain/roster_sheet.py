"""The roster as it is read, one line a shift: for the wall, the workbook and the screen in the hall."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from venue_desk.domain.cadres import Cadre
from venue_desk.domain.printouts import PaperKey
from venue_desk.domain.roster import Duty, Role, RosterFacts, slots_of
from venue_desk.domain.shifts import ShiftRun


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterOrder:
    """The wall roster of a month."""

    paper: ClassVar[PaperKey] = PaperKey.DUTY_ROSTER

    month: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardOrder:
    """The staff for the wall, with the duties of the week that begins on `monday`."""

    paper: ClassVar[PaperKey] = PaperKey.DUTY_BOARD

    monday: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterLine:
    """A shift with who serves on it; `vacant` places are still empty, `notes` say who stands in and what was reported."""

    run: ShiftRun
    leads: tuple[Cadre, ...]
    others: tuple[Cadre, ...]
    vacant: int
    notes: tuple[str, ...] = ()

    @property
    def people(self) -> tuple[Cadre, ...]:
        """The leads first."""
        return self.leads + self.others


def roster_lines(facts: RosterFacts) -> tuple[RosterLine, ...]:
    """Every shift of the month, in the order of time."""
    return lines_of(facts, facts.month_runs)


def lines_of(facts: RosterFacts, runs: tuple[ShiftRun, ...]) -> tuple[RosterLine, ...]:
    """The same for these shifts."""
    known = {cadre.id: cadre for cadre in facts.cadres}
    return tuple(_line(facts, run, known) for run in runs)


def _line(facts: RosterFacts, run: ShiftRun, known: dict[UUID, Cadre]) -> RosterLine:
    slots = list(slots_of(run))
    duties = [duty for slot in slots if (duty := facts.duties.get(slot)) and duty.cadre_id in known]
    leads, others = ([d for d in duties if d.role is role] for role in (Role.LEAD, Role.ON_DUTY))
    return RosterLine(
        run=run,
        leads=tuple(known[d.cadre_id] for d in leads if d.cadre_id),
        others=tuple(known[d.cadre_id] for d in others if d.cadre_id),
        vacant=len(slots) - len(duties),
        notes=tuple(_notes(facts, duties)),
    )


def _notes(facts: RosterFacts, duties: list[Duty]) -> Iterator[str]:
    """马德林替赵文博（病假）; 马德林：晚到半小时."""
    for duty in duties:
        name = facts.name(duty.cadre_id) if duty.cadre_id else ""
        if duty.stands_in_for is not None:
            yield f"{name}替{facts.name(duty.stands_in_for)}{f'（{duty.note}）' if duty.note else ''}"
        elif duty.note:
            yield f"{name}：{duty.note}"
