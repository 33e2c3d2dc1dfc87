"""The four-level network: service points, the township centre, county departments."""

from uuid import UUID

from peewee import Check

from db.cadres import CadreTable
from db.fields import DayField, EnumField, TextField, UuidField, reference
from db.invariants import unique_open
from db.stations import GroupTable, StationTable
from db.table import Table, many, one
from venue_desk.domain.findings import must
from venue_desk.domain.network import Level, ServicePoint


class ServicePointTable(Table):
    record = ServicePoint

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    level = EnumField(Level)
    name = TextField(constraints=[Check("name <> ''")])
    address = TextField()
    phone = TextField()
    hours = TextField()
    contact = TextField()
    group = reference(GroupTable, null=True, index=False)
    cadre = reference(CadreTable, null=True, index=False)
    closed_on = DayField(null=True)

    class Meta:
        table_name = "service_points"


unique_open(ServicePointTable, ServicePointTable.station, ServicePointTable.name)

TABLES: tuple[type[Table], ...] = (ServicePointTable,)

BREACHES = {"service_points.name": must("network.twice", "name", "已经有这个地方了，请改那一条。")}


def service_point(point_id: UUID) -> ServicePoint | None:
    return one(ServicePoint, ServicePointTable, point_id)


def service_points(station_id: UUID) -> list[ServicePoint]:
    """The places in use, from the groups outwards."""
    query = ServicePointTable.select()
    query = query.where((ServicePointTable.station == station_id) & ServicePointTable.closed_on.is_null())
    order = list(Level)
    return sorted(many(ServicePoint, query), key=lambda point: (order.index(point.level), point.id))
