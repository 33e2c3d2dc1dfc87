"""A rare character by its code point and Alt+X: in a line, in a box, and told back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.kit.code_points import Turned, turned
from ui.kit.line_edit import LineEdit, TextBox

RARE = "\U0002ce7c"


@pytest.mark.parametrize(
    ("before", "result"),
    [
        ("张2CE7C", Turned(5, RARE)),
        ("张u+2ce7c", Turned(7, RARE)),
        ("U+9FA5", Turned(6, "龥")),
        ("a2CE7C", Turned(5, RARE)),
        ("王31350", Turned(5, "\U00031350")),
        (f"张{RARE}", Turned(1, "2CE7C")),
        ("张", Turned(1, "5F20")),
        ("U+D800", None),
        ("zhang", None),
        ("", None),
    ],
)
def test_what_a_code_becomes(before: str, result: Turned | None) -> None:
    assert turned(before) == result


def alt_x(widget: LineEdit | TextBox) -> None:
    QTest.keyClick(widget, Qt.Key.Key_X, Qt.KeyboardModifier.AltModifier)


def test_in_a_line_with_the_cursor_between_rare_characters(qtbot: QtBot) -> None:
    line = LineEdit()
    qtbot.addWidget(line)
    edited: list[str] = []
    line.textEdited.connect(edited.append)
    line.setText(f"{RARE}文{RARE}")
    line.setCursorPosition(3)
    QTest.keyClicks(line, "31350")
    alt_x(line)
    assert line.text() == f"{RARE}文\U00031350{RARE}"
    assert line.cursorPosition() == 5
    assert edited[-1] == line.text()
    alt_x(line)
    assert line.text() == f"{RARE}文31350{RARE}"
    line.undo()
    assert line.text() == f"{RARE}文\U00031350{RARE}"


def test_a_line_that_is_only_read_stays(qtbot: QtBot) -> None:
    line = LineEdit()
    qtbot.addWidget(line)
    line.setText("张2CE7C")
    line.setReadOnly(True)
    alt_x(line)
    assert line.text() == "张2CE7C"


def test_in_a_box_of_several_lines(qtbot: QtBot) -> None:
    box = TextBox()
    qtbot.addWidget(box)
    box.setPlainText(f"{RARE}\n张U+2CE7C")
    box.moveCursor(QTextCursor.MoveOperation.End)
    alt_x(box)
    assert box.toPlainText() == f"{RARE}\n张{RARE}"
    box.undo()
    assert box.toPlainText() == f"{RARE}\n张U+2CE7C"
