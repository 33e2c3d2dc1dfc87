"""A use of the seal at its edges, and how a cancelled number is told."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from venue_desk.domain.seal_uses import (
    AHEAD,
    COPIES_MAX,
    TEXT_MAX,
    SealUse,
    SealUseEntry,
    check_cancelling,
    check_seal_use,
    year_of,
)

NOW = datetime(2026, 11, 23, 2, 24, tzinfo=UTC)
ENTRY = SealUseEntry(at=NOW, seal_id=UUID(int=1), for_whom="张文海", matter="低保申请表", approved_by=UUID(int=2))
LAST = SealUse(
    id=UUID(int=3), station_id=UUID(int=4), year=2026, number=31, noted_by=UUID(int=2), at=NOW, seal_id=UUID(int=1),
    for_whom="石满仓", matter="证明", approved_by=UUID(int=2),
)  # fmt: skip


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ({}, []), ({"for_whom": ""}, ["for_whom"]), ({"matter": ""}, ["matter"]), ({"for_whom": "名" * TEXT_MAX}, []),
        ({"for_whom": "名" * (TEXT_MAX + 1)}, ["for_whom"]), ({"matter": "事" * (TEXT_MAX + 1)}, ["matter"]),
        ({"copies": 0}, ["copies"]), ({"copies": COPIES_MAX}, []), ({"copies": COPIES_MAX + 1}, ["copies"]),
        ({"at": NOW + AHEAD}, []), ({"at": NOW + AHEAD + timedelta(seconds=1)}, ["at"]),
        ({"at": NOW - timedelta(seconds=1)}, ["at"]),
    ],
)  # fmt: skip
def test_what_a_use_says(said: dict[str, object], fields: list[str]) -> None:
    found = check_seal_use(replace(ENTRY, **said), NOW, LAST)  # type: ignore[arg-type]
    assert [finding.field for finding in found] == fields
    assert ENTRY.copies == 1


def test_one_noted_late_is_only_told_and_named_by_the_one_before() -> None:
    (finding,) = check_seal_use(replace(ENTRY, at=NOW - timedelta(hours=1)), NOW, LAST)
    assert (finding.code, "2026年第31号" in finding.sentence) == ("seal_use.order", True)
    assert check_seal_use(replace(ENTRY, at=NOW - timedelta(hours=1)), NOW, None) == []


def test_the_year_is_that_of_the_station() -> None:
    assert year_of(replace(ENTRY, at=datetime(2026, 12, 31, 15, 59, tzinfo=UTC))) == 2026
    assert year_of(replace(ENTRY, at=datetime(2026, 12, 31, 16, tzinfo=UTC))) == 2027


@pytest.mark.parametrize(
    ("use", "reason", "said"),
    [
        (LAST, "写重了", []), (LAST, "", ["seal_use.reason"]), (LAST, "因" * TEXT_MAX, []),
        (LAST, "因" * (TEXT_MAX + 1), ["seal_use.reason"]),
        (replace(LAST, closed_on=date(2026, 11, 23), cancelled_for="写重了"), "再来", ["seal_use.cancelled"]),
    ],
)  # fmt: skip
def test_a_number_is_cancelled_once_and_says_why(use: SealUse, reason: str, said: list[str]) -> None:
    assert [finding.code for finding in check_cancelling(use, reason)] == said
