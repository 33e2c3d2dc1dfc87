"""The four-level network (四级代办网络): where a case may lie, from the group's service point to the county."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from venue_desk.domain.findings import Finding, must, should
from venue_desk.domain.identity import check_name, check_phone, clean_digits, clean_name

P = TypeVar("P", bound="ServicePointEntry")


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


def tidy_point(entry: P) -> P:
    """The entry as it is kept."""
    return replace(
        entry, name=clean_name(entry.name), phone=clean_digits(entry.phone), address=entry.address.strip(),
        hours=entry.hours.strip(), contact=entry.contact.strip(),
    )  # fmt: skip


def check_point(entry: ServicePointEntry) -> list[Finding]:
    """A name; a group's point says whose it is; a phone is only reminded of."""
    findings = check_name(entry.name, "name", "名称")
    if (entry.level is Level.GROUP) != (entry.group_id is not None):
        told = "请选是哪个小组的服务点。" if entry.level is Level.GROUP else "只有小组服务点才选小组。"
        findings.append(must("network.group", "group_id", told))
    findings += check_phone(entry.phone)
    if not entry.phone and entry.level is not Level.GROUP:
        findings.append(should("network.phone", "phone", "还没有电话，催办时不好找人。"))
    return findings
