"""A form from fields: Enter goes on, Enter in the last saves, Esc leaves; what was typed is never lost."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.kit.announce import announce
from ui.kit.field_cell import FieldCell
from ui.kit.field_editors import editor_for
from ui.kit.field_text import ReadOnlyEditor
from ui.kit.fields import Field, Kind
from ui.kit.finding_line import Mends, no_mends
from ui.kit.labels import Text
from ui.kit.line_edit import ENTERS
from ui.kit.spacing import column, row
from venue_desk.domain.findings import Finding, Severity, must

DRAFT_AFTER = 400
"""Milliseconds without a key, after which a draft is worth keeping."""
_UNKEPT = frozenset({Kind.PASSWORD, Kind.READ_ONLY})


class Form(QWidget):
    """The fields in reading order. The owner saves and keeps drafts; the form only says when."""

    save_requested = Signal()
    """Everything typed can be read: hand `values()` to the service."""
    left = Signal()
    """Esc: the draft is kept."""
    changed = Signal()
    """Typing has paused: keep `texts()`."""
    edited = Signal(str)
    """Somebody typed in, or picked something for, the field of this name."""

    def __init__(
        self,
        fields: Sequence[Field],
        today: Callable[[], date],
        mends: Mends = no_mends,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._mends = mends
        self._filling = False
        self._suggested: dict[str, object] = {}
        self._emptied: set[str] = set()
        self._pause = QTimer(self, singleShot=True, interval=DRAFT_AFTER)
        self._pause.timeout.connect(self.changed)
        headed = {field.row for field in fields if field.row and field.kind is not Kind.TICK}
        self.cells = {
            field.name: self._cell(field, today, headed=field.kind is not Kind.TICK or field.row in headed)
            for field in fields
        }
        self._lay_out()
        self._opened_with = self.texts()
        self._reckon()

    # values and texts

    def values(self) -> dict[str, object]:
        """Every field by name; None where nothing, or nothing readable, was typed."""
        return {name: cell.editor.value() for name, cell in self.cells.items()}

    def set_values(self, values: Mapping[str, object]) -> None:
        """Fill the fields named; the form counts as untouched afterwards."""
        self._fill({name: (self.cells[name].editor.set_value, value) for name, value in values.items()})
        self._opened_with = self.texts()

    def put(self, name: str, value: object) -> None:
        """Fill one field in, as if it had been typed: what hangs on it follows, the draft is kept."""
        self._fill({name: (self.cells[name].editor.set_value, value)})
        self._pause.start()

    def texts(self) -> dict[str, str]:
        """What a draft keeps: every text as typed, readable or not, but no password."""
        return {name: cell.editor.text() for name, cell in self.cells.items() if cell.field.kind not in _UNKEPT}

    def set_texts(self, texts: Mapping[str, str]) -> None:
        """A draft again; fields that the form no longer has are passed over."""
        self._fill(
            {name: (self.cells[name].editor.set_text, text) for name, text in texts.items() if name in self.cells}
        )

    def is_touched(self) -> bool:
        """Whether anything differs from what the form was opened with."""
        return bool(self.touched())

    def touched(self) -> dict[str, str]:
        """What was typed or picked: the texts that are not what the form was opened with."""
        return {name: text for name, text in self.texts().items() if text != self._opened_with.get(name)}

    def follow(self, values: Mapping[str, object]) -> None:
        """Other values for what nobody has touched; what was typed stays, and stays touched."""
        typed = self.touched()
        self._fill({n: (self.cells[n].editor.set_value, value) for n, value in values.items() if n not in typed})
        self._opened_with |= {name: text for name, text in self.texts().items() if name not in typed}

    # findings

    def problems(self) -> list[Finding]:
        """What cannot be read or is not there: the form's own findings, before any rule is asked."""
        asked = {name: cell for name, cell in self.cells.items() if not cell.isHidden()}
        sentences = {name: cell.editor.problem() or _missing(cell) for name, cell in asked.items()}
        return [must("form.unreadable", name, sentence) for name, sentence in sentences.items() if sentence]

    def show_findings(self, findings: Iterable[Finding], *, go: bool = True) -> tuple[Finding, ...]:
        """Each at its field, the cursor at the first that must be mended; answers those that have no field here.

        Without `go` the cursor stays where one is typing.
        """
        shown = list(findings)
        for name, cell in self.cells.items():
            cell.show_findings([finding for finding in shown if finding.field == name], self._mends)
        blocked = [cell for cell in self.cells.values() if _must(cell.findings)]
        if blocked and go:
            self.focus_cell(blocked[0])
            announce(blocked[0].editor.control(), blocked[0].findings[0].sentence)
        seen = {name for name, cell in self.cells.items() if not cell.isHidden()}
        return tuple(finding for finding in shown if finding.field not in seen)

    def save(self) -> None:
        """Ask for saving, unless something cannot be read: then the cursor goes there.

        The draft is told first: told after the saving, it would come back to life.
        """
        self.flush()
        problems = self.problems()
        self.show_findings(problems)
        if not problems:
            self.save_requested.emit()

    # moving about

    def take_focus(self) -> None:
        """Begin at the first field one can type in."""
        first = self._next_cell(-1)
        if first is not None:
            self.focus_cell(first)

    def focus_cell(self, cell: FieldCell) -> None:
        """The cursor there, the whole field in sight."""
        cell.editor.take_focus()
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            around.ensureWidgetVisible(cell, 0, theme.current().s24)

    def flush(self) -> None:
        """Tell of a change now rather than after the pause, as on leaving."""
        if self._pause.isActive():
            self._pause.stop()
            self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that the field declined."""
        focused = QApplication.focusWidget()
        if event.key() in ENTERS and isinstance(focused, QPushButton) and not focused.isCheckable():
            focused.click()
        elif event.key() in ENTERS:
            self._go_on()
        elif event.matches(QKeySequence.StandardKey.Save):
            self.save()
        elif event.key() == Qt.Key.Key_Escape:
            self.flush()
            self.left.emit()
        else:
            event.ignore()

    # within

    def _cell(self, field: Field, today: Callable[[], date], *, headed: bool) -> FieldCell:
        cell = FieldCell(field, editor_for(field, today), headed=headed)
        cell.edited.connect(self._edited)
        cell.editor.finished.connect(self._go_on)
        return cell

    def _lay_out(self) -> None:
        box = column(self, gap=12)
        rows: dict[str, QHBoxLayout] = {}
        section = ""
        for cell in self.cells.values():
            if cell.field.section != section:
                section = cell.field.section
                self._head(box, section)
            name = cell.field.row
            if name and name not in rows:
                rows[name] = row(gap=12)
                box.addLayout(rows[name])
            if name:
                rows[name].addWidget(cell, cell.field.share)
            else:
                box.addWidget(cell)
        box.addStretch(1)

    def _head(self, box: QVBoxLayout, section: str) -> None:
        if box.count():
            box.addSpacing(box.spacing())
        box.addWidget(Text(section, "card-title"))

    def _fill(self, parts: Mapping[str, tuple[Callable[..., None], object]]) -> None:
        self._filling = True
        for put, content in parts.values():
            put(content)
        self._filling = False
        self._reckon()

    def _edited(self, cell: FieldCell) -> None:
        if not self._filling:
            self._note_emptied(cell)
            self._reckon(cell)
            self._pause.start()
            self.edited.emit(cell.field.name)

    def _reckon(self, typed_in: FieldCell | None = None) -> None:
        self._suggest(typed_in)
        values = self.values()
        for cell in self.cells.values():
            reckoned = cell.field.reckon(values) if cell.field.reckon is not None else None
            if reckoned is not None and isinstance(cell.editor, ReadOnlyEditor):
                cell.editor.show_reckoned(reckoned.text)
                cell.show_hint(reckoned.how)
            else:
                cell.show_hint(reckoned.text if reckoned is not None else "")
            if cell.field.shown is not None:
                cell.setVisible(cell.field.shown(values))

    def _note_emptied(self, cell: FieldCell) -> None:
        """What may stay blank and was emptied by hand is meant to be blank."""
        if cell.field.suggest is not None and not cell.field.required and not cell.editor.text():
            self._emptied.add(cell.field.name)
        else:
            self._emptied.discard(cell.field.name)

    def _suggest(self, typed_in: FieldCell | None) -> None:
        """Never into the field one is typing in: it may be empty for a moment only."""
        before, self._filling = self._filling, True
        for name, cell in self.cells.items():
            if cell.field.suggest is None or cell is typed_in or name in self._emptied:
                continue
            value, suggestion = cell.editor.value(), cell.field.suggest(self.values())
            follows = value in (None, "", self._suggested.get(name)) and not cell.editor.problem()
            if follows and suggestion != value:
                cell.editor.set_value(suggestion)
            self._suggested[name] = suggestion
        self._filling = before

    def _go_on(self) -> None:
        cells = list(self.cells.values())
        focused = QApplication.focusWidget()
        at = next((n for n, cell in enumerate(cells) if focused is not None and cell.isAncestorOf(focused)), -1)
        following = self._next_cell(at)
        if following is None or (at >= 0 and cells[at].field.ends):
            self.save()
        else:
            self.focus_cell(following)

    def _next_cell(self, at: int) -> FieldCell | None:
        cells = list(self.cells.values())[at + 1 :]
        return next((cell for cell in cells if _is_next(cell)), None)


def _is_next(cell: FieldCell) -> bool:
    """Whether Enter stops there."""
    asked = cell.field.kind is not Kind.READ_ONLY and cell.isEnabled() and not cell.isHidden()
    return asked and not (cell.field.aside and cell.editor.value() not in (None, ""))


def _missing(cell: FieldCell) -> str:
    """A text that must be there is asked for by the service; a figure, a day or a choice cannot even be handed to it."""
    return f"还没填{cell.field.label}。" if cell.field.required and cell.editor.value() is None else ""


def _must(findings: Sequence[Finding]) -> bool:
    return any(finding.severity is Severity.MUST for finding in findings)
