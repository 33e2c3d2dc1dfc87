"""The catalogue of service items (事项): what villagers come for, what it takes, who decides, by when."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from venue_desk.domain.calendar import plain_date
from venue_desk.domain.called import called_so
from venue_desk.domain.findings import Finding, must, should
from venue_desk.domain.network import Level
from venue_desk.domain.typed import Tier, Word, words_of

MOST_DAYS = 250
"""Working days of a year: no promise is longer."""

E = TypeVar("E", bound="ServiceItemEntry")


class Method(StrEnum):
    """办理方式: how a case is handled (DOMAIN §3.4)."""

    ON_THE_SPOT = "on_the_spot"
    ON_BEHALF = "on_behalf"
    ACCOMPANIED = "accompanied"
    MOBILE = "mobile"

    @property
    def label(self) -> str:
        """马上办, 代着办, 领着办, 流动办."""
        return {
            "on_the_spot": "马上办", "on_behalf": "代着办", "accompanied": "领着办", "mobile": "流动办",
        }[self.value]  # fmt: skip


class MaterialForm(StrEnum):
    """In which form a material is asked for."""

    ORIGINAL = "original"
    COPY = "copy"
    BOTH = "both"

    @property
    def label(self) -> str:
        """原件, 复印件, 原件和复印件."""
        return {"original": "原件", "copy": "复印件", "both": "原件和复印件"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """One paper the item asks for: 名称, 必要性, 原件/复印件份数, 来源, 审查要点. `returned`: an original only looked at or lent."""

    name: str
    form: MaterialForm = MaterialForm.COPY
    copies: int = 1
    required: bool = True
    source: str = ""
    check: str = ""
    returned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceItemEntry:
    """主项 `family`, 子项 `name`, 主管部门, 事项类型, 设定依据, 受理条件, 承诺时限, 材料.

    `words` are what people say for it; `decided_at` is the level that decides; `promised_days` working days, 0 = at once;
    `presence`: the villager must appear in person.
    """

    name: str
    family: str = ""
    department: str = ""
    kind: str = ""
    basis: str = ""
    conditions: str = ""
    method: Method = Method.ON_BEHALF
    decided_at: Level = Level.TOWNSHIP
    promised_days: int = 10
    presence: bool = False
    materials: tuple[Material, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceItem(ServiceItemEntry):
    """One version of an item. A change closes the version and adds the next with the same `root_id`.

    A case keeps the version it was taken under; an item is withdrawn (停办) when its last version is closed, `withdrawn_for`
    a reason.
    """

    id: UUID
    station_id: UUID
    root_id: UUID
    version: int
    from_on: date
    closed_on: date | None = None
    withdrawn_for: str = ""

    @property
    def superseded(self) -> bool:
        """Whether a later version took its place: it is still read by the cases it was taken for, and found no more."""
        return self.closed_on is not None and not self.withdrawn_for


def material_of(values: dict[str, Any]) -> Material:
    """A material as it was kept."""
    return Material(**{**values, "form": MaterialForm(values["form"])})


def tidy_item(entry: E) -> E:
    """The entry as it is kept."""
    return replace(
        entry,
        name=entry.name.strip(),
        family=entry.family.strip(),
        department=entry.department.strip(),
        kind=entry.kind.strip(),
        basis=entry.basis.strip(),
        conditions=entry.conditions.strip(),
        materials=tuple(
            replace(each, name=each.name.strip(), source=each.source.strip(), check=each.check.strip())
            for each in entry.materials
            if each.name.strip()
        ),
        words=tuple(dict.fromkeys(word for each in entry.words if (word := each.strip()))),
    )


def check_item(entry: ServiceItemEntry) -> list[Finding]:
    """A name, days within a year, each material once; department and basis are only reminded of."""
    findings = []
    if not entry.name:
        findings.append(must("item.name", "name", "请写事项的名字，例如「医保报销」。"))
    if not 0 <= entry.promised_days <= MOST_DAYS:
        findings.append(must("item.days", "promised_days", f"承诺时限要在 0 到 {MOST_DAYS} 个工作日之间。"))
    names = [each.name for each in entry.materials]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        findings.append(must("item.material_twice", "materials", f"「{twice[0]}」写了两遍，请删去一个。"))
    if any(each.copies < 1 for each in entry.materials):
        findings.append(must("item.copies", "materials", "份数至少是 1。"))
    if not entry.department:
        findings.append(should("item.department", "department", "还没写主管部门，村民问起来不好答。"))
    return findings


def check_from(day: date, before: ServiceItem, today: date) -> list[Finding]:
    """A version begins no sooner than the one before it, and not in days to come: until then the old one is taken."""
    if day > today:
        return [
            must("item.from_later", "from_on", f"还没到{plain_date(day)}，这以前受理的仍按现在的办。请到那天再改。")
        ]
    if day < before.from_on:
        told = f"现在这一版从{plain_date(before.from_on)}起，新的一版不能更早。"
        return [must("item.from_before", "from_on", told)]
    return []


def check_withdrawing(reason: str) -> list[Finding]:
    """Whoever asks for the item next year is told why it is no longer taken."""
    if reason.strip():
        return []
    return [must("item.withdrawn_for", "reason", "请写为什么停办，例如「改由银行网点办」。")]


def found_items(items: Sequence[ServiceItem], typed: str) -> list[ServiceItem]:
    """The items that answer what was typed, best first: by name, by what people call it, by family and department."""
    words = words_of(typed)
    ranked = [(tier, item) for item in items if (tier := _tier(words, item)) is not None]
    return [item for _, item in sorted(ranked, key=lambda each: each[0])]


def _tier(words: tuple[Word, ...], item: ServiceItem) -> Tier | None:
    return called_so(words, (item.name, *item.words), (item.family, item.department))
