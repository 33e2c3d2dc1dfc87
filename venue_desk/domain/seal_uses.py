"""The register of seal uses (用印登记): each time for whom, on what, and who approved it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SealUseEntry:
    """`seal_id` is the belonging; `for_whom` as written; `copies` how many times it was pressed."""

    at: datetime
    seal_id: UUID
    for_whom: str
    matter: str
    approved_by: UUID
    copies: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SealUse(SealUseEntry):
    """A use on record: numbered through the year without gaps; a cancelled one keeps its number."""

    id: UUID
    station_id: UUID
    year: int
    number: int
    noted_by: UUID
    closed_on: date | None = None
