"""Whose, the paper, how: three columns, or two with the first above the last where there is no room for three."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.kit.buttons import Button
from ui.kit.print_preview import PrintPreview
from ui.kit.spacing import column, row
from ui.screens.printouts.asking import Asking
from ui.screens.printouts.options import PrintOptions

LEFT, RIGHT = 290, 348


class Columns(QWidget):
    """Places the parts; the screen tells when it was resized or dressed."""

    def __init__(self, preview: PrintPreview, options: PrintOptions) -> None:
        super().__init__()
        self._preview, self._options = preview, options
        self._asking: Asking | None = None
        self.who = QWidget()
        self._choosers = column(self.who)
        self._line = row(self, gap=16)
        self._line.addWidget(self.who)
        self._line.addWidget(preview, 1)
        self._line.addWidget(options)

    def take(self, asking: Asking) -> None:
        """A family of kinds that was not shown yet, and is not in sight before it is."""
        self._choosers.addWidget(asking.who)
        self._options.take_how(asking.how)
        for part in (asking.who, *asking.how):
            part.hide()

    def show_asking(self, asking: Asking) -> None:
        """This one and no other."""
        if self._asking not in (None, asking):
            for part in (self._asking.who, *self._asking.how):
                part.hide()
        self._asking = asking
        for part in (asking.who, *asking.how):
            part.show()
        self.measure()

    def narrow(self) -> bool:
        """Whether there is no room for three columns."""
        return theme.current().narrow_detail or self.window().width() < theme.DETAIL_WIDTH

    def measure(self) -> None:
        """Place the parts for the width and the size of type there are."""
        look, narrow = theme.current(), self.narrow()
        beside = self._line.indexOf(self.who) >= 0
        if narrow and beside:
            self._options.take_in(self.who)
        elif not narrow and not beside:
            self._options.give_back()
            self._line.insertWidget(0, self.who)
        if self._asking is not None:
            self._asking.who.lie_flat(flat=narrow)
        self.who.setMinimumWidth(0 if narrow else look.px(LEFT))
        self.who.setMaximumWidth(look.px(RIGHT if narrow else LEFT))
        self._options.setFixedWidth(look.px(RIGHT))

    def order_focus(self, first: Sequence[QWidget]) -> None:
        """Tab in reading order, after `first`: Qt's own is the order in which widgets were made."""
        chooser = self._asking.who.stops() if self._asking else []
        how = [part for each in self._asking.how for part in _stops(each)] if self._asking else []
        paper = [
            button for button in self._preview.findChildren(Button) if button.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        between = [*paper, *chooser] if self.narrow() else [*chooser, *paper]
        for before, after in pairwise([*first, *between, *how, *self._options.stops()]):
            QWidget.setTabOrder(before, after)


def _stops(part: QWidget) -> list[QWidget]:
    """A control itself, or the controls of a group in the order in which they were laid out; what pops up is no stop."""
    if part.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return [part]
    inside = (each for each in part.findChildren(QWidget) if each.window() is part.window())
    return [each for each in inside if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
