"""Custody (证件保管): each original taken from a villager, in which envelope, and to whom it was given back."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldOriginal:
    """An original in custody: logged in, and signed out again. `away_at` says where it went with the case, "" = it lies here."""

    id: UUID
    station_id: UUID
    case_id: UUID
    villager_id: UUID
    name: str
    pieces: int = 1
    envelope: int
    taken_at: datetime
    taken_by: UUID
    away_at: str = ""
    returned_at: datetime | None = None
    returned_by: UUID | None = None
    returned_to: str = ""
    due_on: date | None = None

    @property
    def held(self) -> bool:
        """Whether it is still to be returned."""
        return self.returned_at is None
