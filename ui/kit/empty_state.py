"""Nothing here yet: one sentence what belongs here, one how it gets here, one button."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.kit.buttons import Button
from ui.kit.icons import IconLabel
from ui.kit.labels import Prose, Text
from ui.kit.spacing import column


@dataclass(frozen=True, slots=True)
class Emptiness:
    """What an EmptyState says, for places that say different things at different times."""

    icon: str
    fact: str
    how: str = ""
    button: str = ""
    act: Callable[[], object] | None = None


class EmptyState(QWidget):
    """Stands in the middle of the place where the rows or the record would be."""

    def __init__(
        self,
        icon: str,
        fact: str,
        how: str = "",
        button: str = "",
        act: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        centre = Qt.AlignmentFlag.AlignHCenter
        self._icon, self._fact, self._how = IconLabel(icon, "ink3", 32), Text("", "fact"), Prose("", "meta")
        self._how.setAlignment(centre)
        self._button = Button("", self._press)
        body = column(self, gap=8, insets="24 24 24 24")
        body.addStretch(2)
        body.addWidget(self._icon, 0, centre)
        body.addWidget(self._fact, 0, centre)
        body.addWidget(self._how)
        body.addSpacing(8)
        body.addWidget(self._button, 0, centre)
        body.addStretch(3)
        self.say(Emptiness(icon, fact, how, button, act))

    @classmethod
    def of(cls, said: Emptiness) -> "EmptyState":
        """The same from data."""
        return cls(said.icon, said.fact, said.how, said.button, said.act)

    def say(self, said: Emptiness) -> None:
        """Other sentences in the same place."""
        self._said = said
        self._icon.show_icon(said.icon, "ink3")
        self._fact.setText(said.fact)
        self._how.setText(said.how)
        self._how.setVisible(bool(said.how))
        self._button.setText(said.button)
        self._button.updateGeometry()
        self._button.setVisible(bool(said.button))
        self.setFocusProxy(self._button if said.button else None)  # type: ignore[arg-type]  # None takes it away

    def _press(self) -> None:
        if self._said.act is not None:
            self._said.act()
