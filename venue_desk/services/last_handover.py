"""Since when the running shift has had things in hand: what was used and spent from then on is told at its end."""

from datetime import datetime, time
from typing import NamedTuple
from uuid import UUID

from db.handover import last_sealed
from venue_desk.domain.calendar import STATION_ZONE, day_of


class Since(NamedTuple):
    """An instant and how it is said."""

    at: datetime
    said: str


def since_last(station_id: UUID, at: datetime) -> Since:
    """When the last handover was given; before the first one, today's midnight."""
    last = last_sealed(station_id)
    if last is not None and last.given_at is not None:
        return Since(last.given_at, "上次交接后")
    return Since(datetime.combine(day_of(at), time(), STATION_ZONE), "今天")
