"""What can be found, and what a search shows of it. Who is shown is masked; only the index knows full numbers."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from venue_desk.domain.cadres import Cadre
from venue_desk.domain.calendar import at_station, day_of, noon_of, plain_date
from venue_desk.domain.cases import Case
from venue_desk.domain.catalogue import ServiceItem
from venue_desk.domain.duty_log import LogLine
from venue_desk.domain.households import Household, Villager
from venue_desk.domain.identity import Gender, age_on, mask_id_number, mask_phone, show_phone
from venue_desk.domain.lodging import Night
from venue_desk.domain.meals import MealRecord
from venue_desk.domain.money import yuan
from venue_desk.domain.policies import Policy
from venue_desk.domain.printouts import Printout
from venue_desk.domain.purchases import Purchase, Supplier
from venue_desk.domain.typed import Span, Word, merged


class Kind(StrEnum):
    """The kinds of things found; a register to come adds its own."""

    VILLAGER = "villager"
    CADRE = "cadre"
    HOUSEHOLD = "household"
    POLICY = "policy"
    PRINTOUT = "printout"
    LOG_LINE = "logline"
    CASE = "case"
    ITEM = "item"
    SUPPLIER = "supplier"
    PURCHASE = "purchase"
    GUEST_NIGHT = "guestnight"
    GUEST_MEAL = "guestmeal"
    PLACE = "place"

    @property
    def group(self) -> str:
        """The caption under which hits stand."""
        return _GROUPS[self]


_GROUPS = {
    Kind.VILLAGER: "人",
    Kind.CADRE: "人",
    Kind.HOUSEHOLD: "农户",
    Kind.POLICY: "政策",
    Kind.PRINTOUT: "单据",
    Kind.LOG_LINE: "值班记录",
    Kind.CASE: "代办件",
    Kind.ITEM: "事项",
    Kind.SUPPLIER: "供货商",
    Kind.PURCHASE: "采购",
    Kind.GUEST_NIGHT: "客人",
    Kind.GUEST_MEAL: "客人",
    Kind.PLACE: "去哪里",
}
PEOPLE = frozenset({Kind.VILLAGER, Kind.CADRE})
GUESTS = frozenset({Kind.GUEST_NIGHT, Kind.GUEST_MEAL})
TITLE_MAX, BESIDE_MAX = 20, 60
"""Of a text of any length so much is shown, and so much is found by its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchEntry:
    """A record as the index keeps it.

    Found by `title`, the texts `beside` it and the ends of its `numbers`. `closed` is the word for gone
    (去世, 迁出, 离任), "" for living and present. `used_at` None keeps what the index knows of its last use.
    """

    kind: Kind
    id: UUID
    station_id: UUID
    title: str
    beside: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    facts: str = ""
    gender: Gender | None = None
    born_on: date | None = None
    closed: str = ""
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing found: `spans` and `facts_spans` are the parts that matched, as (start, end)."""

    kind: Kind
    id: UUID | str
    title: str
    facts: str = ""
    spans: tuple[Span, ...] = ()
    facts_spans: tuple[Span, ...] = ()
    closed: bool = False

    @property
    def group(self) -> str:
        """The caption under which it stands."""
        return self.kind.group


@dataclass(frozen=True, slots=True)
class Place:
    """A screen or an action of the window that can be gone to; `words` are what else people call it."""

    key: str
    title: str
    words: tuple[str, ...] = ()


def facts_line(entry: SearchEntry, today: date) -> str:
    """男 82 岁 三社 6211**********0013; who is gone has no age but the word for it."""
    age = f"{age_on(entry.born_on, today)} 岁" if entry.born_on and not entry.closed else ""
    gender = entry.gender.label if entry.gender else ""
    return " ".join(part for part in (gender, age, entry.facts, entry.closed) if part)


def facts_spans(words: tuple[Word, ...], facts: str) -> tuple[Span, ...]:
    """Where the facts show a typed word as it is: the last digits of a masked number, the name of a hamlet."""
    found = ((facts.rfind(word.text), len(word.text)) for word in words)
    return merged((start, start + length) for start, length in found if start >= 0)


def villager_entry(villager: Villager, hamlet: str, group: str) -> SearchEntry:
    """A villager: name, hamlet and group, the ends of ID number and phone."""
    return SearchEntry(
        kind=Kind.VILLAGER,
        id=villager.id,
        station_id=villager.station_id,
        title=villager.name,
        beside=_distinct(hamlet, group),
        numbers=_distinct(villager.id_number, villager.phone),
        facts=_joined(hamlet, mask_id_number(villager.id_number) or mask_phone(villager.phone)),
        gender=villager.gender,
        born_on=villager.born_on,
        closed=_gone(villager),
    )


def household_entry(household: Household, hamlet: str, group: str) -> SearchEntry:
    """A household: its head, hamlet and group, its number, the ends of phone and account."""
    return SearchEntry(
        kind=Kind.HOUSEHOLD,
        id=household.id,
        station_id=household.station_id,
        title=household.head_name,
        beside=_distinct(hamlet, group),
        numbers=_distinct(household.number, household.phone, household.account),
        facts=_joined(f"户号 {household.number}", hamlet, mask_phone(household.phone)),
        closed=_gone(household),
    )


def cadre_entry(cadre: Cadre, groups: tuple[str, ...] = ()) -> SearchEntry:
    """A cadre: name, post, groups covered; the phone is shown in full, as on the duty board."""
    post = cadre.position or cadre.kind.label
    return SearchEntry(
        kind=Kind.CADRE,
        id=cadre.id,
        station_id=cadre.station_id,
        title=cadre.name,
        beside=_distinct(cadre.position, cadre.kind.label, *groups),
        numbers=_distinct(cadre.phone, cadre.id_number),
        facts=_joined(post, show_phone(cadre.phone)),
        closed="" if cadre.here else "离任",
    )


def policy_entry(policy: Policy, document_numbers: tuple[str, ...] = ()) -> SearchEntry:
    """A policy: name, department, the documents its rates rest on."""
    return SearchEntry(
        kind=Kind.POLICY,
        id=policy.id,
        station_id=policy.station_id,
        title=policy.name,
        beside=_distinct(policy.department, policy.audience, *document_numbers),
        numbers=_distinct(policy.inquiry_phone),
        facts=policy.department,
        closed="停用" if policy.closed_on else "",
    )


def printout_entry(printout: Printout) -> SearchEntry:
    """An issued paper: its title and its serial; the latest printed stands first."""
    return SearchEntry(
        kind=Kind.PRINTOUT,
        id=printout.id,
        station_id=printout.station_id,
        title=printout.title,
        numbers=(printout.serial,),
        facts=_joined(printout.serial, plain_date(day_of(printout.printed_at))),
        used_at=printout.printed_at,
    )


def log_entry(line: LogLine) -> SearchEntry:
    """A line of the duty log: by who came or rang, what about, and what was done; the latest stands first."""
    at = at_station(line.at)
    return SearchEntry(
        kind=Kind.LOG_LINE,
        id=line.id,
        station_id=line.station_id,
        title=line.who or line.matter[:TITLE_MAX],
        beside=_distinct(line.matter[:BESIDE_MAX], line.handling[:BESIDE_MAX]),
        numbers=_distinct(line.phone),
        facts=_joined(
            line.kind.label, f"{plain_date(at.date())} {at:%H:%M}", line.matter[:TITLE_MAX] if line.who else ""
        ),
        closed="撤回" if line.closed_on else "",
        used_at=line.at,
    )


def case_entry(case: Case, hamlet: str) -> SearchEntry:
    """A case: by its applicant, its item and its number; what is in hand stands before what is over."""
    return SearchEntry(
        kind=Kind.CASE,
        id=case.id,
        station_id=case.station_id,
        title=f"{case.applicant} {case.item_name}",
        beside=_distinct(hamlet, case.acting_name, case.matter[:BESIDE_MAX]),
        numbers=_distinct(case.number, case.phone),
        facts=_joined(case.number, hamlet),
        closed="" if case.open else case.state.label,
        used_at=case.accepted_at,
    )


def item_entry(item: ServiceItem) -> SearchEntry:
    """An item of the catalogue: by its name and by what people say for it."""
    return SearchEntry(
        kind=Kind.ITEM,
        id=item.id,
        station_id=item.station_id,
        title=item.name,
        beside=_distinct(*item.words, item.family, item.department),
        facts=_joined(item.department, f"{item.promised_days} 个工作日" if item.promised_days else "当场办"),
        closed="停办" if item.closed_on else "",
    )


def supplier_entry(supplier: Supplier) -> SearchEntry:
    """Whoever the canteen buys from: name, licence and phone."""
    return SearchEntry(
        kind=Kind.SUPPLIER,
        id=supplier.id,
        station_id=supplier.station_id,
        title=supplier.name,
        numbers=_distinct(supplier.phone, supplier.licence_number),
        facts=show_phone(supplier.phone),
        closed="不再用" if supplier.closed_on else "",
    )


def purchase_entry(purchase: Purchase, supplier: str) -> SearchEntry:
    """A purchase: by what was bought, from whom and by the number of its voucher; the latest stands first."""
    wares = tuple(dict.fromkeys(line.item for line in purchase.lines))
    return SearchEntry(
        kind=Kind.PURCHASE,
        id=purchase.id,
        station_id=purchase.station_id,
        title="、".join(wares)[:TITLE_MAX],
        beside=_distinct(*wares, supplier),
        numbers=_distinct(purchase.voucher_number),
        facts=_joined(plain_date(purchase.day), supplier, f"{yuan(purchase.amount_fen)} 元"),
        closed="作废" if purchase.closed_on else "",
        used_at=noon_of(purchase.day),
    )


def guest_night_entry(night: Night) -> SearchEntry:
    """A guest who slept here, with whom they came from; the latest stands first."""
    return SearchEntry(
        kind=Kind.GUEST_NIGHT,
        id=night.id,
        station_id=night.station_id,
        title=night.guest,
        beside=_distinct(night.guest_unit),
        facts=_joined(night.guest_unit, f"{plain_date(night.night)}晚住宿"),
        closed="划掉" if night.closed_on else "",
        used_at=night.arrived_at,
    )


def guest_meal_entry(meal: MealRecord) -> SearchEntry:
    """Guests at table; the latest stand first."""
    return SearchEntry(
        kind=Kind.GUEST_MEAL,
        id=meal.id,
        station_id=meal.station_id,
        title=meal.guest,
        beside=_distinct(meal.guest_unit),
        facts=_joined(meal.guest_unit, f"{plain_date(meal.day)}{meal.meal.label} {meal.portions} 份"),
        closed="不来了" if meal.closed_on else "",
        used_at=meal.noted_at,
    )


def _gone(record: Villager | Household) -> str:
    if record.closed_on is None:
        return ""
    return record.closed_because.label if record.closed_because else "注销"


def _distinct(*texts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _joined(*texts: str) -> str:
    return " ".join(text for text in texts if text)
