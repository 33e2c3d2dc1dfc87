"""The petty cash at its edges: to the fen, to the character, to the minute."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from venue_desk.domain.petty_cash import AHEAD, MOST_FEN, TEXT_MAX, CashEntry, CashRecord, check_cash, check_countering

NOW = datetime(2026, 11, 23, 2, 24, tzinfo=UTC)
ENTRY = CashEntry(at=NOW, amount_fen=-21650, matter="买开水壶", counterparty="镇上百货", voucher="收据")
RECORD = CashRecord(
    id=UUID(int=1), station_id=UUID(int=2), noted_by=UUID(int=3), at=NOW, amount_fen=50000, matter="镇上拨来"
)


@pytest.mark.parametrize(
    ("amount", "lowest", "said"),
    [
        (0, 0, ["cash.amount"]), (1, 0, []), (-1, 1, []), (-1, 0, ["cash.short"]), (-21650, 21650, []),
        (-21650, 21649, ["cash.short"]), (MOST_FEN, 0, []), (MOST_FEN + 1, 0, ["cash.amount"]),
        (-MOST_FEN, MOST_FEN, []), (-MOST_FEN - 1, MOST_FEN * 2, ["cash.amount"]),
    ],
)  # fmt: skip
def test_the_box_never_holds_less_than_nothing(amount: int, lowest: int, said: list[str]) -> None:
    assert [finding.code for finding in check_cash(replace(ENTRY, amount_fen=amount), NOW, lowest)] == said


@pytest.mark.parametrize("field", ["matter", "counterparty", "voucher"])
@pytest.mark.parametrize(("length", "said"), [(TEXT_MAX, []), (TEXT_MAX + 1, ["cash.long"])])
def test_each_text_fits_its_line(field: str, length: int, said: list[str]) -> None:
    entry = replace(ENTRY, **{field: "字" * length})  # type: ignore[arg-type]
    found = check_cash(entry, NOW, MOST_FEN)
    assert [finding.code for finding in found] == said
    assert {finding.field for finding in found} <= {field}


def test_it_says_what_for_and_is_not_of_the_future() -> None:
    assert [f.field for f in check_cash(replace(ENTRY, matter=""), NOW, MOST_FEN)] == ["matter"]
    assert check_cash(replace(ENTRY, at=NOW + AHEAD), NOW, MOST_FEN) == []
    later = replace(ENTRY, at=NOW + AHEAD + timedelta(seconds=1))
    assert [f.field for f in check_cash(later, NOW, MOST_FEN)] == ["at"]


@pytest.mark.parametrize(
    ("record", "lowest", "countered", "said"),
    [
        (RECORD, 50000, False, []), (RECORD, 49999, False, ["cash.spent"]), (RECORD, 50000, True, ["cash.reversed"]),
        (replace(RECORD, reverses_id=UUID(int=9)), 50000, False, ["cash.counter"]),
        (replace(RECORD, amount_fen=-50000), 0, False, []),
    ],
)  # fmt: skip
def test_an_entry_is_countered_once_while_its_money_is_there(
    record: CashRecord, lowest: int, countered: bool, said: list[str]
) -> None:
    assert [finding.code for finding in check_countering(record, lowest, countered=countered)] == said
