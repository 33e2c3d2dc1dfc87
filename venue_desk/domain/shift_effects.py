"""What becomes of the roster's places when a day has other shifts than before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from venue_desk.domain.findings import Finding, must
from venue_desk.domain.roster import Duty, slots_of
from venue_desk.domain.shifts import ShiftRun

Pair = tuple[Duty, Duty]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """`gone` are shifts that have begun and would no longer be what they were; `emptied` places that the day no longer
    has, with who stands in them; `shifted` those that begin or end at another time. The latter two before and after.
    """

    gone: tuple[tuple[date, str], ...] = ()
    emptied: tuple[Pair, ...] = ()
    shifted: tuple[Pair, ...] = ()


def effect(
    duties: Iterable[Duty],
    sealed: Iterable[tuple[date, str]],
    before: Sequence[ShiftRun],
    after: Sequence[ShiftRun],
    now: datetime,
) -> Effect:
    """Of all duties of some days, and the shifts of them that were handed over and sealed."""
    was, will = _by_name(before), _by_name(after)
    changed = {key for key in was.keys() | will.keys() if was.get(key) != will.get(key)}
    places = {slot for run in after for slot in slots_of(run)}
    gone, emptied, shifted = {key for key in sealed if key in changed and key in was}, list[Pair](), list[Pair]()
    for duty in duties:
        key = (duty.day, duty.shift)
        if key not in changed or duty.cadre_id is None:
            continue
        run = will.get(key)
        if duty.begins_at <= now:
            gone.add(key)
        elif run is None or duty.slot not in places:
            emptied.append((duty, replace(duty, cadre_id=None, locked=False, stands_in_for=None, note="")))
        elif (duty.begins_at, duty.ends_at) != (run.begins_at, run.ends_at):
            shifted.append((duty, replace(duty, begins_at=run.begins_at, ends_at=run.ends_at)))
    return Effect(gone=tuple(sorted(gone)), emptied=tuple(emptied), shifted=tuple(shifted))


def gone_finding(found: Effect, field: str) -> Finding:
    """What has been served stays as it was."""
    day, shift = found.gone[-1]
    return must(
        "shifts.gone", field,
        f"{day.month}月{day.day}日{shift}已经有人值了，那天的班次不能再改。请改成那以后的日子。",
    )  # fmt: skip


def emptied_finding(found: Effect, published: Iterable[date]) -> Finding:
    """Told before it is done: these places are no more."""
    days = sorted({duty.day for duty, _ in found.emptied})
    first, months = days[0], [f"{month.month}月" for month in sorted(published)]
    posted = f"{'、'.join(months)}的值班表已经公布，改后要重新公布。" if months else ""
    return must(
        "shifts.emptied", "",
        f"{first.month}月{first.day}日起排好的班有 {len(found.emptied)} 处不在新班次里，要空出来重新排。{posted}",
    )  # fmt: skip


def _by_name(runs: Iterable[ShiftRun]) -> dict[tuple[date, str], ShiftRun]:
    return {(run.day, run.name): run for run in runs}
