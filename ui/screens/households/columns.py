"""What the 农户 table shows, and where its rows come from: pages of the register, never the whole table."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from ui.kit.columns import Column, Kind, Mark, Order, Tone
from venue_desk.domain.households import HouseholdFilter, HouseholdOrder, HouseholdRow
from venue_desk.domain.money import quantity, yuan

if TYPE_CHECKING:
    from venue_desk.services.households import Households


def papers_mark(row: HouseholdRow) -> Mark | None:
    """Which of its papers a household still lacks."""
    if row.household.closed_because:
        return Mark(row.household.closed_because.label)
    lacking = [word for word, has in (("卡", row.has_card), ("单", row.has_sheet or not row.entitled_fen)) if not has]
    if lacking:
        return Mark(f"缺{'、'.join(lacking)}", Tone.AMBER, "cards")
    return Mark("已发", Tone.JADE, "check")


def columns(year: int) -> tuple[Column[HouseholdRow], ...]:
    """The columns; the sums are those of `year`."""
    return (
        Column(
            "户主", lambda r: r.household.head_name, meta=lambda r: f"户号 {r.household.number}",
            sort=HouseholdOrder.HEAD,
        ),
        Column(
            "住处", lambda r: r.hamlet, meta=lambda r: f"{r.members} 口人", width=104, sort=HouseholdOrder.HAMLET,
        ),
        Column("耕地（亩）", lambda r: quantity(r.household.land), width=92, kind=Kind.NUMBER),
        Column(
            f"{year}年补贴（元）", lambda r: yuan(r.entitled_fen), width=132, kind=Kind.NUMBER,
            sort=HouseholdOrder.ENTITLED,
        ),
        Column("卡和单", lambda _r: "", kind=Kind.CHIP, mark=papers_mark, width=104),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class HouseholdSource:
    """The register under a filter, by pages."""

    households: "Households"
    station_id: UUID | None
    wanted: HouseholdFilter
    known: int | None = None
    """How many pass the filter, where that was counted already."""

    def count(self) -> int:
        """How many pass the filter."""
        return self.households.count(self.station_id, self.wanted) if self.known is None else self.known

    def rows(self, offset: int, limit: int, order: Order | None) -> Sequence[HouseholdRow]:
        """One page."""
        by, descending = household_order(order)
        return self.households.page(self.station_id, self.wanted, by, descending=descending, offset=offset, limit=limit)

    def key(self, row: HouseholdRow) -> Hashable:
        """The household."""
        return row.household.id

    def place(self, key: Hashable, order: Order | None) -> int | None:
        """Wherever in the list it stands."""
        if not isinstance(key, UUID):
            return None
        by, descending = household_order(order)
        return self.households.place(self.station_id, self.wanted, key, by, descending=descending)

    def leap(self, letters: str, after: int, order: Order | None) -> int | None:
        """By the initials of the head."""
        by, descending = household_order(order)
        return self.households.leap(self.station_id, self.wanted, letters, after, by, descending=descending)


def household_order(order: Order | None) -> tuple[HouseholdOrder, bool]:
    """By what, and whether the other way round; by hamlet as long as nothing was chosen."""
    return (HouseholdOrder(order.key), order.descending) if order else (HouseholdOrder.HAMLET, False)
