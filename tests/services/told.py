"""The demo as it is told, before anything is written."""

from datetime import date, datetime
from functools import cache
from typing import Any

from venue_desk.domain.calendar import STATION_ZONE
from venue_desk.services.demo.places import Scale, places
from venue_desk.services.demo.story import story
from venue_desk.services.demo.village import Batch, Village

NOW = datetime(2026, 11, 23, 10, 24, tzinfo=STATION_ZONE)
SPRING = NOW.replace(month=4, day=10)
"""Three months after the founding of a station that has but this year: soon written."""

ODD_DAYS = (date(2024, 2, 29), date(2025, 1, 2))
Told = tuple[Village, list[Any]]


def forenoon(day: date) -> datetime:
    """The moment at which a demo of that day stands."""
    return NOW.replace(year=day.year, month=day.month, day=day.day)


@cache
def tell(scale: Scale = Scale.STATION, years: int = 1, seed: int = 1, now: datetime = NOW) -> list[Told]:
    """Every village with its portions; told once, as no test changes any of it."""
    return [(village, list(portions)) for village, portions in story(places(scale, seed), years, seed, now)]


def records(told: list[Told], kind: type[Any]) -> list[Any]:
    """All new records of one kind."""
    batches = [portion for _, portions in told for portion in portions if isinstance(portion, Batch)]
    return [record for batch in batches for record in batch.records if type(record) is kind]
