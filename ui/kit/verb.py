"""A verb of a screen: its word, what it does, its key. The same verb is a button in the panel and a line of the menu."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ui.kit import icons
from ui.kit.buttons import Button


@dataclass(frozen=True, slots=True)
class Verb:
    """At most six characters; `off` says why it cannot be done now."""

    word: str
    act: Callable[[], object]
    icon: str = ""
    keys: str = ""
    off: str = ""

    def button(self, kind: str = "secondary") -> Button:
        """As a button."""
        made = Button(self.word, self.act, kind=kind, icon=self.icon, keys=self.keys)
        made.setEnabled(not self.off)
        if self.off:
            made.setToolTip(self.off)
            made.setAccessibleDescription(self.off)
        return made

    def action(self, parent: QWidget) -> QAction:
        """As a line of a menu."""
        made = QAction(self.word, parent)
        if self.icon:
            made.setIcon(icons.icon(self.icon))
        made.setEnabled(not self.off)
        made.triggered.connect(lambda _checked: self.act())
        return made
