"""The history of a record: who changed what, when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID


class Action(StrEnum):
    """What was done to a record, or, without changing it, around it."""

    ADD = "add"
    CHANGE = "change"
    CLOSE = "close"
    UNDO = "undo"
    REVEAL = "reveal"
    ADMIT = "admit"
    DISMISS = "dismiss"

    @property
    def label(self) -> str:
        """The word on screen."""
        return _LABELS[self]


_LABELS = {
    Action.ADD: "登记",
    Action.CHANGE: "改",
    Action.CLOSE: "注销",
    Action.UNDO: "撤销",
    Action.REVEAL: "查看",
    Action.ADMIT: "设口令",
    Action.DISMISS: "收回口令",
}

WRITES = (Action.ADD, Action.CHANGE, Action.CLOSE, Action.UNDO)
"""The actions after which the record is as `after` says; the others only note who did what beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One audit row. `before` and `after` hold plain values (ids and dates as text) by field name."""

    id: int
    at: datetime
    actor: UUID
    station_id: UUID
    table_name: str
    row_id: UUID
    action: Action
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that became different."""
        old, new = self.before or {}, self.after or {}
        return tuple(sorted(name for name in {*old, *new} if old.get(name) != new.get(name)))
