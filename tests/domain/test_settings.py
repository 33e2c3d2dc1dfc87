"""The number in force on the date of the fact, else the default."""

from datetime import date
from uuid import UUID

import pytest

from venue_desk.domain.settings import RULES, Setting, SettingEntry, check_setting, rule, value_on


def setting(value: int, begins: date, key: str = "posting_days") -> Setting:
    return Setting(id=UUID(int=value), station_id=UUID(int=1), key=key, value=value, from_on=begins)


KEPT = [setting(10, date(2025, 1, 1)), setting(8, date(2026, 1, 1)), setting(20, date(2024, 1, 1), "nights_per_month")]


@pytest.mark.parametrize(
    ("day", "value"),
    [(date(2024, 12, 31), 7), (date(2025, 1, 1), 10), (date(2025, 12, 31), 10), (date(2026, 1, 1), 8)],
)
def test_a_later_setting_does_not_reach_back(day: date, value: int) -> None:
    assert value_on(KEPT, "posting_days", day) == value
    assert value_on(KEPT[::-1], "posting_days", day) == value


@pytest.mark.parametrize("each", RULES, ids=lambda each: each.key)
def test_every_default_passes_its_own_check_and_its_bounds_hold(each: object) -> None:
    known = rule(each.key)  # type: ignore[attr-defined] # parametrize loses the kind
    for value, passes in (
        (known.default, True),
        (known.least, True),
        (known.most, True),
        (known.least - 1, False),
        (known.most + 1, False),
    ):
        found = check_setting(SettingEntry(key=known.key, value=value, from_on=date(2026, 1, 1)))
        assert (not found) is passes


def test_an_unknown_rule_is_our_fault() -> None:
    with pytest.raises(KeyError):
        rule("no_such")
