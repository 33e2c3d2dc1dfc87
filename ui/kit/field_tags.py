"""Words one after another: type, Enter; × or Backspace takes the last one back."""

import re

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.kit.buttons import Button
from ui.kit.editor import Editor
from ui.kit.fields import Field
from ui.kit.flow import Flow
from ui.kit.hits import Hit, Offer, lines_of
from ui.kit.line_edit import ENTERS, LineEdit
from ui.kit.popup_list import PopupList
from ui.kit.spacing import column
from ui.kit.spelling import is_spelled

_BETWEEN = re.compile(r"[、，,；;\n]+")


class TagsEditor(Editor):
    """Several words; a list pasted with 、 or commas becomes several at once."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._tags: list[str] = []
        self.line = LineEdit(self)
        self.line.setPlaceholderText(field.placeholder or "写一项，按回车再写下一项")
        self.line.setAccessibleName(field.label)
        self.line.installEventFilter(self)
        self._suggested = field.choices_now()
        self.popup = PopupList(self.line, f"{field.label}可选")
        self.line.popup = self.popup
        self._shelf = QWidget(self)
        self._flow = Flow(self._shelf, gap=6, line_gap=0)  # a row button is 28 to see and 36 to hit
        box = column(self, gap=6)
        box.addWidget(self._shelf)
        box.addWidget(self.line)
        self.line.textChanged.connect(self.changed)
        self.line.textEdited.connect(self._suggest)
        self.line.left.connect(self._left)
        self.popup.picked.connect(self._picked)
        self._lay_out()

    def control(self) -> QLineEdit:
        return self.line

    def value(self) -> object:
        """What is still in the line counts: nothing typed is lost."""
        return tuple(dict.fromkeys((*self._tags, *_words(self.line.text()))))

    def set_value(self, value: object) -> None:
        self._tags = [str(tag) for tag in value] if isinstance(value, (tuple, list)) else []
        self._lay_out()

    def text(self) -> str:
        return "\n".join((*self._tags, self.line.text()))

    def set_text(self, text: str) -> None:
        *self._tags, typed = text.split("\n")
        self.line.setText(typed)
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes what is typed; on an empty line it goes on to the next field."""
        if event.key() in ENTERS and not event.modifiers() and self.line.hasFocus() and self.line.text().strip():
            self._take_typed()
        else:
            event.ignore()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Backspace in the empty line puts the last word back into it."""
        pressed = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress
        empty = not self.line.text() and bool(self._tags)
        if isinstance(event, QKeyEvent) and pressed and empty and event.key() == Qt.Key.Key_Backspace:
            self.line.setText(self._tags.pop())
            self._lay_out()
            return True
        return super().eventFilter(watched, event)

    def _suggest(self, typed: str) -> None:
        """Known words that are spelled so; what is typed in characters stays the first to take."""
        needle = typed.strip()
        known = [choice.words for choice in self._suggested if choice.words not in self._tags]
        hits = [Hit(words, words) for words in known if needle and needle != words and is_spelled(words, needle)]
        if not hits:
            self.popup.hide()
        elif needle.isascii():
            self.popup.show_lines(lines_of(hits, f"就写「{needle}」"))
        else:
            self.popup.show_lines(lines_of([Hit(needle, needle), *hits]))

    def _picked(self, line: Hit | Offer) -> None:
        if isinstance(line, Hit):
            self.line.setText(line.title)
        self._take_typed()

    def _left(self) -> None:
        self.popup.hide()
        self._take_typed()

    def _take_typed(self) -> None:
        words = _words(self.line.text())
        if words:
            self._tags = list(dict.fromkeys((*self._tags, *words)))
            self._lay_out()
            self.line.clear()

    def _remove(self, tag: str) -> None:
        self._tags.remove(tag)
        self._lay_out()
        self.line.setFocus()
        self.changed.emit()

    def _lay_out(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for tag in self._tags:
            self._flow.addWidget(self._tag(tag))
        self._shelf.setVisible(bool(self._tags))
        self._shelf.updateGeometry()

    def _tag(self, tag: str) -> Button:
        button = Button(f"{tag}　×", lambda: self._remove(tag), kind="row", parent=self._shelf)
        button.setAccessibleName(f"去掉「{tag}」")
        button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # with the keyboard Backspace does it
        return button


def _words(text: str) -> list[str]:
    return [word.strip() for word in _BETWEEN.split(text) if word.strip()]
