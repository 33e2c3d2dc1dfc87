"""Belongings (物品): keys, seals and equipment that go from hand to hand at every handover."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from venue_desk.domain.findings import Finding, must

NAME_MAX, PLACE_MAX, NOTE_MAX, COUNT_MAX = 30, 30, 100, 999
B = TypeVar("B", bound="BelongingEntry")


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

    @property
    def measure(self) -> str:
        """3 把, 1 枚, 2 台, 1 本."""
        return {"key": "把", "seal": "枚", "equipment": "台", "document": "本"}[self.value]

    @property
    def icon(self) -> str:
        """The sign beside it on screen and in a handover."""
        return {"key": "key", "seal": "sealed", "equipment": "monitor", "document": "badge"}[self.value]


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


def tidy_belonging(entry: B) -> B:
    """The entry as it is kept."""
    return replace(entry, name=entry.name.strip(), place=entry.place.strip(), note=entry.note.strip())


def check_belonging(entry: BelongingEntry, others: Iterable[Belonging]) -> list[Finding]:
    """It has a name that no other open one has, and there is at least one piece of it."""
    findings = []
    if not entry.name:
        findings.append(must("belonging.name", "name", "请填写物品的名称，例如「大门钥匙」。"))
    elif any(other.name == entry.name for other in others):
        findings.append(must("belonging.twice", "name", "已经有这件物品了，请改那一条的件数。"))
    if not 1 <= entry.count <= COUNT_MAX:
        findings.append(must("belonging.count", "count", f"件数应在 1 到 {COUNT_MAX} 之间。"))
    for field, text, most, what in (
        ("name", entry.name, NAME_MAX, "名称"), ("place", entry.place, PLACE_MAX, "放在哪里"),
        ("note", entry.note, NOTE_MAX, "备注"),
    ):  # fmt: skip
        if len(text) > most:
            findings.append(must("belonging.long", field, f"{what}最多 {most} 个字，现在是 {len(text)} 个，请改短。"))
    return findings
