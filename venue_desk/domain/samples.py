"""Food samples (留样): of every dish some grams are kept cold for 48 hours (餐饮服务食品安全操作规范), then discarded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from venue_desk.domain.calendar import NIGHT_ENDS, STATION_ZONE, at_station, day_of, night_of, short_date
from venue_desk.domain.findings import Finding, must, should
from venue_desk.domain.meals import Meal

DISH_MAX, NAME_MAX, MOST_GRAMS = 20, 12, 2000
WHY_MAX = 40
COOKED_BEFORE, PROPOSED_BEFORE = timedelta(hours=2), timedelta(minutes=30)
"""So long before a meal is on the table it may be cooked already; and so long before one begins to keep samples of it."""
AHEAD = timedelta(minutes=5)
"""How far a time may lie ahead of the clock: two clocks are never quite the same."""
S = TypeVar("S", bound="SampleEntry")


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleEntry:
    """A sample of one dish. `kept_by` is a name: the cook need not be a cadre."""

    day: date
    meal: Meal
    dish: str
    grams: int
    kept_at: datetime
    kept_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample(SampleEntry):
    """A sample on record: kept until then, and when and by whom it was discarded; closed if it was entered by mistake."""

    id: UUID
    station_id: UUID
    keep_until: datetime
    noted_by: UUID
    discarded_at: datetime | None = None
    discarded_by: str = ""
    closed_on: date | None = None
    closed_why: str = ""

    @property
    def title(self) -> str:
        """11月21日午餐臊子面."""
        return f"{self.day.month}月{self.day.day}日{self.meal.label}{self.dish}"

    def due(self, now: datetime) -> bool:
        """Whether it has been kept long enough and is still there."""
        return self.discarded_at is None and now >= self.keep_until


def meal_before(now: datetime) -> tuple[date, Meal]:
    """The meal a sample is kept of at this hour: the one cooked last, in the night that of the evening."""
    if at_station(now).time() < NIGHT_ENDS:
        return night_of(now), Meal.SUPPER
    day = day_of(now)
    begun = [meal for meal in Meal if datetime.combine(day, meal.clock, STATION_ZONE) - PROPOSED_BEFORE <= now]
    return day, begun[-1] if begun else Meal.BREAKFAST


def cooked_from(day: date, meal: Meal) -> datetime:
    """Before this nothing of the meal is there to be kept."""
    return datetime.combine(day, meal.clock, STATION_ZONE) - COOKED_BEFORE


def tidy_sample(entry: S) -> S:
    """The entry as it is kept."""
    return replace(entry, dish=entry.dish.strip(), kept_by=entry.kept_by.strip())


def check_sample(entry: SampleEntry, now: datetime, least: int, others: Iterable[Sample]) -> list[Finding]:
    """A dish, enough grams (`least`), a name, a time that has come; each dish of a meal once."""
    found = []
    if not entry.dish:
        found.append(must("sample.dish", "dish", "请写菜名，例如「臊子面」。"))
    elif len(entry.dish) > DISH_MAX:
        found.append(must("sample.long", "dish", f"菜名最多 {DISH_MAX} 个字，请写短一些。"))
    if not 1 <= entry.grams <= MOST_GRAMS:
        found.append(must("sample.grams", "grams", f"克数应在 1 到 {MOST_GRAMS} 之间。"))
    elif entry.grams < least:
        found.append(should("sample.little", "grams", f"每样要留够 {least} 克，请再添一些。"))
    if not entry.kept_by:
        found.append(must("sample.kept_by", "kept_by", "请写留样人是谁。"))
    elif len(entry.kept_by) > NAME_MAX:
        found.append(must("sample.long", "kept_by", f"姓名最多 {NAME_MAX} 个字。"))
    if entry.kept_at > now + AHEAD:
        found.append(must("sample.later", "kept_at", "留样时间在现在以后，请改成留样的时候。"))
    elif entry.kept_at < cooked_from(entry.day, entry.meal):
        found.append(_uncooked(entry, day_of(now)))
    if any((each.day, each.meal, each.dish) == (entry.day, entry.meal, entry.dish) for each in others):
        found.append(must("sample.twice", "dish", f"这一餐的「{entry.dish}」已经留过样了。"))
    return found


def _uncooked(entry: SampleEntry, today: date) -> Finding:
    begins = cooked_from(entry.day, entry.meal)
    meal = f"{short_date(entry.day, today)}{entry.meal.label}"
    return must("sample.before", "kept_at", f"{meal}在 {begins:%H:%M} 以前还没做，请看看是哪一餐、几点留的。")


def keep_until(kept_at: datetime, hours: int) -> datetime:
    """Until when it must be kept."""
    return kept_at + timedelta(hours=hours)


def check_discarding(samples: Sequence[Sample], at: datetime, now: datetime) -> list[Finding]:
    """Nothing is discarded before its time, twice, or in the future."""
    if at > now + AHEAD:
        return [must("sample.later", "discarded_at", "销毁时间在现在以后，请改成销毁的时候。")]
    found = []
    for each in samples:
        if each.discarded_at is not None:
            found.append(must("sample.gone", "", f"{each.title}已经销毁了，不用再销毁。"))
        elif at < each.keep_until:
            until = f"{short_date(day_of(each.keep_until), day_of(now))} {at_station(each.keep_until):%H:%M}"
            found.append(must("sample.early", "", f"{each.title}要保存到{until}，到时再销毁。"))
    return found


def check_discarded(sample: Sample, by: str, at: datetime, now: datetime) -> list[Finding]:
    """When and by whom it was discarded may be said anew: after its time was over, and not in the future."""
    found = [
        replace(each, field="discarded_at")
        for each in check_discarding([replace(sample, discarded_at=None)], at, now)
    ]  # fmt: skip
    if not 0 < len(by) <= NAME_MAX:
        found.append(must("sample.discarded_by", "discarded_by", f"请写是谁销毁的，最多 {NAME_MAX} 个字。"))
    return found


def check_voiding(why: str) -> list[Finding]:
    """A reason stands beside whatever is void."""
    if 0 < len(why) <= WHY_MAX:
        return []
    return [must("sample.why", "why", f"请写为什么作废，最多 {WHY_MAX} 个字，例如「登记重了」。")]


def title_of(samples: Sequence[Sample]) -> str:
    """21日午餐留样 3 份: of one meal."""
    first = samples[0]
    return f"{first.day.day}日{first.meal.label}留样 {len(samples)} 份"


def latest(samples: Sequence[Sample]) -> datetime:
    """When all of them may be discarded."""
    return max(each.keep_until for each in samples)


def due_sentence(samples: Sequence[Sample], now: datetime) -> str:
    """21日午餐留样 3 份，土豆烧肉、炒莲花菜、小米粥 · 各 125 克，12:40 起可销毁。"""
    until, grams = at_station(latest(samples)), {each.grams for each in samples}
    many = f" · 各 {grams.pop()} 克" if len(grams) == 1 else ""
    from_then_on = f"{until:%H:%M} 起可销毁" if until > now else "可以销毁了"
    return f"{title_of(samples)}，{'、'.join(each.dish for each in samples)}{many}，{from_then_on}。"


def by_meal(samples: Iterable[Sample]) -> list[list[Sample]]:
    """The samples of each meal, the earliest first."""
    found: dict[tuple[date, int], list[Sample]] = {}
    for each in samples:
        found.setdefault((each.day, list(Meal).index(each.meal)), []).append(each)
    return [found[key] for key in sorted(found)]
