"""The duty log (值班记录): who came or rang, about what, what was done; and incidents (突发事件)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class LogKind(StrEnum):
    """How it reached the desk."""

    VISIT = "visit"
    CALL = "call"
    INCIDENT = "incident"

    @property
    def label(self) -> str:
        """来访, 来电, 突发."""
        return {"visit": "来访", "call": "来电", "incident": "突发"}[self.value]


class IncidentLevel(StrEnum):
    """How grave an incident is (突发事件应对法 names four; a village meets the lower ones)."""

    MINOR = "minor"
    MAJOR = "major"
    GRAVE = "grave"

    @property
    def label(self) -> str:
        """一般, 较大, 重大."""
        return {"minor": "一般", "major": "较大", "grave": "重大"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLineEntry:
    """One line: `who` as written, `villager_id` if picked; `handling` what was done; an incident's level and reporting."""

    at: datetime
    kind: LogKind
    who: str
    matter: str
    villager_id: UUID | None = None
    phone: str = ""
    handling: str = ""
    level: IncidentLevel | None = None
    reported_to: str = ""
    reported_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine(LogLineEntry):
    """A line on record: the shift it fell into and who wrote it down."""

    id: UUID
    station_id: UUID
    day: date
    shift: str
    noted_by: UUID
    closed_on: date | None = None
