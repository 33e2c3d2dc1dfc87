"""手机日历: the published duties of a month as a file that a phone takes into its calendar, of one cadre or of all."""

from collections import defaultdict
from collections.abc import Generator
from datetime import date
from pathlib import Path
from uuid import UUID

from db import roster as table
from db.stations import station
from venue_desk.domain.acts import Act
from venue_desk.domain.duty_events import DutyEvent, duty_events
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import must
from venue_desk.domain.identity import show_phone
from venue_desk.domain.roster import Publication, RosterFacts, month_of
from venue_desk.exchange.ics import Event, EventFile, write_events
from venue_desk.services.roster_reading import month_facts
from venue_desk.services.saved import known

Step = tuple[int, int, str]


class RosterCalendar:
    """The verbs of the calendar. What they hand out is frozen: `calendar_job` writes it in any process."""

    def file(self, act: Act, month: date, cadre_id: UUID | None = None, *, alarm: int | None = None) -> EventFile:
        """The month's duties as published last; those published before and gone since are struck out on the phone.

        Taken again after the month was published anew, the phone's own entries change: none is there twice.
        """
        home, month = known(station(act.station_id), act.station_id), month_of(month)
        publications = table.publications(home.id, month)
        if not publications:
            said = f"{month.year}年{month.month}月的值班表还没公布。请先在排班里公布，再存手机日历。"
            raise Refused([must("calendar.not_published", "month", said)])
        facts = month_facts(home.id, month)
        events = duty_events(publications, facts, cadre_id)
        if not events:
            said = f"{facts.name(cadre_id) if cadre_id else home.name}这个月没有班，不用存。请另选一位或另选一个月。"
            raise Refused([must("calendar.empty", "cadre_id", said)])
        beside = _beside(publications[-1])
        phone = f"24 小时值班电话 {show_phone(home.phone)}" if home.phone else ""
        return EventFile(
            name=f"{facts.name(cadre_id)}的值班" if cadre_id else f"{home.village}值班",
            at=publications[-1].published_at,
            sequence=len(publications) - 1,
            events=tuple(_event(each, facts, beside, phone, named=cadre_id is None) for each in events),
            place=" ".join(filter(None, (home.name, home.address))),
            alarm=alarm,
        )


def calendar_job(file: EventFile, out: Path) -> Generator[Step, None, Path]:
    """Write the calendar, in this process or another."""
    return write_events(file, out)


Shift = tuple[date, str]


def _beside(publication: Publication) -> dict[Shift, list[UUID]]:
    """Who serves on each shift."""
    found: dict[Shift, list[UUID]] = defaultdict(list)
    for posted in publication.duties:
        found[posted.day, posted.shift].append(posted.cadre_id)
    return found


def _event(event: DutyEvent, facts: RosterFacts, beside: dict[Shift, list[UUID]], phone: str, *, named: bool) -> Event:
    posted, name = event.posted, facts.name(event.posted.cadre_id)
    title = f"{posted.shift}{posted.role.label}"
    others = [facts.name(each) for each in beside[posted.day, posted.shift] if each != posted.cadre_id]
    together = f"同班：{'、'.join(others)}" if others and not event.cancelled else ""
    return Event(
        uid=event.uid,
        begins=event.run.begins_at,
        ends=event.run.ends_at,
        title=f"{title} {name}" if named else title,
        text="\n".join(filter(None, (together, phone))),
        cancelled=event.cancelled,
    )
