"""The demo's nights: within the rules, up to the moment and not beyond it, and this month as the pictures have it."""

from collections import Counter
from datetime import date, timedelta

import pytest

from tests.services.told import NOW, Told, records, tell
from venue_desk.domain.calendar import night_of
from venue_desk.domain.holidays import WorkCalendar
from venue_desk.domain.lodging import Bed, Night, Room, check_night
from venue_desk.domain.lodging_standing import Reach, Standing, month_rules, standing
from venue_desk.domain.roster import month_of
from venue_desk.domain.spot_checks import SpotCheck, check_spot_check
from venue_desk.domain.stations import Regime
from venue_desk.services.demo.places import Scale
from venue_desk.services.demo.village import Village

EVENING = NOW.replace(hour=20, minute=25)


@pytest.fixture(scope="module")
def two_years() -> list[Told]:
    return tell(years=2)


def standings(village: Village, month: date, since: date | None = None) -> dict[str, Standing]:
    """Everybody's month as it stood at its end, or stands now."""
    rules = month_rules(month, lambda _: village.station.regime, lambda _: 15, WorkCalendar())
    tonight = min(night_of(NOW), rules[-1].night + timedelta(days=1))
    found = {}
    for cadre in village.cadres:
        slept = {night for night, there in village.nights.items() for each in there if each.cadre_id == cadre.id}
        if cadre.on_roster:
            found[cadre.name] = standing(cadre, rules, slept, village.leaves, tonight, since=since)
    return found


def test_this_month_stands_as_the_pictures_have_it(two_years: list[Told]) -> None:
    found = standings(two_years[0][0], month_of(NOW.date()))
    assert {name: (f"{each.done}/{each.required}", each.sentence) for name, each in found.items()} == {
        "王建军": ("15/15", "已够"),
        "李秀兰": ("16/15", "已够"),
        "张小梅": ("13/15", "能够，29 日起不能缺"),
        "马德林": ("12/15", "能够，28 日起不能缺"),
        "周玉凤": ("7/15", "今晚起一晚都不能缺"),
        "陈志远": ("14/15", "能够，再住 1 晚"),
        "赵文博": ("6/15", "连准假 2 晚还差 1 晚"),
    }


def test_most_cadres_reached_their_months(two_years: list[Told]) -> None:
    village = two_years[0][0]
    months = [date(year, month, 1) for year in (2025, 2026) for month in range(2, 11)]
    reached = Counter(each.reach for month in months for each in standings(village, month).values())
    assert set(reached) == {Reach.MET, Reach.LOST}
    assert 0.02 < reached[Reach.LOST] / reached.total() < 0.2


def test_nights_and_checks_keep_the_rules(two_years: list[Told]) -> None:
    village = two_years[0][0]
    rooms, beds = records(two_years, Room), {bed.id: bed.name for bed in records(two_years, Bed)}
    assert 4 <= len(rooms) <= 6
    names = {cadre.id: cadre.name for cadre in village.cadres}
    nights = {each.id: each for each in records(two_years, Night)}
    for night, there in village.nights.items():
        for each in there:
            others = [other for other in there if other.id != each.id]
            assert check_night(each, others, night_of(NOW), NOW, names, beds) == []
        assert all(each.id in nights and each.night == night for each in there)
    checks: list[SpotCheck] = records(two_years, SpotCheck)
    for check in checks:
        assert check_spot_check(check, NOW, village.nights[check.night], names) == []
    assert 12 < len(checks) < 48
    assert 10 < sum(each.cadre_id is None for each in nights.values()) < 40


def test_this_evening_some_have_come_and_nobody_later_than_now() -> None:
    village, portions = tell(now=EVENING)[0]
    assert max(portion.at for portion in portions) <= EVENING
    tonight = village.nights[EVENING.date()]
    assert 0 < len(tonight) < 7
    assert max(each.arrived_at for each in tonight) <= EVENING
    assert EVENING.date() not in tell()[0][0].nights


def test_elsewhere_the_last_weeks_are_kept_under_both_regimes() -> None:
    regimes = set()
    for village, _ in tell(Scale.TOWNSHIP)[1:]:
        regimes.add(village.station.regime)
        assert NOW.date() - timedelta(days=60) <= min(village.nights) <= NOW.date() - timedelta(days=50)
        found = standings(village, date(2026, 10, 1))
        assert sum(each.missing for each in found.values()) < 12
        assert all(each.required == (17 if village.station.regime is Regime.LIVE_IN else 15) for each in found.values())
    assert regimes == set(Regime)
