"""How a line of the roll call is painted: the box one ticks, the name, what was expected, what is known."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from ui import theme
from ui.kit import icons, pens
from ui.screens.lodging.call_rows import Called, CallState

_NUMBER, _NAME = 26, 72
_INKS = {
    CallState.HERE: "jade",
    CallState.LEFT: "amber",
    CallState.WAITING: "ink2",
    CallState.LEAVE: "amber",
    CallState.FREE: "ink3",
}


def tick_box(rect: QRect) -> QRect:
    """Where the mouse says that somebody is here: the left end of the row."""
    look = theme.current()
    return QRect(rect.left(), rect.top(), look.s12 + look.px(_NUMBER) + look.px(22) + look.s8, rect.height())


def paint_line(painter: QPainter, rect: QRect, line: Called, *, current: bool, focused: bool) -> None:
    """One line, two rows of words high."""
    look = theme.current()
    if current:
        painter.fillRect(rect, pens.color("pick"))
    painter.setPen(pens.hairline("hair"))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    number = QRect(rect.left() + look.s8, rect.top(), look.px(_NUMBER) - look.s4, rect.height())
    pens.draw_text(painter, number, str(line.number), look.meta, pens.NORMAL, "ink3", pens.RIGHT)
    side = look.px(18)
    box = QRect(number.right() + look.s8, rect.center().y() - side // 2, side, side)
    _paint_box(painter, box, line.state)
    _paint_words(painter, rect.adjusted(box.right() + look.s8 - rect.left(), 0, -look.s12, 0), line)
    if focused:
        pens.draw_ring(painter, rect.adjusted(1, 1, -1, -1))


def _paint_box(painter: QPainter, box: QRect, state: CallState) -> None:
    look = theme.current()
    if state is CallState.HERE:
        pens.fill_rounded(painter, box, "jade", radius=look.radius_inner)
        icons.draw(painter, box, "check", "card", look.px(14))
    elif state is CallState.LEFT:
        icons.draw(painter, box, "sign-out", "amber", look.px(18))
    elif state is CallState.LEAVE:
        icons.draw(painter, box, "calendar", "amber", look.px(18))
    else:
        pens.fill_rounded(painter, box, "card", "ctrl", radius=look.radius_inner)


def _paint_words(painter: QPainter, room: QRect, line: Called) -> None:
    look = theme.current()
    upper, lower = pens.metrics(look.body, pens.MEDIUM).height(), pens.metrics(look.meta).height()
    top = room.top() + (room.height() - upper - lower) // 2
    first, second = QRect(room.left(), top, room.width(), upper), QRect(room.left(), top + upper, room.width(), lower)
    said = line.said
    width = min(pens.text_width(said, look.meta) + look.s2, room.width() - look.px(_NAME))
    right = QRect(first.right() + 1 - width, first.top(), width, upper)
    pens.draw_text(painter, right, said, look.meta, pens.NORMAL, _INKS[line.state], pens.RIGHT)
    ink = "ink3" if line.state is CallState.LEAVE else "ink"
    pens.draw_text(painter, first.adjusted(0, 0, -width - look.s8, 0), line.name, look.body, pens.MEDIUM, ink)
    pens.draw_text(painter, second, line.meta, look.meta, pens.NORMAL, "ink3")
