"""Chinese is broken into lines as GB/T 15834 has it, and long text shrinks before it is cut."""

from io import BytesIO

import pytest

from printing.blocks import LEADING, lines_of, put, reckoned_lines, share, wrap
from printing.bound import Bound
from printing.page import Page
from printing.press import Press
from printing.sheet import A4, POINTS
from printing.styles import LEAST, Style

TEN = Style(72 / 25.4 * 10)
"""A character is ten millimetres wide."""


@pytest.fixture
def page() -> Page:
    return Press(Bound(BytesIO(), ""), ()).page(A4.width, A4.height)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        pytest.param("一二三四五六", 30, ["一二三", "四五六"], id="anywhere between characters"),
        pytest.param("一二三，四五", 35, ["一二", "三，四", "五"], id="no comma first"),
        pytest.param("一二（三）四", 35, ["一二", "（三）", "四"], id="no bracket last"),
        pytest.param("打12345问", 35, ["打", "12345", "问"], id="numbers stay whole"),
        pytest.param("共1,716.00元", 38, ["共", "1,716.00", "元"], id="sums stay whole"),
        pytest.param("晚归22:30返", 42, ["晚归", "22:30返"], id="times stay whole"),
        pytest.param("一二\n三", 90, ["一二", "三"], id="a line break is kept"),
        pytest.param("", 30, [], id="nothing"),
    ],
)
def test_lines_break_where_they_may(page: Page, text: str, width: float, lines: list[str]) -> None:
    assert wrap(page, text, TEN, width) == lines


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        pytest.param("一二三、四五六、七八", 50, ["一二三、", "四五六、", "七八"], id="between items only"),
        pytest.param("一二、三四、五六", 60, ["一二、三四、", "五六"], id="as many as go"),
        pytest.param("一二三四五六七、八九", 40, ["一二三四", "五六七、", "八九"], id="an item wider than a line"),
        pytest.param("某局 0932-1；某院 0932-2", 75, ["某局 0932-1；", "某院 0932-2"], id="a name with its phone"),
        pytest.param("一二\n三、四", 90, ["一二", "三、四"], id="a line break is kept"),
        pytest.param("", 30, [], id="nothing"),
    ],
)
def test_a_list_breaks_between_its_items(page: Page, text: str, width: float, lines: list[str]) -> None:
    assert wrap(page, text, TEN, width, items=True) == lines


@pytest.mark.parametrize("items", [False, True])
def test_no_text_is_lost_however_it_is_broken(page: Page, items: bool) -> None:
    text = "残疾补贴、临时救助（大病）、法律援助12348；农机购置补贴、土地流转"
    for width in range(15, 200, 7):
        assert "".join(wrap(page, text, TEN, width, items=items)) == text


def test_no_character_stands_alone_on_the_last_line(page: Page) -> None:
    fitted = lines_of(page, "一二三四五六七", TEN, width=60, depth=15)
    assert fitted.style == TEN
    assert [len(line) for line in fitted.lines] in ([4, 3], [5, 2])


def test_long_text_shrinks_into_more_lines_then_is_cut(page: Page) -> None:
    for text, cut in (("一二三四五六七" * 3, False), ("一二三四五六七" * 300, True)):
        fitted = lines_of(page, text, TEN, width=60, depth=15)
        style, lines = fitted.style, fitted.lines
        assert LEAST <= style.size < TEN.size
        assert fitted.depth == pytest.approx((len(lines) - 1) * style.size * LEADING / POINTS)
        assert fitted.depth <= 15.1
        assert all(page.width_of(line, style) <= 60 for line in lines)
        assert ("".join(lines) == text, lines[-1][-1] == "…") == (not cut, cut)


def test_rising_lines_end_on_the_baseline(page: Page) -> None:
    lines = lines_of(page, "一二三四五六", Style(12), width=14, depth=15)
    assert len(lines.lines) == 2
    put(page, 0, 50, lines)
    put(page, 0, 50, lines, rising=True)
    heights = [
        float(operator.split()[2]) for operator in page.content().decode("latin-1").splitlines() if " Td " in operator
    ]
    first, second, above, last = heights
    assert first == last
    assert first - second == pytest.approx(lines.depth * POINTS, abs=0.02)
    assert above - last == pytest.approx(lines.depth * POINTS, abs=0.02)


def test_one_line_shrinks_then_is_cut(page: Page) -> None:
    assert page.text(0, 50, "一二三", TEN, room=40) == pytest.approx(30)
    assert 23 < page.text(0, 50, "一二三", TEN, room=24) <= 24
    assert page.text(0, 50, "一二三" * 20, TEN, room=24) <= 24


def test_short_texts_keep_their_room_beside_a_long_one() -> None:
    assert share([10, 300], 100) == pytest.approx([10, 90], abs=0.01)
    assert share([300, 200], 100) == pytest.approx([50, 50], abs=0.01)
    assert share([10, 20], 100) == pytest.approx([10, 20], abs=0.01)
    assert share([], 100) == []


def test_running_text_stays_filled_but_for_what_its_last_line_needs(page: Page) -> None:
    text = "您申请办理的事项已经办结，结果如下。请带上受理回执来领取。"
    small = TEN.sized(TEN.size / 2)
    fitted = lines_of(page, text, small, width=27 * 5, depth=15)
    assert ["".join(fitted.lines), len(fitted.lines)] == [text, 2]
    assert len(fitted.lines[0]) >= 23
    assert len(fitted.lines[1]) > 3


@pytest.mark.parametrize(
    "text", ["身份证 1 件，11月12日收下（该归还了）", "复印 1 份，原件当场还了", "说电压不稳，" * 9, "No. 42", ""]
)
@pytest.mark.parametrize("width", [40.0, 60.0, 170.0])
def test_lines_reckoned_without_setting_them_are_enough(page: Page, text: str, width: float) -> None:
    style = Style(10)
    assert reckoned_lines(text, style, width) >= len(wrap(page, text, style, width))
    assert reckoned_lines("一" * 16, style, 16 * 10 / POINTS + 0.01) == 1
