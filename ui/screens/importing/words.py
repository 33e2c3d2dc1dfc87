"""What a row of the dry run says on screen: numbers of people masked, before → after, the reason. No Qt here."""

import re
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

from ui.kit.columns import Mark, Tone
from venue_desk.domain.cadres import duty_days_text
from venue_desk.domain.findings import Finding, Severity
from venue_desk.domain.identity import Masked, clean_digits, mask_account, mask_id_number, mask_phone
from venue_desk.domain.importing import (
    COLUMNS,
    Column,
    FieldChange,
    ImportKind,
    Meaning,
    Outcome,
    PlannedRow,
    PolicyColumn,
)
from venue_desk.domain.money import quantity, yuan

MARKS: Mapping[Outcome, Mark] = {
    Outcome.NEW: Mark(Outcome.NEW.label, Tone.JADE, "plus"),
    Outcome.CHANGED: Mark(Outcome.CHANGED.label, Tone.AMBER, "edit"),
    Outcome.UNCHANGED: Mark(Outcome.UNCHANGED.label, Tone.OUTLINE),
    Outcome.REFUSED: Mark(Outcome.REFUSED.label, Tone.RED, "must"),
}
UNCHANGED = "和本站登记的一样"
_C = Column
_NAMED = frozenset({_C.SERIAL, _C.NUMBER, _C.NAME, _C.HEAD, _C.POLICY, _C.YEAR})
"""What the subject of a row says already."""

_PLAIN = frozenset({_C.HAMLET, _C.GROUP, _C.RELATION, _C.GENDER, _C.ADDRESS, _C.POSITION, _C.CADRE_KIND})
"""What needs no heading before it."""

_LONG_DIGITS = re.compile(r"[0-9]{11,}[Xx]?")
_UNIT = re.compile(r"（.*?）")


def meaning_words(meaning: Meaning | None) -> str:
    """As a choice in the list of what a column may be."""
    if isinstance(meaning, PolicyColumn):
        return f"{short(meaning.measure)}：{meaning.policy}"
    return str(meaning) if meaning else "不导入"


def short(column: Column) -> str:
    """金额（元） → 金额."""
    return _UNIT.sub("", column.value)


def shown(column: Meaning | None, text: str) -> str:
    """A text of the table, in one line, the numbers of people masked whatever column they stand in."""
    text = " ".join(text.split())
    digits = clean_digits(text)
    if column is Column.ID_NUMBER:
        return mask_id_number(digits)
    if column in (Column.PHONE, Column.HOME_PHONE) and digits.isdecimal():
        return mask_phone(digits)
    if column is Column.ACCOUNT and digits.isdecimal():
        return mask_account(digits)
    return _LONG_DIGITS.sub(lambda match: mask_id_number(match[0]), text)


def understood(column: Column, value: object, text: str) -> str:
    """How a cell was understood; as written if that cannot be read."""
    if value is None or isinstance(value, Masked):
        return shown(column, text)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum) and hasattr(value, "label"):
        return str(value.label)
    if isinstance(value, frozenset):
        return duty_days_text(value)
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    if isinstance(value, int):
        return _number(column, value)
    return shown(column, str(value))


def content(kind: ImportKind, row: PlannedRow) -> str:
    """What would be written, what would be different, or why it cannot be brought in."""
    if row.outcome is Outcome.REFUSED:
        return row.reason
    if row.outcome is Outcome.CHANGED:
        return "；".join(map(changed, row.changes))
    return UNCHANGED if row.outcome is Outcome.UNCHANGED else _said(kind, row)


def reminder(row: PlannedRow) -> str:
    """What is to be looked at in a row that is brought in."""
    return "" if row.outcome is Outcome.REFUSED else "".join(dict.fromkeys(map(_sentence, row.findings)))


def changed(change: FieldChange) -> str:
    """电话 138****1001 → 139****2002."""
    column: Any = change.label
    before, after = shown(column, change.before) or "空", shown(column, change.after) or "空"
    alike = "（中间几位不同）" if before == after else ""
    return f"{short(Column(column))} {before} → {after}{alike}"


def _sentence(finding: Finding) -> str:
    return finding.sentence if finding.severity is Severity.SHOULD else ""


def _said(kind: ImportKind, row: PlannedRow) -> str:
    said = [(column, row.texts[column]) for column in COLUMNS[kind] if column in row.texts and column not in _NAMED]
    return " · ".join(
        shown(column, text) if column in _PLAIN else f"{short(column)} {shown(column, text)}" for column, text in said
    )


def _number(column: Column, value: int) -> str:
    if column in (Column.LAND, Column.QUANTITY):
        return quantity(value)
    return yuan(value) if column in (Column.RATE, Column.AMOUNT) else str(value)
