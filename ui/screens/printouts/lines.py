"""One of a few lines, each with a word at its right: the chooser most kinds of paper need."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from ui.kit.labels import ElidedText
from ui.kit.scroll import scrolled
from ui.kit.spacing import column, row
from ui.screens.printouts.asking import Chooser
from ui.screens.printouts.lying_flat import lie_flat


@dataclass(frozen=True, slots=True)
class Line:
    """What is offered, how things stand with it, and what it means."""

    words: str
    meta: str
    value: Hashable


class LineChooser(Chooser):
    """One line of several; `changed` only for what the user picks."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self._lines: list[Line] = []
        self._shown: list[QWidget] = []
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(self._toggled)
        self._list = QWidget()
        self._box = column(self._list, gap=4)
        self._box.addStretch(1)
        self._area = scrolled(self._list)
        self.body.addWidget(self._area, 1)

    def show_lines(self, lines: Sequence[Line], picked: Hashable) -> None:
        """These lines, one of them picked; telling nobody."""
        if list(lines) != self._lines:
            self._replace(lines)
        if not lines:
            return
        self._group.blockSignals(True)
        self._group.button(next((n for n, line in enumerate(lines) if line.value == picked), 0)).setChecked(True)
        self._group.blockSignals(False)

    def picked(self) -> Any:
        """What the picked line means, None if there is none."""
        return self._lines[max(self._group.checkedId(), 0)].value if self._lines else None

    def lie_flat(self, *, flat: bool) -> None:
        lie_flat(self, self._area, self._list, flat=flat)

    def first_focus(self) -> QWidget:
        return self._group.button(max(self._group.checkedId(), 0)) if self._lines else self._area

    def stops(self) -> list[QWidget]:
        return list(self._group.buttons())

    def _replace(self, lines: Sequence[Line]) -> None:
        for button in self._group.buttons():
            self._group.removeButton(button)
        for shown in self._shown:
            shown.hide()
            shown.deleteLater()
        self._lines, self._shown = list(lines), [self._line(number, line) for number, line in enumerate(lines)]
        for number, shown in enumerate(self._shown):
            self._box.insertWidget(number, shown)

    def _line(self, number: int, line: Line) -> QWidget:
        holder = QWidget()
        button = QRadioButton(line.words)
        button.setAccessibleDescription(line.meta)
        self._group.addButton(button, number)
        box = row(holder, gap=8)
        box.addWidget(button, 1)
        box.addWidget(ElidedText(line.meta, "meta"))
        return holder

    def _toggled(self, _number: int, on: bool) -> None:
        if on:
            self.changed.emit()
