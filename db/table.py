"""The base of all tables: a row is the dataclass of the domain, column by field."""

from collections.abc import Mapping
from functools import cache
from typing import Any, ClassVar, TypeVar, cast
from uuid import UUID

from peewee import Field, Model

from db.connection import DATABASE

R = TypeVar("R")


class Table(Model):
    """A table written by the journal declares `record`, the frozen dataclass whose fields its columns are named after.

    What stands in a column named in `untold` is not repeated in the audit.
    """

    record: ClassVar[type[Any] | None] = None
    untold: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        database = DATABASE
        legacy_table_names = False
        strict_tables = True

    @classmethod
    def values_of(cls, record: Any) -> dict[str, Any]:
        """The columns of a domain record, as Python values."""
        return {name: getattr(record, name) for name in columns_of(cls)}

    @classmethod
    def record_of(cls, row: "Table") -> Any:
        """The domain record of a row."""
        assert cls.record is not None
        return cls.record(**{name: row.__data__[field.name] for name, field in columns_of(cls).items()})


def name_of(table: type[Table]) -> str:
    """The name of the table in the file and in the audit."""
    return str(table._meta.table_name)  # noqa: SLF001  # peewee's documented way to what Meta says


def key_of(table: type[Table]) -> Field:
    """The primary key."""
    return cast("Field", table._meta.primary_key)  # noqa: SLF001


@cache
def columns_of(table: type[Table]) -> Mapping[str, Any]:
    """The fields by column name, which is the name of the dataclass's field."""
    return {field.column_name: field for field in table._meta.sorted_fields}  # noqa: SLF001


def many(kind: type[R], query: Any) -> list[R]:
    """The records of a query over one whole table: `many(Cadre, CadreTable.select().where(…))`."""
    names = tuple(columns_of(query.model))
    return [kind(**dict(zip(names, row, strict=True))) for row in rows(query)]


def rows(query: Any) -> list[tuple[Any, ...]]:
    """The rows of any query, as Python values in the order of its columns."""
    return list(query.tuples())


def one(kind: type[R], table: type[Table], record_id: UUID) -> R | None:
    """The record with this id, None if there is none."""
    found = many(kind, table.select().where(key_of(table) == record_id))
    return found[0] if found else None
