"""Policies, their dated rates, and the entitlements. Lists of entitlements are in entitlement_list.py."""

from collections import defaultdict
from uuid import UUID

from peewee import Check, fn

from db.fields import BoolField, DayField, IntField, TextField, UuidField, reference
from db.households import HouseholdTable
from db.invariants import unique_open
from db.stations import StationTable
from db.table import Table, many, one, rows
from venue_desk.domain.findings import must
from venue_desk.domain.policies import Entitlement, Policy, Rate


class PolicyTable(Table):
    record = Policy

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    name = TextField(constraints=[Check("name <> ''")])
    audience = TextField()
    unit = TextField()
    per = TextField()
    method = TextField()
    procedure = TextField()
    department = TextField()
    inquiry_phone = TextField()
    is_sample = BoolField()
    closed_on = DayField(null=True)

    class Meta:
        table_name = "policies"


class RateTable(Table):
    record = Rate

    id = UuidField(primary_key=True)
    station = reference(StationTable)
    policy = reference(PolicyTable)
    rate_fen = IntField(constraints=[Check("rate_fen >= 0")])
    from_on = DayField()
    to_on = DayField(null=True)
    document_number = TextField()
    closed_on = DayField(null=True)

    class Meta:
        table_name = "rates"
        constraints = [Check("to_on IS NULL OR from_on <= to_on")]


class EntitlementTable(Table):
    record = Entitlement

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    household = reference(HouseholdTable, index=False)
    policy = reference(PolicyTable)
    year = IntField()
    quantity = IntField(constraints=[Check("quantity > 0")])
    rate_fen = IntField(constraints=[Check("rate_fen >= 0")])
    amount_fen = IntField(constraints=[Check("amount_fen >= 0")])
    paid_on = DayField(null=True)
    account = TextField()
    note = TextField()
    closed_on = DayField(null=True)

    class Meta:
        table_name = "entitlements"
        indexes = (
            (("household", "year", "closed_on", "amount_fen"), False),
            (("station", "year", "closed_on", "amount_fen"), False),
        )


unique_open(PolicyTable, PolicyTable.station, PolicyTable.name)
unique_open(RateTable, RateTable.policy, RateTable.from_on)
unique_open(EntitlementTable, EntitlementTable.household, EntitlementTable.policy, EntitlementTable.year)

TABLES: tuple[type[Table], ...] = (PolicyTable, RateTable, EntitlementTable)

BREACHES = {
    "policies.name": must("policy.twice", "name", "已经有同名的政策了，请换一个名字。"),
    "rates.from_on": must("rate.overlap", "from_on", "这一天起已经有一个标准了，请换一个日期。"),
    "entitlements.year": must("entitlement.twice", "policy_id", "这户今年已经登记过这项补贴，同一年不能领两次。"),
}


def policy(policy_id: UUID) -> Policy | None:
    return one(Policy, PolicyTable, policy_id)


def policies(station_id: UUID | None, *, closed: bool = False) -> list[Policy]:
    """Running policies, or the closed ones, as they were registered."""
    query = PolicyTable.select().where(PolicyTable.closed_on.is_null(not closed))
    query = query.order_by(PolicyTable.station, PolicyTable.id)
    return many(Policy, query if station_id is None else query.where(PolicyTable.station == station_id))


def rate(rate_id: UUID) -> Rate | None:
    return one(Rate, RateTable, rate_id)


def rates(station_id: UUID | None) -> dict[UUID, list[Rate]]:
    """The open rates of all policies, oldest first."""
    query = RateTable.select().where(RateTable.closed_on.is_null()).order_by(RateTable.policy, RateTable.from_on)
    by_policy: dict[UUID, list[Rate]] = defaultdict(list)
    for found in many(Rate, query if station_id is None else query.where(RateTable.station == station_id)):
        by_policy[found.policy_id].append(found)
    return by_policy


def policy_sums(station_id: UUID | None, year: int) -> dict[UUID, tuple[int, int]]:
    """For each policy of the year: how many households draw it, and the total in fen."""
    query = EntitlementTable.select(
        EntitlementTable.policy, fn.count(EntitlementTable.id), fn.sum(EntitlementTable.amount_fen)
    ).where((EntitlementTable.year == year) & EntitlementTable.closed_on.is_null())
    if station_id is not None:
        query = query.where(EntitlementTable.station == station_id)
    return {policy_id: (count, total) for policy_id, count, total in rows(query.group_by(EntitlementTable.policy))}


def entitlement(entitlement_id: UUID) -> Entitlement | None:
    return one(Entitlement, EntitlementTable, entitlement_id)


def drawn(station_id: UUID, year: int) -> dict[tuple[UUID, UUID], Entitlement]:
    """All open entitlements of a year by household and policy."""
    query = EntitlementTable.select().where(
        (EntitlementTable.station == station_id)
        & (EntitlementTable.year == year)
        & EntitlementTable.closed_on.is_null()
    )
    return {(found.household_id, found.policy_id): found for found in many(Entitlement, query)}


def drawn_by(household_id: UUID, policy_id: UUID, year: int) -> Entitlement | None:
    """What the household draws of the policy in the year."""
    query = EntitlementTable.select().where(
        (EntitlementTable.household == household_id)
        & (EntitlementTable.policy == policy_id)
        & (EntitlementTable.year == year)
        & EntitlementTable.closed_on.is_null()
    )
    return next(iter(many(Entitlement, query)), None)
