"""The 值班台 screen: the station on top, the day's work left, the commonest acts and how far the papers have come right."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QWidget

from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.scroll import scrolled
from ui.kit.spacing import PAGE, column, grid, row
from ui.screen import Screen, focus_into
from ui.screens.home.latest import SHOWN, LatestCard
from ui.screens.home.progress import ProgressCard, Reach
from ui.screens.home.station_card import StationCard
from ui.screens.home.todo_card import TodoCard
from ui.screens.home.todos import STEP_CODES, step_group, todo_groups
from venue_desk.changes import Topic
from venue_desk.domain.home import HomeFacts
from venue_desk.domain.households import HouseholdFilter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from ui.screen import Shell
    from venue_desk.desk import Desk

# Verb, icon, where to, and what is told there.
QUICK: tuple[tuple[str, str, str, dict[str, object]], ...] = (
    ("登记农户", "house", "households", {"new": True}),
    ("记补贴", "leaf", "policies", {"new": True}),
    ("印连心卡", "cards", "printouts", {"paper": "contact-card"}),
    ("印知情卡", "paper", "printouts", {"paper": "policy-sheet"}),
    ("印公示名单", "megaphone", "printouts", {"paper": "hamlet-list"}),
    ("补印丢了的", "history", "printouts", {"paper": "issued"}),
)
MAIN, SIDE = 20, 13
"""Shares of the width."""


class HomeScreen(Screen):
    """What one sees first."""

    TOPICS: ClassVar = frozenset(Topic)

    def __init__(self, desk: "Desk", shell: "Shell") -> None:
        super().__init__()
        self._desk, self._shell = desk, shell
        self.station = StationCard(partial(shell.go, "settings", page="station"))
        self.todos = TodoCard()
        self.quick = Card("随手办")
        self.progress = ProgressCard(partial(shell.go, "printouts", paper="issued"))
        self.latest = LatestCard(lambda printout_id: shell.go("printouts", again=printout_id))
        self.verbs = {
            verb: Button(verb, partial(shell.go, key, **about), icon=icon) for verb, icon, key, about in QUICK
        }
        self._lay_out()

    def refresh(self) -> None:
        """Everything anew: it is all read in a few small queries."""
        act = self._desk.act()
        facts = self._desk.home.facts(act)
        self.station.show_facts(facts)
        steps = step_group(self._shell, facts, len(self._desk.policies.rows(act.station_id, facts.today)))
        groups = todo_groups(self._desk, self._shell, facts, STEP_CODES if steps else ())
        self.todos.show_groups([steps, *groups] if steps else groups)
        self.todos.show_foot("" if facts.backup_is_old else facts.backup_sentence)
        self.latest.show_rows(self._desk.printouts.rows(act.station_id, limit=SHOWN), facts.today)
        self.progress.show_reach(self._cards(facts), self._sheets(facts))

    def regions(self) -> "Sequence[QWidget]":
        """For F6."""
        return (self.todos, self.latest, self.quick, self.progress)

    def settle(self) -> None:
        """On the first verb: Enter begins the day's work."""
        if self.todos.buttons:
            self.todos.buttons[0].setFocus()
        else:
            focus_into(self.quick)

    # within

    def _cards(self, facts: HomeFacts) -> list[Reach]:
        station_id, households = facts.station.id, self._desk.households
        homes = households.by_hamlet(station_id)
        whole = facts.counts.households
        reaches = [Reach(place="全村", have=whole - facts.counts.without_card, wanted=whole, act=self._print_cards)]
        for hamlet in self._desk.stations.hamlets(station_id):
            lacking = households.count(
                station_id, HouseholdFilter(year=facts.today.year, hamlet_id=hamlet.id, without_card=True)
            )
            count = homes.get(hamlet.id, 0)
            act = partial(self._print_cards, hamlet.group_id)
            reaches.append(Reach(place=hamlet.name, have=count - lacking, wanted=count, act=act))
        return reaches

    def _sheets(self, facts: HomeFacts) -> list[Reach]:
        papers = self._desk.printouts.by_hamlet(facts.station.id, facts.today.year)
        print_all = partial(self._shell.go, "printouts", paper="policy-sheet")
        hamlets = [
            Reach(
                place=each.hamlet, have=each.with_sheet, wanted=each.households,
                act=partial(print_all, hamlet_id=each.hamlet_id),
            )
            for each in papers
        ]  # fmt: skip
        have, wanted = sum(reach.have for reach in hamlets), sum(reach.wanted for reach in hamlets)
        return [Reach(place="全村", have=have, wanted=wanted, act=print_all), *hamlets]

    def _print_cards(self, group_id: "UUID | None" = None) -> None:
        """Of those agents who cover the group, else of all who still have cards to give."""
        serving = self._desk.cadres.serving(self._desk.act().station_id)
        agents = tuple(cadre.id for cadre in serving if cadre.is_agent and group_id in cadre.group_ids)
        self._shell.go("printouts", paper="contact-card", **({"cadre_ids": agents} if agents else {}))

    def _lay_out(self) -> None:
        page = QWidget()
        whole = column(page, gap=16, insets=PAGE)
        whole.addWidget(self.station)
        below = row(gap=16)
        main = column(gap=16)
        main.addWidget(self.todos, 1)
        main.addWidget(self.latest)
        below.addLayout(main, MAIN)
        side = column(gap=16)
        side.addWidget(self.quick)
        side.addWidget(self.progress, 1)
        below.addLayout(side, SIDE)
        whole.addLayout(below, 1)
        column(self).addWidget(scrolled(page))
        places = grid(gap=8)
        for number, button in enumerate(self.verbs.values()):
            places.addWidget(button, number // 2, number % 2)
        self.quick.body.addLayout(places)
