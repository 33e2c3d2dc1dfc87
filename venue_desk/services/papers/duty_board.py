"""值班公示栏: the staff with their photos, and who is on duty in a week."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby

from db.cadres import cadres
from printing.document import Options
from printing.papers.duty_board import BoardPerson, DutyBoard
from venue_desk.domain.cadres import Cadre
from venue_desk.domain.findings import Finding, should
from venue_desk.domain.identity import show_phone
from venue_desk.domain.printouts import PaperKey
from venue_desk.domain.roster import month_of
from venue_desk.domain.roster_sheet import BoardOrder, lines_of
from venue_desk.domain.stations import Station
from venue_desk.services.gathering import Gathered, Offer, Piece, coming_serials, full_name, without_phone
from venue_desk.services.papers.duty_roster import roster_day
from venue_desk.services.roster_reading import facts_between

TOLD = 3
"""So many names stand in a sentence; the rest is counted."""


def _boards(station: Station, order: BoardOrder, day: date) -> Gathered:
    people = tuple(_person(cadre) for cadre in cadres(station.id))
    pieces: tuple[Piece, ...] = ()
    if people:
        serial = next(coming_serials(station, PaperKey.DUTY_BOARD, day))
        data = _board(station, order.monday, people, serial)
        title = f"{order.monday.year} 年 {order.monday.month} 月 {order.monday.day} 日起一周的值班公示栏"
        pieces = (Piece(data=data, serial=serial, title=title),)
    return Gathered(
        paper=PaperKey.DUTY_BOARD, station=station, day=day, options=Options(), pieces=pieces, year=order.monday.year
    )


def _board(station: Station, monday: date, people: tuple[BoardPerson, ...], serial: str) -> DutyBoard:
    sunday = monday + timedelta(days=6)
    facts = facts_between(station.id, month_of(monday), monday, sunday)
    lines = lines_of(facts, tuple(run for run in facts.runs if monday <= run.day <= sunday))
    rostered = any(line.people for line in lines)
    return DutyBoard(
        station=full_name(station),
        serial=serial,
        monday=monday,
        people=people,
        week=tuple(
            roster_day(facts.calendar, day, list(of_day)) for day, of_day in groupby(lines, lambda line: line.run.day)
        )
        if rostered
        else (),
        hours=tuple(dict.fromkeys(f"{line.run.name} {line.run.shift.hours}" for line in lines)) if rostered else (),
        station_phone=show_phone(station.phone),
        supervision_phone=show_phone(station.supervision_phone),
        promise=station.promise,
    )


def _person(cadre: Cadre) -> BoardPerson:
    return BoardPerson(
        name=cadre.name,
        position=cadre.position or cadre.kind.label,
        duties=cadre.duties,
        phone=show_phone(cadre.phone),
        photo=cadre.photo,
    )


def _findings(gathered: Gathered) -> list[Finding]:
    found = without_phone(gathered.station)
    for piece in gathered.pieces:
        board: DutyBoard = piece.data
        if not board.week:
            found.append(should("board.no_week", "", "这一周还没有排班，下面的一栏就不印。"))
        if faceless := [person.name for person in board.people if not person.photo]:
            said = f"{_named(faceless)}还没有照片，印的是名章。可以在干部里放照片。"
            found.append(should("board.no_photo", "", said))
        if idle := [person.name for person in board.people if not person.duties]:
            found.append(should("board.no_duties", "", f"{_named(idle)}还没写分工，公示栏上会空着。"))
    return found


def _named(names: Iterable[str]) -> str:
    names = list(names)
    return "、".join(names[:TOLD]) + (f"等 {len(names)} 位" if len(names) > TOLD else "")


BOARDS = Offer(
    papers=(PaperKey.DUTY_BOARD,),
    gather=_boards,
    nothing="还没有登记干部。请先在干部里登记，公示栏上才有人。",
    findings=_findings,
)
