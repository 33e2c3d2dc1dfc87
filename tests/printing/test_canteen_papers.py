"""The papers of the canteen: a long month, many eaters, sums that agree with their rows, and what grey print leaves."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from printing.document import from_dict, to_dict
from printing.papers import canteen_account, canteen_notice, meal_register, paper, purchase_list, sample_log
from printing.papers.meal_register import MealGuest, MealRow
from printing.render import PrintJob
from tests.printing.sheets import char_boxes, picture, place_of, places_of, printed, sizes_on, text_of
from venue_desk.domain.meal_costs import CostMonth, cost_chart
from venue_desk.domain.money import yuan

DECEMBER = date(2026, 12, 1)
EIGHT = "阿卜杜热合曼江别克"[:8]


def sheet(key: str, data: Any, folder: Path) -> Any:
    return printed(PrintJob(key, (data,), folder / "out.pdf"))


def eaters(count: int) -> tuple[MealRow, ...]:
    every = (1,) * 31
    return tuple(MealRow(name=f"{EIGHT}{n}", breakfast=every, lunch=every, supper=every) for n in range(count))


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (12, 1), (13, 2), (40, 3)])
def test_a_month_of_31_days_has_a_mark_for_every_meal_of_everybody(count: int, pages: int, tmp_path: Path) -> None:
    nobody = replace(meal_register.SAMPLE.guest_row, breakfast=(0,) * 31, lunch=(0,) * 31, supper=(0,) * 31)
    data = replace(
        meal_register.SAMPLE, month=DECEMBER, through=date(2026, 12, 31), rows=eaters(count), guest_row=nobody,
        guests=(), off=(),
    )  # fmt: skip
    document = sheet("meal-register", data, tmp_path)
    assert len(document) == meal_register.PAPER.pages(data) == pages
    assert text_of(document).count("√") == count * 93 + pages  # and the line that says what the mark means
    for page in document:
        assert all(9.5 <= left and right <= 287.5 and bottom <= 207 for _, left, _, right, bottom in char_boxes(page))
        assert min(size for _, size in sizes_on(page)) >= 5


def test_few_guests_stand_under_the_register_and_many_by_name_on_a_page_of_their_own(tmp_path: Path) -> None:
    few = sheet("meal-register", meal_register.SAMPLE, tmp_path)
    assert len(few) == 1
    assert "孙主任等 3 份（王建军请）" in text_of(few)
    guests = tuple(
        MealGuest(day=f"11月{n}日", meal="午餐", who=f"客人{n:02d}", unit="县水利局", invited_by="王建军", portions=2)
        for n in range(1, 31)
    )
    many = sheet("meal-register", replace(meal_register.SAMPLE, guests=guests), tmp_path)
    assert len(many) == 3
    assert [guest.who for guest in guests if guest.who not in text_of(many)] == []


def test_a_running_month_says_how_far_it_is_counted(tmp_path: Path) -> None:
    data = replace(meal_register.SAMPLE, through=date(2026, 11, 23))
    assert "算到2026年11月23日" in text_of(sheet("meal-register", data, tmp_path))


def test_the_sums_of_the_account_are_those_of_its_rows_and_a_draft_says_it_is_one(tmp_path: Path) -> None:
    data = canteen_account.SAMPLE
    document = sheet("canteen-account", data, tmp_path)
    copied = text_of(document)
    assert len(document) == 1
    for fen in (data.spent_fen, sum(s.share_fen for s in data.shares), sum(s.after_fen for s in data.shares)):
        assert yuan(fen) in copied
    assert data.closed in copied
    assert "草稿，还没有关账" in text_of(sheet("canteen-account", replace(data, closed=""), tmp_path))


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (12, 1), (18, 2), (60, 4)])
def test_everybody_has_a_line_in_the_account_and_it_is_signed_once(count: int, pages: int, tmp_path: Path) -> None:
    share = canteen_account.SAMPLE.shares[0]
    people = tuple(replace(share, name=f"人{n:02d}") for n in range(count))
    data = replace(canteen_account.SAMPLE, shares=people)
    document = sheet("canteen-account", data, tmp_path)
    assert len(document) == canteen_account.PAPER.pages(data) <= pages
    copied = text_of(document)
    assert [each.name for each in people if each.name not in copied] == []
    assert copied.count("站长签字") == 1
    lowest = place_of(document[len(document) - 1], "站长签字")
    total = places_of(document[len(document) - 1], "合计")[-1]
    assert total.bottom < lowest.top - 8


@pytest.mark.parametrize("count", [3, 25])
def test_the_account_has_the_documents_and_of_a_correction_month_and_reason(count: int, tmp_path: Path) -> None:
    data = canteen_account.SAMPLE
    people = tuple(replace(data.shares[0], name=f"人{n:02d}") for n in range(count))
    document = sheet("canteen-account", replace(data, shares=people, corrections=data.corrections * 3), tmp_path)
    copied = text_of(document)
    assert [each for each in data.allotments or () if each not in copied] == []
    assert copied.count("冲正10月的账：漏记一餐") == 3
    last = document[len(document) - 1]
    note = places_of(last, "冲正10月的账")[-1]
    assert places_of(last, "合计")[-1].bottom < note.top < place_of(last, "站长签字").top - 8
    assert note.size >= 9


def test_the_notice_is_read_from_two_metres(tmp_path: Path) -> None:
    page = sheet("canteen-notice", canteen_notice.SAMPLE, tmp_path)[0]
    assert "草稿" not in text_of([page])
    assert "草稿，还没有关账" in text_of(sheet("canteen-notice", replace(canteen_notice.SAMPLE, draft=True), tmp_path))
    assert place_of(page, "2026年11月伙食公示").size >= 30
    assert place_of(page, "8.55 元").size >= 24
    assert min(size for char, size in sizes_on(page) if char in "陈志远王建军") >= 12


def shares_of(count: int) -> tuple[canteen_notice.NoticeShare, ...]:
    return tuple(
        replace(canteen_notice.SAMPLE.shares[n % 7], name=f"李{'甲乙丙丁戊己庚辛壬癸'[n % 10]}{n:02d}")
        for n in range(count)
    )


@pytest.mark.parametrize("count", [3, 7, 14, 25])
def test_a_notice_is_one_sheet_that_is_read_on_the_wall(count: int, tmp_path: Path) -> None:
    shares = tuple(replace(each, corrected_fen=-250) for each in shares_of(count))
    facts = (
        *canteen_notice.SAMPLE.facts,
        ("冲正", "2026年11月3日冲正10月的账：漏记一餐。王建军多摊 2.50 元、李秀兰少摊 2.50 元。"),
    )
    document = sheet("canteen-notice", replace(canteen_notice.SAMPLE, shares=shares, facts=facts), tmp_path)
    assert len(document) == 1
    page = document[0]
    for each in shares:
        assert place_of(page, each.name).size >= 11
    assert min(size for char, size in sizes_on(page) if char in "欠.客") >= 8.5
    signed = place_of(page, "监委会签字")
    assert max(place_of(page, each.name).bottom for each in shares) < place_of(page, "支出大写").top < signed.top < 280


def test_the_notice_tells_where_the_money_came_from_what_is_left_and_who_owes(tmp_path: Path) -> None:
    data = canteen_notice.SAMPLE
    page = sheet("canteen-notice", data, tmp_path)[0]
    county = place_of(page, "县财政")
    for told in ("84.00", "1,800.00", "1,716.00", "168.00"):  # left, given, spent, left now
        assert [each for each in places_of(page, told) if abs(each.bottom - county.bottom) < 1.5], told
    wang = place_of(page, "欠 5.56")
    assert abs(wang.bottom - places_of(page, "王建军")[-1].bottom) < 1.5
    copied = text_of([page])
    assert places_of(page, "欠 26.00")  # of the paired unit, from before
    assert "冲正" not in copied
    assert "公示时间：2026年12月1日至2026年12月8日，满 7 天" in copied
    for words in ("镇便民服务中心，王建军请", "库里还剩", "花得最多", "经办人签字", "监委会签字"):
        assert words in copied


def test_a_notice_printed_in_its_earlier_form_is_printed_again_without_balances_nobody_told(tmp_path: Path) -> None:
    told = to_dict(canteen_notice.SAMPLE)
    earlier = {key: part for key, part in told.items() if key not in ("flows", "facts", "posted_to")}
    earlier["shares"] = [{key: each[key] for key in ("name", "meals", "share_fen")} for each in told["shares"]]
    copied = text_of(sheet("canteen-notice", from_dict(canteen_notice.CanteenNotice, earlier), tmp_path))
    assert "112.84" in copied
    assert "欠 " not in copied
    account = to_dict(canteen_account.SAMPLE)
    del account["allotments"], account["corrections"]
    assert "拨款文号" not in text_of(
        sheet("canteen-account", from_dict(canteen_account.CanteenAccount, account), tmp_path)
    )


def test_a_month_that_only_gave_back_says_so_in_words(tmp_path: Path) -> None:
    data = replace(
        canteen_notice.SAMPLE, sources=(("个人", -12370),), flows=((0, 0),), cost_fen=-12370, kinds=(("副食", -12370),)
    )
    costs = (*data.costs, CostMonth(month=DECEMBER, fen=-1237))
    page = sheet("canteen-notice", replace(data, costs=costs, shares=data.shares[:3]), tmp_path)[0]
    copied = text_of([page])
    assert "退回的比花的多123.70 元" in copied.replace(" 1", "1")
    assert "-123.70 元" not in copied
    assert "退回大写" in copied
    assert "副食退回 123.70 元" in copied
    back = place_of(page, "退 12.37")
    assert [each for each in places_of(page, "12月") if back.bottom < each.top < back.bottom + 6]


@pytest.mark.parametrize("count", [1, 7, 12, 40])
def test_everybody_who_ate_is_on_the_notice(count: int, tmp_path: Path) -> None:
    share = canteen_notice.SAMPLE.shares[0]
    data = replace(canteen_notice.SAMPLE, shares=tuple(replace(share, name=f"人{n:02d}") for n in range(count)))
    copied = text_of(sheet("canteen-notice", data, tmp_path))
    assert [each.name for each in data.shares if each.name not in copied] == []


def test_the_list_has_licence_and_voucher_number_and_says_what_is_a_counter_entry(tmp_path: Path) -> None:
    usual = purchase_list.SAMPLE.lines[0]
    back = replace(usual, quantity="-2 袋", amount_fen=-23000, note="冲正 2026年10月25日 的采购")
    page = sheet("purchase-list", replace(purchase_list.SAMPLE, lines=(back, usual), orders=2), tmp_path)[0]
    copied = text_of([page])
    assert "共 2 单，2 样" in copied
    assert [usual.licence, usual.voucher_number] == [
        each for each in (usual.licence, usual.voucher_number) if each in copied
    ]
    data = replace(purchase_list.SAMPLE, lines=(back,), sources=(("个人", -23000),), orders=1)
    given_back = text_of(sheet("purchase-list", data, tmp_path))
    assert "退回 人民币贰佰叁拾元整" in given_back
    assert "个人退回 230.00 元" in given_back
    note, minus = place_of(page, "冲正 2026年"), place_of(page, "-230.00")
    assert note.size >= 7
    assert abs((note.top + note.bottom) / 2 - (minus.top + minus.bottom) / 2) < 3


@pytest.mark.parametrize("count", [0, 1, 15, 16, 18, 19, 70])
def test_each_purchase_is_listed_once_and_the_total_stands_under_the_last(count: int, tmp_path: Path) -> None:
    line = purchase_list.SAMPLE.lines[0]
    lines = tuple(replace(line, item=f"物{n:02d}", amount_fen=100 + n) for n in range(count))
    data = replace(purchase_list.SAMPLE, lines=lines)
    document = sheet("purchase-list", data, tmp_path)
    copied = text_of(document)
    assert all(copied.count(each.item) == 1 for each in lines)
    last = document[len(document) - 1]
    assert place_of(last, "合计").bottom < place_of(last, "站长签字").top
    assert yuan(data.total_fen) in copied


@pytest.mark.parametrize("count", [1, 20, 21, 90])
def test_the_samples_are_numbered_on_over_the_pages(count: int, tmp_path: Path) -> None:
    sample = sample_log.SAMPLE.samples[0]
    data = replace(sample_log.SAMPLE, samples=tuple(replace(sample, dish=f"菜{n:03d}") for n in range(1, count + 1)))
    document = sheet("sample-log", data, tmp_path)
    assert f"菜{count:03d}" in text_of(document)
    assert len(document) == sample_log.PAPER.pages(data)


@pytest.mark.parametrize("key", ["canteen-account", "canteen-notice"])
def test_the_columns_of_the_chart_stay_dark_in_grey_print(key: str, tmp_path: Path) -> None:
    page = sheet(key, paper(key).sample, tmp_path)[0]
    grey = picture(page, 60)
    dark = sum(grey.histogram()[:130])
    assert dark > grey.width * grey.height * 0.03


def test_a_month_without_meals_has_no_column_and_says_so() -> None:
    months = [CostMonth(month=date(2025, 12, 1), fen=None), CostMonth(month=date(2026, 1, 1), fen=844)]
    drawing = cost_chart(months, 60, 30)
    assert drawing.sentence == "12月 没有；1月 8.44"
