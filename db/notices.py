"""Notices on the screen in the hall."""

from uuid import UUID

from peewee import Check

from db.fields import DayField, TextField, UuidField, reference
from db.stations import StationTable
from db.table import Table, many
from venue_desk.domain.notices import Notice


class NoticeTable(Table):
    record = Notice

    id = UuidField(primary_key=True)
    station = reference(StationTable)
    text = TextField(constraints=[Check("text <> ''")])
    from_on = DayField()
    to_on = DayField(null=True)
    closed_on = DayField(null=True)

    class Meta:
        table_name = "notices"
        constraints = (Check("to_on IS NULL OR from_on <= to_on"),)


TABLES: tuple[type[Table], ...] = (NoticeTable,)


def notices(station_id: UUID) -> list[Notice]:
    """Those not taken down, the latest first."""
    query = NoticeTable.select().where((NoticeTable.station == station_id) & NoticeTable.closed_on.is_null())
    return many(Notice, query.order_by(NoticeTable.from_on.desc(), NoticeTable.id.desc()))
