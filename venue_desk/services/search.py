"""Find anything from anywhere: the hits of Ctrl+K under their captions, and those of the people picker."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from uuid import UUID

from db import search as index
from db import search_entries
from venue_desk.domain.found import GUESTS, PEOPLE, Hit, Kind, Place, SearchEntry, facts_line, facts_spans
from venue_desk.domain.readings import sounded
from venue_desk.domain.typed import Answer, Searched, Tier, Word, answer, words_of

SHOWN_MAX = 8
SURE = 2
"""So many hits of every group that has any are shown before one group's better ones fill the list."""

GROUPS: tuple[Collection[Kind], ...] = (
    PEOPLE,
    {Kind.HOUSEHOLD},
    {Kind.POLICY},
    {Kind.CASE},
    {Kind.ITEM},
    {Kind.PRINTOUT},
    {Kind.LOG_LINE},
    {Kind.SUPPLIER},
    {Kind.PURCHASE},
    GUESTS,
)
Ranked = tuple[Tier, Hit]


def warm_up() -> None:
    """Load the tables of pinyin, which take a moment, before somebody waits for them; may run on any thread."""
    sounded("值守", index.surnames())


@dataclass(frozen=True, slots=True)
class Search:
    """The verbs of the search. `places` are the screens and actions that can be gone to."""

    places: tuple[Place, ...] = field(default=())

    def find(self, station_id: UUID | None, typed: str, today: date, limit: int = SHOWN_MAX) -> list[Hit]:
        """The best hits of all kinds, each group together, the group with the best hit first."""
        words = words_of(typed)
        found = index.find_groups(station_id, typed, limit, GROUPS)
        groups = [[(said.tier, _hit(entry, said, words, today)) for entry, said in group] for group in found]
        return _shared([*groups, sorted(self._places(words), key=lambda ranked: ranked[0])], limit)

    def people(self, station_id: UUID | None, typed: str, today: date, limit: int = SHOWN_MAX) -> list[Hit]:
        """Villagers and cadres alone, best first."""
        return _hits(station_id, typed, today, limit, PEOPLE)

    def villagers(self, station_id: UUID | None, typed: str, today: date, limit: int = SHOWN_MAX) -> list[Hit]:
        """Villagers alone, best first."""
        return _hits(station_id, typed, today, limit, {Kind.VILLAGER})

    def households(self, station_id: UUID | None, typed: str, today: date, limit: int = SHOWN_MAX) -> list[Hit]:
        """Households alone, best first."""
        return _hits(station_id, typed, today, limit, {Kind.HOUSEHOLD})

    def cases(self, station_id: UUID | None, typed: str, limit: int) -> tuple[UUID, ...]:
        """The cases that answer best, for their list."""
        return tuple(entry.id for entry, _ in index.find(station_id, typed, limit, {Kind.CASE}))

    def hit(self, record_id: UUID, today: date) -> Hit | None:
        """The record as a hit, for a form that comes back with its id; None if it is not known."""
        entry = index.entry(record_id)
        return _hit(entry, Answer(Tier.EXACT), (), today) if entry else None

    def opened(self, record_id: UUID, at: datetime) -> None:
        """Remember that this hit was opened or picked: it will stand before others."""
        index.touch(record_id, at)

    def rebuild(self) -> int:
        """Build the index anew from the registers; how many records it has."""
        return index.rebuild(search_entries.all_entries())

    def _places(self, words: tuple[Word, ...]) -> Iterator[Ranked]:
        for place in self.places:
            said = answer(words, _searched(place))
            if said is not None:
                yield said.tier, Hit(kind=Kind.PLACE, id=place.key, title=place.title, spans=said.spans)


def _hits(station: UUID | None, typed: str, today: date, limit: int, kinds: Collection[Kind]) -> list[Hit]:
    words = words_of(typed)
    return [_hit(entry, said, words, today) for entry, said in index.find(station, typed, limit, kinds)]


def _hit(entry: SearchEntry, said: Answer, words: tuple[Word, ...], today: date) -> Hit:
    facts = facts_line(entry, today)
    return Hit(
        kind=entry.kind, id=entry.id, title=entry.title, facts=facts, spans=said.spans,
        facts_spans=() if said.spans else facts_spans(words, facts), closed=bool(entry.closed),
    )  # fmt: skip


def _shared(groups: list[list[Ranked]], limit: int) -> list[Hit]:
    """At most `limit` hits: the first `SURE` of each group, then whatever answers best."""
    ranked = [
        (place >= SURE, tier, number, place, hit)
        for number, group in enumerate(groups)
        for place, (tier, hit) in enumerate(group)
    ]
    shown = sorted(ranked, key=lambda one: one[:4])[:limit]
    best: dict[int, Tier] = {}
    for _, tier, number, _, _ in shown:
        best[number] = min(best.get(number, tier), tier)
    return [hit for _, _, _, _, hit in sorted(shown, key=lambda one: (best[one[2]], *one[2:4]))]


@cache
def _searched(place: Place) -> Searched:
    names = index.surnames()
    return Searched(sounded(place.title, names), tuple(sounded(word, names) for word in place.words), ())
