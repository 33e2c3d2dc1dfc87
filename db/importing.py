"""What an import is compared with, everyone of a station at once; and the imports on record."""

from uuid import UUID

from db.fields import EnumField, InstantField, IntField, TextField, UuidField, reference
from db.households import HouseholdTable, VillagerTable
from db.stations import StationTable
from db.table import Table, many, one
from venue_desk.domain.households import Household, Villager
from venue_desk.domain.imported import Import
from venue_desk.domain.importing import ImportKind


class ImportTable(Table):
    record = Import

    id = UuidField(primary_key=True)
    station = reference(StationTable)
    kind = EnumField(ImportKind)
    file = TextField()
    sheet = TextField()
    imported_at = InstantField()
    imported_by = UuidField()
    new = IntField()
    changed = IntField()
    unchanged = IntField()
    refused = IntField()
    first_audit = IntField()
    last_audit = IntField()
    undone_at = InstantField(null=True)
    undone_by = UuidField(null=True)

    class Meta:
        table_name = "imports"


TABLES: tuple[type[Table], ...] = (ImportTable,)


def households(station_id: UUID) -> list[Household]:
    """Every household of the station, the closed ones too, in the order of registration."""
    query = HouseholdTable.select().where(HouseholdTable.station == station_id)
    return many(Household, query.order_by(HouseholdTable.id))


def villagers(station_id: UUID) -> list[Villager]:
    """Everyone of the station, the closed ones too, in the order of registration."""
    query = VillagerTable.select().where(VillagerTable.station == station_id)
    return many(Villager, query.order_by(VillagerTable.id))


def imports(station_id: UUID, limit: int) -> list[Import]:
    """The imports of the station, the latest first."""
    query = ImportTable.select().where(ImportTable.station == station_id)
    return many(Import, query.order_by(ImportTable.id.desc()).limit(limit))


def import_(import_id: UUID) -> Import | None:
    return one(Import, ImportTable, import_id)
