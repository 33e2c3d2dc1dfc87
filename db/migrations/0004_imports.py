"""Every import is on record, so that one can be looked up and taken back later."""

from typing import Any

from peewee import SQL, Model
from peewee import BigIntegerField as Int
from peewee import BlobField as Blob
from peewee import ForeignKeyField as Reference
from peewee import TextField as Text


class Frozen(Model):
    class Meta:
        legacy_table_names = False
        strict_tables = True


class Stations(Frozen):
    id = Blob(primary_key=True)

    class Meta:
        table_name = "stations"


class Imports(Frozen):
    id = Blob(primary_key=True)
    station = Reference(Stations, on_delete="RESTRICT", on_update="RESTRICT", backref="+")
    kind = Text(constraints=[SQL("CHECK (\"kind\" IN ('households', 'entitlements', 'cadres'))")])
    file = Text()
    sheet = Text()
    imported_at = Int()
    imported_by = Blob()
    new = Int()
    changed = Int()
    unchanged = Int()
    refused = Int()
    first_audit = Int()
    last_audit = Int()
    undone_at = Int(null=True)
    undone_by = Blob(null=True)

    class Meta:
        table_name = "imports"


def up(_migrator: Any, database: Any) -> None:
    with database.bind_ctx([Stations, Imports]):
        database.create_tables([Imports], safe=False)
