"""Times agreed: kept by 去过了 or by 办结, called off by what ends a case, and as they were when a step is taken back."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from db import cases as table
from tests.builders import TODAY
from tests.case_village import accept, applicant
from venue_desk.desk import Desk
from venue_desk.domain.acts import Act
from venue_desk.domain.case_steps import StepEntry
from venue_desk.domain.cases import Case, Step
from venue_desk.domain.catalogue import Method
from venue_desk.domain.errors import Refused
from venue_desk.services import case_listing
from venue_desk.services.listings import Wanted

TOMORROW = TODAY + timedelta(days=1)


def at(desk: Desk, days: int = 0) -> Act:
    act = desk.act()
    return replace(act, at=act.at + timedelta(days=days))


def take(desk: Desk, case: Case, step: Step, days: int = 0, **said: Any) -> Case:
    return desk.cases.take(at(desk, days), case, StepEntry(step=step, **said)).record


def appointed(desk: Desk, on: date = TODAY, **said: Any) -> Case:
    case = accept(desk, **({"method": Method.ACCOMPANIED} | said))
    return take(desk, case, Step.APPOINT, on=on, with_whom="9:30", place="县残联", note="户口簿")


def told(desk: Desk, day: date) -> list[str]:
    found = case_listing.todos(desk.act().station_id, day)
    return [each.sentence for each in found if each.code == "case.appointment"]


def kept(case: Case) -> list[date | None]:
    return [each.kept_on for each in table.appointments(case.id)]


def test_who_went_is_not_told_again_until_it_is_taken_back(desk: Desk) -> None:
    case = appointed(desk)
    assert told(desk, TODAY) == ["领着办：张文海的高龄津贴申请。约在今天 9:30，县残联。"]
    assert told(desk, TOMORROW) == ["领着办：张文海的高龄津贴申请。约在昨天 9:30，县残联。"]
    assert desk.cases.get(at(desk), case.id).next is Step.WENT
    take(desk, case, Step.WENT, days=2)
    assert kept(case) == [TODAY]
    assert table.steps(case.id)[-1].due_on == TODAY
    assert told(desk, TOMORROW) == []
    assert Step.WENT not in desk.cases.get(at(desk), case.id).allowed
    desk.cases.take_back(at(desk, 2), case)
    assert kept(case) == [None]
    assert len(told(desk, TOMORROW)) == 1


def test_what_is_done_was_gone_for_and_needs_no_later_time(desk: Desk) -> None:
    case = appointed(desk)
    take(desk, case, Step.APPOINT, on=TOMORROW)
    done = take(desk, case, Step.FINISH, note="残疾证已办好")
    assert kept(case) == [TODAY]
    assert told(desk, TOMORROW) == []
    desk.cases.take_back(at(desk), done)
    assert kept(case) == [None, None]


def test_one_who_went_early_went_today_and_a_missed_time_gives_way_to_a_new_one(desk: Desk) -> None:
    early = appointed(desk, on=TOMORROW)
    take(desk, early, Step.WENT)
    assert kept(early) == [TODAY]
    missed = appointed(desk)
    take(desk, missed, Step.APPOINT, days=3, on=TODAY + timedelta(days=4))
    assert [each.on for each in table.appointments(missed.id)] == [TODAY + timedelta(days=4)]
    desk.cases.take_back(at(desk, 3), missed)
    assert [each.on for each in table.appointments(missed.id)] == [TODAY]


def test_nobody_went_where_nothing_was_agreed(desk: Desk) -> None:
    case = accept(desk)
    with pytest.raises(Refused, match="请先「约时间」"):
        take(desk, case, Step.WENT)
    assert Step.WENT not in desk.cases.get(at(desk), case.id).allowed


def test_what_is_withdrawn_is_gone_for_by_nobody(desk: Desk) -> None:
    take(desk, appointed(desk), Step.WITHDRAW, note="本人说不办了")
    assert told(desk, TOMORROW) == []
    assert desk.appointments.rows(desk.act().station_id) == []


def test_the_list_has_what_is_agreed_by_day_and_what_is_still_to_be_agreed(desk: Desk) -> None:
    later = appointed(desk, on=TOMORROW)
    soon = appointed(desk, villager=applicant(desk, "李满仓"))
    home = accept(desk, applicant(desk, "董兴旺"), method=Method.MOBILE)
    accept(desk, applicant(desk, "何永强"))
    rows = desk.appointments.rows(desk.act().station_id)
    assert [row.case.id for row in rows] == [soon.id, later.id, home.id]
    assert [row.appointment is None for row in rows] == [False, False, True]
    assert (rows[0].hamlet, rows[0].is_today(TODAY), rows[0].missed(TOMORROW)) == ("一社", True, True)
    desk.appointments.went(desk.act(), rows[0])
    assert [row.case.id for row in desk.appointments.rows(desk.act().station_id)] == [later.id, home.id]
    act = desk.act()
    sheet = desk.exports.sheet(act, "appointments", Wanted(station_id=act.station_id, today=TODAY, year=2026), None)
    assert [row[3] for row in sheet.rows] == ["张文海", "董兴旺"]
