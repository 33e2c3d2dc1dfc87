"""就餐登记表 and 留样记录: a month of the meals, and of what was kept of them, on paper."""

from datetime import date, datetime
from functools import partial

from db import cadres, holidays, samples, settings
from printing.document import Options
from printing.papers.meal_register import MealGuest, MealRegister, MealRow
from printing.papers.sample_log import LoggedSample, SampleLog
from venue_desk.domain.calendar import at_station, day_of
from venue_desk.domain.canteen_papers import CanteenOrder
from venue_desk.domain.holidays import calendar_of
from venue_desk.domain.meal_grid import GridRow, MealGrid
from venue_desk.domain.meals import Meal, MealRecord
from venue_desk.domain.printouts import PaperKey
from venue_desk.domain.roster import month_end, month_of
from venue_desk.domain.samples import Sample
from venue_desk.domain.settings import value_on
from venue_desk.domain.stations import Station
from venue_desk.services.gathering import Gathered, Offer, Piece, coming_serials, full_name
from venue_desk.services.meal_register import register_between


def _registers(station: Station, order: CanteenOrder, day: date) -> Gathered:
    """What was eaten until today; of a month to come nothing."""
    month = month_of(order.month)
    if month > day:
        return _gathered(station, order.paper, day, month, ())
    last = min(month_end(month), day)
    grid = register_between(station.id, month, month_end(month))
    eaters = tuple(_row(row, last) for row in grid.rows)
    eaters = tuple(row for row in eaters if any(map(any, row.meals)))
    guests = [each for each in grid.guests if each.day <= last]
    pieces: tuple[Piece, ...] = ()
    if eaters or guests:
        serial = next(coming_serials(station, order.paper, day))
        calendar = calendar_of(holidays.holidays(station.id))
        data = MealRegister(
            station=full_name(station), serial=serial, month=month, through=last, rows=eaters,
            guest_row=_guest_row(grid, last), guests=_guests(guests),
            off=tuple(each.day for each in grid.days if calendar.off(each)), made_on=day,
        )  # fmt: skip
        pieces = (Piece(data=data, serial=serial, title=f"{month.year} 年 {month.month} 月就餐登记表"),)
    return _gathered(station, order.paper, day, month, pieces)


def _row(row: GridRow, last: date) -> MealRow:
    """What is still to come has not been eaten."""
    breakfast, lunch, supper = (
        tuple(cell.portions if number < last.day else 0 for number, cell in enumerate(row.cells[meal::3]))
        for meal in range(3)
    )
    return MealRow(name=row.name, breakfast=breakfast, lunch=lunch, supper=supper)


def _guest_row(grid: MealGrid, last: date) -> MealRow:
    breakfast, lunch, supper = (
        tuple(grid.guest_portions.get((day, meal), 0) if day <= last else 0 for day in grid.days) for meal in Meal
    )
    return MealRow(name="客人", breakfast=breakfast, lunch=lunch, supper=supper)


def _guests(guests: list[MealRecord]) -> tuple[MealGuest, ...]:
    """Each with who asked them to stay, also one who has left since."""
    names, order = cadres.names(guests[0].station_id) if guests else {}, list(Meal)
    return tuple(
        MealGuest(
            day=_day(each.day), meal=each.meal.label, who=each.guest, unit=each.guest_unit,
            invited_by=names.get(each.invited_by, "") if each.invited_by else "", portions=each.portions,
        )
        for each in sorted(guests, key=lambda each: (each.day, order.index(each.meal)))
    )  # fmt: skip


def _logs(station: Station, order: CanteenOrder, day: date) -> Gathered:
    month = month_of(order.month)
    found = samples.samples(station.id, month, month_end(month))
    pieces: tuple[Piece, ...] = ()
    if found:
        serial = next(coming_serials(station, order.paper, day))
        value = partial(value_on, settings.settings(station.id), day=month_end(month))
        rule = f"每样不少于 {value('sample_grams')} 克，冷藏保存 {value('sample_hours')} 小时"
        data = SampleLog(
            station=full_name(station), serial=serial, month=month, rule=rule,
            samples=tuple(_logged(each, day) for each in found),
        )  # fmt: skip
        pieces = (Piece(data=data, serial=serial, title=f"{month.year} 年 {month.month} 月食品留样记录"),)
    return _gathered(station, order.paper, day, month, pieces)


def _logged(sample: Sample, today: date) -> LoggedSample:
    gone, until = sample.discarded_at, day_of(sample.keep_until)
    still = "还没有到期" if until > today else "当天到期" if until == today else "到期，未销毁"
    return LoggedSample(
        day=_day(sample.day), meal=sample.meal.label, dish=sample.dish, grams=f"{sample.grams} 克",
        kept_at=_moment(sample.kept_at), keep_until=_moment(sample.keep_until), kept_by=sample.kept_by,
        discarded_at=_moment(gone) if gone else still, discarded_by=sample.discarded_by,
    )  # fmt: skip


def _gathered(station: Station, paper: PaperKey, day: date, month: date, pieces: tuple[Piece, ...]) -> Gathered:
    return Gathered(paper=paper, station=station, day=day, options=Options(), pieces=pieces, year=month.year)


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _moment(at: datetime) -> str:
    local = at_station(at)
    return f"{_day(local.date())} {local:%H:%M}"


MEAL_REGISTERS = Offer(
    papers=(PaperKey.MEAL_REGISTER,),
    gather=_registers,
    nothing="这个月还没有人就餐。请先在食堂里报餐，再来印就餐登记表。",
)
SAMPLE_LOGS = Offer(
    papers=(PaperKey.SAMPLE_LOG,),
    gather=_logs,
    nothing="这个月还没有留样。请先在食堂里登记留样，再来印留样记录。",
)
