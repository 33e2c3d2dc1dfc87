"""值班记录: the log of some days, shift by shift, with who was there."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from db import attendance, cadres, duty_log, holidays, roster, shifts
from printing.document import Options
from printing.papers.duty_log import DutyLog, LoggedLine, LoggedShift
from venue_desk.domain.attendance import SignOn
from venue_desk.domain.calendar import at_station
from venue_desk.domain.duty_log import LogLine, LogOrder, must_report
from venue_desk.domain.holidays import calendar_of
from venue_desk.domain.identity import mask_phone
from venue_desk.domain.printouts import PaperKey
from venue_desk.domain.roster import Duty
from venue_desk.domain.shifts import runs
from venue_desk.domain.stations import Station
from venue_desk.services.gathering import Gathered, Offer, Piece, coming_serials, full_name

MOST_DAYS = 92
"""A quarter: more is bound as several."""

Shift = tuple[date, str]


def _logs(station: Station, order: LogOrder, day: date) -> Gathered:
    pieces: tuple[Piece, ...] = ()
    if 0 <= (order.last - order.first).days < MOST_DAYS:
        kept = tuple(_shifts(station.id, order, day))
        if any(shift.lines or shift.people for shift in kept):
            serial = next(coming_serials(station, PaperKey.DUTY_LOG, day))
            data = DutyLog(station=full_name(station), serial=serial, first=order.first, last=order.last, shifts=kept)
            pieces = (Piece(data=data, serial=serial, title=f"{_span(order)}值班记录"),)
    return Gathered(
        paper=PaperKey.DUTY_LOG, station=station, day=day, options=Options(), pieces=pieces, year=order.first.year
    )


def _shifts(station_id: UUID, order: LogOrder, today: date) -> Iterator[LoggedShift]:
    """Those that have begun by now, in the order of time; a line of no shift stands under its day."""
    names = cadres.names(station_id)
    lines: dict[Shift, list[LogLine]] = defaultdict(list)
    for line in duty_log.of_days(station_id, order.first, order.last):
        lines[line.day, line.shift].append(line)
    there: dict[Shift, list[SignOn]] = defaultdict(list)
    for sign_on in attendance.of_days(station_id, order.first, order.last):
        there[sign_on.of_shift].append(sign_on)
    planned: dict[Shift, list[Duty]] = defaultdict(list)
    for duty in roster.duties(station_id, order.first, order.last):
        planned[duty.day, duty.shift].append(duty)
    calendar = calendar_of(holidays.holidays(station_id))
    hours = {
        (run.day, run.name): run.shift.hours
        for run in runs(shifts.patterns(station_id), calendar, order.first, order.last)
    }
    known = dict.fromkeys(hours) | dict.fromkeys(sorted(lines | there))
    for key in sorted(known, key=lambda key: key[0]):
        told = lines[key] or there[key]
        if told or key[0] < today:
            yield LoggedShift(
                day=key[0],
                name=key[1] or "没有排班的时候",
                hours=hours.get(key, ""),
                people=tuple(_people(planned[key], there[key], names, over=key[0] < today)),
                lines=tuple(_line(line, names) for line in lines[key]),
            )


def _people(planned: list[Duty], there: list[SignOn], names: dict[UUID, str], *, over: bool) -> Iterator[str]:
    """带班 王建军 07:52—20:03; who was planned and never came is named too."""
    for one in there:
        yield f"{one.role.label} {names.get(one.cadre_id, '')} {_presence(one)}"
    came = {one.cadre_id for one in there}
    for duty in planned:
        if duty.cadre_id is not None and duty.cadre_id not in came:
            yield f"{duty.role.label} {names.get(duty.cadre_id, '')} {'没有签到' if over else '还没签到'}"


def _presence(one: SignOn) -> str:
    if one.off_at is None:
        return f"{_clock(one.on_at, one.day)} 起"
    return f"{_clock(one.on_at, one.day)}—{_clock(one.off_at, one.day)}"


def _line(line: LogLine, names: dict[UUID, str]) -> LoggedLine:
    at = at_station(line.at)
    return LoggedLine(
        time=f"{at:%H:%M}" if at.date() == line.day else f"{at.day}日 {at:%H:%M}",
        kind=line.kind.label,
        who=line.who,
        phone=mask_phone(line.phone),
        matter=line.matter,
        handling=line.handling,
        noted_by=names.get(line.noted_by, ""),
        level=line.level.label if line.level else "",
        reported=_reported(line),
    )


def _reported(line: LogLine) -> str:
    """15:50 报镇值班室; what had to be reported and was not says so."""
    if line.reported_to:
        at = f"{_clock(line.reported_at, line.day)} " if line.reported_at else ""
        return f"{at}报{line.reported_to}"
    return "还没上报" if must_report(line) else ""


def _clock(instant: datetime, day: date) -> str:
    at = at_station(instant)
    return f"{at:%H:%M}" if at.date() <= day else f"次日 {at:%H:%M}"


def _span(order: LogOrder) -> str:
    first, last = (f"{each.year} 年 {each.month} 月 {each.day} 日" for each in (order.first, order.last))
    return first if first == last else f"{first}至{order.last.month} 月 {order.last.day} 日"


LOGS = Offer(
    papers=(PaperKey.DUTY_LOG,),
    gather=_logs,
    nothing=f"这几天没有值班记录。请换一天；一次最多印 {MOST_DAYS} 天，起止日期请前后对齐。",
)
