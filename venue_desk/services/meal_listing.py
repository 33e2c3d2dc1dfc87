"""What the register of meals has for the home screen, the handover and Excel."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from db import cadres
from db import meals as table
from venue_desk.domain.calendar import day_of, short_date
from venue_desk.domain.findings import Finding, should
from venue_desk.domain.handover import HandoverOffer, ItemGroup
from venue_desk.domain.home import Done
from venue_desk.domain.lodging import evening
from venue_desk.domain.meal_grid import MEALS, Headcount
from venue_desk.domain.meal_notices import LEFT
from venue_desk.domain.meals import Meal
from venue_desk.domain.roster import month_end, month_of
from venue_desk.exchange.writing import Shape
from venue_desk.services.listings import ExportColumn, Listed, Listing, Wanted
from venue_desk.services.meal_register import heads_in, heads_of, notices_in, register_between

LATELY = timedelta(days=31)
REMINDED_FROM = 8
"""Nobody asks for tomorrow's meals before the day has begun."""


def todos_at(station_id: UUID, now: datetime) -> list[Finding]:
    """明天用餐报数 until the cut-off, while somebody expected has not been written down; who is on leave and was."""
    today, tomorrow = day_of(now), day_of(now) + timedelta(days=1)
    if not table.in_use(station_id, today - LATELY):
        return []
    grid = register_between(station_id, today, tomorrow)
    heads = heads_in(grid, station_id, tomorrow)
    begins = heads.until.replace(hour=REMINDED_FROM, minute=0)
    told = [each for each in notices_in(grid, station_id, today) if each.code != LEFT]
    if heads.complete or not begins <= now < heads.until:
        return told
    return [replace(should("meals.headcount", f"{tomorrow}", headcount_sentence(heads)), due=today), *told]


def headcount_sentence(heads: Headcount) -> str:
    """明天用餐报数，已报 5 人，按排班应为 7 人，17:00 截止。"""
    return f"明天用餐报数，已报 {heads.answered} 人，按排班应为 {heads.planned} 人，{heads.until:%H:%M} 截止。"


def handover_items(station_id: UUID, at: datetime) -> list[HandoverOffer]:
    """Who is still to eat today, and the three meals of tomorrow."""
    today = day_of(at)
    if not table.in_use(station_id, today - LATELY):
        return []
    names, tomorrow = cadres.names(station_id), today + timedelta(days=1)
    left = [meal for meal in MEALS if at < evening(today, meal.clock)]
    now = heads_of(station_id, today)
    coming = [offer(now, names, "今天", left)] if any(now.meals[meal].to_cook for meal in left) else []
    return [*coming, offer(heads_of(station_id, tomorrow), names, "明天", MEALS)]


def offer(heads: Headcount, names: Mapping[UUID, str], word: str, meals: Sequence[Meal]) -> HandoverOffer:
    """明天用餐 早 4、中 7、晚 6; who has not been written down, and whose guests come."""
    fact = "、".join(f"{meal.mark} {heads.meals[meal].to_cook}" for meal in meals)
    told = "都报过了" if heads.complete else f"已报 {heads.answered} 人，按排班应为 {heads.planned} 人"
    hosts = "、".join(names.get(host, "") for host in heads.hosts)
    guests = f"客人 {heads.guests} 位（{hosts}请）" if heads.guests else ""
    return HandoverOffer(
        group=ItemGroup.TONIGHT, icon="pot", fact=f"{word}用餐 {fact}", detail="；".join(filter(None, (told, guests))),
        source="meals",
    )  # fmt: skip


def done_at(station_id: UUID, begins: datetime, ends: datetime) -> list[Done]:
    """Who wrote down the meals of which day."""
    told = table.told_between(station_id, begins, ends)
    names = cadres.names(station_id) if told else {}
    today = day_of(begins)
    return [
        Done(each.at, f"{names.get(each.by, '')}报{short_date(each.day, today)}用餐 {each.cadres} 人") for each in told
    ]


def export_columns() -> dict[str, Listed]:
    """就餐登记 of a month: a line a cadre, their meals by kind; the guests beneath."""
    return {"meals": _listing}


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day of the register: who ate which meal."""

    day: date
    name: str
    unit: str
    invited_by: str
    portions: tuple[int, int, int]
    note: str


def _listing(wanted: Wanted) -> Listing[DayLine]:
    columns: list[ExportColumn[DayLine]] = [
        ExportColumn(title="日期", of=lambda r: r.day, shape=Shape.DATE),
        ExportColumn(title="姓名", room=12, of=lambda r: r.name),
        ExportColumn(title="单位", room=14, of=lambda r: r.unit),
        ExportColumn(title="谁请的", room=9, of=lambda r: r.invited_by),
        ExportColumn(title="早餐", of=lambda r: r.portions[0] or None, shape=Shape.WHOLE),
        ExportColumn(title="午餐", of=lambda r: r.portions[1] or None, shape=Shape.WHOLE),
        ExportColumn(title="晚餐", of=lambda r: r.portions[2] or None, shape=Shape.WHOLE),
        ExportColumn(title="备注", room=20, of=lambda r: r.note),
    ]

    def rows() -> Sequence[DayLine]:
        if wanted.station_id is None:
            return []
        return day_lines(wanted.station_id, month_of(wanted.month or wanted.today))

    return Listing(name="就餐登记", title="就餐登记", columns=columns, rows=rows)


def day_lines(station_id: UUID, month: date) -> list[DayLine]:
    """Day after day who ate, the cadres first, then the guests."""
    grid = register_between(station_id, month, month_end(month))
    hosts = cadres.names(station_id) if grid.guests else {}
    found = list[DayLine]()
    for number, day in enumerate(grid.days):
        for row in grid.rows:
            breakfast, lunch, supper = cells = row.cells[number * 3 : number * 3 + 3]
            portions = (breakfast.portions, lunch.portions, supper.portions)
            notes = "；".join(dict.fromkeys(cell.note for cell in cells if cell.note))
            if any(portions) or notes:
                found.append(DayLine(day, row.name, "", "", portions, notes))
        for guest in (each for each in grid.guests if each.day == day):
            host = hosts.get(guest.invited_by, "") if guest.invited_by else ""
            own = tuple(guest.portions if guest.meal is meal else 0 for meal in Meal)
            found.append(DayLine(day, guest.guest, guest.guest_unit, host, own, guest.note))  # type: ignore[arg-type]
    return found
