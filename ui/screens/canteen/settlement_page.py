"""A month of the account on one page: what is strange, the sources, money that came in, the cost through the year."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.kit.buttons import Button
from ui.kit.drawing import Chart
from ui.kit.facts import Sections
from ui.kit.finding_line import FindingLine, Mend
from ui.kit.labels import Prose, Text
from ui.kit.spacing import column, grid, row
from venue_desk.domain.advances import Advance, Allotment
from venue_desk.domain.calendar import short_date
from venue_desk.domain.corrections import Correction, meals_said
from venue_desk.domain.findings import Finding, Severity
from venue_desk.domain.meal_costs import cost_chart, cost_months
from venue_desk.domain.money import signed_yuan, yuan
from venue_desk.domain.settlements import Settlement
from venue_desk.services.settlements import SettlementMonth

CHART = 34.0
"""Millimetres high, at the size of the type."""
HEADS = ("上月结余", "拨入", "花了", "结余")
Cancel = Callable[[Correction], object]
_RIGHT = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthDeeds:
    """What can be done from the page: a payment or a correction taken back, the register of meals looked at."""

    take_back: Callable[[Advance | Allotment], object]
    cancel: Cancel
    see_meals: Callable[[], object]


def month_page(
    found: SettlementMonth, months: Sequence[Settlement], names: Mapping[UUID, str], deeds: MonthDeeds, today: date
) -> QWidget:
    """The page; `names` are of everybody who ever served here."""
    page = Sections()
    told = [each for each in found.findings if each.severity is Severity.SHOULD]
    if told:
        page.add("", _findings(told, deeds))
    page.add("钱从哪里来（元）", _funds(found.settlement))
    if found.allotments:
        page.add("拨款", paid_list(found.allotments, found, deeds, today))
    if any(each.lines for each in found.corrections):
        page.add(
            "冲正以前的分摊", _corrections(found.corrections, names, None if found.closed else deeds.cancel, today)
        )
    if any(each.lines for each in found.countered):
        page.add("关账以后的冲正", _corrections(found.countered, names, None, today))
    costs = cost_months(months)
    if any(each.fen for each in costs):
        page.add("每人次费用（元）", Chart(lambda width: cost_chart(costs, width, CHART), "每人次费用"))
    return page


def paid_list(
    paid: Sequence[Advance] | Sequence[Allotment], found: SettlementMonth, deeds: MonthDeeds, today: date
) -> QWidget:
    """One a line, each with the verb that takes it back, or the word that it was."""
    shown = QWidget()
    box = column(shown, gap=4)
    verb = "冲正" if found.closed else "作废"
    for each in paid:
        of, number = (each.source.label, each.document_number) if isinstance(each, Allotment) else ("", "")
        words = [short_date(each.day, today), of, f"{yuan(each.amount_fen)} 元", number, each.note]
        line = row(gap=8)
        line.addWidget(Prose(" · ".join(part for part in words if part)), 1)
        if each.id in found.taken_back:
            line.addWidget(Text("已冲正", "meta"))
        elif each.reverses_id is None or not found.closed:
            button = Button(verb, partial(deeds.take_back, each), kind="row")
            button.setAccessibleName(f"{verb}：{words[0]}{of} {words[2]}")
            line.addWidget(button)
        box.addLayout(line)
    return shown


def _corrections(
    corrections: Sequence[Correction], names: Mapping[UUID, str], cancel: Cancel | None, today: date
) -> QWidget:
    """What was put right and whose share became more or less for it; one booked in an open month can be taken back."""
    shown = QWidget()
    box = column(shown, gap=4)
    for each in (each for each in corrections if each.lines):
        share = "、".join(f"{names.get(line.cadre_id, '')} {signed_yuan(line.amount_fen)}" for line in each.lines)
        of = f"{each.of_month.month}月的分摊"
        said = " · ".join(
            [short_date(each.day, today), of, *meals_said(each.meals, names, today), each.reason, f"{share} 元"]
        )
        line = row(gap=8)
        line.addWidget(Prose(said), 1)
        if cancel is not None and each.purchase_id is None:
            button = Button("作废", partial(cancel, each), kind="row")
            button.setAccessibleName(f"作废：{said}")
            line.addWidget(button)
        box.addLayout(line)
    return shown


def _findings(told: Sequence[Finding], deeds: MonthDeeds) -> QWidget:
    shown = QWidget()
    box = column(shown, gap=4)
    for finding in told:
        mends = (Mend("看就餐", deeds.see_meals),) if finding.code == "settlement.unreported" else ()
        box.addWidget(FindingLine(finding, mends, tinted=True))
    return shown


def _funds(settled: Settlement) -> QWidget:
    """The funds, what is 个人, and the sums, in straight columns."""
    shown = QWidget()
    places = grid(shown, gap=6, across=12)
    places.setColumnStretch(0, 1)
    lines: list[tuple[str, list[int]]] = [
        (fund.source.label, [fund.before_fen, fund.income_fen, fund.spent_fen, fund.after_fen])
        for fund in settled.funds
    ]
    lines.append(("个人", personal_line(settled)))
    lines.append(("合计", [sum(column) for column in zip(*(figures for _, figures in lines), strict=True)]))
    for across, head in enumerate(HEADS, 1):
        places.addWidget(Text(head, "meta"), 0, across, _RIGHT)
    for down, (label, figures) in enumerate(lines, 1):
        role = "fact" if down == len(lines) else "body"
        places.addWidget(Text(label, role), down, 0)
        for across, fen in enumerate(figures, 1):
            owing = across == len(HEADS) and fen < 0
            places.addWidget(Text(yuan(fen), role, "amber" if owing else ""), down, across, _RIGHT)
    return shown


def personal_line(settled: Settlement) -> list[int]:
    """个人: what the cadres had, paid in, share and have left."""
    return [
        sum(share.before_fen for share in settled.shares), sum(share.advance_fen for share in settled.shares),
        settled.personal_fen, sum(share.after_fen for share in settled.shares),
    ]  # fmt: skip
