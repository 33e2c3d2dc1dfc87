"""What the canteen buys: on Tuesdays and Fridays, from suppliers of the township, at prices that rise with the years."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from venue_desk.domain.money import amount_of
from venue_desk.domain.purchases import FundingSource, Purchase, PurchaseLine, StockKind, Supplier, VoucherKind
from venue_desk.domain.roster import month_after, month_of
from venue_desk.services.demo.bundles import Noted, bundled
from venue_desk.services.demo.founding import is_home
from venue_desk.services.demo.scene import Scene
from venue_desk.services.demo.village import Batch, Portions, Village
from venue_desk.services.demo.wording import Row, words

TUESDAY, FRIDAY = 1, 4
GREENS = {"tuesday": (3, 4), "friday": (5, 7)}
"""How many things without a set day are bought, from and to."""
DEARER = 0.985
"""What a thing cost a year before, of what it costs now."""
NO_VOUCHER = 0.03
LICENCE_DAYS = (45, 900)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Market:
    """Who is bought from, and for how many."""

    scene: Scene
    village: Village
    suppliers: dict[str, Supplier]
    eaters: int


def books_since(scene: Scene, village: Village) -> date:
    """The first day of the canteen's books: elsewhere they hold last month and the running one."""
    first = village.runs[0].day + DAY
    return first if is_home(village.place) else max(first, month_after(month_of(scene.today), -1))


def demo_rows(scene: Scene, village: Village) -> Portions:
    """The suppliers, then delivery after delivery."""
    since = books_since(scene, village)
    market = Market(scene, village, _suppliers(scene, village), sum(each.on_roster for each in village.cadres))
    yield Batch(scene.at(scene.founded, 10, 20), village.clerk.id, list(market.suppliers.values()))
    days = (since + timedelta(days=number) for number in range((scene.today - since).days + 1))
    village.purchases = [each for day in days for each in _deliveries(market, day)]
    noted = (Noted(scene.clock(each.day, 10, 40), each.noted_by, [each]) for each in village.purchases)
    yield from bundled(scene, village, noted)


def _suppliers(scene: Scene, village: Village) -> dict[str, Supplier]:
    at = scene.at(scene.founded, 10, 20)
    return {
        row["key"]: Supplier(
            id=scene.id(at), station_id=village.station.id, name=row["name"], licence_number=row["licence"],
            licence_expires_on=scene.today + timedelta(days=scene.random.randint(*LICENCE_DAYS)), phone=row["phone"],
        )
        for row in words("books")["supplier"]
    }  # fmt: skip


def _deliveries(market: Market, day: date) -> Iterator[Purchase]:
    """On a market day one delivery a supplier and source of money; nothing that was not yet brought at that hour."""
    if day.weekday() not in (TUESDAY, FRIDAY) or market.scene.clock(day, 10, 40) > market.scene.now:
        return
    found: dict[tuple[str, str], list[PurchaseLine]] = defaultdict(list)
    for row in _wanted(market.scene, day):
        found[row["supplier"], row["source"]].append(_line(market, row, day))
    for (key, source), lines in found.items():
        yield _purchase(market, key, FundingSource(source), lines, day)


def _wanted(scene: Scene, day: date) -> Sequence[Row]:
    goods = [row for row in words("books")["good"] if day.month in row.get("months", (day.month,))]
    when = "tuesday" if day.weekday() == TUESDAY else "friday"
    always = [row for row in goods if row["when"] == when and "weight" not in row]
    if when == "tuesday" and day.day <= 7:
        always = [row for row in goods if row["when"] == "monthly"] + always
    chosen, left = list[Row](), [row for row in goods if row["when"] == when and "weight" in row]
    for _ in range(scene.random.randint(*GREENS[when])):
        row = scene.random.choices(left, [each["weight"] for each in left])[0]
        left.remove(row)
        chosen.append(row)
    return [*always, *chosen]


def _line(market: Market, row: Row, day: date) -> PurchaseLine:
    """So much as is eaten by as many as there are; whole bags and bottles stay whole."""
    random, whole = market.scene.random, row["unit"] != "公斤"
    quantity = random.uniform(*row["quantity"]) * market.eaters / 10
    thousandths = max(1, round(quantity)) * 1000 if whole else max(1, round(quantity * 2)) * 500
    price = random.uniform(*row["price"]) * DEARER ** (market.scene.today.year - day.year)
    fen = round(price * 10) * 10
    return PurchaseLine(
        item=row["item"], brand_spec=row.get("spec", ""), quantity=thousandths, unit=row["unit"], unit_price_fen=fen,
        amount_fen=amount_of(thousandths, fen), kind=StockKind(row["kind"]), stocked=row["stocked"],
        best_before=day + timedelta(days=row["keeps"] - random.randrange(5)) if "keeps" in row else None,
    )  # fmt: skip


def _purchase(market: Market, key: str, source: FundingSource, lines: Sequence[PurchaseLine], day: date) -> Purchase:
    scene, village = market.scene, market.village
    row = next(each for each in words("books")["supplier"] if each["key"] == key)
    at = scene.clock(day, 10, 40)
    without = scene.chance(NO_VOUCHER)
    return Purchase(
        id=scene.id(at), station_id=village.station.id, day=day, supplier_id=market.suppliers[key].id, lines=tuple(lines),
        vouchers=frozenset() if without else frozenset(VoucherKind(each) for each in row["vouchers"]),
        voucher_number="" if without else f"{day:%y%m%d}{scene.random.randrange(100):02d}", delivered_by=row["man"],
        received_by=_received(village, day, scene), source=source, noted_by=village.clerk.id,
        amount_fen=sum(each.amount_fen for each in lines),
    )  # fmt: skip


def _received(village: Village, day: date, scene: Scene) -> UUID:
    """Whoever is on duty takes it in."""
    run = village.run_at(scene.clock(day, 10, 40))
    return village.noting(run) if run else village.clerk.id
