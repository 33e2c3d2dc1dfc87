"""The canteen: meals, menu and prices, food samples, health certificates."""

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


def keeps(table: Any, **options: Any) -> ForeignKeyField:
    return ForeignKeyField(table, on_delete="RESTRICT", on_update="RESTRICT", backref="+", **options)


class Stations(Frozen):
    id = Blob(primary_key=True)

    class Meta:
        table_name = "stations"


class Cadres(Frozen):
    id = Blob(primary_key=True)

    class Meta:
        table_name = "cadres"


class Meals(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations, index=False)
    day = Text()
    meal = Text(constraints=[SQL(MEAL)])
    cadre = keeps(Cadres, null=True, index=False)
    guest = Text()
    guest_unit = Text()
    invited_by = keeps(Cadres, column_name="invited_by", null=True, index=False)
    portions = Int(constraints=[SQL("CHECK (portions >= 0)")])
    note = Text()
    noted_at = Int()
    noted_by = Blob()
    closed_on = Text(null=True)

    class Meta:
        table_name = "meals"
        indexes = ((("station", "noted_at"), False),)
        constraints = (SQL("CHECK ((cadre_id IS NULL) = (guest <> ''))"),)


Meals.add_index(
    SQL(
        'CREATE UNIQUE INDEX "meals_station_id_day_meal_cadre_id" ON "meals" '
        '("station_id", "day", "meal", "cadre_id") WHERE ("closed_on" IS NULL)'
    )
)


class MenuLines(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations, index=False)
    day = Text()
    meal = Text(constraints=[SQL(MEAL)])
    dishes = Text()

    class Meta:
        table_name = "menu_lines"
        indexes = ((("station", "day", "meal"), True),)


class MealPrices(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations, index=False)
    meal = Text(constraints=[SQL(MEAL)])
    fen = Int(constraints=[SQL("CHECK (fen >= 0)")])
    from_on = Text()
    document_number = Text()
    closed_on = Text(null=True)

    class Meta:
        table_name = "meal_prices"


MealPrices.add_index(
    SQL(
        'CREATE UNIQUE INDEX "meal_prices_station_id_meal_from_on" ON "meal_prices" '
        '("station_id", "meal", "from_on") WHERE ("closed_on" IS NULL)'
    )
)


class Samples(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations, index=False)
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

    class Meta:
        table_name = "samples"
        indexes = ((("station", "day", "meal", "dish"), True), (("station", "discarded_at"), False))
        constraints = (
            SQL("CHECK ((discarded_at IS NULL) = (discarded_by = ''))"),
            SQL("CHECK (kept_at < keep_until)"),
        )


class HealthCertificates(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations)
    person = Text(constraints=[SQL("CHECK (person <> '')")])
    number = Text()
    issued_on = Text()
    expires_on = Text()
    closed_on = Text(null=True)

    class Meta:
        table_name = "health_certificates"
        constraints = (SQL("CHECK (issued_on < expires_on)"),)


TABLES = (Meals, MenuLines, MealPrices, Samples, HealthCertificates)


def up(_migrator: Any, database: Any) -> None:
    with database.bind_ctx([Stations, Cadres, *TABLES]):
        database.create_tables(TABLES, safe=False)
