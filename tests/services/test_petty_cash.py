"""备用金: the balance is never told wrong and never below nothing; a wrong entry is countered, not changed."""

import tempfile
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import integrity
from tests.shift_change import Shifting, copied, moment
from venue_desk.desk import Desk
from venue_desk.domain.acts import Act
from venue_desk.domain.errors import Refused
from venue_desk.domain.petty_cash import CashEntry, CashSums
from venue_desk.services.listings import Wanted


def spend(fen: int, clock: str = "10:00", matter: str = "买打印纸") -> CashEntry:
    return CashEntry(at=moment(clock), amount_fen=-fen, matter=matter)


def balances(change: Shifting) -> list[int]:
    return [row.balance_fen for row in change.desk.petty_cash.rows(change.at("10:00").station_id)]


def test_each_entry_shows_what_lay_in_the_box_after_it(change: Shifting) -> None:
    change.desk.petty_cash.register(change.at("10:00"), spend(1250))
    assert balances(change) == [20400, 21650, 30000]
    assert change.desk.petty_cash.balance(change.at("10:00").station_id) == 20400


def test_what_is_looked_for_is_counted_and_summed_whole_and_keeps_its_balances(change: Shifting) -> None:
    book, station = change.desk.petty_cash, change.at("10:00").station_id
    for fen, clock, matter in ((1250, "10:00", "买打印纸"), (800, "10:01", "买墨盒"), (50, "10:02", "打印纸运费")):
        book.register(change.at(clock), spend(fen, clock, matter))
    assert book.sums(station, "打印纸") == CashSums(count=2, came_fen=0, went_fen=1300)
    assert book.sums(station, "dyz") == book.sums(station, "打印纸")
    assert [row.balance_fen for row in book.rows(station, "打印纸", limit=1)] == [19550]
    assert [row.balance_fen for row in book.rows(station, "打印纸", offset=1)] == [20400]
    assert book.sums(station, "zzz") == CashSums(count=0, came_fen=0, went_fen=0)
    assert book.sums(station).count == len(book.rows(station)) == 5


def test_more_than_there_is_cannot_go_out(change: Shifting) -> None:
    with pytest.raises(Refused) as refused:
        change.desk.petty_cash.register(change.at("10:00"), spend(21651))
    (found,) = refused.value.findings
    assert (found.code, found.field) == ("cash.short", "amount_fen")
    assert found.sentence.startswith("备用金只有 216.50 元，付不了 216.51 元。")
    change.desk.petty_cash.register(change.at("10:00"), spend(21650))
    assert change.desk.petty_cash.balance(change.at("10:00").station_id) == 0


def test_what_was_spent_later_cannot_have_been_spent_before(change: Shifting) -> None:
    change.desk.petty_cash.register(change.at("12:00"), spend(21650, "12:00"))
    with pytest.raises(Refused):  # 216.50 lay there at ten, but all of it is gone by noon
        change.desk.petty_cash.register(change.at("12:05"), spend(100, "10:00"))


def test_a_wrong_entry_is_countered_once_and_both_stay(change: Shifting) -> None:
    wrong = change.desk.petty_cash.register(change.at("10:00"), spend(5000)).record
    countered = change.desk.petty_cash.counter(change.at("10:05"), wrong).record
    assert (countered.amount_fen, countered.matter, countered.reverses_id) == (5000, "冲账：买打印纸", wrong.id)
    rows = change.desk.petty_cash.rows(wrong.station_id)
    assert [(row.record.id, row.countered) for row in rows[:2]] == [(countered.id, False), (wrong.id, True)]
    for again in (wrong, countered):
        with pytest.raises(Refused):
            change.desk.petty_cash.counter(change.at("10:06"), again)
    assert balances(change)[0] == 21650


def test_what_came_in_and_is_spent_cannot_be_countered(change: Shifting) -> None:
    came = change.desk.petty_cash.rows(change.at("10:00").station_id)[-1].record
    with pytest.raises(Refused) as refused:
        change.desk.petty_cash.counter(change.at("10:00"), came)
    assert refused.value.findings[0].sentence == "备用金只剩 216.50 元，冲不掉这一笔。请先登记补进来的钱。"


def test_booking_is_not_undone(change: Shifting) -> None:
    saved = change.desk.petty_cash.register(change.at("10:00"), spend(100))
    change.desk.undo(change.at("10:01"), saved)
    assert balances(change)[0] == 21550


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        (spend(0), "amount_fen"),
        (spend(10**12), "amount_fen"),
        (spend(100, matter=" "), "matter"),
        (spend(100, "10:06"), "at"),
        (CashEntry(at=moment("09:59"), amount_fen=-5, matter="纸", counterparty="店" * 61), "counterparty"),
    ],
)
def test_what_is_not_said_is_asked_at_its_field(change: Shifting, entry: CashEntry, field: str) -> None:
    with pytest.raises(Refused) as refused:
        change.desk.petty_cash.register(change.at("10:00"), entry)
    assert [found.field for found in refused.value.findings] == [field]


def test_without_any_cash_none_is_handed_over(desk: Desk) -> None:
    act = desk.act()
    assert [offer.source for offer in desk.handover.offers(act.station_id, act.at)] == []


def test_the_book_goes_out_as_excel(change: Shifting) -> None:
    act = change.at("10:00")
    wanted = Wanted(station_id=act.station_id, today=act.today, year=act.today.year)
    sheet = change.desk.exports.sheet(act, "petty_cash", wanted)
    assert [row[1:5] for row in sheet.rows] == [("买墨盒", None, 8350, 21650), ("镇上拨来", 30000, None, 30000)]


STEPS = st.lists(st.tuples(st.integers(-60, 60), st.integers(-3, 3), st.booleans()), max_size=12)


@pytest.mark.slow
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEPS)
def test_the_box_never_holds_less_than_nothing_at_any_time(
    shift_template: Path, steps: list[tuple[int, int, bool]]
) -> None:
    with ExitStack() as held:
        folder = Path(held.enter_context(tempfile.TemporaryDirectory()))
        made = held.enter_context(copied(shift_template, folder / "data"))
        start, book = made.at("10:00"), made.desk.petty_cash
        booked = [row.record for row in book.rows(start.station_id)]
        for number, (amount, hours, counter) in enumerate(steps):
            act = Act(start.cadre_id, start.station_id, start.at + timedelta(hours=number))
            try:
                if counter:
                    saved = book.counter(act, booked[amount % len(booked)])
                else:
                    entry = CashEntry(at=act.at + timedelta(hours=min(hours, 0)), amount_fen=amount * 500, matter="试")
                    saved = book.register(act, entry)
            except Refused:
                continue
            booked.append(saved.record)
            running = 0
            for record in sorted(booked, key=lambda record: (record.at, record.id)):
                running += record.amount_fen
                assert running >= 0
            assert book.rows(start.station_id)[0].balance_fen == book.balance(start.station_id) == running
        assert integrity.check() == []
