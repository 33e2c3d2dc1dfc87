"""The register of meals on the real engine: the plan stands by itself, what is said corrects it, and all can be undone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from db import journal, leaves
from db.roster import DutyTable
from tests.builders import counted_queries, query_plan
from tests.services.at_the_station import TODAY, act_of, at, crew, place
from tests.services.canteen import buy
from venue_desk.desk import Desk
from venue_desk.domain.cadres import Cadre
from venue_desk.domain.errors import Refused
from venue_desk.domain.ids import new_id
from venue_desk.domain.leaves import Leave, LeaveKind, LeaveState
from venue_desk.domain.meal_prices import MealPriceEntry
from venue_desk.domain.meals import Meal, MealEntry
from venue_desk.domain.menus import MenuEntry
from venue_desk.domain.regimes import RegimeTermEntry
from venue_desk.domain.stations import Regime
from venue_desk.services.listings import Wanted
from venue_desk.services.meal_listing import handover_items, todos_at
from venue_desk.services.registers import done

TOMORROW = TODAY + timedelta(days=1)
MONTH = date(2026, 11, 1)


def shown(desk: Desk, day: date) -> dict[str, str]:
    """Each cadre's day: a number written down, the mark of a meal that is planned, else a dot."""
    grid = desk.meals.week(desk.act().station_id, day)
    found = {}
    for row in grid.rows:
        at = (day - grid.days[0]).days * 3
        cells = row.cells[at : at + 3]
        found[row.name] = "".join(
            str(cell.portions) if cell.reported else mark if cell.planned else "·"
            for mark, cell in zip("早中晚", cells, strict=True)
        )
    return found


def refused(work: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as told:
        work()
    return [f"{each.code}@{each.field}" for each in told.value.findings]


@pytest.fixture
def people(desk: Desk) -> tuple[Cadre, Cadre, Cadre, Cadre]:
    return crew(desk)


def test_the_plan_is_there_before_anybody_said_a_word(desk: Desk, people: tuple[Cadre, ...]) -> None:
    assert shown(desk, TODAY) == {"陈志远": "早中晚", "王建军": "·中晚", "李秀兰": "·中晚", "张小梅": "早中晚"}
    assert shown(desk, TOMORROW) == {"陈志远": "早中·", "王建军": "···", "李秀兰": "···", "张小梅": "早中·"}


def test_the_plan_follows_the_nights_noted_and_the_regime(desk: Desk, people: tuple[Cadre, ...]) -> None:
    wang, act = people[0], act_of(desk, people[0], "21:00")
    desk.lodging.here(act, wang.id)
    assert shown(desk, TOMORROW)["王建军"] == "早中·"
    station_id = act.station_id
    desk.regimes.set(act, RegimeTermEntry(from_on=TOMORROW, regime=Regime.LIVE_IN, document_number="镇发〔2026〕8号"))
    assert shown(desk, TOMORROW) == {"陈志远": "早中晚", "王建军": "早中晚", "李秀兰": "·中晚", "张小梅": "早中晚"}
    saturday = date(2026, 11, 28)
    assert shown(desk, saturday)["李秀兰"] == "早··"
    assert desk.meals.headcount(station_id, saturday).planned == 4


def test_one_cell_is_said_changed_and_taken_back(desk: Desk, people: tuple[Cadre, ...]) -> None:
    wang, act = people[0], act_of(desk, people[1], "10:00")
    saved = desk.meals.set_portions(act, TOMORROW, Meal.LUNCH, wang.id, 1)
    assert shown(desk, TOMORROW)["王建军"] == "·1·"
    changed = desk.meals.set_portions(act, TOMORROW, Meal.LUNCH, wang.id, 2)
    assert changed.record.id == saved.record.id
    assert shown(desk, TOMORROW)["王建军"] == "·2·"
    desk.undo(act, changed)
    desk.undo(act, saved)
    assert shown(desk, TOMORROW)["王建军"] == "···"


def test_a_whole_day_is_said_at_once_or_not_at_all(desk: Desk, people: tuple[Cadre, ...]) -> None:
    zhang, act = people[3], act_of(desk, people[0], "10:00")
    day = [MealEntry(day=TOMORROW, meal=meal, cadre_id=zhang.id, portions=0) for meal in Meal]
    saved = desk.meals.set_meals(act, day)
    assert shown(desk, TOMORROW)["张小梅"] == "000"
    desk.undo(act, saved)
    bad = MealEntry(day=TOMORROW, meal=Meal.SUPPER, cadre_id=zhang.id, portions=10)
    assert refused(lambda: desk.meals.set_meals(act, [*day, bad])) == ["meals.portions@portions"]
    assert shown(desk, TOMORROW)["张小梅"] == "早中·"


def test_after_the_cut_off_a_reason_is_needed(desk: Desk, people: tuple[Cadre, ...]) -> None:
    wang = people[0]
    late = act_of(desk, wang, "17:00")
    assert refused(lambda: desk.meals.set_portions(late, TOMORROW, Meal.LUNCH, wang.id, 1)) == ["meals.note@note"]
    saved = desk.meals.set_portions(late, TOMORROW, Meal.LUNCH, wang.id, 1, "下乡提前回来")
    assert saved.record.note == "下乡提前回来"
    day_after = TOMORROW + timedelta(days=1)
    assert desk.meals.set_portions(late, day_after, Meal.LUNCH, wang.id, 1).record.portions == 1


def test_only_who_is_at_the_station_eats_and_leave_is_told(desk: Desk, people: tuple[Cadre, ...]) -> None:
    wang, act = people[0], act_of(desk, people[1], "10:00")
    away = Leave(
        id=new_id(act.at, desk.leaves.random), station_id=act.station_id, cadre_id=wang.id, kind=LeaveKind.SICK,
        from_on=TODAY, to_on=TOMORROW, state=LeaveState.APPROVED, asked_at=act.at, asked_by=wang.id,
    )  # fmt: skip
    journal.add(act, leaves.LeaveTable, away)
    assert shown(desk, TODAY)["王建军"] == "···"
    entry = MealEntry(day=TOMORROW, meal=Meal.LUNCH, cadre_id=wang.id)
    (told,) = desk.meals.findings(act, entry)
    assert told.sentence == "王建军明天请假，请看看是不是真的在站里吃。"
    stranger = MealEntry(day=TOMORROW, meal=Meal.LUNCH, cadre_id=act.station_id)
    assert refused(lambda: desk.meals.set_meals(act, [stranger])) == ["meals.cadre@cadre_id"]


def test_guests_are_invited_changed_and_cancelled_with_a_reason(desk: Desk, people: tuple[Cadre, ...]) -> None:
    wang, act = people[0], act_of(desk, people[1], "10:00")
    entry = MealEntry(day=TOMORROW, meal=Meal.LUNCH, guest=" 县督查组 ", invited_by=wang.id, portions=4)
    guests = desk.meals.invite(act, entry).record
    assert (guests.guest, guests.cadre_id, guests.noted_by) == ("县督查组", None, people[1].id)
    heads = desk.meals.headcount(act.station_id, TOMORROW)
    assert tuple(heads.meals[Meal.LUNCH]) == (2, 0, 4, 6)
    fewer = desk.meals.change_guests(
        act, guests, MealEntry(day=TOMORROW, meal=Meal.SUPPER, guest="县督查组", invited_by=wang.id, portions=3)
    ).record
    assert desk.meals.headcount(act.station_id, TOMORROW).meals[Meal.SUPPER].guests == 3
    late = act_of(desk, people[1], "17:00")
    assert refused(lambda: desk.meals.cancel_guests(late, fewer, " ")) == ["meals.reason@reason"]
    saved = desk.meals.cancel_guests(act, fewer, "")
    assert desk.meals.headcount(act.station_id, TOMORROW).guests == 0
    desk.undo(act, saved)
    assert desk.meals.headcount(act.station_id, TOMORROW).guests == 3


def test_the_plan_is_written_down_at_once_and_undone_at_once(desk: Desk, people: tuple[Cadre, ...]) -> None:
    act = act_of(desk, people[0], "10:00")
    desk.meals.set_portions(act, TOMORROW, Meal.LUNCH, people[3].id, 0)
    saved = desk.meals.fill(act, TOMORROW)
    assert len(saved.record) == 3
    assert shown(desk, TOMORROW) == {"陈志远": "11·", "王建军": "···", "李秀兰": "···", "张小梅": "10·"}
    assert desk.meals.headcount(act.station_id, TOMORROW).complete
    assert refused(lambda: desk.meals.fill(act, TOMORROW)) == ["meals.filled@"]
    desk.undo(act, saved)
    assert shown(desk, TOMORROW)["张小梅"] == "早0·"


def test_a_written_plan_stays_when_the_roster_changes(desk: Desk, people: tuple[Cadre, ...]) -> None:
    act = act_of(desk, people[0], "10:00")
    desk.meals.fill(act, TODAY, TOMORROW)
    before = desk.meals.person_meals(act.station_id, MONTH)
    duties = [each for each in desk.roster.facts(act.station_id, MONTH).duties.values() if each.day == TODAY]
    desk.roster.fill(act, duties[0].slot, people[3].id)
    assert desk.meals.person_meals(act.station_id, MONTH).own[people[0].id] == before.own[people[0].id]


def test_nothing_of_a_closed_month_is_changed(desk: Desk, people: tuple[Cadre, ...]) -> None:
    wang, act = people[0], act_of(desk, people[0], "10:00")
    entry = MealEntry(day=TOMORROW, meal=Meal.LUNCH, guest="县督查组", invited_by=wang.id)
    guests = desk.meals.invite(act, entry).record
    price = desk.meals.set_price(act, MealPriceEntry(meal=Meal.LUNCH, fen=1000, from_on=MONTH)).record
    act = act_of(desk, wang, "10:00", date(2026, 12, 3))
    buy(desk, TODAY)
    desk.settlements.close(act, MONTH)
    december = MealPriceEntry(meal=Meal.LUNCH, fen=900, from_on=date(2026, 12, 1))
    for work, found in (
        (lambda: desk.meals.set_portions(act, TOMORROW, Meal.LUNCH, wang.id, 1), ["meals.closed@day"]),
        (lambda: desk.meals.fill(act, TOMORROW), ["meals.closed@day"]),
        (lambda: desk.meals.cancel_guests(act, guests, "不来了"), ["meals.closed@day"]),
        (lambda: desk.meals.close_price(act, price), ["meal_price.closed@from_on"]),
        (lambda: desk.meals.change_price(act, price, december), ["meal_price.closed@from_on"]),
    ):
        assert found[0] in refused(work)
    assert desk.meals.set_price(act, december).record.fen == 900


def test_what_was_eaten_in_a_closed_month_stays_whatever_the_roster_says_later(
    desk: Desk, people: tuple[Cadre, ...]
) -> None:
    act = act_of(desk, people[0], "10:00", date(2026, 12, 3))
    desk.meals.set_portions(act, TODAY, Meal.LUNCH, people[0].id, 2, "家属来")
    buy(desk, TODAY)
    before = [row.sums for row in desk.meals.grid(act.station_id, MONTH).rows]
    closed = desk.settlements.close(act, MONTH)
    duties = [each for each in desk.roster.facts(act.station_id, MONTH).duties.values() if each.day == TODAY]
    journal.change(act, DutyTable, duties[0], replace(duties[0], cadre_id=people[3].id))
    place(desk, "白班", people[2:], TODAY + timedelta(days=2))  # nor do meals come to it that nobody ate
    assert [row.sums for row in desk.meals.grid(act.station_id, MONTH).rows] == before
    desk.undo(act, closed)
    assert desk.meals.set_portions(act, TODAY, Meal.LUNCH, people[0].id, 1, "写错了").record.portions == 1


def test_prices_hold_from_their_day_and_can_be_mended(desk: Desk) -> None:
    act = desk.act()
    entry = MealPriceEntry(meal=Meal.LUNCH, fen=1000, from_on=MONTH, document_number=" 站〔2026〕3号 ")
    price = desk.meals.set_price(act, entry).record
    assert price.document_number == "站〔2026〕3号"
    assert refused(lambda: desk.meals.set_price(act, entry)) == ["meal_price.twice@from_on"]
    changed = desk.meals.change_price(act, price, MealPriceEntry(meal=Meal.LUNCH, fen=1200, from_on=MONTH))
    assert [each.fen for each in desk.meals.prices(act.station_id)] == [1200]
    desk.undo(act, changed)
    desk.meals.close_price(act, price)
    assert desk.meals.prices(act.station_id) == []
    desk.meals.set_price(act, entry)


def test_the_menu_of_a_week_is_written_over_and_undone(desk: Desk) -> None:
    act = desk.act()
    first = desk.meals.write_menu(act, [MenuEntry(day=TODAY, meal=Meal.LUNCH, dishes="臊子面，凉拌萝卜丝")])
    week = [MenuEntry(day=TODAY, meal=meal, dishes="洋芋搅团") for meal in Meal]
    saved = desk.meals.write_menu(act, week)
    assert [line.dishes for line in desk.meals.menu(act.station_id, TODAY)] == ["洋芋搅团"] * 3
    assert len(desk.meals.write_menu(act, week).audit_ids) == 0
    desk.undo(act, saved)
    (line,) = desk.meals.menu(act.station_id, TODAY)
    assert line == first.record[0]
    assert line.each == ("臊子面", "凉拌萝卜丝")


def test_tomorrows_heads_are_asked_for_until_the_cut_off(desk: Desk, people: tuple[Cadre, ...]) -> None:
    station_id, act = desk.act().station_id, act_of(desk, people[0], "09:00")
    assert todos_at(station_id, at("10:00")) == []  # no canteen is kept here yet
    desk.meals.set_portions(act, TOMORROW, Meal.LUNCH, people[3].id, 0)
    (todo,) = todos_at(station_id, at("10:00"))
    assert todo.sentence == "明天用餐报数，已报 1 人，按排班应为 2 人，17:00 截止。"
    assert todo.due == TODAY
    assert [todos_at(station_id, at(clock)) for clock in ("07:59", "17:00")] == [[], []]
    desk.meals.fill(act, TOMORROW)
    assert todos_at(station_id, at("10:00")) == []


def test_what_is_ordered_goes_into_the_handover_and_the_days_deeds(desk: Desk, people: tuple[Cadre, ...]) -> None:
    station_id, act = desk.act().station_id, act_of(desk, people[0], "09:00")
    assert handover_items(station_id, at("19:45")) == []
    entry = MealEntry(day=TOMORROW, meal=Meal.LUNCH, guest="县督查组", invited_by=people[0].id, portions=4)
    desk.meals.invite(act, entry)
    desk.meals.set_portions(act, TOMORROW, Meal.LUNCH, people[3].id, 0)
    (offer,) = handover_items(station_id, at("19:45"))
    assert offer.fact == "明天用餐 早 2、中 5、晚 0"
    assert offer.detail == "已报 1 人，按排班应为 2 人；客人 4 位（王建军请）"
    morning = [each.fact for each in handover_items(station_id, at("08:00"))]
    assert morning == ["今天用餐 中 4、晚 4", "明天用餐 早 2、中 5、晚 0"]
    assert "王建军报明天用餐 1 人" in [each.what for each in done(station_id, at("12:00"))]


def test_a_month_goes_out_as_excel_day_by_day(desk: Desk, people: tuple[Cadre, ...]) -> None:
    act = act_of(desk, people[0], "09:00")
    entry = MealEntry(day=TODAY, meal=Meal.LUNCH, guest="县督查组", invited_by=people[0].id, portions=4, note="临时来")
    desk.meals.invite(act, entry)
    sheet = desk.exports.sheet(act, "meals", Wanted(station_id=act.station_id, today=TODAY, year=2026, month=MONTH))
    today = [row[1:] for row in sheet.rows if row[0] == TODAY]
    assert today == [
        ("陈志远", "", "", 1, 1, 1, ""),
        ("王建军", "", "", None, 1, 1, ""),
        ("李秀兰", "", "", None, 1, 1, ""),
        ("张小梅", "", "", 1, 1, 1, ""),
        ("县督查组", "", "王建军", None, 4, None, "临时来"),
    ]


def test_a_month_is_read_in_six_statements_by_index(desk: Desk, people: tuple[Cadre, ...]) -> None:
    act = act_of(desk, people[0], "09:00")
    desk.meals.fill(act, MONTH, date(2026, 11, 30))
    with counted_queries() as seen:
        desk.meals.grid(act.station_id, MONTH)
    assert len(seen) <= 6
    plans = [step for query in seen for step in query_plan(query)]
    assert [step for step in plans if step.startswith("SCAN") and "cadres" not in step] == []
