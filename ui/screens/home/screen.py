"""The 值班台 screen: who is on watch on top, the day's work left, the duty log and the commonest acts right."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.kit.labels import set_property
from ui.kit.scroll import scrolled
from ui.kit.spacing import PAGE, column, row
from ui.screen import Screen
from ui.screens.home.latest import SHOWN, LatestCard
from ui.screens.home.lodging_card import LodgingCard
from ui.screens.home.log_card import LogCard
from ui.screens.home.progress import TALL, ProgressCard
from ui.screens.home.quick import QuickCard
from ui.screens.home.reaches import cards_reach, sheets_reach
from ui.screens.home.station_line import StationLine
from ui.screens.home.todo_card import TodoCard
from ui.screens.home.todos import STEP_CODES, step_group, todo_groups
from ui.screens.home.watch_card import NOBODY, WatchCard
from venue_desk.changes import Topic
from venue_desk.domain.calendar import night_of
from venue_desk.domain.duty_log import LogKind
from venue_desk.domain.home import HomeFacts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from uuid import UUID

    from ui.screen import Shell
    from venue_desk.desk import Desk

MAIN, SIDE = 20, 13
"""Shares of the width."""
ON_THE_CARD = ("attendance.missing",)
"""Findings that the watch card tells already, each with its verb."""
PAPERS = frozenset({Topic.HOUSEHOLDS, Topic.ENTITLEMENTS, Topic.POLICIES, Topic.PRINTOUTS, Topic.STATIONS})
FEW = 2
"""So many cadres stand above what is done now and then; of more there is no room below them but in a tall window."""
WATCH = 140
"""So high is the watch card, in px at 100 %, while a shift runs as it should."""
SPARE = 6
"""With so few to-dos there is room below them for the latest papers."""
_MINUTE_MS = 60_000


class HomeScreen(Screen):
    """What one sees first."""

    TOPICS: ClassVar = frozenset(Topic)

    def __init__(self, desk: "Desk", shell: "Shell") -> None:
        super().__init__()
        self._desk, self._shell = desk, shell
        self._papers_changed = True
        self.watch = WatchCard(desk, shell)
        self.todos, self.log = TodoCard(), LogCard(desk, shell)
        self.lodging = LodgingCard(partial(shell.go, "lodging"))
        self.quick = QuickCard(shell)
        self.progress = ProgressCard(partial(shell.go, "printouts", paper="issued"))
        self.latest = LatestCard(lambda printout_id: shell.go("printouts", again=printout_id))
        self.station = StationLine(partial(shell.go, "settings", page="station"))
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._minute.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._minute.timeout.connect(self._tick)
        self._minute.start()
        self._lay_out()

    def refresh(self) -> None:
        """Everything anew: it is all read in a few small queries."""
        act = self._desk.act()
        facts = self._desk.home.facts(act)
        self._show_watch()
        self.log.show_lines(self._desk.duty_log.day(act.station_id, act.today)[::-1])
        self.log.entry.reload()
        steps = step_group(self._shell, facts, len(self._desk.policies.rows(act.station_id, facts.today)))
        groups = todo_groups(self._desk, self._shell, facts, (*ON_THE_CARD, *(STEP_CODES if steps else ())))
        self.todos.show_groups([steps, *groups] if steps else groups)
        self.todos.show_done(facts.done, "" if facts.backup_is_old else facts.backup_sentence)
        spare = sum(len(group.todos) for group in groups) <= SPARE and steps is None
        self.latest.show_rows(self._desk.printouts.rows(act.station_id, limit=SHOWN), facts.today, spare=spare)
        self._show_lodging()
        self._show_papers(facts)
        self.station.show_facts(facts)
        self._one_red(pressing=steps is not None)

    def topics_changed(self, topics: frozenset[Topic]) -> None:
        self._papers_changed = self._papers_changed or bool(topics & PAPERS)
        # One's own draft stands in the fields already: reading the page again would only hold up the typing.
        if topics != {Topic.DRAFTS} or not self.log.entry.is_typed_in():
            super().topics_changed(topics)

    def arrive(self, **about: object) -> None:
        """`sign_on`: the verb of whoever is missing, or that cadre's own; `jot`: the cursor into 值班记录."""
        wanted = about.get("sign_on")
        if wanted is True:
            self._show_watch()
            if (verb := self.watch.missing()) is not None:
                verb.setFocus()
        elif wanted is not None:
            cadre = self._desk.cadres.get(self._desk.act(), cast("UUID", wanted))
            self.watch.signing.sign_on(cadre.id, cadre.name)
        elif about.get("jot"):
            self.log.entry.take_focus()

    def regions(self) -> "Sequence[QWidget]":
        """For F6."""
        return (self.watch, self.todos, self.latest, self.log, self.lodging, self.quick, self.progress)

    def settle(self) -> None:
        """In 值班记录: somebody stands in front of the desk."""
        self.log.entry.take_focus()

    def tour_states(self) -> "Mapping[str, Callable[[], object]]":
        """An incident being jotted down, and what was done today unfolded."""
        return {"incident": partial(self.log.entry.begin, LogKind.INCIDENT), "done": self.todos.fold.click}

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    # within

    def _show_watch(self) -> None:
        act = self._desk.act()
        self.watch.show_day(self._desk.attendance.today(act.station_id, act.at))

    def _show_lodging(self) -> None:
        """Where many live here, what is seldom wanted gives way to how their month stands."""
        act = self._desk.act()
        tonight = night_of(act.at)
        month = self._desk.lodging.month(act.station_id, tonight, tonight)
        self.lodging.show_month([row for row in month.rows if row.required], month.heading)
        self._make_room()
        QTimer.singleShot(0, self, self._make_room)  # only laid out does the watch card know how high it is

    def _make_room(self) -> None:
        """The acts give way to more than a few lines, the bars of cards and sheets to any."""
        look, living = theme.current(), self.lodging.count()
        beyond = self.watch.sizeHint().height() - look.px(WATCH)
        self.lodging.make_room(*(px * 100 / look.percent for px in (self.window().height(), max(beyond, 0))))
        self.quick.setVisible(living <= FEW or self.window().height() >= look.px(TALL))
        self.progress.give_way(crowded=living > 0)

    def _tick(self) -> None:
        """The line moves on, and whoever is late by now is told."""
        if self.isVisible():
            self._show_watch()

    def _show_papers(self, facts: HomeFacts) -> None:
        """Counted hamlet by hamlet: not after every line of the duty log."""
        if self._papers_changed:
            self._papers_changed = False
            cards, sheets = cards_reach(self._desk, self._shell, facts), sheets_reach(self._desk, self._shell, facts)
            self.progress.show_reach(cards, sheets)

    def _one_red(self, *, pressing: bool) -> None:
        """Only one button of the screen is red: who is missing, the next step of a new station, else 记下."""
        red = not pressing and self.watch.state.text() != NOBODY
        set_property(self.log.entry.note, "kind", "primary" if red else "secondary")

    def _lay_out(self) -> None:
        page = QWidget()
        whole = column(page, gap=8, insets=PAGE)
        whole.addWidget(self.watch)
        whole.addSpacing(8)
        below = row(gap=16)
        main = column(gap=16)
        main.addWidget(self.todos, 1)
        main.addWidget(self.latest)
        below.addLayout(main, MAIN)
        side = column(gap=16)
        side.addWidget(self.log, 1)
        side.addWidget(self.lodging)
        side.addWidget(self.quick)
        side.addWidget(self.progress)
        below.addLayout(side, SIDE)
        whole.addLayout(below, 1)
        whole.addWidget(self.station)
        column(self).addWidget(scrolled(page))
