"""What is done, or was done, for the people of a household: where each paper lies, and the way to its page."""

from functools import partial

from ui.kit.buttons import Button
from ui.kit.lines import Line, Lines
from ui.kit.verb import Verb
from ui.screens.households.on_page import OnPage, Section
from venue_desk.domain.calendar import short_date
from venue_desk.domain.case_listing import CaseFilter, CaseOrder, CaseRow, CaseView, lies_words
from venue_desk.domain.households import Relation

LATEST = 6


def cases(at: OnPage) -> Section:
    """The latest first, what is in hand before what is over."""
    station_id = at.household.station_id
    wanted = CaseFilter(today=at.today, view=CaseView.ALL, household_id=at.household.id)
    rows = at.desk.cases.page(station_id, wanted, CaseOrder.ACCEPTED, descending=True, limit=LATEST)
    shown = sorted(rows, key=lambda row: not row.case.open)
    return Section("代办件", Lines([_case(at, row) for row in shown], "还没有代办过"), _begin(at))


def _begin(at: OnPage) -> Button | None:
    head = next((member for member in at.page.living_here if member.relation is Relation.HEAD), None)
    if not at.open or head is None:
        return None
    return Button("登记代办", partial(at.shell.go, "cases", villager_id=head.id), kind="row", icon="plus")


def _case(at: OnPage, row: CaseRow) -> Line:
    case = row.case
    return Line(
        fact=case.item_name,
        meta=f"{case.applicant}  {short_date(case.accepted_on, at.today)}受理  {lies_words(case, at.today)}",
        verbs=(Verb("看这件", partial(at.shell.go, "cases", case_id=case.id)),),
        quiet=not case.open,
    )
