"""最近印发: the last papers that went out, each printed again from here when somebody lost theirs."""

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.kit.card import Card
from ui.kit.lines import Line, Lines
from ui.kit.verb import Verb
from venue_desk.domain.calendar import at_station, day_of, short_date
from venue_desk.domain.printouts import PrintoutRow

SHOWN = 3


class LatestCard(Card):
    """Only where there is height to spare: the to-dos come first."""

    def __init__(self, print_again: Callable[[UUID], object], parent: QWidget | None = None) -> None:
        super().__init__("最近印发", gap=4, parent=parent)
        self._print_again = print_again
        self._lines = Lines(())
        self._any, self._spare = False, True
        self.body.addWidget(self._lines)

    def show_rows(self, rows: Sequence[PrintoutRow], today: date, *, spare: bool) -> None:
        """The latest first, where the to-dos leave room to spare."""
        self._any, self._spare = bool(rows), spare
        before, self._lines = self._lines, Lines([self._line(row, today) for row in rows[:SHOWN]])
        self.body.replaceWidget(before, self._lines)
        before.hide()
        before.deleteLater()
        self._weigh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._weigh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._weigh()

    def _weigh(self) -> None:
        look = theme.current()
        self.setVisible(self._any and self._spare and not look.compact and not look.narrow_detail)

    def _line(self, row: PrintoutRow, today: date) -> Line:
        printed = row.printout.printed_at
        given = f"发给 {row.given} 户" if row.given else ""
        return Line(
            fact=row.printout.title,
            meta=" · ".join(part for part in (row.printout.serial, given) if part),
            right=f"{short_date(day_of(printed), today)} {at_station(printed):%H:%M}",
            right_meta=row.printed_by,
            verbs=(Verb("补印", lambda: self._print_again(row.printout.id)),),
        )
