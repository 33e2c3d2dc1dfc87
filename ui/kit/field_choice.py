"""One of several: a segmented control up to four, else a line that filters its list by pinyin."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.kit import icons
from ui.kit.editor import Editor
from ui.kit.fields import Choice, Field
from ui.kit.hits import Hit, lines_of
from ui.kit.line_edit import LineEdit
from ui.kit.popup_list import PopupList
from ui.kit.segmented import Segmented
from ui.kit.spacing import column
from ui.kit.spelling import is_spelled

SEGMENTS_MAX = 4
_WORDS_MAX = 24
"""So many characters stand side by side in a panel; longer names are read one under the other."""


def choice_editor(field: Field) -> Editor:
    """The control that suits the number and length of the choices there are now."""
    choices = field.choices_now()
    fits = 0 < len(choices) <= SEGMENTS_MAX and len(choices) * max(len(c.words) for c in choices) <= _WORDS_MAX
    return SegmentedEditor(field) if fits else ChoiceListEditor(field)


class SegmentedEditor(Editor):
    """All choices in sight; ←→ move, and there is always one picked."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._choices = field.choices_now()
        self._segments = Segmented([(choice.key, choice.words) for choice in self._choices], name=field.label)
        column(self).addWidget(self._segments)
        self._segments.changed.connect(self.changed)

    def control(self) -> QWidget:
        return self._segments

    def value(self) -> object:
        return self._segments.value()

    def set_value(self, value: object) -> None:
        known = any(choice.key == value for choice in self._choices)
        self._segments.choose(value if known else self._choices[0].key)

    def text(self) -> str:
        return next(choice.words for choice in self._choices if choice.key == self.value())

    def set_text(self, text: str) -> None:
        self.set_value(next((choice.key for choice in self._choices if choice.words == text), None))


class ChoiceListEditor(Editor):
    """Type to filter, ↓ or a click to see all; Enter takes the marked one and goes on."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._choices = field.choices_now()
        self.line = LineEdit(self)
        self.line.setPlaceholderText(field.placeholder or "拼音首字母或汉字")
        self.line.setAccessibleName(field.label)
        caret = self.line.addAction(icons.icon("down"), QLineEdit.ActionPosition.TrailingPosition)
        caret.setToolTip("看全部")
        caret.triggered.connect(self._toggle)
        column(self).addWidget(self.line)
        self.popup = PopupList(self.line, f"{field.label}可选")
        self.line.popup = self.popup
        self.popup.picked.connect(self._picked)
        self.line.textEdited.connect(self._filter)
        self.line.textChanged.connect(self.changed)
        self.line.left.connect(self._left)

    def control(self) -> QLineEdit:
        return self.line

    def take_focus(self) -> None:
        self.line.setFocus()
        self.line.selectAll()

    def value(self) -> object:
        typed = self.line.text().strip()
        return next((choice.key for choice in self._choices if choice.words == typed), None)

    def set_value(self, value: object) -> None:
        self.line.setText(next((choice.words for choice in self._choices if choice.key == value), ""))

    def text(self) -> str:
        return self.line.text()

    def set_text(self, text: str) -> None:
        self.line.setText(text)

    def problem(self) -> str:
        typed = self.line.text().strip()
        return "" if not typed or self._offers(typed) else f"没有「{typed}」这一项，请从列表里选。"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↓ opens the whole list at the present choice."""
        if event.key() == Qt.Key.Key_Down and not event.modifiers():
            self._open_all()
        else:
            event.ignore()

    def _toggle(self) -> None:
        if self.popup.isVisible():
            self.popup.hide()
        else:
            self.line.setFocus()
            self._open_all()

    def _offers(self, typed: str) -> bool:
        """Whether it is a choice word for word, also one that stands for nothing: 不是小组的."""
        return any(choice.words == typed for choice in self._choices)

    def _open_all(self) -> None:
        self._show(self._choices)
        self.popup.move_to_key(self.value())

    def _filter(self, typed: str) -> None:
        self._show(self._matching(typed))

    def _matching(self, typed: str) -> list[Choice]:
        found = [c for c in self._choices if is_spelled(c.words, typed) or is_spelled(c.note, typed)]
        said = typed.strip()
        return sorted(found, key=lambda choice: (choice.words != said, not choice.words.startswith(said)))

    def _show(self, choices: Sequence[Choice]) -> None:
        hits = [Hit(choice.key, choice.words, choice.note) for choice in choices]
        self.popup.show_lines(lines_of(hits, limit=len(hits)))

    def _picked(self, hit: Hit) -> None:
        self.line.setText(hit.title)
        self.finished.emit()

    def _left(self) -> None:
        """The only one that matches is meant; anything else stays as typed."""
        self.popup.hide()
        typed = self.line.text().strip()
        matching = self._matching(typed) if typed and not self._offers(typed) else []
        if len(matching) == 1:
            self.line.setText(matching[0].words)
