"""A plan as a workbook, before anything is taken: each month as the roster goes out, one sheet beside the other."""

from collections.abc import Iterator
from dataclasses import replace

from venue_desk.domain.planning import MonthPlan, Plan, PlanTask, drawn
from venue_desk.domain.roster import RosterFacts
from venue_desk.domain.roster_sheet import RosterLine
from venue_desk.services.listings import Listing
from venue_desk.services.roster_listing import listing_of


def plan_listing(task: PlanTask, plan: Plan) -> Listing[RosterLine]:
    """The first month; the others, and all of them as calendars, stand beside it."""
    first, *others = [
        _month(facts, month, alone=len(plan.months) == 1) for facts, month in zip(task.months, plan.months, strict=True)
    ]
    return replace(first, beside=(*first.beside, *(each for month in others for each in _flat(month))))


def _month(facts: RosterFacts, month: MonthPlan, *, alone: bool) -> Listing[RosterLine]:
    listing = listing_of(drawn(facts, month.assignments))
    title = f"{listing.title}（自动排班，还没公布）"
    if alone:
        return replace(listing, title=title)
    number = f"{facts.month.year % 100}年{facts.month.month}月"
    beside = tuple(replace(each, name=f"{number}{each.name}") for each in listing.beside)
    return replace(listing, title=title, name=f"{number}{listing.name}", beside=beside)


def _flat(listing: Listing[RosterLine]) -> Iterator[Listing[RosterLine]]:
    yield replace(listing, beside=())
    yield from listing.beside
