"""The two headers of the meal register: above, the day over its three meals; at the left, who, and how many portions."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from ui import theme
from ui.kit import pens
from ui.screens.canteen.grid_model import PER_DAY, GridModel
from venue_desk.domain.calendar import WEEKDAYS
from venue_desk.domain.day_labels import DayLabel

_CENTRE = Qt.AlignmentFlag.AlignCenter
NAMES, DAYS = 132, 52


class DayHeader(QHeaderView):
    """11月24日 周二 over 早 中 晚; today red, days off with 休, working weekends with 班."""

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self.today = date.min
        self.label_of: Callable[[date], DayLabel | None] = lambda _day: None
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(1)

    def sizeHint(self) -> QSize:
        return QSize(0, theme.current().px(DAYS))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Day by day: the name of a day stands over three sections."""
        del event
        painter, look = QPainter(self.viewport()), theme.current()
        painter.fillRect(self.viewport().rect(), pens.color("card"))
        half = self.height() // 2
        for column in range(self.count()):
            left, wide = self.sectionViewportPosition(column), self.sectionSize(column)
            mark = QRect(left, half, wide, self.height() - half)
            pens.draw_text(painter, mark, self._model.meal(column).mark, look.meta, pens.NORMAL, "ink3", _CENTRE)
            if column % PER_DAY == 0:
                self._paint_day(painter, QRect(left, 0, wide * PER_DAY, half), self._model.day(column))
        painter.setPen(pens.hairline("hair"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()

    def _paint_day(self, painter: QPainter, rect: QRect, day: date) -> None:
        look, label = theme.current(), self.label_of(day)
        ink = "red" if day == self.today else "jade" if label is not None and label.off else "ink"
        weight = pens.MEDIUM if day == self.today else pens.NORMAL
        badge = f" {label.badge}" if label is not None and label.badge else ""
        word = "今天" if day == self.today else f"周{WEEKDAYS[day.weekday()]}"
        whole = f"{day.month}月{day.day}日 {word}{badge}"
        short = f"{day.day}日{word[-1]}{badge}"
        said = whole if pens.text_width(whole, look.meta, weight) <= rect.width() - look.s4 else short
        painter.setPen(pens.hairline("line"))
        painter.drawLine(rect.left(), look.s8, rect.left(), self.height())
        pens.draw_text(painter, rect, said, look.meta, weight, ink, _CENTRE)


class NameHeader(QHeaderView):
    """Names at the left, the sum of the days drawn at the right."""

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._model = model
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(NAMES), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Row by row."""
        del event
        painter, look = QPainter(self.viewport()), theme.current()
        painter.fillRect(self.viewport().rect(), pens.color("card"))
        people = self._model.rowCount() - 2
        for row in range(self.count()):
            rect = QRect(0, self.sectionViewportPosition(row), self.width(), self.sectionSize(row))
            sums = row > people
            if sums:
                painter.fillRect(rect, pens.color("sunk"))
            inner = rect.adjusted(look.s12, 0, -look.s12, 0)
            total = f"{self._model.total(row)}"
            wide = pens.text_width(total, look.meta, pens.MEDIUM) + look.s8
            name = str(self._model.headerData(row, Qt.Orientation.Vertical))
            weight = pens.MEDIUM if sums else pens.NORMAL
            ink = "ink2" if row == people else "ink"
            pens.draw_text(painter, inner.adjusted(0, 0, -wide, 0), name, look.body, weight, ink)
            pens.draw_text(painter, inner, total, look.meta, pens.MEDIUM, "ink2", pens.RIGHT)
            painter.setPen(pens.hairline("hair"))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.end()
