"""Something in every table of the nights, the meals and the canteen's books, for the sample of a schema."""

from datetime import date, timedelta

from tests.case_village import AT_ONCE, item
from tests.shift_change import DAY, Shifting, moment
from venue_desk.domain.advances import AdvanceEntry, AllotmentEntry
from venue_desk.domain.corrections import CorrectionEntry, RightMeal
from venue_desk.domain.health_certificates import HealthCertificate, HealthCertificateEntry
from venue_desk.domain.lodging import NightEntry
from venue_desk.domain.meal_prices import MealPriceEntry
from venue_desk.domain.meals import Meal, MealEntry
from venue_desk.domain.menus import MenuEntry
from venue_desk.domain.purchases import (
    FundingSource,
    PurchaseEntry,
    PurchaseLine,
    StockKind,
    SupplierEntry,
    VoucherKind,
    priced,
)
from venue_desk.domain.regimes import RegimeTermEntry
from venue_desk.domain.samples import SampleEntry
from venue_desk.domain.spot_checks import SpotCheckEntry
from venue_desk.domain.stations import Regime
from venue_desk.domain.stock import Counted, StockEntry, StockWhy

OCTOBER = date(2026, 10, 1)
MARKET = date(2026, 10, 20)
"""A day of the month that is settled; what is done after it is done on DAY, in the month that is open."""
FLOUR = PurchaseLine(
    item="面粉", brand_spec="雪花粉 25公斤/袋", quantity=25_000, unit="公斤", unit_price_fen=480, amount_fen=0,
    best_before=date(2027, 4, 1), kind=StockKind.STAPLE,
)  # fmt: skip
POTATOES = PurchaseLine(item="土豆", quantity=10_500, unit="公斤", unit_price_fen=250, amount_fen=0, stocked=False)


def fill_living(made: Shifting) -> None:
    """Two nights with a check, some days of meals, one month of the canteen settled and put right in the next."""
    _nights(made)
    _meals(made)
    _samples(made)
    _bought(made)
    _stock(made)
    _paid_in(made)
    _settled(made)
    made.desk.catalogue.withdraw(made.at("20:50"), item(made.desk, AT_ONCE), "改由本人用手机办")


def _nights(made: Shifting) -> None:
    desk, act = made.desk, made.at("20:10")
    desk.rooms.add_room(act, "东一间", 2)
    desk.rooms.add_room(act, "西一间", 2)
    east, west = desk.rooms.all(act.station_id)
    desk.rooms.rename_bed(act, east.beds[0], "靠窗")
    desk.rooms.close_bed(act, west.beds[1])
    before = DAY - timedelta(days=1)
    stayed = NightEntry(
        night=before, cadre_id=made.id("陈志远"), bed_id=east.beds[0].id, arrived_at=moment("20:00", before),
        left_at=moment("07:30"), note="夜里两次巡查",
    )  # fmt: skip
    desk.lodging.sign_in(act, stayed)
    desk.lodging.here(act, made.id("张小梅"))
    desk.lodging.cancel(act, desk.lodging.here(act, made.id("马德林")).record, "临时回家了")
    desk.lodging.as_planned(act)
    guest = NightEntry(
        night=DAY, guest="孙干事", guest_unit="镇党建办", bed_id=west.beds[0].id, arrived_at=moment("19:30")
    )
    desk.lodging.sign_in(act, guest)
    check = SpotCheckEntry(
        at=moment("20:30"), by_whom="张副书记", unit="镇党委", present=(made.id("陈志远"), made.id("张小梅")),
        away=(made.id("马德林"),), result="2 人在岗在位", note="马德林家里有事，已打电话",
    )  # fmt: skip
    desk.spot_checks.note(made.at("20:35"), check)
    term = RegimeTermEntry(from_on=date(2026, 12, 1), regime=Regime.LIVE_IN, document_number="镇发〔2026〕8号")
    desk.regimes.set(act, term)


def _meals(made: Shifting) -> None:
    desk, act = made.desk, made.at("10:00")
    for meal, fen in ((Meal.BREAKFAST, 300), (Meal.LUNCH, 800), (Meal.SUPPER, 500)):
        price = MealPriceEntry(meal=meal, fen=fen, from_on=OCTOBER, document_number="站〔2026〕3号")
        desk.meals.set_price(act, price)
    for number in range(3):
        day = MARKET + timedelta(days=number)
        desk.meals.set_portions(act, day, Meal.LUNCH, made.id("王建军"), 1, "补记")
        desk.meals.set_portions(act, day, Meal.SUPPER, made.id("李秀兰"), 1 + number % 2, "补记")
    tomorrow = DAY + timedelta(days=1)
    desk.meals.set_portions(act, tomorrow, Meal.LUNCH, made.id("张小梅"), 0, "下乡")
    desk.meals.fill(act, tomorrow)
    guests = MealEntry(
        day=tomorrow, meal=Meal.LUNCH, guest="县督查组", guest_unit="县委办", invited_by=made.id("王建军"), portions=4
    )
    desk.meals.invite(act, guests)
    others = MealEntry(day=tomorrow, meal=Meal.SUPPER, guest="农技员", invited_by=made.id("李秀兰"), portions=2)
    desk.meals.cancel_guests(act, desk.meals.invite(act, others).record, "改日再来")
    desk.meals.write_menu(act, [MenuEntry(day=DAY, meal=Meal.LUNCH, dishes="臊子面、凉拌萝卜丝")])


def _samples(made: Shifting) -> None:
    desk, earlier = made.desk, DAY - timedelta(days=3)
    for day, dishes in ((earlier, ("洋芋搅团",)), (DAY, ("臊子面", "凉拌萝卜丝"))):
        kept = [
            SampleEntry(day=day, meal=Meal.LUNCH, dish=dish, grams=125, kept_at=moment("12:20", day), kept_by="马桂兰")
            for dish in dishes
        ]
        desk.samples.keep(made.at("12:30", day), kept)
    act = made.at("12:40")
    desk.samples.discard(act, desk.samples.due(act.station_id, act.at), by="康玉莲")
    _certified(made, "马桂兰", "甘健20251203", date(2025, 12, 3))
    gone = _certified(made, "康玉莲", "甘健20260310", date(2026, 3, 10))
    desk.health_certificates.close(act, gone)


def _certified(made: Shifting, person: str, number: str, issued_on: date) -> HealthCertificate:
    entry = HealthCertificateEntry(
        person=person, number=number, issued_on=issued_on, expires_on=issued_on.replace(year=issued_on.year + 1)
    )
    return made.desk.health_certificates.register(made.at("12:40"), entry).record


def _bought(made: Shifting) -> None:
    desk, act = made.desk, made.at("11:00")
    shop = SupplierEntry(
        name="惠民粮油店", licence_number="JY16211220000001", licence_expires_on=date(2028, 5, 31), phone="0932-6622010"
    )
    grain = desk.suppliers.register(act, shop).record
    old = desk.suppliers.register(act, SupplierEntry(name="老街豆腐坊")).record
    desk.suppliers.close(act, old)
    delivery = PurchaseEntry(
        day=MARKET, supplier_id=grain.id, lines=(priced(FLOUR), priced(POTATOES)), voucher_number="0098213",
        vouchers=frozenset({VoucherKind.RECEIPT, VoucherKind.LICENCE}), delivered_by="刘师傅",
        received_by=made.id("李秀兰"), source=FundingSource.PERSONAL, note="两袋换过一袋",
    )  # fmt: skip
    desk.purchases.register(act, delivery)
    oil = PurchaseLine(item="菜籽油", quantity=5_000, unit="升", unit_price_fen=1600, amount_fen=0, kind=StockKind.SIDE)
    county = PurchaseEntry(
        day=MARKET, supplier_id=grain.id, lines=(priced(oil),), vouchers=frozenset({VoucherKind.CERTIFICATE}),
        source=FundingSource.COUNTY,
    )  # fmt: skip
    desk.purchases.register(act, county)
    desk.purchases.cancel(act, desk.purchases.register(act, delivery).record)


def _stock(made: Shifting) -> None:
    desk, act = made.desk, made.at("11:30")
    used = StockEntry(
        day=MARKET + timedelta(days=1), item="面粉", unit="公斤", quantity=5_000, why=StockWhy.USED, meal=Meal.LUNCH
    )
    desk.stock.issue(act, used)
    spoiled = StockEntry(day=DAY, item="面粉", unit="公斤", quantity=500, why=StockWhy.SPOILED, note="受潮结块")
    desk.stock.issue(act, spoiled)
    desk.stock.count(act, [Counted(item="面粉", unit="公斤", quantity=19_200)], "盘点少 0.3 公斤")


def _paid_in(made: Shifting) -> None:
    desk, act = made.desk, made.at("11:40")
    for name, fen in (("王建军", 30_000), ("李秀兰", 20_000)):
        desk.advances.advance(act, AdvanceEntry(cadre_id=made.id(name), day=MARKET, amount_fen=fen, note="现金"))
    county = AllotmentEntry(
        source=FundingSource.COUNTY, day=MARKET, amount_fen=100_000, document_number="县财〔2026〕9号", note="四季度"
    )
    desk.advances.allot(act, county)


def _settled(made: Shifting) -> None:
    """October is closed; what was wrong in it is countered in November: meals, an advance, an allotment, a purchase."""
    desk, act = made.desk, made.at("20:40")
    desk.settlements.close(act, OCTOBER)
    days = [OCTOBER.replace(day=number) for number in range(21, 26)]
    meals = tuple(RightMeal(cadre_id=made.id("王建军"), day=day, meal=Meal.LUNCH, portions=8) for day in days)
    lines = desk.settlements.recount(act.station_id, OCTOBER, meals)
    entry = CorrectionEntry(of_month=OCTOBER, day=DAY, lines=lines, reason="漏记 5 餐", meals=meals)
    desk.settlements.counter(act, entry)
    month = desk.settlements.month(act.station_id, OCTOBER, DAY)
    desk.advances.counter(act, month.advances[0])
    desk.advances.counter(act, month.allotments[0])
    oil = next(
        row.purchase
        for row in desk.purchases.month(act.station_id, OCTOBER)
        if row.purchase.source is FundingSource.COUNTY
    )
    desk.purchases.counter(act, oil)
