"""Labels, chips, buttons, segments: plain text, elided and never clipped, ring with its gap, keys and mouse alike."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import focus, settle
from ui import style, theme
from ui.kit.buttons import Button, FocusRing, seen_of
from ui.kit.card import Card
from ui.kit.chips import AMBER, OUTLINE, RED, Chip
from ui.kit.empty_state import EmptyState
from ui.kit.flow import Flow
from ui.kit.icons import IconLabel
from ui.kit.labels import ElidedText, Prose, Text
from ui.kit.scroll import scrolled
from ui.kit.segmented import Segmented
from ui.kit.spacing import column, row

LONG = "打印机没有回应，请看电源和纸，再点重印。" * 4


def shown(qtbot: QtBot, widget: QWidget, width: int = 400, height: int = 200) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    widget.activateWindow()
    qtbot.waitActive(widget)
    return widget


def test_words_are_never_taken_for_markup(qtbot: QtBot) -> None:
    label = Text("甲<b>乙</b>")
    qtbot.addWidget(label)
    plain = QLabel("甲<b>乙</b>")
    plain.setTextFormat(Qt.TextFormat.PlainText)
    qtbot.addWidget(plain)
    assert label.sizeHint() == plain.sizeHint()


def test_other_words_and_other_type_are_measured_anew(qtbot: QtBot, qapp: QApplication, window_cache: Path) -> None:
    prose = Prose(LONG, "meta")
    shown(qtbot, prose)
    several = prose.heightForWidth(200)
    assert several == prose.heightForWidth(200) > 2 * prose.heightForWidth(1000)
    style.apply(qapp, theme.LIGHT.scaled(150), window_cache)
    settle()
    assert prose.heightForWidth(200) > 1.5 * several
    prose.setText("好了")
    assert prose.heightForWidth(200) == prose.heightForWidth(1000)


def test_what_is_hidden_leaves_no_hole_in_a_line_of_buttons(qtbot: QtBot) -> None:
    page = QWidget()
    flow, buttons = Flow(page), [Button(word) for word in ("准假", "不准", "另选")]
    for button in buttons:
        flow.addWidget(button)
    buttons[1].hide()
    shown(qtbot, page)
    assert buttons[2].x() == buttons[0].geometry().right() + 1 + theme.current().s8


def test_a_text_that_fits_is_not_cut_and_one_that_does_not_has_a_tooltip(qtbot: QtBot) -> None:
    page = QWidget()
    label = ElidedText("已登记：杨彩霞")
    line = row(page)
    line.addWidget(label)
    line.addStretch(1)
    shown(qtbot, page)
    assert label.width() >= label.sizeHint().width()
    assert label.toolTip() == ""
    label.setText(LONG)
    page.resize(120, 40)
    settle()
    assert label.toolTip() == LONG
    assert label.width() <= 120


@pytest.mark.parametrize("width", [150, 300, 600])
def test_prose_takes_one_and_a_half_lines_a_line_and_is_never_crushed(qtbot: QtBot, width: int) -> None:
    page, prose = QWidget(), Prose(LONG, "meta")
    body = column(page)
    body.addWidget(prose)
    body.addStretch(1)
    shown(qtbot, page, width, 400)
    lines = prose.height() / (13 * 1.5)
    assert lines == pytest.approx(round(lines), abs=0.06)
    assert (
        prose.fontMetrics().horizontalAdvance(LONG) / width
        <= round(lines)
        <= prose.fontMetrics().horizontalAdvance(LONG) / width + 2
    )


def test_a_change_of_role_restyles_this_label_alone(qtbot: QtBot) -> None:
    label = Text("逾期", "meta")
    qtbot.addWidget(label)
    label.ensurePolished()
    before = label.palette().color(label.foregroundRole()).name().upper()
    label.set_tone("red")
    assert before == theme.LIGHT.ink2
    assert label.palette().color(label.foregroundRole()).name().upper() == theme.LIGHT.red
    assert label.font().pixelSize() == 13


@pytest.mark.parametrize("percent", theme.PERCENTS)
@pytest.mark.parametrize(
    ("text", "keys", "icon"),
    [("导出Excel", "", "export"), ("登记新件", "Ctrl+N", "plus"), ("登记并打印回执", "", ""), ("删", "", "")],
)
def test_a_button_asks_for_room_for_all_its_words(
    qtbot: QtBot, qapp: QApplication, window_cache: Path, percent: int, text: str, keys: str, icon: str
) -> None:
    style.apply(qapp, theme.LIGHT.scaled(percent), window_cache)
    button = Button(text, icon=icon, keys=keys)
    qtbot.addWidget(button)
    sign, words, hint = button._widths()
    assert button.sizeHint().width() >= sign + words + hint + 2 * theme.current().s16
    assert button.sizeHint().height() == theme.current().control + 2


@pytest.mark.parametrize("kind", ["row", "row-danger"])
def test_a_row_button_is_28_to_the_eye_and_36_to_the_hand(qtbot: QtBot, kind: str) -> None:
    button = Button("催办", kind=kind)
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    assert button.height() == 36
    assert seen_of(button).height() == 28
    assert button.hitButton(QPoint(10, 1))


def test_an_icon_button_says_its_word_to_who_cannot_see_it(qtbot: QtBot) -> None:
    button = Button("锁屏", kind="icon", icon="lock", keys="Ctrl+L")
    qtbot.addWidget(button)
    assert (button.text(), button.accessibleName(), button.toolTip()) == ("", "锁屏", "锁屏　Ctrl+L")
    assert min(button.sizeHint().width(), button.sizeHint().height()) >= 36


def at(picture: QImage, spot: QPoint) -> str:
    return picture.pixelColor(spot).name().upper()


def test_the_ring_stands_off_a_red_button_by_two_pixels(qtbot: QtBot) -> None:
    page = QWidget()
    page.setProperty("role", "ground")
    button = Button("登记并打印回执", kind="primary")
    tight = QWidget()
    inside = row(tight)
    inside.addWidget(button)
    body = column(page, insets="40 40 40 40")
    body.addWidget(tight, 0, Qt.AlignmentFlag.AlignLeft)
    body.addWidget(QLineEdit())
    shown(qtbot, page)
    button.setFocus()
    settle()
    picture = page.grab().toImage()
    middle = button.mapTo(page, QPoint(0, button.height() // 2))
    across = [at(picture, middle + QPoint(step, 0)) for step in range(-5, 1)]
    assert across == [
        theme.LIGHT.ground,
        theme.LIGHT.focus,
        theme.LIGHT.focus,
        theme.LIGHT.ground,
        theme.LIGHT.ground,
        theme.LIGHT.red_fill,
    ]


def test_the_ring_goes_where_its_button_goes_and_leaves_with_the_focus(qtbot: QtBot) -> None:
    inner, line = QWidget(), QLineEdit()
    button = Button("催办")
    body = column(inner)
    body.addSpacing(600)
    body.addWidget(button)
    body.addSpacing(600)
    page = QWidget()
    outer, area = column(page), scrolled(inner)
    outer.addWidget(line)
    outer.addWidget(area)
    shown(qtbot, page)
    button.setFocus()
    area.ensureWidgetVisible(button)
    settle()
    ring = page.findChild(FocusRing)
    assert ring is not None
    assert ring.mapTo(page, QPoint(4, 4)) == button.mapTo(page, QPoint(0, 0))
    line.setFocus()
    settle()
    assert page.findChild(FocusRing) is None


def test_enter_stays_with_the_form_unless_a_button_has_the_focus(qtbot: QtBot) -> None:
    assert not Button("记下").autoDefault()


def test_a_chip_tells_its_word_and_keeps_its_room(qtbot: QtBot) -> None:
    chip = Chip("逾期 2 天", RED, "must")
    qtbot.addWidget(chip)
    before = chip.sizeHint().width()
    chip.show_state("今天", AMBER)
    assert chip.sizeHint().width() < before
    assert (chip.text(), chip.accessibleName()) == ("今天", "今天")


def test_segments_move_by_arrows_and_clicks_and_tell_only_changes(qtbot: QtBot) -> None:
    segments = Segmented([("a", "马上办"), ("b", "代着办"), ("c", "领着办")], "b", name="办理方式")
    shown(qtbot, segments, 300, 38)
    told: list[object] = []
    segments.changed.connect(told.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        QTest.keyClick(segments, key)
    QTest.mouseClick(segments, Qt.MouseButton.LeftButton, pos=QPoint(20, 18))
    assert told == ["c", "b", "a"]
    assert segments.value() == "a"
    assert segments.accessibleDescription() == "马上办"


def test_an_empty_place_says_what_to_do_and_does_it(qtbot: QtBot) -> None:
    pressed: list[bool] = []
    empty = EmptyState(
        "case", "还没有代办件。", "村民来办事时按 Ctrl+N 登记。", "登记新件", lambda: pressed.append(True)
    )
    shown(qtbot, empty)
    empty.setFocus()
    settle()
    QTest.keyClick(focus(), Qt.Key.Key_Space)
    assert pressed == [True]


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_painting_leaves_the_count_of_none_alone(qtbot: QtBot) -> None:
    """5,000 paint calls through our own widgets; a binding that drops one a call aborts long before."""
    card = Card("今天要办", "共 12 件")
    line = row(gap=8)
    for part in (
        Chip("今天", AMBER, "clock"),
        Chip("已暂停", OUTLINE),
        IconLabel("lock"),
        Button("催办", icon="bell", keys="Ctrl+K"),
    ):
        line.addWidget(part)
    card.body.addLayout(line)
    card.body.addWidget(Prose(LONG))
    card.body.addWidget(Segmented([(1, "来访"), (2, "来电")]))
    shown(qtbot, card)
    picture = QImage(card.size(), QImage.Format.Format_RGB32)
    before = sys.getrefcount(None)
    for _ in range(700):
        card.render(picture)
    assert sys.getrefcount(None) > before - 100
