"""The log on paper: as many pages as it takes, each line whole, the head of a shift never alone."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from printing.papers import duty_log
from printing.papers.duty_log import SAMPLE, DutyLog, LoggedLine, LoggedShift
from printing.render import PrintJob, overlong_in
from tests.printing.sheets import char_boxes, place_of, places_of, printed, text_of

LONGEST = "渠塌了一段，水漫到路上，两户院墙进水，没有人受伤。" * 20
LINE = SAMPLE.shifts[0].lines[0]


def job(data: DutyLog, folder: Path) -> PrintJob:
    return PrintJob("duty-log", (data,), folder / "log.pdf")


def pages(data: DutyLog, folder: Path) -> Any:
    return printed(job(data, folder))


def log(*counts: int, line: LoggedLine = LINE) -> DutyLog:
    shifts = [
        LoggedShift(
            day=SAMPLE.first, name=f"第{at}班", hours="08:00—20:00", people=("带班 王建军 07:52 起",),
            lines=tuple(replace(line, who=f"来人{at}{n:03d}") for n in range(count)),
        )
        for at, count in enumerate(counts)
    ]  # fmt: skip
    return replace(SAMPLE, shifts=tuple(shifts))


@pytest.mark.parametrize("counts", [(1,), (0, 0), (14, 0, 3), (60,), (30, 30, 0, 1), (200,)])
def test_every_line_stands_once_and_pages_are_counted_before_they_are_drawn(
    counts: tuple[int, ...], tmp_path: Path
) -> None:
    data = log(*counts)
    document = pages(data, tmp_path)
    assert len(document) == duty_log.PAPER.pages(data)
    copied = text_of(document)
    assert [line.who for shift in data.shifts for line in shift.lines if copied.count(line.who) != 1] == []
    assert copied.count("值班人签字") == 1
    assert copied.count("本班没有来访来电") == counts.count(0)
    for number, page in enumerate(document, 1):
        place_of(page, f"第 {number} 页，共 {len(document)} 页")
        assert max(bottom for _, _, _, _, bottom in char_boxes(page)) < 290


def test_where_a_shift_goes_on_it_is_named_again_and_its_head_never_stands_alone(tmp_path: Path) -> None:
    for count in range(9, 20):
        document = pages(log(count, 2), tmp_path)
        for page in document:
            heads = places_of(page, "第0班") + places_of(page, "第1班")
            lines = places_of(page, "来人0") + places_of(page, "来人1")
            assert all(any(line.top > head.bottom for line in lines) for head in heads)
    document = pages(log(40), tmp_path)
    assert "（续）" in document[1].get_textpage().get_text_bounded()


def test_the_longest_text_one_may_write_is_whole_and_no_text_is_cut(tmp_path: Path) -> None:
    data = log(3, line=replace(LINE, matter=LONGEST[:500], handling=LONGEST[:500]))
    assert overlong_in(job(data, tmp_path)) == ()
    document = pages(data, tmp_path)
    copied = text_of(document)
    assert copied.count(LONGEST[:500]) == 6
    for page in document:
        for char, left, _, right, _ in char_boxes(page):
            assert 21.5 <= left, char
            assert right <= 194.5, char


def test_an_incident_says_how_grave_and_to_whom_it_was_reported(tmp_path: Path) -> None:
    copied = text_of(pages(SAMPLE, tmp_path))
    assert "突发·较大" in copied
    assert "15:50 报镇值班室" in copied
    assert "2 个班，记录 3 条（来访 1、来电 1、突发 1）" in copied
