"""值班记录 on the home screen: one line to jot down, and below it the last ones of today."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from ui import theme
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.chips import RED, Chip
from ui.kit.labels import ElidedText, Text, hairline
from ui.kit.line_edit import ENTERS
from ui.kit.spacing import column, row
from ui.log_entry import LogEntry
from venue_desk.domain.attendance import clock
from venue_desk.domain.duty_log import LogKind, LogLine, must_report
from venue_desk.services.registers import conversions

if TYPE_CHECKING:
    from ui.screen import Shell
    from venue_desk.desk import Desk
    from venue_desk.domain.duty_log import Conversion

SHOWN, WANTED, LEAST = 8, 4, 1
"""So many lines are made; so many are asked room for, and so many at least."""
_ROW = 30


class LogRow(QWidget):
    """A line written down today; Enter or a click opens it."""

    def __init__(self, line: LogLine, opens: Callable[[], object]) -> None:
        super().__init__()
        self._opens = opens
        self.setProperty("ring", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        body = row(self, gap=10, insets="2 3 2 3")
        body.addWidget(Text(clock(line.at), "hint"))
        body.addWidget(Text(line.kind.label, "meta", "red" if line.kind is LogKind.INCIDENT else ""))
        if line.who:
            body.addWidget(Text(line.who, "fact"))
        said = "，".join(part for part in (line.matter, line.handling) if part)
        body.addWidget(ElidedText(said, "body"), 1)
        if must_report(line) and line.reported_at is None:
            body.addWidget(Chip("没上报", RED, "must"))
        self.setAccessibleName(f"{clock(line.at)} {line.kind.label} {line.who} {said}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTERS or event.key() == Qt.Key.Key_Space:
            self._opens()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._opens()


class LogRows(QWidget):
    """As many lines as the height allows: the card takes what the page leaves it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[LogRow] = []
        self._box = column(self)
        self._box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._box.addStretch(1)

    def show_rows(self, rows: list[LogRow]) -> None:
        """These and no others."""
        for before in self.rows:
            before.hide()
            before.deleteLater()
        self.rows = rows
        for place, made in enumerate(rows):
            self._box.insertWidget(place, made)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(self._box.sizeHint().width(), min(len(self.rows), WANTED) * _step())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(len(self.rows), LEAST) * _step())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        for place, made in enumerate(self.rows):
            made.setFixedHeight(_step())
            made.setVisible((place + 1) * _step() <= self.height())


def _step() -> int:
    return theme.current().px(_ROW)


class LogCard(Card):
    """The cursor of the home screen waits here."""

    def __init__(self, desk: "Desk", shell: "Shell", parent: QWidget | None = None) -> None:
        super().__init__("值班记录", gap=8, parent=parent)
        self._shell = shell
        self.entry = LogEntry(desk, shell)
        self.all = Button("全部", partial(shell.go, "duty-log"), kind="quiet")
        self.all.setAccessibleName("全部值班记录")
        self.lines = LogRows()
        self._lines: Sequence[LogLine] = ()
        self._rule = hairline()
        self.head.addWidget(self.all)
        self.body.addWidget(self.entry)
        self.body.addLayout(self._build_hint(conversions()))
        self.body.addWidget(self._rule)
        self.body.addWidget(self.lines, 1)

    def show_lines(self, lines: Sequence[LogLine]) -> None:
        """Those of today, the latest first."""
        self._lines = lines
        self.meta.setText(f"今天 {len(lines)} 条" if lines else "")
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "lines"):
            self._show()

    # within

    def _show(self) -> None:
        self.lines.show_rows([LogRow(line, partial(self._open, line.id)) for line in self._lines[:SHOWN]])
        self._rule.setVisible(bool(self._lines))

    def _open(self, line_id: UUID) -> None:
        self._shell.go("duty-log", log_line_id=line_id)

    def _build_hint(self, offered: "Sequence[Conversion]") -> QHBoxLayout:
        line = row(gap=8)
        line.addWidget(Text("回车就记下。" if not offered else "回车就记下。还可以", "hint"))
        for conversion in offered:
            line.addWidget(Button(conversion.verb, partial(self._convert, conversion), kind="row"))
        line.addStretch(1)
        return line

    def _convert(self, conversion: "Conversion") -> None:
        """Written down first: what it turns into begins from the line."""
        done: list[LogLine] = []
        connection = self.entry.noted.connect(done.append)
        self.entry.write()
        self.entry.noted.disconnect(connection)
        if done:
            self._shell.go(conversion.screen, **conversion.about(done[0]))
