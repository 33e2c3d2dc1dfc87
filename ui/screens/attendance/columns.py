"""What the 签到签退 table shows: a shift of one cadre a row, planned or served."""

from collections.abc import Callable
from datetime import date, datetime

from ui.kit.columns import Column, Kind, Mark, Tone
from venue_desk.domain.attendance import clock
from venue_desk.domain.attendance_month import ServedShift
from venue_desk.domain.calendar import WEEKDAYS, day_of, short_date

LATE, EARLY = "迟到", "早退"


def mark_of(row: ServedShift, now: datetime) -> Mark | None:
    """What was amiss, else how it came about, else whether they are there."""
    if row.missed:
        return Mark("没签到", Tone.RED, "user-off")
    if LATE in row.remark or EARLY in row.remark:
        return Mark(row.remark.partition("，")[0], Tone.AMBER, "clock")
    if row.sign_on is not None and row.sign_on.off_at is None and now < row.sign_on.ends_at:
        return Mark("在岗", Tone.JADE, "done")
    if row.sign_on is not None and row.sign_on.off_at is None:
        return Mark("没签退", Tone.AMBER, "sign-out")
    if row.stands_in or row.swapped:
        return Mark("替班" if row.stands_in else "换来的", Tone.OUTLINE, "swap")
    return Mark("补签", Tone.OUTLINE, "edit") if row.remark else None


def day_text(day: date) -> str:
    """23日 周一."""
    return f"{day.day}日 周{WEEKDAYS[day.weekday()]}"


def columns(now: Callable[[], datetime]) -> tuple[Column[ServedShift], ...]:
    """The columns, as they stand now."""
    return (
        Column("班次", lambda r: day_text(r.day), meta=lambda r: r.shift, width=112, sort="day"),
        Column("谁", lambda r: r.name, meta=lambda r: r.role.label, sort="name"),
        Column("签到", lambda r: clock(r.sign_on.on_at) if r.sign_on else "—", width=76),
        Column("签退", left_text, width=104),
        Column("情况", lambda _r: "", kind=Kind.CHIP, mark=lambda r: mark_of(r, now()), width=132),
    )


def left_text(row: ServedShift) -> str:
    """20:02, 次日 08:06, — while still there."""
    if row.sign_on is None or row.sign_on.off_at is None:
        return "—"
    later = day_of(row.sign_on.off_at) > row.day
    return f"{'次日 ' if later else ''}{clock(row.sign_on.off_at)}"


def said_day(row: ServedShift, today: date) -> str:
    """今天白班带班."""
    return f"{short_date(row.day, today)}{row.shift}{row.role.label}"
