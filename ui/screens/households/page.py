"""What the panel tells of one household: facts, people, what it draws this year beside last year, papers it was given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from PySide6.QtWidgets import QWidget

from ui.kit.buttons import Button
from ui.kit.facts import Facts, Sections
from ui.kit.lines import Line, Lines
from ui.kit.masked import MaskedValue
from ui.kit.spacing import row
from ui.kit.verb import Verb
from ui.screens.households.changes import LATEST, changes, doubles
from ui.screens.households.family_acts import FamilyActs
from venue_desk.domain.calendar import plain_date
from venue_desk.domain.family import Twice
from venue_desk.domain.households import Household, HouseholdPage, Relation, Villager, in_order, whose_phone
from venue_desk.domain.identity import age_on, mask_account, mask_id_number, mask_phone, show_phone
from venue_desk.domain.money import quantity, yuan
from venue_desk.domain.policies import EntitlementRow, counted_in, total_of
from venue_desk.domain.printouts import IssuedRow
from venue_desk.domain.told_changes import ToldChange


class Acts(Protocol):
    """What can be done from the page."""

    def reveal(self, record: Household | Villager, field: str) -> str:
        """The whole value, after the looking was written down."""

    def add_villager(self, household: Household) -> object:
        """添家人."""

    def change_villager(self, household: Household, villager: Villager) -> object:
        """改."""

    def close_villager(self, household: Household, villager: Villager) -> object:
        """去世或迁出."""

    def make_head(self, page: HouseholdPage, villager: Villager) -> object:
        """换户主."""

    @property
    def family(self) -> FamilyActs:
        """分户, 并户, 转户."""

    def show_changes(self, page: HouseholdPage) -> object:
        """All of 变更记录."""

    def draw(self, household: Household) -> object:
        """记补贴."""

    def print_again(self, household: Household, issued: IssuedRow) -> object:
        """补印."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looking:
    """The day and the year the page is read in, and what the audit and the other households tell of this one."""

    today: date
    year: int
    told: Sequence[ToldChange] = ()
    twice: Sequence[Twice] = ()


def household_page(page: HouseholdPage, now: Looking, acts: Acts) -> QWidget:
    """The page; a closed household can only be looked at."""
    household, here = page.household, page.household.closed_on is None
    shown = Sections()
    shown.add("", _facts(page, acts))
    if now.twice and here:
        shown.add("可能登记了两遍", doubles(now.twice, household, acts.family))
    shown.add(
        "家人",
        Lines([_person(page, m, now, acts) for m in in_order(page.members)], "还没有登记家人"),
        _family(page, acts),
    )
    draw = Button("记补贴", lambda: acts.draw(household), kind="row", icon="plus") if here else None
    shown.add(f"{now.year}年补贴", _entitlements(page.entitlements, now.year), draw)
    shown.add("发过的卡和单", Lines([_issued(household, i, acts) for i in page.issued], "还没有发过卡和知情卡"))
    every = Button("看全部", lambda: acts.show_changes(page), kind="row") if len(now.told) > LATEST else None
    shown.add("变更记录", changes(now.told, now.today, LATEST), every)
    return shown


def _family(page: HouseholdPage, acts: Acts) -> QWidget | None:
    """The verbs beside 家人: one more, some of them apart, all of them elsewhere."""
    if page.household.closed_on is not None:
        return None
    verbs = QWidget()
    line = row(verbs, gap=8)
    if len(page.living_here) > 1:
        line.addWidget(Button("分户", lambda: acts.family.split(page), kind="row"))
        line.addWidget(Button("转户", lambda: acts.family.move(page), kind="row"))
    line.addWidget(Button("并户", lambda: acts.family.merge(page), kind="row"))
    line.addWidget(Button("添家人", lambda: acts.add_villager(page.household), kind="row", icon="plus"))
    return verbs


def _facts(page: HouseholdPage, acts: Acts) -> Facts:
    household = page.household
    rung = whose_phone(page)
    phone = MaskedValue("电话", mask_phone(rung.phone), lambda: show_phone(acts.reveal(rung, "phone"))) if rung else ""
    account = (
        MaskedValue("一卡通", mask_account(household.account), lambda: acts.reveal(household, "account"))
        if household.account
        else ""
    )
    where = page.hamlet if page.hamlet == page.group else f"{page.hamlet}（{page.group}）"
    return Facts(
        [
            ("户号", household.number),
            ("住处", " ".join(part for part in (where, household.address) if part)),
            ("电话", phone),
            ("一卡通", account),
            ("耕地", f"{quantity(household.land)} 亩" if household.land else ""),
            *([("备注", household.note)] if household.note else []),
        ]
    )


def _person(page: HouseholdPage, villager: Villager, now: Looking, acts: Acts) -> Line:
    facts = [villager.relation.label]
    if villager.gender:
        facts.append(villager.gender.label)
    if villager.born_on:
        facts.append(f"{age_on(villager.born_on, now.today)} 岁")
    if villager.id_number:
        facts.append(mask_id_number(villager.id_number))
    if villager.closed_because and villager.closed_on:
        facts.append(f"{plain_date(villager.closed_on)}{villager.closed_because.label}")
    verbs: tuple[Verb, ...] = ()
    if page.household.closed_on is None and villager.closed_on is None:
        verbs = _person_verbs(page, villager, acts)
    return Line(fact=villager.name, meta="  ".join(facts), verbs=verbs, quiet=villager.closed_on is not None)


def _person_verbs(page: HouseholdPage, villager: Villager, acts: Acts) -> tuple[Verb, ...]:
    household = page.household
    change = Verb("改", lambda: acts.change_villager(household, villager))
    if villager.relation is Relation.HEAD:
        return (change,)
    return (
        change,
        Verb("当户主", lambda: acts.make_head(page, villager)),
        Verb("去世迁出", lambda: acts.close_villager(household, villager)),
    )


def _entitlements(rows: tuple[EntitlementRow, ...], year: int) -> QWidget:
    this_year = [row for row in rows if row.entitlement.year == year]
    last_year = {row.entitlement.policy_id: row.entitlement for row in rows if row.entitlement.year == year - 1}
    lines = [_entitled(row, last_year.pop(row.entitlement.policy_id, None)) for row in this_year]
    gone = [row for row in rows if row.entitlement.year == year - 1 and row.entitlement.policy_id in last_year]
    lines += [
        Line(fact=row.policy, meta="今年没有", right_meta=f"去年 {yuan(row.entitlement.amount_fen)}", quiet=True)
        for row in gone
    ]
    if this_year:
        total = total_of(row.entitlement for row in this_year)
        before = total_of(row.entitlement for row in rows if row.entitlement.year == year - 1)
        lines.append(Line(fact="合计", right=yuan(total), right_meta=f"去年 {yuan(before)}" if before else ""))
    return Lines(lines, "今年还没有登记补贴")


def _entitled(row: EntitlementRow, before: object) -> Line:
    drawn = row.entitlement
    amount_before = getattr(before, "amount_fen", None)
    counted = f"{quantity(drawn.quantity)} {counted_in(row.unit, row.per)}"
    paid = f"{plain_date(drawn.paid_on)}已发" if drawn.paid_on else "还没发"
    return Line(
        fact=row.policy,
        meta=f"{counted}  {paid}",
        right=yuan(drawn.amount_fen),
        right_meta="去年没有" if amount_before is None else f"去年 {yuan(amount_before)}",
    )


def _issued(household: Household, row: IssuedRow, acts: Acts) -> Line:
    given = row.issuance
    times = "" if given.times == 1 else f"，{given.reason.label}，第 {given.times} 次"
    return Line(
        fact=row.title,
        meta=f"{row.serial}  {plain_date(given.issued_on)}{times}",
        verbs=(Verb("补印", lambda: acts.print_again(household, row)),),
    )
