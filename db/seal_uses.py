"""Seal uses: the numbered register of every use of the village's seals."""

from datetime import datetime
from uuid import UUID

from peewee import Check, fn

from db.belongings import BelongingTable
from db.fields import DayField, InstantField, IntField, TextField, UuidField, reference
from db.stations import StationTable
from db.table import Table, many, one
from venue_desk.domain.findings import must
from venue_desk.domain.seal_uses import SealUse


class SealUseTable(Table):
    record = SealUse

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    year = IntField()
    number = IntField(constraints=[Check("number > 0")])
    at = InstantField()
    seal = reference(BelongingTable)
    for_whom = TextField(constraints=[Check("for_whom <> ''")])
    matter = TextField(constraints=[Check("matter <> ''")])
    copies = IntField(constraints=[Check("copies > 0")])
    approved_by = UuidField()
    noted_by = UuidField()
    closed_on = DayField(null=True)
    cancelled_for = TextField()

    class Meta:
        table_name = "seal_uses"
        indexes = (
            (("station", "year", "number"), True),
            (("station", "at"), False),
        )
        constraints = (Check("(closed_on IS NULL) = (cancelled_for = '')"),)


TABLES: tuple[type[Table], ...] = (SealUseTable,)

BREACHES = {"seal_uses.number": must("seal_use.number", "", "这个编号刚被别人用了，请再登记一次。")}


def seal_use(use_id: UUID) -> SealUse | None:
    return one(SealUse, SealUseTable, use_id)


def last_number(station_id: UUID, year: int) -> int:
    """The last number given in the year, 0 before the first; cancelled uses count."""
    query = SealUseTable.select(fn.MAX(SealUseTable.number))
    return query.where((SealUseTable.station == station_id) & (SealUseTable.year == year)).scalar() or 0


def last(station_id: UUID) -> SealUse | None:
    """The use with the last number of the last year, cancelled or not."""
    return next(iter(page(station_id, limit=1)), None)


def count(station_id: UUID) -> int:
    """How many uses the register has."""
    return int(SealUseTable.select().where(SealUseTable.station == station_id).count())


def between(station_id: UUID, begins: datetime, ends: datetime) -> list[SealUse]:
    """The uses of a stretch of time, in the order of their numbers, cancelled ones too."""
    query = SealUseTable.select().where(
        (SealUseTable.station == station_id) & (SealUseTable.at >= begins) & (SealUseTable.at < ends)
    )
    return many(SealUse, query.order_by(SealUseTable.year, SealUseTable.number))


def page(station_id: UUID, *, offset: int = 0, limit: int = 100) -> list[SealUse]:
    """The register, the latest first."""
    query = SealUseTable.select().where(SealUseTable.station == station_id)
    return many(
        SealUse, query.order_by(SealUseTable.year.desc(), SealUseTable.number.desc()).limit(limit).offset(offset)
    )
