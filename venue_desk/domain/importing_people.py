"""Who on record a row speaks of: households by number or head, people by ID number or name."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from venue_desk.domain.households import Household, Relation, Villager
from venue_desk.domain.identity import Masked


class People:
    """Everyone of the station, looked up by what a table may say of them."""

    def __init__(self, households: Iterable[Household], villagers: Iterable[Villager]) -> None:
        """The closed ones too: who died must not be brought back by an old list."""
        self.households = {household.id: household for household in households}
        self.of_household: dict[UUID, list[Villager]] = defaultdict(list)
        self._by_id_number: dict[str, list[Villager]] = defaultdict(list)
        self._by_name: dict[str, list[Villager]] = defaultdict(list)
        self._by_number: dict[str, list[Household]] = defaultdict(list)
        for villager in villagers:
            self.of_household[villager.household_id].append(villager)
            self._by_name[villager.name].append(villager)
            if villager.id_number:
                self._by_id_number[villager.id_number].append(villager)
        for household in self.households.values():
            self._by_number[plain_number(household.number)].append(household)

    def numbered(self, number: str, *, closed: bool = False) -> Household | None:
        """The household with this 户号, 0012 being 12; the very same number before one only alike."""
        alike = [h for h in self._by_number[plain_number(number)] if (h.closed_on is not None) is closed]
        same = [household for household in alike if household.number == number]
        return same[0] if same else alike[0] if len(alike) == 1 else None

    def headed_by(
        self, name: str, id_number: str, hamlet_id: UUID | None, but: Container[UUID] = ()
    ) -> list[Household]:
        """The open households whose head this may be: by ID number, else by name; those of `but` are others' already."""
        by_id = self._of(v for v in self._by_id_number[id_number] if v.relation is Relation.HEAD) if id_number else []
        if by_id:
            return by_id
        heads = (
            villager
            for villager in self._by_name[name]
            if villager.relation is Relation.HEAD and not (id_number and villager.id_number)
        )
        named = [h for h in self._of(heads) if h.id not in but]
        return [h for h in named if hamlet_id is None or h.hamlet_id == hamlet_id]

    def home_of(self, name: str, id_number: str, hamlet_id: UUID | None) -> list[Household]:
        """The open households somebody of this ID number, else of this name, lives in."""
        if id_number:
            return self._of(self._by_id_number[id_number])
        return [h for h in self._of(self._by_name[name]) if hamlet_id is None or h.hamlet_id == hamlet_id]

    def elsewhere(self, id_number: str, household_id: UUID | None) -> list[tuple[Villager, Household]]:
        """Open people with this ID number in other households."""
        return [
            (villager, self.households[villager.household_id])
            for villager in (self._by_id_number[id_number] if id_number else ())
            if villager.closed_on is None and villager.household_id != household_id
        ]

    def _of(self, villagers: Iterable[Villager]) -> list[Household]:
        """Their open households, each once."""
        homes = (self.households[v.household_id] for v in villagers if v.closed_on is None)
        return list({home.id: home for home in homes if home.closed_on is None}.values())


def plain_number(number: str) -> str:
    """0012 and 12 are one household to whoever writes a list."""
    return number.lstrip("0") or number


def meant_by(said: Mapping[str, Any], members: Sequence[Villager]) -> list[Villager]:
    """The members a row may speak of: by ID number, else by name, of several by birth date or by what is shown of the number.

    More than one cannot be told.
    """
    id_number, born_on = said.get("id_number"), said.get("born_on")
    known = [member for member in members if id_number and member.id_number == id_number]
    named = known or [member for member in members if member.name == said["name"]]
    if len(named) > 1 and isinstance(id_number, Masked):
        named = [member for member in named if id_number.covers(member.id_number)] or named
    born = [member for member in named if born_on and member.born_on == born_on]
    return (born or named) if len(named) > 1 else named
