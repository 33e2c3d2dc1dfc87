"""Spot checks (抽查记录): who of the township or county looked in at night, whom they found, and what they said."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from venue_desk.domain.calendar import NIGHT_ENDS, at_station
from venue_desk.domain.findings import Finding, must, should
from venue_desk.domain.lodging import AHEAD, NOON, TEXT_MAX, Night

S = TypeVar("S", bound="SpotCheckEntry")


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotCheckEntry:
    """A check at an instant: `present` were seen, `away` were asked for and not there, `result` is what was found."""

    at: datetime
    by_whom: str
    unit: str = ""
    present: tuple[UUID, ...] = ()
    away: tuple[UUID, ...] = ()
    result: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotCheck(SpotCheckEntry):
    """A check on record, in the night it belongs to; cancelled, it is closed and never deleted."""

    id: UUID
    station_id: UUID
    night: date
    noted_by: UUID
    closed_on: date | None = None


def tidy_spot_check(entry: S) -> S:
    """The entry as it is kept."""
    return replace(
        entry, by_whom=entry.by_whom.strip(), unit=entry.unit.strip(), result=entry.result.strip(), note=entry.note.strip()
    )  # fmt: skip


def check_spot_check(
    entry: SpotCheckEntry, now: datetime, nights: Collection[Night], names: Mapping[UUID, str]
) -> list[Finding]:
    """Who checked and what was found; nobody is both there and away. Against the `nights` noted it is only compared."""
    found = []
    if not entry.by_whom:
        found.append(must("spot_check.by_whom", "by_whom", "请写是谁来查的，例如「镇党委 张副书记」。"))
    if not entry.result:
        found.append(must("spot_check.result", "result", "请写查的结果，例如「在岗在位」。"))
    found += [
        must("spot_check.long", field, f"最多 {TEXT_MAX} 个字，请写短一些。")
        for field in ("by_whom", "unit", "result", "note")
        if len(getattr(entry, field)) > TEXT_MAX
    ]
    if entry.at > now + AHEAD:
        found.append(must("spot_check.later", "at", "抽查时间在现在以后，请改成来查的时候。"))
    if both := set(entry.present) & set(entry.away):
        found.append(must("spot_check.both", "away", f"{_said(both, names)}既写了在、又写了不在，请改一处。"))
    if not entry.present and not entry.away:
        found.append(must("spot_check.nobody", "present", "请勾选查到了谁在、谁不在。"))
    return [*found, *_compared(entry, nights, names)]


def _compared(entry: SpotCheckEntry, nights: Collection[Night], names: Mapping[UUID, str]) -> list[Finding]:
    """At the hour of the check; in the forenoon nobody is asked for the night."""
    if NIGHT_ENDS <= at_station(entry.at).time() < NOON:
        return []
    found, noted = [], {each.cadre_id: each for each in nights if each.cadre_id}
    lying = {
        cadre_id for cadre_id, night in noted.items() if night.arrived_at <= entry.at and night.lies_from(entry.at)
    }
    left = {cadre_id for cadre_id, night in noted.items() if not night.lies_from(entry.at)}
    if gone := set(entry.away) & lying:
        found.append(should("spot_check.gone", "away", f"{_said(gone, names)}登记了住站，查时不在。请核对住宿登记。"))
    if back := set(entry.present) & left:
        found.append(
            should("spot_check.left", "present", f"{_said(back, names)}登记已经离开，查时在站。请核对住宿登记。")
        )
    if unnoted := set(entry.present) - set(noted):
        found.append(should("spot_check.unnoted", "present", f"{_said(unnoted, names)}在站，还没登记住宿，请补上。"))
    return found


def _said(cadre_ids: Iterable[UUID], names: Mapping[UUID, str]) -> str:
    return "、".join(sorted(names.get(each, "") for each in cadre_ids))
