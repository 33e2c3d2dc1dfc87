"""Reading a month for its settlement: what was bought, given, eaten and paid in; open months follow one another."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from db import cadres, meals, purchases
from db import settlements as table
from venue_desk.domain.corrections import Eating, borne_more, put_right
from venue_desk.domain.meal_grid import MEALS, GridRow
from venue_desk.domain.meal_prices import MealPrice, price_on
from venue_desk.domain.meals import Meal
from venue_desk.domain.purchases import FundingSource
from venue_desk.domain.roster import month_after, month_end, month_of
from venue_desk.domain.settlements import Eaten, Month, Settlement, settle, weighed
from venue_desk.services.meal_register import register_between

Portions = list[tuple[date, Meal, int]]


def first_open(station_id: UUID) -> date | None:
    """The month whose turn it is: after the last closed one, else the first with anything; None where nothing is open."""
    through = table.closed_through(station_id)
    entry = table.first_entry(station_id, month_after(through) if through else date.min)
    return entry and (month_after(through) if through else month_of(entry))


def settlement_of(station_id: UUID, month: date, today: date) -> Settlement:
    """An open month as it stands, after all that come before it."""
    return _open_until(station_id, month, today)[-1]


def settled_months(station_id: UUID, last: date, count: int, today: date) -> tuple[Settlement, ...]:
    """The months up to `last`: closed ones as they are, open ones as they stand, none before the first entry."""
    first = month_after(last, 1 - count)
    closed: list[Settlement] = list(table.settled(station_id, first, last))
    begins = first_open(station_id)
    if begins is None or begins > last:
        return tuple(closed)
    return tuple([*closed, *_open_until(station_id, last, today)][-count:])


def unreported(station_id: UUID, month: date, today: date) -> int:
    """How many meals up to today count as eaten though nobody wrote them down."""
    grid = register_between(station_id, month, month_end(month))
    until = len([day for day in grid.days if day <= today]) * len(MEALS)
    return sum(cell.planned and not cell.reported for row in grid.rows for cell in row.cells[:until])


@dataclass(frozen=True, slots=True)
class Accounts:
    """Every cadre's account of every meal of a month: as registered, and as put right since; what a portion weighs."""

    registered: Mapping[Eating, int]
    right: Mapping[Eating, int]
    weight_of: Callable[[date, Meal], int]

    def portions(self, eating: Eating) -> int:
        """What stands there now."""
        return self.right.get(eating, self.registered.get(eating, 0))

    def heavier(self, right: Mapping[Eating, int]) -> dict[UUID, int]:
        """What each one's meals weigh more than registered, with these put right as well."""
        found: dict[UUID, int] = defaultdict(int)
        for (cadre_id, day, meal), portions in {**self.right, **right}.items():
            more = portions - self.registered.get((cadre_id, day, meal), 0)
            found[cadre_id] += more * self.weight_of(day, meal)
        return {cadre_id: more for cadre_id, more in found.items() if more}


def accounts_of(station_id: UUID, month: date) -> Accounts:
    """The accounts of a closed month, whose register is locked."""
    grid = register_between(station_id, month, month_end(month))
    prices = _prices(meals.prices(station_id), month, list(grid.days))
    registered: dict[Eating, int] = defaultdict(int)
    for row in grid.rows:
        for day, meal, portions in _portions(row, list(grid.days)):
            registered[row.cadre_id, day, meal] += portions
    for guest in grid.guests:
        if guest.invited_by is not None:
            registered[guest.invited_by, guest.day, guest.meal] += guest.portions
    right = put_right(table.corrections_of(station_id, month))
    return Accounts(registered, right, lambda day, meal: weighed({meal: 1}, prices[day]))


def _open_until(station_id: UUID, month: date, today: date) -> list[Settlement]:
    """The open months up to this one, each carrying over what the one before left."""
    before: Settlement | None = table.last_closed(station_id, month)
    begins = first_open(station_id)
    found = list[Settlement]()
    at = min(month, begins) if begins else month
    while at <= month:
        before = settle(_month(station_id, at, today), before)
        found.append(before)
        at = month_after(at)
    return found


def _month(station_id: UUID, month: date, today: date) -> Month:
    last = month_end(month)
    income: dict[FundingSource, int] = {}
    for allotment in table.allotments(station_id, month, last):
        income[allotment.source] = income.get(allotment.source, 0) + allotment.amount_fen
    paid: dict[UUID, int] = {}
    for advance in table.advances(station_id, month, last):
        paid[advance.cadre_id] = paid.get(advance.cadre_id, 0) + advance.amount_fen
    return Month(
        month=month, spent=purchases.spent(station_id, month, last), income=income,
        eaten=_eaten(station_id, month, min(last, today)), advances=paid,
        corrections=borne_more(table.corrections(station_id, month, last)),
        names=cadres.names(station_id),
    )  # fmt: skip


def _eaten(station_id: UUID, month: date, until: date) -> list[Eaten]:
    """Everybody on the register of the month, with what they ate up to a day and what their guests did."""
    grid = register_between(station_id, month, month_end(month))
    days = [day for day in grid.days if day <= until]
    prices = _prices(meals.prices(station_id), month, days)
    own = {row.cadre_id: _portions(row, days) for row in grid.rows}
    guests: dict[UUID, Portions] = defaultdict(list)
    for each in grid.guests:
        if each.invited_by is not None and each.day <= until:
            guests[each.invited_by].append((each.day, each.meal, each.portions))
    names = {row.cadre_id: row.name for row in grid.rows} | {who: _name(who) for who in guests if who not in own}
    return [
        Eaten(
            cadre_id=who, name=name, meals=_count(own.get(who, [])), guest_meals=_count(guests[who]),
            weight=sum(weighed({meal: portions}, prices[day]) for day, meal, portions in (*own.get(who, []), *guests[who])),
        )
        for who, name in names.items()
    ]  # fmt: skip


def _prices(prices: list[MealPrice], month: date, days: list[date]) -> dict[date, dict[Meal, int]]:
    """The prices of each day; none at all in a month that began without them, so that every meal weighs the same."""
    if any(price_on(prices, meal, month) is None for meal in Meal):
        return {day: {} for day in days}
    found = {meal: [each for each in prices if each.meal is meal] for meal in Meal}
    return {day: {meal: price.fen for meal, of in found.items() if (price := price_on(of, meal, day))} for day in days}


def _portions(row: GridRow, days: list[date]) -> Portions:
    """A cadre's own portions of these days, which are the first of the register."""
    return [
        (day, meal, cell.portions)
        for number, day in enumerate(days)
        for meal, cell in zip(MEALS, row.cells[number * len(MEALS) :], strict=False)
        if cell.portions
    ]


def _count(portions: Portions) -> int:
    return sum(each for _, _, each in portions)


def _name(cadre_id: UUID) -> str:
    found = cadres.cadre(cadre_id)
    return found.name if found else ""
