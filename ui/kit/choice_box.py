"""A drop-down of a few choices in a list that scrolls: the wheel moves the list, never the choice it passes over."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyle, QStyleOptionComboBox, QStylePainter, QWidget


class ChoiceBox(QComboBox):
    """Choices are (value, words), values compared by ==; `picked` tells what somebody chose, not what was shown."""

    picked = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: list[object] = []
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.activated.connect(lambda place: self.picked.emit(self._values[place]))

    def offer(self, choices: Sequence[tuple[object, str]], value: object) -> None:
        """These, with the one of that value shown."""
        if [words for _, words in choices] != [self.itemText(place) for place in range(self.count())]:
            self.clear()
            self.addItems([words for _, words in choices])
            # the list may be wider than the box: a long choice is read whole where it is chosen
            self.view().setMinimumWidth(
                self.view().sizeHintForColumn(0) + self.view().verticalScrollBar().sizeHint().width()
            )
        self._values = [known for known, _ in choices]
        self.show_value(value)

    def show_value(self, value: object) -> None:
        """Show without telling."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)
        self.setToolTip(self.currentText())

    def value(self) -> object:
        """The one shown."""
        return self._values[self.currentIndex()] if self.currentIndex() >= 0 else None

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Words that do not fit end in …, never in half a character."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self).width()
        words = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
        option.currentText = words  # type: ignore[attr-defined]  # the stubs leave the fields of options out
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
