"""印发登记: what was printed when and by whom, how many households were given it; a lost one is printed again from here."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ui.kit.buttons import Button
from ui.kit.columns import Column, Kind
from ui.kit.empty_state import Emptiness
from ui.kit.filters import FilterBar, State
from ui.kit.record_sheet import RecordSheet
from ui.kit.sources import PagedSource
from ui.kit.spacing import column, row
from ui.screens.printouts.kinds import KINDS, OF_PAPER
from venue_desk.domain.calendar import at_station, long_date
from venue_desk.domain.printouts import PaperKey, PrintoutRow

if TYPE_CHECKING:
    from venue_desk.desk import Desk

ALL = "all"
STATES = (State(ALL, "全部"), *(State(kind.key, kind.word) for kind in KINDS))
COLUMNS: tuple[Column[PrintoutRow], ...] = (
    Column("印了什么", lambda r: r.printout.title, meta=lambda r: r.printout.serial),
    Column(
        "什么时候", lambda r: f"{at_station(r.printout.printed_at):%H:%M}",
        meta=lambda r: long_date(at_station(r.printout.printed_at).date()), width=190,
    ),
    Column("谁印的", lambda r: r.printed_by, width=110),
    Column("发给", lambda r: f"{r.given} 户" if r.given else "—", width=90, kind=Kind.NUMBER),
    Column("补发", lambda r: f"{r.again} 次" if r.again else "—", width=90, kind=Kind.NUMBER),
)  # fmt: skip


class IssuedList(QWidget):
    """The table with one verb: 补印."""

    def __init__(self, desk: "Desk", print_again: Callable[[UUID], object]) -> None:
        super().__init__()
        self._desk, self._print_again = desk, print_again
        self._filters = FilterBar(STATES)
        self._filters.find_line.hide()
        nothing = Emptiness("printer", "还没有印过。", "印过的卡和单都记在这里，丢了照原样补印。")
        self._sheet = RecordSheet(COLUMNS, self._source(()), "印过的纸", self._filters, nothing)
        self._again = Button("补印这一张", self._act, icon="printer")
        self._filters.changed.connect(self.refresh)
        self._sheet.table.opened.connect(lambda _: self._act())
        self._sheet.table.picked.connect(lambda found: self._again.setEnabled(found is not None))
        self._again.setEnabled(False)
        foot = row()
        foot.addStretch(1)
        foot.addWidget(self._again)
        body = column(self, gap=12)
        body.addWidget(self._sheet, 1)
        body.addLayout(foot)

    def refresh(self) -> None:
        """Read the latest page again."""
        state = self._filters.filtering().state
        source = self._source(() if state == ALL else OF_PAPER[state].papers)
        self._sheet.show_source(source)
        self._sheet.show_foot(f"共印过 {source.count()} 份，每份都能照原样补印")

    def take_focus(self) -> None:
        """On the latest."""
        self._sheet.take_focus()

    def _act(self) -> None:
        found: Any = self._sheet.table.picked_row()
        if found is not None:
            self._print_again(found.printout.id)

    def _source(self, papers: tuple[PaperKey, ...]) -> PagedSource[PrintoutRow]:
        printouts, station_id = self._desk.printouts, self._desk.act().station_id
        return PagedSource(
            lambda: printouts.count(station_id, *papers),
            lambda offset, limit: printouts.rows(station_id, *papers, offset=offset, limit=limit),
            key=lambda row: row.printout.id,
        )
