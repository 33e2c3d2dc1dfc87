import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import child, focus, settle
from tests.ui.kit_stage import HITS, Key, commit, compose, keys, press, stage
from ui.kit.hits import Caption, Hit, Offer, lines_of
from ui.kit.line_edit import LineEdit
from ui.kit.popup_lines import _runs
from ui.kit.search_box import SearchBox
from ui.kit.sources import ListSource
from ui.kit.spelling import initials, is_spelled, spellings

EVERYTHING = (
    *(Hit(f"v{n}", name, "三社", group="人") for n, name in enumerate(("张文海", "张万和"))),
    *(Hit(f"s{n}", name, group="去哪里", icon="house") for n, name in enumerate(("农户", "惠农政策"))),
)


class Desk(QWidget):
    """A search line at the top of a window."""

    def __init__(self, hits: tuple[Hit, ...] = EVERYTHING) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.gone: list[object] = []
        self.line = LineEdit(self)
        column = QVBoxLayout(self)
        column.addWidget(self.line)
        column.addStretch(1)
        self.hits = hits
        self.box = SearchBox(self.line, self.search, lambda hit: self.gone.append(hit.key))

    def search(self, typed: str) -> tuple[Hit, ...]:
        self.asked.append(typed)
        return self.hits


def desk_on(qtbot: QtBot, hits: tuple[Hit, ...] = EVERYTHING) -> Desk:
    desk = stage(qtbot, Desk(hits), 500, 500)
    desk.line.setFocus()
    return desk


def test_results_stand_under_captions_at_most_eight() -> None:
    many = [Hit(n, str(n), group="人" if n < 5 else "事项") for n in range(20)]
    lines = lines_of(many, "登记新农户")
    assert [type(line) for line in lines] == [Caption, *[Hit] * 5, Caption, *[Hit] * 3, Offer]


def test_arrows_pass_over_captions_and_go_round(qtbot: QtBot) -> None:
    desk = desk_on(qtbot)
    keys("z")
    walked = []
    for _ in range(5):
        line = desk.box.popup.current()
        assert isinstance(line, Hit)
        walked.append(line.title)
        press(Key.Key_Down)
    assert walked == ["张文海", "张万和", "农户", "惠农政策", "张文海"]
    press(Key.Key_Up)
    press(Key.Key_Up)
    press(Key.Key_Return)
    assert desk.gone == ["s1"]
    assert desk.line.text() == ""
    assert not desk.box.popup.isVisible()


def test_the_first_is_picked_already(qtbot: QtBot) -> None:
    desk = desk_on(qtbot)
    keys("zwh")
    press(Key.Key_Return)
    assert desk.gone == ["v0"]


def test_it_searches_what_was_committed_not_the_preedit(qtbot: QtBot) -> None:
    desk = desk_on(qtbot)
    compose("zhang")
    press(Key.Key_Return)
    assert desk.asked == []
    commit("张")
    assert desk.asked == ["张"]
    press(Key.Key_Return)
    assert desk.gone == ["v0"]


def test_escape_closes_the_list_and_then_is_passed_on(qtbot: QtBot) -> None:
    desk = desk_on(qtbot)
    keys("z")
    press(Key.Key_Escape)
    assert not desk.box.popup.isVisible()
    assert desk.line.text() == "z"


def test_nothing_found_is_said(qtbot: QtBot) -> None:
    desk = desk_on(qtbot, ())
    keys("q")
    line = desk.box.popup.current()
    assert isinstance(line, Offer)
    assert line.text == "没有找到「q」，换几个字再试"
    press(Key.Key_Return)
    assert desk.gone == []


def test_a_click_picks_and_a_caption_does_not(qtbot: QtBot) -> None:
    desk = desk_on(qtbot)
    keys("z")
    view = child(desk, QListView)
    for row in (3, 5):
        place = view.visualRect(view.model().index(row, 0)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        settle()
    assert desk.gone == ["s1"]
    assert focus() is desk.line


def test_the_list_stays_within_the_window(qtbot: QtBot) -> None:
    desk = desk_on(qtbot, tuple(Hit(n, f"张{n}") for n in range(8)))
    keys("z")
    popup = desk.box.popup
    assert popup.parentWidget() is desk
    assert desk.rect().contains(popup.geometry())
    desk.resize(440, 300)
    settle()
    assert desk.rect().contains(popup.geometry())
    desk.line.clearFocus()
    assert not popup.isVisible()


def test_a_list_with_no_room_below_opens_above(qtbot: QtBot) -> None:
    desk = Desk(HITS)
    layout = desk.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.insertStretch(0, 10)
    stage(qtbot, desk, 500, 500)
    desk.line.setFocus()
    keys("z")
    assert desk.box.popup.geometry().bottom() < desk.line.geometry().top()


def test_the_matched_part_is_told_apart() -> None:
    assert _runs(HITS[1]) == [("张万和", False)]
    assert _runs(Hit(1, "浅河村张文海", spans=((3, 4), (5, 6)))) == [
        ("浅河村", False),
        ("张", True),
        ("文", False),
        ("海", True),
    ]


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("王建军", "wjj"), ("王建军", "wangj"), ("王建军", "建军"), ("王建军", "WJJ"), ("王建军", "jianjun"),
        ("单雄信", "shan"), ("单雄信", "dxx"), ("解三社", "xie"), ("3号楼", "3h"), ("A区", "aq"),
    ],
)  # fmt: skip
def test_words_are_found_by_every_reading(text: str, typed: str) -> None:
    assert is_spelled(text, typed)


def test_words_are_not_found_by_what_they_are_not() -> None:
    assert not is_spelled("王建军", "zjj")
    assert not is_spelled("王建军", "李")
    assert initials("𠮷A1") == "𠮷a1" or initials("𠮷A1").endswith("a1")
    assert len(spellings("长长长长长长长长")) <= 64


def test_a_list_of_rows_keeps_its_own_order_until_asked() -> None:
    source = ListSource(["乙", "甲"], key=lambda row: row, sorts={"name": lambda row: row})
    assert list(source.rows(0, 10, None)) == ["乙", "甲"]
    assert source.place("丙", None) is None


def test_the_list_goes_when_the_page_with_its_line_does(qtbot: QtBot) -> None:
    desk = desk_on(qtbot)
    keys("z")
    assert desk.box.popup.isVisible()
    desk.line.hide()
    assert not desk.box.popup.isVisible()
    assert desk.isVisible()
