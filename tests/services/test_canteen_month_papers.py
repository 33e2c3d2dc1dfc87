"""The papers of the canteen: what stands in the registers stands on the sheet, to the cent; what is to come is not eaten."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from printing.ledger import paged
from printing.papers.canteen_notice import CanteenNotice
from printing.papers.purchase_list import PurchaseList
from tests.builders import open_desk
from tests.domain.test_purchases import line
from tests.rostered import add_staff
from tests.services.at_the_station import crew
from tests.services.canteen import OCTOBER, buy, eat, on
from venue_desk.desk import Desk
from venue_desk.domain.advances import AdvanceEntry, AllotmentEntry
from venue_desk.domain.canteen_papers import CanteenOrder
from venue_desk.domain.corrections import CorrectionEntry, CorrectionLine, RightMeal
from venue_desk.domain.errors import Refused
from venue_desk.domain.meals import Meal, MealEntry
from venue_desk.domain.printouts import PaperKey
from venue_desk.domain.purchases import FundingSource, PurchaseEntry, PurchaseLine, SupplierEntry
from venue_desk.domain.samples import SampleEntry

TODAY = date(2026, 11, 23)
NOVEMBER = date(2026, 11, 1)


def order(paper: PaperKey, month: date = NOVEMBER) -> CanteenOrder:
    return CanteenOrder(paper=paper, month=month)


def test_the_register_counts_what_was_eaten_until_today(tmp_path: Path) -> None:
    with open_desk(tmp_path) as desk:
        staff, act = add_staff(desk), desk.act()
        wang = staff["王建军"].id
        for days in (0, 1):
            desk.meals.set_portions(act, TODAY + timedelta(days=days), Meal.LUNCH, wang, 2, "带家属")
        guests = MealEntry(
            day=TODAY, meal=Meal.SUPPER, guest="县督查组", guest_unit="县委", invited_by=wang, portions=3, note="临时"
        )
        desk.meals.invite(act, guests)
        (piece,) = desk.printouts.gather(act, order(PaperKey.MEAL_REGISTER)).pieces
        (row,) = [each for each in piece.data.rows if each.name == "王建军"]
        assert (row.lunch[22], row.lunch[23], sum(row.lunch)) == (2, 0, 2)
        assert (piece.data.guest_row.supper[22], piece.data.through) == (3, TODAY)
        (guest,) = piece.data.guests
        assert (guest.day, guest.meal, guest.who, guest.invited_by) == ("11月23日", "晚餐", "县督查组", "王建军")
        desk.cadres.leave(act, staff["王建军"], NOVEMBER)
        (gone,) = desk.printouts.gather(act, order(PaperKey.MEAL_REGISTER)).pieces[0].data.guests
        assert gone.invited_by == "王建军"
        assert 22 in piece.data.off
        assert 23 not in piece.data.off


def test_the_log_holds_the_samples_of_the_month_with_their_ends(tmp_path: Path) -> None:
    with open_desk(tmp_path) as desk:
        act = desk.act()
        kept_at = act.at - timedelta(days=3)
        entry = SampleEntry(
            day=TODAY - timedelta(days=3),
            meal=Meal.BREAKFAST,
            dish="臊子面",
            grams=125,
            kept_at=kept_at,
            kept_by="何彩云",
        )
        saved = desk.samples.keep(act, [entry])
        desk.samples.discard(act, saved.record)
        (piece,) = desk.printouts.gather(act, order(PaperKey.SAMPLE_LOG)).pieces
        (line,) = piece.data.samples
        assert (line.dish, line.kept_at, line.keep_until) == ("臊子面", "11月20日 10:24", "11月22日 10:24")
        assert (line.discarded_at, line.discarded_by) == ("11月23日 10:24", "陈志远")
        assert piece.data.rule == "每样不少于 125 克，冷藏保存 48 小时"


def test_list_account_and_notice_come_to_the_same_cent(tmp_path: Path) -> None:
    with open_desk(tmp_path) as desk:
        staff, act = add_staff(desk), desk.act()
        shop = desk.suppliers.register(act, SupplierEntry(name="镇粮油店")).record
        for source, fen in ((FundingSource.COUNTY, 420), (FundingSource.PERSONAL, 333)):
            flour = PurchaseLine(item="面粉", quantity=10_000, unit="公斤", unit_price_fen=fen, amount_fen=fen * 10)
            desk.purchases.register(act, PurchaseEntry(day=TODAY, supplier_id=shop.id, lines=(flour,), source=source))
        for name in ("王建军", "李秀兰", "张小梅"):
            desk.meals.set_portions(act, TODAY, Meal.LUNCH, staff[name].id, 1, "补登")
        (bought,) = desk.printouts.gather(act, order(PaperKey.PURCHASE_LIST)).pieces
        assert bought.data.total_fen == 7530
        assert bought.data.sources == (("县财政", 4200), ("个人", 3330))
        (account,) = desk.printouts.gather(act, order(PaperKey.CANTEEN_ACCOUNT)).pieces
        assert account.data.spent_fen == 7530
        assert sum(share.share_fen for share in account.data.shares) == 3330
        assert (account.data.closed, account.data.costs[-1].fen) == ("", 2510)
        (notice,) = desk.printouts.gather(act, order(PaperKey.CANTEEN_NOTICE)).pieces
        assert dict(notice.data.sources)["个人"] == 3330
        assert sum(fen for _, fen in notice.data.kinds) == notice.data.spent_fen == 7530
        assert {share.name: share.share_fen for share in notice.data.shares} == dict.fromkeys(
            ("王建军", "李秀兰", "张小梅"), 1110
        )


def test_the_notice_shows_guests_apart_with_their_host_what_came_in_and_what_is_left(desk: Desk) -> None:
    wang, act = crew(desk)[0], on(desk, TODAY)
    buy(desk, TODAY, line(quantity=10_000, price=1_000))
    desk.meals.set_portions(act, TODAY, Meal.LUNCH, wang.id, 1, "补登")
    guests = MealEntry(
        day=TODAY, meal=Meal.LUNCH, guest="督查组", guest_unit="县委", invited_by=wang.id, portions=3, note="临时"
    )
    desk.meals.invite(act, guests)
    desk.advances.advance(act, AdvanceEntry(cadre_id=wang.id, day=TODAY, amount_fen=5_000))
    desk.advances.allot(act, AllotmentEntry(source=FundingSource.COUNTY, day=TODAY, amount_fen=70_000))
    (piece,) = desk.printouts.gather(act, order(PaperKey.CANTEEN_NOTICE)).pieces
    notice = piece.data
    assert isinstance(notice, CanteenNotice)
    share = next(each for each in notice.shares if each.name == "王建军")
    assert (share.meals, share.guests, share.after_fen) == (1, 3, 5_000 - share.share_fen)
    facts = dict(notice.facts)
    assert facts["客餐"] == "共 3 份：11月23日午餐督查组 3 份（县委，王建军请）"
    assert facts["库里还剩"] == "面粉 10 公斤"
    assert facts["花得最多"] == "面粉 100.00 元。在惠民粮油店买了 100.00 元。"
    flows = dict(zip((label for label, _ in notice.sources), notice.flows, strict=True))
    assert (flows["县财政"], flows["个人"]) == ((0, 70_000), (0, 5_000))
    assert (notice.posted_on, notice.posted_to) == (TODAY, date(2026, 11, 30))
    later = CanteenOrder(paper=PaperKey.CANTEEN_NOTICE, month=NOVEMBER, from_on=date(2026, 12, 1))
    (piece,) = desk.printouts.gather(act, later).pieces
    assert piece.data.posted_to == date(2026, 12, 8)


def test_a_correction_is_told_in_the_month_it_is_booked_in_and_in_the_one_it_is_of(desk: Desk) -> None:
    wang, li = crew(desk)[:2]
    eat(desk, wang, [date(2026, 10, 21)])
    eat(desk, li, [date(2026, 10, 21)])
    buy(desk, date(2026, 10, 25), line(quantity=10_000, price=1_000))
    desk.settlements.close(on(desk, date(2026, 11, 2)), OCTOBER)
    act = on(desk, date(2026, 11, 3))
    more = (CorrectionLine(cadre_id=wang.id, amount_fen=250), CorrectionLine(cadre_id=li.id, amount_fen=-250))
    right = (RightMeal(cadre_id=wang.id, day=date(2026, 10, 21), meal=Meal.LUNCH, portions=2),)
    entry = CorrectionEntry(of_month=OCTOBER, day=date(2026, 11, 3), lines=more, reason="漏记一餐", meals=right)
    desk.settlements.counter(act, entry)
    told = "2026年11月3日冲正10月的账：漏记一餐。王建军10月21日午餐应是 2 份；王建军多摊 2.50 元、李秀兰少摊 2.50 元。"
    (october,), (november,) = (
        desk.printouts.gather(act, order(PaperKey.CANTEEN_NOTICE, month)).pieces for month in (OCTOBER, NOVEMBER)
    )
    given = AllotmentEntry(
        source=FundingSource.COUNTY, day=TODAY, amount_fen=70_000, document_number="陇财农〔2026〕9号"
    )
    desk.advances.allot(on(desk, TODAY), given)
    (october_account,), (november_account,) = (
        desk.printouts.gather(on(desk, TODAY), order(PaperKey.CANTEEN_ACCOUNT, month)).pieces
        for month in (OCTOBER, NOVEMBER)
    )
    assert october_account.data.corrections == november_account.data.corrections == (told,)
    assert november_account.data.allotments == ("11月23日 县财政 700.00 元 陇财农〔2026〕9号",)
    assert dict(october.data.facts)["冲正"] == dict(november.data.facts)["冲正"] == told
    assert {each.name: each.corrected_fen for each in november.data.shares}["王建军"] == 250


def test_the_list_tells_a_counter_entry_the_papers_of_the_shop_and_what_was_eaten_at_once(desk: Desk) -> None:
    wrong = buy(desk, date(2026, 10, 25), line(), line("青菜", 1_500, 333, stocked=False), voucher_number="04512600")
    desk.settlements.close(on(desk, date(2026, 11, 2)), date(2026, 10, 1))
    desk.purchases.counter(on(desk, date(2026, 11, 3)), wrong)

    def listed(month: date) -> PurchaseList:
        (piece,) = desk.printouts.gather(on(desk, TODAY), order(PaperKey.PURCHASE_LIST, month)).pieces
        assert isinstance(piece.data, PurchaseList)
        return piece.data

    flour, greens = listed(date(2026, 10, 1)).lines
    assert (flour.licence, flour.voucher_number, flour.note) == ("JY16211220000001", "04512600", "已冲正")
    assert greens.note == "已冲正；当天吃完，没入库"
    back = listed(NOVEMBER)
    assert (back.orders, len(back.lines), back.total_fen) == (1, 2, -wrong.amount_fen)
    assert back.lines[0].note == "冲正 2026年10月25日 的采购"


def test_a_closed_month_names_who_closed_it(tmp_path: Path) -> None:
    with open_desk(tmp_path) as desk:
        act = desk.act()
        shop = desk.suppliers.register(act, SupplierEntry(name="镇粮油店")).record
        flour = PurchaseLine(item="面粉", quantity=10_000, unit="公斤", unit_price_fen=420, amount_fen=4200)
        desk.purchases.register(act, PurchaseEntry(day=date(2026, 10, 8), supplier_id=shop.id, lines=(flour,)))
        desk.settlements.close(act, date(2026, 10, 1))
        (piece,) = desk.printouts.gather(act, order(PaperKey.CANTEEN_ACCOUNT, date(2026, 10, 1))).pieces
        assert piece.data.closed == "陈志远 2026年11月23日关账"


@pytest.mark.parametrize("paper", [PaperKey.MEAL_REGISTER, PaperKey.CANTEEN_ACCOUNT, PaperKey.CANTEEN_NOTICE])
def test_of_a_month_to_come_nothing_is_printed(paper: PaperKey, tmp_path: Path) -> None:
    with open_desk(tmp_path) as desk:
        staff, act = add_staff(desk), desk.act()
        desk.meals.set_portions(act, date(2026, 12, 1), Meal.LUNCH, staff["王建军"].id, 1, "")
        shop = desk.suppliers.register(act, SupplierEntry(name="镇粮油店")).record
        flour = PurchaseLine(item="面粉", quantity=10_000, unit="公斤", unit_price_fen=420, amount_fen=4200)
        desk.purchases.register(act, PurchaseEntry(day=TODAY, supplier_id=shop.id, lines=(flour,)))
        assert desk.printouts.gather(act, order(paper, date(2026, 12, 1))).pieces == ()


@pytest.mark.parametrize(
    ("paper", "said"),
    [
        (PaperKey.MEAL_REGISTER, "没有人就餐"), (PaperKey.SAMPLE_LOG, "没有留样"), (PaperKey.PURCHASE_LIST, "没有采购"),
        (PaperKey.CANTEEN_ACCOUNT, "没有账"), (PaperKey.CANTEEN_NOTICE, "没有花过钱"),
    ],
)  # fmt: skip
def test_an_empty_month_is_not_printed_and_says_what_to_do(paper: PaperKey, said: str, tmp_path: Path) -> None:
    with open_desk(tmp_path / "d") as desk:
        gathered = desk.printouts.gather(desk.act(), order(paper, date(2026, 3, 1)))
        assert gathered.pieces == ()
        with pytest.raises(Refused) as refused:
            desk.printouts.start(desk.act(), gathered, tmp_path / "never.pdf")
        assert said in refused.value.findings[0].sentence


def test_what_a_countered_purchase_gives_back_adds_up_on_account_and_notice(desk: Desk) -> None:
    """Those who ate in October get it back, whoever eats in November."""
    wang, li = crew(desk)[:2]
    eat(desk, wang, [date(2026, 10, 21)])
    wrong = buy(desk, date(2026, 10, 25), line(quantity=10_000, price=1_000))
    desk.settlements.close(on(desk, date(2026, 11, 2)), OCTOBER)
    desk.purchases.counter(on(desk, date(2026, 11, 3)), wrong)
    eat(desk, li, [date(2026, 11, 5)])
    buy(desk, date(2026, 11, 6), line(quantity=1_000, price=4_000))
    (account,), (notice,) = (
        desk.printouts.gather(on(desk, TODAY), order(paper)).pieces
        for paper in (PaperKey.CANTEEN_ACCOUNT, PaperKey.CANTEEN_NOTICE)
    )
    personal = account.data.sources[-1]
    assert personal.after_fen == sum(share.after_fen for share in account.data.shares)
    assert personal.after_fen == sum(share.after_fen for share in notice.data.shares)
    assert notice.data.spent_fen == -6_000
    assert {each.name: each.corrected_fen for each in notice.data.shares}["王建军"] == -10_000
    assert account.data.rule.startswith("个人承担的 40.00 元")
    assert "冲正采购：面粉" in dict(notice.data.facts)["冲正"]


def test_many_corrections_leave_room_for_the_shares(desk: Desk) -> None:
    people = crew(desk)
    buy(desk, date(2026, 10, 20), line(quantity=10_000, price=1_000), today=TODAY)
    eat(desk, people[0], [date(2026, 10, 21)])
    act = desk.act()
    desk.settlements.close(act, OCTOBER)
    for portions in range(2, 32):
        meals = (RightMeal(cadre_id=people[1].id, day=date(2026, 10, 21), meal=Meal.LUNCH, portions=portions),)
        lines = desk.settlements.recount(act.station_id, OCTOBER, meals)
        wrong = CorrectionEntry(of_month=OCTOBER, day=TODAY, lines=lines, reason="漏记", meals=meals)
        desk.settlements.counter(act, wrong)
    (piece,) = desk.printouts.gather(act, order(PaperKey.CANTEEN_ACCOUNT, OCTOBER)).pieces
    assert len(piece.data.corrections) == 9
    assert piece.data.corrections[-1].startswith("另有 22 次冲正")


def test_a_foot_too_deep_for_any_page_ends() -> None:
    pages = paged(list(range(10)), 4, 6, 50)
    assert [row for page in pages for row in page] == list(range(10))
    assert pages[-1] == []
