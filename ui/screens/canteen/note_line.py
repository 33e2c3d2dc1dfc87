"""What stands against the last tap, right above the register; a reason asked for is typed there, Enter writes it down."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.kit.announce import announce
from ui.kit.buttons import Button
from ui.kit.finding_line import FindingLine, by_weight
from ui.kit.line_edit import ENTERS, LineEdit
from ui.kit.spacing import column, row
from venue_desk.domain.findings import Finding

REASONS = frozenset({"note", "reason"})
"""The fields that ask why."""


class NoteLine(QWidget):
    """Hidden while there is nothing to say. `leave` puts the cursor back where one came from."""

    def __init__(self, leave: Callable[[], object]) -> None:
        super().__init__()
        self._leave = leave
        self._sight = QTimer(self, interval=0, singleShot=True)  # once it has its place
        self._sight.timeout.connect(self._come_into_sight)
        self._again: Callable[[str], object] | None = None
        self._told = column(gap=4)
        self.line = LineEdit()
        self.line.setPlaceholderText("例如 下乡回来晚")
        self.line.setAccessibleName("为什么改")
        self._asked = QWidget()
        asked = row(self._asked, gap=8)
        asked.addWidget(self.line, 1)
        asked.addWidget(Button("记下", self._write))
        box = column(self, gap=8)
        box.addLayout(self._told)
        box.addWidget(self._asked)
        self.say(())

    def say(self, findings: Sequence[Finding], again: Callable[[str], object] | None = None) -> None:
        """These, or nothing; `again` does the same once more with the reason that is asked for."""
        while (item := self._told.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for finding in by_weight(findings):
            self._told.addWidget(FindingLine(finding, tinted=True))
        asks = again is not None and any(finding.field in REASONS for finding in findings)
        self._again = again if asks else None
        self._asked.setVisible(asks)
        self.setVisible(bool(findings))
        if findings:
            announce(self, findings[0].sentence)
        if asks:
            self.line.setFocus()
            self.line.selectAll()
            self._sight.start()
        else:
            self.line.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter writes it down, Esc lets it be."""
        if event.key() in ENTERS and self._again is not None:
            self._write()
        elif event.key() == Qt.Key.Key_Escape:
            self.say(())
            self._leave()
        else:
            event.ignore()

    def _come_into_sight(self) -> None:
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None and self.isVisible():
            around.ensureWidgetVisible(self)

    def _write(self) -> None:
        if self._again is not None:
            self._again(self.line.text().strip())
