"""What the tables themselves refuse, and how such a refusal is told at its field."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from peewee import IntegrityError

from db.table import Table
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import Finding


def unique_open(table: type[Table], *fields: Any, until: Any = None) -> None:
    """These fields together are unique among the rows that are not closed, and whose `until` is not come either."""
    open_rows = table.closed_on.is_null()  # type: ignore[attr-defined]
    if until is not None:
        open_rows &= until.is_null()
    table.add_index(table.index(*fields, unique=True, where=open_rows))


@contextmanager
def refusing(breaches: Mapping[str, Finding]) -> Iterator[None]:
    """Tell a breach of an invariant as a finding: `breaches` is keyed by the table.column the engine names last.

    The services look before they write; this is for what slips in between from another process.
    """
    try:
        yield
    except IntegrityError as error:
        named = str(error).rsplit(" ", 1)[-1]
        if named not in breaches:
            raise
        raise Refused([breaches[named]]) from None
