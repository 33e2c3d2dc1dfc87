"""印什么: every kind of paper in one list, that of 印发登记 aside."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from ui.screens.printouts.kinds import KINDS


class KindList(QComboBox):
    """Tells only what the user picks."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("印什么")
        self.setPlaceholderText("印别的")
        for kind in KINDS:
            self.addItem(kind.word, kind.key)
        self.setMaxVisibleItems(len(KINDS))
        self.activated.connect(lambda place: self.picked.emit(KINDS[place]))

    def show_kind(self, key: str) -> None:
        """The kind in sight; none of them is the register."""
        self.setCurrentIndex(self.findData(key))
