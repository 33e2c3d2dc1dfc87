"""The four-level network (四级代办网络): where a case may lie, from the group's service point to the county."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Level(StrEnum):
    """村民小组便民服务点, 村级便民服务站, 乡镇便民服务中心, 县级部门: from the door outwards."""

    GROUP = "group"
    STATION = "station"
    TOWNSHIP = "township"
    COUNTY = "county"

    @property
    def mark(self) -> str:
        """组, 站, 镇, 县: the squares of the track."""
        return {"group": "组", "station": "站", "township": "镇", "county": "县"}[self.value]

    @property
    def label(self) -> str:
        """The words on screen and paper."""
        return {
            "group": "小组服务点", "station": "村便民服务站", "township": "镇便民服务中心", "county": "县级部门",
        }[self.value]  # fmt: skip


LEVELS = tuple(Level)
"""In the order of the track."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePointEntry:
    """One place of the network. A group's point belongs to `group_id` and is kept by the agent `cadre_id`."""

    level: Level
    name: str
    address: str = ""
    phone: str = ""
    hours: str = ""
    contact: str = ""
    group_id: UUID | None = None
    cadre_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePoint(ServicePointEntry):
    """A place on record."""

    id: UUID
    station_id: UUID
    closed_on: date | None = None
