"""Past handovers: the list on the screen and for Excel, the gaps in it, and those that still want to be finished."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from db import cadres
from db import handover as table
from venue_desk.domain.calendar import at_station
from venue_desk.domain.handover import Handover, ItemState
from venue_desk.domain.handover_history import HandoverRow
from venue_desk.domain.handover_turns import Coming, Turn, turn_of
from venue_desk.domain.roster import month_end
from venue_desk.exchange.writing import Shape
from venue_desk.services.listings import ExportColumn, Listing, Wanted


def page(station_id: UUID, *, offset: int = 0, limit: int = 100) -> list[HandoverRow]:
    """The handovers on record, the latest first."""
    return _rows(station_id, [turn_of(each) for each in table.page(station_id, offset=offset, limit=limit)])


def of_days(station_id: UUID, first: date, last: date) -> list[HandoverRow]:
    """Those at the end of shifts that began on these days, the latest first."""
    return _rows(station_id, [turn_of(each) for each in reversed(table.of_days(station_id, first, last))])


def recent(station_id: UUID, coming: Coming, limit: int) -> list[HandoverRow]:
    """The last ones but the one in hand, with those that nobody began in their places."""
    known = [turn_of(each) for each in table.page(station_id, limit=limit + 1)]
    known = [turn for turn in known if turn.key != coming.turn.key]
    never_begun = [turn for turn in coming.earlier if turn.handover is None]
    latest = sorted([*known, *never_begun], key=lambda turn: turn.due_at, reverse=True)
    return _rows(station_id, latest[:limit])


def _rows(station_id: UUID, found: Sequence[Turn]) -> list[HandoverRow]:
    ids = [turn.handover.id for turn in found if turn.handover is not None]
    items = table.items(ids)
    total = Counter(item.handover_id for item in items)
    as_is = Counter(item.handover_id for item in items if item.state is ItemState.TAKEN_AS_IS)
    added = Counter(addition.handover_id for addition in table.additions(ids))
    names = cadres.names(station_id)

    def row(turn: Turn) -> HandoverRow:
        record = turn.handover.id if turn.handover is not None else None
        people = [
            names.get(each, "") if each else ""
            for each in (turn.giver_id, turn.taker_id, turn.lead_giver_id, turn.lead_taker_id)
        ]
        return HandoverRow(
            turn=turn, giver=people[0], taker=people[1], lead_giver=people[2], lead_taker=people[3],
            items=total[record] if record else 0, taken_as_is=as_is[record] if record else 0,
            additions=added[record] if record else 0,
        )  # fmt: skip

    return [row(turn) for turn in found]


def listing(wanted: Wanted) -> Listing[HandoverRow]:
    """交接班 for Excel: of the month that stands on the screen, else of the year."""
    columns: list[ExportColumn[HandoverRow]] = [
        ExportColumn(title="日期", of=lambda r: r.turn.from_day, shape=Shape.DATE),
        ExportColumn(title="班次", room=12, of=lambda r: r.turn.title),
        ExportColumn(title="交班人", room=9, of=lambda r: r.giver),
        ExportColumn(title="接班人", room=9, of=lambda r: r.taker),
        ExportColumn(title="带班交", room=9, of=lambda r: r.lead_giver),
        ExportColumn(title="带班接", room=9, of=lambda r: r.lead_taker),
        ExportColumn(title="应交时间", of=lambda r: at_station(r.turn.due_at), shape=Shape.MOMENT),
        ExportColumn(title="交班签字", of=lambda r: _moment(_of(r).given_at), shape=Shape.MOMENT),
        ExportColumn(title="接班签字", of=lambda r: _moment(_of(r).taken_at), shape=Shape.MOMENT),
        ExportColumn(title="项数", of=lambda r: r.items, shape=Shape.WHOLE),
        ExportColumn(title="带差异", of=lambda r: r.taken_as_is, shape=Shape.WHOLE),
        ExportColumn(title="注意事项", room=30, of=lambda r: _of(r).notes),
        ExportColumn(title="补记", of=lambda r: r.additions, shape=Shape.WHOLE),
        ExportColumn(title="封存码", room=20, of=lambda r: _of(r).seal),
    ]

    month = wanted.month
    first, last = (month, month_end(month)) if month else (date(wanted.year, 1, 1), date(wanted.year, 12, 31))

    def rows() -> list[HandoverRow]:
        return of_days(wanted.station_id, first, last) if wanted.station_id is not None else []

    of = f"{first.year}年{first.month}月" if month else f"{first.year}年"
    return Listing(name="交接班", title=f"{of}交接班登记", columns=columns, rows=rows)


def _of(row: HandoverRow) -> Handover:
    assert row.turn.handover is not None  # the pages hold what was begun
    return row.turn.handover


def _moment(at: datetime | None) -> datetime | None:
    return at_station(at) if at is not None else None
