"""The rail: one item a screen under its group caption, figures on the right, digits while Alt is held."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.kit import icons, pens
from ui.kit.labels import Text, hairline
from ui.kit.scroll import scrolled
from ui.kit.spacing import column, spaced
from ui.screen import Count, ScreenSpec


class RailItem(QAbstractButton):
    """White sheet and a red bar for the current one; beside the words its count, or its digit while Alt is held."""

    def __init__(self, spec: ScreenSpec, digit: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self._digit = digit
        self._count: Count | None = None
        self._digits_shown = False
        self.setText(spec.title)
        self.setAccessibleName(spec.title)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if digit:
            self.setAccessibleDescription(f"Alt+{digit}")

    def show_count(self, count: Count | None) -> None:
        """The figure on the right; nothing for 0."""
        self._count = count if count is not None and count.number else None
        words = f"{self._count.number} 项" if self._count else ""
        self.setAccessibleName(f"{self.spec.title} {words}".strip())
        self.update()

    def show_digit(self, shown: bool) -> None:
        """While Alt is held."""
        self._digits_shown = shown and bool(self._digit)
        self.update()

    def sizeHint(self) -> QSize:
        tokens = theme.current()
        if tokens.rail_icons_only:
            return QSize(tokens.rail_width, tokens.px(34) + QFontMetrics(pens.font(tokens.meta)).height())
        return QSize(tokens.rail_width, tokens.rail_item)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_sheet(painter)
        if theme.current().rail_icons_only:
            self._paint_stacked(painter)
        else:
            self._paint_line(painter)
        painter.end()

    def _paint_sheet(self, painter: QPainter) -> None:
        tokens = theme.current()
        sheet = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.isChecked():
            painter.setPen(QPen(QColor(tokens.hair), 1))
            painter.setBrush(QColor(tokens.card))
            painter.drawRoundedRect(sheet, tokens.radius, tokens.radius)
            middle = tokens.s4 + tokens.icon / 2 if tokens.rail_icons_only else self.height() / 2
            bar = QRectF(tokens.s4, middle - tokens.px(8), tokens.px(3), tokens.px(16))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.red))
            painter.drawRoundedRect(bar, tokens.px(1.5), tokens.px(1.5))
        elif self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.wash))
            painter.drawRoundedRect(sheet, tokens.radius, tokens.radius)
        if self.hasFocus():
            pens.draw_ring(painter, self.rect())

    def _paint_line(self, painter: QPainter) -> None:
        tokens = theme.current()
        tone = "ink" if self.isChecked() else "ink2"
        sign = QRect(tokens.px(18), (self.height() - tokens.icon) // 2, tokens.icon, tokens.icon)
        icons.draw(painter, sign, self.spec.icon, tone)
        mark, mark_tone = self._mark()
        width = pens.text_width(mark, tokens.meta, pens.MEDIUM)
        edge = self.width() - tokens.s12
        left = sign.right() + 1 + tokens.px(10)
        weight = pens.MEDIUM if self.isChecked() else pens.NORMAL
        room = QRect(left, 0, edge - width - tokens.s4 - left, self.height())
        pens.draw_text(painter, room, self.text(), tokens.body, weight, tone)
        pens.draw_text(
            painter, QRect(edge - width, 0, width, self.height()), mark, tokens.meta, pens.MEDIUM, mark_tone, pens.RIGHT
        )

    def _paint_stacked(self, painter: QPainter) -> None:
        tokens = theme.current()
        tone = "ink" if self.isChecked() else "ink2"
        sign = QRect((self.width() - tokens.icon) // 2, tokens.s4, tokens.icon, tokens.icon)
        icons.draw(painter, sign, self.spec.icon, tone)
        weight = pens.MEDIUM if self.isChecked() else pens.NORMAL
        below = QRect(0, sign.bottom(), self.width(), self.height() - sign.bottom() - tokens.s2)
        pens.draw_text(painter, below, self.text(), tokens.meta, weight, tone, Qt.AlignmentFlag.AlignCenter)
        mark, mark_tone = self._mark()
        corner = QRect(sign.right() + tokens.s2, sign.top() - tokens.s2, self.width() - sign.right(), tokens.icon)
        pens.draw_text(painter, corner, mark, tokens.meta, pens.MEDIUM, mark_tone)

    def _mark(self) -> tuple[str, str]:
        if self._digits_shown:
            return self._digit, "focus"
        if self._count is None:
            return "", "ink3"
        return str(self._count.number), "red" if self._count.urgent else "ink3"


class Rail(QFrame):
    """Items in the order of the tuple, under the captions of their groups; the group "" stands at the foot."""

    picked = Signal(str)

    def __init__(self, specs: Sequence[ScreenSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "rail")
        self.items: dict[str, RailItem] = {}
        self._captions: list[Text] = []
        self._rules: list[QFrame] = []
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        whole = column(self)
        inner = QWidget()
        whole.addWidget(scrolled(inner))
        self._body = column(inner)
        self._fill(self._body, specs)
        self._retheme()

    def _fill(self, body: QVBoxLayout, specs: Sequence[ScreenSpec]) -> None:
        digits = {spec.key: "1234567890"[place] for place, spec in enumerate(specs[:10])}
        for group in dict.fromkeys(spec.group for spec in specs if spec.group):
            self._add_caption(body, group)
            self._add_items(body, [spec for spec in specs if spec.group == group], digits)
        body.addStretch(1)
        foot = [spec for spec in specs if not spec.group]
        if foot:
            body.addWidget(hairline())
            body.addSpacing(8)
            self._add_items(body, foot, digits)

    def _add_caption(self, body: QVBoxLayout, group: str) -> None:
        rule = hairline()
        caption = Text(group, "rail-group")
        if self._captions:
            body.addSpacing(6)
        body.addWidget(rule)
        body.addWidget(caption)
        self._rules.append(rule)
        self._captions.append(caption)

    def _add_items(self, body: QVBoxLayout, specs: Sequence[ScreenSpec], digits: Mapping[str, str]) -> None:
        for spec in specs:
            item = RailItem(spec, digits.get(spec.key, ""))
            item.clicked.connect(lambda _checked, key=spec.key: self.picked.emit(key))
            self._group.addButton(item)
            self.items[spec.key] = item
            body.addWidget(item)

    def mark(self, key: str) -> None:
        """Show which screen is open."""
        self.items[key].setChecked(True)

    def show_counts(self, counts: Mapping[str, Count | None]) -> None:
        """New figures."""
        for key, count in counts.items():
            self.items[key].show_count(count)

    def show_digits(self, shown: bool) -> None:
        """The digits of Alt+1…0, while Alt is held."""
        for item in self.items.values():
            item.show_digit(shown)

    def take_focus(self) -> None:
        """F6: to the current item; arrows go on from there."""
        current = self._group.checkedButton()
        if current is not None:
            current.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._retheme()

    def _retheme(self) -> None:
        """Low windows have hairlines instead of captions; so has the rail of icons."""
        tokens = theme.current()
        self.setFixedWidth(tokens.rail_width)
        spaced(self._body, 2, "4 10 3 10" if tokens.rail_icons_only else "12 14 11 12")
        bare = tokens.compact or tokens.rail_icons_only
        for place, (caption, rule) in enumerate(zip(self._captions, self._rules, strict=True)):
            caption.setVisible(not bare)
            rule.setVisible(bare and place > 0)
