"""Canonical JSON: one form only for the same facts, so that a hash over it can be made again years later."""

import json
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from venue_desk.domain.calendar import to_millis


def canonical(value: object) -> str:
    """Sorted keys, no blanks, instants as milliseconds. The audit and the seals of handovers are hashed over it."""
    return _ENCODER.encode(value)


def _plain(value: Any) -> Any:
    """What JSON has no kind for, as one that it has."""
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):  # before date: every datetime is one
        return to_millis(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, set | frozenset):
        return sorted(value)
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    raise TypeError(type(value).__name__)


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)
