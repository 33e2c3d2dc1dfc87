"""Meals (就餐登记): who eats which meal of which day, guests too; what is written down corrects the plan of the day."""

from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from venue_desk.domain.calendar import STATION_ZONE, day_of, short_date
from venue_desk.domain.findings import Finding, must
from venue_desk.domain.roster import month_of

TEXT_MAX, NOTE_MAX = 20, 60
MOST_OWN, MOST_GUESTS = 9, 99
AHEAD = timedelta(days=62)
"""How far ahead one says what one will eat: two months."""
E = TypeVar("E", bound="MealEntry")


class Meal(StrEnum):
    """The three meals, in the order of the day."""

    BREAKFAST = "breakfast"
    LUNCH = "lunch"
    SUPPER = "supper"

    @property
    def label(self) -> str:
        """早餐, 午餐, 晚餐."""
        return {"breakfast": "早餐", "lunch": "午餐", "supper": "晚餐"}[self.value]

    @property
    def mark(self) -> str:
        """早, 中, 晚: the one character above a column."""
        return {"breakfast": "早", "lunch": "中", "supper": "晚"}[self.value]

    @property
    def clock(self) -> time:
        """When it is on the table."""
        return {"breakfast": time(7, 30), "lunch": time(12), "supper": time(18)}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class MealEntry:
    """So many portions of a meal, of a cadre or of guests; `invited_by` is the cadre who asked the guests to stay.

    0 portions say that somebody whom the plan expects does not eat. `note` is why it was changed after the cut-off.
    """

    day: date
    meal: Meal
    cadre_id: UUID | None = None
    guest: str = ""
    guest_unit: str = ""
    invited_by: UUID | None = None
    portions: int = 1
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MealRecord(MealEntry):
    """A meal on record. A cadre's own is changed; guests who do not come are closed, and `note` says why."""

    id: UUID
    station_id: UUID
    noted_at: datetime
    noted_by: UUID
    closed_on: date | None = None


def tidy_meal(entry: E) -> E:
    """The entry as it is kept."""
    return replace(
        entry, guest=entry.guest.strip(), guest_unit=entry.guest_unit.strip(), note=entry.note.strip()
    )  # fmt: skip


def cut_off(day: date, hour: int) -> datetime:
    """Until when one says what one eats on the day: so many o'clock of the day before."""
    return datetime.combine(day - timedelta(days=1), time(hour), STATION_ZONE)


def check_meal(entry: MealEntry, now: datetime, until: datetime, closed: Set[date]) -> list[Finding]:
    """Portions within reason; guests have a name and a host; after the cut-off (`until`) a reason; no closed month."""
    found = check_open(entry.day, closed)
    most = MOST_OWN if entry.cadre_id else MOST_GUESTS
    least = 0 if entry.cadre_id else 1
    if not least <= entry.portions <= most:
        found.append(must("meals.portions", "portions", f"份数应在 {least} 到 {most} 之间。"))
    if entry.cadre_id is None:
        found += _check_guest(entry)
    if entry.day > day_of(now) + AHEAD:
        found.append(must("meals.ahead", "day", f"最早提前 {AHEAD.days} 天报餐，请改日期。"))
    if now >= until and not entry.note:
        today = day_of(now)
        said = f"{short_date(entry.day, today)}的报餐在{short_date(day_of(until), today)} {until:%H:%M} 截止了，请写明为什么改。"
        found.append(must("meals.note", "note", said))
    if len(entry.note) > NOTE_MAX:
        found.append(must("meals.long", "note", f"原因最多 {NOTE_MAX} 个字，请写短一些。"))
    return found


def check_open(day: date, closed: Set[date], field: str = "day") -> list[Finding]:
    """Nothing of a month whose accounts are closed is changed; `closed` are the first days of such months."""
    if month_of(day) not in closed:
        return []
    said = f"{day.year}年{day.month}月的伙食账已经结了，不能再改。要更正，请在结算里冲正。"
    return [must("meals.closed", field, said)]


def _check_guest(entry: MealEntry) -> list[Finding]:
    found = []
    if not entry.guest:
        found.append(must("meals.guest", "guest", "请写客人是谁，例如「县督查组」。"))
    for field, text, what in (("guest", entry.guest, "客人"), ("guest_unit", entry.guest_unit, "单位")):
        if len(text) > TEXT_MAX:
            found.append(must("meals.long", field, f"{what}最多 {TEXT_MAX} 个字，请写短一些。"))
    if entry.invited_by is None:
        found.append(must("meals.invited_by", "invited_by", "请选是谁请的。"))
    return found
