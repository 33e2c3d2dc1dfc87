"""A year's days off as the notice tells them: festival by festival, each with the days worked for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from venue_desk.domain.holidays import Holiday, HolidayEntry, calendar_of, year_days

OWN = "本站另定"
"""The caption over days that belong to no festival."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A festival: its days off and those worked instead, in the order of time. `entered` are those the station typed in."""

    name: str
    days: tuple[HolidayEntry, ...]
    entered: frozenset[date]
    published: bool

    @property
    def off(self) -> int:
        """How many days are off."""
        return sum(day.off for day in self.days)

    @property
    def sentence(self) -> str:
        """放假 7 天，9月20日、10月10日上班."""
        worked = "、".join(f"{day.day.month}月{day.day.day}日" for day in self.days if not day.off)
        off = f"放假 {self.off} 天" if self.off else ""
        return "，".join(filter(None, (off, f"{worked}上班" if worked else "")))

    @property
    def source(self) -> str:
        """Who says so."""
        documents = dict.fromkeys(day.document_number for day in self.days if day.day in self.entered)
        said = "、".join(filter(None, documents))
        if self.entered:
            return f"依据 {said}" if said else "本站登记，没有写依据"
        return "国务院办公厅通知，程序自带" if self.published else "法定节日，调休还没公布"


def stretches(entered: Iterable[Holiday], year: int) -> tuple[Stretch, ...]:
    """The festivals in the order of their first day off; what has no name of its own comes last."""
    known = list(entered)
    typed = {each.day for each in known}
    published = calendar_of(known).published(year)
    by_name: dict[str, list[HolidayEntry]] = {}
    for day in year_days(known, year):
        by_name.setdefault(day.name or OWN, []).append(day)
    found = [
        Stretch(
            name=name, days=tuple(days), entered=frozenset(day.day for day in days) & typed, published=published
        )
        for name, days in by_name.items()
    ]  # fmt: skip
    return tuple(sorted(found, key=_begins))


def _begins(stretch: Stretch) -> tuple[bool, date]:
    first = next((day.day for day in stretch.days if day.off), stretch.days[0].day)
    return stretch.name == OWN, first


def record_of(entered: Iterable[Holiday], day: date) -> Holiday | None:
    """The day as the station entered it, None where it did not."""
    return next((each for each in entered if each.day == day), None)


def last_document(entered: Iterable[Holiday], year: int) -> str:
    """The notice by which the year's latest day was entered: the next one is most likely of the same."""
    said = [each.document_number for each in entered if each.day.year == year and each.document_number]
    return said[-1] if said else ""
