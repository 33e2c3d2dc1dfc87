"""情况: how everybody stands in a month, as lines and as bars; what the sheet for the wall says."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.drawing import Chart
from ui.kit.empty_state import EmptyState
from ui.kit.labels import ElidedText, Prose, Text, hairline
from ui.kit.quiet_verbs import QuietVerbs
from ui.kit.scroll import scrolled
from ui.kit.spacing import PAGE, column, row
from ui.screens.home.lodging_card import StandingLines
from venue_desk.domain.calendar import night_of
from venue_desk.domain.lodging_chart import NightsOf, nights_chart
from venue_desk.domain.lodging_standing import Reach, forecast_sentence
from venue_desk.domain.roster import month_after, month_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ui.kit.verb import Verb
    from ui.screen import Shell
    from venue_desk.desk import Desk
    from venue_desk.domain.lodging_standing import Standing
    from venue_desk.services.lodging_month import LodgingMonth

WORDS = {Reach.MET: "已够", Reach.ABLE: "还能够", Reach.TIGHT: "一晚都不能缺", Reach.LOST: "补不上了"}


class StandingTab(QWidget):
    """One month; ‹ and › or PgUp and PgDn lead to others. Beside it stands what is required, below where type is large."""

    def __init__(self, desk: "Desk", shell: "Shell", tabs: QWidget, verbs: "Sequence[Verb]") -> None:
        super().__init__()
        self._desk, self._shell, self._tabs = desk, shell, tabs
        self._month = self._runs = month_of(night_of(desk.act().at))
        self.before = Button("上个月", partial(self.step, -1), kind="quiet-icon", icon="left", keys="PgUp")
        self.after = Button("下个月", partial(self.step, 1), kind="quiet-icon", icon="right", keys="PgDn")
        self._title = Text("", "panel-title")
        self.rule, self.rule_below = ElidedText("", "meta"), ElidedText("", "meta")
        self.verbs = QuietVerbs(verbs)
        self.charts: list[Chart] = []
        self._area = scrolled(QWidget())
        self._lay_out()
        for keys, act in (("PgUp", partial(self.step, -1)), ("PgDown", partial(self.step, 1))):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def refresh(self) -> None:
        """The month as it stands now."""
        act = self._desk.act()
        runs = month_of(night_of(act.at))
        self._month, self._runs = runs if self._month == self._runs else self._month, runs
        found = self._desk.lodging.month(act.station_id, self._month, night_of(act.at))
        self._title.setText(f"{self._month.year}年{self._month.month}月")
        for rule, beside in ((self.rule, True), (self.rule_below, False)):
            rule.setText(found.rule_sentence)
            rule.setVisible(beside is not theme.current().narrow_detail)
        self.after.setEnabled(self._month < runs)
        self._swap(self._page(found))

    def month(self) -> "date":
        """The month in sight."""
        return self._month

    def step(self, months: int) -> None:
        """Another month; none to come."""
        wanted = month_after(self._month, months)
        if wanted <= self._runs:
            self._month = wanted
            self.refresh()

    def regions(self) -> list[QWidget]:
        """For F6."""
        return [self._tabs, self.before, self.verbs]

    def take_focus(self) -> None:
        """On the way to other months."""
        self.before.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Larger type lays the page out anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.isVisible():
            self.refresh()

    # within

    def _page(self, found: "LodgingMonth") -> QWidget:
        page = QWidget()
        self.charts = []
        if not found.nights:
            said = f"{self._month.month}月没有住宿登记。"
            column(page).addWidget(EmptyState("bed", said, "晚上在「今晚」里点过名，这里就有数字和图。"), 1)
            return page
        body = (column if theme.current().narrow_detail else row)(page, gap=16, insets="0 0 6 4")
        body.addWidget(self._lines(found.rows), 11)
        body.addWidget(self._bars(found.rows), 9)
        return page

    def _lines(self, rows: "Sequence[Standing]") -> Card:
        counted = (f"{word} {count} 人" for reach, word in WORDS.items() if (count := _count(rows, reach)))
        card = Card("每个人", "，".join(counted))
        card.body.addWidget(StandingLines(rows, wide=True))
        if told := forecast_sentence(rows):
            card.body.addWidget(hairline())
            card.body.addWidget(Prose(told, "meta"))
        card.body.addStretch(1)
        return card

    def _bars(self, rows: "Sequence[Standing]") -> Card:
        told = [NightsOf(row.name, row.done, row.required, row.tone) for row in rows]
        card = Card("已住几晚", "竖线是应住的晚数")
        drawn = Chart(partial(nights_chart, told), "已住几晚")
        self.charts.append(drawn)
        card.body.addWidget(drawn)
        card.body.addStretch(1)
        return card

    def _swap(self, page: QWidget) -> None:
        self._area.takeWidget().deleteLater()
        self._area.setWidget(page)
        page.setAutoFillBackground(False)

    def _lay_out(self) -> None:
        head = row(gap=8)
        head.addWidget(Text("住宿", "title"))
        head.addSpacing(theme.current().s8)
        for widget in (self._tabs, self.before, self._title, self.after):
            head.addWidget(widget)
        head.addWidget(self.rule, 100)  # more than the stretch behind it
        head.addStretch(1)
        head.addWidget(self.verbs)
        top = column(gap=8)
        top.addLayout(head)
        top.addWidget(self.rule_below)
        box = column(self, gap=16, insets=PAGE)
        box.addLayout(top)
        box.addWidget(self._area, 1)


def _count(rows: "Sequence[Standing]", reach: Reach) -> int:
    return sum(row.reach is reach for row in rows)
