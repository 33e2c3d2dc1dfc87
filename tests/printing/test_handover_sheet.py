"""The handover sheet: no item lost over the pages, the signatures together, the seal to the letter in figures and code."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from printing.papers import handover
from printing.papers.handover import HandoverSheet, SheetGroup, SheetItem
from printing.render import PrintJob, page_count
from tests.printing.sheets import codes_in, picture, place_of, places_of, printed, text_of
from venue_desk.domain.name_marks import mark_columns

SAMPLE = handover.SAMPLE


def job_of(data: HandoverSheet, folder: Path) -> PrintJob:
    return PrintJob("handover", (data,), folder / "out.pdf")


def with_items(count: int) -> HandoverSheet:
    items = tuple(
        SheetItem(fact=f"第{at:03d}样", detail="在抽屉里，" * (at % 7), answer="已接", at="19:51")
        for at in range(count)
    )
    return replace(SAMPLE, groups=(SheetGroup(label="物品和钱", items=items),) if items else ())


def texts(document: Any) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in document]


def test_an_ordinary_handover_with_something_added_takes_one_page(tmp_path: Path) -> None:
    assert page_count(job_of(SAMPLE, tmp_path)) == 1


@pytest.mark.parametrize("count", [0, 1, 9, 23, 24, 25, 80])
def test_no_item_is_lost_over_the_pages(count: int, tmp_path: Path) -> None:
    job = job_of(with_items(count), tmp_path)
    pages = texts(printed(job))
    assert len(pages) == page_count(job)
    copied = "".join(pages)
    assert [at for at in range(count) if f"第{at:03d}样" not in copied] == []
    assert ["交班人\r\n李秀兰" in page or "交班人李秀兰" in page.replace("\r\n", "") for page in pages].count(True) == 1
    assert ("没有要逐项点清的东西" in copied) is (count == 0)


def test_a_long_text_goes_on_over_the_page(tmp_path: Path) -> None:
    data = replace(SAMPLE, notes="\n".join(f"第{at:02d}件要注意的事，写得长一些好占地方。" * 2 for at in range(40)))
    copied = text_of(printed(job_of(data, tmp_path)))
    assert [at for at in range(40) if f"第{at:02d}件要注意的事" not in copied] == []


def test_a_caption_never_stands_last_on_a_page(tmp_path: Path) -> None:
    for count in range(15, 30):
        first, second = (SheetGroup(label=label, items=with_items(count).groups[0].items) for label in ("甲组", "乙组"))
        document = printed(job_of(replace(SAMPLE, groups=(first, second)), tmp_path))
        (page,) = [page for page in texts(document) if "乙组" in page]
        assert "第000样" in page[page.index("乙组") :]


def test_both_signatures_stand_with_the_seal_on_one_page(tmp_path: Path) -> None:
    for count in range(8, 24, 3):
        document = printed(job_of(with_items(count), tmp_path))
        last = [page for page in document if places_of(page, "接班人") and places_of(page, "封存码")]
        assert len(last) == 1
        assert place_of(last[0], SAMPLE.seal).top > place_of(last[0], "11月23日 20:01").bottom


def test_the_code_holds_the_whole_seal(tmp_path: Path) -> None:
    page = printed(job_of(SAMPLE, tmp_path))[0]
    (code,) = codes_in(picture(page, 300))
    assert code.splitlines() == [
        f"值班交接单{SAMPLE.serial}", "11月23日白班交11月23日夜班", f"封存码{SAMPLE.seal.replace(' ', '')}",
    ]  # fmt: skip


def test_a_difference_stands_with_its_sentence_and_who_looks_into_it(tmp_path: Path) -> None:
    copied = text_of(printed(job_of(SAMPLE, tmp_path)))
    assert "带着差异接下" in copied
    assert "户口簿不在袋里，由李秀兰去查" in copied


def test_what_is_not_sealed_says_so_and_leaves_a_line_for_ink(tmp_path: Path) -> None:
    waiting = tuple(replace(group, items=(SheetItem(fact="钥匙 3 把"),)) for group in SAMPLE.groups[:1])
    data = replace(SAMPLE, seal="", groups=waiting, taker=replace(SAMPLE.taker, signed_at=""), gap="无人接班 42 分钟")
    document = printed(job_of(data, tmp_path))
    copied = text_of(document)
    assert "还没有封存" in copied
    assert "无人接班 42 分钟" in copied
    assert "接班人签字" in copied
    assert "封存码" not in copied
    assert codes_in(picture(document[0], 200)) == []


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("李秀兰", ("李秀", "兰印")),
        ("王军", ("王军", "之印")),
        ("欧阳建国", ("欧阳", "建国")),
        ("张", ("张印",)),
        ("买买提·艾力", ("买买提", "艾力印")),
        ("买买提·阿卜杜热合曼", ("买买提", "阿卜杜", "热合曼")),
        ("张𫐐", ("张𫐐", "之印")),
    ],
)
def test_a_name_fills_its_square(name: str, columns: tuple[str, ...]) -> None:
    assert mark_columns(name) == columns


def test_what_is_signed_never_stands_on_a_page_alone(tmp_path: Path) -> None:
    for count in range(10, 32):
        pages = texts(printed(job_of(with_items(count), tmp_path)))
        (signed,) = [page for page in pages if "封存码" in page]
        assert "停水" in signed, count


def test_the_items_of_an_ordinary_day_and_both_signatures_take_one_page(tmp_path: Path) -> None:
    items = tuple(
        SheetItem(fact=f"第{at:03d}样", detail="在本站，已办结", answer="已接", at="19:51") for at in range(14)
    )
    groups = tuple(SheetGroup(label=f"第 {at} 组", items=items[at * 4 : at * 4 + 4]) for at in range(4))
    assert page_count(job_of(replace(SAMPLE, groups=groups, additions=()), tmp_path)) == 1
