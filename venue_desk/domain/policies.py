"""惠农政策: policies with dated rates, and what each household draws of them in a year (补贴明细)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from venue_desk.domain.findings import Finding, must, should
from venue_desk.domain.identity import check_account, check_name, clean_digits
from venue_desk.domain.money import amount_of, quantity, yuan

YEARS = range(1978, 2101)


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyEntry:
    """What a form says of a policy. `unit` is what the quantity counts (亩, 人); `per` the period paid for (年, 月)."""

    name: str
    audience: str = ""
    unit: str = "亩"
    per: str = "年"
    method: str = "一卡通"
    procedure: str = ""
    department: str = ""
    inquiry_phone: str = ""
    is_sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy(PolicyEntry):
    """A policy on record."""

    id: UUID
    station_id: UUID
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RateEntry:
    """A rate in force from `from_on` to `to_on` (both included, None = open), set by document `document_number`.

    `rate_fen` is fen per unit and period, e.g. 1000 = 10.00 元 a mu.
    """

    rate_fen: int
    from_on: date
    to_on: date | None = None
    document_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate(RateEntry):
    """A rate on record."""

    id: UUID
    station_id: UUID
    policy_id: UUID
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntitlementEntry:
    """What a household draws of a policy in a year: quantity in thousandths, rate and amount in fen.

    `account` is the 一卡通 paid into; papers show its last four digits only.
    """

    household_id: UUID
    policy_id: UUID
    year: int
    quantity: int
    rate_fen: int
    amount_fen: int
    paid_on: date | None = None
    account: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitlement(EntitlementEntry):
    """An entitlement on record."""

    id: UUID
    station_id: UUID
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntitlementRow:
    """One line of 补贴明细: the entitlement with the words beside it, and last year's quantity."""

    entitlement: Entitlement
    policy: str
    unit: str
    per: str
    document_number: str
    household_number: str
    head_name: str
    hamlet: str
    last_year_quantity: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyRow:
    """One line of 政策: the policy, its rate in force, and what it brings in the year."""

    policy: Policy
    rate: Rate | None
    households: int
    total_fen: int


class EntitlementOrder(StrEnum):
    """What 补贴明细 is ordered by."""

    HAMLET = "hamlet"
    HEAD = "head"
    AMOUNT = "amount"
    POLICY = "policy"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntitlementFilter:
    """Which entitlements to show; `unlike_last_year` keeps those whose quantity became different."""

    year: int
    policy_id: UUID | None = None
    hamlet_id: UUID | None = None
    household_id: UUID | None = None
    unlike_last_year: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntitlementSums:
    """The foot line under 补贴明细."""

    entitlements: int
    households: int
    total_fen: int


def total_of(entitlements: Iterable[EntitlementEntry]) -> int:
    """A total adds rounded rows, so that paper and account agree to the cent."""
    return sum(entry.amount_fen for entry in entitlements)


def rate_behind(rates: Iterable[Rate], entitlement: EntitlementEntry) -> Rate | None:
    """The rate an entitlement was reckoned with: that amount in that year, else what was in force when it was paid."""
    first, last = date(entitlement.year, 1, 1), date(entitlement.year, 12, 31)
    known = [r for r in rates if r.policy_id == entitlement.policy_id and r.closed_on is None]
    of_year = [r for r in known if r.from_on <= last and (r.to_on is None or first <= r.to_on)]
    alike = [r for r in of_year if r.rate_fen == entitlement.rate_fen]
    if alike:
        return max(alike, key=lambda r: r.from_on)
    return rate_in_force(known, entitlement.paid_on or last)


def rate_in_force(rates: Iterable[Rate], day: date) -> Rate | None:
    """The rate on `day`: the latest begun one that has not ended."""
    running = [r for r in rates if r.closed_on is None and r.from_on <= day and (r.to_on is None or day <= r.to_on)]
    return max(running, key=lambda r: r.from_on, default=None)


def rate_of_year(rates: Iterable[Rate], year: int, day: date) -> Rate | None:
    """The rate a year's entitlement is reckoned with: that of `day`, or of the end of the year that lies nearest to it."""
    return rate_in_force(rates, min(max(day, date(year, 1, 1)), date(year, 12, 31)))


def rate_text(rate_fen: int, unit: str, per: str) -> str:
    """1000, 亩, 年 → 10.00元/亩·年 (no space inside a rate: it is read as one word)."""
    return f"{yuan(rate_fen)}元/{unit}{'·' + per if per else ''}"


def tidy_policy(entry: PolicyEntry) -> PolicyEntry:
    """The entry as it is kept."""
    texts = ("audience", "unit", "per", "method", "procedure", "department")
    kept = {name: getattr(entry, name).strip() for name in texts}
    return replace(entry, name=" ".join(entry.name.split()), inquiry_phone=clean_digits(entry.inquiry_phone), **kept)


def tidy_rate(entry: RateEntry) -> RateEntry:
    """The entry as it is kept."""
    return replace(entry, document_number=entry.document_number.strip())


def tidy_entitlement(entry: EntitlementEntry) -> EntitlementEntry:
    """The entry as it is kept."""
    return replace(entry, account=clean_digits(entry.account), note=entry.note.strip())


def counted_in(unit: str, per: str) -> str:
    """What the quantity of a row counts: 亩 where paid by the year, 人·月 where each month counts."""
    return f"{unit}·{per}" if per not in ("", "年", "次") else unit


def check_policy(entry: PolicyEntry) -> list[Finding]:
    """A policy has a name and says what its quantity counts."""
    findings = check_name(entry.name, "name", "政策名称")
    if not entry.unit:
        findings.append(must("policy.no_unit", "unit", "请写补贴按什么算，例如「亩」「人」。"))
    if not entry.department:
        findings.append(should("policy.no_department", "department", "还没写主管部门，村民不知道问谁。"))
    return findings


def check_rate(entry: RateEntry, others: Iterable[Rate] = ()) -> list[Finding]:
    """A rate is not negative, ends after it begins, and does not overlap another of its policy."""
    findings = []
    if entry.rate_fen < 0:
        findings.append(must("rate.negative", "rate_fen", "标准不能小于零，请改过来。"))
    if entry.to_on and entry.to_on < entry.from_on:
        findings.append(must("rate.dates", "to_on", "截止日期在起始日期以前，请改过来。"))
    if not entry.document_number:
        findings.append(should("rate.no_document", "document_number", "还没写文号，知情卡上的依据会空着。"))
    for other in others:
        if other.closed_on is None and _overlap(entry, other):
            since = f"{other.from_on:%Y-%m-%d}"
            findings.append(
                must(
                    "rate.overlap",
                    "from_on",
                    f"和 {since} 起的 {yuan(other.rate_fen)} 元时间重叠，请先给它写截止日期。",
                )
            )
    return findings


def _overlap(entry: RateEntry, other: Rate) -> bool:
    return (other.to_on is None or entry.from_on <= other.to_on) and (
        entry.to_on is None or other.from_on <= entry.to_on
    )


def check_entitlement(entry: EntitlementEntry, last_year_quantity: int | None = None) -> list[Finding]:
    """Quantity and amount are not negative; an amount unlike quantity × rate and a change since last year are shown."""
    findings = []
    if entry.year not in YEARS:
        findings.append(must("entitlement.year", "year", f"年度写成 {entry.year} 了，请改过来。"))
    if entry.quantity <= 0:
        findings.append(must("entitlement.quantity", "quantity", "数量要大于零，请改过来。"))
    if entry.amount_fen < 0:
        findings.append(must("entitlement.amount", "amount_fen", "金额不能小于零，请改过来。"))
    reckoned = amount_of(max(entry.quantity, 0), entry.rate_fen)
    if entry.amount_fen != reckoned:
        findings.append(
            should("entitlement.reckoned", "amount_fen", f"按数量乘标准是 {yuan(reckoned)} 元，和这里不同，请核对。")
        )
    if last_year_quantity is not None and last_year_quantity != entry.quantity:
        findings.append(
            should("entitlement.unlike", "quantity", f"去年是 {quantity(last_year_quantity)}，今年不同，请核对。")
        )
    return findings + check_account(entry.account)


def check_same_name(entry: PolicyEntry, others: Iterable[Policy]) -> list[Finding]:
    """Two running policies of one name could not be told apart on the sheet."""
    if any(other.name == entry.name for other in others):
        return [must("policy.twice", "name", f"已经有「{entry.name}」了，请换一个名字。")]
    return []


def check_drawn_once(year: int, drawn: bool) -> list[Finding]:
    """The same household may not draw the same policy twice in a year (DOMAIN §3.6)."""
    if not drawn:
        return []
    return [must("entitlement.twice", "policy_id", f"这户 {year} 年已经登记过这项补贴，同一年不能领两次。")]
