"""本月值班: the duties of a month, planned and done, read for the screen and as tables for Excel."""

from collections.abc import Callable
from datetime import date, datetime, time
from functools import partial
from typing import TypeVar
from uuid import UUID

from db import attendance, cadres, roster, settings, swaps
from venue_desk.domain.attendance_month import MonthRow, ServedShift, month_rows, served_shifts
from venue_desk.domain.calendar import STATION_ZONE, at_station, day_of
from venue_desk.domain.roster import month_end, month_of
from venue_desk.domain.settings import value_on
from venue_desk.exchange.writing import Shape
from venue_desk.services.listings import ExportColumn, Listed, Listing, Wanted

R = TypeVar("R")
FIGURES: tuple[tuple[str, Callable[[MonthRow], int]], ...] = (
    ("应值班", lambda row: row.planned), ("已值班", lambda row: row.done), ("迟到", lambda row: row.late),
    ("没签到", lambda row: row.missed), ("替班", lambda row: row.stood_in), ("换来", lambda row: row.swapped),
)  # fmt: skip


def served_in(station_id: UUID, month: date, now: datetime) -> list[ServedShift]:
    """Every shift of the month, planned or served, in the order of time."""
    first, last = month_of(month), month_end(month)
    duties = roster.duties(station_id, first, last)
    return served_shifts(
        duties, attendance.of_days(station_id, first, last), swaps.swaps_of([duty.id for duty in duties]),
        cadres.names(station_id), now, _limit(station_id, now),
    )  # fmt: skip


def month_of_station(station_id: UUID, month: date, now: datetime) -> list[MonthRow]:
    """Each cadre on the roster, and whoever else served."""
    names = {each.id: each.name for each in cadres.cadres(station_id) if each.on_roster}
    return month_rows(served_in(station_id, month, now), names, _limit(station_id, now))


def export_columns() -> dict[str, Listed]:
    """The month's table, and every shift of the month with its times."""
    return {"attendance": _month_listing, "sign_ons": _served_listing}


def _month_listing(wanted: Wanted) -> Listing[MonthRow]:
    columns: list[ExportColumn[MonthRow]] = [ExportColumn(title="姓名", room=9, of=lambda row: row.name)]
    columns += [ExportColumn(title=title, of=of, shape=Shape.WHOLE) for title, of in FIGURES]
    return Listing(
        name="值班统计", title=f"{_said(wanted)}值班统计", columns=columns,
        rows=partial(_rows_of, wanted, month_of_station),
    )  # fmt: skip


def _served_listing(wanted: Wanted) -> Listing[ServedShift]:
    columns: list[ExportColumn[ServedShift]] = [
        ExportColumn(title="日期", of=lambda row: row.day, shape=Shape.DATE),
        ExportColumn(title="班次", of=lambda row: row.shift),
        ExportColumn(title="姓名", room=9, of=lambda row: row.name),
        ExportColumn(title="分工", of=lambda row: row.role.label),
        ExportColumn(
            title="签到", of=lambda row: at_station(row.sign_on.on_at) if row.sign_on else None, shape=Shape.MOMENT
        ),
        ExportColumn(title="签退", of=_left_at, shape=Shape.MOMENT),
        ExportColumn(title="情况", room=18, of=_remark),
        ExportColumn(title="说明", room=18, of=lambda row: row.sign_on.note if row.sign_on else ""),
    ]
    return Listing(
        name="签到签退", title=f"{_said(wanted)}签到签退", columns=columns, rows=partial(_rows_of, wanted, served_in)
    )


def _left_at(row: ServedShift) -> datetime | None:
    return at_station(row.sign_on.off_at) if row.sign_on and row.sign_on.off_at else None


def _remark(row: ServedShift) -> str:
    parts = ("没签到" if row.missed else "", "替班" if row.stands_in else "", "换来" if row.swapped else "", row.remark)
    return "，".join(part for part in parts if part)


def _rows_of(wanted: Wanted, read: Callable[[UUID, date, datetime], list[R]]) -> list[R]:
    """As the day began: a shift that still runs is not missed yet."""
    if wanted.station_id is None:
        return []
    begun = datetime.combine(wanted.today, time(), STATION_ZONE)
    return read(wanted.station_id, wanted.month or wanted.today, begun)


def _said(wanted: Wanted) -> str:
    month = wanted.month or wanted.today
    return f"{month.year}年{month.month}月"


def _limit(station_id: UUID, now: datetime) -> int:
    return value_on(settings.settings(station_id), "late_minutes", day_of(now))
