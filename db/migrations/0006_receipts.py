"""Receipts: the keys by which a station signs them."""

from typing import Any

from peewee import BigIntegerField as Int
from peewee import BlobField as Blob
from peewee import ForeignKeyField, Model
from peewee import TextField as Text


class Frozen(Model):
    class Meta:
        legacy_table_names = False
        strict_tables = True


class Stations(Frozen):
    id = Blob(primary_key=True)

    class Meta:
        table_name = "stations"


class SigningKeys(Frozen):
    id = Blob(primary_key=True)
    station = ForeignKeyField(Stations, on_delete="RESTRICT", on_update="RESTRICT", backref="+")
    public = Text()
    private = Text()
    made_at = Int()
    closed_on = Text(null=True)

    class Meta:
        table_name = "signing_keys"


def up(_migrator: Any, database: Any) -> None:
    with database.bind_ctx((SigningKeys,)):
        database.create_tables((SigningKeys,), safe=False)
