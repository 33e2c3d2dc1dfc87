"""Samples are kept 48 hours and not an hour less; certificates are told of a month before they expire."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest

from venue_desk.domain.calendar import STATION_ZONE
from venue_desk.domain.findings import Severity
from venue_desk.domain.health_certificates import (
    HealthCertificate,
    HealthCertificateEntry,
    check_certificate,
    expiring,
    tidy_certificate,
)
from venue_desk.domain.meals import Meal
from venue_desk.domain.samples import (
    Sample,
    SampleEntry,
    by_meal,
    check_discarding,
    check_sample,
    due_sentence,
    keep_until,
    meal_before,
    tidy_sample,
    title_of,
)

DAY = date(2026, 11, 21)
KEPT = datetime.combine(DAY, time(12, 20), STATION_ZONE)
NOON = SampleEntry(day=DAY, meal=Meal.LUNCH, dish="臊子面", grams=125, kept_at=KEPT, kept_by="马桂兰")


def sample(number: int = 1, **said: Any) -> Sample:
    entry = replace(NOON, **{key: value for key, value in said.items() if key in ("day", "meal", "dish", "kept_at")})
    return Sample(
        id=UUID(int=number), station_id=UUID(int=0), noted_by=UUID(int=5), day=entry.day, meal=entry.meal,
        dish=entry.dish, grams=entry.grams, kept_at=entry.kept_at, kept_by=entry.kept_by,
        keep_until=keep_until(entry.kept_at, 48), discarded_at=said.get("discarded_at"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ({}, []),
        ({"dish": "  "}, ["sample.dish"]),
        ({"dish": "面" * 21}, ["sample.long"]),
        ({"grams": 0}, ["sample.grams"]),
        ({"grams": 124}, ["sample.little"]),
        ({"grams": 3000}, ["sample.grams"]),
        ({"kept_by": ""}, ["sample.kept_by"]),
        ({"kept_at": KEPT + timedelta(hours=3)}, ["sample.later"]),
        ({"kept_at": KEPT - timedelta(days=1)}, ["sample.before"]),
        ({"meal": Meal.SUPPER}, ["sample.before"]),
        ({"kept_at": datetime.combine(DAY, time(9, 59), STATION_ZONE)}, ["sample.before"]),
        ({"kept_at": datetime.combine(DAY, time(10), STATION_ZONE)}, []),
        ({"dish": "凉拌萝卜丝"}, ["sample.twice"]),
    ],
)
def test_what_is_to_be_mended(said: dict[str, Any], codes: list[str]) -> None:
    entry = tidy_sample(replace(NOON, **said))
    found = check_sample(entry, KEPT + timedelta(hours=1), 125, [sample(dish="凉拌萝卜丝")])
    assert [f.code for f in found] == codes
    assert all((f.severity is Severity.SHOULD) == (f.code == "sample.little") for f in found)


def test_it_is_discarded_after_48_hours_and_not_before() -> None:
    one, until = sample(), KEPT + timedelta(hours=48)
    assert not one.due(until - timedelta(seconds=1))
    assert one.due(until)
    (early,) = check_discarding([one], until - timedelta(minutes=1), until)
    assert early.sentence == "11月21日午餐臊子面要保存到今天 12:20，到时再销毁。"
    assert check_discarding([one], until, until) == []
    gone = sample(discarded_at=until)
    assert not gone.due(until)
    assert [f.code for f in check_discarding([gone], until, until)] == ["sample.gone"]
    assert [f.code for f in check_discarding([one], until + timedelta(hours=1), until)] == ["sample.later"]


@pytest.mark.parametrize(
    ("clock", "meal"),
    [
        ("00:30", (-1, Meal.SUPPER)), ("05:59", (-1, Meal.SUPPER)), ("06:00", (0, Meal.BREAKFAST)),
        ("10:24", (0, Meal.BREAKFAST)), ("11:30", (0, Meal.LUNCH)), ("18:45", (0, Meal.SUPPER)), ("23:59", (0, Meal.SUPPER)),
    ],
)  # fmt: skip
def test_the_hour_says_of_which_meal_a_sample_is_kept(clock: str, meal: tuple[int, Meal]) -> None:
    now = datetime.combine(DAY, time.fromisoformat(clock), STATION_ZONE)
    day, found = meal_before(now)
    assert ((day - DAY).days, found) == meal


def test_a_meal_not_cooked_yet_is_named_with_its_hour() -> None:
    supper = replace(NOON, meal=Meal.SUPPER, kept_at=KEPT)
    (found,) = check_sample(supper, KEPT, 125, [])
    assert found.sentence == "今天晚餐在 16:00 以前还没做，请看看是哪一餐、几点留的。"


def test_samples_are_told_by_the_meal() -> None:
    few = [sample(1, meal=Meal.SUPPER), sample(2), sample(3, dish="炒洋芋丝"), sample(4, day=DAY - timedelta(days=1))]
    assert [title_of(each) for each in by_meal(few)] == [
        "20日午餐留样 1 份", "21日午餐留样 2 份", "21日晚餐留样 1 份",
    ]  # fmt: skip


def test_what_is_due_says_which_dishes_and_from_when_on() -> None:
    few, until = [sample(1), sample(2, dish="炒洋芋丝")], KEPT + timedelta(hours=48)
    before = due_sentence(few, until - timedelta(hours=2))
    assert before == "21日午餐留样 2 份，臊子面、炒洋芋丝 · 各 125 克，12:20 起可销毁。"
    assert due_sentence(few, until) == "21日午餐留样 2 份，臊子面、炒洋芋丝 · 各 125 克，可以销毁了。"


TODAY = date(2026, 11, 23)


def certificate(number: int, expires_on: date, person: str = "马桂兰") -> HealthCertificate:
    return HealthCertificate(
        id=UUID(int=number), station_id=UUID(int=0), person=person, number="甘健20251201", issued_on=date(2025, 12, 1),
        expires_on=expires_on,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (31, None), (30, "马桂兰的健康证12月23日到期，请去体检换证。"), (0, "马桂兰的健康证今天到期，请去体检换证。"),
        (-1, "马桂兰的健康证昨天就过期了，换了新证再上灶。"),
    ],
)  # fmt: skip
def test_a_month_before_it_expires_it_is_told(days: int, sentence: str | None) -> None:
    found = expiring([certificate(1, TODAY + timedelta(days=days))], TODAY)
    assert [f.sentence for f in found] == ([sentence] if sentence else [])


def test_a_newer_certificate_answers_for_the_old_one_of_the_same_person() -> None:
    every = [certificate(1, TODAY), certificate(2, TODAY + timedelta(days=300)), certificate(3, TODAY, "康玉莲")]
    assert [f.subject for f in expiring(every, TODAY)] == [UUID(int=3)]


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ({}, []),
        ({"person": " ", "number": ""}, ["certificate.person", "certificate.number"]),
        ({"person": "马" * 13}, ["certificate.long"]),
        ({"issued_on": TODAY + timedelta(days=1)}, ["certificate.issued_on"]),
        ({"expires_on": date(2025, 12, 1)}, ["certificate.order"]),
        ({"expires_on": date(2027, 12, 1)}, ["certificate.days"]),
    ],
)
def test_a_certificate_names_somebody_and_its_days_are_in_order(said: dict[str, Any], codes: list[str]) -> None:
    values = {
        "person": "马桂兰",
        "number": "甘健20251201",
        "issued_on": date(2025, 12, 1),
        "expires_on": date(2026, 12, 1),
    }
    entry = HealthCertificateEntry(**(values | said))  # type: ignore[arg-type]
    assert [f.code for f in check_certificate(tidy_certificate(entry), TODAY)] == codes
