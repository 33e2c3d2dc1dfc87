"""冲正 says which meals it puts right, or which purchase it follows; a month knows what of it earlier months bear."""

from typing import Any

from peewee import SQL, Model
from peewee import BigIntegerField as Int
from peewee import BlobField as Blob
from peewee import ForeignKeyField as Reference
from peewee import TextField as Text

RESTRICT: dict[str, Any] = {"on_delete": "RESTRICT", "on_update": "RESTRICT", "backref": "+"}


class Frozen(Model):
    class Meta:
        legacy_table_names = False
        strict_tables = True


class Stations(Frozen):
    id = Blob(primary_key=True)

    class Meta:
        table_name = "stations"


class Purchases(Frozen):
    id = Blob(primary_key=True)

    class Meta:
        table_name = "purchases"


class Corrections(Frozen):
    id = Blob(primary_key=True)
    station = Reference(Stations, index=False, **RESTRICT)
    of_month = Text()
    day = Text()
    lines = Text()
    reason = Text(constraints=[SQL("CHECK (reason <> '')")])
    noted_by = Blob()
    closed_on = Text(null=True)
    meals = Text()
    purchase = Reference(Purchases, null=True, index=False, **RESTRICT)
    instead = Reference(Purchases, null=True, index=False, **RESTRICT)

    class Meta:
        table_name = "settlement_corrections"
        indexes = ((("station", "day"), False),)


class Settlements(Frozen):
    id = Blob(primary_key=True)
    station = Reference(Stations, index=False, **RESTRICT)
    month = Text()
    funds = Text()
    personal_fen = Int()
    shares = Text()
    stock = Text()
    closed_at = Int()
    closed_by = Blob()
    earlier_fen = Int()

    class Meta:
        table_name = "settlements"
        indexes = ((("station", "month"), True),)


ADDED: dict[str, tuple[type[Frozen], str]] = {
    "settlement_corrections": (Corrections, "'[]', NULL, NULL"),
    "settlements": (Settlements, "0"),
}
"""The tables made anew, and what their new columns have in rows of before."""


def up(_migrator: Any, database: Any) -> None:
    with database.bind_ctx([Stations, Purchases, Corrections, Settlements]):
        for name, (table, values) in ADDED.items():
            database.execute_sql(f'CREATE TEMP TABLE "before" AS SELECT * FROM "{name}"')  # noqa: S608  # our own names
            database.execute_sql(f'DROP TABLE "{name}"')
            database.create_tables([table])
            database.execute_sql(f'INSERT INTO "{name}" SELECT *, {values} FROM "before"')  # noqa: S608  # our own names
            database.execute_sql('DROP TABLE "before"')
