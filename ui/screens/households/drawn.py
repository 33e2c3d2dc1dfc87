"""What a household draws: this year line by line with last year beside, and the years before by their totals."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.kit.buttons import Button
from ui.kit.lines import Line, Lines
from ui.kit.verb import Verb
from ui.screens.households.on_page import OnPage, Section
from venue_desk.domain.calendar import plain_date
from venue_desk.domain.money import quantity, yuan
from venue_desk.domain.policies import EntitlementRow, counted_in, total_of


def this_year(at: OnPage) -> Section:
    """The running year, with 记补贴."""
    draw = Button("记补贴", lambda: at.acts.draw(at.household), kind="row", icon="plus") if at.open else None
    return Section(f"{at.year}年补贴", of_year(at.page.entitlements, at.year, at.year), draw)


def years_before(at: OnPage) -> Section | None:
    """Each year before the last one, which stands beside this year's: its total, and the way to its lines."""
    years = sorted((year for year in at.page.years if year < at.year - 1), reverse=True)
    if not years:
        return None
    return Section("往年补贴", Lines([_year(at, year) for year in years]))


def of_year(rows: Sequence[EntitlementRow], year: int, running: int) -> QWidget:
    """A year's entitlements, each beside that of the year before; what is drawn no longer comes after."""
    now, then = ("今年", "去年") if year == running else ("这年", "上年")
    drawn = [row for row in rows if row.entitlement.year == year]
    before = {row.entitlement.policy_id: row for row in rows if row.entitlement.year == year - 1}
    total_before = total_of(row.entitlement for row in before.values())
    lines = [_entitled(row, before.pop(row.entitlement.policy_id, None), then) for row in drawn]
    lines += [
        Line(fact=row.policy, meta=f"{now}没有", right_meta=f"{then} {yuan(row.entitlement.amount_fen)}", quiet=True)
        for row in before.values()
    ]
    if drawn:
        total = total_of(row.entitlement for row in drawn)
        right_meta = f"{then} {yuan(total_before)}" if total_before else ""
        lines.append(Line(fact="合计", right=yuan(total), right_meta=right_meta))
    return Lines(lines, f"{now}还没有登记补贴")


def _year(at: OnPage, year: int) -> Line:
    drawn = [row.entitlement for row in at.page.entitlements if row.entitlement.year == year]
    return Line(
        fact=f"{year}年",
        meta=f"{len(drawn)} 项",
        right=yuan(total_of(drawn)),
        verbs=(Verb("看明细", lambda: at.acts.show_year(at.page, year)),),
    )


def _entitled(row: EntitlementRow, before: EntitlementRow | None, then: str) -> Line:
    drawn = row.entitlement
    counted = f"{quantity(drawn.quantity)} {counted_in(row.unit, row.per)}"
    paid = f"{plain_date(drawn.paid_on)}已发" if drawn.paid_on else "还没发"
    return Line(
        fact=row.policy,
        meta=f"{counted}  {paid}",
        right=yuan(drawn.amount_fen),
        right_meta=f"{then}没有" if before is None else f"{then} {yuan(before.entitlement.amount_fen)}",
    )
