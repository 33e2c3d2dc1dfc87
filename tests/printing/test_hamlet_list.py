"""The list for the wall: no row lost, none alone, large enough to read standing, its sums right, nothing private."""

import random
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from printing.papers import hamlet_list
from printing.papers.hamlet_list import HamletList, ListedHousehold, ListedRow, pages_of
from printing.render import PrintJob, page_count
from tests.printing.sheets import char_boxes, place_of, places_of, printed, sizes_on, text_of

SIX = (6, 6, 5, 5, 5, 4, 6, 4, 5, 4, 3, 4, 7, 3, 6, 4, 7, 3, 4, 5, 4)
"""A hamlet of 21 households: how many subsidies each draws."""


def listed(sizes: tuple[int, ...]) -> HamletList:
    row = ListedRow(policy="良种补贴", quantity=1000, unit="亩", rate="10.00元/亩·年", amount_fen=1000)
    households = tuple(ListedHousehold(head=f"户{at:03d}", rows=(row,) * size) for at, size in enumerate(sizes))
    return replace(hamlet_list.SAMPLE, households=households)


def job_of(data: HamletList, folder: Path) -> PrintJob:
    return PrintJob("hamlet-list", (data,), folder / "out.pdf")


def texts(document: Any) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in document]


@pytest.mark.parametrize("sizes", [(1,) * 30, (1,) * 31, (3,) * 11, (2,) * 40, (80,), SIX, ()])
def test_it_loses_no_row_and_numbers_its_pages(sizes: tuple[int, ...], tmp_path: Path) -> None:
    job = job_of(listed(sizes), tmp_path)
    each_page = texts(printed(job))
    count = len(each_page)
    assert count == page_count(job)
    assert sum(text.count("良种补贴") for text in each_page) == sum(sizes)
    assert all(f"第 {at} 页，共 {count} 页" in text for at, text in enumerate(each_page, 1))
    assert ["盖章" in text for text in each_page] == [False] * (count - 1) + [True]


def test_a_hamlet_of_21_households_takes_three_pages() -> None:
    assert len(pages_of(listed(SIX))) == 3


def test_pages_are_full_and_leave_no_row_alone() -> None:
    chance = random.Random(7)
    for _ in range(300):
        sizes = tuple(chance.randint(1, 9) for _ in range(chance.randint(1, 60)))
        pages = pages_of(listed(sizes))
        assert sum(len(page) for page in pages) == sum(sizes)
        for page in pages:
            for number, lines in groupby(page, key=lambda line: line.number):
                assert len(list(lines)) >= min(2, sizes[number - 1])
        rows = [len(page) for page in pages]
        assert 0 < rows[-1] <= hamlet_list.ROWS_WITH_FOOT
        assert all(hamlet_list.ROWS_WITHOUT - 2 <= count <= hamlet_list.ROWS_WITHOUT for count in rows[:-2])
        assert all(count > hamlet_list.ROWS_WITH_FOOT - 4 for count in rows[:-1])


def test_a_household_that_goes_on_is_named_again(tmp_path: Path) -> None:
    assert ["户000（续）" in text for text in texts(printed(job_of(listed((80,)), tmp_path)))] == [False, True, True]


def test_it_is_read_from_a_step_away(tmp_path: Path) -> None:
    for page in printed(job_of(listed(SIX), tmp_path)):
        bottom = max(box[4] for box in char_boxes(page))
        small = "".join(char for char, size in sizes_on(page) if size < 10.5)
        assert bottom < 292
        assert set(small) <= set(f"{hamlet_list.SAMPLE.station}编号{hamlet_list.SAMPLE.serial}第页，共0123456789")


def test_each_household_with_several_rows_has_its_sum_below_its_name(tmp_path: Path) -> None:
    page = printed(job_of(listed((1, 3, 2, 1)), tmp_path))[0]
    subtotals = places_of(page, "小计")
    assert len(subtotals) == 2
    for label, head, amount in zip(subtotals, ("户001", "户002"), ("30.00", "20.00"), strict=True):
        name, total = place_of(page, head), place_of(page, amount)
        assert label.left == pytest.approx(name.left, abs=0.3)
        assert 0 < label.top - name.bottom < hamlet_list.ROW
        assert label.right < total.left
        assert total.right < hamlet_list.EDGES[2]


def test_it_ends_with_totals_whom_to_call_and_a_place_for_the_seal(tmp_path: Path) -> None:
    document = printed(job_of(listed(SIX), tmp_path))
    copied, last = text_of(document), document[len(document) - 1]
    assert "三社合计 21 户" in copied
    assert "¥1,000.00" in copied
    assert "人民币壹仟元整" in copied
    assert "公示期内到服务站查询，或打 0932-000-0000" in copied
    assert "打监督电话 0932-000-0012" in copied
    total, unit = place_of(last, "三社合计 21 户"), place_of(last, "公示单位（盖章）")
    name, day = places_of(last, hamlet_list.SAMPLE.station)[-1], places_of(last, "2026年11月23日")[-1]
    assert total.bottom < unit.top < name.top < day.top
    seal = (name.left + name.right) / 2, (name.bottom + day.top) / 2
    near = [box for box in char_boxes(last) if abs(box[1] - seal[0]) < 21 and abs(box[2] - seal[1]) < 18]
    assert {char for char, *_ in near} <= set(f"公示单位（盖章）{hamlet_list.SAMPLE.station}2026年11月23日")


def test_without_phones_no_sentence_is_left_open(tmp_path: Path) -> None:
    data = replace(hamlet_list.SAMPLE, station_phone="", supervision_phone="")
    copied = text_of(printed(job_of(data, tmp_path)))
    assert "公示期内到服务站查询" in copied
    assert [word for word in ("或打", "监督电话", "要投诉") if word in copied] == []


def test_it_has_no_place_for_what_is_private() -> None:
    names = {*HamletList.__dataclass_fields__, *ListedHousehold.__dataclass_fields__, *ListedRow.__dataclass_fields__}
    assert names.isdisjoint({"id_number", "phone", "address", "account", "account_last4"})
