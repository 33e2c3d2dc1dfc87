"""值班表: a month of the roster as it hangs on the wall."""

from datetime import date
from itertools import groupby

from db.roster import last_publication
from printing.document import Options
from printing.papers.duty_roster import DutyRoster, RosterDay, RosterPerson, RosterShift
from venue_desk.domain.cadres import Cadre
from venue_desk.domain.calendar import day_of
from venue_desk.domain.day_labels import day_label
from venue_desk.domain.findings import Finding, should
from venue_desk.domain.holidays import WorkCalendar
from venue_desk.domain.identity import show_phone
from venue_desk.domain.printouts import PaperKey
from venue_desk.domain.roster import Publication, RosterFacts
from venue_desk.domain.roster_changes import changed_since
from venue_desk.domain.roster_sheet import RosterLine, RosterOrder, roster_lines
from venue_desk.domain.stations import Station
from venue_desk.services.gathering import Gathered, Offer, Piece, coming_serials, full_name, without_phone
from venue_desk.services.roster_reading import month_facts


def _rosters(station: Station, order: RosterOrder, day: date) -> Gathered:
    facts = month_facts(station.id, order.month)
    lines = roster_lines(facts)
    pieces: tuple[Piece, ...] = ()
    if any(line.people for line in lines):
        serial = next(coming_serials(station, PaperKey.DUTY_ROSTER, day))
        publication = last_publication(station.id, facts.month)
        data = _roster(station, facts, lines, publication, serial)
        pieces = (Piece(data=data, serial=serial, title=f"{facts.month.year} 年 {facts.month.month} 月值班表"),)
    return Gathered(
        paper=PaperKey.DUTY_ROSTER, station=station, day=day, options=Options(), pieces=pieces, year=facts.month.year
    )


def _roster(
    station: Station, facts: RosterFacts, lines: tuple[RosterLine, ...], publication: Publication | None, serial: str
) -> DutyRoster:
    people = dict.fromkeys(cadre for line in lines for cadre in line.people)
    in_order = [cadre for cadre in facts.cadres if cadre in people]
    return DutyRoster(
        station=full_name(station),
        serial=serial,
        month=facts.month,
        days=tuple(
            roster_day(facts.calendar, day, list(of_day)) for day, of_day in groupby(lines, lambda line: line.run.day)
        ),
        people=tuple(_person(cadre) for cadre in in_order),
        hours=tuple(dict.fromkeys(f"{line.run.name} {line.run.shift.hours}" for line in lines)),
        station_phone=show_phone(station.phone),
        supervision_phone=show_phone(station.supervision_phone),
        published_on=day_of(publication.published_at) if publication else None,
        changed=bool(publication and changed_since(publication, facts)),
    )


def roster_day(calendar: WorkCalendar, day: date, lines: list[RosterLine]) -> RosterDay:
    """One day as wall and board show it."""
    label = day_label(calendar, day)
    notes = [note for line in lines for note in line.notes]
    return RosterDay(
        day=day,
        lunar=label.words,
        shifts=tuple(
            RosterShift(
                mark=line.run.shift.mark,
                leads=tuple(cadre.name for cadre in line.leads),
                others=tuple(cadre.name for cadre in line.others),
                vacant=line.vacant,
            )
            for line in lines
        ),
        off=label.off,
        badge=label.badge,
        festival=label.festive,
        note="；".join(notes),
    )


def _person(cadre: Cadre) -> RosterPerson:
    return RosterPerson(name=cadre.name, position=cadre.position or cadre.kind.label, phone=show_phone(cadre.phone))


def _findings(gathered: Gathered) -> list[Finding]:
    """What passers-by would stumble over: a draft, changes nobody published, gaps, people without a phone."""
    found = without_phone(gathered.station)
    for piece in gathered.pieces:
        roster: DutyRoster = piece.data
        if roster.published_on is None:
            found.append(
                should("roster.draft", "", "这个月还没有公布，纸上写着「草稿」。请先在排班里公布，再印了上墙。")
            )
        elif roster.changed:
            found.append(should("roster.changed", "", "公布以后又改过，印的是现在的样子。请在排班里再公布一次。"))
        if gaps := sum(shift.vacant > 0 for day in roster.days for shift in day.shifts):
            found.append(should("roster.gaps", "", f"还有 {gaps} 个班没有排满，请在排班里补上。"))
        found += [
            should("cadre.no_phone", "", f"{person.name}没有电话，值班表上会空着。请先在干部里补上。")
            for person in roster.people
            if not person.phone
        ]
    return found


ROSTERS = Offer(
    papers=(PaperKey.DUTY_ROSTER,),
    gather=_rosters,
    nothing="这个月还没有排班。请先在排班里排好，再来印值班表。",
    findings=_findings,
)
