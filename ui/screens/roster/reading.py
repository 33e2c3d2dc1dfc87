"""What the screen draws, read in one go: the month, what is wrong with it, who has how much, what is published."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from ui.screens.roster.month import MonthView, days_drawn, month_view
from venue_desk.domain.day_labels import DayLabel, day_label
from venue_desk.domain.findings import Finding, Severity
from venue_desk.domain.planning import MonthPlan, drawn
from venue_desk.domain.roster import Publication, RosterFacts, month_end
from venue_desk.domain.roster_changes import changed_since
from venue_desk.domain.roster_fairness import Counts, Fairness, fairness, fairness_findings
from venue_desk.domain.roster_rules import roster_findings
from venue_desk.domain.swaps import SwapState

if TYPE_CHECKING:
    from venue_desk.desk import Desk

SWAPPING = {SwapState.ASKED: "换班待同意", SwapState.ACCEPTED: "换班待批"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What is on record of a month: `year` counts the year's months before it, `swaps` says where each duty's swap stands."""

    facts: RosterFacts
    year: Mapping[UUID, Counts]
    swaps: Mapping[UUID, str]
    publication: Publication | None
    regime: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One month as it stands. `must` counts what must be mended; places of a month not begun are not told one by one."""

    facts: RosterFacts
    fairness: Fairness
    findings: tuple[Finding, ...]
    must: int
    view: MonthView
    publication: Publication | None
    changes: int
    regime: str = ""


class Reading:
    """Keeps what an edit of the drawn month does not change: the year before it and the labels of its days."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._year: tuple[date, dict[UUID, Counts]] | None = None
        self._labels: dict[date, DayLabel] = {}
        self._calendar: object = None
        self._regime: tuple[date, str] | None = None

    def read(self, month: date, *, afresh: bool) -> Read:
        """The month now; `afresh` unless only the month itself was edited."""
        return self.reckoned(self.gathered(month, afresh=afresh))

    def gathered(self, month: date, *, afresh: bool) -> Gathered:
        """What is on record of it."""
        station_id = self._desk.act().station_id
        facts = self._desk.roster.facts(station_id, month)
        return Gathered(
            facts=facts,
            year=self._year_before(facts, afresh=afresh),
            swaps={
                duty_id: SWAPPING[swap.state] for swap in self._desk.swaps.open(station_id) for duty_id in swap.duty_ids
            },
            publication=self._desk.roster.published(station_id, month),
            regime=self._regime_of(station_id, month, afresh=afresh),
        )  # fmt: skip

    def reckoned(self, given: Gathered) -> Read:
        """What follows from it: findings, fairness, and the month as it is drawn."""
        facts, today = given.facts, self._desk.act().today
        table = fairness(facts, given.year)
        found = [*roster_findings(facts), *fairness_findings(table)]
        view = month_view(facts, found, given.swaps, self._labels_of(facts), today)
        return Read(
            facts=facts, fairness=table, view=view, publication=given.publication, regime=given.regime,
            findings=tuple(finding for finding in found if view.begun or finding.code != "roster.gap"),
            must=sum(finding.severity is Severity.MUST for finding in found),
            changes=len(changed_since(given.publication, facts)) if given.publication else 0,
        )  # fmt: skip

    def as_planned(self, now: Read, plan: MonthPlan) -> Read:
        """The month as it would be, with every place that a plan fills otherwise; nothing of it is on record."""
        facts = drawn(now.facts, plan.assignments)
        fresh = frozenset(move.slot for move in plan.moves)
        view = month_view(facts, plan.findings, {}, self._labels, self._desk.act().today, fresh)
        return replace(now, facts=facts, fairness=plan.after, findings=plan.findings, view=view)

    def _regime_of(self, station_id: UUID, month: date, *, afresh: bool) -> str:
        if afresh or self._regime is None or self._regime[0] != month:
            self._regime = (month, self._desk.regimes.on(station_id, month_end(month)).label)
        return self._regime[1]

    def _year_before(self, facts: RosterFacts, *, afresh: bool) -> dict[UUID, Counts]:
        if afresh or self._year is None or self._year[0] != facts.month:
            station_id = self._desk.act().station_id
            self._year = (facts.month, self._desk.roster.year_before(station_id, facts.month))
        return self._year[1]

    def _labels_of(self, facts: RosterFacts) -> dict[date, DayLabel]:
        if self._calendar != facts.calendar:
            self._calendar, self._labels = facts.calendar, {}
        days = days_drawn(facts.month)
        self._labels |= {day: day_label(facts.calendar, day) for day in days if day not in self._labels}
        return self._labels
