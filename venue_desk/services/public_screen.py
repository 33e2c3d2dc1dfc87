"""公示屏: what the hall may see, gathered in a few queries; a villager's data are not even read."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from uuid import UUID

from db import cadres, notices
from db.catalogue import service_items as own_items
from db.stations import station
from venue_desk.domain.cadres import Cadre
from venue_desk.domain.calendar import day_of
from venue_desk.domain.day_labels import day_label
from venue_desk.domain.identity import show_phone
from venue_desk.domain.notices import shown
from venue_desk.domain.public_screen import (
    PublicFacts,
    ShownDay,
    ShownPerson,
    ShownShift,
    ShownTurn,
    midnight_after,
)
from venue_desk.domain.roster import Role, month_of
from venue_desk.domain.roster_sheet import RosterLine, lines_of
from venue_desk.domain.shifts import ShiftRun
from venue_desk.domain.stations import seal_of
from venue_desk.domain.watch import Watch
from venue_desk.services.attendance import Attendance
from venue_desk.services.gathering import full_name
from venue_desk.services.resource_files import methods, service_items
from venue_desk.services.roster_reading import facts_between
from venue_desk.services.saved import known

WEEK = timedelta(days=6)
Staff = dict[UUID, Cadre]


@dataclass(frozen=True, slots=True)
class PublicScreen:
    """The one verb of the screen in the hall."""

    attendance: Attendance

    def facts(self, station_id: UUID, now: datetime) -> PublicFacts:
        """As it is at that instant."""
        home, today = known(station(station_id), station_id), day_of(now)
        staff = {cadre.id: cadre for cadre in cadres.everyone(station_id)}
        watch = self.attendance.watch(station_id, now)
        return PublicFacts(
            seal=seal_of(home.village),
            station=full_name(home),
            phone=show_phone(home.phone),
            supervision_phone=show_phone(home.supervision_phone),
            promise=home.promise,
            now=_shift(watch.run, _there(watch), staff),
            following=_shift(
                watch.next_run, [(duty.cadre_id, duty.role) for duty in watch.next_duties if duty.cadre_id], staff
            ),
            week=_week(station_id, today - timedelta(days=today.weekday())),
            methods=methods(),
            services=_services(station_id),
            notices=tuple(notice.text for notice in shown(notices.notices(station_id), today)),
            until=min(_ends(watch), midnight_after(now)),
        )


def _there(watch: Watch) -> list[tuple[UUID, Role]]:
    """Who signed on; while nobody has, who is planned for the shift."""
    present = [(each.cadre_id, each.role) for each in watch.people if each.present]
    staying = [(one.cadre_id, one.role) for one in (*watch.early, *watch.held_over)]
    return present or staying or [(each.cadre_id, each.role) for each in watch.people]


def _shift(run: ShiftRun | None, people: list[tuple[UUID, Role]], staff: Staff) -> ShownShift | None:
    if run is None:
        return None
    named = [(staff[cadre_id], role) for cadre_id, role in people if cadre_id in staff]
    return ShownShift(
        name=run.name,
        hours=run.shift.hours,
        people=tuple(ShownPerson(name=cadre.name, role=role, phone=show_phone(cadre.phone)) for cadre, role in named),
    )


def _ends(watch: Watch) -> datetime:
    """When another shift runs."""
    runs = [run for run in (watch.run, watch.next_run) if run is not None]
    later = [at for run in runs for at in (run.begins_at, run.ends_at) if at > watch.at]
    return min(later, default=watch.at + timedelta(days=1))


def _week(station_id: UUID, monday: date) -> tuple[ShownDay, ...]:
    facts = facts_between(station_id, month_of(monday), monday, monday + WEEK)
    lines = lines_of(facts, tuple(run for run in facts.runs if monday <= run.day <= monday + WEEK))
    if not any(line.people for line in lines):
        return ()
    return tuple(
        ShownDay(day=day, label=day_label(facts.calendar, day), turns=tuple(_turn(line) for line in of_day))
        for day, of_day in groupby(lines, lambda line: line.run.day)
    )


def _turn(line: RosterLine) -> ShownTurn:
    return ShownTurn(
        mark=line.run.shift.mark,
        leads=tuple(cadre.name for cadre in line.leads),
        others=tuple(cadre.name for cadre in line.others),
    )


def _services(station_id: UUID) -> tuple[str, ...]:
    """What the station does for villagers, by the short words of the contact card where there is one."""
    short = {item.entry.name: item.card for item in service_items()}
    own = [item.name for item in own_items(station_id)]
    return tuple(dict.fromkeys(short.get(name, name) for name in own or short))
