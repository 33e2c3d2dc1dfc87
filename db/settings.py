"""Settings: the numbers an authority may change, each from a day on."""

from uuid import UUID

from db.fields import DayField, IntField, TextField, UuidField, reference
from db.memory import remembered
from db.stations import StationTable
from db.table import Table, many
from venue_desk.domain.settings import Setting


class SettingTable(Table):
    record = Setting

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    key = TextField()
    value = IntField()
    from_on = DayField()
    document_number = TextField()

    class Meta:
        table_name = "settings"
        indexes = ((("station", "key", "from_on"), True),)


TABLES: tuple[type[Table], ...] = (SettingTable,)


@remembered
def settings(station_id: UUID) -> list[Setting]:
    """Everything ever set at the station, by rule and date."""
    query = SettingTable.select().where(SettingTable.station == station_id)
    return many(Setting, query.order_by(SettingTable.key, SettingTable.from_on))
