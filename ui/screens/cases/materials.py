"""The materials as the form takes them: Space ticks what was given, 留下 puts an original into the envelope of the case."""

import json
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QListView, QSizePolicy, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import theme
from ui.kit import chips, pens
from ui.kit.columns import Tone
from ui.kit.editor import Editor
from ui.kit.fields import Field
from ui.kit.finding_line import FindingLine, Mends
from ui.kit.labels import hairline
from ui.kit.line_edit import ENTERS, LineEdit
from ui.kit.record_delegate import paint_tick
from ui.kit.record_model import Index
from ui.kit.spacing import column
from venue_desk.domain.cases import MaterialLine
from venue_desk.domain.catalogue import MaterialForm
from venue_desk.domain.findings import Finding, Severity

KEYS = "空格＝收到　L＝留下　A＝都齐了"
_FORM, _CHIP = 104, 136
"""px at 100 %: the room of 原件 1 份, and of the chip behind it."""
_NOWHERE = QModelIndex()


class MaterialModel(QAbstractListModel):
    """The lines, and how many of them the item itself asks for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[MaterialLine] = []
        self.asked = 0
        self.envelope = 0

    def show(self, lines: Sequence[MaterialLine], asked: int) -> None:
        """Other lines."""
        self.beginResetModel()
        self.lines, self.asked = list(lines), asked
        self.endResetModel()

    def put(self, place: int, line: MaterialLine) -> None:
        """The line at that place as it is now."""
        self.lines[place] = line
        self.dataChanged.emit(self.index(place), self.index(place))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if line.given else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "，".join((line.name, form_words(line), "收到" if line.given else "没收到", self.chip(line)[0]))
        return None

    def chip(self, line: MaterialLine) -> tuple[str, Tone, str]:
        """留下 · 7 号袋, 还缺; what can still be done stands on an empty chip."""
        if not line.given:
            return ("还缺", Tone.NEUTRAL, "hourglass") if line.required else ("可以不交", Tone.OUTLINE, "")
        if line.envelope is not None:
            number = f" · {self.envelope} 号袋" if self.envelope else ""
            return f"留下{number}", Tone.AMBER, "card"
        return ("留下", Tone.OUTLINE, "") if can_be_held(line) else ("", Tone.NEUTRAL, "")


def form_words(line: MaterialLine) -> str:
    """原件 1 份."""
    return f"{line.form.label} {line.copies} 份"


def can_be_held(line: MaterialLine) -> bool:
    """A copy is nobody's paper."""
    return line.form is not MaterialForm.COPY


class _LineDelegate(QStyledItemDelegate):
    def __init__(self, model: MaterialModel, view: QListView) -> None:
        super().__init__(view)
        self._model, self._view = model, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, theme.current().control)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, rect, line = theme.current(), pens.room_of(option), self._model.lines[index.row()]
        here = self._view.hasFocus() and self._view.currentIndex().row() == index.row()
        if here:
            painter.fillRect(rect, pens.color("pick"))
        painter.setPen(pens.hairline("hair"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(look.s12, 0, -look.s8, 0)
        paint_tick(painter, inner, ticked=line.given)
        name = inner.adjusted(look.icon + look.s12, 0, -look.px(_FORM + _CHIP), 0)
        pens.draw_text(painter, name, line.name, look.body, pens.NORMAL, "ink")
        form = QRect(inner.right() - look.px(_FORM + _CHIP), inner.top(), look.px(_FORM) - look.s8, inner.height())
        pens.draw_text(painter, form, form_words(line), look.meta, pens.NORMAL, "ink2")
        words, tone, icon = self._model.chip(line)
        if words:
            chips.paint_chip(painter, chip_room(rect, words, icon), words, tone, icon)


def chip_room(row: QRect, words: str, icon: str) -> QRectF:
    """Where the chip of a line is painted."""
    look = theme.current()
    size = chips.chip_size(words, icon)
    left = row.right() - look.s8 - look.px(_CHIP)
    return QRectF(
        left, row.top() + (row.height() - size.height()) / 2, min(size.width(), look.px(_CHIP)), size.height()
    )


class MaterialList(QListView):
    """↑↓ move, Space ticks, L keeps, A is all there, Delete takes an added line away; Enter belongs to the form."""

    ticked = Signal(int)
    kept = Signal(int)
    all_given = Signal()
    removed = Signal(int)
    left_down = Signal()

    def __init__(self, model: MaterialModel, name: str) -> None:
        super().__init__()
        self._lines = model
        self.setModel(model)
        self.setItemDelegate(_LineDelegate(model, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "bare")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{name}，{KEYS}")

    def measure(self) -> None:
        """As high as its lines."""
        self.setFixedHeight(self._lines.rowCount() * theme.current().control + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, at = event.key(), self.currentIndex().row()
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier) or key in ENTERS:
            event.ignore()
        elif key == Qt.Key.Key_Space:
            self.ticked.emit(at)
        elif key == Qt.Key.Key_L:
            self.kept.emit(at)
        elif key == Qt.Key.Key_A:
            self.all_given.emit()
        elif key == Qt.Key.Key_Delete:
            self.removed.emit(at)
        elif key == Qt.Key.Key_Down and at == self._lines.rowCount() - 1:
            self.left_down.emit()
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End}:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """On the chip it keeps or gives back, anywhere else it ticks."""
        at = event.position().toPoint()
        index = self.indexAt(at)
        if not index.isValid():
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.setCurrentIndex(index)
        line = self._lines.lines[index.row()]
        words, _, icon = self._lines.chip(line)
        on_chip = bool(words) and chip_room(self.visualRect(index), words, icon).contains(event.position())
        (self.kept if on_chip and line.given else self.ticked).emit(index.row())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two quick clicks are two clicks."""
        self.mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._lines.rowCount():
            self.setCurrentIndex(self._lines.index(0))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ring goes round the line one stands on."""
        super().paintEvent(event)
        index = self.currentIndex()
        if self.hasFocus() and index.isValid():
            painter = QPainter(self.viewport())
            pens.draw_ring(painter, self.visualRect(index))
            painter.end()


class MaterialsEditor(Editor):
    """Its value are the lines; one envelope for all that is kept of a case."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.model = MaterialModel(self)
        self.view = MaterialList(self.model, field.label)
        self.another = LineEdit()
        self.another.setPlaceholderText("还交了别的？写一样，按回车")
        self.another.setAccessibleName("添一样材料")
        self.another.setProperty("role", "bare")
        self._rule = hairline()
        self._told = column(gap=4, insets="6 0 6 6")
        self._lay_out()
        self._show((), 0)
        self.view.ticked.connect(self._tick)
        self.view.kept.connect(self._keep)
        self.view.all_given.connect(self._all)
        self.view.removed.connect(self.remove)
        self.view.left_down.connect(self.another.setFocus)

    def control(self) -> QWidget:
        return self.view if self.model.lines else self.another

    def value(self) -> object:
        held = self.model.envelope or 1
        return tuple(replace(line, envelope=held if line.envelope is not None else None) for line in self.model.lines)

    def set_value(self, value: object) -> None:
        lines = value if isinstance(value, tuple) else ()
        self._show(lines, self.model.asked)

    def list_for(self, lines: Sequence[MaterialLine]) -> None:
        """What another item asks for; what was ticked stays ticked where it is asked for again, what was added stays."""
        known = {line.name: line for line in self.model.lines}
        kept = [
            replace(line, given=known[line.name].given, envelope=known[line.name].envelope)
            if line.name in known
            else line
            for line in lines
        ]
        added = [
            line for line in self.model.lines[self.model.asked :] if line.name not in {each.name for each in lines}
        ]
        self._show([*kept, *added], len(lines))

    def text(self) -> str:
        if not self.model.lines:
            return ""
        lines = [
            [line.name, line.form, line.copies, line.required, line.given, line.envelope is not None]
            for line in self.model.lines
        ]
        return json.dumps([self.model.asked, lines], ensure_ascii=False)

    def set_text(self, text: str) -> None:
        asked, lines = json.loads(text) if text else (0, [])
        made = [
            MaterialLine(
                name=name, form=MaterialForm(form), copies=copies, required=required, given=given, envelope=1 if held else None
            )
            for name, form, copies, required, given, held in lines
        ]  # fmt: skip
        self._show(made, asked)

    def show_envelope(self, number: int) -> None:
        """Into which envelope it all goes."""
        self.model.envelope = number
        self.view.viewport().update()

    def holds(self) -> bool:
        """Whether anything is kept."""
        return any(line.envelope is not None for line in self.model.lines)

    def remove(self, place: int) -> None:
        """Take a line away that was added, or that no village may write."""
        if not 0 <= place < len(self.model.lines):
            return
        lines, asked = list(self.model.lines), self.model.asked
        del lines[place]
        self._show(lines, asked - (place < asked))
        self.changed.emit()

    def take_findings(self, findings: Sequence[Finding], mends: Mends) -> Sequence[Finding]:
        """A certificate that is not the village's to give is answered inside the list."""
        while (item := self._told.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        mine = [finding for finding in findings if finding.code == "case.forbidden"]
        for finding in mine:
            self._told.addWidget(FindingLine(finding, mends(finding), tinted=True))
        return [finding for finding in findings if finding not in mine]

    def show_severity(self, severity: Severity | None) -> None:
        """Its chips say what is lacking."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter adds what is typed; on an empty line it goes on. ↑ goes back to the list."""
        typed = self.another.text().strip()
        if event.key() in ENTERS and self.another.hasFocus() and typed:
            self._show([*self.model.lines, MaterialLine(name=typed, required=False, form=MaterialForm.ORIGINAL, given=True)],
                       self.model.asked)  # fmt: skip
            self.another.clear()
            self.changed.emit()
        elif event.key() == Qt.Key.Key_Up and self.another.hasFocus() and self.model.lines:
            self.view.setFocus()
            self.view.setCurrentIndex(self.model.index(len(self.model.lines) - 1))
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.view.measure()

    def _lay_out(self) -> None:
        frame = QFrame()
        frame.setProperty("role", "popup")
        box = column(frame, insets="1 1 1 1")
        box.addWidget(self.view)
        box.addLayout(self._told)
        below = column(insets="12 4 12 4")
        below.addWidget(self.another)
        box.addWidget(self._rule)
        box.addLayout(below)
        column(self).addWidget(frame)

    def _show(self, lines: Sequence[MaterialLine], asked: int) -> None:
        at = self.view.currentIndex().row()
        self.model.show(lines, asked)
        for part in (self.view, self._rule):
            part.setVisible(bool(lines))
        self.view.measure()
        if lines:
            self.view.setCurrentIndex(self.model.index(min(max(at, 0), len(lines) - 1)))

    def _tick(self, place: int) -> None:
        if 0 <= place < len(self.model.lines):
            line = self.model.lines[place]
            self.model.put(place, replace(line, given=not line.given, envelope=None if line.given else line.envelope))
            self.changed.emit()

    def _keep(self, place: int) -> None:
        """Keeping it says that it was given."""
        if 0 <= place < len(self.model.lines) and can_be_held(self.model.lines[place]):
            line = self.model.lines[place]
            held = line.envelope is not None
            self.model.put(place, replace(line, given=True, envelope=None if held else 1))
            self.changed.emit()

    def _all(self) -> None:
        """All that must be there; pressed again, none of it."""
        everything = all(line.given for line in self.model.lines if line.required)
        for place, line in enumerate(self.model.lines):
            if line.required:
                self.model.put(
                    place, replace(line, given=not everything, envelope=None if everything else line.envelope)
                )
        self.changed.emit()
