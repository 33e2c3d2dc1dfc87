"""惠农政策: the policies with their dated rates, and what each household draws of them in a year."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from uuid import UUID

from db import entitlement_list, journal
from db import policies as table
from db.households import household
from db.invariants import refusing
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.findings import Finding, must
from venue_desk.domain.identity import mask_account
from venue_desk.domain.ids import new_id, new_ids
from venue_desk.domain.policies import (
    Entitlement,
    EntitlementEntry,
    EntitlementFilter,
    EntitlementOrder,
    EntitlementRow,
    EntitlementSums,
    Policy,
    PolicyEntry,
    PolicyRow,
    Rate,
    RateEntry,
    check_drawn_once,
    check_entitlement,
    check_policy,
    check_rate,
    check_same_name,
    counted_in,
    rate_in_force,
    tidy_entitlement,
    tidy_policy,
    tidy_rate,
)
from venue_desk.domain.records import said
from venue_desk.exchange.writing import Shape
from venue_desk.services.listings import ExportColumn, Listed, Listing, Wanted, by_pages
from venue_desk.services.saved import Saved, known, refuse_blocking, still_open
from venue_desk.services.unit import work


@dataclass(frozen=True, slots=True)
class Policies:
    """The verbs of the policies register."""

    announcer: Announcer
    random: Random

    def rows(self, station_id: UUID | None, day: date, *, closed: bool = False) -> list[PolicyRow]:
        """Every running policy (or the closed ones) with its rate in force and what it brings in the year."""
        rates, sums = table.rates(station_id), table.policy_sums(station_id, day.year)
        return [
            PolicyRow(
                policy=policy,
                rate=rate_in_force(rates.get(policy.id, ()), day),
                households=sums.get(policy.id, (0, 0))[0],
                total_fen=sums.get(policy.id, (0, 0))[1],
            )
            for policy in table.policies(station_id, closed=closed)
        ]

    def get(self, station_id: UUID, policy_id: UUID) -> Policy:
        """The policy with this id."""
        return known(table.policy(policy_id), station_id)

    def rates(self, station_id: UUID, policy_id: UUID) -> list[Rate]:
        """The rates of a policy, the oldest first."""
        return table.rates(station_id).get(policy_id, [])

    def policy_findings(self, station_id: UUID, entry: PolicyEntry, before: Policy | None = None) -> list[Finding]:
        """What is to be mended or looked at in the entry."""
        entry = tidy_policy(entry)
        others = [p for p in table.policies(station_id) if before is None or p.id != before.id]
        return check_policy(entry) + check_same_name(entry, others)

    def register(self, act: Act, entry: PolicyEntry, rates: Sequence[RateEntry] = ()) -> Saved[Policy]:
        """Register a policy, with the rates already known."""
        with work(self.announcer, Topic.POLICIES), refusing(table.BREACHES):
            refuse_blocking(self.policy_findings(act.station_id, entry))
            values = said(PolicyEntry, tidy_policy(entry))
            policy = Policy(id=new_id(act.at, self.random), station_id=act.station_id, **values)
            written = [journal.add(act, table.PolicyTable, policy)]
            for rate in rates:
                written += self.add_rate(act, policy, rate).audit_ids
            return Saved(policy, written)

    def change(self, act: Act, before: Policy, entry: PolicyEntry) -> Saved[Policy]:
        """Change what is known of a policy; its rates are changed apart."""
        with work(self.announcer, Topic.POLICIES), refusing(table.BREACHES):
            refuse_blocking(self.policy_findings(act.station_id, entry, before))
            after = replace(still_open(before, act.station_id), **said(PolicyEntry, tidy_policy(entry)))
            return Saved(after, [journal.change(act, table.PolicyTable, before, after)])

    def close(self, act: Act, before: Policy) -> Saved[Policy]:
        """Close a policy that is paid no longer; what was drawn stays."""
        after = replace(still_open(before, act.station_id), closed_on=act.today)
        with work(self.announcer, Topic.POLICIES):
            return Saved(after, [journal.close(act, table.PolicyTable, before, after)])

    def rate_findings(
        self, station_id: UUID, policy_id: UUID, entry: RateEntry, before: Rate | None = None
    ) -> list[Finding]:
        """What is to be mended or looked at in a rate."""
        others = [r for r in self.rates(station_id, policy_id) if before is None or r.id != before.id]
        return check_rate(tidy_rate(entry), others)

    def add_rate(self, act: Act, policy: Policy, entry: RateEntry) -> Saved[Rate]:
        """A further rate."""
        with work(self.announcer, Topic.POLICIES), refusing(table.BREACHES):
            still_open(policy, act.station_id)
            refuse_blocking(self.rate_findings(act.station_id, policy.id, entry))
            rate = Rate(
                id=new_id(act.at, self.random),
                station_id=act.station_id,
                policy_id=policy.id,
                **said(RateEntry, tidy_rate(entry)),
            )
            return Saved(rate, [journal.add(act, table.RateTable, rate)])

    def follow_rate(self, act: Act, policy: Policy, entry: RateEntry) -> Saved[Rate]:
        """A new rate that takes over from the open one: that ends on the day before."""
        with work(self.announcer, Topic.POLICIES):
            written: list[int] = []
            for rate in self.rates(act.station_id, policy.id):
                if rate.to_on is None and rate.from_on < entry.from_on:
                    ended = replace(rate, to_on=entry.from_on - timedelta(days=1))
                    written.append(journal.change(act, table.RateTable, rate, ended))
            added = self.add_rate(act, policy, entry)
            return Saved(added.record, [*written, *added.audit_ids])

    def change_rate(self, act: Act, before: Rate, entry: RateEntry) -> Saved[Rate]:
        """Correct a rate."""
        with work(self.announcer, Topic.POLICIES), refusing(table.BREACHES):
            refuse_blocking(self.rate_findings(act.station_id, before.policy_id, entry, before))
            after = replace(still_open(before, act.station_id), **said(RateEntry, tidy_rate(entry)))
            return Saved(after, [journal.change(act, table.RateTable, before, after)])

    def close_rate(self, act: Act, before: Rate) -> Saved[Rate]:
        """Take back a rate that never was one."""
        after = replace(still_open(before, act.station_id), closed_on=act.today)
        with work(self.announcer, Topic.POLICIES):
            return Saved(after, [journal.close(act, table.RateTable, before, after)])


@dataclass(frozen=True, slots=True)
class Entitlements:
    """The verbs of 补贴明细."""

    announcer: Announcer
    random: Random

    def page(
        self,
        station_id: UUID | None,
        wanted: EntitlementFilter,
        order: EntitlementOrder = EntitlementOrder.HAMLET,
        *,
        descending: bool = False,
        offset: int = 0,
        limit: int = 100,
    ) -> list[EntitlementRow]:
        """One page of the list."""
        return entitlement_list.page(station_id, wanted, order, descending=descending, offset=offset, limit=limit)

    def count(self, station_id: UUID | None, wanted: EntitlementFilter) -> int:
        """How many entitlements the filter lets through."""
        return entitlement_list.count(station_id, wanted)

    def sums(self, station_id: UUID | None, wanted: EntitlementFilter) -> EntitlementSums:
        """The foot line of the filtered list."""
        return entitlement_list.sums(station_id, wanted)

    def place(
        self,
        station_id: UUID | None,
        wanted: EntitlementFilter,
        entitlement_id: UUID,
        order: EntitlementOrder = EntitlementOrder.HAMLET,
        *,
        descending: bool = False,
    ) -> int | None:
        """At which place of the list the entitlement stands, from 0; None if the filter keeps it back."""
        return entitlement_list.place(station_id, wanted, entitlement_id, order, descending=descending)

    def get(self, station_id: UUID, entitlement_id: UUID) -> Entitlement:
        """The entitlement with this id."""
        return known(table.entitlement(entitlement_id), station_id)

    def drawn(self, station_id: UUID, household_id: UUID, policy_id: UUID, year: int) -> Entitlement | None:
        """What the household draws of the policy in the year."""
        found = table.drawn_by(household_id, policy_id, year)
        return found if found is not None and found.station_id == station_id else None

    def years(self, station_id: UUID) -> list[int]:
        """The years in which anything is registered, the latest first."""
        return entitlement_list.years(station_id)

    def findings(self, station_id: UUID, entry: EntitlementEntry, before: Entitlement | None = None) -> list[Finding]:
        """What is to be mended or looked at; last year's quantity is looked up."""
        entry = tidy_entitlement(entry)
        now = table.drawn_by(entry.household_id, entry.policy_id, entry.year)
        last = table.drawn_by(entry.household_id, entry.policy_id, entry.year - 1)
        twice = now is not None and (before is None or now.id != before.id)
        found = check_entitlement(entry, last.quantity if last else None) + check_drawn_once(entry.year, twice)
        theirs = household(entry.household_id)
        if theirs is None or theirs.station_id != station_id or theirs.closed_on is not None:
            found.append(must("entitlement.household", "household_id", "请选一户还在本村的农户。"))
        return found

    def register(self, act: Act, entry: EntitlementEntry) -> Saved[Entitlement]:
        """Register what a household draws."""
        with work(self.announcer, Topic.ENTITLEMENTS), refusing(table.BREACHES):
            refuse_blocking(self.findings(act.station_id, entry))
            entitlement = _record(act, new_id(act.at, self.random), entry)
            return Saved(entitlement, [journal.add(act, table.EntitlementTable, entitlement)])

    def register_many(self, act: Act, entries: Sequence[EntitlementEntry]) -> Saved[list[Entitlement]]:
        """Register many in one transaction: all, or none and every breach told with its household."""
        with work(self.announcer, Topic.ENTITLEMENTS), refusing(table.BREACHES):
            refuse_blocking(self._many_findings(act.station_id, entries))
            ids = new_ids(act.at, self.random, len(entries))
            records = [_record(act, *pair) for pair in zip(ids, entries, strict=True)]
            return Saved(records, journal.add_many(act, table.EntitlementTable, records))

    def change(self, act: Act, before: Entitlement, entry: EntitlementEntry) -> Saved[Entitlement]:
        """Correct what a household draws."""
        with work(self.announcer, Topic.ENTITLEMENTS), refusing(table.BREACHES):
            refuse_blocking(self.findings(act.station_id, entry, before))
            after = replace(still_open(before, act.station_id), **said(EntitlementEntry, tidy_entitlement(entry)))
            return Saved(after, [journal.change(act, table.EntitlementTable, before, after)])

    def close(self, act: Act, before: Entitlement) -> Saved[Entitlement]:
        """Take an entitlement off the list; it stays on record."""
        after = replace(still_open(before, act.station_id), closed_on=act.today)
        with work(self.announcer, Topic.ENTITLEMENTS):
            return Saved(after, [journal.close(act, table.EntitlementTable, before, after)])

    def _many_findings(self, station_id: UUID, entries: Sequence[EntitlementEntry]) -> list[Finding]:
        """Each year's entitlements are read once, however many entries there are."""
        drawn = {year: set(table.drawn(station_id, year)) for year in {entry.year for entry in entries}}
        found: list[Finding] = []
        for entry in entries:
            key = (entry.household_id, entry.policy_id)
            findings = check_entitlement(entry) + check_drawn_once(entry.year, key in drawn[entry.year])
            found += [replace(finding, subject=entry.household_id) for finding in findings]
            drawn[entry.year].add(key)
        return found


def _record(act: Act, entitlement_id: UUID, entry: EntitlementEntry) -> Entitlement:
    values = said(EntitlementEntry, tidy_entitlement(entry))
    return Entitlement(id=entitlement_id, station_id=act.station_id, **values)


def export_columns() -> dict[str, Listed]:
    """The policies with the rate in force, and what is drawn of them."""
    return {"policies": _policy_listing, "entitlements": _drawn_listing}


def _policy_listing(wanted: Wanted) -> Listing[PolicyRow]:
    columns: list[ExportColumn[PolicyRow]] = [
        ExportColumn(title="政策", of=lambda r: r.policy.name),
        ExportColumn(title="享受对象", of=lambda r: r.policy.audience),
        ExportColumn(title="标准（元）", of=lambda r: r.rate.rate_fen if r.rate else None, shape=Shape.MONEY),
        ExportColumn(title="单位", of=lambda r: r.policy.unit),
        ExportColumn(title="周期", of=lambda r: r.policy.per),
        ExportColumn(title="文号", of=lambda r: r.rate.document_number if r.rate else ""),
        ExportColumn(title="起始日期", of=lambda r: r.rate.from_on if r.rate else None, shape=Shape.DATE),
        ExportColumn(title="发放方式", of=lambda r: r.policy.method),
        ExportColumn(title="办理流程", of=lambda r: r.policy.procedure),
        ExportColumn(title="主管部门", of=lambda r: r.policy.department),
        ExportColumn(title="咨询电话", of=lambda r: r.policy.inquiry_phone),
        ExportColumn(title=f"{wanted.year}年户数", of=lambda r: r.households, shape=Shape.WHOLE),
        ExportColumn(title=f"{wanted.year}年金额（元）", of=lambda r: r.total_fen, shape=Shape.MONEY),
    ]

    def rows() -> list[PolicyRow]:
        day = wanted.today if wanted.year == wanted.today.year else date(wanted.year, 12, 31)
        found = Policies(Announcer(), Random()).rows(wanted.station_id, day, closed=wanted.closed)
        by_id = {row.policy.id: row for row in found}
        return found if wanted.ids is None else [by_id[each] for each in wanted.ids if each in by_id]

    return Listing(name="惠农政策", title=f"{wanted.year}年惠农政策", columns=columns, rows=rows)


def _drawn_listing(wanted: Wanted) -> Listing[EntitlementRow]:
    shown = wanted.entitlements or EntitlementFilter(year=wanted.year)

    def rows() -> list[EntitlementRow]:
        return by_pages(
            lambda offset, limit: entitlement_list.page(
                wanted.station_id,
                shown,
                wanted.entitlement_order,
                descending=wanted.descending,
                offset=offset,
                limit=limit,
            )
        )

    return Listing(
        name="补贴明细", title=f"{shown.year}年补贴明细", columns=_drawn_columns(wanted), rows=rows, frozen=2,
        hint="一户一项一行。金额可以空着，按数量乘标准算。",
    )  # fmt: skip


def _drawn_columns(wanted: Wanted) -> list[ExportColumn[EntitlementRow]]:
    running = table.policies(wanted.station_id) if wanted.station_id else []
    return [
        ExportColumn(title="户号", of=lambda r: r.household_number),
        ExportColumn(title="户主", room=9, of=lambda r: r.head_name),
        ExportColumn(title="社", of=lambda r: r.hamlet),
        ExportColumn(title="政策", of=lambda r: r.policy, choices=tuple(policy.name for policy in running)),
        ExportColumn(title="年度", of=lambda r: r.entitlement.year, shape=Shape.WHOLE),
        ExportColumn(title="数量", of=lambda r: r.entitlement.quantity, shape=Shape.QUANTITY, note="亩数、人数，按政策的单位。"),
        ExportColumn(title="单位", of=lambda r: counted_in(r.unit, r.per), typed=False),
        ExportColumn(title="标准（元）", of=lambda r: r.entitlement.rate_fen, shape=Shape.MONEY, note="空着就用政策里的标准。"),
        ExportColumn(title="金额（元）", of=lambda r: r.entitlement.amount_fen, shape=Shape.MONEY, note="空着就按数量乘标准算。"),
        ExportColumn(title="发放日期", of=lambda r: r.entitlement.paid_on, shape=Shape.DATE, note="还没发就空着。"),
        ExportColumn(title="一卡通账号", room=20, of=lambda r: r.entitlement.account, mask=mask_account),
        ExportColumn(title="备注", room=14, of=lambda r: r.entitlement.note),
        ExportColumn(title="文号", of=lambda r: r.document_number, typed=False),
        ExportColumn(title="去年数量", of=lambda r: r.last_year_quantity, shape=Shape.QUANTITY, typed=False),
    ]  # fmt: skip


def todos(station_id: UUID, today: date) -> list[Finding]:
    """Policies that households draw or may draw, but nobody knows how much is paid."""
    rates = table.rates(station_id)
    return [
        replace(must("policy.no_rate", "rate_fen", f"「{p.name}」还没有今年的标准，请补上文号和金额。"), subject=p.id)
        for p in table.policies(station_id)
        if rate_in_force(rates.get(p.id, ()), today) is None
    ]
