"""Typed fields: how the values of the domain are kept, and how they come back from an audit row.

Every column is INTEGER, TEXT or BLOB, so that the STRICT tables of SQLite check them; PostgreSQL has the same kinds.
"""

import json
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from peewee import BigIntegerField, Check, Field, ForeignKeyField

from venue_desk.domain.calendar import from_millis, to_millis
from venue_desk.domain.canonical import canonical

if TYPE_CHECKING:
    from db.table import Table


class UuidField(Field):
    """A UUID as its 16 bytes."""

    field_type = "BLOB"

    def db_value(self, value: UUID | None) -> bytes | None:
        return None if value is None else value.bytes

    def python_value(self, value: bytes | None) -> UUID | None:
        return None if value is None else UUID(bytes=value)

    def revive(self, value: str) -> UUID:
        return UUID(value)


class TextField(Field):
    """Text of any length."""

    field_type = "TEXT"


class AttachmentField(TextField):
    """The name of an attachment, "" = none: as long as a row names one, its file is kept."""


class IntField(BigIntegerField):
    """A whole number: fen, thousandths, a year, a count."""


class BoolField(Field):
    """Yes or no."""

    field_type = "BOOL"

    def db_value(self, value: bool | None) -> int | None:
        return None if value is None else int(value)

    def python_value(self, value: int | None) -> bool | None:
        return None if value is None else bool(value)


class InstantField(Field):
    """An aware datetime as UTC milliseconds."""

    field_type = "BIGINT"

    def db_value(self, value: datetime | None) -> int | None:
        return None if value is None else to_millis(value)

    def python_value(self, value: int | None) -> datetime | None:
        return None if value is None else from_millis(value)

    def revive(self, value: int) -> datetime:
        return from_millis(value)


class DayField(Field):
    """A date as ISO text, which sorts as dates do."""

    field_type = "TEXT"

    def db_value(self, value: date | None) -> str | None:
        return None if value is None else value.isoformat()

    def python_value(self, value: str | None) -> date | None:
        return None if value is None else date.fromisoformat(value)

    def revive(self, value: str) -> date:
        return date.fromisoformat(value)


class EnumField(Field):
    """A StrEnum as its value; the table refuses any other, unless the kind is `growing` with every version (papers)."""

    field_type = "TEXT"

    def __init__(self, kind: type[StrEnum], *, growing: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.kind, self.growing = kind, growing

    def bind(self, model: Any, name: str, set_attribute: bool = True) -> None:
        super().bind(model, name, set_attribute)
        if self.growing:
            return
        known = ", ".join(f"'{member.value}'" for member in self.kind)
        self.constraints = [*(self.constraints or ()), Check(f'"{self.column_name}" IN ({known})')]

    def db_value(self, value: str | None) -> str | None:
        return None if value is None else self.kind(value).value

    def python_value(self, value: str | None) -> StrEnum | None:
        return None if value is None else self.kind(value)

    def revive(self, value: str) -> StrEnum:
        return self.kind(value)


class JsonField(Field):
    """Canonical JSON: JsonField(dict), JsonField(tuple, UUID), JsonField(frozenset, int), JsonField(tuple, str).

    `attached` is the key under which attachments are named anywhere within.
    """

    field_type = "TEXT"

    def __init__(
        self, shape: Callable[..., Any], item: Callable[[Any], Any] | None = None, *, attached: str = "", **options: Any
    ) -> None:
        super().__init__(**options)
        self.shape, self.item, self.attached = shape, item, attached

    def db_value(self, value: Any) -> str | None:
        return None if value is None else canonical(value)

    def python_value(self, value: str | None) -> Any:
        return None if value is None else self.revive(json.loads(value))

    def revive(self, value: Any) -> Any:
        return self.shape(value) if self.item is None else self.shape(map(self.item, value))


def reference(table: "type[Table] | str", **options: Any) -> ForeignKeyField:
    """A foreign key that guards what it points at: a field named `station` is the column and attribute `station_id`."""
    return ForeignKeyField(cast("type[Any]", table), on_delete="RESTRICT", on_update="RESTRICT", backref="+", **options)


def revived(field: Any, value: Any) -> Any:
    """The value of `field` out of an audit row's JSON."""
    kind = getattr(field, "rel_field", field)
    revive: Callable[[Any], Any] | None = getattr(kind, "revive", None)
    return value if value is None or revive is None else revive(value)
