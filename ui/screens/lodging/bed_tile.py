"""A bed on the map: who sleeps in it tonight, or that it is free; pressed it shows what can be done with it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui import theme
from ui.kit import icons, pens

_WIDTH, _HEIGHT = 132, 54
FREE = "空着"


class BedTile(QAbstractButton):
    """`sleeper` is "" for a free bed."""

    def __init__(self, bed: str, sleeper: str, press: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bed, self.sleeper = bed, sleeper
        self.setProperty("ring", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(f"{bed}，{sleeper or FREE}")
        self.setToolTip(f"{bed} {sleeper or FREE}")
        self.clicked.connect(lambda _checked: press())

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(_WIDTH), look.px(_HEIGHT))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(pens.color("jade" if self.sleeper else "ctrl"), 1)
        if not self.sleeper:
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(pens.color("jade_tint" if self.sleeper else "pick" if self.underMouse() else "card"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), look.radius, look.radius)
        room = self.rect().adjusted(look.s8, look.s4, -look.s8, -look.s4)
        upper = QRect(room.left(), room.top(), room.width(), room.height() // 2)
        sign = QRect(upper.left(), upper.top(), look.icon_text, upper.height())
        icons.draw(painter, sign, "bed", "jade" if self.sleeper else "ink3", look.icon_text)
        beside = upper.adjusted(look.icon_text + look.s4, 0, 0, 0)
        pens.draw_text(painter, beside, self.bed, look.meta, pens.NORMAL, "ink2")
        lower = QRect(room.left(), upper.bottom() + 1, room.width(), room.height() - upper.height())
        weight, ink = (pens.MEDIUM, "ink") if self.sleeper else (pens.NORMAL, "ink3")
        pens.draw_text(painter, lower, self.sleeper or FREE, look.body, weight, ink)
        painter.end()
