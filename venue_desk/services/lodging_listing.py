"""The registers of lodging as lists for Excel: the nights of a month, how everybody stands, the spot checks."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from db import cadres
from db import lodging as table
from venue_desk.domain.calendar import at_station
from venue_desk.domain.lodging import Night, who
from venue_desk.domain.lodging_standing import Standing
from venue_desk.domain.roster import month_end, month_of
from venue_desk.domain.spot_checks import SpotCheck
from venue_desk.exchange.writing import Shape
from venue_desk.services.listings import ExportColumn, Listed, Listing, Wanted
from venue_desk.services.lodging_month import month_at
from venue_desk.services.rooms import bed_names


@dataclass(frozen=True, slots=True, kw_only=True)
class NightRow:
    """One line of the register as it is read: the night, and what it names by id."""

    night: Night
    name: str
    unit: str
    bed: str
    noted_by: str


def night_rows(station_id: UUID, first: date, last: date) -> list[NightRow]:
    """The register of these nights, cancelled lines with it."""
    staff = {each.id: each for each in cadres.everyone(station_id)}
    names, beds = {each.id: each.name for each in staff.values()}, bed_names(station_id, closed=True)
    return [
        NightRow(
            night=night, name=who(night, names), noted_by=names.get(night.noted_by, ""),
            unit=staff[night.cadre_id].kind.label if night.cadre_id else night.guest_unit or "客人",
            bed=beds.get(night.bed_id, "") if night.bed_id else "",
        )
        for night in table.register(station_id, first, last)
    ]  # fmt: skip


def export_columns() -> dict[str, Listed]:
    """住宿登记, 住站情况 and 抽查记录 of a month."""
    return {"lodging": _nights, "lodging_standing": _standings, "spot_checks": _checks}


def _nights(wanted: Wanted) -> Listing[NightRow]:
    columns: list[ExportColumn[NightRow]] = [
        ExportColumn(title="日期", of=lambda row: row.night.night, shape=Shape.DATE),
        ExportColumn(title="姓名", room=9, of=lambda row: row.name),
        ExportColumn(title="单位", room=14, of=lambda row: row.unit),
        ExportColumn(title="房间床位", room=12, of=lambda row: row.bed),
        ExportColumn(title="入住时间", of=lambda row: at_station(row.night.arrived_at), shape=Shape.MOMENT),
        ExportColumn(
            title="离开时间", shape=Shape.MOMENT,
            of=lambda row: at_station(row.night.left_at) if row.night.left_at else None,
        ),
        ExportColumn(title="怎么报到", of=lambda row: row.night.how.label),
        ExportColumn(title="登记人", room=9, of=lambda row: row.noted_by),
        ExportColumn(title="备注", room=18, of=lambda row: row.night.note),
        ExportColumn(title="划掉原因", room=14, of=lambda row: row.night.cancelled_for),
    ]  # fmt: skip

    def rows() -> list[NightRow]:
        first = _month(wanted)
        return night_rows(wanted.station_id, first, month_end(first)) if wanted.station_id else []

    return Listing(name="住宿登记", title=f"{_said(wanted)}住宿登记", columns=columns, rows=rows)


def _standings(wanted: Wanted) -> Listing[Standing]:
    columns: list[ExportColumn[Standing]] = [
        ExportColumn(title="姓名", room=9, of=lambda row: row.name),
        ExportColumn(title="应住", of=lambda row: row.required, shape=Shape.WHOLE),
        ExportColumn(title="已住", of=lambda row: row.done, shape=Shape.WHOLE),
        ExportColumn(title="准假", of=lambda row: row.excused, shape=Shape.WHOLE),
        ExportColumn(title="还能住", of=lambda row: row.possible, shape=Shape.WHOLE),
        ExportColumn(title="补不上", of=lambda row: row.missing, shape=Shape.WHOLE),
        ExportColumn(title="按值班和请假能到", of=lambda row: row.forecast, shape=Shape.WHOLE),
        ExportColumn(title="情况", room=24, of=lambda row: row.sentence),
    ]

    def rows() -> list[Standing]:
        if wanted.station_id is None:
            return []
        return list(month_at(wanted.station_id, _month(wanted), _tonight(wanted)).rows)

    return Listing(name="住站情况", title=f"{_said(wanted)}住站情况", columns=columns, rows=rows)


def _checks(wanted: Wanted) -> Listing[SpotCheck]:
    staff = cadres.everyone(wanted.station_id) if wanted.station_id else []
    names = {each.id: each.name for each in staff}

    def said(cadre_ids: tuple[UUID, ...]) -> str:
        return "、".join(names.get(each, "") for each in cadre_ids)

    columns: list[ExportColumn[SpotCheck]] = [
        ExportColumn(title="抽查时间", of=lambda row: at_station(row.at), shape=Shape.MOMENT),
        ExportColumn(title="谁来查的", room=16, of=lambda row: row.by_whom),
        ExportColumn(title="单位", room=14, of=lambda row: row.unit),
        ExportColumn(title="在站", room=24, of=lambda row: said(row.present)),
        ExportColumn(title="不在", room=12, of=lambda row: said(row.away)),
        ExportColumn(title="结果", room=20, of=lambda row: row.result),
        ExportColumn(title="备注", room=16, of=lambda row: row.note),
    ]

    def rows() -> list[SpotCheck]:
        first = _month(wanted)
        return table.spot_checks(wanted.station_id, first, month_end(first)) if wanted.station_id else []

    return Listing(name="抽查记录", title=f"{_said(wanted)}抽查记录", columns=columns, rows=rows)


def _month(wanted: Wanted) -> date:
    return month_of(wanted.month or _tonight(wanted))


def _tonight(wanted: Wanted) -> date:
    return wanted.tonight or wanted.today


def _said(wanted: Wanted) -> str:
    month = _month(wanted)
    return f"{month.year}年{month.month}月"
