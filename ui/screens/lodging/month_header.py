"""The head of the month of nights: the day over its weekday, tonight marked; the style's own head has no room for it."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ui import theme
from ui.kit import pens
from ui.screens.lodging.month_model import MonthModel
from venue_desk.domain.calendar import WEEKDAYS
from venue_desk.domain.holidays import SATURDAY

HEIGHT = 46


class MonthHeader(QHeaderView):
    """Painted in the sizes of the type on screen."""

    def __init__(self, model: MonthModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._month = model
        self.setMinimumSectionSize(1)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802 - Qt override
        look = theme.current()
        painter.save()
        painter.setPen(pens.hairline("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if not section:
            pens.draw_text(painter, rect.adjusted(look.s8, 0, 0, 0), "干部", look.meta, pens.NORMAL, "ink3")
        elif section <= len(self._month.days):
            self._paint_day(painter, rect, section)
        painter.restore()

    def _paint_day(self, painter: QPainter, rect: QRect, section: int) -> None:
        look, day = theme.current(), self._month.days[section - 1]
        now, half = day == self._month.tonight, rect.height() // 2
        upper = QRect(rect.left(), rect.top(), rect.width(), half)
        lower = QRect(rect.left(), rect.top() + half - look.s2, rect.width(), half)
        ink = "red" if now else "ink3" if day.weekday() >= SATURDAY else "ink2"
        for place, words in ((upper, str(day.day)), (lower, "今" if now else WEEKDAYS[day.weekday()])):
            painter.setFont(pens.font(look.meta, pens.MEDIUM if now else pens.NORMAL))
            painter.setPen(pens.color(ink))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextDontClip), words)
