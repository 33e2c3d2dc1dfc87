"""The quiet actions of a screen's title row; those for which there is no room stand in a menu, the leftmost first."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from ui import theme
from ui.kit.buttons import Button
from ui.kit.spacing import row
from ui.kit.verb import Verb


class QuietVerbs(QWidget):
    """A button a verb, and 更多 where they do not fit."""

    def __init__(self, verbs: Sequence[Verb], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verbs = tuple(verbs)
        self._buttons = [verb.button() for verb in verbs]
        self._more = Button("更多 ▾", self._open)
        self._more.setAccessibleName("更多")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        line = row(self, gap=8)
        line.addWidget(self._more)
        for button in self._buttons:
            line.addWidget(button)
        self._more.hide()

    def folded(self) -> list[str]:
        """The words of those in the menu."""
        return [verb.word for verb, button in zip(self._verbs, self._buttons, strict=True) if button.isHidden()]

    def sizeHint(self) -> QSize:
        return self._wide(sum(button.sizeHint().width() for button in self._buttons), len(self._buttons))

    def minimumSizeHint(self) -> QSize:
        if len(self._buttons) < 2:
            return self._wide(sum(button.minimumSizeHint().width() for button in self._buttons), len(self._buttons))
        return self._wide(self._more.sizeHint().width(), 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self._fit()

    def _fit(self) -> None:
        """From the right as many as there is room for: what is nearest to the red button is wanted most."""
        gap = theme.current().s8
        widths = [button.minimumSizeHint().width() + gap for button in self._buttons]
        room = self.width() + gap
        if sum(widths) > room:
            room -= self._more.sizeHint().width() + gap
        shown = 0
        while shown < len(widths) and sum(widths[len(widths) - shown - 1 :]) <= room:
            shown += 1
        self._more.setVisible(shown < len(widths))
        for place, button in enumerate(self._buttons):
            button.setVisible(place >= len(widths) - shown)

    def _open(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for verb in self._verbs:
            if verb.word in self.folded():
                menu.addAction(verb.action(menu))
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def _wide(self, buttons: int, count: int) -> QSize:
        return QSize(buttons + theme.current().s8 * max(count - 1, 0), self._more.sizeHint().height())
