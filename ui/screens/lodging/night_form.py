"""The forms of a night: a cadre's or a guest's, new or put right; why one is crossed out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from ui.kit.fields import Choice, Field, Kind
from venue_desk.domain.calendar import at_station
from venue_desk.domain.lodging import NOON, Night, NightEntry, NightHow, evening

NO_BED = Choice("", "没有床位")
HOW = [Choice(how, how.label) for how in NightHow]
BEGINS = time(20)
"""When a past night is taken to have begun, until somebody says otherwise."""


def cadre_fields(beds: Callable[[], Sequence[Choice]]) -> list[Field]:
    """Whose night it is stands in the title."""
    return [
        Field(name="bed_id", label="床位", kind=Kind.CHOICE, choices=beds, ends=True),
        Field(name="arrived_at", label="几点到的", kind=Kind.TIME, required=True, row="times", placeholder="如 2130"),
        Field(name="left_at", label="几点离开", kind=Kind.TIME, row="times", hint="没走就空着"),
        Field(name="how", label="怎么报到的", kind=Kind.CHOICE, choices=HOW, required=True),
        Field(name="note", label="备注", hint="可以不写"),
    ]


def guest_fields(beds: Callable[[], Sequence[Choice]], begins: Callable[[date], time] | None = None) -> list[Field]:
    """Somebody who does not belong to the station; with `begins`, the hour of a night, where that is still to be said."""
    night = Field(name="night", label="哪一晚", kind=Kind.DATE, required=True, hint="到站那天的日期")
    of_night = {field.name: field for field in cadre_fields(beds) if field.name != "how"}
    of_night["bed_id"] = replace(of_night["bed_id"], ends=False)
    if begins is not None:
        hour = replace(of_night["arrived_at"], suggest=partial(_hour_of, begins))
        of_night = {"night": night, **of_night, "arrived_at": hour}
    return [
        Field(name="guest", label="客人姓名", required=True),
        Field(name="guest_unit", label="单位", placeholder="如 县农技中心"),
        *of_night.values(),
    ]


def cancel_fields() -> list[Field]:
    """A night is never deleted."""
    return [Field(name="reason", label="为什么划掉", required=True, placeholder="如 记错人了")]


def values_of(night: NightEntry) -> dict[str, Any]:
    """A night as its form shows it."""
    left = clock_of(night.left_at) if night.left_at else None
    values: dict[str, Any] = {
        "bed_id": night.bed_id or NO_BED.key, "arrived_at": clock_of(night.arrived_at), "left_at": left, "note": night.note,
    }  # fmt: skip
    if night.cadre_id is None:
        return {"guest": night.guest, "guest_unit": night.guest_unit, **values}
    return {**values, "how": night.how}


def entry_of(values: Mapping[str, Any], night: date, cadre_id: UUID | None, before: NightEntry | None) -> NightEntry:
    """The typed values as the service takes them; a minute that was not touched keeps its seconds."""
    return NightEntry(
        night=night,
        cadre_id=cadre_id,
        guest=str(values.get("guest") or ""),
        guest_unit=str(values.get("guest_unit") or ""),
        bed_id=values["bed_id"] or None,
        arrived_at=_instant(values["arrived_at"], night, before.arrived_at if before else None),
        left_at=_instant(values["left_at"], night, before.left_at if before else None) if values["left_at"] else None,
        how=values.get("how") or NightHow.IN_PERSON,
        note=str(values["note"] or ""),
    )


def begun(night: date, tonight: date, now: datetime) -> time:
    """The time one would write: now, or for a night that is over the evening."""
    return clock_of(now) if night == tonight else BEGINS


def clock_of(at: datetime) -> time:
    """The minute it stands at."""
    return at_station(at).time().replace(second=0, microsecond=0)


def who_is(night: Night, names: Mapping[UUID, str]) -> str:
    """The cadre's name, or the guest's."""
    return names.get(night.cadre_id, "") if night.cadre_id else night.guest


def _hour_of(begins: Callable[[date], time], said: Mapping[str, object]) -> time | None:
    night = said["night"]
    return begins(night) if isinstance(night, date) else None


def _instant(typed: time, night: date, before: datetime | None) -> datetime:
    """That hour in the night: before noon it is the morning after."""
    if before is not None and clock_of(before) == typed:
        return before
    return evening(night if typed >= NOON else night + timedelta(days=1), typed)
