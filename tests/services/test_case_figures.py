from datetime import date, timedelta

from db.case_list import counted
from tests.case_village import AT_ONCE, accept, applicant, entry, item
from venue_desk.desk import Desk
from venue_desk.domain.case_figures import figures
from venue_desk.domain.case_steps import StepEntry
from venue_desk.domain.cases import Rating, Step
from venue_desk.domain.catalogue import Method

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


def test_what_is_read_for_the_month_gives_its_figures(desk: Desk) -> None:
    act = desk.act()
    done = accept(desk)
    for said in (StepEntry(step=Step.FINISH, note="已办"), StepEntry(step=Step.RATE, rating=Rating.VERY_GOOD)):
        done = desk.cases.take(desk.act(), done, said).record
    at_once = entry(desk, applicant(desk), item(desk, AT_ONCE), method=Method.ON_THE_SPOT, result="已认证")
    desk.cases.accept(desk.act(), at_once)
    accept(desk)
    found = figures(counted(act.station_id, FIRST, LAST), FIRST, LAST)
    assert (found.accepted, found.done, found.late, found.on_time, found.satisfied) == (3, 2, 0, 1.0, 1.0)
    later = figures(
        counted(act.station_id, FIRST + timedelta(days=60), LAST + timedelta(days=60)),
        FIRST + timedelta(days=60),
        LAST + timedelta(days=60),
    )
    assert (later.accepted, later.done, later.late) == (0, 0, 1)
