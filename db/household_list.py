"""The register of households as lists see it: read a page at a time, never the table.

A page is found on an index alone and only then are its few households filled in, so that page 600 costs little more
than page 1.
"""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from peewee import JOIN, Field, Tuple, fn

from db.household_filter import conditions, drawn_in, has_card, has_sheet, of_station
from db.households import HouseholdTable, VillagerTable
from db.places import PLACE, through_hamlets, through_stations
from db.policies import EntitlementTable
from db.printouts import CARDS, IssuanceTable
from db.stations import HamletTable, StationTable
from db.table import many, rows
from venue_desk.domain.households import (
    Household,
    HouseholdCounts,
    HouseholdFilter,
    HouseholdOrder,
    HouseholdRow,
    HouseholdSums,
)
from venue_desk.domain.printouts import PaperKey


def page(
    station_id: UUID | None,
    wanted: HouseholdFilter,
    order: HouseholdOrder = HouseholdOrder.HAMLET,
    *,
    descending: bool = False,
    offset: int = 0,
    limit: int = 100,
) -> list[HouseholdRow]:
    """One page of the register."""
    query, keys = _in_order(station_id, order, wanted.year)
    query = (
        query.where(*conditions(station_id, wanted)).order_by(*_turned(keys, descending)).limit(limit).offset(offset)
    )
    return lines([row_id for (row_id,) in rows(query)], wanted.year)


def lines(ids: Collection[UUID], year: int) -> list[HouseholdRow]:
    """The lines of these households, in this order."""
    found = {h.id: h for h in many(Household, HouseholdTable.select().where(HouseholdTable.id.in_(list(ids))))}
    lived_in = HamletTable.id.in_({h.hamlet_id for h in found.values()})
    hamlets = dict(rows(HamletTable.select(HamletTable.id, HamletTable.name).where(lived_in)))
    members, entitled, issued = _members(ids), _entitled(ids, year), _issued(ids)
    return [
        HouseholdRow(
            household=found[row_id],
            hamlet=hamlets[found[row_id].hamlet_id],
            members=members.get(row_id, 0),
            entitled_fen=entitled.get(row_id, 0),
            has_card=not issued.isdisjoint((row_id, paper, None) for paper in CARDS),
            has_sheet=(row_id, PaperKey.POLICY_SHEET, year) in issued,
        )
        for row_id in ids
    ]


def count(station_id: UUID | None, wanted: HouseholdFilter) -> int:
    """How many households the filter lets through: rows are counted, not ids, so that an index alone may do."""
    return int(_of_all(station_id, wanted, fn.count()).scalar())


def place(
    station_id: UUID | None,
    wanted: HouseholdFilter,
    household_id: UUID,
    order: HouseholdOrder = HouseholdOrder.HAMLET,
    *,
    descending: bool = False,
) -> int | None:
    """At which place of the list the household stands, from 0; None if the filter keeps it back."""
    query, keys = _in_order(station_id, order, wanted.year)
    query = query.where(*conditions(station_id, wanted))
    own = rows(query.select(*keys).where(HouseholdTable.id == household_id))
    return int(_before(query, keys, own[0], order, behind=descending).count()) if own else None


def leap(
    station_id: UUID | None,
    wanted: HouseholdFilter,
    letters: str,
    after: int,
    order: HouseholdOrder = HouseholdOrder.HAMLET,
    *,
    descending: bool = False,
) -> int | None:
    """The place of the next household behind `after`, going round, whose head is spelled with these initials."""
    query, keys = _in_order(station_id, order, wanted.year)
    query = query.where(*conditions(station_id, wanted))
    here = rows(query.select(*keys).order_by(*_turned(keys, descending)).offset(after).limit(1)) if after >= 0 else []
    spelled = query.select_extend(HouseholdTable.head_pinyin).where(HouseholdTable.head_pinyin.startswith(letters[0]))
    behind = [_before(spelled, keys, here[0], order, behind=not descending)] if here else []
    for part in (*behind, spelled):
        for row_id, pinyin in part.order_by(*_turned(keys, descending)).tuples().iterator():
            if "".join(syllable[0] for syllable in pinyin.lower().split()).startswith(letters):
                return place(station_id, wanted, row_id, order, descending=descending)
    return None


def _before(query: Any, keys: Sequence[Any], values: Sequence[Any], order: HouseholdOrder, *, behind: bool) -> Any:
    """Those that stand before the place with these values, or behind it."""
    own = Tuple(*(k.to_value(value) if isinstance(k, Field) else value for k, value in zip(keys, values, strict=True)))
    side = Tuple(*keys) > own if behind else Tuple(*keys) < own
    return query.having(side) if order is HouseholdOrder.ENTITLED else query.where(side)


def sums(station_id: UUID | None, wanted: HouseholdFilter) -> HouseholdSums:
    """The foot line of the filtered list."""
    ((households, land),) = rows(_of_all(station_id, wanted, fn.count(HouseholdTable.id), _sum(HouseholdTable.land)))
    members = _of_all(station_id, wanted, fn.count(VillagerTable.id)).join(VillagerTable, JOIN.CROSS)
    members = members.where(VillagerTable.household == HouseholdTable.id, VillagerTable.closed_on.is_null())
    entitled = _of_all(station_id, wanted, _sum(EntitlementTable.amount_fen)).join(EntitlementTable, JOIN.CROSS)
    entitled = entitled.where(drawn_in(wanted.year))
    return HouseholdSums(households=households, land=land, members=members.scalar(), entitled_fen=entitled.scalar())


def _of_all(station_id: UUID | None, wanted: HouseholdFilter, *columns: Any) -> Any:
    """A hamlet is one station's: told both, the engine would read along the station's index."""
    within = None if wanted.hamlet_id is not None else station_id
    return of_station(HouseholdTable.select(*columns), within).where(*conditions(station_id, wanted))


def _sum(column: Any) -> Any:
    return fn.coalesce(fn.sum(column), 0)


def counts(station_id: UUID | None, year: int) -> HouseholdCounts:
    """The numbers on the chips."""
    return HouseholdCounts(
        households=count(station_id, HouseholdFilter(year=year)),
        without_card=count(station_id, HouseholdFilter(year=year, without_card=True)),
        without_sheet=count(station_id, HouseholdFilter(year=year, without_sheet=True)),
        closed=count(station_id, HouseholdFilter(year=year, closed=True)),
    )


def by_hamlet(station_id: UUID) -> dict[UUID, int]:
    """Open households of each hamlet."""
    query = HouseholdTable.select(HouseholdTable.hamlet, fn.count(HouseholdTable.id)).where(
        (HouseholdTable.station == station_id) & HouseholdTable.closed_on.is_null()
    )
    return dict(rows(query.group_by(HouseholdTable.hamlet)))


def sheets_by_hamlet(station_id: UUID, year: int) -> dict[UUID, tuple[int, int]]:
    """For each hamlet: the households that draw anything in the year, and how many of them have that year's sheet."""
    drawing = fn.EXISTS(EntitlementTable.select(EntitlementTable.id).where(drawn_in(year)))
    query = HouseholdTable.select(
        HouseholdTable.hamlet, fn.count(HouseholdTable.id), fn.sum(has_sheet(year).cast("INTEGER"))
    ).where((HouseholdTable.station == station_id) & HouseholdTable.closed_on.is_null() & drawing)
    return {hamlet: (drawn, sheets) for hamlet, drawn, sheets in rows(query.group_by(HouseholdTable.hamlet))}


def by_group(station_id: UUID | None) -> dict[UUID, tuple[int, int]]:
    """For each group: its open households, and how many of them have a card."""
    query = HouseholdTable.select(
        HouseholdTable.group, fn.count(HouseholdTable.id), fn.sum(has_card().cast("INTEGER"))
    ).where(HouseholdTable.closed_on.is_null())
    if station_id is not None:
        query = query.where(HouseholdTable.station == station_id)
    query = query.group_by(HouseholdTable.group)
    return {group_id: (households, cards) for group_id, households, cards in rows(query)}


def villagers(station_id: UUID | None) -> int:
    """How many people live in the open households."""
    query = VillagerTable.select(fn.count(VillagerTable.id)).where(VillagerTable.closed_on.is_null())
    return int((query if station_id is None else query.where(VillagerTable.station == station_id)).scalar())


def _in_order(station_id: UUID | None, order: HouseholdOrder, year: int) -> tuple[Any, list[Any]]:
    """Ids, and what they are ordered by: an index; the id itself comes last, so that pages never overlap."""
    keys: list[Any]
    if order is HouseholdOrder.HAMLET:
        query = through_hamlets(station_id, HouseholdTable.id)
        keys = [*PLACE, HouseholdTable.number]
    elif order is HouseholdOrder.NUMBER:
        query = through_stations(station_id, HouseholdTable.id)
        keys = [StationTable.id, HouseholdTable.number]
    else:
        query = of_station(HouseholdTable.select(HouseholdTable.id), station_id)
        keys = [HouseholdTable.head_pinyin, HouseholdTable.number]
    if order is HouseholdOrder.ENTITLED:
        query = query.join(EntitlementTable, JOIN.LEFT_OUTER, on=drawn_in(year)).group_by(HouseholdTable.id)
        keys = [_sum(EntitlementTable.amount_fen)]
    return query, [*keys, HouseholdTable.id]


def _turned(keys: Sequence[Any], descending: bool) -> list[Any]:
    return [key.desc() if descending else key for key in keys]


def _members(ids: Collection[UUID]) -> dict[UUID, int]:
    query = VillagerTable.select(VillagerTable.household, fn.count(VillagerTable.id)).where(
        VillagerTable.household.in_(list(ids)) & VillagerTable.closed_on.is_null()
    )
    return dict(rows(query.group_by(VillagerTable.household)))


def _entitled(ids: Collection[UUID], year: int) -> dict[UUID, int]:
    query = EntitlementTable.select(EntitlementTable.household, fn.sum(EntitlementTable.amount_fen)).where(
        EntitlementTable.household.in_(list(ids))
        & (EntitlementTable.year == year)
        & EntitlementTable.closed_on.is_null()
    )
    return dict(rows(query.group_by(EntitlementTable.household)))


def _issued(ids: Collection[UUID]) -> set[tuple[UUID, PaperKey, int | None]]:
    query = IssuanceTable.select(IssuanceTable.household, IssuanceTable.paper, IssuanceTable.year)
    return set(rows(query.where(IssuanceTable.household.in_(list(ids)))))


def places(station_id: UUID) -> list[tuple[UUID, UUID, UUID, bool]]:
    """Every open household in the order of the village: its id, group, hamlet, and whether it has a card."""
    query = (
        through_hamlets(
            station_id, HouseholdTable.id, HouseholdTable.group, HouseholdTable.hamlet, has_card().cast("INTEGER")
        )
        .where(HouseholdTable.closed_on.is_null())
        .order_by(*PLACE, HouseholdTable.number)
    )
    return [(row_id, group, hamlet, bool(card)) for row_id, group, hamlet, card in rows(query)]
