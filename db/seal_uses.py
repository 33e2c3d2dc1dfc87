"""Seal uses: the numbered register of every use of the village's seals."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from peewee import Check, fn

from db.belongings import BelongingTable
from db.fields import DayField, InstantField, IntField, TextField, UuidField, reference
from db.stations import StationTable
from db.table import Table, many, rows
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


def last_number(station_id: UUID, year: int) -> int:
    """The last number given in the year, 0 before the first; cancelled uses count."""
    query = SealUseTable.select(fn.MAX(SealUseTable.number))
    return query.where((SealUseTable.station == station_id) & (SealUseTable.year == year)).scalar() or 0


def last(station_id: UUID) -> SealUse | None:
    """The use with the last number of the last year, cancelled or not."""
    return next(iter(page(station_id, limit=1)), None)


def receivers(station_id: UUID) -> list[str]:
    """For whom it was ever used, each once."""
    query = SealUseTable.select(SealUseTable.for_whom).where(SealUseTable.station == station_id)
    return [for_whom for (for_whom,) in rows(query.distinct())]


def count(station_id: UUID, text: str = "", spelled: Collection[str] = ()) -> int:
    """How many uses the register has, or those of them that say so."""
    return int(SealUseTable.select().where(_said(station_id, text, spelled)).count())


def between(station_id: UUID, begins: datetime, ends: datetime) -> list[SealUse]:
    """The uses of a stretch of time, in the order of their numbers, cancelled ones too."""
    query = SealUseTable.select().where(
        (SealUseTable.station == station_id) & (SealUseTable.at >= begins) & (SealUseTable.at < ends)
    )
    return many(SealUse, query.order_by(SealUseTable.year, SealUseTable.number))


def page(
    station_id: UUID, text: str = "", spelled: Collection[str] = (), *, offset: int = 0, limit: int = 100
) -> list[SealUse]:
    """The register, or what of it says so, the latest first."""
    query = SealUseTable.select().where(_said(station_id, text, spelled))
    return many(
        SealUse, query.order_by(SealUseTable.year.desc(), SealUseTable.number.desc()).limit(limit).offset(offset)
    )


def _said(station_id: UUID, text: str, spelled: Collection[str]) -> Any:
    """By words in for whom or on what; by its number as a whole; by those for whom it was used."""
    said = SealUseTable.station == station_id
    if spelled:
        return said & SealUseTable.for_whom.in_(list(spelled))
    for word in text.split():
        found = SealUseTable.for_whom.contains(word) | SealUseTable.matter.contains(word)
        said &= found | (SealUseTable.number == int(word)) if word.isdecimal() else found
    return said
