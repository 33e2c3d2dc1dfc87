"""Find a person by initials, name or last digits; picked, the list folds into one line with 换人."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QStackedWidget, QWidget

from ui.kit.buttons import Button
from ui.kit.fields import People
from ui.kit.hits import Hit, Offer, lines_of
from ui.kit.labels import ElidedText, Text
from ui.kit.line_edit import LineEdit
from ui.kit.popup_list import PopupList
from ui.kit.spacing import row

SHOWN_MAX = 8


class PeoplePicker(QStackedWidget):
    """A search line, or the person picked."""

    picked = Signal(object)
    """The Hit, None after 换人."""
    typed = Signal()

    def __init__(self, people: People, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people = people
        self.hit: Hit | None = None
        self.line = LineEdit()
        self.line.setAccessibleName(name)
        self.popup = PopupList(self.line, f"{name}：找到的人")
        self.line.popup = self.popup
        self._title = Text("", "fact")
        self._facts = ElidedText("", "meta")
        self.again = Button("换人", self.search_again, kind="row")
        self.addWidget(self.line)
        self.addWidget(self._folded())
        self.line.textEdited.connect(self._search)
        self.line.textChanged.connect(self.typed)
        self.line.left.connect(self.popup.hide)
        self.popup.picked.connect(self._take)

    def control(self) -> QLineEdit | Button:
        """What takes the focus now."""
        return self.line if self.hit is None else self.again

    def show_hit(self, hit: Hit | None) -> None:
        """Fold over this person, or open again; telling nobody."""
        self.hit = hit
        self.popup.hide()
        if hit is not None:
            self._title.setText(hit.title)
            self._facts.setText(hit.facts)
            self.again.setAccessibleName(f"换人，现在是{hit.title}")
        self.setCurrentIndex(0 if hit is None else 1)

    def search_again(self) -> None:
        """Open the line with the cursor in it."""
        self.show_hit(None)
        self.line.clear()
        self.line.setFocus()
        self.picked.emit(None)

    def _folded(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "sunk")
        line = row(frame, gap=8, insets="12 0 4 0")
        line.addWidget(self._title)
        line.addWidget(self._facts, 1)
        line.addWidget(self.again)
        return frame

    def _search(self, typed: str) -> None:
        if not typed.strip():
            self.popup.hide()
            return
        hits = self._people.search(typed.strip())
        self.popup.show_lines(lines_of(hits, self._people.offer, SHOWN_MAX))

    def _take(self, line: Hit | Offer) -> None:
        if isinstance(line, Hit):
            self.show_hit(line)
            self.picked.emit(line)
        elif self._people.offered is not None:
            self._people.offered(self.line.text().strip())
