"""The demo's canteen: meals as the plan expects them, samples never thrown out early, prices and certificates in force."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest

from tests.services.told import NOW, SPRING, Told, records, tell
from venue_desk.domain.findings import blocking
from venue_desk.domain.health_certificates import HealthCertificate, check_certificate
from venue_desk.domain.meal_prices import MealPrice, price_on
from venue_desk.domain.meals import Meal, MealRecord, check_meal, cut_off
from venue_desk.domain.menus import MenuLine, check_menu, tidy_menu
from venue_desk.domain.samples import Sample, check_sample
from venue_desk.services.demo.places import Scale
from venue_desk.services.demo.village import Changing

TODAY = NOW.date()


@pytest.fixture(scope="module")
def station() -> list[Told]:
    return tell(years=2)


@pytest.fixture(scope="module")
def township() -> list[Told]:
    return tell(Scale.TOWNSHIP)


def test_every_meal_keeps_the_rules_and_is_written_once(station: list[Told], township: list[Told]) -> None:
    for told in (station, township):
        meals: list[MealRecord] = records(told, MealRecord)
        for each in meals:
            assert blocking(check_meal(each, each.noted_at, cut_off(each.day, 17), frozenset())) == ()
        own = Counter((each.station_id, each.day, each.meal, each.cadre_id) for each in meals if each.cadre_id)
        assert set(own.values()) == {1}


def test_the_demo_station_writes_every_meal_down_and_eats_less_at_weekends(station: list[Told]) -> None:
    meals: list[MealRecord] = [each for each in records(station, MealRecord) if each.cadre_id]
    days = {each.day for each in meals}
    assert max(days) == TODAY + timedelta(days=1)
    assert len(days) == (max(days) - min(days)).days + 1
    eaten = Counter((each.day.weekday() > 4, each.meal) for each in meals if each.portions)
    assert eaten[True, Meal.LUNCH] / 2 < eaten[False, Meal.LUNCH] / 5
    away = sum(not each.portions for each in meals)
    assert 0.02 < away / len(meals) < 0.06


def test_tomorrow_all_but_a_few_have_been_asked(station: list[Told]) -> None:
    village = station[0][0]
    tomorrow = [each for each in records(station, MealRecord) if each.day == TODAY + timedelta(days=1)]
    asked = {each.cadre_id for each in tomorrow}
    assert 3 <= len(asked) < len([each for each in village.cadres if each.on_roster])
    assert max(each.noted_at for each in tomorrow) < NOW


def test_guests_have_a_host_and_come_now_and_then(station: list[Told]) -> None:
    guests: list[MealRecord] = [each for each in records(station, MealRecord) if each.guest]
    assert 15 < len(guests) < 80
    assert all(each.invited_by and each.guest_unit for each in guests)


def test_elsewhere_only_what_was_otherwise_than_planned_is_written(township: list[Told]) -> None:
    for village, portions in township[1:]:
        meals: list[MealRecord] = records([(village, portions)], MealRecord)
        assert min(each.day for each in meals) >= TODAY - timedelta(days=60)
        assert 5 < len(meals) < 150
        assert all(each.guest or each.note or each.portions == 0 or each.meal is Meal.LUNCH for each in meals)


def test_samples_are_kept_48_hours_and_those_of_saturday_wait_for_today(station: list[Told]) -> None:
    samples: list[Sample] = records(station, Sample)
    changed = [pair for _, portions in station for p in portions if isinstance(p, Changing) for pair in p.pairs]
    discarded = {after.id: after for _, after in changed if isinstance(after, Sample)}
    final = [discarded.get(each.id, each) for each in samples]
    assert all(check_sample(each, each.kept_at, 125, []) == [] for each in final)
    assert all(each.keep_until <= each.discarded_at <= NOW for each in final if each.discarded_at)
    waiting = [each for each in final if each.keep_until.date() <= TODAY and each.discarded_at is None]
    assert [(each.dish, each.meal) for each in waiting] == [
        ("土豆烧肉", Meal.LUNCH), ("炒莲花菜", Meal.LUNCH), ("小米粥", Meal.LUNCH),
    ]  # fmt: skip
    assert len({(each.station_id, each.day, each.meal, each.dish) for each in final}) == len(final)


def test_menus_name_dishes_and_every_day_has_one(station: list[Told]) -> None:
    lines: list[MenuLine] = records(station, MenuLine)
    assert all(check_menu(line) == [] and tidy_menu(line) == line for line in lines)
    days = {line.day for line in lines}
    assert len(lines) == 3 * len(days)
    assert max(days) == TODAY + timedelta(days=6)


def test_prices_are_set_from_the_first_meal_on_and_raised_once(station: list[Told]) -> None:
    prices: list[MealPrice] = records(station, MealPrice)
    first = min(each.day for each in records(station, MealRecord))
    for meal in Meal:
        before, now = price_on(prices, meal, first), price_on(prices, meal, TODAY)
        assert before is not None
        assert now is not None
        assert before.fen < now.fen


def test_the_cook_always_had_a_certificate_and_it_expires_soon(station: list[Told], township: list[Told]) -> None:
    held: list[HealthCertificate] = sorted(records(station, HealthCertificate), key=lambda each: each.issued_on)
    assert all(check_certificate(each, TODAY) == [] for each in held)
    assert all(after.issued_on <= before.expires_on for before, after in pairwise(held))
    assert held[-1].expires_on == TODAY + timedelta(days=19)
    assert len({each.station_id for each in records(township, HealthCertificate)}) == len(township)


def test_a_young_station_has_a_canteen_too_and_nothing_lies_ahead() -> None:
    told = tell(now=SPRING)
    assert max(portion.at for portion in told[0][1]) <= SPRING
    assert max(each.noted_at for each in records(told, MealRecord)) <= SPRING
    assert records(told, Sample)
