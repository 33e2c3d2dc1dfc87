"""Whose, the paper, how: three columns, or two with the first above the last where there is no room for three."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.kit.buttons import Button
from ui.kit.print_preview import PrintPreview
from ui.kit.spacing import column, row
from ui.screens.printouts.agents import AgentChooser
from ui.screens.printouts.options import PrintOptions
from ui.screens.printouts.places import PlaceChooser

LEFT, RIGHT = 290, 348


class Columns(QWidget):
    """Places the parts; the screen tells when it was resized or dressed."""

    def __init__(
        self, agents: AgentChooser, places: PlaceChooser, preview: PrintPreview, options: PrintOptions
    ) -> None:
        super().__init__()
        self._agents, self._places, self._preview, self._options = agents, places, preview, options
        self.who = QWidget()
        choosers = column(self.who)
        choosers.addWidget(agents)
        choosers.addWidget(places)
        self._line = row(self, gap=16)
        self._line.addWidget(self.who)
        self._line.addWidget(preview, 1)
        self._line.addWidget(options)

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
        for chooser in (self._agents, self._places):
            chooser.lie_flat(flat=narrow)
        self.who.setMinimumWidth(0 if narrow else look.px(LEFT))
        self.who.setMaximumWidth(look.px(RIGHT if narrow else LEFT))
        self._options.setFixedWidth(look.px(RIGHT))

    def order_focus(self, first: Sequence[QWidget]) -> None:
        """Tab in reading order, after `first`: Qt's own is the order in which widgets were made."""
        chooser = [*self._agents.stops(), *self._places.stops()]
        paper = [
            button for button in self._preview.findChildren(Button) if button.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        between = [*paper, *chooser] if self.narrow() else [*chooser, *paper]
        for before, after in pairwise([*first, *between, *self._options.stops()]):
            QWidget.setTabOrder(before, after)
