"""The register of cases as lists see it: a page at a time, never the table; figures of a stretch of time."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from peewee import SQL, Value, fn

from db.cadres import CadreTable
from db.cases import IS_OPEN, IS_OVER, CaseTable
from db.fields import UuidField
from db.stations import GroupTable, HamletTable
from db.table import many, rows
from venue_desk.domain.case_figures import Counted
from venue_desk.domain.case_listing import CaseCounts, CaseFilter, CaseOrder, CaseRow, CaseView
from venue_desk.domain.cases import Case, CaseState

FAR = 2000
"""Rows so far down are worth a look at how many there are: the engine walks over all that are skipped."""


def page(
    station_id: UUID | None, wanted: CaseFilter, order: CaseOrder = CaseOrder.DUE, *, descending: bool = False,
    offset: int = 0, limit: int = 100,
) -> list[CaseRow]:  # fmt: skip
    """One page of the register, with the names that stand beside; one beyond the middle is read from the end."""
    conditions = _conditions(station_id, wanted)
    total = _number(conditions) if offset >= FAR else 0
    if total > offset > total // 2:
        end = min(offset + limit, total)
        query = CaseTable.select().where(*conditions).order_by(*_order(order, descending=not descending))
        return lines(many(Case, query.limit(end - offset).offset(total - end))[::-1])
    query = CaseTable.select().where(*conditions).order_by(*_order(order, descending=descending))
    return lines(many(Case, query.limit(limit).offset(offset)))


def lines(cases: list[Case]) -> list[CaseRow]:
    """These cases as lines."""
    groups = _names(GroupTable, {case.group_id for case in cases})
    hamlets = _names(HamletTable, {case.hamlet_id for case in cases})
    agents = _names(CadreTable, {case.agent_id for case in cases})
    return [
        CaseRow(case=c, group=groups[c.group_id], hamlet=hamlets[c.hamlet_id], agent=agents[c.agent_id]) for c in cases
    ]


def count(station_id: UUID | None, wanted: CaseFilter) -> int:
    """How many cases the filter lets through."""
    return _number(_conditions(station_id, wanted))


def place(
    station_id: UUID | None, wanted: CaseFilter, case_id: UUID, order: CaseOrder = CaseOrder.DUE, *, descending: bool = False
) -> int | None:  # fmt: skip
    """At which place of the list the case stands, from 0; None if the filter keeps it back."""
    conditions = _conditions(station_id, wanted)
    first, second = _columns(order)
    found = rows(CaseTable.select(first, second).where(*conditions, CaseTable.id == case_id))
    if not found:
        return None
    ((at, tie),) = found
    if descending:
        before = (first > at) | ((first == at) & (second > tie))
    else:
        before = (first < at) | ((first == at) & (second < tie))
    return _number([*conditions, before])


def counts(station_id: UUID | None, today: date) -> CaseCounts:
    """The numbers on the chips and in the foot; only what is in hand is looked at."""
    collected = CaseTable.state == CaseState.COLLECTED
    late = (CaseTable.promised_on < today) & CaseTable.state.in_(CLOCKED)
    due = (CaseTable.promised_on == today) & CaseTable.state.in_(CLOCKED)
    query = CaseTable.select(
        fn.count(CaseTable.id),
        *(
            fn.coalesce(fn.sum(condition.cast("INTEGER")), 0)
            for condition in (
                late, due, CaseTable.state == CaseState.AMENDING, CaseTable.held > 0, CaseTable.state == CaseState.DONE,
                (CaseTable.state == CaseState.DONE) & (CaseTable.held > 0),
                collected & CaseTable.rating.is_null(), collected & CaseTable.rating.is_null(False),
            )
        ),
    ).where(*_of(station_id), IS_OPEN)  # fmt: skip
    ((in_hand, *numbers),) = rows(query)
    return CaseCounts(in_hand, *numbers)


def counted(station_id: UUID | None, first: date, last: date) -> list[Counted]:
    """What figures of these days look at: accepted or done in them, or promised for before their end and in hand then.

    Each of the four is read by its own index; what two of them bring is told apart here.
    """
    names = (
        CaseTable.accepted_on, CaseTable.done_on, CaseTable.promised_on, CaseTable.promised_days, CaseTable.worked_days,
        CaseTable.on_time, CaseTable.rating, CaseTable.method, CaseTable.agent, CaseTable.item_name, CaseTable.hamlet,
    )  # fmt: skip
    running = CaseTable.state.in_(CLOCKED)
    ways = (
        CaseTable.accepted_on.between(first, last),
        CaseTable.done_on.between(first, last),
        IS_OPEN & (CaseTable.promised_on < last),
        (CaseTable.done_on > last) & (CaseTable.promised_on < last),
    )
    accepted, done, due, overdue = (
        rows(CaseTable.select(*names, running).where(*_of(station_id), way)) for way in ways
    )
    before = [values for values in (*done, *overdue, *(v for v in due if v[-1])) if values[0] < first]
    return [replace(Counted(*values), running=bool(values[-1])) for values in (*accepted, *before)]


def _number(conditions: list[Any]) -> int:
    """Counting columns would read every row; counting rows is done from the index."""
    return int(CaseTable.select(fn.count(SQL("*"))).where(*conditions).scalar())


CLOCKED = (CaseState.ACCEPTED, CaseState.UNDER_WAY)


def _of(station_id: UUID | None) -> list[Any]:
    return [] if station_id is None else [CaseTable.station == station_id]


def _beside_ids(station_id: UUID | None) -> list[Any]:
    """As `_of`, so that no index of the station is taken: those that a search found are read by their ids."""
    if station_id is None:
        return []
    station = CaseTable.station
    return [fn.COALESCE(station, station) == Value(UuidField().db_value(station_id), converter=False)]


def _conditions(station_id: UUID | None, wanted: CaseFilter) -> list[Any]:
    found = [*(_of(station_id) if wanted.ids is None else _beside_ids(station_id)), *_view(wanted)]
    for column, value in (
        (CaseTable.group, wanted.group_id), (CaseTable.agent, wanted.agent_id), (CaseTable.method, wanted.method),
        (CaseTable.item_root_id, wanted.item_root_id), (CaseTable.household, wanted.household_id),
        (CaseTable.villager, wanted.villager_id),
    ):  # fmt: skip
        if value is not None:
            found.append(column == value)
    if wanted.accepted_from:
        found.append(CaseTable.accepted_on >= wanted.accepted_from)
    if wanted.accepted_to:
        found.append(CaseTable.accepted_on <= wanted.accepted_to)
    if wanted.ids is not None:
        found.append(CaseTable.id.in_(list(wanted.ids)))
    return found


def _view(wanted: CaseFilter) -> list[Any]:
    today = wanted.today
    views: dict[CaseView, list[Any]] = {
        CaseView.IN_HAND: [IS_OPEN],
        CaseView.LATE: [IS_OPEN, CaseTable.promised_on < today, CaseTable.state.in_(CLOCKED)],
        CaseView.TODAY: [IS_OPEN, CaseTable.promised_on == today, CaseTable.state.in_(CLOCKED)],
        CaseView.AMENDING: [IS_OPEN, CaseTable.state == CaseState.AMENDING],
        CaseView.HOLDING: [IS_OPEN, CaseTable.held > 0],
        CaseView.TO_COLLECT: [IS_OPEN, CaseTable.state == CaseState.DONE],
        CaseView.ENDED: [IS_OVER],
        CaseView.ALL: [],
    }
    return views[wanted.view]


def _order(order: CaseOrder, *, descending: bool) -> list[Any]:
    columns = _columns(order)
    return [column.desc() for column in columns] if descending else columns


def _columns(order: CaseOrder) -> list[Any]:
    return {
        CaseOrder.DUE: [CaseTable.promised_on, CaseTable.id],
        CaseOrder.ACCEPTED: [CaseTable.accepted_on, CaseTable.id],
        CaseOrder.APPLICANT: [CaseTable.applicant, CaseTable.id],
        CaseOrder.ITEM: [CaseTable.item_name, CaseTable.id],
    }[order]


def _names(table: Any, ids: set[UUID]) -> dict[UUID, str]:
    return dict(rows(table.select(table.id, table.name).where(table.id.in_(ids)))) if ids else {}
