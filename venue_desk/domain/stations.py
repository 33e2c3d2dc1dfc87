"""The station (服务站), its groups (村民小组) and hamlets (自然社)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from venue_desk.domain.findings import Finding, must, should
from venue_desk.domain.identity import check_name, check_phone, clean_digits, clean_name
from venue_desk.domain.watch import UNUSED, TopDuty

DEFAULT_PROMISE = "门常开、人常在、事常办"


class Regime(StrEnum):
    """制度: how the station is kept open day and night (DOMAIN §1)."""

    LIVE_IN = "live_in"
    ROTATING = "rotating"

    @property
    def label(self) -> str:
        """集中食宿 / 轮流值班."""
        return {"live_in": "集中食宿", "rotating": "轮流值班"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class StationEntry:
    """What a form says of the station. `code` is the 12-digit 行政区划代码: 6 county, 3 township, 3 village."""

    code: str
    name: str
    village: str
    township: str
    county: str
    regime: Regime
    phone: str = ""
    supervision_phone: str = ""
    address: str = ""
    promise: str = DEFAULT_PROMISE


@dataclass(frozen=True, slots=True, kw_only=True)
class Station(StationEntry):
    """A station on record."""

    id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """村民小组: the unit a cadre covers (包组)."""

    id: UUID
    station_id: UUID
    name: str
    position: int
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hamlet:
    """自然社: the unit the policy sheets are printed by; often the same as the group."""

    id: UUID
    station_id: UUID
    group_id: UUID
    name: str
    position: int
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstCadre:
    """The first cadre of a new station: becomes its 站长 and signs in with `password`."""

    name: str
    phone: str
    password: str
    position: str = "站长"


@dataclass(frozen=True, slots=True, kw_only=True)
class StationSetup:
    """All that the guided set-up of a new station asks for. One hamlet is made of each group name."""

    station: StationEntry
    groups: tuple[str, ...] = field(default=())
    cadre: FirstCadre


@dataclass(frozen=True, slots=True, kw_only=True)
class TopBar:
    """What the top of the window says: whose station, which day it is in both calendars, and who is on duty."""

    seal: str
    station: str
    township: str
    day: str
    lunar: str
    duty: TopDuty = UNUSED


def seal_of(village: str) -> str:
    """浅河村 → 浅河: the two characters on the seal; 王村 → 王村, since one alone is no name."""
    bare = re.sub(r"(村|社区)$", "", village)
    return (bare if len(bare) > 1 else village)[:2]


def tidy_station(entry: StationEntry) -> StationEntry:
    """The entry as it is kept."""
    return replace(
        entry,
        code=clean_digits(entry.code),
        name=clean_name(entry.name),
        village=clean_name(entry.village),
        township=clean_name(entry.township),
        county=clean_name(entry.county),
        phone=clean_digits(entry.phone),
        supervision_phone=clean_digits(entry.supervision_phone),
    )


def check_part(name: str, others: Iterable[Group | Hamlet], what: str) -> list[Finding]:
    """The name of a group or hamlet is there, and no other open one has it."""
    findings = check_name(name, "name", what)
    if any(other.name == name and other.closed_on is None for other in others):
        findings.append(must("part.twice", "name", f"已经有「{name}」了，请换一个名字。"))
    return findings


def check_station(entry: StationEntry) -> list[Finding]:
    """Names and the 12-digit code must be there; phones are only reminded of."""
    findings = [
        *check_name(entry.name, "name", "站名"),
        *check_name(entry.village, "village", "村名"),
        *check_name(entry.township, "township", "乡镇"),
        *check_name(entry.county, "county", "县"),
    ]
    if not re.fullmatch(r"[0-9]{12}", entry.code):
        findings.append(must("station.code", "code", "行政区划代码是 12 位数字，前 6 位是县，请查看村委会统一编码。"))
    if not entry.phone:
        findings.append(should("station.no_phone", "phone", "还没有 24 小时值班电话，连心卡上会空着。"))
    findings += check_phone(entry.phone, "phone", "值班电话")
    return findings + check_phone(entry.supervision_phone, "supervision_phone", "监督电话")


PASSWORD_MIN = 8


def check_password(password: str, again: str | None = None, field_name: str = "password") -> list[Finding]:
    """At least eight characters; typed twice alike. Length is what protects (NIST SP 800-63B §5.1.1), not odd signs."""
    if len(password) < PASSWORD_MIN:
        return [must("password.short", field_name, f"口令至少 {PASSWORD_MIN} 位，可以用一句自己记得住的话。")]
    if again is not None and again != password:
        return [must("password.unlike", f"{field_name}_again", "两次输入的口令不一样，请再输一遍。")]
    return []


def check_setup(setup: StationSetup) -> list[Finding]:
    """A new station needs its facts, one group at least, each name once, and the first cadre."""
    findings = check_station(setup.station)
    if not setup.groups:
        findings.append(must("groups.none", "groups", "请至少写一个村民小组，一行一个，例如「一社」。"))
    twice = sorted({name for name in setup.groups if setup.groups.count(name) > 1})
    if twice:
        findings.append(must("groups.twice", "groups", f"「{'」「'.join(twice)}」写了两遍，请删去一个。"))
    findings += check_name(setup.cadre.name, "cadre_name", "姓名")
    findings += check_phone(setup.cadre.phone, "cadre_phone")
    return findings + check_password(setup.cadre.password)
