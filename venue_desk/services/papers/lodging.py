"""住宿登记表 and 本月住站情况: a month of nights on paper, made in the night that runs."""

from collections.abc import Iterator, Mapping
from datetime import date
from uuid import UUID

from db import lodging as table
from printing.document import Options
from printing.papers.lodging_register import (
    LodgingRegister,
    RegisterCheck,
    RegisterGuest,
    RegisterNight,
    RegisterSleeper,
)
from printing.papers.lodging_standing import LodgingStanding, StandingLine
from venue_desk.domain.attendance import clock
from venue_desk.domain.calendar import at_station, night_of
from venue_desk.domain.charts import Tone
from venue_desk.domain.findings import Finding, should
from venue_desk.domain.lodging import Night
from venue_desk.domain.lodging_papers import LodgingOrder
from venue_desk.domain.lodging_standing import DayMark, NightMark, Standing
from venue_desk.domain.printouts import PaperKey
from venue_desk.domain.roster import month_end, month_of
from venue_desk.domain.spot_checks import SpotCheck
from venue_desk.domain.stations import Station
from venue_desk.services.gathering import Gathered, Offer, Piece, coming_serials, full_name
from venue_desk.services.lodging_month import LodgingMonth, month_at
from venue_desk.services.rooms import bed_names

WRITTEN = {DayMark.SLEPT: "√", DayMark.EXTRA: "√", DayMark.EXCUSED: "假", DayMark.MISSED: "×", DayMark.LOST: "×"}


def _gather(station: Station, order: LodgingOrder, tonight: date) -> Gathered:
    found = month_at(station.id, month_of(order.month), tonight)
    serial = next(coming_serials(station, order.paper, tonight))
    register = order.paper is PaperKey.LODGING_REGISTER
    data = _register(station, found, serial) if register else _standing(station, found, serial)
    what = "住宿登记表" if register else "住站情况"
    piece = Piece(data=data, serial=serial, title=f"{found.month.year} 年 {found.month.month} 月{what}")
    begun = found.nights or any(mark is DayMark.EXCUSED for row in found.rows for mark in row.days)
    return Gathered(
        paper=order.paper, station=station, day=tonight, options=Options(), pieces=(piece,) if begun else (),
        year=found.month.year,
    )  # fmt: skip


def _register(station: Station, found: LodgingMonth, serial: str) -> LodgingRegister:
    beds = bed_names(station.id, closed=True)
    numbers = {bed_id: at for at, bed_id in enumerate(_slept_in(found, beds), 1)}
    checks = table.spot_checks(station.id, found.month, month_end(found.month))
    return LodgingRegister(
        station=full_name(station), serial=serial, month=found.month, days=len(found.rules),
        off=tuple(rule.night.day for rule in found.rules if not rule.counts), rule=found.rule_sentence,
        sleepers=tuple(
            RegisterSleeper(
                name=row.name, nights=tuple(_nights(row, found, numbers)), total=f"{row.done}/{row.required}",
                excused=str(row.excused or ""),
            )
            for row in found.rows
        ),
        guests=tuple(
            RegisterGuest(
                night=_said(night.night), name=night.guest, unit=night.guest_unit,
                bed=beds.get(night.bed_id, "") if night.bed_id else "", hours=_hours(night),
                noted_by=found.names.get(night.noted_by, ""),
            )
            for night in found.guests
        ),
        checks=tuple(_check(check, found) for check in checks), beds=tuple(beds[bed_id] for bed_id in numbers),
        made_on=found.tonight,
    )  # fmt: skip


def _slept_in(found: LodgingMonth, beds: Mapping[UUID, str]) -> list[UUID]:
    """The beds of the month's cadres, in the order of the rooms."""
    used = {night.bed_id for night in found.nights if night.cadre_id}
    return [bed_id for bed_id in beds if bed_id in used]


def _nights(row: Standing, found: LodgingMonth, numbers: Mapping[UUID, int]) -> Iterator[RegisterNight]:
    slept = {night.night: night for night in found.nights if night.cadre_id == row.cadre_id}
    for rule, mark in zip(found.rules, row.days, strict=True):
        night = slept.get(rule.night)
        bed = numbers.get(night.bed_id) if night and night.bed_id else None
        yield RegisterNight(mark=WRITTEN.get(mark, ""), bed=f"{bed or ''}")


def _hours(night: Night) -> str:
    if night.left_at is None:
        return f"{clock(night.arrived_at)} 到"
    next_day = "次日 " if at_station(night.left_at).date() > night.night else ""
    return f"{clock(night.arrived_at)}—{next_day}{clock(night.left_at)}"


def _check(check: SpotCheck, found: LodgingMonth) -> RegisterCheck:
    def names(ids: tuple[UUID, ...]) -> str:
        return "、".join(name for cadre_id, name in found.names.items() if cadre_id in ids)

    return RegisterCheck(
        at=f"{_said(at_station(check.at).date())} {clock(check.at)}",
        by_whom=" ".join(part for part in (check.unit, check.by_whom) if part),
        present=names(check.present), away=names(check.away), result=check.result,
    )  # fmt: skip


def _said(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _standing(station: Station, found: LodgingMonth, serial: str) -> LodgingStanding:
    return LodgingStanding(
        station=full_name(station), serial=serial, month=found.month, rule=found.rule_sentence,
        lines=tuple(
            StandingLine(
                name=row.name, required=row.required, done=row.done, excused=row.excused,
                missing=row.marks.count(NightMark.OPEN) + row.marks.count(NightMark.LOST),
                cells=tuple(row.marks.count(mark) for mark in NightMark), sentence=row.sentence,
                pressing=row.tone is Tone.AMBER, lost=row.tone is Tone.RED,
            )
            for row in found.rows
        ),
        made_on=found.tonight,
    )  # fmt: skip


def _findings(gathered: Gathered) -> list[Finding]:
    """A month that still runs is told, so that nobody files it as the whole one."""
    return [
        should("lodging.running", "", f"这个月还没完，印的是到{_said(gathered.day)}为止的。月底再印一份存档。")
        for piece in gathered.pieces
        if gathered.day <= month_end(piece.data.month)
    ]


LODGINGS = Offer(
    papers=(PaperKey.LODGING_REGISTER, PaperKey.LODGING_STANDING),
    gather=_gather,
    nothing="这个月还没有住宿登记。晚上在住宿里点过名，再来印。",
    findings=_findings,
    day_at=night_of,
)
