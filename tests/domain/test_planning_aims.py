"""The fair number of each cadre: by the days they can serve, with a part of what the year owes."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.planning_stage import BEFORE, STATION, cadre, leave, month
from venue_desk.domain.cadres import Cadre
from venue_desk.domain.history import Action, Change
from venue_desk.domain.planning import YearSoFar
from venue_desk.domain.planning_aims import CATCH_UP, aims, rates
from venue_desk.domain.planning_pool import Load, pool_of
from venue_desk.domain.planning_year import days_on_call
from venue_desk.domain.roster_fairness import Counts

NEW_YEAR, MIDSUMMER = date(2026, 1, 1), date(2026, 6, 30)


@pytest.mark.parametrize(
    ("places", "led", "lead_days", "other_days", "expected"),
    [
        (60, 30, 60, 60, (0.5, 0.5)),
        (60, 30, 30, 90, (1.0, 30 / 90)),  # few lead: they have all places of leads, and no other
        (60, 10, 60, 60, (0.5, 0.5)),
        (60, 30, 60, 0, (1.0, 1.0)),
        (60, 30, 0, 60, (1.0, 1.0)),
        (60, 30, 0, 0, (0.0, 0.0)),
    ],
)
def test_who_leads_shares_the_rest_too_unless_leading_is_more_than_a_share(
    places: float, led: float, lead_days: float, other_days: float, expected: tuple[float, float]
) -> None:
    assert rates(places, led, lead_days, other_days) == pytest.approx(expected)


def shift_aims(year: dict[int, YearSoFar], away: int = 0) -> list[float]:
    facts = month(2, 2, 20)
    if away:
        facts = replace(facts, leaves=(leave(facts.cadres[3], 1, away),))
    said = {facts.cadres[number].id: so_far for number, so_far in year.items()}
    return [round(aim, 1) for aim in aims(pool_of(facts, BEFORE), said)[Load.SHIFTS]]


def test_aims_go_by_the_days_on_which_one_is_there() -> None:
    assert shift_aims({}) == [20, 20, 20, 20]
    assert shift_aims({}, away=10) == [22.9, 22.9, 22.9, 11.4]


def test_half_of_what_the_year_owes_is_made_up_and_never_more_than_the_most() -> None:
    even = {number: YearSoFar(counts=Counts(shifts=100), days=200) for number in range(4)}
    assert shift_aims(even) == [20, 20, 20, 20]
    one_more = even | {0: YearSoFar(counts=Counts(shifts=102), days=200)}
    assert shift_aims(one_more) == [19.2, 20.2, 20.2, 20.2]
    far_behind = even | {3: YearSoFar(counts=Counts(shifts=20), days=200)}
    assert shift_aims(far_behind)[3] == 20 + CATCH_UP
    newcomer = even | {3: YearSoFar(counts=Counts(shifts=5), days=10)}
    assert shift_aims(newcomer) == [20, 20, 20, 20]


# --- the days on which one could have been called upon


def written(number: int, day: date, action: Action, before: dict[str, object] | None, **after: object) -> Change:
    return Change(
        id=number, at=datetime(day.year, day.month, day.day, 2, tzinfo=UTC), actor=STATION, station_id=STATION,
        table_name="cadres", row_id=STATION, action=action, before=before, after=after,
    )  # fmt: skip


HERE: dict[str, object] = {"on_roster": True, "joined_on": None, "left_on": None}
SINCE = written(1, date(2025, 5, 1), Action.ADD, None, **HERE)


def days(who: Cadre, *history: Change, away: tuple[int, int] | None = None) -> int:
    leaves = [replace(leave(who, 1, 2), from_on=date(2026, 3, away[0]), to_on=date(2026, 3, away[1]))] if away else []
    return len(days_on_call(who, history, leaves, NEW_YEAR, MIDSUMMER))


def test_days_count_from_the_day_one_came_and_without_leave() -> None:
    who = cadre(0, leads=False)
    assert days(who, SINCE) == 181
    assert days(replace(who, joined_on=date(2026, 6, 1))) == 30
    assert days(who, SINCE, away=(1, 10)) == 171


def test_who_was_gone_for_a_while_was_not_on_call_meanwhile() -> None:
    gone = written(2, date(2026, 3, 5), Action.CLOSE, HERE, **HERE | {"left_on": "2026-03-01"})
    back = written(3, date(2026, 6, 1), Action.CHANGE, None, **HERE)
    assert days(cadre(0, leads=False), SINCE, gone, back) == 181 - (date(2026, 6, 1) - date(2026, 3, 1)).days


def test_who_was_taken_off_the_roster_was_not_on_call_either() -> None:
    off = written(2, date(2026, 6, 1), Action.CHANGE, HERE, **HERE | {"on_roster": False})
    assert days(replace(cadre(0, leads=False), on_roster=False), SINCE, off) == 181 - 30
    assert days(cadre(0, leads=False), off) == (date(2026, 6, 1) - NEW_YEAR) // timedelta(days=1)
