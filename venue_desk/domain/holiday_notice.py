"""The yearly notice (放假安排) as a table: what each row says, and what bringing it in would do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from venue_desk.domain.findings import Severity
from venue_desk.domain.holidays import FESTIVALS, DayKind, HolidayEntry, WorkCalendar, calendar_of, check_holiday

OTHER_NAMES = {
    "新年": "元旦", "元旦节": "元旦", "清明节": "清明", "五一": "劳动节", "五一节": "劳动节", "五一劳动节": "劳动节", "端午节": "端午",
    "中秋节": "中秋", "国庆": "国庆节", "十一": "国庆节",
}  # fmt: skip
"""As people write them, and as the calendar does."""


class Outcome(StrEnum):
    """What becomes of a day."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {"new": "新登记", "changed": "改", "unchanged": "一样", "refused": "要改"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRow:
    """A day as a row of the file says it; `trouble` where it could not be understood."""

    number: int
    day: date | None = None
    off: bool = True
    name: str = ""
    document_number: str = ""
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDay:
    """One day of the plan, with the row it comes from."""

    number: int
    entry: HolidayEntry | None
    outcome: Outcome
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePlan:
    """The dry run: every row with what it does. Nothing is written by it."""

    days: tuple[NoticeDay, ...]
    missing: Mapping[int, tuple[str, ...]]
    """By year, the festivals that nobody would have named then."""

    @property
    def entries(self) -> tuple[HolidayEntry, ...]:
        """What is to be written."""
        written = (Outcome.NEW, Outcome.CHANGED)
        return tuple(day.entry for day in self.days if day.entry is not None and day.outcome in written)

    @property
    def counts(self) -> dict[Outcome, int]:
        """How many rows do what."""
        return {outcome: sum(day.outcome is outcome for day in self.days) for outcome in Outcome}

    @property
    def sentence(self) -> str:
        """新登记 38 天，一样 2 天，要改 1 行。2027 年还缺中秋。"""
        said = [
            f"{outcome.label} {count} {'行' if outcome is Outcome.REFUSED else '天'}"
            for outcome, count in self.counts.items()
            if count
        ]
        lacks = "".join(f"{year} 年还缺{'、'.join(names)}。" for year, names in self.missing.items() if names)
        return f"{'，'.join(said) or '没有找到放假的日子'}。{lacks}"


def notice_plan(rows: Iterable[NoticeRow], entered: Mapping[date, HolidayEntry]) -> NoticePlan:
    """Each day once; one that says what is known already is left alone."""
    calendar, seen, days = calendar_of(entered.values()), dict[date, int](), list[NoticeDay]()
    for row in rows:
        days.append(_planned(row, entered, calendar, seen))
        if row.day is not None:
            seen.setdefault(row.day, row.number)
    plan = NoticePlan(days=tuple(days), missing={})
    then = {**entered, **{entry.day: entry for entry in plan.entries}}
    years = sorted({day.entry.day.year for day in days if day.entry is not None})
    return NoticePlan(days=plan.days, missing={year: _missing(then, year) for year in years})


def _planned(
    row: NoticeRow, entered: Mapping[date, HolidayEntry], calendar: WorkCalendar, seen: Mapping[date, int]
) -> NoticeDay:
    if row.day is None or row.trouble:
        return NoticeDay(number=row.number, entry=None, outcome=Outcome.REFUSED, reason=row.trouble)
    name = OTHER_NAMES.get(row.name, row.name)
    entry = HolidayEntry(day=row.day, off=row.off, name=name, document_number=row.document_number)
    if row.day in seen:
        reason = f"和第 {seen[row.day]} 行是同一天，请只留一行。"
        return NoticeDay(number=row.number, entry=entry, outcome=Outcome.REFUSED, reason=reason)
    if found := next((each for each in check_holiday(entry) if each.severity is Severity.MUST), None):
        return NoticeDay(number=row.number, entry=entry, outcome=Outcome.REFUSED, reason=found.sentence)
    return NoticeDay(number=row.number, entry=entry, outcome=_outcome(entry, entered.get(row.day), calendar))


def _outcome(entry: HolidayEntry, there: HolidayEntry | None, calendar: WorkCalendar) -> Outcome:
    if there is not None:
        same = (there.off, there.name) == (entry.off, entry.name)
        return Outcome.UNCHANGED if same else Outcome.CHANGED
    kind = calendar.kind(entry.day)
    known = calendar.published(entry.day.year) and kind is (DayKind.HOLIDAY if entry.off else DayKind.MADE_UP)
    return Outcome.UNCHANGED if known and calendar.name(entry.day) == entry.name else Outcome.NEW


def _missing(then: Mapping[date, HolidayEntry], year: int) -> tuple[str, ...]:
    if calendar_of(then.values()).published(year):
        return ()
    named = [each.name for each in then.values() if each.off and each.day.year == year]
    return tuple(festival for festival in FESTIVALS if not any(festival in name for name in named))
