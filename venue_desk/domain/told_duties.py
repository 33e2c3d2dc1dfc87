"""谁改过: what the audit knows of one place of the roster, in the words of the roster."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from venue_desk.domain.history import Action, Change
from venue_desk.domain.told_changes import ToldChange

GONE = "一位离岗的干部"
Values = Mapping[str, Any]


def told_duties(changes: Iterable[Change], names: Mapping[UUID, str]) -> list[ToldChange]:
    """The changes as lines, in the order given."""
    return [
        ToldChange(at=change.at, who=names.get(change.actor, GONE), whose="", what=what)
        for change in changes
        for what in _whats(change, names)
    ]


def _whats(change: Change, names: Mapping[UUID, str]) -> Iterator[str]:
    before, after = change.before or {}, change.after or {}
    prefix = "撤销，" if change.action is Action.UNDO else ""
    if before.get("cadre_id") != after.get("cadre_id"):
        yield f"{prefix}{_people(before, after, names)}"
    elif (note := after.get("note")) and note != before.get("note"):
        yield f"{prefix}{note}"
    if bool(before.get("locked")) != bool(after.get("locked")):
        yield f"{prefix}{'锁定' if after.get('locked') else '解开锁定'}"


def _people(before: Values, after: Values, names: Mapping[UUID, str]) -> str:
    was, now = _name(before.get("cadre_id"), names), _name(after.get("cadre_id"), names)
    note = f"（{after['note']}）" if after.get("note") else ""
    if not now:
        return f"{was}不排了"
    if after.get("stands_in_for"):
        return f"{now}替{_name(after['stands_in_for'], names)}值班{note}"
    return f"{was}换成{now}{note}" if was else f"排上{now}{note}"


def _name(cadre_id: str | None, names: Mapping[UUID, str]) -> str:
    return names.get(UUID(cadre_id), GONE) if cadre_id else ""
