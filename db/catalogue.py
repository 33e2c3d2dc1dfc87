"""The catalogue: every version of every service item."""

from uuid import UUID

from peewee import Check, fn

from db.fields import BoolField, DayField, EnumField, IntField, JsonField, TextField, UuidField, reference
from db.invariants import unique_open
from db.stations import StationTable
from db.table import Table, many, one
from venue_desk.domain.catalogue import Method, ServiceItem, material_of
from venue_desk.domain.findings import must
from venue_desk.domain.network import Level


class ServiceItemTable(Table):
    record = ServiceItem

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    root_id = UuidField()
    version = IntField(constraints=[Check("version > 0")])
    name = TextField(constraints=[Check("name <> ''")])
    family = TextField()
    department = TextField()
    kind = TextField()
    basis = TextField()
    conditions = TextField()
    method = EnumField(Method)
    decided_at = EnumField(Level)
    promised_days = IntField(constraints=[Check("promised_days >= 0")])
    presence = BoolField()
    materials = JsonField(tuple, material_of)
    words = JsonField(tuple, str)
    from_on = DayField()
    closed_on = DayField(null=True)
    withdrawn_for = TextField()

    class Meta:
        table_name = "service_items"
        constraints = (Check("closed_on IS NOT NULL OR withdrawn_for = ''"),)
        indexes = ((("root_id", "version"), True),)


unique_open(ServiceItemTable, ServiceItemTable.station, ServiceItemTable.name)

TABLES: tuple[type[Table], ...] = (ServiceItemTable,)

BREACHES = {
    "service_items.name": must("item.twice", "name", "目录里已经有这一项了，请改那一项。"),
    "service_items.version": must("item.touched", "", "这一项刚被别人改过，请再看一遍。"),
}


def service_item(item_id: UUID) -> ServiceItem | None:
    """One version."""
    return one(ServiceItem, ServiceItemTable, item_id)


def service_items(station_id: UUID) -> list[ServiceItem]:
    """The versions in force, in the order in which they were entered."""
    query = ServiceItemTable.select()
    query = query.where((ServiceItemTable.station == station_id) & ServiceItemTable.closed_on.is_null())
    return many(ServiceItem, query.order_by(ServiceItemTable.root_id))


def withdrawn(station_id: UUID) -> list[ServiceItem]:
    """The last versions of the items no longer taken, the latest withdrawn first."""
    later = ServiceItemTable.alias()
    newer = later.select(later.id).where(
        (later.root_id == ServiceItemTable.root_id) & (later.version > ServiceItemTable.version)
    )
    query = ServiceItemTable.select().where(
        (ServiceItemTable.station == station_id) & ServiceItemTable.closed_on.is_null(False) & ~fn.EXISTS(newer)
    )
    return many(ServiceItem, query.order_by(ServiceItemTable.closed_on.desc(), ServiceItemTable.root_id))


def versions(root_id: UUID) -> list[ServiceItem]:
    """All versions of an item, the latest first."""
    query = ServiceItemTable.select().where(ServiceItemTable.root_id == root_id)
    return many(ServiceItem, query.order_by(ServiceItemTable.version.desc()))
