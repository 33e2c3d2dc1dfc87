"""Whatever is booked, settled, countered, recounted and undone: the books stay balanced, and the store room never owes."""

import tempfile
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import integrity
from db import settlements as table
from tests.builders import add_cadre, open_desk
from tests.domain.test_purchases import line
from tests.services.canteen import bought, on, supplier
from tests.torture import examples
from venue_desk.desk import Desk
from venue_desk.domain.acts import Act
from venue_desk.domain.advances import Advance, AdvanceEntry
from venue_desk.domain.corrections import CorrectionEntry, RightMeal
from venue_desk.domain.errors import Refused
from venue_desk.domain.meals import Meal
from venue_desk.domain.purchases import FundingSource, Purchase
from venue_desk.domain.roster import month_after, month_of
from venue_desk.domain.stock import StockEntry
from venue_desk.services.saved import Saved

FIRST, LAST = date(2026, 11, 24), date(2027, 3, 20)
DEEDS = ("buy", "buy", "advance", "issue", "close", "close", "counter", "counter_paid", "recount", "undo", "cancel")
STEPS = st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 116), st.integers(0, 10**6)), max_size=24)


class Books:
    """One desk at which anything may be tried."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.saved, self.paid = desk, list[Saved[Any]](), list[Advance]()
        self.home, self.people = desk.act().station_id, [add_cadre(desk, name).id for name in ("王建军", "李秀兰")]
        supplier(desk)

    def purchases(self) -> list[Purchase]:
        months = [month_after(month_of(FIRST), number) for number in range(-2, 5)]
        return [row.purchase for month in months for row in self.desk.purchases.month(self.home, month)]

    def attempt(self, deed: str, act: Act, number: int) -> None:
        desk, random, day = self.desk, Random(number), act.today - timedelta(days=number % 40)
        who = self.people[number % 2]
        if deed == "buy":
            entry = bought(desk, day, line(quantity=number % 9_000 + 1), source=random.choice(list(FundingSource)))
            self.saved.append(desk.purchases.register(act, entry))
        elif deed == "advance":
            saved = desk.advances.advance(act, AdvanceEntry(cadre_id=who, day=day, amount_fen=number - 300_000))
            self.saved.append(saved)
            self.paid.append(saved.record)
        elif deed == "issue":
            entry_out = StockEntry(day=day, item="面粉", unit="公斤", quantity=number % 5_000 + 1)
            self.saved.append(desk.stock.issue(act, entry_out))
        elif deed == "close":
            self.saved.append(desk.settlements.close(act, desk.settlements.first_open(self.home) or act.today))
        elif deed == "recount":
            month = random.choice(sorted(desk.settlements.closed_months(self.home)) or [FIRST])
            day, meal = month_of(month) + timedelta(days=number % 28), random.choice(list(Meal))
            meals = (RightMeal(cadre_id=who, day=day, meal=meal, portions=number % 90),)
            lines = desk.settlements.recount(self.home, month, meals)
            entry_counter = CorrectionEntry(
                of_month=month_of(month), day=act.today, lines=lines, reason="漏记", meals=meals
            )
            self.saved.append(desk.settlements.counter(act, entry_counter))
        elif deed == "undo" and self.saved:
            desk.undo(act, self.saved.pop(number % len(self.saved)))
        elif deed == "counter_paid" and self.paid:
            self.saved.append(desk.advances.counter(act, random.choice(self.paid)))
        elif deed in ("counter", "cancel") and (found := self.purchases()):
            verb = desk.purchases.counter if deed == "counter" else desk.purchases.cancel
            self.saved.append(verb(act, random.choice(found)))

    def check(self, today: date) -> None:
        """All that was paid in less all that was bought is what is left, in every month that was ever settled."""
        last = month_of(today)
        paid = sum(each.amount_fen for each in table.advances(self.home, date.min, date.max))
        spent = sum(each.amount_fen for each in self.purchases() if each.source is FundingSource.PERSONAL)
        now = self.desk.settlements.month(self.home, last, today).settlement
        assert sum(share.after_fen for share in now.shares) == paid - spent
        for month in self.desk.settlements.closed_months(self.home):
            settled = self.desk.settlements.month(self.home, month, today).settlement
            assert sum(share.share_fen for share in settled.shares) == settled.personal_fen - settled.earlier_fen
            assert sum(share.corrected_fen for share in settled.shares) == settled.earlier_fen
            assert all(shelf.quantity > 0 for shelf in self.desk.stock.shelves(self.home, today))


@pytest.mark.slow
@settings(max_examples=examples(8), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEPS)
def test_the_books_stay_balanced_whatever_is_tried(steps: list[tuple[str, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as place, open_desk(Path(place) / "data") as desk:
        books, day = Books(desk), FIRST
        for deed, days, number in steps:
            day = min(day + timedelta(days=days % 12), LAST)
            with suppress(Refused):
                books.attempt(deed, on(desk, day), number)
            books.check(day)
        books.check(LAST)
        assert integrity.check() == []
