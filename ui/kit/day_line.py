"""The 24-hour line (值守线): who was there, who is, who comes; a gap is a red dashed hole with its minutes."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui import theme
from ui.kit import pens
from venue_desk.domain.attendance import clock, name_of
from venue_desk.domain.attendance_findings import OVERLAP_TOLD
from venue_desk.domain.coverage import Coverage, Segment, Stretch, sentence_of

_BAR, _MARKS, _HOURS = 22, 20, 20
"""Heights: the line itself, the marks over it, the hours under it."""
_STEP = 4
LEAST_WIDTH = 300

# How a piece is drawn: fill, line, words; a dashed line is what has not come, or what is missing.
_LOOKS: Mapping[Stretch, tuple[str, str, str]] = {
    Stretch.BEFORE: ("card", "hair", "ink3"),
    Stretch.PAST: ("wash", "", "ink2"),
    Stretch.ELAPSED: ("jade", "", "card"),
    Stretch.REST: ("jade_tint", "jade", "jade"),
    Stretch.PLANNED: ("card", "ctrl", "ink2"),
    Stretch.OPEN: ("card", "red", "red"),
    Stretch.GAP: ("red_tint", "red", "red"),
}
_DASHED = frozenset({Stretch.PLANNED, Stretch.OPEN, Stretch.GAP})


class DayLine(QWidget):
    """One day from 00:00 to 24:00; its sentence stands in the accessible description."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day: Coverage | None = None
        self._names: Mapping[UUID, str] = {}
        self._note: tuple[datetime, str] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("24 小时值守线")

    def show_day(self, day: Coverage, names: Mapping[UUID, str], note: tuple[datetime, str] | None = None) -> None:
        """Another state of the day; `note` is something that happened at an instant, such as 交接已签."""
        self._day, self._names, self._note = day, names, note
        self.setAccessibleDescription(sentence_of(day))
        self.update()

    def said_at(self, x: int) -> str:
        """The piece under a place: whose, from when to when."""
        segment = next((s for s in self._segments() if self._box(s).contains(x, self._top())), None)
        return self._said(segment) if segment else ""

    # Qt's own names from here on

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(540), look.px(_BAR + _MARKS + _HOURS))

    def minimumSizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(LEAST_WIDTH), look.px(_BAR + _MARKS + _HOURS))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.said_at(event.pos().x()), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._day is None:
            return
        painter = QPainter(self)
        for segment in self._segments():
            self._paint_piece(painter, segment)
        for overlap in self._day.overlaps:
            self._paint_overlap(painter, overlap)
        self._paint_words(painter)
        self._paint_hours(painter)
        self._paint_marks(painter)
        painter.end()

    # within

    def _segments(self) -> tuple[Segment, ...]:
        return self._day.segments if self._day else ()

    def _x(self, at: datetime) -> int:
        assert self._day is not None
        share = (at - self._day.begins) / (self._day.ends - self._day.begins)
        return round(share * (self.width() - 1))

    def _top(self) -> int:
        return theme.current().px(_MARKS)

    def _box(self, segment: Segment) -> QRect:
        left, right = self._x(segment.begins), self._x(segment.ends)
        return QRect(left, self._top(), max(right - left, 2), theme.current().px(_BAR))

    def _paint_piece(self, painter: QPainter, segment: Segment) -> None:
        fill, line, _ = _LOOKS[segment.kind]
        box = self._box(segment).adjusted(0, 0, -1, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(Qt.PenStyle.NoPen)
        if line:
            pen = pens.hairline(line)
            pen.setStyle(Qt.PenStyle.DashLine if segment.kind in _DASHED else Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        painter.setBrush(pens.color(fill))
        inset = 0.5 if line else 0.0
        corner = min(theme.current().radius_inner, box.width() // 2)
        painter.drawRoundedRect(box.toRectF().adjusted(inset, inset, -inset, -inset), corner, corner)
        painter.restore()

    def _paint_overlap(self, painter: QPainter, overlap: Segment) -> None:
        """Two shifts there together, hatched where it is too long; the minutes of handing over are as they should be."""
        if overlap.minutes > OVERLAP_TOLD:
            painter.fillRect(self._box(overlap), QBrush(pens.color("amber"), Qt.BrushStyle.BDiagPattern))

    def _paint_words(self, painter: QPainter) -> None:
        """The shift and its people once, in the widest piece it has."""
        look, said = theme.current(), set()
        for segment in sorted(self._segments(), key=lambda each: -each.minutes):
            if segment.kind in (Stretch.GAP, Stretch.BEFORE) or segment.run in said:
                continue
            said.add(segment.run)
            box = self._box(segment).adjusted(look.s8, 0, -look.s4, 0)
            pens.draw_text(
                painter, box, self._words(segment, box.width()), look.meta, pens.NORMAL, _LOOKS[segment.kind][2]
            )

    def _words(self, segment: Segment, room: int) -> str:
        shift = segment.run.name if segment.run else ""
        if segment.kind is Stretch.OPEN:
            return f"{shift} 没排人"
        full = f"{shift} {self._people(segment)}".strip()
        look = theme.current()
        if pens.text_width(full, look.meta) <= room:
            return full
        return f"{shift} 已排" if segment.kind is Stretch.PLANNED else shift

    def _paint_hours(self, painter: QPainter) -> None:
        look = theme.current()
        top = self._top() + look.px(_BAR)
        for hour in range(0, 25, _STEP):
            text = f"{hour:02d}:00"
            width = pens.text_width(text, look.meta) + 2
            left = round(hour / 24 * (self.width() - 1)) - width // 2
            room = QRect(min(max(left, 0), self.width() - width), top, width, look.px(_HOURS))
            pens.draw_text(painter, room, text, look.meta, pens.NORMAL, "ink3", Qt.AlignmentFlag.AlignCenter)

    def _paint_marks(self, painter: QPainter) -> None:
        """Now, then the gaps' minutes, then the note, each where it does not lie over another."""
        assert self._day is not None
        taken: list[QRect] = []
        if self._day.begins <= self._day.now < self._day.ends:
            x = self._x(self._day.now)
            painter.fillRect(
                QRect(x, self._top() - 2, theme.current().s2, theme.current().px(_BAR) + 4), pens.color("red")
            )
            self._mark(painter, x, f"现在 {clock(self._day.now)}", "red", taken, bold=True)
        for gap in self._day.gaps:
            middle = (self._x(gap.begins) + self._x(gap.ends)) // 2
            self._mark(painter, middle, f"空 {gap.minutes} 分钟", "red", taken)
        if self._note is not None:
            at, words = self._note
            self._mark(painter, self._x(at), f"{clock(at)} {words}", "ink2", taken)

    def _mark(
        self, painter: QPainter, x: int, text: str, token: str, taken: list[QRect], *, bold: bool = False
    ) -> None:
        look, weight = theme.current(), pens.MEDIUM if bold else pens.NORMAL
        width = pens.text_width(text, look.meta, weight) + 2
        for left in (x - width // 2, x - width - look.s12, x + look.s12):
            room = QRect(min(max(left, 0), self.width() - width), 0, width, self._top() - 2)
            if not any(room.adjusted(-look.s8, 0, look.s8, 0).intersects(other) for other in taken):
                taken.append(room)
                pens.draw_text(painter, room, text, look.meta, weight, token, Qt.AlignmentFlag.AlignCenter)
                return

    def _said(self, segment: Segment) -> str:
        shift = segment.run.name if segment.run else ""
        until = "24:00" if self._day and segment.ends == self._day.ends else clock(segment.ends)
        when = f"{clock(segment.begins)}—{until}"
        if segment.kind is Stretch.GAP:
            return f"{shift} {when} 没有人，空了 {segment.minutes} 分钟"
        if segment.kind is Stretch.BEFORE:
            return f"{when} 还没开始用签到"
        words = "没排人" if segment.kind is Stretch.OPEN else self._people(segment)
        return f"{shift} {when} {words}".strip()

    def _people(self, segment: Segment) -> str:
        return "、".join(name_of(self._names, cadre_id) for cadre_id in segment.cadre_ids)
