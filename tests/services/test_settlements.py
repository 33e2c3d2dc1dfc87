"""Settling on the real engine: months in their turn, locked, carried over; put right only by counter-entries."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from uuid import UUID

import pytest

from db import integrity
from tests.builders import counted_queries, later
from tests.domain.test_purchases import line
from tests.services.at_the_station import crew
from tests.services.canteen import DECEMBER, NOVEMBER, bought, buy, eat, on
from tests.services.test_purchases import refused
from venue_desk.desk import Desk
from venue_desk.domain.advances import AdvanceEntry, AllotmentEntry
from venue_desk.domain.cadres import Cadre
from venue_desk.domain.corrections import Correction, CorrectionEntry, CorrectionLine, RightMeal, borne_more
from venue_desk.domain.meal_prices import MealPriceEntry
from venue_desk.domain.meals import Meal, MealEntry
from venue_desk.domain.purchases import FundingSource
from venue_desk.domain.settlements import shares as by_weight
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


SECONDS = count(1)


def lunch(cadre: Cadre, portions: int, day: date = DAY) -> RightMeal:
    return RightMeal(cadre_id=cadre.id, day=day, meal=Meal.LUNCH, portions=portions)


def counter(desk: Desk, *meals: RightMeal) -> Correction:
    """Booked on the 5th of December, one after another."""
    act = later(on(desk, AFTER), seconds=next(SECONDS))
    lines = desk.settlements.recount(act.station_id, NOVEMBER, meals)
    entry = CorrectionEntry(of_month=NOVEMBER, day=AFTER, lines=lines, reason="漏记", meals=meals)
    return desk.settlements.counter(act, entry).record


def borne(desk: Desk) -> dict[UUID, int]:
    """What each bears of November, counter-entries included."""
    found = desk.settlements.month(desk.act().station_id, NOVEMBER, AFTER)
    more = borne_more(found.countered)
    return {each.cadre_id: each.share_fen + more.get(each.cadre_id, 0) for each in found.settlement.shares}


def test_wrong_meals_of_a_closed_month_are_countered_in_an_open_one(desk: Desk, people: People) -> None:
    buy(desk, DAY, line(quantity=10_000, price=1_000))
    act = on(desk, AFTER)
    closed = desk.settlements.close(act, NOVEMBER).record
    meals = (lunch(people[0], 9),)
    lines = desk.settlements.recount(act.station_id, NOVEMBER, meals)
    assert sum(each.amount_fen for each in lines) == 0
    assert next(each.amount_fen for each in lines if each.cadre_id == people[0].id) > 0
    entry = CorrectionEntry(of_month=NOVEMBER, day=AFTER, lines=lines, reason="漏记 8 份", meals=meals)
    saved = desk.settlements.counter(act, entry)
    december = desk.settlements.month(act.station_id, DECEMBER, AFTER)
    assert sum(share.corrected_fen for share in december.settlement.shares) == 0
    assert sum(share.after_fen for share in december.settlement.shares) == -closed.personal_fen
    assert desk.settlements.month(act.station_id, NOVEMBER, AFTER).countered == (saved.record,)
    bad = (CorrectionLine(cadre_id=people[0].id, amount_fen=1),)
    unbalanced = CorrectionEntry(of_month=NOVEMBER, day=AFTER, lines=bad, reason="错")
    assert refused(lambda: desk.settlements.counter(act, unbalanced)) == ["correction.unbalanced@lines"]
    cancelled = desk.settlements.cancel_counter(act, saved.record)
    desk.undo(act, cancelled)
    desk.undo(act, saved)
    assert desk.settlements.month(act.station_id, DECEMBER, AFTER).corrections == ()


def test_counter_entries_one_after_another_come_to_what_one_of_all_would(desk: Desk, people: People) -> None:
    wang, li = people[:2]
    buy(desk, DAY, line(quantity=10_000, price=1_000))
    desk.settlements.close(on(desk, AFTER), NOVEMBER)
    first = counter(desk, lunch(wang, 3))
    assert desk.settlements.recount(desk.act().station_id, NOVEMBER, [lunch(wang, 3)]) == ()
    second = counter(desk, lunch(li, 4))
    after = borne(desk)
    assert refused(lambda: desk.settlements.cancel_counter(on(desk, AFTER), first)) == ["correction.later_one@"]
    desk.settlements.cancel_counter(on(desk, AFTER), second)
    desk.settlements.cancel_counter(on(desk, AFTER), first)
    counter(desk, lunch(li, 4))
    counter(desk, lunch(wang, 3))
    assert borne(desk) == after
    assert desk.settlements.account(desk.act().station_id, NOVEMBER)[li.id, DAY, Meal.LUNCH] == 4


def test_a_closing_that_was_countered_is_not_undone(desk: Desk, people: People) -> None:
    buy(desk, DAY)
    closed = desk.settlements.close(on(desk, AFTER), NOVEMBER)
    made = counter(desk, lunch(people[0], 3))
    assert refused(lambda: desk.undo(on(desk, AFTER), closed)) == ["settlement.countered@"]
    desk.settlements.cancel_counter(on(desk, AFTER), made)
    desk.undo(on(desk, AFTER), closed)


def test_a_meal_put_right_weighs_what_that_meal_costs(desk: Desk, people: People) -> None:
    """王 had two meals of 8 and 5 yuan, 李 too; 王's second portion of the lunch weighs a lunch."""
    act, (wang, li) = on(desk, DAY), people[:2]
    for meal, fen in ((Meal.BREAKFAST, 300), (Meal.LUNCH, 800), (Meal.SUPPER, 500)):
        desk.meals.set_price(act, MealPriceEntry(meal=meal, fen=fen, from_on=NOVEMBER))
    buy(desk, DAY, line(quantity=10_000, price=1_000))
    closed = desk.settlements.close(on(desk, AFTER), NOVEMBER).record
    weights = {share.cadre_id: share.weight for share in closed.shares} | {wang.id: 800 + 500 + 800}
    counter(desk, lunch(wang, 2))
    assert borne(desk) == dict(zip(weights, by_weight(10_000, list(weights.values())), strict=True))
    assert weights[li.id] == 1_300


def test_guests_a_host_was_charged_for_are_on_the_account_that_is_put_right(desk: Desk, people: People) -> None:
    host = people[1]
    entry = MealEntry(day=DAY, meal=Meal.LUNCH, guest="县督查组", invited_by=host.id, portions=3, note="临时来")
    desk.meals.invite(on(desk, DAY), entry)
    buy(desk, DAY)
    desk.settlements.close(on(desk, AFTER), NOVEMBER)
    assert desk.settlements.account(desk.act().station_id, NOVEMBER)[host.id, DAY, Meal.LUNCH] == 4
    less = counter(desk, lunch(host, 1))
    assert borne_more([less])[host.id] < 0


def december(desk: Desk) -> dict[UUID, tuple[int, int]]:
    """The share and what counter-entries add to it, of each who has any."""
    found = desk.settlements.month(desk.act().station_id, DECEMBER, AFTER).settlement.shares
    return {
        each.cadre_id: (each.share_fen, each.corrected_fen) for each in found if each.share_fen or each.corrected_fen
    }


@pytest.mark.parametrize(
    ("source", "right", "given"),
    [
        (FundingSource.PERSONAL, FundingSource.PERSONAL, -6_000),
        (FundingSource.PERSONAL, FundingSource.COUNTY, -10_000),
        (FundingSource.COUNTY, FundingSource.PERSONAL, 4_000),
    ],
)
def test_a_countered_purchase_is_given_back_to_those_who_ate_then(
    desk: Desk, people: People, source: FundingSource, right: FundingSource, given: int
) -> None:
    wrong = buy(desk, DAY, line(quantity=10_000, price=1_000), source=source)
    act = on(desk, AFTER)
    eaters = {share.cadre_id for share in desk.settlements.close(act, NOVEMBER).record.shares if share.weight}
    eat(desk, people[2], [date(2026, 12, 3)])
    before = december(desk)
    instead = bought(desk, AFTER, line(quantity=4_000, price=1_000), source=right)
    saved = desk.purchases.counter(act, wrong, instead)
    found = desk.settlements.month(act.station_id, DECEMBER, AFTER)
    assert (found.settlement.personal_fen, found.settlement.earlier_fen) == (given, given)
    borne_now = december(desk)
    assert {share for share, _ in borne_now.values()} == {0}
    assert (set(borne_now), sum(corrected for _, corrected in borne_now.values())) == (eaters, given)
    (correction,) = found.corrections
    assert correction.reason == "冲正采购：面粉"
    assert refused(lambda: desk.settlements.cancel_counter(act, correction)) == ["correction.purchase@"]
    desk.purchases.cancel(act, saved.record)
    assert december(desk) == before, "the right purchase goes with its counter-entry"
    assert [row.purchase for row in desk.purchases.month(act.station_id, DECEMBER)] == []
    assert integrity.check() == []


def test_the_right_purchase_is_changed_in_its_words_alone_while_its_counter_entry_stands(
    desk: Desk, people: People
) -> None:
    wrong = buy(desk, DAY, line(quantity=10_000, price=1_000))
    act = on(desk, AFTER)
    desk.settlements.close(act, NOVEMBER)
    instead = bought(desk, AFTER, line(quantity=10_000, price=1_000))
    saved = desk.purchases.counter(act, wrong, instead)
    (right,) = [row.purchase for row in desk.purchases.month(act.station_id, DECEMBER) if not row.purchase.reverses_id]
    dearer = bought(desk, AFTER, line(quantity=11_000, price=1_000))
    assert refused(lambda: desk.purchases.change(act, right, dearer)) == ["purchase.instead@"]
    assert refused(lambda: desk.purchases.cancel(act, right)) == ["purchase.instead@"]
    assert desk.purchases.change(act, right, replace(instead, note="补了票")).record.note == "补了票"
    assert december(desk) == {}
    desk.purchases.cancel(act, saved.record)
    assert december(desk) == {}


def test_meals_that_nobody_reported_are_told_before_the_month_is_closed(desk: Desk, people: People) -> None:
    buy(desk, DAY)
    home, today = desk.act().station_id, date(2026, 12, 1)
    told = {each.code: each.sentence for each in desk.settlements.month(home, NOVEMBER, today).findings}
    planned = sum(share.meals for share in desk.settlements.month(home, NOVEMBER, today).settlement.shares)
    assert told["settlement.unreported"].startswith(f"有 {planned} 餐没有报过")
    desk.meals.fill(on(desk, date(2026, 11, 22)), NOVEMBER, date(2026, 11, 30))


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
