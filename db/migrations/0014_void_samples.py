"""A sample entered by mistake is closed with the reason; its dish may be entered again."""

from typing import Any

from peewee import SQL, ForeignKeyField, Model
from peewee import BigIntegerField as Int
from peewee import BlobField as Blob
from peewee import TextField as Text

MEAL = "CHECK (\"meal\" IN ('breakfast', 'lunch', 'supper'))"


class Frozen(Model):
    class Meta:
        legacy_table_names = False
        strict_tables = True


class Stations(Frozen):
    id = Blob(primary_key=True)

    class Meta:
        table_name = "stations"


class Samples(Frozen):
    id = Blob(primary_key=True)
    station = ForeignKeyField(Stations, on_delete="RESTRICT", on_update="RESTRICT", backref="+", index=False)
    day = Text()
    meal = Text(constraints=[SQL(MEAL)])
    dish = Text(constraints=[SQL("CHECK (dish <> '')")])
    grams = Int(constraints=[SQL("CHECK (grams > 0)")])
    kept_at = Int()
    kept_by = Text()
    keep_until = Int()
    noted_by = Blob()
    discarded_at = Int(null=True)
    discarded_by = Text()
    closed_on = Text(null=True)
    closed_why = Text()

    class Meta:
        table_name = "samples"
        indexes = ((("station", "discarded_at"), False),)
        constraints = (
            SQL("CHECK ((discarded_at IS NULL) = (discarded_by = ''))"), SQL("CHECK (kept_at < keep_until)"),
            SQL("CHECK ((closed_on IS NULL) = (closed_why = ''))"),
        )  # fmt: skip


Samples.add_index(
    SQL(
        'CREATE UNIQUE INDEX "samples_station_id_day_meal_dish" ON "samples" '
        '("station_id", "day", "meal", "dish") WHERE ("closed_on" IS NULL)'
    )
)


def up(_migrator: Any, database: Any) -> None:
    with database.bind_ctx([Stations, Samples]):
        database.execute_sql('CREATE TEMP TABLE "before" AS SELECT * FROM "samples"')
        database.execute_sql('DROP TABLE "samples"')
        database.create_tables([Samples])
        database.execute_sql("INSERT INTO samples SELECT *, NULL, '' FROM \"before\"")
        database.execute_sql('DROP TABLE "before"')
