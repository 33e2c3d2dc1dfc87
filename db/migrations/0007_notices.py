"""Notices on the screen in the hall."""

from typing import Any

from peewee import SQL, Model
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


class Notices(Frozen):
    id = Blob(primary_key=True)
    station = Reference(Stations, on_delete="RESTRICT", on_update="RESTRICT", backref="+")
    text = Text(constraints=[SQL("CHECK (text <> '')")])
    from_on = Text()
    to_on = Text(null=True)
    closed_on = Text(null=True)

    class Meta:
        table_name = "notices"
        constraints = (SQL("CHECK (to_on IS NULL OR from_on <= to_on)"),)


def up(_migrator: Any, database: Any) -> None:
    with database.bind_ctx([Stations, Notices]):
        database.create_tables([Notices], safe=False)
