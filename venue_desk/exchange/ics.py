"""Calendars out (iCalendar, RFC 5545): duties for a phone. The same facts give the same bytes.

Instants are written in UTC: every phone shows them by its own clock, and no table of time zones can be wrong.
"""

from collections.abc import Generator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from venue_desk.exchange.files import put_in_place

if TYPE_CHECKING:
    from icalendar import Alarm as IcsAlarm
    from icalendar import Event as IcsEvent

Step = tuple[int, int, str]
MAKER = "-//村站值守台//值班//CN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One entry. A phone that has `uid` already takes the new state of it; `cancelled` it strikes out."""

    uid: str
    begins: datetime
    ends: datetime
    title: str
    text: str = ""
    cancelled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFile:
    """A calendar as it is handed out: `at` its facts were made known, `sequence` rises each time they are made known anew.

    `alarm` is how many minutes before it begins the phone rings; None = it does not.
    """

    name: str
    at: datetime
    sequence: int
    events: tuple[Event, ...]
    place: str = ""
    alarm: int | None = None


def write_events(file: EventFile, out: Path) -> Generator[Step, None, Path]:
    """Write the calendar, whole or not at all."""
    total = len(file.events)
    yield 0, total, "正在写日历"
    put_in_place(to_ical(file), out, ".ics")
    yield total, total, f"已写 {total} 班"
    return out


def to_ical(file: EventFile) -> bytes:
    """The calendar as phones read it."""
    from icalendar import Calendar  # a tenth of a second: not at the window's start

    calendar = Calendar()
    for name, value in (
        ("prodid", MAKER), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", "PUBLISH"),
        ("x-wr-calname", file.name), ("x-wr-timezone", "Asia/Shanghai"),
    ):  # fmt: skip
        calendar.add(name, value)
    for event in file.events:
        calendar.add_component(_event(file, event))
    return bytes(calendar.to_ical())


def _event(file: EventFile, event: Event) -> "IcsEvent":
    from icalendar import Event as IcsEvent

    made = IcsEvent()
    made.add("uid", event.uid)
    made.add("dtstamp", file.at.astimezone(UTC))
    made.add("sequence", file.sequence)
    made.add("dtstart", event.begins.astimezone(UTC))
    made.add("dtend", event.ends.astimezone(UTC))
    made.add("summary", event.title)
    made.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    made.add("transp", "TRANSPARENT" if event.cancelled else "OPAQUE")
    for name, value in (("location", file.place), ("description", event.text)):
        if value:
            made.add(name, value)
    if file.alarm is not None and not event.cancelled:
        made.add_component(_alarm(event, file.alarm))
    return made


def _alarm(event: Event, minutes: int) -> "IcsAlarm":
    from icalendar import Alarm

    ring = Alarm()
    ring.add("action", "DISPLAY")
    ring.add("description", event.title)
    ring.add("trigger", -timedelta(minutes=minutes))
    return ring
