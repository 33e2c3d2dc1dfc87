"""From what a form says to what is on record: the entry's fields, carried over by name."""

from dataclasses import fields
from typing import Any


def said(kind: type[Any], entry: object) -> dict[str, Any]:
    """The fields of the entry class `kind`, by name; whatever else `entry` has stays behind."""
    return {field.name: getattr(entry, field.name) for field in fields(kind)}
