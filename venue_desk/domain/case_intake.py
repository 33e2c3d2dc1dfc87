"""Intake of a case (受理): which method fits and why, by when it is promised, and what is to be mended first."""

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from venue_desk.domain.cadres import Cadre
from venue_desk.domain.calendar import plain_date
from venue_desk.domain.cases import Case, CaseEntry, Channel, MaterialLine
from venue_desk.domain.catalogue import Method, ServiceItem
from venue_desk.domain.deadlines import FURTHEST, hand_in_by, promised
from venue_desk.domain.findings import Finding, must, should
from venue_desk.domain.holidays import WorkCalendar, unpublished_sentence
from venue_desk.domain.households import ClosedBecause, Household, Villager
from venue_desk.domain.identity import age_on, check_id_number, check_phone, clean_digits, clean_name
from venue_desk.domain.network import Level

OLD = 75
"""Years from which the station goes to the home for what is asked by phone."""


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A certificate that a village must not issue: what people call it, who issues it, what to tell them.

    `instead` is the item by which the villager gets what they came for.
    """

    name: str
    authority: str
    advice: str
    words: tuple[str, ...]
    document: str
    instead: str = ""

    @property
    def sentence(self) -> str:
        """What is said to who asks for it: not here, by which document, and where instead."""
        return f"村里不能开「{self.name}」（{self.document}）。{self.advice}"


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeFacts:
    """What the rules of intake look at. `agents` can take a case; `open_cases` are those of the applicant still in hand; `envelopes` those in use."""

    villager: Villager
    household: Household
    item: ServiceItem
    agents: Sequence[Cadre]
    open_cases: Sequence[Case]
    envelopes: Mapping[int, UUID]
    forbidden: Sequence[Forbidden]
    calendar: WorkCalendar
    hand_in_days: int
    today: date


@dataclass(frozen=True, slots=True)
class Suggested:
    """A method and the few words why."""

    method: Method
    why: str


def suggested(item: ServiceItem, villager: Villager, channel: Channel, today: date) -> Suggested:
    """Done at the desk → 马上办; asked from home and old → 流动办; must appear in person → 领着办; else 代着办 (DOMAIN §3.4)."""
    age = age_on(villager.born_on, today) if villager.born_on else None
    at_home = channel in (Channel.PHONE, Channel.GROUP)
    if item.method is Method.MOBILE or (at_home and age is not None and age >= OLD):
        return Suggested(Method.MOBILE, f"{age} 岁，打电话来的，可上门" if at_home and age else "这一项要上门办")
    if item.promised_days == 0 and not item.presence:
        return Suggested(Method.ON_THE_SPOT, "当场能办完")
    if item.presence or item.method is Method.ACCOMPANIED:
        return Suggested(Method.ACCOMPANIED, "要本人到场，可领着去")
    where = {Level.TOWNSHIP: "要交镇中心，可代交", Level.COUNTY: "要交县里，可代交"}.get(item.decided_at, "可代着办")
    return Suggested(Method.ON_BEHALF, where)


def agent_for(group_id: UUID, agents: Sequence[Cadre], present: Collection[UUID]) -> tuple[Cadre | None, str]:
    """Who takes it on, and why: who covers the group, else who covers the village, the one who is here first."""
    covering = [agent for agent in agents if group_id in agent.group_ids]
    for those, why in ((covering, "包这个组"), ([a for a in agents if a.whole_village], "包全村"), (list(agents), "")):
        here = [agent for agent in those if agent.id in present]
        if those:
            return (here or those)[0], "，".join(part for part in (why, "正在值班" if here else "") if part)
    return None, ""


def limits(
    item: ServiceItem, calendar: WorkCalendar, hand_in_days: int, today: date, promised_on: date | None = None
) -> tuple[date, date | None]:
    """The promised day (an earlier one may be promised) and the day by which it must lie at the township."""
    day = promised_on or promised(calendar, today, item.promised_days)
    return day, hand_in_by(calendar, today, hand_in_days, item.decided_at, day)


def material_lines(item: ServiceItem) -> tuple[MaterialLine, ...]:
    """The list that intake begins with: nothing ticked yet."""
    return tuple(
        MaterialLine(name=each.name, form=each.form, copies=each.copies, required=each.required)
        for each in item.materials
    )


def missing(lines: Sequence[MaterialLine]) -> tuple[MaterialLine, ...]:
    """What must still be brought: its absence makes a 补正."""
    return tuple(line for line in lines if line.required and not line.given)


def forbidden_in(texts: Sequence[str], known: Sequence[Forbidden]) -> Forbidden | None:
    """The certificate that one of the texts asks the village for."""
    said = [unicodedata.normalize("NFKC", text).replace(" ", "") for text in texts]
    for each in known:
        bare = each.name.removesuffix("证明")
        if any(word in text for text in said for word in (each.name, *(f"{w}证明" for w in (bare, *each.words)))):
            return each
    return None


def tidy_intake(entry: CaseEntry) -> CaseEntry:
    """The entry as it is kept."""
    return replace(
        entry,
        phone=clean_digits(entry.phone),
        acting_name=clean_name(entry.acting_name),
        acting_phone=clean_digits(entry.acting_phone),
        acting_id_number=clean_digits(entry.acting_id_number),
        acting_relation=entry.acting_relation.strip(),
        matter=entry.matter.strip(),
        result=entry.result.strip(),
        materials=tuple(line for line in entry.materials if line.name.strip()),
    )


def check_intake(entry: CaseEntry, facts: IntakeFacts) -> list[Finding]:
    """What is to be mended before it can be accepted, and what is worth a look."""
    found = [*_about_the_villager(entry, facts), *_about_the_item(entry, facts), *_about_materials(entry, facts)]
    if all(agent.id != entry.agent_id for agent in facts.agents):
        found.append(must("case.agent", "agent_id", "请选一位在岗的代办员。"))
    return found


def _about_the_villager(entry: CaseEntry, facts: IntakeFacts) -> list[Finding]:
    villager, found = facts.villager, []
    if villager.closed_on is not None:
        gone = "已登记去世" if villager.closed_because is ClosedBecause.DIED else "已登记迁出"
        told = f"{villager.name}{gone}（{plain_date(villager.closed_on)}），不能以他的名义受理。家人办的，请选家人为申请人。"
        found.append(must("case.gone", "villager_id", told))
    if bool(entry.acting_name) != bool(entry.acting_relation):
        field = "acting_relation" if entry.acting_name else "acting_name"
        found.append(must("case.acting", field, "别人代办的，请写来人的姓名和与申请人的关系。"))
    found += check_phone(entry.phone) + check_phone(entry.acting_phone, "acting_phone")
    found += [replace(f, field="acting_id_number") for f in check_id_number(entry.acting_id_number, facts.today)]
    if not entry.phone and entry.method is not Method.ON_THE_SPOT:
        found.append(should("case.no_phone", "phone", "还没有电话，办好了不好通知。问一个能找到人的电话吧。"))
    twin = next((case for case in facts.open_cases if case.item_root_id == facts.item.root_id), None)
    if twin is not None:
        told = f"{villager.name}的「{twin.item_name}」{plain_date(twin.accepted_on)}已经受理（{twin.number}），还在办。请看是不是同一件。"
        found.append(replace(should("case.twice", "item_id", told), subject=twin.id))
    return found


def _about_the_item(entry: CaseEntry, facts: IntakeFacts) -> list[Finding]:
    item, found = facts.item, []
    if item.closed_on is not None:
        found.append(must("case.item_gone", "item_id", f"「{item.name}」的目录改过了，请重选一次事项。"))
    latest = promised(facts.calendar, facts.today, item.promised_days)
    day = entry.promised_on or latest
    if day > FURTHEST:
        found.append(must("case.beyond", "promised_on", "承诺办结日太远了，请看年份。"))
    elif day < facts.today:
        found.append(must("case.past", "promised_on", "承诺办结日在今天以前，请改过来。"))
    elif day > latest:
        told = (
            f"目录规定 {item.promised_days} 个工作日办完，最晚 {plain_date(latest)}。请改早一些；以后真办不完再延期。"
        )
        found.append(must("case.late_promise", "promised_on", told))
    elif not facts.calendar.published(day.year):
        found.append(should("case.unpublished", "promised_on", unpublished_sentence(day.year)))
    if entry.method is Method.ON_THE_SPOT and not entry.result:
        found.append(
            must("case.result", "result", "马上办的，请写办成了什么，例如「已认证」。还没办完就换一种办理方式。")
        )
    if entry.method is Method.ON_THE_SPOT and item.promised_days > 0:
        found.append(should("case.method", "method", f"这一项一般要 {item.promised_days} 个工作日，真是当场办完了吗？"))
    return found


def _about_materials(entry: CaseEntry, facts: IntakeFacts) -> list[Finding]:
    found = []
    certificate = forbidden_in([entry.matter, *(line.name for line in entry.materials)], facts.forbidden)
    if certificate is not None:
        found.append(should("case.forbidden", "materials", certificate.sentence))
    for line in entry.materials:
        if line.envelope is not None and line.envelope in facts.envelopes:
            told = f"{line.envelope} 号袋里还有别人的证件，请换一个空袋。"
            found.append(must("case.envelope", "materials", told))
            break
        if line.envelope is not None and not line.given:
            found.append(must("case.held_missing", "materials", f"「{line.name}」还没收到，不能装袋。请先打勾。"))
    lacking = missing(entry.materials)
    if lacking and entry.method is Method.ON_THE_SPOT:
        names = "、".join(line.name for line in lacking)
        found.append(must("case.lacking", "materials", f"还缺{names}，不能当场办结。请换一种办理方式。"))
    elif lacking:
        names = "、".join(line.name for line in lacking)
        found.append(should("case.amendment", "materials", f"还缺{names}。登记后按待补正算，时限从补齐起接着走。"))
    return found
