"""The only writer of records: each row, its audit row and its search entry in one transaction, the audit chained by hash."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from itertools import islice
from typing import Any
from uuid import UUID

from peewee import IntegrityError

from db import search, search_entries
from db.cadres import CadreTable
from db.connection import DATABASE, as_peewee, transaction
from db.fields import EnumField, InstantField, IntField, TextField, UuidField, revived
from db.policies import RateTable
from db.table import Table, columns_of, key_of, many, name_of
from venue_desk.domain.acts import Act
from venue_desk.domain.canonical import canonical
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import Finding, must
from venue_desk.domain.history import WRITES, Action, Change

BATCH = 2000
Values = dict[str, Any]


class AuditTable(Table):
    """One row a change, numbered without gaps. No foreign keys: it outlives all it speaks of."""

    id = IntField(primary_key=True)
    at = InstantField()
    actor = UuidField()
    station_id = UuidField()
    table_name = TextField()
    row_id = UuidField(index=True)
    action = EnumField(Action)
    before = TextField(null=True)
    after = TextField(null=True)
    previous = TextField()
    hash = TextField()

    class Meta:
        table_name = "audit"


TABLES: tuple[type[Table], ...] = (AuditTable,)


def add(act: Act, table: type[Table], record: Any) -> int:
    """Write a new record. The audit id that comes back is what `undo` takes."""
    return add_many(act, table, (record,))[0]


def add_many(act: Act, table: type[Table], records: Iterable[Any]) -> range:
    """Write new records, many thousands if need be, in one transaction; their audit ids come back."""
    remaining = iter(records)
    with transaction():
        first = _head()[0] + 1
        while batch := list(islice(remaining, BATCH)):
            rows = [table.values_of(record) for record in batch]
            _insert(table, rows)
            _audit(act, table, [(row["id"], Action.ADD, None, row) for row in rows])
            # nothing in the index shows other new ones; a single one counts as just used, a bulk does not
            _index(search_entries.concerned(batch) if table is RateTable else batch)
            if len(batch) == 1:
                search.touch(rows[0]["id"], act.at)
        return range(first, _head()[0] + 1)


def change(act: Act, table: type[Table], before: Any, after: Any) -> int:
    """Write `after` in place of `before`; refused if the record is no longer as `before` says."""
    return _replace(act, Action.CHANGE, table, before, after)


def change_many(act: Act, table: type[Table], pairs: Iterable[tuple[Any, Any]]) -> list[int]:
    """As `change` for many records, each once, in one transaction; a bulk does not count as just used."""
    remaining, written = iter(pairs), list[int]()
    with transaction():
        while batch := list(islice(remaining, BATCH)):
            done = [(old.id, Action.CHANGE, table.values_of(old), table.values_of(new)) for old, new in batch]
            current = _currents(table, [row_id for row_id, *_ in done])
            for row_id, _, before, _ in done:
                if current.get(row_id) != before:
                    raise Refused([_touched(table, row_id)])
            _update(table, [after for *_, after in done])
            search_entries.follow([new for _, new in batch])
            last = _audit(act, table, done)
            written += range(last - len(done) + 1, last + 1)
    return written


def close(act: Act, table: type[Table], before: Any, after: Any) -> int:
    """As `change`, for the change that closes a record: nothing is ever deleted."""
    return _replace(act, Action.CLOSE, table, before, after)


def note(act: Act, action: Action, table: type[Table], row_id: UUID, **facts: str) -> int:
    """Remember what was done around a record without changing it, such as who was let in."""
    with transaction():
        return _audit(act, table, [(row_id, action, None, facts)])


def reveal(act: Act, table: type[Table], row_id: UUID, field: str) -> int:
    """Remember that a masked value was looked at in full; the value itself is not repeated."""
    return note(act, Action.REVEAL, table, row_id, field=field)


def undo(act: Act, audit_id: int) -> int:
    """Put back what was before one change, unless the record was touched since: then refused, naming by whom."""
    return undo_many(act, (audit_id,))[0]


def undo_many(act: Act, audit_ids: Iterable[int]) -> list[int]:
    """As `undo` for many changes, the last first, in one transaction; refused whole if any record was touched since."""
    written = list[int]()
    with transaction():
        for run in _runs(_deeds(audit_ids)):
            table, current = run[0].table, _currents(run[0].table, [deed.row_id for deed in run])
            for deed in run:
                if not _still(current.get(deed.row_id), deed.after):
                    raise Refused([_touched(table, deed.row_id)])
            _put_back(run, current)
            last = _audit(act, table, [(deed.row_id, Action.UNDO, deed.after, deed.before) for deed in run])
            written += range(last - len(run) + 1, last + 1)
    return written


def history(table_name: str, row_id: UUID) -> list[Change]:
    """What happened to one record, oldest first."""
    rows = AuditTable.select().where((AuditTable.table_name == table_name) & (AuditTable.row_id == row_id))
    return [_change_of(row) for row in rows.order_by(AuditTable.id)]


def lately(row_ids: Collection[UUID], limit: int) -> list[Change]:
    """What happened to these records, the latest first."""
    rows = AuditTable.select().where(AuditTable.row_id.in_(list(row_ids)))
    return [_change_of(row) for row in rows.order_by(AuditTable.id.desc()).limit(limit)]


def added(row_ids: Collection[UUID]) -> list[Change]:
    """By whom and when these records were first written."""
    rows = AuditTable.select().where(AuditTable.row_id.in_(list(row_ids)) & (AuditTable.action == Action.ADD))
    return [_change_of(row) for row in rows]


def additions_undone(table: type[Table], first: UUID, last: UUID) -> list[Change]:
    """What was added with an id from `first` up to `last` and taken back; `before` is as it was last."""
    query = AuditTable.select().where(
        AuditTable.row_id.between(first, last)
        & (AuditTable.table_name == name_of(table))
        & (AuditTable.action == Action.UNDO)
        & AuditTable.after.is_null()
    )
    return [_change_of(row) for row in query.order_by(AuditTable.id)]


def last_written() -> datetime | None:
    """The instant of the last audit row: no clock that is right stands before it."""
    row = AuditTable.select(AuditTable.at).order_by(AuditTable.id.desc()).limit(1).tuples().first()
    return row[0] if row else None


def verify_chain() -> int | None:
    """The id of the first audit row that is not as it was written, None if all are."""
    expected, previous = 1, ""
    for row in AuditTable.select().order_by(AuditTable.id).iterator():
        if row.id != expected or row.previous != previous or row.hash != _hash_of(row):
            return expected
        expected, previous = expected + 1, row.hash
    return None


def _replace(act: Act, action: Action, table: type[Table], before: Any, after: Any) -> int:
    with transaction():
        old, new = table.values_of(before), table.values_of(after)
        if _current(table, before.id) != old:
            raise Refused([_touched(table, before.id)])
        table.update(new).where(key_of(table) == before.id).execute()
        search_entries.follow([after], act.at)
        return _audit(act, table, [(before.id, action, old, new)])


def _still(current: Values | None, after: Values | None) -> bool:
    if current is None or after is None:
        return current is after
    return current | after == current


@dataclass(frozen=True, slots=True)
class _Deed:
    """One change that is to be taken back."""

    table: type[Table]
    row_id: UUID
    before: Values | None
    after: Values | None

    def alike(self, other: "_Deed") -> bool:
        """Whether one statement can take both back."""
        ways = [(deed.table, deed.before is None, deed.after is None) for deed in (self, other)]
        return ways[0] == ways[1]


def _deeds(audit_ids: Iterable[int]) -> Iterator[_Deed]:
    """What the audit says of these changes, the last first."""
    remaining = iter(sorted(audit_ids, reverse=True))
    while batch := list(islice(remaining, BATCH)):
        rows = {row.id: row for row in AuditTable.select().where(AuditTable.id.in_(batch))}
        for row in (rows[audit_id] for audit_id in batch):
            if row.action not in WRITES:
                raise ValueError(f"nothing was changed by {row.action}")
            table = _table_named(row.table_name)
            yield _Deed(table, row.row_id, _revived(table, row.before), _revived(table, row.after))


def _runs(deeds: Iterable[_Deed]) -> Iterator[list[_Deed]]:
    """Neighbours to be taken back together: of one table, in one way, no record twice."""
    run, met = list[_Deed](), set[UUID]()
    for deed in deeds:
        if run and (len(run) == BATCH or deed.row_id in met or not deed.alike(run[0])):
            yield run
            run, met = [], set()
        run.append(deed)
        met.add(deed.row_id)
    if run:
        yield run


def _put_back(run: Sequence[_Deed], current: dict[UUID, Values]) -> None:
    table, ids = run[0].table, [deed.row_id for deed in run]
    if run[0].before is None:
        _take_away(table, ids, current)
        return
    before = [(deed.row_id, deed.before) for deed in run if deed.before is not None]
    if run[0].after is None:
        for _, values in before:
            table.insert(values).execute()
    else:
        _update(table, [current[row_id] | values for row_id, values in before])
    _index(search_entries.concerned(many(_record_of(table), table.select().where(key_of(table).in_(ids)))))


def _take_away(table: type[Table], ids: Collection[UUID], current: dict[UUID, Values]) -> None:
    record = _record_of(table)
    shown = search_entries.concerned([record(**current[row_id]) for row_id in ids])
    try:
        table.delete().where(key_of(table).in_(ids)).execute()
    except IntegrityError:
        raise Refused([must("undo.used", "", "后面登记的内容要用到它，不能撤销了。请先撤销后面的登记。")]) from None
    gone = set(ids)
    search.drop(gone)
    _index([each for each in shown if each.id not in gone])


def _record_of(table: type[Table]) -> type[Any]:
    assert table.record is not None
    return table.record


def _index(records: Sequence[Any]) -> None:
    search.put(search_entries.entries_of(records))


def _current(table: type[Table], row_id: UUID) -> Values | None:
    row: Any = table.select().where(key_of(table) == row_id).tuples().first()
    return None if row is None else dict(zip(columns_of(table), row, strict=True))


def _currents(table: type[Table], row_ids: Collection[UUID]) -> dict[UUID, Values]:
    rows: Any = table.select().where(key_of(table).in_(list(row_ids))).tuples()
    known = (dict(zip(columns_of(table), row, strict=True)) for row in rows)
    return {row["id"]: row for row in known}


def _update(table: type[Table], rows: Sequence[Values]) -> None:
    kept = [(name, field.db_value) for name, field in columns_of(table).items()]
    marks = ", ".join(f'"{name}" = {DATABASE.param}' for name, _ in kept)
    statement = f'UPDATE "{name_of(table)}" SET {marks} WHERE "id" = {DATABASE.param}'  # noqa: S608  # our own names
    values = [(*(keep(row[name]) for name, keep in kept), row["id"].bytes) for row in rows]
    with as_peewee:
        DATABASE.cursor().executemany(statement, values)


def _insert(table: type[Table], rows: Sequence[Values]) -> None:
    columns = columns_of(table)
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join(DATABASE.param for _ in columns)
    statement = f'INSERT INTO "{name_of(table)}" ({names}) VALUES ({marks})'  # noqa: S608  # our own names
    kept = [(name, field.db_value) for name, field in columns.items()]
    with as_peewee:
        DATABASE.cursor().executemany(statement, [tuple(keep(row[name]) for name, keep in kept) for row in rows])


def _audit(act: Act, table: type[Table], done: Sequence[tuple[UUID, Action, Values | None, Values | None]]) -> int:
    """Append one audit row a deed; the id of the last."""
    number, previous = _head()
    rows = []
    for row_id, action, before, after in done:
        number += 1
        row = {
            "id": number, "at": act.at, "actor": act.cadre_id, "station_id": act.station_id,
            "table_name": name_of(table), "row_id": row_id, "action": action,
            "before": _told(table, before),
            "after": _told(table, after),
            "previous": previous,
        }  # fmt: skip
        previous = row["hash"] = _hash(row)
        rows.append(row)
    _insert(AuditTable, rows)
    return number


def _told(table: type[Table], values: Values | None) -> str | None:
    return None if values is None else canonical({n: value for n, value in values.items() if n not in table.untold})


def _head() -> tuple[int, str]:
    row = AuditTable.select(AuditTable.id, AuditTable.hash).order_by(AuditTable.id.desc()).tuples().first()
    return row or (0, "")


def _hash(row: Values) -> str:
    return sha256(canonical([row[name] for name in HASHED]).encode()).hexdigest()


def _hash_of(row: AuditTable) -> str:
    return _hash({name: getattr(row, name) for name in HASHED})


HASHED = ("id", "at", "actor", "station_id", "table_name", "row_id", "action", "before", "after", "previous")


def _change_of(row: AuditTable) -> Change:
    values = {name: getattr(row, name) for name in HASHED if name != "previous"}
    values |= {name: None if values[name] is None else json.loads(values[name]) for name in ("before", "after")}
    return Change(**values)


def _revived(table: type[Table], text: str | None) -> Values | None:
    if text is None:
        return None
    known = json.loads(text)  # columns added since are not in it: they stay as they are
    return {name: revived(field, known[name]) for name, field in columns_of(table).items() if name in known}


def _table_named(name: str) -> type[Table]:
    from db.schema import TABLES  # the tuple of all tables names this module's too

    return next(table for table in TABLES if name_of(table) == name)


def _touched(table: type[Table], row_id: UUID) -> Finding:
    changes = [c for c in history(name_of(table), row_id) if c.action in WRITES]
    name = _said_name(changes[-1].actor) if changes else ""
    found = must("touched", "", f"{name or '别人'}刚改过这里。请先看看现在的内容，再改一次。")
    return replace(found, subject=row_id)


def _said_name(cadre_id: UUID) -> str:
    cadre = CadreTable.get_or_none(CadreTable.id == cadre_id)
    return str(cadre.name) if cadre else ""
