"""What households draw of the policies (补贴明细): lists by page, a household by year, and whole years for paper."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from peewee import JOIN, fn

from db import search
from db.household_filter import SPELLED_MAX
from db.households import HouseholdTable
from db.places import PLACE, through_hamlets
from db.policies import EntitlementTable, PolicyTable, RateTable
from db.stations import HamletTable
from db.table import columns_of, many, rows
from venue_desk.domain.found import Kind
from venue_desk.domain.policies import (
    Entitlement,
    EntitlementFilter,
    EntitlementOrder,
    EntitlementRow,
    EntitlementSums,
    Rate,
    rate_behind,
)

LastYear = EntitlementTable.alias()


def page(
    station_id: UUID | None,
    wanted: EntitlementFilter,
    order: EntitlementOrder = EntitlementOrder.HAMLET,
    *,
    descending: bool = False,
    offset: int = 0,
    limit: int = 100,
) -> list[EntitlementRow]:
    """One page of the list."""
    query = _listed(station_id, wanted, order, descending).limit(limit).offset(offset)
    ids = [row_id for (row_id,) in rows(query)]
    by_id = {row.entitlement.id: row for row in _rows(EntitlementTable.id.in_(ids))}
    return [by_id[row_id] for row_id in ids]


def place(
    station_id: UUID | None,
    wanted: EntitlementFilter,
    entitlement_id: UUID,
    order: EntitlementOrder = EntitlementOrder.HAMLET,
    *,
    descending: bool = False,
) -> int | None:
    """At which place of the list the entitlement stands, from 0; None if the filter keeps it back."""
    listed = rows(_listed(station_id, wanted, order, descending))
    return next((number for number, (row_id,) in enumerate(listed) if row_id == entitlement_id), None)


def count(station_id: UUID | None, wanted: EntitlementFilter) -> int:
    """How many entitlements the filter lets through."""
    query = _of_station(EntitlementTable.select(fn.count(EntitlementTable.id)), station_id)
    return int(_reached(query, wanted).where(*_conditions(station_id, wanted)).scalar())


def sums(station_id: UUID | None, wanted: EntitlementFilter) -> EntitlementSums:
    """The foot line of the filtered list."""
    query = EntitlementTable.select(
        fn.count(EntitlementTable.id),
        fn.count(EntitlementTable.household.distinct()),
        fn.coalesce(fn.sum(EntitlementTable.amount_fen), 0),
    )
    ((entitlements, households, total),) = rows(
        _reached(_of_station(query, station_id), wanted).where(*_conditions(station_id, wanted))
    )
    return EntitlementSums(entitlements=entitlements, households=households, total_fen=total)


def of_household(household_id: UUID) -> list[EntitlementRow]:
    """All a household ever drew, the latest year first, last year's quantity beside."""
    found = _rows((EntitlementTable.household == household_id) & EntitlementTable.closed_on.is_null())
    return sorted(found, key=lambda row: (-row.entitlement.year, row.entitlement.id))


def of_year(
    station_id: UUID, year: int, *, hamlet_id: UUID | None = None, household_ids: tuple[UUID, ...] = ()
) -> dict[UUID, list[EntitlementRow]]:
    """What the open households draw in a year, in the order of the village: all in one query."""
    chosen = (
        (EntitlementTable.station == station_id)
        & (EntitlementTable.year == year)
        & EntitlementTable.closed_on.is_null()
        & HouseholdTable.closed_on.is_null()
    )
    if hamlet_id is not None:
        chosen &= HouseholdTable.hamlet == hamlet_id
    if household_ids:
        chosen &= EntitlementTable.household.in_(list(household_ids))
    by_household: dict[UUID, list[EntitlementRow]] = defaultdict(list)
    for row in _rows(chosen):
        by_household[row.entitlement.household_id].append(row)
    return by_household


def years(station_id: UUID) -> list[int]:
    """The years in which anything is registered, the latest first."""
    query = EntitlementTable.select(EntitlementTable.year).where(EntitlementTable.station == station_id).distinct()
    return [year for (year,) in rows(query.order_by(EntitlementTable.year.desc()))]


def _listed(station_id: UUID | None, wanted: EntitlementFilter, order: EntitlementOrder, descending: bool) -> Any:
    query = _in_order(station_id, wanted, order).where(*_conditions(station_id, wanted))
    keys = [*_keys(order), EntitlementTable.id]
    return query.order_by(*(key.desc() if descending else key for key in keys))


def _joined(query: Any) -> Any:
    return query.join(HouseholdTable, on=(EntitlementTable.household == HouseholdTable.id)).join(
        HamletTable, on=(HouseholdTable.hamlet == HamletTable.id)
    )


def _reached(query: Any, wanted: EntitlementFilter) -> Any:
    """Joined only when the filter asks for something of the household: a plain count then needs no more than an index."""
    return _joined(query) if wanted.hamlet_id is not None or wanted.text else query


def _in_order(station_id: UUID | None, wanted: EntitlementFilter, order: EntitlementOrder) -> Any:
    if order is not EntitlementOrder.HAMLET:
        query = _of_station(EntitlementTable.select(EntitlementTable.id), station_id)
        return _reached(query, wanted) if order is EntitlementOrder.AMOUNT else _joined(query)
    query = through_hamlets(station_id, EntitlementTable.id)
    return query.join(EntitlementTable, JOIN.CROSS).where(EntitlementTable.household == HouseholdTable.id)


def _keys(order: EntitlementOrder) -> list[Any]:
    place: list[Any] = [*PLACE, HouseholdTable.number, EntitlementTable.policy]
    return {
        EntitlementOrder.HAMLET: place,
        EntitlementOrder.HEAD: [HouseholdTable.head_pinyin, HouseholdTable.number, EntitlementTable.policy],
        EntitlementOrder.AMOUNT: [EntitlementTable.amount_fen],
        EntitlementOrder.POLICY: [EntitlementTable.policy, *place],
    }[order]


def _of_station(query: Any, station_id: UUID | None) -> Any:
    return query if station_id is None else query.where(EntitlementTable.station == station_id)


def _conditions(station_id: UUID | None, wanted: EntitlementFilter) -> list[Any]:
    chosen: list[Any] = [EntitlementTable.year == wanted.year, EntitlementTable.closed_on.is_null()]
    if wanted.policy_id is not None:
        chosen.append(EntitlementTable.policy == wanted.policy_id)
    if wanted.hamlet_id is not None:
        chosen.append(HouseholdTable.hamlet == wanted.hamlet_id)
    if wanted.household_id is not None:
        chosen.append(EntitlementTable.household == wanted.household_id)
    if wanted.unlike_last_year:
        unlike = _last_year() & (LastYear.quantity != EntitlementTable.quantity)
        chosen.append(fn.EXISTS(LastYear.select(LastYear.id).where(unlike)))
    return [*chosen, *(_named(station_id, word) for word in wanted.text.split())]


def _named(station_id: UUID | None, word: str) -> Any:
    """By the head's name, its pinyin or initials, or by 户号."""
    if word.isascii() and word.isalpha():
        spelled = search.find(station_id, word, SPELLED_MAX, {Kind.HOUSEHOLD})
        return HouseholdTable.id.in_([entry.id for entry, _ in spelled])
    return HouseholdTable.head_name.contains(word) | HouseholdTable.number.endswith(word)


def _last_year() -> Any:
    return (
        (LastYear.household == EntitlementTable.household)
        & (LastYear.policy == EntitlementTable.policy)
        & (LastYear.year == EntitlementTable.year - 1)
        & LastYear.closed_on.is_null()
    )


def _rows(chosen: Any) -> list[EntitlementRow]:
    """The entitlements of one condition, filled in by a single query (and one for the rates of their policies)."""
    last_year = LastYear.select(LastYear.quantity).where(_last_year())
    beside = (
        PolicyTable.name, PolicyTable.unit, PolicyTable.per, HouseholdTable.number, HouseholdTable.head_name,
        HamletTable.name, last_year,
    )  # fmt: skip
    names = tuple(columns_of(EntitlementTable))
    query = _joined(EntitlementTable.select(*columns_of(EntitlementTable).values(), *beside))
    query = query.join_from(EntitlementTable, PolicyTable).where(chosen)
    rates = _rates(chosen)
    lines = []
    for values in rows(query.order_by(*_keys(EntitlementOrder.HAMLET))):
        entitlement = Entitlement(**dict(zip(names, values[: len(names)], strict=True)))
        policy, unit, per, number, head, hamlet, last = values[len(names) :]
        behind = rate_behind(rates.get(entitlement.policy_id, ()), entitlement)
        lines.append(
            EntitlementRow(
                entitlement=entitlement, policy=policy, unit=unit, per=per, household_number=number, head_name=head,
                hamlet=hamlet, document_number=behind.document_number if behind else "", last_year_quantity=last,
            )
        )  # fmt: skip
    return lines


def _rates(chosen: Any) -> dict[UUID, list[Rate]]:
    drawn = _joined(EntitlementTable.select(EntitlementTable.policy).distinct()).where(chosen)
    by_policy: dict[UUID, list[Rate]] = defaultdict(list)
    for rate in many(Rate, RateTable.select().where(RateTable.policy.in_(drawn))):
        by_policy[rate.policy_id].append(rate)
    return by_policy
