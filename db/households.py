"""Households and villagers: the tables, and one household at a time. Lists are in household_list.py."""

from collections.abc import Collection
from uuid import UUID

from peewee import Check

from db.fields import DayField, EnumField, IntField, TextField, UuidField, reference
from db.invariants import unique_open
from db.stations import GroupTable, HamletTable, StationTable
from db.table import Table, many, one, rows
from venue_desk.domain.findings import must
from venue_desk.domain.households import ClosedBecause, Household, Relation, Villager
from venue_desk.domain.identity import Gender


class HouseholdTable(Table):
    record = Household

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    number = TextField(constraints=[Check("number <> ''")])
    group = reference(GroupTable)
    hamlet = reference(HamletTable, index=False)
    head_name = TextField(constraints=[Check("head_name <> ''")])
    head_pinyin = TextField()
    phone = TextField()
    address = TextField()
    account = TextField()
    bank = TextField()
    land = IntField(constraints=[Check("land >= 0")])
    note = TextField()
    closed_on = DayField(null=True)
    closed_because = EnumField(ClosedBecause, null=True)

    class Meta:
        table_name = "households"
        constraints = [Check("(closed_on IS NULL) = (closed_because IS NULL)")]
        indexes = (
            (("hamlet", "closed_on", "number"), False),
            (("station", "closed_on", "head_pinyin", "number"), False),
            (("closed_on", "head_pinyin"), False),
        )


class VillagerTable(Table):
    record = Villager

    id = UuidField(primary_key=True)
    station = reference(StationTable)
    household = reference(HouseholdTable, index=False)
    name = TextField(constraints=[Check("name <> ''")])
    relation = EnumField(Relation)
    id_number = TextField()
    gender = EnumField(Gender, null=True)
    born_on = DayField(null=True)
    phone = TextField()
    note = TextField()
    closed_on = DayField(null=True)
    closed_because = EnumField(ClosedBecause, null=True)

    class Meta:
        table_name = "villagers"
        constraints = [Check("(closed_on IS NULL) = (closed_because IS NULL)")]
        indexes = ((("household", "closed_on"), False),)


unique_open(HouseholdTable, HouseholdTable.station, HouseholdTable.number)
VillagerTable.add_index(
    VillagerTable.index(
        VillagerTable.household,
        unique=True,
        where=VillagerTable.closed_on.is_null() & (VillagerTable.relation == Relation.HEAD),
        name="villagers_one_head",
    )
)
VillagerTable.add_index(VillagerTable.index(VillagerTable.id_number, where=VillagerTable.id_number != ""))

TABLES: tuple[type[Table], ...] = (HouseholdTable, VillagerTable)

BREACHES = {
    "households.number": must("household.number_twice", "number", "这个户号已经有了，请换一个。"),
    "villagers.household_id": must("household.heads", "members", "这户已经有户主了，只能有一位。"),
}


def household(household_id: UUID) -> Household | None:
    return one(Household, HouseholdTable, household_id)


def household_by_number(station_id: UUID, number: str) -> Household | None:
    """The open household with this 户号."""
    query = HouseholdTable.select().where(
        (HouseholdTable.station == station_id) & (HouseholdTable.number == number) & HouseholdTable.closed_on.is_null()
    )
    return next(iter(many(Household, query)), None)


def numbers(station_id: UUID) -> list[str]:
    """The 户号 of all open households."""
    query = HouseholdTable.select(HouseholdTable.number).where(
        (HouseholdTable.station == station_id) & HouseholdTable.closed_on.is_null()
    )
    return [number for (number,) in rows(query)]


def villager(villager_id: UUID) -> Villager | None:
    return one(Villager, VillagerTable, villager_id)


def names(villager_ids: Collection[UUID]) -> dict[UUID, str]:
    """What these villagers are called."""
    query = VillagerTable.select(VillagerTable.id, VillagerTable.name)
    return dict(rows(query.where(VillagerTable.id.in_(list(villager_ids)))))


def members(household_id: UUID) -> list[Villager]:
    """Everyone of the household, the open ones first, the head on top."""
    query = VillagerTable.select().where(VillagerTable.household == household_id)
    return many(
        Villager,
        query.order_by(
            VillagerTable.closed_on.is_null(False), VillagerTable.relation != Relation.HEAD, VillagerTable.id
        ),
    )


def members_of(household_ids: Collection[UUID]) -> list[Villager]:
    """Everyone of these households, household by household."""
    query = VillagerTable.select().where(VillagerTable.household.in_(list(household_ids)))
    return many(Villager, query.order_by(VillagerTable.household, VillagerTable.id))


def villagers_with(station_id: UUID, id_numbers: Collection[str]) -> list[tuple[Villager, Household]]:
    """Open villagers with one of these ID numbers, and where they live.

    The station is looked at afterwards: asked for it the engine would read everybody of the station, and not the index of numbers.
    """
    query = (
        VillagerTable.select(VillagerTable, HouseholdTable)
        .join(HouseholdTable)
        .where(
            (VillagerTable.id_number != "")
            & VillagerTable.id_number.in_(list(id_numbers))
            & VillagerTable.closed_on.is_null()
        )
    )
    found = [(row.record_of(row), HouseholdTable.record_of(row.household)) for row in query]
    return [(villager, home) for villager, home in found if villager.station_id == station_id]
