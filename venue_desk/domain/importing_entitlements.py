"""The dry run of a year's 补贴明细: whose row it is, of which policy, and what quantity, rate and amount come to."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from venue_desk.domain.findings import Finding, blocking, must
from venue_desk.domain.households import Household, Villager
from venue_desk.domain.identity import Masked
from venue_desk.domain.importing import (
    Column,
    FieldChange,
    Outcome,
    PlannedRow,
    ReadRow,
    Table,
    day_text,
    field_changes,
)
from venue_desk.domain.importing_masked import masked_sentence
from venue_desk.domain.importing_people import People, meant_by
from venue_desk.domain.importing_places import Places
from venue_desk.domain.money import amount_of, quantity, yuan
from venue_desk.domain.policies import (
    Entitlement,
    EntitlementEntry,
    Policy,
    Rate,
    check_entitlement,
    rate_of_year,
    tidy_entitlement,
)

Drawn = Mapping[tuple[UUID, UUID], Entitlement]
ONE = 1000
"""One whole of anything, in thousandths."""


@dataclass(slots=True)
class EntitlementWrites:
    """What is to be written."""

    new: list[EntitlementEntry] = field(default_factory=list)
    changed: list[tuple[Entitlement, Entitlement]] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many records there are to write."""
        return len(self.new) + len(self.changed)


class _Stop(Exception):
    """The row cannot be brought in."""

    def __init__(self, code: str, column: Column, sentence: str) -> None:
        self.finding = must(f"import.{code}", column.name.lower(), sentence)
        super().__init__(sentence)


@dataclass(slots=True)
class EntitlementPlanner:
    """Plans one table; `year` and `policy` hold for rows that say none."""

    people: People
    places: Places
    table: Table
    policies: Sequence[Policy]
    rates: Mapping[UUID, Sequence[Rate]]
    drawn: Drawn
    drawn_before: Drawn
    year: int
    policy: str
    today: date
    rows: list[PlannedRow] = field(default_factory=list)
    writes: EntitlementWrites = field(default_factory=EntitlementWrites)
    _met: dict[tuple[UUID, UUID], ReadRow] = field(default_factory=dict)

    def plan(self) -> None:
        """Every row stands for itself."""
        for row in self.table.rows:
            findings = list(row.findings)
            outcome, changes = Outcome.REFUSED, tuple[FieldChange, ...]()
            if not row.refused:
                try:
                    outcome, changes = self._plan(row, findings)
                except _Stop as stop:
                    findings.append(stop.finding)
            subject = " ".join(
                filter(None, (row.text(Column.NAME) or row.text(Column.NUMBER), row.text(Column.POLICY)))
            )
            planned = PlannedRow(
                number=row.number, subject=subject, outcome=outcome, texts=row.texts, changes=changes,
                findings=tuple(findings),
            )  # fmt: skip
            self.rows.append(planned)

    def _plan(self, row: ReadRow, findings: list[Finding]) -> tuple[Outcome, tuple[FieldChange, ...]]:
        year = row.get(Column.YEAR, int) or self.year
        if year != self.year:
            raise _Stop("year", Column.YEAR, f"这一行是 {year} 年的，这次导入的是 {self.year} 年，请分开导入。")
        household, policy = self._household(row), self._policy(row)
        key = (household.id, policy.id)
        first = self._met.setdefault(key, row)
        if first is not row:
            said = f"和第 {first.number} 行是同一户的同一项补贴，同一年不能领两次，请并成一行。"
            raise _Stop("twice", Column.POLICY, said)
        before = self.drawn.get(key)
        entry = self._entry(row, household, policy, before)
        last = self.drawn_before.get(key)
        findings += check_entitlement(entry, last.quantity if last and before is None else None)
        if blocking(findings):
            return Outcome.REFUSED, ()
        if before is None:
            self.writes.new.append(entry)
            return Outcome.NEW, ()
        after = replace(before, **{name: getattr(entry, name) for name in _KEPT})
        if after == before:
            return Outcome.UNCHANGED, ()
        self.writes.changed.append((before, after))
        return Outcome.CHANGED, _changes(before, after, policy.unit)

    def _household(self, row: ReadRow) -> Household:
        """By number, ID number or name; what the row says besides must not contradict."""
        number, name, id_number = (row.text(c) for c in (Column.NUMBER, Column.NAME, Column.ID_NUMBER))
        hamlet, unknown = self.places.find(row)
        if unknown:
            raise _Stop("hamlet", Column.HAMLET, unknown[0].sentence)
        if number and (found := self.people.numbered(number)):
            said = {"name": name, "id_number": row.values.get(Column.ID_NUMBER)}
            self._check_masked(row, self.people.of_household[found.id])
            if (name or id_number) and not meant_by(said, self.people.of_household[found.id]):
                told = f"户号「{number}」在本站是{found.head_name}户，表里写的是{name or id_number}，请核对。"
                raise _Stop("other_household", Column.NUMBER, told)
            return found
        if not number and not name and not id_number:
            raise _Stop("nobody", Column.NAME, "没写是哪一户，请补上户号、姓名或身份证号。")
        homes = [] if number else self.people.home_of(name, id_number, hamlet.id if hamlet else None)
        if len(homes) == 1:
            self._check_masked(row, self.people.of_household[homes[0].id])
            return homes[0]
        who = f"户号「{number}」" if number else f"「{name or id_number}」"
        if homes:
            raise _Stop("many", Column.NAME, f"本站有 {len(homes)} 户有{who}，请补上户号或身份证号。")
        raise _Stop("unknown", Column.NAME, f"本站没有{who}，请核对，或先登记这一户。")

    def _check_masked(self, row: ReadRow, members: Sequence[Villager]) -> None:
        """What is shown of an ID number must be somebody's of the household."""
        masked = row.get(Column.ID_NUMBER, Masked)
        if masked and not any(masked.covers(member.id_number) for member in members):
            known = next((member.id_number for member in members if member.id_number), "")
            raise _Stop("masked", Column.ID_NUMBER, masked_sentence(masked, Column.ID_NUMBER, known))

    def _account(self, row: ReadRow, household: Household, before: Entitlement | None) -> str:
        """As written; one left out or masked is that on record, else the household's own."""
        known = before.account if before else household.account
        masked = row.get(Column.ACCOUNT, Masked)
        if masked and not masked.covers(known):
            raise _Stop("masked", Column.ACCOUNT, masked_sentence(masked, Column.ACCOUNT, known))
        return row.text(Column.ACCOUNT) or known

    def _policy(self, row: ReadRow) -> Policy:
        said = row.text(Column.POLICY) or self.policy
        if not said:
            raise _Stop("no_policy", Column.POLICY, "没写是哪一项补贴，请补上政策名称。")
        found = policy_named(said, self.policies)
        if found is None:
            names = "、".join(policy.name for policy in self.policies) or "（还没有政策）"
            raise _Stop(
                "policy", Column.POLICY, f"本站没有「{said}」这项政策。有：{names}。请改成其中一个，或先登记政策。"
            )
        return found

    def _entry(
        self, row: ReadRow, household: Household, policy: Policy, before: Entitlement | None
    ) -> EntitlementEntry:
        """What is left out stays as on record; else it follows from the rate, or is the household's own account."""
        known = rate_of_year(self.rates.get(policy.id, ()), self.year, self.today)
        amount, count = row.get(Column.AMOUNT, int), row.get(Column.QUANTITY, int)
        rate = row.get(Column.RATE, int)
        if rate is None:
            rate = before.rate_fen if before else known.rate_fen if known else None
        if count is None:
            count = before.quantity if before and amount in (None, before.amount_fen) else _count(amount, rate)
        if rate is None:
            raise _Stop(
                "no_rate", Column.RATE, f"「{policy.name}」{self.year} 年还没有标准，请在表里写上，或先登记标准。"
            )
        if amount is None:
            same = before is not None and (before.quantity, before.rate_fen) == (count, rate)
            amount = before.amount_fen if before and same else amount_of(count, rate)
        entry = EntitlementEntry(
            household_id=household.id, policy_id=policy.id, year=self.year, quantity=count, rate_fen=rate,
            amount_fen=amount, paid_on=row.get(Column.PAID_ON, date) or (before.paid_on if before else None),
            account=self._account(row, household, before),
            note=row.text(Column.NOTE) or (before.note if before else ""),
        )  # fmt: skip
        return tidy_entitlement(entry)


def policy_named(said: str, policies: Sequence[Policy]) -> Policy | None:
    """The running policy of this name, however its brackets and blanks are written."""
    alike = [policy for policy in policies if _plain(policy.name) == _plain(said)]
    return alike[0] if len(alike) == 1 else None


def policy_in(title: str, policies: Sequence[Policy]) -> str:
    """The one policy that a title names; '' if none or several."""
    named = [policy.name for policy in policies if _plain(policy.name) in _plain(title)]
    whole = [name for name in named if not any(name != other and _plain(name) in _plain(other) for other in named)]
    return whole[0] if len(whole) == 1 else ""


def _plain(name: str) -> str:
    return re.sub(r"[\s《》「」“”\"·、]", "", unicodedata.normalize("NFKC", name))


def _count(amount: int | None, rate: int | None) -> int:
    """The quantity that the amount comes to: exactly, else that of at most two decimals which rounds to it."""
    if amount is None:
        raise _Stop("no_quantity", Column.QUANTITY, "没写数量，也没写金额，请补上。")
    if not rate:
        return ONE
    count = Decimal(amount) * ONE / rate
    rounded = [int((count / ONE).quantize(place) * ONE) for place in (Decimal(1), Decimal("0.1"), Decimal("0.01"))]
    near = [known for known in rounded if known and amount_of(known, rate) == amount]
    if count != count.to_integral_value():
        if near:
            return near[0]
        raise _Stop("no_quantity", Column.QUANTITY, f"没写数量，金额也除不尽标准（{yuan(rate)} 元），请补上数量。")
    return int(count)


_KEPT = ("quantity", "rate_fen", "amount_fen", "paid_on", "account", "note")


def _changes(before: Entitlement, after: Entitlement, unit: str) -> tuple[FieldChange, ...]:
    def texts(one: Entitlement) -> tuple[str, ...]:
        amounts = (f"{quantity(one.quantity)} {unit}", yuan(one.rate_fen), yuan(one.amount_fen))
        return (*amounts, day_text(one.paid_on), one.account, one.note)

    labels = (Column.QUANTITY, Column.RATE, Column.AMOUNT, Column.PAID_ON, Column.ACCOUNT, Column.NOTE)
    return field_changes(zip(labels, texts(before), texts(after), strict=True))
