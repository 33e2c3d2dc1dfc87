"""换个写法: under the paper a line for each character no font has, for what is printed instead of it this time."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.kit.buttons import Button
from ui.kit.finding_line import FindingLine
from ui.kit.labels import Text
from ui.kit.line_edit import ENTERS, LineEdit
from ui.kit.scroll import scrolled
from ui.kit.spacing import column, row
from venue_desk.domain.findings import Finding

_LINES_IN_SIGHT = 3
_LINE_HEIGHT = 46


class StandInLines(QWidget):
    """Enter goes to the next line and in the last takes them all; Esc leaves it."""

    taken = Signal(dict)
    """What stands for each character."""
    left = Signal()

    def __init__(self, characters: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = {character: LineEdit() for character in characters}
        self._told: QVBoxLayout = column()
        box = column(self, gap=4)
        box.addWidget(self._asked_in_sight())
        last = row(gap=8, insets="4 0 4 0")
        last.addWidget(Button("换上", self._take, kind="row"))
        last.addWidget(Text("只改这次印的纸，名册里的姓名不变。", "meta"), 1)
        box.addLayout(last)
        box.addLayout(self._told)

    def take_focus(self) -> None:
        """The cursor in the first line."""
        next(iter(self.lines.values())).setFocus()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """What is still to be written."""
        while (item := self._told.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for finding in findings:
            self._told.addWidget(FindingLine(finding))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the lines passed on."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in ENTERS:
            self._go_on()
        else:
            event.ignore()

    def _asked_in_sight(self) -> QScrollArea:
        """A few at a time: the paper wants room above them."""
        inner = QWidget()
        asked = column(inner, insets="4 0 4 0")
        area = scrolled(inner)
        for character, line in self.lines.items():
            asked.addLayout(_asked(character, line))
            line.entered.connect(partial(_show_whole, area, line))
        area.setFixedHeight(min(len(self.lines), _LINES_IN_SIGHT) * theme.current().px(_LINE_HEIGHT))
        return area

    def _go_on(self) -> None:
        lines = list(self.lines.values())
        at = next((place for place, line in enumerate(lines) if line.hasFocus()), len(lines) - 1)
        if at + 1 < len(lines):
            lines[at + 1].setFocus()
        else:
            self._take()

    def _take(self) -> None:
        self.taken.emit({character: line.text() for character, line in self.lines.items()})


def _asked(character: str, line: LineEdit) -> QHBoxLayout:
    """The screen has no picture of it either: its code point tells two of them apart."""
    words = f"「{character}」（U+{ord(character):04X}）这次印成"
    line.setAccessibleName(words)
    line.setPlaceholderText("例如（上羽下中）")
    asked = row(gap=8, insets="0 4 0 4")
    asked.addWidget(Text(words, "meta"))
    asked.addWidget(line, 1)
    return asked


def _show_whole(area: QScrollArea, line: LineEdit) -> None:
    """Qt's ensureWidgetVisible looks at the cursor in the line only, and leaves its edge out of sight."""
    area.ensureVisible(0, line.geometry().center().y(), 0, line.height() // 2 + theme.current().s8)
