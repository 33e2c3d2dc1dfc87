"""Attendance (签到签退): who really was there, from sign-on to sign-off; late, missing, left early."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from venue_desk.domain.calendar import at_station, day_of, short_date
from venue_desk.domain.findings import Finding, must
from venue_desk.domain.roster import Duty, Role
from venue_desk.domain.shifts import ShiftRun

CLOCK_SLACK = timedelta(minutes=3)
"""A clock may be put right by so much without a word."""
EARLY = timedelta(hours=2)
"""So long before a shift one may sign on for it."""
NOTE_MAX = 100
E = TypeVar("E", bound="SignOnEntry")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOnEntry:
    """What is said of a presence: whose, in which shift and role, from when to when; `note` why afterwards."""

    cadre_id: UUID
    day: date
    shift: str
    role: Role
    on_at: datetime
    off_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOn(SignOnEntry):
    """A cadre's presence in one shift. `ends_at` and `begins_at` are the shift's, as it was planned when they came.

    `noted_by` is whoever entered it: oneself at the desk, or another afterwards (补签), then with a `note`.
    """

    id: UUID
    station_id: UUID
    begins_at: datetime
    ends_at: datetime
    noted_by: UUID

    @property
    def of_shift(self) -> tuple[date, str]:
        """Names the shift."""
        return self.day, self.shift

    @property
    def afterwards(self) -> bool:
        """补签: entered or put right by somebody else, or later; either says why."""
        return self.noted_by != self.cadre_id or bool(self.note)


def minutes(length: timedelta) -> int:
    """Whole minutes."""
    return length // timedelta(minutes=1)


def late_by(begins_at: datetime, on_at: datetime, limit: int) -> int:
    """Minutes after the shift began; 0 within the setting."""
    late = minutes(on_at - begins_at)
    return late if late > limit else 0


def left_early_by(sign_on: SignOn, limit: int) -> int:
    """Minutes before the end of the shift; 0 within the setting, or while still there."""
    early = minutes(sign_on.ends_at - sign_on.off_at) if sign_on.off_at else 0
    return early if early > limit else 0


def run_for(
    runs: Iterable[ShiftRun], duties: Iterable[Duty], sign_ons: Iterable[SignOn], cadre_id: UUID, at: datetime
) -> ShiftRun | None:
    """The shift a cadre signs on for: their own that runs or is about to begin, else the one that runs."""
    known = [run for run in runs if run.begins_at - EARLY <= at < run.ends_at]
    own = {(duty.day, duty.shift) for duty in duties if duty.cadre_id == cadre_id}
    own -= {one.of_shift for one in sign_ons if one.cadre_id == cadre_id}
    mine = (run for run in known if (run.day, run.name) in own)
    return next(mine, None) or next((run for run in known if run.begins_at <= at), None)


def role_for(duties: Iterable[Duty], present: Iterable[SignOn], cadre_id: UUID, *, leads: bool) -> Role:
    """The role they are rostered in; who is not takes the lead if they may and nobody does, else serves."""
    placed = list(duties)
    own = next((duty.role for duty in placed if duty.cadre_id == cadre_id), None)
    led = any(sign_on.role is Role.LEAD for sign_on in present)
    return own or (Role.LEAD if leads and not led else Role.ON_DUTY)


def clock_finding(now: datetime, last: datetime | None) -> Finding | None:
    """The computer's clock was set back: what is written now would stand before what was written already."""
    if last is None or now >= last - CLOCK_SLACK:
        return None
    return must(
        "clock.back", "",
        f"电脑时钟现在是 {moment(now, now)}，可最近一次登记是 {moment(last, now)}。请先把电脑的日期和时间调准。",
    )  # fmt: skip


def tidy_sign_on(entry: E) -> E:
    """The entry as it is kept."""
    return replace(entry, note=entry.note.strip())


def check_sign_on(
    entry: SignOnEntry, begins_at: datetime, ends_at: datetime, now: datetime, *, needs_note: bool
) -> list[Finding]:
    """It lies within its shift, ends after it begins, not in the future; for another, or afterwards, it says why."""
    found = []
    said = f"{entry.shift}（{clock(begins_at)} 到 {clock(ends_at)}）"
    if not begins_at - EARLY <= entry.on_at < ends_at:
        found.append(
            must("attendance.outside", "on_at", f"{moment(entry.on_at, now)} 不在{said}里，请看是不是选错了班。")
        )
    elif entry.on_at > now:
        found.append(must("attendance.later", "on_at", f"{clock(entry.on_at)} 还没到，到了再签。"))
    if entry.off_at is not None and entry.off_at < entry.on_at:
        found.append(
            must(
                "attendance.ends", "off_at", f"签退 {clock(entry.off_at)} 在签到 {clock(entry.on_at)} 以前，请改过来。"
            )
        )
    elif entry.off_at is not None and entry.off_at > now:
        found.append(must("attendance.off_later", "off_at", f"{clock(entry.off_at)} 还没到，到了再签退。"))
    if needs_note and not entry.note:
        found.append(must("attendance.no_note", "note", "补签、改签要写一句为什么，例如「接电话没顾上」。"))
    if len(entry.note) > NOTE_MAX:
        found.append(must("attendance.note", "note", f"说明最多 {NOTE_MAX} 个字，请写短一些。"))
    return found


def clock(at: datetime) -> str:
    """08:12, as the station's clock shows it."""
    return f"{at_station(at):%H:%M}"


def moment(at: datetime, now: datetime) -> str:
    """今天 08:12, 昨天 20:00, 11月20日 08:12."""
    return f"{short_date(day_of(at), day_of(now))} {clock(at)}"


def name_of(names: Mapping[UUID, str], cadre_id: UUID) -> str:
    """The cadre's name, also of one the station no longer knows."""
    return names.get(cadre_id, "一位离岗的干部")
