"""Suppliers, and what was bought from them; a purchase of a settled month is only countered."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from peewee import Check, fn

from db.cadres import CadreTable
from db.fields import AttachmentField, DayField, EnumField, IntField, JsonField, TextField, UuidField, reference
from db.invariants import unique_open
from db.stations import StationTable
from db.table import Table, many, one, rows
from venue_desk.domain.findings import must
from venue_desk.domain.purchases import FundingSource, Purchase, Supplier, VoucherKind, line_of


class SupplierTable(Table):
    record = Supplier

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    name = TextField(constraints=[Check("name <> ''")])
    licence_number = TextField()
    licence_expires_on = DayField(null=True)
    phone = TextField()
    closed_on = DayField(null=True)

    class Meta:
        table_name = "suppliers"


unique_open(SupplierTable, SupplierTable.station, SupplierTable.name)


class PurchaseTable(Table):
    record = Purchase

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    day = DayField()
    supplier = reference(SupplierTable)
    lines = JsonField(tuple, line_of)
    vouchers = JsonField(frozenset, VoucherKind)
    voucher_number = TextField()
    delivered_by = TextField()
    received_by = reference(CadreTable, column_name="received_by", null=True, index=False)
    source = EnumField(FundingSource)
    photo = AttachmentField()
    note = TextField()
    noted_by = UuidField()
    amount_fen = IntField()
    reverses = reference("self", null=True, index=False)
    closed_on = DayField(null=True)

    class Meta:
        table_name = "purchases"
        indexes = ((("station", "day"), False),)


unique_open(PurchaseTable, PurchaseTable.reverses)

TABLES: tuple[type[Table], ...] = (SupplierTable, PurchaseTable)

BREACHES = {
    "suppliers.name": must("supplier.twice", "name", "这家供货商刚被别人登记过，请改那一条。"),
    "purchases.reverses_id": must("purchase.countered", "", "这一单已经冲正过了，不用再冲。"),
}


def supplier(supplier_id: UUID) -> Supplier | None:
    return one(Supplier, SupplierTable, supplier_id)


def suppliers(station_id: UUID, *, closed: bool = False) -> list[Supplier]:
    """The suppliers (or those of old), by name."""
    query = SupplierTable.select().where(
        (SupplierTable.station == station_id) & SupplierTable.closed_on.is_null(not closed)
    )
    return many(Supplier, query.order_by(SupplierTable.name))


def suppliers_named(ids: Collection[UUID]) -> dict[UUID, str]:
    """The names of these suppliers."""
    query = SupplierTable.select(SupplierTable.id, SupplierTable.name).where(SupplierTable.id.in_(list(ids)))
    return dict(rows(query)) if ids else {}


def purchase(purchase_id: UUID) -> Purchase | None:
    return one(Purchase, PurchaseTable, purchase_id)


def purchases(station_id: UUID, first: date, last: date) -> list[Purchase]:
    """What was bought on these days, in their order; what was cancelled is left out."""
    query = PurchaseTable.select().where(_of(station_id) & PurchaseTable.day.between(first, last))
    return many(Purchase, query.order_by(PurchaseTable.day, PurchaseTable.id))


def latest(station_id: UUID, limit: int) -> list[Purchase]:
    """The last purchases, the latest first: what is bought again costs about the same."""
    query = PurchaseTable.select().where(_of(station_id) & PurchaseTable.reverses.is_null())
    return many(Purchase, query.order_by(PurchaseTable.day.desc(), PurchaseTable.id.desc()).limit(limit))


def countered(ids: Collection[UUID]) -> set[UUID]:
    """Which of these purchases a counter-entry takes back."""
    query = PurchaseTable.select(PurchaseTable.reverses).where(
        PurchaseTable.reverses.in_(list(ids)) & PurchaseTable.closed_on.is_null()
    )
    return {found for (found,) in rows(query)} if ids else set()


def spent(station_id: UUID, first: date, last: date) -> dict[FundingSource, int]:
    """What was bought on these days out of each source, in fen."""
    query = PurchaseTable.select(PurchaseTable.source, fn.SUM(PurchaseTable.amount_fen)).where(
        _of(station_id) & PurchaseTable.day.between(first, last)
    )
    return dict(rows(query.group_by(PurchaseTable.source)))


def photos() -> list[tuple[str, date, str]]:
    """The photo, the day and the supplier of every purchase that has one: for the check of the files."""
    query = PurchaseTable.select(PurchaseTable.photo, PurchaseTable.day, SupplierTable.name).join(SupplierTable)
    return [(photo, day, name) for photo, day, name in rows(query.where(PurchaseTable.photo != ""))]


def _of(station_id: UUID) -> object:
    return (PurchaseTable.station == station_id) & PurchaseTable.closed_on.is_null()
