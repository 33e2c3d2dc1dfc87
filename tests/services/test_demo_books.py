"""The demo's canteen books: what was bought keeps the rules, nothing goes out that is not there, every month is settled."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from db import stations
from db.connection import close_database
from tests.services.told import NOW, ODD_DAYS, SPRING, Told, forenoon, records, tell
from venue_desk.desk import Desk
from venue_desk.domain.advances import Advance, Allotment, check_paid
from venue_desk.domain.findings import blocking
from venue_desk.domain.purchases import FundingSource, Purchase, Supplier, check_purchase, check_supplier
from venue_desk.domain.roster import month_after, month_of
from venue_desk.domain.stock import StockOut, best_before_findings, came_in, check_out, remaining, shortfalls
from venue_desk.services import access, upkeep
from venue_desk.services.demo.places import Scale, places
from venue_desk.services.demo.slips import SLIPS, WIDE
from venue_desk.services.demo.village import Deed
from venue_desk.services.demo.writing import PASSWORD, demo_job, villages_job


@pytest.fixture(scope="module")
def two_years() -> list[Told]:
    return tell(years=2)


@pytest.mark.parametrize("now", [NOW, SPRING, *map(forenoon, ODD_DAYS)])
def test_everything_keeps_the_rules_and_nothing_lies_ahead(now: datetime) -> None:
    told, today = tell(now=now), now.date()
    suppliers: dict[object, Supplier] = {each.id: each for each in records(told, Supplier)}
    assert [found for each in suppliers.values() for found in check_supplier(each, [], today)] == []
    for purchase in records(told, Purchase):
        assert blocking(check_purchase(purchase, suppliers[purchase.supplier_id], today)) == ()
        assert purchase.amount_fen == purchase.total_fen
    assert [found for out in records(told, StockOut) for found in check_out(out, today)] == []
    assert [
        found for kind in (Advance, Allotment) for each in records(told, kind) for found in check_paid(each, today)
    ] == []


def test_never_more_goes_out_than_is_there_and_hardly_anything_is_left_to_spoil(two_years: list[Told]) -> None:
    came, went = came_in(records(two_years, Purchase)), records(two_years, StockOut)
    assert shortfalls([], came, went) == {}
    left = remaining([], came, went)
    assert sum(lot.quantity for lot in left) < 0.03 * sum(lot.quantity for lot in came)
    assert [found.code for found in best_before_findings(left, NOW.date())] in ([], ["stock.soon"])


def test_it_is_bought_twice_a_week_for_about_what_a_village_eats_for(two_years: list[Told]) -> None:
    bought: list[Purchase] = records(two_years, Purchase)
    days = {each.day for each in bought}
    assert {day.weekday() for day in days} == {1, 4}
    weeks = (max(days) - min(days)).days / 7
    assert 1.95 < len(days) / weeks < 2.05
    a_month = sum(each.amount_fen for each in bought) / weeks * 52 / 12
    assert 200_000 < a_month < 450_000
    assert {each.source for each in bought} == set(FundingSource)


def test_what_is_paid_in_keeps_up_with_what_is_spent(two_years: list[Told]) -> None:
    for source in FundingSource:
        spent = sum(each.amount_fen for each in records(two_years, Purchase) if each.source is source)
        paid = sum(each.amount_fen for each in records(two_years, Allotment) if each.source is source)
        if source is FundingSource.PERSONAL:
            paid = sum(each.amount_fen for each in records(two_years, Advance))
        assert -0.1 * spent < paid - spent < 0.3 * spent


def test_elsewhere_last_month_and_the_running_one_are_in_the_books() -> None:
    for village, portions in tell(Scale.TOWNSHIP)[1:]:
        bought: list[Purchase] = records([(village, portions)], Purchase)
        assert min(each.day for each in bought) < date(2026, 10, 8)
        closing = [each for each in portions if isinstance(each, Deed) and "close" in repr(each.do)]
        assert [each.at.date().replace(day=1) for each in closing] == [date(2026, 11, 1)]


def test_elsewhere_too_last_month_is_settled_though_meals_were_written_before_it(tmp_path: Path) -> None:
    list(villages_job(tmp_path / "data", places(Scale.TOWNSHIP, 1)[1:3], 1, 1, NOW))
    desk = Desk(access.sign_in(tmp_path / "data", access.names_with_password(tmp_path / "data")[0], PASSWORD, NOW))
    try:
        for station in stations.stations():
            assert desk.settlements.closed_months(station.id) == {date(2026, 10, 1)}
            assert desk.settlements.first_open(station.id) == date(2026, 11, 1)
    finally:
        close_database()


@pytest.fixture(scope="module")
def spring(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("books") / "data"
    list(demo_job(folder, Scale.STATION, 1, 1, SPRING))
    yield Desk(access.sign_in(folder, "陈志远", PASSWORD, SPRING), lambda: SPRING)
    close_database()


def test_every_month_is_settled_but_the_running_one(spring: Desk) -> None:
    home, running = spring.act().station_id, month_of(SPRING.date())
    months = [month_after(running, -number) for number in (3, 2, 1)]
    assert spring.settlements.closed_months(home) == frozenset(months)
    assert spring.settlements.first_open(home) == running
    settled = [spring.settlements.month(home, month, SPRING.date()).settlement for month in (*months, running)]
    for before, after in pairwise(settled):
        carried = {share.cadre_id: share.after_fen for share in before.shares}
        assert {share.cadre_id: share.before_fen for share in after.shares if share.before_fen} == carried
    for each in settled:
        assert sum(share.share_fen for share in each.shares) == each.personal_fen
    assert all(500 < each.cost_per_meal_fen < 1100 for each in settled)


def test_a_few_slips_of_this_month_have_their_photo(spring: Desk) -> None:
    rows = spring.purchases.month(spring.act().station_id, SPRING.date())
    photos = [spring.vouchers.of(row.purchase.photo) for row in rows if row.purchase.photo]
    assert 1 <= len(photos) <= SLIPS
    for jpeg in photos:
        assert jpeg is not None
        with Image.open(BytesIO(jpeg)) as photo:
            assert photo.width == WIDE


def test_meals_forgotten_in_february_were_countered_in_march(spring: Desk) -> None:
    march = month_after(month_of(SPRING.date()), -1)
    (corrected,) = spring.settlements.month(spring.act().station_id, march, SPRING.date()).corrections
    assert (corrected.of_month, corrected.day) == (month_after(march, -1), march + timedelta(days=8))
    assert sum(line.amount_fen for line in corrected.lines) == 0
    assert upkeep.check() == []
