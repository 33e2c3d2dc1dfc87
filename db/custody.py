"""Custody: the originals held for villagers, and those that were given back."""

from uuid import UUID

from peewee import Check, fn

from db.cases import CaseTable
from db.fields import DayField, InstantField, IntField, TextField, UuidField, reference
from db.households import VillagerTable
from db.stations import StationTable
from db.table import Table, many, rows
from venue_desk.domain.custody import HeldOriginal


class HeldOriginalTable(Table):
    record = HeldOriginal

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    case = reference(CaseTable)
    villager = reference(VillagerTable)
    name = TextField(constraints=[Check("name <> ''")])
    pieces = IntField(constraints=[Check("pieces > 0")])
    envelope = IntField(constraints=[Check("envelope > 0")])
    taken_at = InstantField()
    taken_by = UuidField()
    away_at = TextField()
    returned_at = InstantField(null=True)
    returned_by = UuidField(null=True)
    returned_to = TextField()
    due_on = DayField(null=True)

    class Meta:
        table_name = "held_originals"
        indexes = ((("station", "returned_at"), False),)


TABLES: tuple[type[Table], ...] = (HeldOriginalTable,)


def held(station_id: UUID) -> list[HeldOriginal]:
    """What the station holds, envelope by envelope."""
    query = HeldOriginalTable.select()
    query = query.where((HeldOriginalTable.station == station_id) & HeldOriginalTable.returned_at.is_null())
    return many(HeldOriginal, query.order_by(HeldOriginalTable.envelope, HeldOriginalTable.taken_at))


def of_case(case_id: UUID) -> list[HeldOriginal]:
    """Originals of a case, returned ones too."""
    query = HeldOriginalTable.select().where(HeldOriginalTable.case == case_id)
    return many(HeldOriginal, query.order_by(HeldOriginalTable.taken_at, HeldOriginalTable.id))


def envelopes(station_id: UUID) -> dict[int, UUID]:
    """The envelopes in use, and the case each belongs to."""
    query = HeldOriginalTable.select(HeldOriginalTable.envelope, HeldOriginalTable.case)
    query = query.where((HeldOriginalTable.station == station_id) & HeldOriginalTable.returned_at.is_null())
    return dict(rows(query.distinct()))


def shared_envelopes(station_id: UUID) -> list[int]:
    """Envelopes in which papers of more than one case would lie."""
    query = HeldOriginalTable.select(HeldOriginalTable.envelope)
    query = query.where((HeldOriginalTable.station == station_id) & HeldOriginalTable.returned_at.is_null())
    several = query.group_by(HeldOriginalTable.envelope).having(fn.COUNT(HeldOriginalTable.case.distinct()) > 1)
    return [number for (number,) in rows(several.order_by(HeldOriginalTable.envelope))]
