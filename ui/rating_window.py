"""满意度 by the villager's own hand: five squares on a window of its own, which says no more of anybody than a surname."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QStackedWidget, QWidget

from ui import theme
from ui.kit import icons, pens
from ui.kit.labels import Prose, Text
from ui.kit.spacing import column, row
from venue_desk.domain.cases import Rating

ICONS = {
    Rating.VERY_GOOD: "thumbs-up", Rating.GOOD: "smiley", Rating.FAIR: "smiley-blank", Rating.BAD: "smiley-sad",
    Rating.VERY_BAD: "thumbs-down",
}  # fmt: skip
THANKS_MS = 10_000
"""So long it says 谢谢 before it goes by itself."""
_SIDE, _SIGN = 148, 64


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingAsk:
    """What is rated; of the applicant the surname, of where the case lies nothing."""

    item: str
    surname: str


class RatingWindow(QWidget):
    """Over the desk, which rests meanwhile; 1 to 5, Esc leaves without an answer.

    `rate` keeps the answer and gives what is said to the villager, None where it could not be kept.
    """

    closed = Signal()

    def __init__(self, ask: RatingAsk, rate: Callable[[Rating], str | None], desk: QWidget) -> None:
        super().__init__(desk, Qt.WindowType.Dialog)
        self._rate = rate
        self._answered = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWindowTitle("满意度评价")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "ground")
        self.squares = [Square(at, rating, self.take) for at, rating in enumerate(Rating, 1)]
        self.said = Prose("", "body")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._question(ask))
        self._stack.addWidget(self._answer())
        column(self, insets="32 24 32 24").addWidget(self._stack)
        self._leaving = QTimer(self, singleShot=True)
        self._leaving.timeout.connect(self.close)

    def take(self, rating: Rating) -> None:
        """One press is the whole answer; a second one is none."""
        if self._answered:
            return
        self._answered = True
        said = self._rate(rating)
        if said is None:
            self.close()
            return
        self.said.setText(said)
        self._stack.setCurrentIndex(1)
        self._stack.widget(1).setFocus()
        self._leaving.start(THANKS_MS)

    # Qt's own names from here on

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus()  # on none of the five: an Enter too many is no answer

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self._leaving.stop()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.text()
        if event.key() == Qt.Key.Key_Escape or (
            self._answered and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Space)
        ):
            self.close()
        elif number.isdecimal() and 1 <= int(number) <= len(self.squares):
            self.take(self.squares[int(number) - 1].rating)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not self._answered:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)

    # within

    def _question(self, ask: RatingAsk) -> QWidget:
        page = QWidget()
        box = column(page, gap=16)
        for words, role in ((f"{ask.item}　申请人姓{ask.surname}", "body"), ("您对这次办事满意吗？请点一个", "title")):
            line = Text(words, role)
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            box.addWidget(line)
        squares = row(gap=12)
        for square in self.squares:
            squares.addWidget(square)
        box.addLayout(squares)
        hint = Text("也可以按数字键 1 到 5", "meta")
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.addWidget(hint)
        return page

    def _answer(self) -> QWidget:
        page = QWidget()
        page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        page.setAccessibleName("谢谢您的评价")
        box = column(page, gap=12)
        box.addStretch(1)
        for line in (Text("谢谢您的评价", "title"), self.said):
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            box.addWidget(line)
        box.addStretch(1)
        return page


class Square(QAbstractButton):
    """A grade: its sign, its word, its number. All five look alike: none is the one to press."""

    def __init__(self, number: int, rating: Rating, take: Callable[[Rating], object]) -> None:
        super().__init__()
        self.rating, self._number = rating, number
        self.setText(rating.label)
        self.setAccessibleName(f"{rating.label}，按 {number}")
        self.setProperty("ring", "radius_card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda _checked: take(rating))

    def sizeHint(self) -> QSize:
        side = theme.current().px(_SIDE)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()  # a button takes every arrow for itself

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        pressed = self.isDown() or self.underMouse()
        pens.fill_rounded(painter, self.rect(), "pick" if pressed else "card", "ctrl", look.radius_card)
        sign, middle = look.px(_SIGN), self.width() // 2
        icons.draw(painter, QRect(middle - sign // 2, look.px(26), sign, sign), ICONS[self.rating], "ink", sign)
        words = QRect(0, self.height() - look.px(50), self.width(), look.px(34))
        pens.draw_text(painter, words, self.text(), look.panel_title, pens.BOLD, "ink", Qt.AlignmentFlag.AlignCenter)
        corner = QRect(look.s8, look.s4, look.px(20), look.px(22))
        pens.draw_text(painter, corner, str(self._number), look.meta, pens.NORMAL, "ink3")
        painter.end()
