"""The catalogue says why an item is no longer taken."""

from typing import Any

from peewee import SQL, ForeignKeyField, Model
from peewee import BigIntegerField as Int
from peewee import BlobField as Blob
from peewee import BooleanField as Bool
from peewee import TextField as Text


class Frozen(Model):
    class Meta:
        legacy_table_names = False
        strict_tables = True


class Stations(Frozen):
    id = Blob(primary_key=True)

    class Meta:
        table_name = "stations"


class ServiceItems(Frozen):
    id = Blob(primary_key=True)
    station = ForeignKeyField(Stations, on_delete="RESTRICT", on_update="RESTRICT", backref="+", index=False)
    root_id = Blob()
    version = Int(constraints=[SQL("CHECK (version > 0)")])
    name = Text(constraints=[SQL("CHECK (name <> '')")])
    family = Text()
    department = Text()
    kind = Text()
    basis = Text()
    conditions = Text()
    method = Text(constraints=[SQL("CHECK (\"method\" IN ('on_the_spot', 'on_behalf', 'accompanied', 'mobile'))")])
    decided_at = Text(constraints=[SQL("CHECK (\"decided_at\" IN ('group', 'station', 'township', 'county'))")])
    promised_days = Int(constraints=[SQL("CHECK (promised_days >= 0)")])
    presence = Bool()
    materials = Text()
    words = Text()
    from_on = Text()
    closed_on = Text(null=True)
    withdrawn_for = Text()

    class Meta:
        table_name = "service_items"
        indexes = ((("root_id", "version"), True),)
        constraints = (SQL("CHECK (closed_on IS NOT NULL OR withdrawn_for = '')"),)


ServiceItems.add_index(
    SQL(
        'CREATE UNIQUE INDEX "service_items_station_id_name" ON "service_items" ("station_id", "name") WHERE ("closed_on" IS NULL)'
    )
)


def up(_migrator: Any, database: Any) -> None:
    # SQLite adds no CHECK to a table: it is made anew, with the rows it had
    database.execute_sql("CREATE TEMPORARY TABLE items_before AS SELECT * FROM service_items")
    database.execute_sql("DROP TABLE service_items")
    with database.bind_ctx([Stations, ServiceItems]):
        database.create_tables([ServiceItems], safe=False)
    had = ", ".join(name for name in ServiceItems._meta.columns if name != "withdrawn_for")  # noqa: SLF001
    database.execute_sql(
        f"INSERT INTO service_items ({had}, withdrawn_for) SELECT {had}, '' FROM items_before"  # noqa: S608
    )
    database.execute_sql("DROP TABLE items_before")
