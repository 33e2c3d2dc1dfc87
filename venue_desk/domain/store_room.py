"""The store room since the last settlement: what was carried over, what came in and what went out."""

from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from venue_desk.domain.findings import Finding
from venue_desk.domain.purchases import Purchase, PurchaseEntry
from venue_desk.domain.stock import (
    Lot,
    Shortfall,
    StockEntry,
    StockOut,
    Ware,
    came_in,
    lot_found,
    remaining,
    short_finding,
    shortfalls,
    used_finding,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreRoom:
    """All movements that are not yet settled."""

    carried: tuple[Lot, ...]
    purchases: tuple[PurchaseEntry, ...]
    outs: tuple[StockEntry, ...]

    def until(self, day: date) -> "StoreRoom":
        """As it stood at the end of a day."""
        return replace(
            self,
            purchases=tuple(each for each in self.purchases if each.day <= day),
            outs=tuple(each for each in self.outs if each.day <= day),
        )

    def without(self, record_id: UUID) -> "StoreRoom":
        """As if this purchase or issue had never been."""
        return replace(
            self,
            purchases=tuple(
                each for each in self.purchases if not (isinstance(each, Purchase) and each.id == record_id)
            ),
            outs=tuple(each for each in self.outs if not (isinstance(each, StockOut) and each.id == record_id)),
        )

    def with_purchases(self, *entries: PurchaseEntry) -> "StoreRoom":
        """As if this had been bought as well."""
        return replace(self, purchases=(*self.purchases, *entries))

    def with_outs(self, entries: Iterable[StockEntry]) -> "StoreRoom":
        """As if this had gone out as well."""
        return replace(self, outs=(*self.outs, *entries))

    def lots(self) -> tuple[Lot, ...]:
        """What is left."""
        return remaining(self.carried, came_in(self.purchases), self.outs)

    def emptied(self) -> tuple[Lot, ...]:
        """What came in, or was found, since the last settlement and is used up: nothing is left of the lot that came last."""
        there = {lot.ware for lot in self.lots()}
        last = {lot.ware: lot for lot in (*self.carried, *came_in(self.purchases)) if lot.quantity > 0}
        last = {out.ware: lot_found(out) for out in self.outs} | last
        return tuple(replace(lot, quantity=0, best_before=None) for ware, lot in last.items() if ware not in there)

    def wares(self) -> Set[Ware]:
        """Everything that was ever in it since the last settlement."""
        return {each.ware for each in (*self.carried, *came_in(self.purchases))} | {each.ware for each in self.outs}

    def findings(self, field: str = "") -> list[Finding]:
        """The wares of which there would be less than nothing on some day."""
        short = shortfalls(self.carried, came_in(self.purchases), self.outs)
        return [short_finding(ware, each, field) for ware, each in short.items()]

    def used_findings(self, field: str = "", since: date | None = None) -> list[Finding]:
        """As `findings`, of what came in `since` and is taken back: which issues stand in the way."""
        short = shortfalls(self.carried, came_in(self.purchases), self.outs)
        return [self._used(ware, each, field, since or each.day) for ware, each in short.items()]

    def _used(self, ware: Ware, short: Shortfall, field: str, since: date) -> Finding:
        outs = [out for out in self.outs if out.ware == ware and out.day >= since and out.quantity > 0]
        return used_finding(ware, short, outs, field) if outs else short_finding(ware, short, field)
