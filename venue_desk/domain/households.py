"""Households (农户) and villagers (村民). They are never deleted: moving away or death closes them."""

import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from venue_desk.domain.findings import Finding, must, should
from venue_desk.domain.identity import (
    Gender,
    birth_of,
    check_account,
    check_id_number,
    check_name,
    check_phone,
    clean_digits,
    clean_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from venue_desk.domain.policies import EntitlementRow
    from venue_desk.domain.printouts import IssuedRow
    from venue_desk.domain.stations import Hamlet

NUMBER_MAX = 20


class Relation(StrEnum):
    """与户主关系 (GB/T 4761-2008, the family groups that villages use)."""

    HEAD = "head"
    SPOUSE = "spouse"
    SON = "son"
    DAUGHTER = "daughter"
    DAUGHTER_IN_LAW = "daughter_in_law"
    SON_IN_LAW = "son_in_law"
    FATHER = "father"
    MOTHER = "mother"
    GRANDCHILD = "grandchild"
    GRANDPARENT = "grandparent"
    SIBLING = "sibling"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The word on screen and paper."""
        return _RELATIONS[self]


_RELATIONS = {
    Relation.HEAD: "户主",
    Relation.SPOUSE: "配偶",
    Relation.SON: "子",
    Relation.DAUGHTER: "女",
    Relation.DAUGHTER_IN_LAW: "儿媳",
    Relation.SON_IN_LAW: "女婿",
    Relation.FATHER: "父亲",
    Relation.MOTHER: "母亲",
    Relation.GRANDCHILD: "孙辈",
    Relation.GRANDPARENT: "祖辈",
    Relation.SIBLING: "兄弟姐妹",
    Relation.OTHER: "其他",
}


class ClosedBecause(StrEnum):
    """Why a villager or household is closed."""

    DIED = "died"
    MOVED = "moved"
    MERGED = "merged"

    @property
    def label(self) -> str:
        """去世 / 迁出 / 并入别户."""
        return {"died": "去世", "moved": "迁出", "merged": "并入别户"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdEntry:
    """What a form says of a household. `number` is the village's own 户号; `land` is in thousandths of a mu."""

    number: str
    group_id: UUID
    hamlet_id: UUID
    phone: str = ""
    address: str = ""
    account: str = ""
    bank: str = ""
    land: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Household(HouseholdEntry):
    """A household on record; its 户主 and how that name sorts are kept beside, since every list needs them."""

    id: UUID
    station_id: UUID
    head_name: str
    head_pinyin: str
    closed_on: date | None = None
    closed_because: ClosedBecause | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VillagerEntry:
    """What a form says of a villager. Birth date and gender follow from the ID number where there is one."""

    name: str
    relation: Relation
    id_number: str = ""
    gender: Gender | None = None
    born_on: date | None = None
    phone: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Villager(VillagerEntry):
    """A villager on record."""

    id: UUID
    station_id: UUID
    household_id: UUID
    closed_on: date | None = None
    closed_because: ClosedBecause | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdRow:
    """One line of the 农户 register: the household and what the list shows beside it."""

    household: Household
    hamlet: str
    members: int
    entitled_fen: int
    has_card: bool
    has_sheet: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdPage:
    """One household's page: who lives there, what it draws by year (the latest first), the papers it was given."""

    household: Household
    group: str
    hamlet: str
    members: tuple[Villager, ...]
    entitlements: "tuple[EntitlementRow, ...]"
    issued: "tuple[IssuedRow, ...]"

    @property
    def living_here(self) -> tuple[Villager, ...]:
        """The members who neither died nor moved away."""
        return tuple(member for member in self.members if member.closed_on is None)

    @property
    def years(self) -> frozenset[int]:
        """In which it drew anything."""
        return frozenset(row.entitlement.year for row in self.entitlements)


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRow:
    """One member as the list for Excel shows them: the facts of the household stand with its `first` row only."""

    row: HouseholdRow
    group: str
    villager: Villager
    first: bool


def whose_phone(page: HouseholdPage, somebody: Villager | None = None) -> Villager | Household | None:
    """Who is rung: the person meant, else the household, else its head; None if nobody has a number."""
    head = next((m for m in page.living_here if m.relation is Relation.HEAD), None)
    meant = somebody if somebody is not None and somebody.closed_on is None else None
    return next((one for one in (meant, page.household, head) if one is not None and one.phone), None)


def in_order(members: "Iterable[Villager]") -> list[Villager]:
    """The head first, then by relation and age, those who are here no longer last."""
    relations = list(Relation)
    return sorted(
        members, key=lambda m: (m.closed_on is not None, relations.index(m.relation), m.born_on or date.max, m.id)
    )


class HouseholdOrder(StrEnum):
    """What the register is ordered by."""

    HAMLET = "hamlet"
    NUMBER = "number"
    HEAD = "head"
    ENTITLED = "entitled"


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdFilter:
    """Which households to show. `text` narrows by name, number or last digits; `year` is that of sheets and sums.

    `doubled` lets through those in which somebody may be registered twice.
    """

    year: int
    hamlet_id: UUID | None = None
    group_id: UUID | None = None
    without_card: bool = False
    without_sheet: bool = False
    doubled: bool = False
    closed: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdCounts:
    """The numbers on the filter chips; `without_sheet` counts households that draw something in the year."""

    households: int
    without_card: int
    without_sheet: int
    closed: int

    @property
    def cards_sentence(self) -> str:
        """How far the contact cards have come."""
        if not self.households:
            return "还没有农户。"
        if not self.without_card:
            return f"{self.households} 户都有连心卡了。"
        return f"已发 {self.households - self.without_card} 户，还有 {self.without_card} 户没有卡。"


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdSums:
    """The foot line under the register."""

    households: int
    members: int
    land: int
    entitled_fen: int


def tidy_household(entry: HouseholdEntry) -> HouseholdEntry:
    """The entry as it is kept."""
    number = "".join(unicodedata.normalize("NFKC", entry.number).split())
    return replace(
        entry,
        number=number,
        phone=clean_digits(entry.phone),
        account=clean_digits(entry.account),
        address=entry.address.strip(),
        note=entry.note.strip(),
    )


def tidy_villager(entry: VillagerEntry) -> VillagerEntry:
    """The entry as it is kept: name and numbers in one form, birth date and gender from the ID number."""
    entry = replace(
        entry, name=clean_name(entry.name), id_number=clean_digits(entry.id_number), phone=clean_digits(entry.phone)
    )
    born_on, gender = with_birth(entry)
    return replace(entry, born_on=born_on, gender=gender)


def check_household(entry: HouseholdEntry) -> list[Finding]:
    """A household has its number; phone and account are looked at, land is not negative."""
    findings = []
    if not entry.number:
        findings.append(must("household.no_number", "number", "请填写户号，例如「0012」。"))
    elif len(entry.number) > NUMBER_MAX:
        findings.append(must("household.long_number", "number", f"户号最多 {NUMBER_MAX} 位，请改短。"))
    if entry.land < 0:
        findings.append(must("household.land", "land", "耕地面积不能小于零，请改过来。"))
    return findings + check_phone(entry.phone) + check_account(entry.account)


def check_villager(entry: VillagerEntry, today: date) -> list[Finding]:
    """Name and ID number; a birth date or gender typed beside must agree with the ID number."""
    findings = check_name(entry.name) + check_id_number(entry.id_number, today) + check_phone(entry.phone)
    if entry.born_on and entry.born_on > today:
        findings.append(must("villager.born_later", "born_on", "出生日期在今天以后，请改过来。"))
    born = birth_of(entry.id_number)
    if born and entry.born_on and entry.born_on != born.born_on:
        findings.append(
            must("villager.born_unlike", "born_on", f"身份证上是 {born.born_on:%Y-%m-%d} 出生，和这里不同，请改一处。")
        )
    if born and entry.gender and entry.gender is not born.gender:
        findings.append(should("villager.gender_unlike", "gender", f"身份证号表示{born.gender.label}，请核对性别。"))
    return findings


def with_birth(entry: VillagerEntry) -> tuple[date | None, Gender | None]:
    """Birth date and gender as kept: typed ones, else those of the ID number."""
    born = birth_of(entry.id_number)
    if born is None:
        return entry.born_on, entry.gender
    return entry.born_on or born.born_on, entry.gender or born.gender


def check_closing_day(on: date, today: date) -> list[Finding]:
    """Nobody leaves tomorrow."""
    return [must("household.closed_later", "closed_on", "日期在今天以后，请改过来。")] if on > today else []


def check_number(number: str, taken: bool) -> list[Finding]:
    """户号 are unique among the open households of a station."""
    if not taken:
        return []
    return [must("household.number_twice", "number", f"户号「{number}」已经有了，请换一个。")]


def check_hamlet(entry: HouseholdEntry, hamlet: "Hamlet | None") -> list[Finding]:
    """The hamlet is one of the station's, not given up, and belongs to the group."""
    if hamlet is None or hamlet.closed_on is not None:
        return [must("household.no_hamlet", "hamlet_id", "请选这户住在哪个社。")]
    if hamlet.group_id != entry.group_id:
        return [must("household.hamlet_group", "hamlet_id", f"「{hamlet.name}」不在所选的小组里，请改一处。")]
    return []


def check_known(entry: VillagerEntry, living: "Iterable[tuple[Villager, Household]]") -> list[Finding]:
    """The same ID number in another household is looked at: people marry and move before the papers do."""
    if not entry.id_number:
        return []
    return [
        should("villager.elsewhere", "id_number", f"{there.head_name}户（{there.number}）里已有这个身份证号，请核对。")
        for villager, there in living
        if villager.id_number == entry.id_number
    ]


def check_members(members: tuple[VillagerEntry, ...]) -> list[Finding]:
    """A household has exactly one head, and nobody is in it twice."""
    heads = [m for m in members if m.relation is Relation.HEAD]
    findings = []
    if len(heads) != 1:
        said = "还没有户主，请选一位。" if not heads else f"有 {len(heads)} 位户主，只能留一位。"
        findings.append(must("household.heads", "members", f"这户{said}"))
    numbers = [m.id_number for m in members if m.id_number]
    for number in sorted({n for n in numbers if numbers.count(n) > 1}):
        names = "、".join(m.name for m in members if m.id_number == number)
        findings.append(must("household.id_twice", "members", f"{names}的身份证号一样，请改正其中一个。"))
    return findings
