"""The 24 hours of a day as its shifts divide them: who is there when, and in red when nobody or two shifts are."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.kit import pens
from venue_desk.domain.shifts import DAY, Shift, clock_text

_BAR, _SCALE = 34, 22
_HOURS = (0, 6, 12, 18, 24)
CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day in minutes after midnight, and the shifts that cover it."""

    begins: int
    ends: int
    names: tuple[str, ...]

    @property
    def words(self) -> str:
        """白班, 没有人, 白班、夜班重了."""
        if not self.names:
            return "没有人"
        return self.names[0] if len(self.names) == 1 else f"{'、'.join(self.names)}重了"


def parts_of(shifts: Sequence[Shift]) -> tuple[Part, ...]:
    """The day from midnight to midnight, cut wherever a shift begins or ends."""
    cuts = sorted({0, DAY, *(shift.begins for shift in shifts), *(shift.ends for shift in shifts)})
    return tuple(
        Part(begins, ends, tuple(shift.name for shift in shifts if _covers(shift, begins)))
        for begins, ends in pairwise(cuts)
    )


def _covers(shift: Shift, minute: int) -> bool:
    return (minute - shift.begins) % DAY < shift.length


class ShiftBar(QWidget):
    """Drawn anew with every key; its sentence says the same."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[Part, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def show_shifts(self, shifts: Sequence[Shift]) -> None:
        """Those of one day."""
        self._parts = parts_of(shifts)
        self.setAccessibleDescription(
            "，".join(f"{clock_text(part.begins)} 起{part.words}" for part in self._parts if part.ends > part.begins)
        )
        self.update()

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(320), look.px(_BAR) + look.px(_SCALE))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme.current()
        for part in self._parts:
            rect = QRect(self._x(part.begins), 0, self._x(part.ends) - self._x(part.begins), look.px(_BAR))
            self._paint(painter, rect, part)
        for hour in _HOURS:
            at, width = self._x(hour * 60), look.px(40)
            left = min(max(at - width // 2, 0), self.width() - width)
            side = Qt.AlignmentFlag.AlignLeft if hour == 0 else Qt.AlignmentFlag.AlignRight if hour == 24 else CENTRE
            room = QRect(left, look.px(_BAR), width, look.px(_SCALE))
            pens.draw_text(
                painter, room, f"{hour}:00", look.meta, pens.NORMAL, "ink3", side | Qt.AlignmentFlag.AlignVCenter
            )
        painter.end()

    def _x(self, minute: int) -> int:
        return round(minute / DAY * (self.width() - 1))

    def _paint(self, painter: QPainter, rect: QRect, part: Part) -> None:
        look = theme.current()
        box = rect.adjusted(0, 0, -look.s2, 0)
        if len(part.names) == 1:
            night = not 6 * 60 <= (part.begins + part.ends) // 2 < 20 * 60
            pens.fill_rounded(painter, box, "wash" if night else "jade_tint", "line", look.radius_inner)
            _write(painter, box, part.words, "ink2" if night else "jade")
            return
        pens.fill_rounded(painter, box, "red_tint", "", look.radius_inner)
        pen = QPen(pens.color("red"))
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), look.radius_inner, look.radius_inner)
        _write(painter, box, part.words, "red")


def _write(painter: QPainter, box: QRect, words: str, token: str) -> None:
    """Where it fits: half an hour is too short for a word, and a … says nothing."""
    look = theme.current()
    if pens.text_width(words, look.meta, pens.MEDIUM) <= box.width():
        pens.draw_text(painter, box, words, look.meta, pens.MEDIUM, token, CENTRE)
