"""Cadres (干部): the staff of the station; in the role of an agent (代办员) they are on the contact card."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from venue_desk.domain.calendar import WEEKDAYS
from venue_desk.domain.findings import Finding, must, should
from venue_desk.domain.identity import (
    Gender,
    birth_of,
    check_id_number,
    check_name,
    check_phone,
    clean_digits,
    clean_name,
)

SERVICE_MAX = 20
C = TypeVar("C", bound="CadreEntry")
EVERY_DAY = frozenset(range(1, 8))


class CadreKind(StrEnum):
    """How a cadre came to the village."""

    STATIONED = "stationed"
    VILLAGE = "village"
    DISPATCHED = "dispatched"

    @property
    def label(self) -> str:
        """驻村干部 / 村干部 / 选派干部."""
        return {"stationed": "驻村干部", "village": "村干部", "dispatched": "选派干部"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class CadreEntry:
    """What a form says of a cadre.

    `group_ids` are the groups covered (包组), empty with `whole_village` for the head; `services` what the agent
    does for villagers (代办内容); `duty_days` ISO weekdays 1–7; `duties` the 分工 shown on the duty board. `on_roster`:
    takes part in the roster; `leads_duty`: may be the lead (带班).
    """

    name: str
    kind: CadreKind
    position: str = ""
    gender: Gender | None = None
    phone: str = ""
    id_number: str = ""
    group_ids: tuple[UUID, ...] = ()
    whole_village: bool = False
    is_agent: bool = True
    is_head: bool = False
    services: tuple[str, ...] = ()
    duty_days: frozenset[int] = frozenset()
    duties: str = ""
    joined_on: date | None = None
    on_roster: bool = True
    leads_duty: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadre(CadreEntry):
    """A cadre on record. `left_on` closes it: a cadre is never deleted. `photo` is the hash of an attachment."""

    id: UUID
    station_id: UUID
    left_on: date | None = None
    photo: str = ""

    @property
    def here(self) -> bool:
        """Whether the cadre still serves at the station."""
        return self.left_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class CadreFacts:
    """What the record page tells beside the cadre: the groups covered, their households, the cards handed out."""

    cadre: Cadre
    groups: tuple[str, ...]
    households: int
    cards_issued: int
    without_card: int

    @property
    def covers(self) -> str:
        """一社、二社, or 全村."""
        return "全村" if self.cadre.whole_village else "、".join(self.groups)

    @property
    def cards_sentence(self) -> str:
        """How far the cards have come."""
        if not self.households:
            return "还没有分管的农户。"
        if not self.without_card:
            return f"分管 {self.households} 户，都有连心卡了。"
        return f"已发 {self.cards_issued} 户，还有 {self.without_card} 户没有卡。"


def tidy_cadre(entry: C) -> C:
    """The entry as it is kept: name and numbers in one form, the gender that the ID number tells."""
    id_number = clean_digits(entry.id_number)
    birth = birth_of(id_number)
    return replace(
        entry,
        name=clean_name(entry.name),
        phone=clean_digits(entry.phone),
        id_number=id_number,
        gender=entry.gender or (birth.gender if birth else None),
        services=tuple(dict.fromkeys(text for service in entry.services if (text := service.strip()))),
    )


def duty_days_text(days: frozenset[int]) -> str:
    """{1, 3} → 周一、周三; a run of three or more is joined: 周一至周五; all seven 每天."""
    if days >= EVERY_DAY:
        return "每天"
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return "、".join(_run_text(run) for run in runs)


def roster_part(cadre: CadreEntry) -> str:
    """带班、值班; 值班; 不参加值班."""
    if not cadre.on_roster:
        return "不参加值班"
    return "能带班，也值班" if cadre.leads_duty else "值班"


def decides_on(cadre: Cadre, whose: UUID) -> bool:
    """Whether the cadre may grant leave and approve swaps of `whose`: the 站长 all, another lead all but their own."""
    return cadre.here and (cadre.is_head or (cadre.leads_duty and cadre.id != whose))


def _run_text(run: list[int]) -> str:
    names = [f"周{WEEKDAYS[day - 1]}" for day in run]
    return f"{names[0]}至{names[-1]}" if len(names) > 2 else "、".join(names)


def check_cadre(entry: CadreEntry, today: date) -> list[Finding]:
    """Name, ID number and phone of a cadre; an agent needs a phone and something to do."""
    findings = check_name(entry.name) + check_phone(entry.phone) + check_id_number(entry.id_number, today)
    if entry.is_agent and not clean_digits(entry.phone):
        findings.append(should("cadre.no_phone", "phone", "代办员没有电话，连心卡上会空着。"))
    if entry.is_agent and not entry.services:
        findings.append(should("cadre.no_services", "services", "还没写能代办什么，连心卡上会空着。"))
    for service in entry.services:
        if len(service) > SERVICE_MAX:
            findings.append(
                should("cadre.long_service", "services", f"「{service[:8]}…」超过 {SERVICE_MAX} 个字，卡上会缩小字号。")
            )
    if entry.joined_on and entry.joined_on > today:
        findings.append(should("cadre.joined_later", "joined_on", "到岗日期在今天以后，请再看一遍。"))
    if not entry.duty_days <= EVERY_DAY:
        findings.append(must("cadre.duty_days", "duty_days", "值班日只能是周一到周日。"))
    return findings


def check_leaving(cadre: Cadre, serving: Iterable[Cadre], on: date) -> list[Finding]:
    """A station is never without a 站长, and nobody leaves before they came."""
    findings = []
    if cadre.is_head and not any(other.is_head for other in serving if other.id != cadre.id):
        findings.append(must("cadre.last_head", "left_on", f"{cadre.name}是唯一的站长，请先让别人任站长。"))
    if cadre.joined_on and on < cadre.joined_on:
        findings.append(must("cadre.left_before", "left_on", "离岗日期在到岗日期以前，请改过来。"))
    return findings


def agents_of(group_ids: Iterable[UUID], serving: Sequence[Cadre]) -> dict[UUID, Cadre]:
    """Whose card the households of each group get: who covers it, else who covers the whole village, else the 站长."""
    agents = [cadre for cadre in serving if cadre.is_agent]
    rest = next((cadre for cadre in agents if cadre.whole_village), None)
    rest = rest or next((cadre for cadre in serving if cadre.is_head), None)
    found = {group: next((cadre for cadre in agents if group in cadre.group_ids), rest) for group in group_ids}
    return {group: cadre for group, cadre in found.items() if cadre is not None}
