"""The foot of the month: what the signs mean, and which keys there are."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.kit import icons, pens
from ui.kit.labels import ElidedText
from ui.kit.spacing import row

KEYS = "方向键走　回车改人　空格锁定　Del 空出　Ctrl+X、V 挪　Ctrl+Z 撤销"
SQUARES = {"休": ("jade_tint", "jade", "放假"), "班": ("wash", "ink2", "上班")}
SIGNS = (("lock", "ink2", "已锁定"), ("swap", "ink2", "换班中"), ("must", "red", "要改"))


class Legend(QWidget):
    """Signs left, keys right; the keys give way first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        keys = ElidedText(KEYS, "hint")
        keys.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line = row(self, gap=16, insets="12 4 12 4")
        line.addWidget(Signs())
        line.addWidget(keys, 1)


class Signs(QWidget):
    """Each sign with its word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(
            "，".join([*(words for _, _, words in SQUARES.values()), *(words for *_, words in SIGNS)])
        )

    def sizeHint(self) -> QSize:
        look = theme.current()
        words = [words for _, _, words in SQUARES.values()] + [words for *_, words in SIGNS]
        wide = sum(look.px(20) + look.px(5) + pens.text_width(each, look.meta) + 1 + look.s12 for each in words)
        return QSize(wide, look.chip)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter, left = theme.current(), QPainter(self), 0
        side, top = look.px(20), (self.height() - look.px(20)) // 2
        for sign, (ground, ink, words) in SQUARES.items():
            square = QRect(left, top, side, side)
            pens.fill_rounded(painter, square, ground, radius=look.radius_inner)
            pens.draw_text(painter, square, sign, look.meta, pens.MEDIUM, ink, Qt.AlignmentFlag.AlignCenter)
            left = self._paint_words(painter, square, words)
        for sign, ink, words in SIGNS:
            square = QRect(left, top + 1, side, side)
            icons.draw(painter, square, sign, ink, look.icon_text)
            left = self._paint_words(painter, square, words)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.updateGeometry()

    def _paint_words(self, painter: QPainter, sign: QRect, words: str) -> int:
        """Beside the sign; answers where the next sign stands."""
        look = theme.current()
        width = pens.text_width(words, look.meta) + 1
        room = QRect(sign.right() + look.px(5), 0, width, self.height())
        pens.draw_text(painter, room, words, look.meta, pens.NORMAL, "ink3")
        return room.right() + look.s12
