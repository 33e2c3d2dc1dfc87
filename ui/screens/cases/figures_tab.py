"""统计: the seven figures of a month beside those they are measured by, and what the cases fall to. No bar without its number."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QWidget

from ui import theme
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.drawing import Chart
from ui.kit.empty_state import Emptiness, EmptyState
from ui.kit.flow import Flow
from ui.kit.labels import Text
from ui.kit.quiet_verbs import QuietVerbs
from ui.kit.scroll import scrolled
from ui.kit.spacing import PAGE, column, grid, row
from ui.kit.verb import Verb
from ui.made_files import ask_where, export
from venue_desk.domain.calendar import short_date
from venue_desk.domain.case_report import Breakdown, FigureLine, chart
from venue_desk.domain.printouts import PaperKey
from venue_desk.domain.roster import month_after, month_end, month_of
from venue_desk.services.listings import Wanted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.screen import Shell
    from venue_desk.desk import Desk

TICK = "条上的竖线是上月"
_TILE = 136


class FiguresTab(QWidget):
    """One month; ‹ and › or PgUp and PgDn lead to others."""

    def __init__(self, desk: "Desk", shell: "Shell", tabs: QWidget) -> None:
        super().__init__()
        self._desk, self._shell, self._tabs = desk, shell, tabs
        self._month = month_of(desk.act().today)
        self.before = Button("上个月", partial(self.step, -1), kind="quiet-icon", icon="left", keys="PgUp")
        self.after = Button("下个月", partial(self.step, 1), kind="quiet-icon", icon="right", keys="PgDn")
        self._title, self._meta = Text("", "panel-title"), Text("", "meta")
        self.verbs = QuietVerbs(
            (
                Verb("导出Excel", self.export, icon="export"),
                Verb("打印", self.print_month, icon="printer", keys="Ctrl+P"),
            )
        )
        self.tiles: list[Tile] = []
        self.charts: list[Chart] = []
        self._inner = QWidget()
        self._body = column(self._inner, gap=16)
        self._area = scrolled(self._inner)
        self._lay_out()
        for keys, act in (
            ("Ctrl+P", self.print_month),
            ("PgUp", partial(self.step, -1)),
            ("PgDown", partial(self.step, 1)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def refresh(self) -> None:
        """The month as it stands now."""
        act = self._desk.act()
        found = self._desk.case_figures.month(act.station_id, self._month, act.today)
        self._title.setText(f"{self._month.year}年{self._month.month}月")
        whole = found.through == month_end(self._month)
        self._meta.setText("" if whole else f"算到{short_date(found.through, act.today)}")
        self.after.setEnabled(self._month < month_of(act.today))
        self._clear()
        if found.empty:
            said = f"{self._month.month}月没有代办件。"
            self._body.addWidget(EmptyState.of(Emptiness("chart", said, "登记了代办件，这里就有数字和图。")), 1)
            return
        self._body.addWidget(self._figures(found.lines))
        self._body.addLayout(self._breakdowns(found.breakdowns))
        self._body.addStretch(1)

    def step(self, months: int) -> None:
        """Another month; what is to come has no figures."""
        wanted = month_after(self._month, months)
        if wanted <= month_of(self._desk.act().today):
            self._month = wanted
            self.refresh()

    def regions(self) -> "Sequence[QWidget]":
        """For F6."""
        return [self._tabs, self.before, self.verbs]

    def print_month(self) -> None:
        """To where this month is printed."""
        self._shell.go("printouts", paper=PaperKey.CASE_FIGURES.value, month=self._month)

    def export(self) -> None:
        """导出Excel: nobody is named in it but the agents, so nothing is asked but where to."""
        file = f"{self._month.year}年{self._month.month}月民事代办统计.xlsx"
        if out := ask_where(self, "导出Excel", file):
            self.save_as(out)

    def save_as(self, out: Path) -> None:
        """Write the month beside the window."""
        act = self._desk.act()
        wanted = Wanted(station_id=act.station_id, today=act.today, year=self._month.year, month=self._month)
        export(self._desk, self._shell, "case_figures", wanted, out)

    # within

    def _lay_out(self) -> None:
        head = row(gap=8)
        head.addWidget(Text("民事代办", "title"))
        head.addSpacing(theme.current().s8)
        for widget in (self._tabs, self.before, self._title, self.after, self._meta):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.verbs)
        box = column(self, gap=16, insets=PAGE)
        box.addLayout(head)
        box.addWidget(self._area, 1)

    def _clear(self) -> None:
        """Another month has other charts; the old ones go, with their layouts."""
        self.tiles, self.charts = [], []
        self._inner = QWidget()
        self._body = column(self._inner, gap=16)
        self._area.setWidget(self._inner)
        self._inner.setAutoFillBackground(False)

    def _figures(self, lines: "Sequence[FigureLine]") -> Card:
        card = Card()
        self.tiles = [Tile(line) for line in lines]
        holder = QWidget()
        flow = Flow(holder, gap=12)
        for tile in self.tiles:
            flow.addWidget(tile)
        card.body.addWidget(holder)
        return card

    def _breakdowns(self, breakdowns: "Sequence[Breakdown]") -> QGridLayout:
        across = grid(gap=16)
        told = [broken for broken in breakdowns if broken.lines]
        for at, broken in enumerate(told):
            card = Card(broken.title, TICK)
            drawn = Chart(partial(chart, broken), broken.title)
            self.charts.append(drawn)
            card.body.addWidget(drawn)
            card.body.addStretch(1)
            across.addWidget(card, at // 2, at % 2)
        return across


class Tile(QWidget):
    """One figure, large; small below it what it is measured by."""

    def __init__(self, line: FigureLine) -> None:
        super().__init__()
        box = column(self, gap=2)
        self.number = Text(line.now, "panel-title", "red" if line.pressing else "ink")
        before, year_ago = f"上月 {line.before}", f"去年同月 {line.year_ago}"
        box.addWidget(Text(line.label, "meta"))
        for words in (self.number, Text(before, "meta"), Text(year_ago, "meta")):
            box.addWidget(words)
        self.setAccessibleName(f"{line.label} {line.now}，{before}，{year_ago}")

    def sizeHint(self) -> QSize:
        wish = super().sizeHint()
        return QSize(max(theme.current().px(_TILE), wish.width()), wish.height())
