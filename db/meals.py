"""Meals: what was written down of the register, the menu, and the prices."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from peewee import JOIN, Check

from db.cadres import CadreTable
from db.connection import DATABASE
from db.fields import DayField, EnumField, InstantField, IntField, TextField, UuidField, reference
from db.invariants import unique_open
from db.leaves import LeaveTable
from db.lodging import NightTable, RegimeTermTable
from db.stations import StationTable
from db.table import Table, columns_of, many, one, rows
from venue_desk.domain.findings import must
from venue_desk.domain.leaves import LeaveState
from venue_desk.domain.lodging import stays
from venue_desk.domain.meal_grid import Eater, Noted
from venue_desk.domain.meal_plan import Away
from venue_desk.domain.meal_prices import MealPrice
from venue_desk.domain.meals import Meal, MealRecord
from venue_desk.domain.menus import MenuLine
from venue_desk.domain.stations import Regime


class MealTable(Table):
    record = MealRecord

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    day = DayField()
    meal = EnumField(Meal)
    cadre = reference(CadreTable, null=True, index=False)
    guest = TextField()
    guest_unit = TextField()
    invited_by = reference(CadreTable, column_name="invited_by", null=True, index=False)
    portions = IntField(constraints=[Check("portions >= 0")])
    note = TextField()
    noted_at = InstantField()
    noted_by = UuidField()
    closed_on = DayField(null=True)

    class Meta:
        table_name = "meals"
        indexes = ((("station", "noted_at"), False),)
        constraints = (Check("(cadre_id IS NULL) = (guest <> '')"),)


unique_open(MealTable, MealTable.station, MealTable.day, MealTable.meal, MealTable.cadre)


class MenuTable(Table):
    record = MenuLine

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    day = DayField()
    meal = EnumField(Meal)
    dishes = TextField()

    class Meta:
        table_name = "menu_lines"
        indexes = ((("station", "day", "meal"), True),)


class MealPriceTable(Table):
    record = MealPrice

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    meal = EnumField(Meal)
    fen = IntField(constraints=[Check("fen >= 0")])
    from_on = DayField()
    document_number = TextField()
    closed_on = DayField(null=True)

    class Meta:
        table_name = "meal_prices"


unique_open(MealPriceTable, MealPriceTable.station, MealPriceTable.meal, MealPriceTable.from_on)

TABLES: tuple[type[Table], ...] = (MealTable, MenuTable, MealPriceTable)

BREACHES = {
    "meals.cadre_id": must("meals.twice", "", "这一餐刚被别人报过，请再看一遍。"),
    "menu_lines.meal": must("menu.twice", "", "这一餐的菜单刚被别人写过，请再看一遍。"),
    "meal_prices.from_on": must("meal_price.twice", "from_on", "这一天起已经定过了，请改那一条，或换一个日期。"),
}


def meal(record_id: UUID) -> MealRecord | None:
    return one(MealRecord, MealTable, record_id)


def written(station_id: UUID, first: date, last: date) -> tuple[list[Noted], list[MealRecord]]:
    """What stands of these days: of cadres in a few words, of guests whole.

    A month has a thousand rows of a dozen cadres: each value is made once, not once a row.
    """
    query = MealTable.select().where(
        (MealTable.station == station_id) & MealTable.day.between(first, last) & MealTable.closed_on.is_null()
    )
    columns = columns_of(MealTable)
    made = {name: lru_cache(maxsize=None)(field.python_value) for name, field in columns.items()}
    day_of, meal_of, cadre_of = made["day"], made["meal"], made["cadre_id"]
    own, guests = list[Noted](), list[MealRecord]()
    for row in DATABASE.execute(query).fetchall():
        kept = dict(zip(columns, row, strict=True))
        if kept["cadre_id"] is None:
            guests.append(MealRecord(**{name: made[name](value) for name, value in kept.items()}))
        else:
            own.append(
                Noted(
                    day_of(kept["day"]),
                    meal_of(kept["meal"]),
                    cadre_of(kept["cadre_id"]),
                    kept["portions"],
                    kept["note"],
                )
            )
    return own, sorted(guests, key=lambda each: (each.day, list(Meal).index(each.meal), each.id))


def own_meal(station_id: UUID, cadre_id: UUID, day: date, meal: Meal) -> MealRecord | None:
    """What stands of one cadre's meal."""
    query = MealTable.select().where(
        (MealTable.station == station_id) & (MealTable.day == day) & (MealTable.meal == meal)
        & (MealTable.cadre == cadre_id) & MealTable.closed_on.is_null()
    )  # fmt: skip
    found = many(MealRecord, query)
    return found[0] if found else None


class Told(NamedTuple):
    """How many cadres somebody wrote down for a day, and when last."""

    at: datetime
    by: UUID
    day: date
    cadres: int


def told_between(station_id: UUID, begins: datetime, ends: datetime) -> list[Told]:
    """Who wrote down meals of which day in a stretch of time."""
    query = MealTable.select(MealTable.noted_at, MealTable.noted_by, MealTable.day, MealTable.cadre).where(
        (MealTable.station == station_id) & (MealTable.noted_at >= begins) & (MealTable.noted_at < ends)
        & MealTable.cadre.is_null(False) & MealTable.closed_on.is_null()
    )  # fmt: skip
    latest: dict[tuple[UUID, date], datetime] = {}
    whose: dict[tuple[UUID, date], set[UUID]] = {}
    for at, by, day, cadre in rows(query):
        latest[by, day] = max(at, latest.get((by, day), at))
        whose.setdefault((by, day), set()).add(cadre)
    return [Told(at, by, day, len(whose[by, day])) for (by, day), at in latest.items()]


def in_use(station_id: UUID, since: date) -> bool:
    """Whether any meal was written down since then: a station without a canteen is not reminded of it."""
    query = MealTable.select().where((MealTable.station == station_id) & (MealTable.day >= since))
    return bool(query.where(MealTable.closed_on.is_null()).exists())


class Staff(NamedTuple):
    """Who may eat here, their approved leaves, and the regime in force on the first and on the last day."""

    eaters: list[Eater]
    aways: list[Away]
    regimes: tuple[Regime, Regime]


def staff(station_id: UUID, first: date, last: date) -> Staff:
    """The cadres, the head first, with their leaves that touch these days: one statement."""
    touching = (
        (LeaveTable.cadre == CadreTable.id) & (LeaveTable.state == LeaveState.APPROVED)
        & (LeaveTable.to_on >= first) & (LeaveTable.from_on <= last)
    )  # fmt: skip
    cadre = CadreTable
    query = (
        cadre.select(
            cadre.id, cadre.name, cadre.joined_on, cadre.left_on, cadre.on_roster, LeaveTable.from_on, LeaveTable.to_on,
            StationTable.regime, _term_on(first), _term_on(last),
        )
        .join(StationTable)
        .join(LeaveTable, JOIN.LEFT_OUTER, on=touching)
        .where(cadre.station == station_id)
        .order_by(cadre.left_on.is_null(False), cadre.is_head.desc(), cadre.id)
    )  # fmt: skip
    found = rows(query)
    own, begun, ending = found[0][7:]
    return Staff(
        list({row[0]: Eater(*row[:5]) for row in found}.values()),
        [Away(row[0], row[5], row[6]) for row in found if row[5] is not None],
        (Regime(begun or own), Regime(ending or own)),
    )


def _term_on(day: date) -> Any:
    table = RegimeTermTable
    begun = table.select(table.regime).where((table.station == CadreTable.station) & (table.from_on <= day))
    return begun.order_by(table.from_on.desc()).limit(1)


def sleepers(station_id: UUID, first: date, last: date) -> dict[date, set[UUID]]:
    """The cadres noted in these nights, without who left before the morning."""
    query = NightTable.select(NightTable.night, NightTable.cadre, NightTable.left_at).where(
        (NightTable.station == station_id) & NightTable.night.between(first, last)
        & NightTable.cadre.is_null(False) & NightTable.closed_on.is_null()
    )  # fmt: skip
    found: dict[date, set[UUID]] = {}
    for night, who, left_at in rows(query):
        if stays(night, left_at):
            found.setdefault(night, set()).add(who)
    return found


def menu(station_id: UUID, first: date, last: date) -> list[MenuLine]:
    """The menu of these days, meal after meal."""
    query = MenuTable.select().where((MenuTable.station == station_id) & MenuTable.day.between(first, last))
    return sorted(many(MenuLine, query), key=lambda each: (each.day, list(Meal).index(each.meal)))


def prices(station_id: UUID) -> list[MealPrice]:
    """Every price that was set, by meal, the latest first."""
    query = MealPriceTable.select().where((MealPriceTable.station == station_id) & MealPriceTable.closed_on.is_null())
    found = many(MealPrice, query.order_by(MealPriceTable.from_on.desc()))
    return sorted(found, key=lambda each: list(Meal).index(each.meal))
