"""Every paper: its sample, an overlong one, one with a rare character; size, text, codes, and the stored form."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image, ImageFilter

from printing.document import Options, Paper, from_dict, from_json, texts_of, to_dict, to_json
from printing.papers import PAPERS, contact_card, paper, policy_sheet
from printing.papers.authorization import Authorization
from printing.papers.canteen_account import CanteenAccount
from printing.papers.canteen_notice import CanteenNotice
from printing.papers.case_figures import CaseFigures
from printing.papers.case_notices import Notice
from printing.papers.case_receipt import CaseReceipt
from printing.papers.case_register import CaseRegister
from printing.papers.contact_card import ContactCard
from printing.papers.delivery_list import DeliveryList
from printing.papers.duty_board import DutyBoard
from printing.papers.duty_log import DutyLog
from printing.papers.duty_roster import DutyRoster
from printing.papers.hamlet_list import HamletList
from printing.papers.handover import HandoverSheet
from printing.papers.lodging_register import LodgingRegister
from printing.papers.lodging_standing import LodgingStanding
from printing.papers.meal_register import MealRegister
from printing.papers.policy_sheet import PolicyRow, PolicySheet
from printing.papers.purchase_list import PurchaseList
from printing.papers.sample_log import SampleLog
from printing.render import PrintJob
from tests.printing.sheets import RARE, char_boxes, codes_in, make_font, picture, place_of, printed, text_of
from venue_desk.domain.case_report import MonthFigures

KEYS = [each.key for each in PAPERS]
CODE = "QH1*"
LONG = "特别长的名字写不下就缩小再缩小也不能越过边线"


def stretched(data: Any) -> Any:
    """The same data with every text made much too long; a signed code is as long as it is."""
    if isinstance(data, str) and data.startswith(CODE):
        return data
    if isinstance(data, str):
        return f"{data}{LONG * 4}"
    if isinstance(data, tuple):
        return tuple(stretched(part) for part in data)
    if hasattr(data, "__dataclass_fields__"):
        return replace(data, **{name: stretched(getattr(data, name)) for name in data.__dataclass_fields__})
    return data


def with_rare(data: Any) -> Any:
    """The same data with a rare character in the first name it carries."""
    name = f"张{RARE}"
    return RARELY[type(data)](data, name)


def first(items: tuple[Any, ...], **changes: Any) -> tuple[Any, ...]:
    return (replace(items[0], **changes), *items[1:])


def _with_agent(figures: MonthFigures, name: str) -> MonthFigures:
    methods, agents, *others = figures.breakdowns
    return replace(figures, breakdowns=(methods, replace(agents, lines=first(agents.lines, label=name)), *others))


RARELY: dict[type[Any], Callable[[Any, str], Any]] = {
    ContactCard: lambda data, name: replace(data, name=name),
    PolicySheet: lambda data, name: replace(data, head=name),
    HamletList: lambda data, name: replace(data, households=first(data.households, head=name)),
    DutyRoster: lambda data, name: replace(data, people=first(data.people, name=name)),
    DutyBoard: lambda data, name: replace(data, people=first(data.people, name=name)),
    HandoverSheet: lambda data, name: replace(data, taker=replace(data.taker, name=name)),
    DutyLog: lambda data, name: replace(data, shifts=first(data.shifts, lines=first(data.shifts[0].lines, who=name))),
    CaseReceipt: lambda data, name: replace(data, applicant=name),
    CaseRegister: lambda data, name: replace(data, facts=(("申请人", name), *data.facts[1:])),
    Notice: lambda data, name: replace(data, to=f"{name}："),
    Authorization: lambda data, name: replace(data, principal=replace(data.principal, name=name)),
    CaseFigures: lambda data, name: replace(data, figures=_with_agent(data.figures, name)),
    DeliveryList: lambda data, name: replace(data, cases=first(data.cases, applicant=name)),
    MealRegister: lambda data, name: replace(data, rows=first(data.rows, name=name)),
    PurchaseList: lambda data, name: replace(data, lines=first(data.lines, delivered_by=name)),
    CanteenAccount: lambda data, name: replace(data, shares=first(data.shares, name=name)),
    CanteenNotice: lambda data, name: replace(data, shares=first(data.shares, name=name)),
    SampleLog: lambda data, name: replace(data, samples=first(data.samples, kept_by=name)),
    LodgingRegister: lambda data, name: replace(data, sleepers=first(data.sleepers, name=name)),
    LodgingStanding: lambda data, name: replace(data, lines=first(data.lines, name=name)),
}
"""Where each paper carries its first name."""


def job_of(each: Paper[Any], data: Any, folder: Path, **changes: Any) -> PrintJob:
    return PrintJob(each.key, (data,), folder / "out.pdf", **changes)


@pytest.mark.parametrize("key", KEYS)
def test_the_sample_is_all_there_at_its_size(key: str, tmp_path: Path) -> None:
    each = paper(key)
    document = printed(job_of(each, each.sample, tmp_path))
    millimetres = [tuple(round(side * 25.4 / 72, 1) for side in page.get_size()) for page in document]
    assert set(millimetres) == {(each.sheet.width, each.sheet.height)}
    copied = text_of(document)
    wanted = {text for text in texts_of(each.sample) if text and not text.startswith(CODE)}
    assert {text for text in wanted if text not in copied} == set()


@pytest.mark.parametrize("key", KEYS)
def test_overlong_texts_stay_within_their_paper(key: str, tmp_path: Path) -> None:
    each = paper(key)
    document = printed(job_of(each, stretched(each.sample), tmp_path))
    width, height = (
        (each.grid.cell_width, each.grid.cell_height) if each.grid else (each.sheet.width, each.sheet.height)
    )
    left, top = (each.grid.left, each.grid.top) if each.grid else (0, 0)
    margin = 4.9 if key == "contact-card" else 9.5
    for page in document:
        boxes = char_boxes(page)
        assert len(boxes) > 20
        strays = [
            box for box in boxes
            if not (margin <= box[1] - left and box[3] - left <= width - margin and top <= box[2] and box[4] <= top + height)
        ]  # fmt: skip
        assert strays == []


@pytest.mark.parametrize("key", KEYS)
def test_a_rare_character_is_printed_and_can_be_copied(key: str, tmp_path: Path) -> None:
    make_font(tmp_path / "rare.ttf", RARE, outlines="glyf")
    each = paper(key)
    document = printed(job_of(each, with_rare(each.sample), tmp_path, font_folders=(tmp_path,)))
    assert f"张{RARE}" in text_of(document)


@pytest.mark.parametrize("key", KEYS)
def test_the_stored_form_comes_back_the_same(key: str, tmp_path: Path) -> None:
    each = paper(key)
    again = from_json(type(each.sample), to_json(each.sample))
    assert again == from_dict(type(each.sample), to_dict(each.sample)) == each.sample
    printed(job_of(each, each.sample, tmp_path))
    first = (tmp_path / "out.pdf").read_bytes()
    printed(job_of(each, again, tmp_path))
    assert (tmp_path / "out.pdf").read_bytes() == first


@pytest.mark.parametrize("dpi", [150, 300])
@pytest.mark.parametrize("key", ["contact-card", "contact-card-a6", "policy-sheet", "handover"])
def test_codes_are_read_from_the_page(key: str, dpi: int, tmp_path: Path) -> None:
    each = paper(key)
    cells = each.grid.cells if each.grid else 1
    page = printed(PrintJob(key, (each.sample,), tmp_path / "out.pdf", (cells,)))[0]
    clear = picture(page, dpi)
    copied = clear.rotate(1, Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(dpi / 300))
    for image in (clear, copied):
        assert len(codes_in(image)) == cells


def test_the_card_code_is_a_contact(tmp_path: Path) -> None:
    sample = contact_card.SAMPLE
    page = printed(job_of(contact_card.PAPER, sample, tmp_path))[0]
    assert codes_in(picture(page, 300)) == [
        "MECARD:N:王建军;TEL:13800000101;TEL:09320000000;ORG:菜子镇浅河村便民服务站;;"
    ]
    page = printed(job_of(contact_card.PAPER, sample, tmp_path, options=Options(vcard=True)))[0]
    [code] = codes_in(picture(page, 300))
    assert code.startswith("BEGIN:VCARD\r\nVERSION:3.0\r\nN:王建军;;;;\r\nFN:王建军\r\n")
    page = printed(job_of(contact_card.PAPER, sample, tmp_path, options=Options(qr=False)))[0]
    assert codes_in(picture(page, 300)) == []


def test_a_card_with_too_much_for_its_code_keeps_name_and_phone(tmp_path: Path) -> None:
    card = replace(contact_card.SAMPLE, station=LONG * 3, position=LONG)
    page = printed(job_of(contact_card.PAPER, card, tmp_path))[0]
    assert codes_in(picture(page, 300)) == ["MECARD:N:王建军;TEL:13800000101;;"]
    page = printed(job_of(contact_card.PAPER, replace(card, name="𠮷" * 50), tmp_path))[0]
    assert codes_in(picture(page, 300)) == ["MECARD:N:" + "𠮷" * 12 + ";TEL:13800000101;;"]


def many_rows(count: int) -> PolicySheet:
    rows = [
        replace(policy_sheet.SAMPLE.rows[0], policy=f"第{at:02d}项补贴", amount_fen=100 * at) for at in range(count)
    ]
    return replace(policy_sheet.SAMPLE, rows=tuple(rows))


def test_the_sheet_says_the_total_in_figures_and_in_words(tmp_path: Path) -> None:
    document = printed(job_of(policy_sheet.PAPER, policy_sheet.SAMPLE, tmp_path))
    copied = text_of(document)
    assert "¥2,111.00" in copied
    assert "人民币贰仟壹佰壹拾壹元整" in copied
    assert "（以下空白）" in copied
    [code] = codes_in(picture(document[0], 300))
    assert code.startswith("惠农政策知情卡2026年\n张满仓（三社）\n农作物良种补贴（小麦）32.00\n")
    assert code.endswith("合计2,111.00元\n问0932-000-0000")


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (10, 1), (11, 2), (13, 2), (29, 2), (30, 3), (60, 4)])
def test_many_rows_go_on_over_the_page(count: int, pages: int, tmp_path: Path) -> None:
    data = many_rows(count)
    document = printed(job_of(policy_sheet.PAPER, data, tmp_path))
    assert (len(document), policy_sheet.PAPER.pages(data)) == (pages, pages)
    each_page = [page.get_textpage().get_text_bounded() for page in document]
    assert ["领取人签字" in text for text in each_page] == [False] * (pages - 1) + [True]
    assert all("惠农政策知情卡" in text and "政策名称和文号" in text for text in each_page)
    copied = "".join(each_page)
    assert [at for at in range(count) if f"第{at:02d}项补贴" not in copied] == []
    assert ("以下空白" in copied) == (count == 0 or policy_sheet.chunks(count)[-1] != range(count - 10, count))


DEPARTMENTS = (
    "县农业农村局 0932-0000021", "县林业和草原局 0932-0000022", "县社会保险事业管理局 0932-0000023",
    "县民政局 0932-0000024", "县卫生健康局 0932-0000025", "县医疗保障局 0932-0000026",
)  # fmt: skip


@pytest.mark.parametrize("count", range(1, 7))
def test_each_department_stands_whole_with_its_phone_and_is_read_easily(count: int, tmp_path: Path) -> None:
    data = replace(many_rows(10), inquiry="；".join(DEPARTMENTS[:count]))
    page = printed(job_of(policy_sheet.PAPER, data, tmp_path))[0]
    found = [place_of(page, each) for each in DEPARTMENTS[:count]]
    assert min(each.size for each in found) >= 9
    assert len({round(each.bottom) for each in found}) <= 3
    [symbol] = zxingcpp.read_barcodes(picture(page, 300))
    assert max(each.right for each in found) < symbol.position.top_left.x / 300 * 25.4 - 1
    last, signing = place_of(page, "0932-000-0012"), place_of(page, "领取人签字")
    assert found[-1].bottom < last.top
    assert last.bottom + 8 < signing.top


def test_more_departments_than_go_still_stand_above_the_signatures(tmp_path: Path) -> None:
    inquiry = "；".join(f"县第{at}办公室 0932-00000{at}" for at in range(10, 24))
    data = replace(many_rows(10), inquiry=inquiry, reckoning=policy_sheet.SAMPLE.reckoning * 2)
    page = printed(job_of(policy_sheet.PAPER, data, tmp_path))[0]
    found = [place_of(page, each) for each in inquiry.split("；")]
    assert found[-1].bottom < place_of(page, "王建军").top
    assert place_of(page, "0932-000-0012").bottom < place_of(page, "领取人签字").top - 8


def test_who_is_not_known_is_not_asked_for(tmp_path: Path) -> None:
    data = replace(policy_sheet.SAMPLE, inquiry="", agent="", agent_phone="")
    copied = text_of(printed(job_of(policy_sheet.PAPER, data, tmp_path)))
    assert [label in copied for label in ("怎么算的", "政策问谁", "找谁代办", "24 小时值班", "监督举报")] == [
        True, False, False, True, True,
    ]  # fmt: skip


SERVICES = {
    "one line": "惠农补贴、医保",
    "two lines beside the code": "生育登记、儿童保障、残疾证、残疾补贴、高龄津贴、上门代办",
    "two lines below the code": "医保、养老、低保、残疾补贴、惠农补贴、危房改造、纠纷调解、法律援助、户口、宅基地、就业登记、贷款贴息",
    "smaller": "医保、养老、低保、残疾补贴、惠农补贴、危房改造、纠纷调解、法律援助、户口、宅基地、就业登记、贷款贴息、雨露计划、"
    "土地流转、农机补贴、临时救助、高龄津贴",
}


@pytest.mark.parametrize("services", SERVICES.values(), ids=SERVICES)
def test_the_rows_of_a_card_stand_evenly_however_long_its_services(services: str, tmp_path: Path) -> None:
    card = replace(contact_card.SAMPLE, services=services)
    page = printed(job_of(contact_card.PAPER, card, tmp_path))[0]
    items = [place_of(page, each) for each in services.split("、")]
    phone, duty, covers = (place_of(page, each) for each in ("138-0000-0101", "0932-000-0000", "一社"))
    rule = contact_card.GRID.top + contact_card.RULE_Y
    assert 1.5 < rule - items[-1].bottom < 4
    assert duty.top - phone.bottom > 1.5
    assert covers.top - duty.bottom > 1
    assert items[0].top - covers.bottom > 1
    caption = place_of(page, "扫码存电话")
    assert all(item.top > caption.bottom + 0.2 or item.right < caption.left - 1 for item in items)


def test_a_long_post_stands_whole_beside_a_long_name(tmp_path: Path) -> None:
    post = "省农业农村厅派驻第一书记兼驻村帮扶工作队队长"
    card = replace(contact_card.SAMPLE, name="买买提·阿卜杜热合曼", position=post)
    assert post in text_of(printed(job_of(contact_card.PAPER, card, tmp_path)))


def test_stored_data_of_an_older_form_are_read() -> None:
    row = PolicyRow("补贴", "", 1000, "亩", "1.00元/亩", 100)
    stored = to_json(row).replace(', "note": ""', "")
    assert from_json(PolicyRow, stored) == row
    assert from_json(PolicyRow, to_json(replace(row, paid_on=date(2026, 5, 20)))).paid_on == date(2026, 5, 20)
