"""Settling on the real engine: months in their turn, locked, carried over; put right only by counter-entries."""

from datetime import date, timedelta

import pytest

from db import integrity
from tests.builders import counted_queries
from tests.domain.test_purchases import line
from tests.services.at_the_station import crew
from tests.services.canteen import DECEMBER, NOVEMBER, buy, eat, on
from tests.services.test_purchases import refused
from venue_desk.desk import Desk
from venue_desk.domain.advances import AdvanceEntry, AllotmentEntry
from venue_desk.domain.cadres import Cadre
from venue_desk.domain.closing import CorrectionEntry, CorrectionLine
from venue_desk.domain.meal_prices import MealPriceEntry
from venue_desk.domain.meals import Meal, MealEntry
from venue_desk.domain.purchases import FundingSource
from venue_desk.services.settlements import todos

DAY, AFTER, NEW_YEAR = date(2026, 11, 24), date(2026, 12, 5), date(2027, 1, 4)
People = tuple[Cadre, Cadre, Cadre, Cadre]


@pytest.fixture
def people(desk: Desk) -> People:
    """Four cadres; on the 24th 王 and 李 are on duty by day, 陈 and 张 by night."""
    return crew(desk)


def shares(desk: Desk, month: date, today: date) -> dict[str, tuple[int, int, int]]:
    found = desk.settlements.month(desk.act().station_id, month, today).settlement
    return {share.name: (share.portions, share.share_fen, share.after_fen) for share in found.shares}


def test_shares_follow_what_was_eaten_and_what_was_paid_in(desk: Desk, people: People) -> None:
    buy(desk, DAY, line(quantity=10_000, price=1_000))
    desk.advances.advance(on(desk, DAY), AdvanceEntry(cadre_id=people[0].id, day=DAY, amount_fen=5_000))
    meals = {name: portions for name, (portions, _, _) in shares(desk, NOVEMBER, AFTER).items()}
    before = shares(desk, NOVEMBER, AFTER)
    eat(desk, people[0], [DAY + timedelta(days=number) for number in range(1, 5)])
    after = shares(desk, NOVEMBER, AFTER)
    assert after["王建军"][0] == meals["王建军"] + 4
    assert after["王建军"][1] > before["王建军"][1]
    assert sum(share for _, share, _ in after.values()) == 10_000
    assert after["王建军"][2] == 5_000 - after["王建军"][1]


def test_guests_are_on_their_hosts_account_and_prices_weigh_the_meals(desk: Desk, people: People) -> None:
    act = on(desk, DAY)
    for meal, fen in ((Meal.BREAKFAST, 300), (Meal.LUNCH, 800), (Meal.SUPPER, 500)):
        desk.meals.set_price(act, MealPriceEntry(meal=meal, fen=fen, from_on=NOVEMBER))
    entry = MealEntry(day=DAY, meal=Meal.LUNCH, guest="县督查组", invited_by=people[1].id, portions=3, note="临时来")
    desk.meals.invite(act, entry)
    found = {share.name: share for share in desk.settlements.month(act.station_id, NOVEMBER, AFTER).settlement.shares}
    assert (found["李秀兰"].meals, found["李秀兰"].guest_meals) == (2, 3)
    assert (found["李秀兰"].weight, found["王建军"].weight) == (800 + 500 + 3 * 800, 800 + 500)


def test_a_month_is_closed_when_it_is_over_and_undone_only_while_it_is_the_last(desk: Desk, people: People) -> None:
    buy(desk, DAY)
    assert refused(lambda: desk.settlements.close(on(desk, DAY), NOVEMBER)) == ["settlement.early@month"]
    act = on(desk, NEW_YEAR)
    assert refused(lambda: desk.settlements.close(act, DECEMBER)) == ["settlement.order@month"]
    stands = desk.settlements.month(act.station_id, NOVEMBER, NEW_YEAR)
    closed = desk.settlements.close(act, NOVEMBER)
    assert refused(lambda: desk.settlements.close(act, NOVEMBER)) == ["settlement.twice@month"]
    shown = desk.settlements.month(act.station_id, NOVEMBER, NEW_YEAR)
    assert (shown.closed, shown.settlement) == (closed.record, closed.record)
    assert shown.settlement.shares == stands.settlement.shares
    assert refused(lambda: desk.settlements.close(act, DECEMBER)) == ["settlement.nothing@month"]
    buy(desk, date(2026, 12, 7), today=NEW_YEAR)
    later = desk.settlements.close(act, DECEMBER)
    assert refused(lambda: desk.undo(act, closed)) == ["settlement.followed@"]
    desk.undo(act, later)
    desk.undo(act, closed)
    assert desk.settlements.closed_months(act.station_id) == frozenset()
    assert integrity.check() == []


def test_balances_go_on_into_the_next_year(desk: Desk, people: People) -> None:
    act, id_of = on(desk, NEW_YEAR), people[0].id
    buy(desk, DAY, line(quantity=10_000, price=1_000))
    desk.advances.advance(on(desk, DAY), AdvanceEntry(cadre_id=id_of, day=DAY, amount_fen=20_000))
    county = AllotmentEntry(source=FundingSource.COUNTY, day=DAY, amount_fen=100_000, document_number="县财〔2026〕9号")
    desk.advances.allot(on(desk, DAY), county)
    buy(desk, date(2026, 12, 7), today=NEW_YEAR, source=FundingSource.COUNTY)
    left = shares(desk, DECEMBER, NEW_YEAR)
    desk.settlements.close(act, NOVEMBER)
    assert shares(desk, DECEMBER, NEW_YEAR) == left
    desk.settlements.close(act, DECEMBER)
    january = desk.settlements.month(act.station_id, date(2027, 1, 1), NEW_YEAR).settlement
    assert {share.name: share.before_fen for share in january.shares} == {
        name: after for name, (_, _, after) in left.items()
    }
    assert (january.funds[0].before_fen, sum(share.before_fen for share in january.shares)) == (88_000, 10_000)


def test_what_a_closed_month_was_reckoned_by_is_locked_everywhere(desk: Desk, people: People) -> None:
    early, wang = on(desk, DAY), people[0]
    buy(desk, DAY)
    paid = desk.advances.advance(early, AdvanceEntry(cadre_id=wang.id, day=DAY, amount_fen=100))
    meal = desk.meals.set_portions(early, DAY, Meal.LUNCH, wang.id, 0, "下乡")
    price = desk.meals.set_price(early, MealPriceEntry(meal=Meal.LUNCH, fen=800, from_on=NOVEMBER))
    act = on(desk, AFTER)
    desk.settlements.close(act, NOVEMBER)
    assert refused(lambda: desk.meals.set_portions(act, DAY, Meal.LUNCH, wang.id, 1, "补记")) == ["meals.closed@day"]
    dated = MealPriceEntry(meal=Meal.LUNCH, fen=900, from_on=DAY)
    assert refused(lambda: desk.meals.set_price(act, dated)) == ["meal_price.closed@from_on"]
    entry = AdvanceEntry(cadre_id=wang.id, day=DAY, amount_fen=1)
    assert refused(lambda: desk.advances.advance(act, entry)) == ["settlement.closed@day"]
    assert refused(lambda: desk.advances.cancel(act, paid.record)) == ["settlement.closed@"]
    for saved in (paid, meal, price):
        assert refused(lambda saved=saved: desk.undo(act, saved)) == ["settlement.closed@"]  # type: ignore[misc]


def test_a_paid_sum_of_a_closed_month_is_countered_once(desk: Desk, people: People) -> None:
    paid = desk.advances.advance(on(desk, DAY), AdvanceEntry(cadre_id=people[0].id, day=DAY, amount_fen=30_000)).record
    assert refused(lambda: desk.advances.counter(on(desk, DAY), paid)) == ["paid.open@"]
    act = on(desk, AFTER)
    desk.settlements.close(act, NOVEMBER)
    saved = desk.advances.counter(act, paid)
    assert (saved.record.amount_fen, saved.record.note) == (-30_000, "冲正 2026年11月24日 的一笔")
    assert refused(lambda: desk.advances.counter(act, paid)) == ["paid.countered@"]
    assert refused(lambda: desk.advances.counter(act, saved.record)) == ["paid.counter@", "paid.open@"]
    assert shares(desk, DECEMBER, AFTER)["王建军"][2] == 0


def test_wrong_meals_of_a_closed_month_are_countered_in_an_open_one(desk: Desk, people: People) -> None:
    buy(desk, DAY, line(quantity=10_000, price=1_000))
    act = on(desk, AFTER)
    closed = desk.settlements.close(act, NOVEMBER).record
    lines = desk.settlements.recount(act.station_id, NOVEMBER, {people[0].id: 10})
    assert sum(each.amount_fen for each in lines) == 0
    assert next(each.amount_fen for each in lines if each.cadre_id == people[0].id) > 0
    entry = CorrectionEntry(of_month=NOVEMBER, day=AFTER, lines=lines, reason="漏记 8 餐")
    saved = desk.settlements.counter(act, entry)
    december = desk.settlements.month(act.station_id, DECEMBER, AFTER)
    assert sum(share.corrected_fen for share in december.settlement.shares) == 0
    assert sum(share.after_fen for share in december.settlement.shares) == -closed.personal_fen
    bad = (CorrectionLine(cadre_id=people[0].id, amount_fen=1),)
    unbalanced = CorrectionEntry(of_month=NOVEMBER, day=AFTER, lines=bad, reason="错")
    assert refused(lambda: desk.settlements.counter(act, unbalanced)) == ["correction.unbalanced@lines"]
    cancelled = desk.settlements.cancel_counter(act, saved.record)
    desk.undo(act, cancelled)
    desk.undo(act, saved)
    assert desk.settlements.month(act.station_id, DECEMBER, AFTER).corrections == ()


def test_a_second_counter_entry_starts_from_what_the_first_left(desk: Desk, people: People) -> None:
    act, (wang, li) = on(desk, AFTER), people[:2]
    for each in (wang, li):
        eat(desk, each, [DAY + timedelta(days=2)])
    buy(desk, DAY, line(quantity=10_000, price=1_000))
    closed = desk.settlements.close(act, NOVEMBER).record
    had = {share.cadre_id: share.portions for share in closed.shares}
    right = {wang.id: had[wang.id] + 2, li.id: had[li.id] + 2}
    at_once = {each.cadre_id: each.amount_fen for each in desk.settlements.recount(act.station_id, NOVEMBER, right)}
    lines = desk.settlements.recount(act.station_id, NOVEMBER, {wang.id: right[wang.id]})
    entry = CorrectionEntry(of_month=NOVEMBER, day=AFTER, lines=lines, reason="漏记 2 餐")
    first = desk.settlements.counter(act, entry).record
    assert desk.settlements.recount(act.station_id, NOVEMBER, {wang.id: right[wang.id]}) == ()
    lines = desk.settlements.recount(act.station_id, NOVEMBER, right)
    desk.settlements.counter(act, CorrectionEntry(of_month=NOVEMBER, day=AFTER, lines=lines, reason="又漏记 2 餐"))
    assert desk.settlements.month(act.station_id, NOVEMBER, AFTER).corrected == at_once
    desk.settlements.cancel_counter(act, first)
    lines = desk.settlements.recount(act.station_id, NOVEMBER, right)
    assert lines == first.lines


def test_last_month_is_asked_for_from_the_third_on_and_only_where_books_are_kept(desk: Desk) -> None:
    home = desk.act().station_id
    assert todos(home, AFTER) == []
    buy(desk, DAY)
    assert todos(home, date(2026, 12, 2)) == []
    assert [found.sentence for found in todos(home, AFTER)] == ["2026年11月的伙食账还没结算，请核对后结算。"]
    desk.settlements.close(on(desk, AFTER), NOVEMBER)
    assert todos(home, AFTER) == []


def test_the_months_of_the_chart_are_read_in_one_go(desk: Desk, people: People) -> None:
    buy(desk, DAY)
    buy(desk, AFTER)
    home = desk.act().station_id
    assert [each.month for each in desk.settlements.months(home, DECEMBER, AFTER)] == [NOVEMBER, DECEMBER]
    desk.settlements.close(on(desk, AFTER), NOVEMBER)
    assert [each.total_fen for each in desk.settlements.months(home, DECEMBER, AFTER)] == [12000, 12000]
    with counted_queries() as one:
        desk.settlements.month(home, DECEMBER, AFTER)
    assert len(one) < 40


def test_a_station_that_feeds_but_keeps_no_books_is_not_asked_for_them(desk: Desk, people: People) -> None:
    home = desk.act().station_id
    eat(desk, people[0], [DAY])
    assert desk.settlements.first_open(home) is None
    buy(desk, AFTER)
    assert desk.settlements.first_open(home) == DECEMBER  # the months of meals alone are left out
    desk.settlements.close(on(desk, NEW_YEAR), DECEMBER)
    assert desk.meals.person_meals(home, NOVEMBER).total > 1  # and read as ever
    desk.undo(
        on(desk, NEW_YEAR), desk.meals.set_portions(on(desk, NEW_YEAR), DAY, Meal.SUPPER, people[0].id, 2, "补记")
    )
