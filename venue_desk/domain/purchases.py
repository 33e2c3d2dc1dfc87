"""采购: what was bought for the canteen, from whom, on which voucher, and out of whose money."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from venue_desk.domain.findings import Finding, must, should
from venue_desk.domain.identity import check_phone
from venue_desk.domain.money import amount_of, quantity, yuan

TEXT_MAX, NUMBER_MAX = 40, 60
LINES_MAX = 60
MOST_FEN = 100_000_000
"""A line of a million yuan is a slip of the finger."""
MOST_QUANTITY = 100_000_000
ODDS_FEN, ODDS_PER_CENT = 100, 5
LICENCE_SOON = timedelta(days=30)
S = TypeVar("S", bound="SupplierEntry")
P = TypeVar("P", bound="PurchaseEntry")


class FundingSource(StrEnum):
    """经费来源: who bears it. What is PERSONAL the cadres share by what they ate."""

    COUNTY = "county"
    PAIRED_UNIT = "paired_unit"
    TOWNSHIP = "township"
    PERSONAL = "personal"

    @property
    def label(self) -> str:
        """县财政, 双联单位, 乡镇自筹, 个人."""
        return {"county": "县财政", "paired_unit": "双联单位", "township": "乡镇自筹", "personal": "个人"}[self.value]


FUNDS = tuple(source for source in FundingSource if source is not FundingSource.PERSONAL)
"""The sources that give money to the canteen from outside."""


class VoucherKind(StrEnum):
    """索证索票: what came with the goods."""

    RECEIPT = "receipt"
    LICENCE = "licence"
    CERTIFICATE = "certificate"

    @property
    def label(self) -> str:
        """发票, 许可证, 合格证."""
        return {"receipt": "发票", "licence": "许可证", "certificate": "合格证"}[self.value]


class StockKind(StrEnum):
    """主食 and 副食 are kept in stock; what is neither (gas, soap) is not."""

    STAPLE = "staple"
    SIDE = "side"
    OTHER = "other"

    @property
    def label(self) -> str:
        """主食, 副食, 其他."""
        return {"staple": "主食", "side": "副食", "other": "其他"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierEntry:
    """供货商, with its 食品经营许可证."""

    name: str
    licence_number: str = ""
    licence_expires_on: date | None = None
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplier(SupplierEntry):
    """A supplier on record; closed when nothing is bought there any more."""

    id: UUID
    station_id: UUID
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseLine:
    """One thing bought: `quantity` in thousandths, the amount as the slip has it. Not `stocked` = eaten the same day."""

    item: str
    brand_spec: str = ""
    quantity: int
    unit: str
    unit_price_fen: int
    amount_fen: int
    best_before: date | None = None
    kind: StockKind = StockKind.SIDE
    stocked: bool = True

    @property
    def enters_stock(self) -> bool:
        """Whether it lies in the store room afterwards."""
        return self.stocked and self.kind is not StockKind.OTHER


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseEntry:
    """One delivery: who brought it, who took it in, the papers that came along and the name of their photo."""

    day: date
    supplier_id: UUID
    lines: tuple[PurchaseLine, ...]
    vouchers: frozenset[VoucherKind] = frozenset()
    voucher_number: str = ""
    delivered_by: str = ""
    received_by: UUID | None = None
    source: FundingSource = FundingSource.COUNTY
    photo: str = ""
    note: str = ""

    @property
    def total_fen(self) -> int:
        """What it came to: the rounded lines, added."""
        return sum(line.amount_fen for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase(PurchaseEntry):
    """A purchase on record. 冲正: a purchase with everything negative `reverses_id` one of a settled month."""

    id: UUID
    station_id: UUID
    noted_by: UUID
    amount_fen: int
    reverses_id: UUID | None = None
    closed_on: date | None = None


def line_of(values: dict[str, Any]) -> PurchaseLine:
    """A line as it was kept."""
    best_before = values["best_before"] and date.fromisoformat(values["best_before"])
    return PurchaseLine(**{**values, "best_before": best_before, "kind": StockKind(values["kind"])})


def priced(line: PurchaseLine) -> PurchaseLine:
    """The line with the amount that its quantity and price come to."""
    return replace(line, amount_fen=amount_of(line.quantity, line.unit_price_fen))


def price_of(amount_fen: int, thousandths: int) -> int:
    """The unit price of a slip that only says what the whole came to, rounded half up."""
    return (amount_fen * 2000 + thousandths) // (2 * thousandths)


def odds_allowed(line: PurchaseLine) -> int:
    """抹零: by so many fen a slip may differ from quantity × price, and by what a rounded price makes of it."""
    product = amount_of(line.quantity, line.unit_price_fen)
    return max(ODDS_FEN, product * ODDS_PER_CENT // 100, line.quantity // 2000 + 1)


def tidy_supplier(entry: S) -> S:
    """The entry as it is kept."""
    return replace(
        entry, name=entry.name.strip(), licence_number=entry.licence_number.strip(), phone=entry.phone.strip()
    )


def tidy_purchase(entry: P) -> P:
    """The entry as it is kept; a line of which nothing is said is left out."""
    lines = (
        replace(each, item=each.item.strip(), brand_spec=each.brand_spec.strip(), unit=each.unit.strip())
        for each in entry.lines
    )
    return replace(
        entry,
        lines=tuple(each for each in lines if each.item or each.quantity or each.amount_fen),
        voucher_number=entry.voucher_number.strip(),
        delivered_by=entry.delivered_by.strip(),
        note=entry.note.strip(),
    )


def check_supplier(entry: SupplierEntry, others: Iterable[Supplier], today: date) -> list[Finding]:
    """A name no other has; the licence (食品安全法 §53: the buyer looks at it) and its end are asked for."""
    findings = []
    if not entry.name:
        findings.append(must("supplier.name", "name", "请填写供货商的名字。"))
    elif any(other.name == entry.name for other in others):
        findings.append(must("supplier.twice", "name", f"「{entry.name}」已经有了，请改那一条。"))
    for field, text, most in (("name", entry.name, TEXT_MAX), ("licence_number", entry.licence_number, NUMBER_MAX)):
        if len(text) > most:
            findings.append(must("supplier.long", field, f"最多 {most} 个字，现在是 {len(text)} 个，请改短。"))
    if not entry.licence_number:
        findings.append(should("supplier.no_licence", "licence_number", "还没填许可证号。进货要查验，请补上。"))
    return [*findings, *licence_findings(entry, today), *check_phone(entry.phone)]


def licence_findings(supplier: SupplierEntry, today: date) -> list[Finding]:
    """A licence that has run out or soon will."""
    ends, name = supplier.licence_expires_on, supplier.name
    if ends is None or ends > today + LICENCE_SOON:
        return []
    if ends < today:
        sentence = f"{name}的许可证 {ends.year}年{ends.month}月{ends.day}日 到期了，请让他换新证，或换一家买。"
        return [should("supplier.licence_over", "licence_expires_on", sentence)]
    sentence = f"{name}的许可证还有 {(ends - today).days} 天到期，请提醒他换证。"
    return [should("supplier.licence_soon", "licence_expires_on", sentence)]


def check_purchase(entry: PurchaseEntry, supplier: Supplier | None, today: date) -> list[Finding]:
    """Something was bought, from somebody, not in the future; each line adds up; the vouchers are asked for."""
    findings = []
    if supplier is None:
        findings.append(must("purchase.supplier", "supplier_id", "请选供货商；还没有的，先添一家。"))
    elif supplier.licence_expires_on and supplier.licence_expires_on < entry.day:
        sentence = f"{supplier.name}的许可证在这一天已经到期，请看新证。"
        findings.append(should("purchase.licence_over", "supplier_id", sentence))
    if entry.day > today:
        findings.append(must("purchase.later", "day", "日期在今天以后，请改成收货的那一天。"))
    if not entry.lines:
        findings.append(must("purchase.empty", "lines", "请写买了什么，至少一行。"))
    if len(entry.lines) > LINES_MAX:
        findings.append(must("purchase.many", "lines", f"一张单最多 {LINES_MAX} 行，请分成两张。"))
    for field, text, most in (
        ("voucher_number", entry.voucher_number, NUMBER_MAX), ("delivered_by", entry.delivered_by, TEXT_MAX),
        ("note", entry.note, NUMBER_MAX),
    ):  # fmt: skip
        if len(text) > most:
            findings.append(must("purchase.long", field, f"最多 {most} 个字，现在是 {len(text)} 个，请改短。"))
    if not entry.vouchers:
        findings.append(should("purchase.no_voucher", "vouchers", "还没有索证索票，请向供货商要发票或合格证。"))
    return [*findings, *(found for n, line in enumerate(entry.lines) for found in _check_line(n, line, entry.day))]


def _check_line(number: int, line: PurchaseLine, day: date) -> list[Finding]:
    """What is to be mended in one line; the field is `lines.3.quantity`, counted from 0, the sentence counts from 1."""
    said = f"第 {number + 1} 行"
    found = []

    def wrong(field: str, sentence: str) -> None:
        found.append(must(f"purchase.line_{field}", f"lines.{number}.{field}", f"{said}{sentence}"))

    if not line.item:
        wrong("item", "请写名称。")
    if len(line.item) > TEXT_MAX or len(line.brand_spec) > TEXT_MAX:
        wrong("item" if len(line.item) > TEXT_MAX else "brand_spec", f"最多 {TEXT_MAX} 个字，请改短。")
    if not line.unit:
        wrong("unit", "请写单位，例如「公斤」。")
    if not 0 < line.quantity <= MOST_QUANTITY:
        wrong("quantity", "请写数量，要比 0 大。")
    found += [
        replace(each, field=f"lines.{number}.{each.field}", sentence=f"{said}{each.sentence}")
        for each in _check_money(line)
    ]
    if line.best_before is not None and line.best_before < day:
        wrong("best_before", "收货时已经过了保质期，不能收。请退回，或再看一遍日期。")
    return found


def _check_money(line: PurchaseLine) -> list[Finding]:
    """What the slip says is kept, if it is what quantity and price come to, or nearly so."""
    if not 0 <= line.unit_price_fen <= MOST_FEN:
        return [
            must("purchase.line_unit_price_fen", "unit_price_fen", "请写单价，例如 3.5；单子上只有总价的，写金额。")
        ]
    if not 0 <= line.amount_fen <= MOST_FEN:
        sentence = "金额一行从 0 到 1,000,000 元，请再看一遍数量、单价和金额。"
        return [must("purchase.line_amount_fen", "amount_fen", sentence)] if line.quantity > 0 else []
    odds = line.amount_fen - amount_of(line.quantity, line.unit_price_fen)
    told = f"金额比数量乘单价{'多' if odds > 0 else '少'} {yuan(abs(odds))} 元"
    if abs(odds) > odds_allowed(line):
        return [must("purchase.line_amount_fen", "amount_fen", f"{told}，差得太多。请再看一遍数量、单价和金额。")]
    return [should("purchase.odds", "amount_fen", f"{told}，按写的金额记。")] if odds else []


def check_countering(wrong: Purchase, *, countered: bool) -> list[Finding]:
    """A purchase is countered once; a counter-entry stays."""
    if countered:
        return [must("purchase.countered", "", "这一单已经冲正过了，不用再冲。")]
    if wrong.reverses_id is not None:
        return [must("purchase.counter", "", "这一单本身是冲正，不能再冲。请重新登记一单。")]
    return []


def opposite(line: PurchaseLine) -> PurchaseLine:
    """The same line taken back."""
    return replace(line, quantity=-line.quantity, amount_fen=-line.amount_fen)


def bought(line: PurchaseLine) -> str:
    """面粉 25 公斤."""
    return f"{line.item} {quantity(line.quantity)} {line.unit}"
