"""How long the canteen's books take: closing a month, and everything read again, with one year in the file and with ten."""

import json
import os
import sys
import tempfile
from argparse import ArgumentParser
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any

from benchmarks.lodging import Times, fill_nights, timed
from benchmarks.meals import eat
from benchmarks.process import measured
from benchmarks.results import publish, table

if TYPE_CHECKING:
    from venue_desk.desk import Desk

YEARS = (1, 10)
CLOSED, RUNNING = date(2026, 10, 1), date(2026, 11, 1)
THINGS = ("面粉", "大米", "洋芋", "莲花菜")
LINE_MS, LINE_RATIO = 100, 1.2
WORDS = {
    "close": "**a month closed: reckoned, locked, saved with its audit row, durable**",
    "undo": "and opened again by 撤销",
    "month": "the running month read: shares, funds, what came in",
    "chart": "the cost per meal of twelve months",
    "bought": "the purchases of the month read",
    "shelves": "the store room read, lot by lot",
    "issue": "something taken out of it, saved with its audit row, durable",
    "home": "what home asks of all of it",
}


def main(arguments: list[str]) -> None:
    parser = ArgumentParser("python -m benchmarks books")
    parser.add_argument("--rounds", type=int, default=60)
    chosen = parser.parse_args(arguments)
    times: dict[int, Times] = {}
    for years in YEARS:
        with tempfile.TemporaryDirectory() as folder:
            times[years] = measured("benchmarks.books", folder, str(years), str(chosen.rounds))
    rows = []
    for key, words in WORDS.items():
        found = [figure for years in YEARS for figure in _figures(times[years][key])]
        rows.append((words, *(f"{figure:.2f}" for figure in found), f"{found[3] / found[0]:.2f}×"))
    lines = [
        *table(("", *(f"{years} a, ms {what}" for years in YEARS for what in ("of processor", "median", "95 %")), "ratio"), rows),
        "",
        "12 cadres, every meal written down and priced; two deliveries of four things on each of two market days a week, half of the",
        f"first of a month never booked out, all months but the last two closed; {chosen.rounds} rounds. The ratio is of the processor's time. The lines to",
        f"keep: {LINE_MS} ms to close a month, {LINE_RATIO} × with ten years in the file.",
    ]  # fmt: skip
    publish("The canteen's books", f"python3 start.py bench books --rounds {chosen.rounds}", lines)


def _figures(times: list[tuple[float, float]]) -> tuple[float, float, float]:
    clock = [each for each, _ in times]
    return median(each for _, each in times), median(clock), quantiles(clock, n=20)[-1]


def one_run(folder: Path, years: int, rounds: int) -> Times:
    from benchmarks.roster import NOW, twelve_cadres
    from venue_desk.domain.stock import StockEntry
    from venue_desk.services import settlements, stock, suppliers

    desk = twelve_cadres(folder)
    fill_nights(desk, years)
    eat(desk, years)
    _keep_books(desk, years)
    act, home = replace(desk.act(), at=NOW), desk.act().station_id
    entry = StockEntry(day=act.today, item="面粉", unit="公斤", quantity=500)
    times: Times = {key: [] for key in WORDS}
    done: list[Any] = []
    for _ in range(rounds):
        times["close"].append(timed(lambda: done.append(desk.settlements.close(act, CLOSED))))
        times["month"].append(timed(lambda: desk.settlements.month(home, RUNNING, act.today)))
        times["chart"].append(timed(lambda: desk.settlements.months(home, RUNNING, act.today)))
        times["bought"].append(timed(lambda: desk.purchases.month(home, RUNNING)))
        times["shelves"].append(timed(lambda: desk.stock.shelves(home, act.today)))
        times["home"].append(timed(lambda: [each.todos(home, act.today) for each in (suppliers, stock, settlements)]))
        times["issue"].append(timed(lambda: done.append(desk.stock.issue(act, entry))))
        desk.undo(act, done.pop())
        times["undo"].append(timed(lambda: desk.undo(act, done.pop())))
    return times


def _keep_books(desk: "Desk", years: int) -> None:
    """Market day after market day, and every month but the last two closed when it was over."""
    from venue_desk.domain.meal_prices import MealPriceEntry
    from venue_desk.domain.meals import Meal
    from venue_desk.domain.purchases import SupplierEntry
    from venue_desk.domain.roster import month_after

    act, random, month = desk.act(), Random(6), date(RUNNING.year - years, 12, 1)
    for meal in Meal:
        desk.meals.set_price(act, MealPriceEntry(meal=meal, fen=800, from_on=month))
    shop = desk.suppliers.register(act, SupplierEntry(name="惠民粮油店", licence_number="JY1")).record
    while month <= RUNNING:
        _market_days(desk, shop.id, month, random)
        if month < CLOSED:
            desk.settlements.close(act, month)
        month = month_after(month)


def _market_days(desk: "Desk", supplier_id: Any, month: date, random: Random) -> None:
    from db import journal
    from db.purchases import PurchaseTable
    from db.stock import StockOutTable
    from venue_desk.domain.ids import new_id
    from venue_desk.domain.purchases import FundingSource, Purchase, PurchaseLine, StockKind, priced
    from venue_desk.domain.stock import StockOut

    act = desk.act()
    bought, gone = list[Purchase](), list[StockOut]()
    for day in (month + timedelta(days=number) for number in range(22 if month == RUNNING else 28)):
        if day.weekday() not in (1, 4):
            continue
        quantities = [random.randrange(9_000, 30_000) for _ in THINGS]
        lines = tuple(
            priced(PurchaseLine(
                item=item, quantity=quantity, unit="公斤", unit_price_fen=480, amount_fen=0, kind=StockKind.SIDE,
                best_before=day + timedelta(days=180),
            ))
            for item, quantity in zip(THINGS, quantities, strict=True)
        )  # fmt: skip
        bought += [
            Purchase(
                id=new_id(act.at, random), station_id=act.station_id, noted_by=act.cadre_id, day=day,
                supplier_id=supplier_id, lines=lines, source=source, amount_fen=sum(line.amount_fen for line in lines),
            )
            for source in (FundingSource.COUNTY, FundingSource.PERSONAL)
        ]  # fmt: skip
        gone += [
            StockOut(
                id=new_id(act.at, random), station_id=act.station_id, noted_by=act.cadre_id, day=day, item=item,
                unit="公斤", quantity=quantity,
            )
            for item, quantity in zip(THINGS, quantities, strict=True)
            for _ in range(2 if day.day > 7 else 1)
        ]  # fmt: skip
    journal.add_many(act, PurchaseTable, bought)
    journal.add_many(act, StockOutTable, gone)


if __name__ == "__main__":
    print(json.dumps(one_run(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))), flush=True)
    os._exit(0)  # the folder is taken away by who made it
