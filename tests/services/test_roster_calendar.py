"""手机日历: what was published, the same entry each time; what is gone since an earlier publication is struck out."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from icalendar import Calendar

from tests.builders import add_cadre
from tests.rostered import DECEMBER, OTHERS, add_staff, fill_month, name_on, slot
from venue_desk.desk import Desk
from venue_desk.domain.cadres import Cadre
from venue_desk.domain.errors import Refused
from venue_desk.domain.roster import Role
from venue_desk.exchange.ics import Event, to_ical
from venue_desk.services.roster_calendar import calendar_job


def published(desk: Desk) -> dict[str, Cadre]:
    staff = add_staff(desk)
    fill_month(desk, staff)
    desk.roster.publish(desk.act(), DECEMBER)
    return staff


def events(desk: Desk, cadre_id: UUID | None = None) -> dict[str, Event]:
    return {event.uid: event for event in desk.roster_calendar.file(desk.act(), DECEMBER, cadre_id).events}


def test_each_duty_of_a_cadre_is_an_entry_with_its_hours_and_company(desk: Desk, tmp_path: Path) -> None:
    wang = published(desk)["王建军"]
    file = desk.roster_calendar.file(desk.act(), DECEMBER, wang.id, alarm=30)
    facts = desk.roster.facts(desk.act().station_id, DECEMBER)
    wanted = [facts.duties[s] for s in facts.slots if facts.on(s) == wang.id]
    assert [(e.begins, e.ends) for e in file.events] == [(d.begins_at, d.ends_at) for d in wanted]
    assert {event.title for event in file.events} == {"白班带班", "夜班带班"}
    assert file.name == "王建军的值班"
    assert file.events[0].text.startswith("同班：")
    assert "0932-6622000" in file.events[0].text
    list(calendar_job(file, tmp_path / "w.ics"))
    read = Calendar.from_ical((tmp_path / "w.ics").read_bytes())
    assert len(read.walk("VEVENT")) == len(wanted)


def test_published_anew_the_entries_change_and_none_is_there_twice(desk: Desk) -> None:
    staff = published(desk)
    before = name_on(desk, slot(10))
    was, now = staff[before], staff[OTHERS[(OTHERS.index(before) + 2) % len(OTHERS)]]  # free the shifts around
    old_was, old_now = events(desk, was.id), events(desk, now.id)
    first = desk.roster_calendar.file(desk.act(), DECEMBER, now.id)
    desk.roster.fill(desk.act(), slot(10), now.id)
    assert events(desk, was.id) == old_was  # not published yet: the phone keeps what all go by
    desk.roster.publish(desk.act(), DECEMBER)
    new_was, new_now = events(desk, was.id), events(desk, now.id)
    assert set(new_was) == set(old_was)
    (gone,) = [event for event in new_was.values() if event.cancelled]
    assert gone.begins.date() == date(2026, 12, 10)
    (added,) = set(new_now) - set(old_now)
    assert not new_now[added].cancelled
    second = desk.roster_calendar.file(desk.act(), DECEMBER, now.id)
    assert (first.sequence, second.sequence) == (0, 1)
    assert second.at > first.at
    assert to_ical(second) == to_ical(desk.roster_calendar.file(desk.act(), DECEMBER, now.id))


def test_the_calendar_of_all_names_who_serves(desk: Desk) -> None:
    published(desk)
    found = events(desk)
    assert len(found) == 31 * 4
    assert [event.begins for event in found.values()] == sorted(event.begins for event in found.values())
    assert [event.title[:4] for event in found.values()][:4] == ["白班带班", "白班值班", "夜班带班", "夜班值班"]
    assert sum("王建军" in event.title for event in found.values()) > 15


def test_what_was_never_published_and_who_never_serves_is_said(desk: Desk) -> None:
    staff = add_staff(desk)
    desk.roster.fill(desk.act(), slot(1, role=Role.LEAD), staff["王建军"].id)
    with pytest.raises(Refused, match="12月的值班表还没公布"):
        desk.roster_calendar.file(desk.act(), DECEMBER)
    fill_month(desk, staff)
    desk.roster.publish(desk.act(), DECEMBER)
    guest = add_cadre(desk, "何满堂", on_roster=False)
    with pytest.raises(Refused, match="何满堂这个月没有班"):
        desk.roster_calendar.file(desk.act(), DECEMBER, guest.id)
