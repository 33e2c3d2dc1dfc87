"""公示屏: who is there, who comes next, the week, what is done here; nothing of a villager."""

from dataclasses import asdict, replace
from datetime import date, timedelta

import pytest

from tests.builders import TODAY, add_household, counted_queries, id_number, villager
from tests.rostered import add_staff, fill_month
from tests.services.at_the_station import act_of, at
from venue_desk.changes import Topic
from venue_desk.desk import Desk
from venue_desk.domain.errors import Refused
from venue_desk.domain.households import Relation
from venue_desk.domain.notices import NoticeEntry
from venue_desk.domain.public_screen import PublicFacts, clock_at, midnight_after
from venue_desk.domain.roster import Role

NOVEMBER = date(2026, 11, 1)


def facts(desk: Desk, clock: str, day: date = TODAY) -> PublicFacts:
    return desk.public_screen.facts(desk.act().station_id, at(clock, day))


def test_before_anything_is_rostered_it_says_whom_to_ring(desk: Desk) -> None:
    found = facts(desk, "10:24")
    assert (found.seal, found.station, found.phone) == ("浅河", "菜子镇浅河村便民服务站", "0932-6622000")
    assert found.week == ()
    assert found.now is not None
    assert found.now.people == ()
    assert found.sentence == "菜子镇浅河村便民服务站，24 小时值班电话 0932-6622000"
    assert [method.word for method in found.methods] == ["马上办", "代着办", "领着办", "流动办"]
    assert "医保" in found.services


def test_who_is_planned_until_somebody_signs_on(desk: Desk) -> None:
    staff = add_staff(desk)
    fill_month(desk, staff, NOVEMBER)
    planned = facts(desk, "10:24")
    assert planned.now is not None
    assert planned.following is not None
    assert (planned.now.name, planned.now.hours) == ("白班", "08:00—20:00")
    assert [person.role for person in planned.now.people] == [Role.LEAD, Role.ON_DUTY]
    assert planned.following.name == "夜班"
    assert len(planned.following.people) == 2
    other = staff["周玉凤"]
    desk.attendance.sign_on(act_of(desk, other, "10:30", TODAY))
    there = facts(desk, "10:31")
    assert there.now is not None
    assert [(person.name, person.phone) for person in there.now.people] == [("周玉凤", "138-0000-0101")]


def test_the_week_begins_on_monday_and_today_is_in_it(desk: Desk) -> None:
    fill_month(desk, add_staff(desk), NOVEMBER)
    found = facts(desk, "10:24", date(2026, 11, 26))
    assert [day.day.day for day in found.week] == list(range(23, 30))
    assert [turn.mark for turn in found.week[0].turns] == ["白", "夜"]
    assert found.week[5].label.off


@pytest.mark.parametrize(
    ("clock", "until"),
    [("07:59", ("08:00", 0)), ("08:00", ("20:00", 0)), ("20:00", ("00:00", 1)), ("00:00", ("08:00", 0))],
)
def test_it_says_until_when_it_is_true(desk: Desk, clock: str, until: tuple[str, int]) -> None:
    fill_month(desk, add_staff(desk), NOVEMBER)
    assert facts(desk, clock).until == at(until[0], TODAY + timedelta(days=until[1]))


def test_nothing_of_a_villager_is_on_it_nor_even_read(desk: Desk) -> None:
    fill_month(desk, add_staff(desk), NOVEMBER)
    add_household(
        desk, "0001", "张满仓", "一社", villager("何满堂", Relation.SPOUSE, id_number=id_number(), phone="13800000013")
    )
    with counted_queries() as asked:
        found = facts(desk, "10:24")
    assert "张满仓" not in str(asdict(found))
    assert [query for query in asked if "villagers" in query or "households" in query or "log_lines" in query] == []
    assert len(asked) <= 24


def test_notices_hang_for_their_days_and_are_taken_down(desk: Desk) -> None:
    told = list[frozenset[Topic]]()
    desk.announcer.subscribe(told.append)
    saved = desk.notices.put_up(desk.act(), NoticeEntry(text="12月5日前 交医保", from_on=TODAY, to_on=TODAY))
    later = desk.notices.put_up(desk.act(), NoticeEntry(text="新书到了", from_on=TODAY + timedelta(days=1)))
    assert facts(desk, "10:24").notices == ("12月5日前 交医保",)
    assert facts(desk, "10:24", TODAY + timedelta(days=1)).notices == ("新书到了",)
    changed = desk.notices.change(desk.act(), later.record, NoticeEntry(text="新书到了", from_on=TODAY))
    assert facts(desk, "10:24").notices == ("新书到了", "12月5日前 交医保")
    taken = desk.notices.take_down(desk.act(), changed.record)
    assert facts(desk, "10:24").notices == ("12月5日前 交医保",)
    with pytest.raises(Refused):
        desk.notices.change(desk.act(), taken.record, NoticeEntry(text="又来", from_on=TODAY))
    desk.undo(desk.act(), taken)
    assert len(facts(desk, "10:24").notices) == 2
    with pytest.raises(Refused, match="最多 80 个字"):
        desk.notices.change(desk.act(), saved.record, replace(NoticeEntry(text="长" * 81, from_on=TODAY)))
    assert all(Topic.NOTICES in topics for topics in told)


def test_the_clock_speaks_the_station_time_of_both_calendars() -> None:
    clock = clock_at(at("00:05", date(2026, 11, 23)))
    assert (clock.time, clock.day, clock.lunar) == ("00:05", "2026年11月23日 星期一", "农历十月十五 · 小雪第2天")
    assert midnight_after(at("23:59", TODAY)) == at("00:00", TODAY + timedelta(days=1))
