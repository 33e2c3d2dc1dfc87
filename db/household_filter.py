"""Which households a filter lets through, as conditions of a query: state, place, and what was typed into 查找."""

from typing import Any
from uuid import UUID

from peewee import fn

from db import duplicates, search
from db.households import HouseholdTable, VillagerTable
from db.policies import EntitlementTable
from db.printouts import CARDS, IssuanceTable
from venue_desk.domain.found import Kind
from venue_desk.domain.households import HouseholdFilter
from venue_desk.domain.printouts import PaperKey

SPELLED_MAX = 500
"""So many households of one spelling are looked at: a letter typed alone fits thousands."""

DIGITS_FROM = 3
"""Fewer digits would be the tail of half the phones of the village."""


def of_station(query: Any, station_id: UUID | None) -> Any:
    """Those of one station, or of all."""
    return query if station_id is None else query.where(HouseholdTable.station == station_id)


def conditions(station_id: UUID | None, wanted: HouseholdFilter) -> list[Any]:
    """All that must hold."""
    chosen: list[Any] = [HouseholdTable.closed_on.is_null(not wanted.closed)]
    if wanted.hamlet_id is not None:
        chosen.append(HouseholdTable.hamlet == wanted.hamlet_id)
    if wanted.group_id is not None:
        chosen.append(HouseholdTable.group == wanted.group_id)
    if wanted.without_card:
        chosen.append(~has_card())
    if wanted.without_sheet:
        chosen += [fn.EXISTS(EntitlementTable.select(EntitlementTable.id).where(drawn_in(wanted.year)))]
        chosen.append(~has_sheet(wanted.year))
    if wanted.doubled:
        chosen.append(HouseholdTable.id.in_(list(duplicates.homes(station_id))))
    return [*chosen, *(_named(station_id, word) for word in wanted.text.split())]


def has_card() -> Any:
    """Whether the household was ever given a contact card."""
    return _has(IssuanceTable.paper.in_(CARDS))


def has_sheet(year: int) -> Any:
    """Whether it was given the policy sheet of the year."""
    return _has(IssuanceTable.paper == PaperKey.POLICY_SHEET, IssuanceTable.year == year)


def drawn_in(year: int) -> Any:
    """The entitlements of the household in the year."""
    return (
        (EntitlementTable.household == HouseholdTable.id)
        & (EntitlementTable.year == year)
        & EntitlementTable.closed_on.is_null()
    )


def _has(*said: Any) -> Any:
    return fn.EXISTS(IssuanceTable.select(IssuanceTable.id).where(IssuanceTable.household == HouseholdTable.id, *said))


def _named(station_id: UUID | None, word: str) -> Any:
    """By the name of anyone living there, by pinyin or initials, by 户号, or by the last digits of a phone or ID number.

    The search index knows who may be meant, so that no name and no number of the register is read one by one.
    """
    if word.isascii() and word.isalpha():
        spelled = search.find(station_id, word, SPELLED_MAX, {Kind.HOUSEHOLD})
        return HouseholdTable.id.in_([entry.id for entry, _ in spelled])
    if not word[:-1].isdigit():
        homes = _homes_of(station_id, word, VillagerTable.name.contains(word))
        numbered = any(char.isascii() for char in word)
        return _any_of(homes, _own(HouseholdTable.number.contains(word))) if numbered else HouseholdTable.id.in_(homes)
    if len(word) < DIGITS_FROM:
        return HouseholdTable.number.endswith(word)
    tail = HouseholdTable.number.endswith(word) | HouseholdTable.phone.endswith(word)
    someone = VillagerTable.id_number.endswith(word.upper()) | VillagerTable.phone.endswith(word)
    likely = _likely(HouseholdTable.id, station_id, word, Kind.HOUSEHOLD)
    return _any_of(_homes_of(station_id, word, someone), _own(*likely, tail))


def _any_of(homes: Any, own: Any) -> Any:
    """In one list of ids, not as two conditions: the engine then begins with the list where it is short."""
    return HouseholdTable.id.in_(homes | own)


def _own(*said: Any) -> Any:
    return HouseholdTable.select(HouseholdTable.id).where(*said)


def _homes_of(station_id: UUID | None, word: str, person: Any) -> Any:
    likely = _likely(VillagerTable.id, station_id, word, Kind.VILLAGER)
    return VillagerTable.select(VillagerTable.household).where(*likely, person)


def _likely(key: Any, station_id: UUID | None, word: str, kind: Kind) -> list[Any]:
    """Nothing, where the index knows nothing of what was typed, such as a lone dot."""
    having = search.having(station_id, word, kind)
    return [] if having is None else [key.in_(having)]
