"""What the panel tells of a policy, of an entitlement, of a hamlet's papers."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from ui.kit.facts import Facts, Sections
from ui.kit.labels import Prose
from ui.kit.lines import Line, Lines
from ui.kit.verb import Verb
from ui.screens.policies.columns import listed_on, posting_since, posting_words
from ui.screens.policies.policy_form import counted
from venue_desk.domain.calendar import plain_date
from venue_desk.domain.households import HouseholdRow
from venue_desk.domain.identity import show_phone
from venue_desk.domain.money import amount_of, quantity, yuan
from venue_desk.domain.policies import EntitlementRow, Policy, PolicyRow, Rate, counted_in, rate_text, total_of
from venue_desk.domain.printouts import HamletPapers

LACKING_MAX = 40
"""So many names can be read down; the rest are counted."""


# 政策


def policy_facts(policy: Policy) -> Facts:
    """Who gets it, and whom to ask."""
    return Facts(
        [
            ("补给谁", policy.audience),
            ("主管部门", policy.department),
            ("咨询电话", show_phone(policy.inquiry_phone)),
            ("按什么算", f"每{policy.unit}，按{policy.per}发" if policy.per else f"每{policy.unit}"),
            ("怎么发", policy.method),
            ("怎么办", policy.procedure),
            *([("停用", plain_date(policy.closed_on))] if policy.closed_on else []),
        ]
    )


def rate_line(policy: Policy, rate: Rate, *, in_force: bool, today: date, verbs: Sequence[Verb]) -> Line:
    """One dated rate: how much, from when to when, by which document."""
    days = (
        f"{plain_date(rate.from_on)}起"
        if rate.to_on is None
        else f"{plain_date(rate.from_on)}到{plain_date(rate.to_on)}"
    )
    return Line(
        fact=rate_text(rate.rate_fen, policy.unit, policy.per),
        meta="  ".join(part for part in (days, rate.document_number or "没有文号") if part),
        right="现行" if in_force else "还没到" if rate.from_on > today else "",
        verbs=verbs,
        quiet=rate.to_on is not None and rate.to_on < today,
    )


def rates_of(lines: Sequence[Line], policy: Policy) -> Lines:
    """The rates, the latest first."""
    return Lines(lines, f"还没有标准。照文件添上每{counted(policy)}多少元，补贴才能算。")


def year_of(row: PolicyRow) -> Prose:
    """What it brings this year."""
    if not row.households:
        return Prose("今年还没有登记。", "meta")
    return Prose(f"{row.households} 户，合计 {yuan(row.total_fen)} 元。")


# 补贴明细


def drawn_facts(row: EntitlementRow, account: str | QWidget) -> Facts:
    """How much, how it was reckoned, and when it was paid where."""
    drawn = row.entitlement
    return Facts(
        [
            ("金额", f"{yuan(drawn.amount_fen)} 元"),
            ("怎么算", reckoning(row)),
            ("依据", row.document_number),
            ("发放", f"{plain_date(drawn.paid_on)}已发" if drawn.paid_on else "还没发"),
            ("一卡通", account),
            *([("备注", drawn.note)] if drawn.note else []),
        ]
    )


def reckoning(row: EntitlementRow) -> str:
    """3.2 亩 × 10.00 = 32.00 元; where another amount was written, that is said."""
    drawn = row.entitlement
    reckoned = amount_of(drawn.quantity, drawn.rate_fen)
    counted = counted_in(row.unit, row.per)
    said = f"{quantity(drawn.quantity)} {counted} × {yuan(drawn.rate_fen)} 元 = {yuan(reckoned)} 元"
    return said if reckoned == drawn.amount_fen else f"{said}，实际写的是 {yuan(drawn.amount_fen)} 元"


def last_year(row: EntitlementRow, before: EntitlementRow | None) -> Lines:
    """The same policy a year ago."""
    year = row.entitlement.year - 1
    if before is None:
        return Lines((), f"{year}年没有领这项补贴")
    drawn = before.entitlement
    counted = f"{quantity(drawn.quantity)} {counted_in(row.unit, row.per)} × {yuan(drawn.rate_fen)}"
    return Lines([Line(fact=f"{year}年", meta=counted, right=yuan(drawn.amount_fen))])


def others(rows: Sequence[EntitlementRow]) -> Lines:
    """All the household draws in the year, with its total."""
    lines = [Line(fact=r.policy, meta=_paid(r), right=yuan(r.entitlement.amount_fen)) for r in rows]
    total = total_of(r.entitlement for r in rows)
    return Lines([*lines, Line(fact="合计", right=yuan(total))])


def _paid(row: EntitlementRow) -> str:
    drawn = row.entitlement
    counted = f"{quantity(drawn.quantity)} {counted_in(row.unit, row.per)}"
    return f"{counted}  {plain_date(drawn.paid_on)}已发" if drawn.paid_on else f"{counted}  还没发"


# 知情卡和公示


def papers_page(row: HamletPapers, lacking: Sequence[HouseholdRow], today: date) -> QWidget:
    """The list on the wall, and who still waits for a sheet."""
    page = Sections()
    page.add(
        "公示名单",
        Facts(
            [
                ("印好", listed_on(row)),
                ("公示", posting_since(row, today)),
                ("现在", posting_words(row, today)),
            ]
        ),
    )
    lines = [
        Line(fact=r.household.head_name, meta=f"户号 {r.household.number}", right=yuan(r.entitled_fen)) for r in lacking
    ]
    page.add(f"还没发知情卡的（{row.without_sheet} 户）", Lines(lines, "领补贴的农户都有知情卡了"))
    if row.without_sheet > len(lacking):
        page.add("", Prose(f"还有 {row.without_sheet - len(lacking)} 户，没有列在这里。", "meta"))
    return page
