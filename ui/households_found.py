"""A household or a villager as a field of a form: found by name, 户号, or the end of a number."""

from typing import TYPE_CHECKING
from uuid import UUID

from ui.kit.fields import People
from ui.kit.hits import Hit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from venue_desk.desk import Desk

SHOWN_MAX = 8


def households(desk: "Desk", without: UUID | None = None) -> People:
    """The open ones; `without` is the household one is at."""

    def search(typed: str) -> "Sequence[Hit]":
        act = desk.act()
        found = desk.search.households(act.station_id, typed, act.today, SHOWN_MAX)
        return [Hit(UUID(str(h.id)), h.title, h.facts, h.spans) for h in found if not h.closed and h.id != without]

    return People(search, _find(desk))


def villagers(desk: "Desk") -> People:
    """Those who are here."""

    def search(typed: str) -> "Sequence[Hit]":
        act = desk.act()
        found = desk.search.villagers(act.station_id, typed, act.today, SHOWN_MAX)
        return [Hit(UUID(str(h.id)), h.title, h.facts, h.spans) for h in found if not h.closed]

    return People(search, _find(desk))


def _find(desk: "Desk") -> "Callable[[str], Hit | None]":
    def find(key: str) -> Hit | None:
        hit = desk.search.hit(UUID(key), desk.act().today)
        return Hit(UUID(key), hit.title, hit.facts) if hit is not None else None

    return find
