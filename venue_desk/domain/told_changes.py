"""变更记录: what the audit knows of a record, in the words of the register, with numbers masked."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from venue_desk.domain.calendar import plain_date
from venue_desk.domain.history import Action, Change
from venue_desk.domain.households import ClosedBecause, Relation
from venue_desk.domain.identity import Gender, mask_account, mask_id_number, mask_phone
from venue_desk.domain.money import quantity

NAMED = 3
"""So many are named of those to whom the same was done at once."""

HOUSEHOLDS, VILLAGERS = "households", "villagers"
MASKS: dict[str, Callable[[str], str]] = {"phone": mask_phone, "id_number": mask_id_number, "account": mask_account}
LABELS = {
    HOUSEHOLDS: {
        "number": "户号", "head_name": "户主", "hamlet_id": "住处", "phone": "电话", "address": "地址",
        "account": "一卡通", "bank": "开户行", "land": "耕地", "note": "备注",
    },
    VILLAGERS: {
        "name": "姓名", "relation": "与户主关系", "id_number": "身份证号", "gender": "性别", "born_on": "出生日期",
        "phone": "电话", "note": "备注", "household_id": "所在农户",
    },
}  # fmt: skip
"""What is told of a change, in this order; the rest follows from it or is nobody's business."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldChange:
    """One line: at which instant, who, whose record, and what."""

    at: datetime
    who: str
    whose: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What the ids in an audit row are called: the records themselves, cadres, hamlets, households by their number."""

    records: Mapping[UUID, str]
    cadres: Mapping[UUID, str]
    places: Mapping[str, str]


def told(changes: Iterable[Change], names: Names) -> list[ToldChange]:
    """The changes as lines, in the order given; what was done alike to several people at once is one line."""
    lines = [line for change in changes for line in _lines(change, names)]
    return [_joined(list(same)) for _, same in groupby(lines, key=lambda line: (line.at, line.who, line.what))]


def _joined(lines: Sequence[ToldChange]) -> ToldChange:
    first = lines[0]
    all_of_them = list(dict.fromkeys(line.whose for line in reversed(lines)))
    more = "等" if len(all_of_them) > NAMED else ""
    return ToldChange(at=first.at, who=first.who, whose=f"{'、'.join(all_of_them[:NAMED])}{more}", what=first.what)


def _lines(change: Change, names: Names) -> list[ToldChange]:
    whose = names.records.get(change.row_id, "")
    return [
        ToldChange(at=change.at, who=names.cadres.get(change.actor, ""), whose=whose, what=what)
        for what in _whats(change, names)
    ]


def _whats(change: Change, names: Names) -> list[str]:
    before, after = change.before, change.after
    if change.action is Action.REVEAL:
        return [f"看了{LABELS.get(change.table_name, {}).get(str((after or {}).get('field')), '号码')}"]
    if before is None:
        return [_undone(change, "登记")]
    if after is None:
        return ["撤销了登记"]
    whats = [_undone(change, closing)] if (closing := _closing(before, after)) else []
    for field, label in LABELS.get(change.table_name, {}).items():
        if before.get(field) != after.get(field):
            whats.append(_undone(change, _changed(field, label, before.get(field), after.get(field), names)))
    return whats


def _undone(change: Change, what: str) -> str:
    return f"撤销，{what}" if change.action is Action.UNDO else what


def _closing(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    if before.get("closed_on") == after.get("closed_on"):
        return ""
    if after.get("closed_on") is None:
        return "重新在册"
    return f"{ClosedBecause(after['closed_because']).label}，{plain_date(date.fromisoformat(after['closed_on']))}"


def _changed(field: str, label: str, old: Any, new: Any, names: Names) -> str:
    if field == "note":
        added = str(new or "").removeprefix(str(old or "")).strip("；")
        return f"备注：{added}" if old and str(new or "").startswith(str(old)) else f"备注：{_shown(field, new, names)}"
    was, now = _shown(field, old, names), _shown(field, new, names)
    if was == now:
        return f"{label}：改了中间几位，仍显示为 {now}"
    return f"{label}：{was} → {now}"


def _shown(field: str, value: Any, names: Names) -> str:
    if value in (None, ""):
        return "空"
    if field in MASKS:
        return MASKS[field](str(value))
    if field in {"hamlet_id", "household_id"}:
        return names.places.get(str(value), "别处")
    if field == "land":
        return f"{quantity(int(value))} 亩"
    if field == "born_on":
        return plain_date(date.fromisoformat(str(value)))
    if field == "relation":
        return Relation(value).label
    return Gender(value).label if field == "gender" else str(value)
