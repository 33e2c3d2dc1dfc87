"""The canteen's books: suppliers, purchases, what went out of the store room, advances, allotments, settlements."""

from typing import Any

from peewee import SQL, Model
from peewee import BigIntegerField as Int
from peewee import BlobField as Blob
from peewee import ForeignKeyField as Reference
from peewee import TextField as Text

RESTRICT: dict[str, Any] = {"on_delete": "RESTRICT", "on_update": "RESTRICT", "backref": "+"}
SOURCES = "CHECK (\"source\" IN ('county', 'paired_unit', 'township', 'personal'))"


class Frozen(Model):
    class Meta:
        legacy_table_names = False
        strict_tables = True


class Stations(Frozen):
    id = Blob(primary_key=True)

    class Meta:
        table_name = "stations"


class Cadres(Frozen):
    id = Blob(primary_key=True)

    class Meta:
        table_name = "cadres"


class Suppliers(Frozen):
    id = Blob(primary_key=True)
    station = Reference(Stations, index=False, **RESTRICT)
    name = Text(constraints=[SQL("CHECK (name <> '')")])
    licence_number = Text()
    licence_expires_on = Text(null=True)
    phone = Text()
    closed_on = Text(null=True)

    class Meta:
        table_name = "suppliers"


Suppliers.add_index(
    Suppliers.index(Suppliers.station, Suppliers.name, unique=True, where=Suppliers.closed_on.is_null())
)


class Purchases(Frozen):
    id = Blob(primary_key=True)
    station = Reference(Stations, index=False, **RESTRICT)
    day = Text()
    supplier = Reference(Suppliers, **RESTRICT)
    lines = Text()
    vouchers = Text()
    voucher_number = Text()
    delivered_by = Text()
    received_by = Reference(Cadres, column_name="received_by", null=True, index=False, **RESTRICT)
    source = Text(constraints=[SQL(SOURCES)])
    photo = Text()
    note = Text()
    noted_by = Blob()
    amount_fen = Int()
    reverses = Reference("self", null=True, index=False, **RESTRICT)
    closed_on = Text(null=True)

    class Meta:
        table_name = "purchases"
        indexes = ((("station", "day"), False),)


class StockOuts(Frozen):
    id = Blob(primary_key=True)
    station = Reference(Stations, index=False, **RESTRICT)
    day = Text()
    item = Text(constraints=[SQL("CHECK (item <> '')")])
    unit = Text()
    quantity = Int(constraints=[SQL("CHECK (quantity <> 0)")])
    why = Text(constraints=[SQL("CHECK (\"why\" IN ('used', 'spoiled', 'counted'))")])
    meal = Text(null=True, constraints=[SQL("CHECK (\"meal\" IN ('breakfast', 'lunch', 'supper'))")])
    note = Text()
    noted_by = Blob()
    closed_on = Text(null=True)

    class Meta:
        table_name = "stock_outs"
        indexes = ((("station", "day"), False),)
        constraints = (SQL("CHECK (quantity > 0 OR why = 'counted')"),)


class Advances(Frozen):
    id = Blob(primary_key=True)
    station = Reference(Stations, index=False, **RESTRICT)
    cadre = Reference(Cadres, **RESTRICT)
    day = Text()
    amount_fen = Int(constraints=[SQL("CHECK (amount_fen <> 0)")])
    note = Text()
    noted_by = Blob()
    reverses = Reference("self", null=True, index=False, **RESTRICT)
    closed_on = Text(null=True)

    class Meta:
        table_name = "advances"
        indexes = ((("station", "day"), False),)


class Allotments(Frozen):
    id = Blob(primary_key=True)
    station = Reference(Stations, index=False, **RESTRICT)
    source = Text(constraints=[SQL(SOURCES)])
    day = Text()
    amount_fen = Int(constraints=[SQL("CHECK (amount_fen <> 0)")])
    document_number = Text()
    note = Text()
    noted_by = Blob()
    reverses = Reference("self", null=True, index=False, **RESTRICT)
    closed_on = Text(null=True)

    class Meta:
        table_name = "allotments"
        indexes = ((("station", "day"), False),)


class Corrections(Frozen):
    id = Blob(primary_key=True)
    station = Reference(Stations, index=False, **RESTRICT)
    of_month = Text()
    day = Text()
    lines = Text()
    reason = Text(constraints=[SQL("CHECK (reason <> '')")])
    noted_by = Blob()
    closed_on = Text(null=True)

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

    class Meta:
        table_name = "settlements"
        indexes = ((("station", "month"), True),)


for _countered in (Purchases, Advances, Allotments):
    _countered.add_index(_countered.index(_countered.reverses, unique=True, where=_countered.closed_on.is_null()))

NEW = (Suppliers, Purchases, StockOuts, Advances, Allotments, Corrections, Settlements)


def up(_migrator: Any, database: Any) -> None:
    with database.bind_ctx([Stations, Cadres, *NEW]):
        database.create_tables(NEW, safe=False)
