"""The forms of 签到签退: entered afterwards (补签), and put right (改)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from ui.kit.fields import Choice, Field, Kind
from venue_desk.domain.attendance import EARLY, SignOn, SignOnEntry
from venue_desk.domain.calendar import STATION_ZONE, at_station, short_date
from venue_desk.domain.records import said
from venue_desk.domain.roster import Role
from venue_desk.domain.shifts import ShiftRun

AS_ROSTERED = ""
ROLES = [Choice(role, role.label) for role in Role]


def afterwards_fields(cadres: Callable[[], Sequence[Choice]], runs: Callable[[], Sequence[Choice]]) -> list[Field]:
    """补签: whose, which shift, when."""
    return [
        Field(name="cadre_id", label="谁", kind=Kind.CHOICE, choices=cadres, required=True, row="who"),
        Field(name="role", label="分工", kind=Kind.CHOICE, choices=[Choice(AS_ROSTERED, "照排班"), *ROLES], row="who"),
        Field(name="run", label="班次", kind=Kind.CHOICE, choices=runs, required=True),
        Field(name="on_at", label="几点到的", kind=Kind.TIME, required=True, placeholder="如 754"),
        Field(name="note", label="为什么补签", required=True, placeholder="如 接电话没顾上"),
    ]


def correcting_fields() -> list[Field]:
    """改: times and role; person and shift stay."""
    return [
        Field(name="role", label="分工", kind=Kind.CHOICE, choices=ROLES, required=True),
        Field(name="on_at", label="签到", kind=Kind.TIME, required=True, row="times"),
        Field(name="off_at", label="签退", kind=Kind.TIME, row="times", hint="还在岗就空着"),
        Field(name="note", label="为什么改", required=True, placeholder="如 早到了，电脑没开"),
    ]


def leaving_fields() -> list[Field]:
    """补签退."""
    return [
        Field(name="off_at", label="几点走的", kind=Kind.TIME, required=True),
        Field(name="note", label="为什么补签", placeholder="现在走就不用写"),
    ]


def run_choices(runs: Sequence[ShiftRun], now: datetime) -> list[Choice]:
    """Shifts that have begun, the latest first."""
    begun = [run for run in runs if run.begins_at <= now]
    today = at_station(now).date()
    return [
        Choice((run.day, run.name), f"{short_date(run.day, today)} {run.name}", run.shift.hours)
        for run in reversed(begun)
    ]


def values_of(one: SignOn) -> dict[str, Any]:
    """A sign-on as its form shows it."""
    return {
        "role": one.role, "on_at": clock_of(one.on_at), "off_at": clock_of(one.off_at) if one.off_at else None,
        "note": one.note,
    }  # fmt: skip


def corrected(one: SignOn, values: Mapping[str, Any]) -> SignOnEntry:
    """The typed values as the service takes them; a time that was not touched keeps its seconds."""
    kept = said(SignOnEntry, one)
    return SignOnEntry(
        **{
            **kept, "role": values["role"], "note": values["note"],
            "on_at": near(values["on_at"], one.begins_at, one.on_at),
            "off_at": near(values["off_at"], one.ends_at, one.off_at) if values["off_at"] else None,
        }
    )  # fmt: skip


def clock_of(at: datetime) -> time:
    """The minute it stands at."""
    return at_station(at).time().replace(second=0, microsecond=0)


def inside(typed: time, run: ShiftRun) -> datetime:
    """The instant of that clock within the shift, or shortly before it; else the one nearest to its beginning."""
    days = (run.day + timedelta(days=days) for days in (0, 1))
    found = (datetime.combine(day, typed, STATION_ZONE) for day in days)
    within = (at for at in found if run.begins_at - EARLY <= at < run.ends_at)
    return next(within, near(typed, run.begins_at))


def near(typed: time, about: datetime, before: datetime | None = None) -> datetime:
    """The instant of that clock nearest to one that is known, such as 08:06 after the end at 08:00."""
    if before is not None and clock_of(before) == typed:
        return before
    day = at_station(about).date()
    found = (datetime.combine(day + timedelta(days=days), typed, STATION_ZONE) for days in (-1, 0, 1))
    return min(found, key=lambda at: abs(at - about))
