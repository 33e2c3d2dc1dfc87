"""Calendars that a phone takes: read back by a parser, lines folded as RFC 5545 wants, the same facts the same bytes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from venue_desk.domain.calendar import STATION_ZONE
from venue_desk.domain.errors import Unavailable
from venue_desk.exchange.ics import Event, EventFile, to_ical, write_events

BEGINS = datetime(2026, 12, 1, 20, 0, tzinfo=STATION_ZONE)
EVENT = Event(
    uid="a@venue-desk",
    begins=BEGINS,
    ends=BEGINS + timedelta(hours=12),
    title="夜班带班",
    text="同班：李秀兰\n电话 0932；白天",
)
GONE = replace(EVENT, uid="b@venue-desk", cancelled=True)
FILE = EventFile(
    name="王建军的值班", at=datetime(2026, 11, 23, 2, tzinfo=UTC), sequence=3, events=(EVENT, GONE),
    place="浅河村便民服务站 菜子镇浅河村一社 18 号，小学对面的两层小楼里，进门左手第一间就是", alarm=60,
)  # fmt: skip


def test_it_reads_back_as_it_was_meant() -> None:
    calendar = Calendar.from_ical(to_ical(FILE))
    assert (calendar["version"], calendar["method"], calendar["x-wr-calname"]) == ("2.0", "PUBLISH", "王建军的值班")
    event, gone = calendar.walk("VEVENT")
    assert event["uid"] == "a@venue-desk"
    assert event.decoded("dtstart") == BEGINS
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(hours=12)
    assert (event["sequence"], event["status"], event["summary"]) == (3, "CONFIRMED", "夜班带班")
    assert event["description"] == EVENT.text
    assert event["location"] == FILE.place
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(minutes=-60)
    assert gone["status"] == "CANCELLED"
    assert gone.walk("VALARM") == []


def test_lines_are_folded_in_bytes_and_instants_are_utc() -> None:
    content = to_ical(FILE)
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert b"DTSTART:20261201T120000Z" in content
    assert b"DTSTAMP:20261123T020000Z" in content
    assert to_ical(FILE) == content
    assert b"VALARM" not in to_ical(replace(FILE, alarm=None))


def test_a_table_is_not_overwritten_by_a_slip_of_the_name(tmp_path: Path) -> None:
    table = tmp_path / "农户.xlsx"
    table.write_bytes(b"old")
    with pytest.raises(Unavailable, match="日历文件"):
        list(write_events(FILE, table))
    assert table.read_bytes() == b"old"
    assert list(write_events(FILE, tmp_path / "a.ics"))
    assert (tmp_path / "a.ics").read_bytes() == to_ical(FILE)
