"""The right side of the month: fairness and what is to be mended, or a page over both: leave, swaps, a form, a history."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from ui.kit.flow import Flow
from ui.kit.labels import Prose, hairline
from ui.kit.panel import Panel, PanelPage
from ui.kit.spacing import column
from ui.kit.verb import Verb

PageOf = Callable[[], PanelPage]


class Side(QStackedWidget):
    """A page that lists something is made anew when it changed; a form stays until it is left."""

    left = Signal()
    """The page was closed: back to the month."""
    opened = Signal()
    """A page lies over the overview now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.panel = Panel()
        self._page_of: PageOf | None = None
        self.addWidget(self.panel)
        self.panel.closed.connect(self.leave)

    def lay_under(self, overview: QWidget) -> None:
        """What is there while no page lies over it."""
        self._overview = overview
        self.addWidget(overview)
        self.setCurrentWidget(overview)

    def show_list(self, page_of: PageOf) -> None:
        """A page that can be made again."""
        self._page_of = page_of
        self.panel.show_page(page_of())
        self._open()

    def show_form(self, page: PanelPage) -> None:
        """A form over whatever is there; Esc leaves it."""
        self.panel.show_page(page)
        form = self.panel.form()
        if form is not None:
            form.left.connect(self.leave)
        self._open()

    def show_picked(self) -> None:
        """What was there before the form: the list it was opened from, else the overview."""
        if self._page_of is not None:
            self.show_list(self._page_of)
        else:
            self._close()
            self.left.emit()

    def pick(self, key: Any) -> None:
        """A list has no picked record."""
        del key

    def refresh(self) -> None:
        """What it lists may have changed; the cursor stays in it."""
        if not self.is_page() or self._page_of is None or self.panel.form() is not None:
            return
        focused = QApplication.focusWidget()
        inside = focused is not None and self.panel.isAncestorOf(focused)
        self.panel.show_page(self._page_of())
        if inside:
            self.panel.take_focus()

    def is_page(self) -> bool:
        """Whether a page lies over the overview."""
        return self.currentWidget() is self.panel

    def leave(self) -> None:
        """Esc, × or 返回: from a form to its list, from a list to the month."""
        form = self.panel.form()
        if form is not None:
            form.flush()
        if form is not None and self._page_of is not None:
            self.show_list(self._page_of)
        else:
            self._close()
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc within a page."""
        if event.key() == Qt.Key.Key_Escape and self.is_page():
            self.leave()
        else:
            event.ignore()

    def _open(self) -> None:
        self.setCurrentWidget(self.panel)
        self.opened.emit()
        self.panel.take_focus()

    def _close(self) -> None:
        self._page_of = None
        self.setCurrentWidget(self._overview)


class Listed(QWidget):
    """Records one under the other, each with its verbs below it: the side is too narrow for them beside."""

    def __init__(self, records: Sequence[QWidget], nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = column(self, gap=8)
        for place, record in enumerate(records):
            if place:
                box.addWidget(hairline())
            box.addWidget(record)
        if not records:
            box.addWidget(Prose(nothing, "meta"))


def record(fact: str, meta: Sequence[str], verbs: Sequence[Verb] = (), trouble: str = "") -> QWidget:
    """What it is, when and why, what stands in its way, and what can be done with it."""
    shown = QWidget()
    box = column(shown, gap=2)
    box.addWidget(Prose(fact, "fact"))
    for line in meta:
        if line:
            box.addWidget(Prose(line, "meta"))
    if trouble:
        box.addWidget(Prose(trouble, "meta", "red"))
    if verbs:
        holder = QWidget()
        buttons = Flow(holder, line_gap=0)
        for verb in verbs:
            button = verb.button("row")
            button.setAccessibleName(f"{verb.word}：{fact}")
            buttons.addWidget(button)
        box.addWidget(holder)
    return shown
