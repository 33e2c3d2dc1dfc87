"""Shifts (班次): how the 24 hours of a day are divided, from a day on, and how many serve on each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

from venue_desk.domain.calendar import STATION_ZONE
from venue_desk.domain.findings import Finding, must
from venue_desk.domain.holidays import WorkCalendar

DAY = 24 * 60
"""Minutes of a day."""

MOST_SHIFTS, MOST_PEOPLE = 4, 6
NAME_MAX = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One shift: from and to in minutes after midnight. One that ends no later than it begins ends the next day."""

    name: str
    begins: int
    ends: int
    leads: int = 1
    others: int = 1

    @property
    def length(self) -> int:
        """Minutes: 24 hours where it begins and ends at the same time."""
        return (self.ends - self.begins - 1) % DAY + 1

    @property
    def mark(self) -> str:
        """白, 夜: the one character that stands in a cell of the month."""
        return self.name[:1]

    @property
    def hours(self) -> str:
        """08:00—20:00, 20:00—次日 08:00."""
        return f"{clock_text(self.begins)}—{'次日 ' if self.begins + self.length > DAY else ''}{clock_text(self.ends)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftPatternEntry:
    """The shifts of every day from `from_on` on; `rest_day_shifts` on days off where they differ, else empty."""

    from_on: date
    shifts: tuple[Shift, ...]
    rest_day_shifts: tuple[Shift, ...] = ()
    document_number: str = ""

    def of_day(self, *, off: bool) -> tuple[Shift, ...]:
        """The shifts of a day."""
        return self.rest_day_shifts if off and self.rest_day_shifts else self.shifts


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftPattern(ShiftPatternEntry):
    """A pattern on record."""

    id: UUID
    station_id: UUID
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftRun:
    """One shift of one day, with its instants. A night shift belongs to the day on which it begins."""

    day: date
    shift: Shift
    begins_at: datetime
    ends_at: datetime

    @property
    def name(self) -> str:
        """夜班."""
        return self.shift.name


WHOLE_DAY = (Shift(name="全天", begins=8 * 60, ends=8 * 60),)
DAY_AND_NIGHT = (Shift(name="白班", begins=8 * 60, ends=20 * 60), Shift(name="夜班", begins=20 * 60, ends=8 * 60))
THREE_SHIFTS = (
    Shift(name="夜班", begins=0, ends=8 * 60),
    Shift(name="早班", begins=8 * 60, ends=16 * 60),
    Shift(name="中班", begins=16 * 60, ends=0),
)
PRESETS = {"全天一班": WHOLE_DAY, "白夜两班": DAY_AND_NIGHT, "三班": THREE_SHIFTS}
DEFAULT = ShiftPatternEntry(from_on=date(2000, 1, 1), shifts=DAY_AND_NIGHT)
"""What holds while the station has set nothing."""


def shift_of(values: dict[str, Any]) -> Shift:
    """A shift as it was kept."""
    return Shift(**values)


def clock_text(minutes: int) -> str:
    """480 → 08:00."""
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def pattern_on(patterns: Iterable[ShiftPatternEntry], day: date) -> ShiftPatternEntry:
    """The pattern in force on the day."""
    return max((p for p in patterns if p.from_on <= day), key=lambda p: p.from_on, default=DEFAULT)


def days_of(pattern: ShiftPatternEntry) -> tuple[tuple[str, tuple[Shift, ...]], ...]:
    """Which days have which shifts: 每天, or 工作日 and 休息日 apart."""
    if not pattern.rest_day_shifts:
        return (("每天", pattern.shifts),)
    return (("工作日", pattern.shifts), ("休息日", pattern.rest_day_shifts))


def runs(
    patterns: Sequence[ShiftPatternEntry], calendar: WorkCalendar, first: date, last: date
) -> tuple[ShiftRun, ...]:
    """Every shift that begins on a day from `first` to `last`, in the order of time."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    found = (_run(day, shift) for day in days for shift in pattern_on(patterns, day).of_day(off=calendar.off(day)))
    return tuple(sorted(found, key=lambda run: run.begins_at))


def _run(day: date, shift: Shift) -> ShiftRun:
    begins = datetime.combine(day, time(), STATION_ZONE) + timedelta(minutes=shift.begins)
    return ShiftRun(day=day, shift=shift, begins_at=begins, ends_at=begins + timedelta(minutes=shift.length))


def tidy_pattern(entry: ShiftPatternEntry) -> ShiftPatternEntry:
    """The entry as it is kept: shifts in the order of the clock, names without blanks."""
    return replace(
        entry,
        shifts=_tidy(entry.shifts),
        rest_day_shifts=_tidy(entry.rest_day_shifts),
        document_number=entry.document_number.strip(),
    )


def check_pattern(entry: ShiftPatternEntry) -> list[Finding]:
    """Somebody is always there: each shift has a lead and names, and no minute of any week is free or taken twice.

    What is wrong with one shift stands at `shifts.0.name`, counted from 0; what lies between two, at the end of the first.
    """
    findings = [*_check_shifts(entry.shifts, "shifts")]
    if entry.rest_day_shifts:
        findings += _check_shifts(entry.rest_day_shifts, "rest_day_shifts")
    if findings:
        return findings
    weekday, rest_day = entry.shifts, entry.rest_day_shifts
    if not rest_day:
        return [*_check_day("shifts", "", weekday)]
    found = [*_check_day("shifts", "工作日：", weekday), *_check_day("rest_day_shifts", "休息日：", rest_day)]
    if not found:
        found += _check_joint("rest_day_shifts.0.begins", "工作日接休息日：", weekday[-1], rest_day[0])
        found += _check_joint(f"rest_day_shifts.{len(rest_day) - 1}.ends", "休息日接工作日：", rest_day[-1], weekday[0])
    return found


def _check_shifts(shifts: tuple[Shift, ...], field: str) -> Iterator[Finding]:
    if not 1 <= len(shifts) <= MOST_SHIFTS:
        yield must("shifts.count", f"{field}.0.name", f"一天要有 1 到 {MOST_SHIFTS} 个班，请再看一遍。")
    marks: list[str] = []
    for place, shift in enumerate(shifts):
        at = f"{field}.{place}"
        if not 1 <= len(shift.name) <= NAME_MAX:
            yield must("shifts.name", f"{at}.name", f"班名要有 1 到 {NAME_MAX} 个字，例如「白班」。")
        elif shift.mark in marks:
            yield must("shifts.twice", f"{at}.name", "两个班的第一个字相同，值班表上分不清，请改一个名字。")
        marks.append(shift.mark)
        for when, said in (("begins", "开始"), ("ends", "结束")):
            if not 0 <= getattr(shift, when) < DAY:
                yield must("shifts.time", f"{at}.{when}", f"请写几点{said}，例如 08:00。")
        if not (0 <= shift.leads <= MOST_PEOPLE and 0 <= shift.others <= MOST_PEOPLE and shift.leads + shift.others):
            yield must(
                "shifts.people",
                f"{at}.leads",
                f"「{shift.name}」至少要有 1 个人，带班和值班各不超过 {MOST_PEOPLE} 人。",
            )


def _check_day(field: str, said: str, shifts: tuple[Shift, ...]) -> Iterator[Finding]:
    """Each begins when the one before ends, the first when the last one of the day before does."""
    for place, (shift, following) in enumerate(pairwise(shifts)):
        yield from _check_joint(f"{field}.{place}.ends", said, shift, following, same_day=True)
    yield from _check_joint(f"{field}.{len(shifts) - 1}.ends", said, shifts[-1], shifts[0])


def _check_joint(field: str, said: str, shift: Shift, following: Shift, *, same_day: bool = False) -> Iterator[Finding]:
    ends, follows = shift.begins + shift.length, following.begins + (0 if same_day else DAY)
    free = follows - ends
    if free > 0:
        yield must(
            "shifts.hole", field,
            f"{said}「{shift.name}」{clock_text(ends)} 结束，「{following.name}」{clock_text(follows)} 才开始，"
            f"中间 {_minutes(free)}没有人。请把时间接上。",
        )  # fmt: skip
    elif free < 0:
        yield must(
            "shifts.overlap", field,
            f"{said}「{shift.name}」{clock_text(ends)} 才结束，「{following.name}」{clock_text(follows)} 就开始了，"
            f"重了 {_minutes(-free)}。请把时间错开。",
        )  # fmt: skip


def _minutes(minutes: int) -> str:
    """30 分钟, 2 小时, 1 小时 30 分钟."""
    hours, rest = divmod(minutes, 60)
    return " ".join(filter(None, (f"{hours} 小时" if hours else "", f"{rest} 分钟" if rest else "")))


def _tidy(shifts: tuple[Shift, ...]) -> tuple[Shift, ...]:
    return tuple(sorted((replace(s, name=s.name.strip()) for s in shifts), key=lambda s: s.begins))
