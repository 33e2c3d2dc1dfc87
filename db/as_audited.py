"""Records beside the audit: which are not as the journal last wrote them, and which are gone without it."""

import json
from collections.abc import Iterator
from typing import Any

from peewee import JOIN, fn

from db.fields import revived
from db.journal import AuditTable, Values
from db.table import Table, columns_of, key_of, name_of, rows
from venue_desk.domain.canonical import canonical
from venue_desk.domain.history import WRITES


def altered(table: type[Table]) -> Iterator[Values]:
    """The rows that are not as they were last written."""
    return (values for values, after in _with_audit(table) if not _as_written(values, after))


def vanished(table: type[Table]) -> list[Values]:
    """The rows that the journal wrote last and that are gone, as it wrote them."""
    there = table.select().where(key_of(table) == AuditTable.row_id)
    query = AuditTable.select(AuditTable.after).where(
        (AuditTable.table_name == name_of(table))
        & AuditTable.after.is_null(False)
        & (AuditTable.id == _last_write(AuditTable.row_id))
        & ~fn.EXISTS(there)
    )
    written = (json.loads(after) for (after,) in rows(query))
    columns = columns_of(table)
    return [{name: revived(columns[name], value) for name, value in row.items() if name in columns} for row in written]


def _with_audit(table: type[Table]) -> Iterator[tuple[Values, str | None]]:
    audit = AuditTable.alias()
    written = (audit.id == _last_write(key_of(table))) & (audit.row_id == key_of(table))
    query = table.select(table, audit.after).join(audit, JOIN.LEFT_OUTER, on=written)
    names = tuple(columns_of(table))
    for *row, after in query.tuples().iterator():
        yield dict(zip(names, row, strict=True)), after


def _last_write(row_id: Any) -> Any:
    later = AuditTable.alias()
    return later.select(fn.MAX(later.id)).where((later.row_id == row_id) & later.action.in_(WRITES))


def _as_written(values: Values, after: str | None) -> bool:
    """An audit row from before a column was added says nothing of that column."""
    if after is None:
        return False
    if canonical(values) == after:
        return True
    now, then = json.loads(canonical(values)), json.loads(after)
    return all(now[name] == then[name] for name in now.keys() & then.keys())
