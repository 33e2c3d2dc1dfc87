"""Belongings (物品): keys, seals and equipment that go from hand to hand at every handover."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class BelongingKind(StrEnum):
    """What it is, in the order in which it is handed over."""

    KEY = "key"
    SEAL = "seal"
    EQUIPMENT = "equipment"
    DOCUMENT = "document"

    @property
    def label(self) -> str:
        """钥匙, 公章, 设备, 证照."""
        return {"key": "钥匙", "seal": "公章", "equipment": "设备", "document": "证照"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class BelongingEntry:
    """`count` pieces of it (keys, seals), kept at `place`."""

    kind: BelongingKind
    name: str
    count: int = 1
    place: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Belonging(BelongingEntry):
    """A belonging on record; closed when it is given up."""

    id: UUID
    station_id: UUID
    closed_on: date | None = None
