"""The regime by dated terms: what an entry changes, and what it says of days that are over."""

from datetime import date

import pytest

from venue_desk.domain.regimes import RegimeTermEntry, check_term, put_off, takes_effect
from venue_desk.domain.stations import Regime

TODAY = date(2026, 11, 23)
LIVE_IN, ROTATING = Regime.LIVE_IN, Regime.ROTATING


def term(
    year: int, month: int, day: int, regime: Regime = LIVE_IN, document: str = "镇发〔2026〕8号"
) -> RegimeTermEntry:
    return RegimeTermEntry(from_on=date(year, month, day), regime=regime, document_number=document)


@pytest.mark.parametrize(
    ("there", "entry", "effect"),
    [
        ([], term(2026, 12, 1), True),
        ([], term(2026, 12, 1, ROTATING), False),
        ([term(2026, 12, 1)], term(2026, 12, 1), False),
        ([term(2026, 12, 1)], term(2026, 12, 1, document="镇发〔2026〕9号"), True),
        ([term(2026, 12, 1)], term(2026, 12, 1, document=""), False),
        ([term(2026, 12, 1)], term(2027, 1, 1), True),  # put off
        ([term(2026, 10, 1)], term(2027, 1, 1), False),  # in force already
    ],
)
def test_an_entry_takes_effect_if_it_changes_what_is_on_record(
    there: list[RegimeTermEntry], entry: RegimeTermEntry, *, effect: bool
) -> None:
    assert takes_effect(there, entry, ROTATING, TODAY) is effect


def test_a_coming_change_is_not_put_off_onto_the_day_of_another() -> None:
    coming, back = term(2026, 12, 1), term(2027, 1, 1, ROTATING)
    assert put_off([coming, back], term(2026, 12, 20), TODAY) is coming
    assert put_off([coming, term(2026, 12, 15, ROTATING)], term(2027, 1, 1), TODAY) is None  # December keeps its weeks
    assert put_off([coming, back], term(2027, 1, 1), TODAY) is None


@pytest.mark.parametrize(
    ("entry", "codes"),
    [
        (term(2026, 12, 1), []),
        (term(2026, 11, 1), ["regime.past"]),
        (term(2026, 11, 10), ["regime.within", "regime.past"]),
        (term(2026, 10, 1), ["regime.past"]),
        (term(2026, 12, 1, document=""), ["regime.document"]),
        (term(2026, 12, 1, ROTATING), ["regime.same"]),
    ],
)
def test_nights_that_are_over_are_reckoned_anew_and_that_is_told(entry: RegimeTermEntry, codes: list[str]) -> None:
    assert [found.code for found in check_term(entry, [], ROTATING, TODAY)] == codes
