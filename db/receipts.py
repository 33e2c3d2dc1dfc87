"""The keys by which a station signs its receipts. The file is encrypted, and the keys go with its backups."""

from uuid import UUID

from db.fields import DayField, InstantField, TextField, UuidField, reference
from db.stations import StationTable
from db.table import Table, many
from venue_desk.domain.receipts import SigningKey


class SigningKeyTable(Table):
    record = SigningKey
    untold = frozenset({"private"})

    id = UuidField(primary_key=True)
    station = reference(StationTable)
    public = TextField()
    private = TextField()
    made_at = InstantField()
    closed_on = DayField(null=True)

    class Meta:
        table_name = "signing_keys"


TABLES: tuple[type[Table], ...] = (SigningKeyTable,)


def signing_keys(station_id: UUID) -> list[SigningKey]:
    """All keys of a station, the one in use first; receipts signed by an older one stay genuine."""
    query = SigningKeyTable.select().where(SigningKeyTable.station == station_id)
    return many(SigningKey, query.order_by(SigningKeyTable.closed_on.is_null().desc(), SigningKeyTable.made_at.desc()))
