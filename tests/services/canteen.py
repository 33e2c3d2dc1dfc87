"""A station whose canteen has something in its books: a supplier, and acts on any day."""

from datetime import UTC, date, datetime, time
from typing import Any

from tests.domain.test_purchases import line
from venue_desk.desk import Desk
from venue_desk.domain.acts import Act
from venue_desk.domain.cadres import Cadre
from venue_desk.domain.meals import Meal
from venue_desk.domain.purchases import (
    FundingSource,
    Purchase,
    PurchaseEntry,
    PurchaseLine,
    Supplier,
    SupplierEntry,
    VoucherKind,
)

OCTOBER, NOVEMBER, DECEMBER = date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)


def on(desk: Desk, day: date) -> Act:
    """Who is signed in acts at four in the afternoon of the day."""
    act = desk.act()
    return Act(act.cadre_id, act.station_id, datetime.combine(day, time(8), UTC))


def supplier(desk: Desk, name: str = "惠民粮油店", **said: Any) -> Supplier:
    known = [each for each in desk.suppliers.rows(desk.act().station_id) if each.name == name]
    entry = SupplierEntry(name=name, licence_number="JY16211220000001", **said)
    return known[0] if known else desk.suppliers.register(desk.act(), entry).record


def bought(desk: Desk, day: date, *lines: PurchaseLine, **said: Any) -> PurchaseEntry:
    values: dict[str, Any] = {
        "vouchers": frozenset({VoucherKind.RECEIPT}), "source": FundingSource.PERSONAL,
        "supplier_id": supplier(desk).id,
    } | said  # fmt: skip
    return PurchaseEntry(day=day, lines=lines or (line(),), **values)


def buy(desk: Desk, day: date, *lines: PurchaseLine, today: date | None = None, **said: Any) -> Purchase:
    return desk.purchases.register(on(desk, today or day), bought(desk, day, *lines, **said)).record


def eat(desk: Desk, cadre: Cadre, days: list[date]) -> None:
    """The cadre has lunch on these days, written down on each of them."""
    for day in days:
        desk.meals.set_portions(on(desk, day), day, Meal.LUNCH, cadre.id, 1, "补记")
