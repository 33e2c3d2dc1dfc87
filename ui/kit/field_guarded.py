"""A number of a villager on record: masked until one opens it, and the opening is written down."""

from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from ui.kit.buttons import Button
from ui.kit.editor import Editor
from ui.kit.field_text import LineEditor
from ui.kit.fields import Field, Kind
from ui.kit.labels import Text
from ui.kit.spacing import column, row
from venue_desk.domain.identity import mask_account, mask_id_number, mask_phone

_MASKS = {Kind.ID_NUMBER: mask_id_number, Kind.ACCOUNT: mask_account, Kind.PHONE: mask_phone}


class GuardedEditor(Editor):
    """An empty one is simply typed; one on record is covered, and stays as it is unless opened and changed."""

    def __init__(self, field: Field, inner: LineEditor, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._inner = inner
        self._masked = Text("", "body")
        self.open_button = Button("显示并改", self._open, kind="row")
        self.open_button.setAccessibleName(f"显示并改{field.label}")
        self._stack = QStackedWidget(self)
        self._stack.addWidget(inner)
        self._stack.addWidget(self._covered())
        column(self).addWidget(self._stack)
        inner.changed.connect(self.changed)

    def control(self) -> QWidget:
        return self.open_button if self._is_covered() else self._inner.control()

    def value(self) -> object:
        return self._inner.value()

    def set_value(self, value: object) -> None:
        self._inner.set_value(value)
        number = str(value or "")
        self._masked.setText(_MASKS[self.field.kind](number))
        self._stack.setCurrentIndex(1 if number and self.field.guard is not None else 0)

    def text(self) -> str:
        """A draft keeps a number on record no more than a screen shows it."""
        return "" if self._is_covered() else self._inner.text()

    def set_text(self, text: str) -> None:
        if text:
            self._inner.set_text(text)
            self._stack.setCurrentIndex(0)

    def problem(self) -> str:
        return self._inner.problem()

    def echo(self) -> str:
        return "" if self._is_covered() else self._inner.echo()

    def _is_covered(self) -> bool:
        return self._stack.currentIndex() == 1

    def _covered(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "sunk")
        line = row(frame, gap=8, insets="12 0 4 0")
        line.addWidget(self._masked, 1)
        line.addWidget(self.open_button)
        return frame

    def _open(self) -> None:
        if self.field.guard is not None:
            self.field.guard()
        self._stack.setCurrentIndex(0)
        self._inner.take_focus()
