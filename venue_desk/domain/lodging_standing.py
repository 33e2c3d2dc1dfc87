"""本月住站: what a cadre's month requires, what is done, and whether and how long it can still be reached."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from uuid import UUID

from venue_desk.domain.cadres import Cadre
from venue_desk.domain.calendar import night_of
from venue_desk.domain.charts import Tone
from venue_desk.domain.holidays import SATURDAY, DayKind, WorkCalendar
from venue_desk.domain.leaves import Leave, LeaveState
from venue_desk.domain.roster import month_end
from venue_desk.domain.stations import Regime

IN_TIME = timedelta(days=7)
"""A night noted so long after it began is one of the register as it is kept; later, it is filled in from elsewhere."""
UNBROKEN = timedelta(days=3)
"""So far apart, from Friday to Monday, nights still follow one another."""


class DayMark(StrEnum):
    """What a night of the month was or is for a cadre. `lost` is a miss that was one too many for its stretch."""

    SLEPT = "slept"
    EXTRA = "extra"
    EXCUSED = "excused"
    OPEN = "open"
    MISSED = "missed"
    LOST = "lost"
    NOT_REQUIRED = "not_required"
    LATER_NOT_REQUIRED = "later_not_required"

    @property
    def label(self) -> str:
        """The word on screen and paper."""
        return {
            "slept": "住了", "extra": "住了（不要求）", "excused": "准假", "open": "还没到", "missed": "没住",
            "lost": "没住，补不上了", "not_required": "不要求", "later_not_required": "不要求",
        }[self.value]  # fmt: skip


class NightMark(StrEnum):
    """One night that is required, on the home card: done, excused, still possible, or out of reach."""

    SLEPT = "slept"
    EXCUSED = "excused"
    OPEN = "open"
    LOST = "lost"


class Reach(StrEnum):
    """Whether the month can be reached: it is, it surely can be, only without one miss more, or not any more."""

    MET = "met"
    ABLE = "able"
    TIGHT = "tight"
    LOST = "lost"

    @property
    def tone(self) -> Tone:
        """How it is coloured, beside its sentence."""
        return {"met": Tone.JADE, "able": Tone.JADE, "tight": Tone.AMBER, "lost": Tone.RED}[self.value]


@dataclass(frozen=True, slots=True)
class NightRule:
    """What holds for one night: the regime, whether it counts at all, and the monthly quota in force."""

    night: date
    regime: Regime
    counts: bool
    quota: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A cadre's month. `possible` are the nights to come, tonight included, that are not excused; `missing` can no longer be had.

    `marks` has one for each required night, `days` one for each day of the month. From `no_miss_from` on no night can
    be missed any more. `forecast` is what roster and leave let expect; it `falls_short` where a stretch does not get its own.
    """

    cadre_id: UUID
    name: str
    required: int
    done: int
    excused: int
    possible: int
    missing: int
    marks: tuple[NightMark, ...]
    days: tuple[DayMark, ...]
    no_miss_from: date | None
    forecast: int
    falls_short: bool
    reach: Reach
    sentence: str

    @property
    def tone(self) -> Tone:
        """How the sentence is coloured."""
        return self.reach.tone


def month_rules(
    month: date, regime_on: Callable[[date], Regime], quota_on: Callable[[date], int], calendar: WorkCalendar
) -> tuple[NightRule, ...]:
    """What holds for each night of the month.

    集中食宿: the nights that begin Monday to Friday, statutory holidays excepted; 调休 weekends are not required.
    """
    nights = (month + timedelta(days=number) for number in range(month_end(month).day))
    return tuple(
        NightRule(night, regime, regime is Regime.ROTATING or _of_the_week(calendar, night), quota_on(night))
        for night in nights
        for regime in (regime_on(night),)
    )


def register_begins(noted: Iterable[tuple[date, date]]) -> date | None:
    """The first night that was noted in time; of those filled in afterwards only what leads up to it without a break.

    `noted` are the nights of cadres, each with the day on which it was noted, the earliest night first.
    """
    late: list[date] = []
    for night, on in noted:
        if on - night > IN_TIME:
            late.append(night)
            continue
        begins = night
        for earlier in reversed(late):
            if begins - earlier <= UNBROKEN:
                begins = earlier
        return begins
    return None


def standing(
    cadre: Cadre,
    rules: tuple[NightRule, ...],
    slept: Collection[date],
    leaves: Iterable[Leave],
    tonight: date,
    expected: Collection[date] = (),
    since: date | None = None,
) -> Standing:
    """The one rule of 本月住站. `slept` are the nights that count, `expected` those the roster has the cadre here for.

    Nights before the cadre came, after the cadre left, or before `since`, when the register begins, are not required.
    """
    mine = tuple(leave for leave in leaves if leave.cadre_id == cadre.id)
    excused = {rule.night for rule in rules if _excused(mine, rule.night)} - set(slept)
    here = [rule for rule in rules if _here(cadre, rule.night, since)]
    parts = [
        _reckoned(tuple(group), len(rules), slept, excused, tonight)
        for _, group in groupby(here, key=lambda rule: rule.regime)
    ]
    days = {night: mark for part in parts for night, mark in part.marks}
    reach = _reach(parts)
    open_nights = [night for part in parts for night in part.open]
    doubtful = {night for night in open_nights if any(leave.covers(night) for leave in mine if leave.state.standing)}
    coming = {night for part in parts for night in part.open if part.regime is Regime.LIVE_IN or night in expected}
    coming -= doubtful
    done, away = sum(part.done for part in parts), sum(part.excused for part in parts)
    return Standing(
        cadre_id=cadre.id, name=cadre.name,
        required=sum(part.required for part in parts),
        done=done, excused=away, possible=len(open_nights), missing=sum(part.missing for part in parts),
        marks=tuple(_in_order(parts)),
        days=tuple(days.get(rule.night, _unasked(rule.night, slept, tonight)) for rule in rules),
        no_miss_from=None if reach is Reach.LOST else min(_present(part.no_miss_from for part in parts), default=None),
        forecast=done + away + len(coming),
        falls_short=any(part.need > len(coming.intersection(part.open)) for part in parts),
        reach=reach, sentence=_sentence(parts, reach, tonight),
    )  # fmt: skip


def forecast_sentence(standings: Iterable[Standing]) -> str:
    """Where roster and leave lead by the end of the month, and for whom that is not enough; nothing once it is over."""
    rows = [row for row in standings if row.required]
    if not any(row.possible for row in rows):
        return ""
    told = f"照排班和准假，到月底：{'，'.join(f'{row.name} {row.forecast} 晚' for row in rows)}。"
    lost = "、".join(row.name for row in rows if row.reach is Reach.LOST)
    short = "、".join(row.name for row in rows if row.falls_short and row.reach is not Reach.LOST)
    if not (lost or short):
        return f"{told}都够。"
    return f"{told}{f'{short}光值夜不够，请另外再住。' if short else ''}{f'{lost}补不上了。' if lost else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One stretch of one regime, reckoned by itself: what is too much in one does not help another."""

    regime: Regime
    required: int
    done: int
    excused: int
    open: tuple[date, ...]
    marks: tuple[tuple[date, DayMark], ...]

    @property
    def need(self) -> int:
        """Nights still to be slept."""
        return max(0, self.required - self.done - self.excused)

    @property
    def missing(self) -> int:
        """Nights that can no longer be had."""
        return max(0, self.need - len(self.open))

    @property
    def no_miss_from(self) -> date | None:
        """The night from which on every one is needed, were all before it missed."""
        return self.open[-self.need] if 0 < self.need <= len(self.open) else None

    @property
    def tight(self) -> bool:
        """Missed so often that no night can be missed any more. Where every night is asked for, that alone is no warning."""
        missed = any(mark is DayMark.MISSED for _, mark in self.marks)
        return 0 < self.need == len(self.open) and missed and self.regime is Regime.ROTATING


def _reckoned(
    rules: tuple[NightRule, ...], month_days: int, slept: Collection[date], excused: Collection[date], tonight: date
) -> _Part:
    marks = [(rule.night, _mark(rule, slept, excused, tonight)) for rule in rules]
    counted = [mark for rule, (_, mark) in zip(rules, marks, strict=True) if rule.counts]
    required = _required(rules, month_days)
    missed = [night for night, mark in marks if mark is DayMark.MISSED]
    lost = missed[len(counted) - required :]
    return _Part(
        regime=rules[0].regime, required=required,
        done=counted.count(DayMark.SLEPT), excused=counted.count(DayMark.EXCUSED),
        open=tuple(night for night, mark in marks if mark is DayMark.OPEN),
        marks=tuple((night, DayMark.LOST if night in lost else mark) for night, mark in marks),
    )  # fmt: skip


def _required(rules: tuple[NightRule, ...], month_days: int) -> int:
    """All that count, or quota × days of the stretch ÷ days of the month, rounded up; never more than there are nights."""
    counted = sum(rule.counts for rule in rules)
    if rules[0].regime is Regime.LIVE_IN:
        return counted
    return min(counted, -(-sum(rule.quota for rule in rules) // month_days))


def _mark(rule: NightRule, slept: Collection[date], excused: Collection[date], tonight: date) -> DayMark:
    if rule.night in slept and rule.counts:
        return DayMark.SLEPT
    if not rule.counts:
        return _unasked(rule.night, slept, tonight)
    if rule.night in excused:
        return DayMark.EXCUSED
    return DayMark.MISSED if rule.night < tonight else DayMark.OPEN


def _unasked(night: date, slept: Collection[date], tonight: date) -> DayMark:
    if night in slept:
        return DayMark.EXTRA
    return DayMark.NOT_REQUIRED if night < tonight else DayMark.LATER_NOT_REQUIRED


def _in_order(parts: Iterable[_Part]) -> Iterator[NightMark]:
    parts = tuple(parts)
    slept = [min(part.done, part.required) for part in parts]
    away = [min(part.excused, part.required - done) for part, done in zip(parts, slept, strict=True)]
    yield from [NightMark.SLEPT] * sum(slept)
    yield from [NightMark.EXCUSED] * sum(away)
    yield from [NightMark.OPEN] * sum(part.need - part.missing for part in parts)
    yield from [NightMark.LOST] * sum(part.missing for part in parts)


def _reach(parts: Iterable[_Part]) -> Reach:
    parts = tuple(parts)
    if any(part.missing for part in parts):
        return Reach.LOST
    if not any(part.need for part in parts):
        return Reach.MET
    return Reach.TIGHT if any(part.tight for part in parts) else Reach.ABLE


def _sentence(parts: list[_Part], reach: Reach, tonight: date) -> str:
    if not any(part.required for part in parts):
        return "这个月不要求住站"
    if reach is Reach.LOST:
        return _lost_sentence(parts)
    excused, pressing = sum(part.excused for part in parts), [part for part in parts if part.need]
    if not pressing:
        short = excused and any(part.done < part.required for part in parts)
        return f"连准假 {excused} 晚已够" if short else "已够"
    if reach is Reach.TIGHT:
        part = next(part for part in pressing if part.tight)
        return _not_to_miss(part.open, tonight, last=part is parts[-1], tight=True)
    if all(part.regime is Regime.LIVE_IN for part in parts):
        return f"没有缺，还有 {sum(part.need for part in parts)} 晚"
    part = min(pressing, key=lambda each: each.open[-each.need])
    if len(pressing) == part.need == 1 < len(part.open):
        return "能够，再住 1 晚"
    return _not_to_miss(part.open[-part.need :], tonight, last=part is parts[-1], tight=False)


def _lost_sentence(parts: list[_Part]) -> str:
    """Where the month has more than one stretch, the one that is lost is named: nights of another do not help it."""
    lost = [part for part in parts if part.missing]
    missing, excused = sum(part.missing for part in lost), sum(part.excused for part in lost)
    if len(lost) == 1 < sum(part.required > 0 for part in parts):
        return f"{lost[0].regime.label}补不上 {missing} 晚"
    return f"连准假 {excused} 晚还差 {missing} 晚" if excused else f"还差 {missing} 晚，补不上了"


def _not_to_miss(nights: Sequence[date], tonight: date, *, last: bool, tight: bool) -> str:
    """29 日起 to the end of the month; of a stretch that ends before it only until there: 今晚到 15 日."""
    first, several = _said(nights[0], tonight), len(nights) > 1
    if several and not last:
        return f"{first}到 {nights[-1].day} 日{'都' if tight else ''}不能缺"
    begun = f"{first}{'起' if several else ''}"
    return f"{begun}{'一晚都' if several else ''}不能缺" if tight else f"能够，{begun}不能缺"


def _said(night: date, tonight: date) -> str:
    """今晚, 明晚, 29 日."""
    return {0: "今晚", 1: "明晚"}.get((night - tonight).days, f"{night.day} 日")


def _of_the_week(calendar: WorkCalendar, night: date) -> bool:
    return night.weekday() < SATURDAY and calendar.kind(night) is not DayKind.HOLIDAY


def _excused(leaves: Iterable[Leave], night: date) -> bool:
    """Leave granted before the night was over."""
    return any(
        leave.state is LeaveState.APPROVED
        and leave.covers(night)
        and (leave.decided_at is None or night_of(leave.decided_at) <= night)
        for leave in leaves
    )


def _here(cadre: Cadre, night: date, since: date | None) -> bool:
    came = (cadre.joined_on is None or cadre.joined_on <= night) and (since is None or since <= night)
    return came and (cadre.left_on is None or night < cadre.left_on)


def _present(days: Iterable[date | None]) -> list[date]:
    return [day for day in days if day is not None]
