"""The 交接班 screen: the turn in hand, and the three registers that go from shift to shift."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.kit.segmented import Segmented
from ui.kit.spacing import column
from ui.screen import Screen
from ui.screens.handover.belongings_tab import BelongingsTab
from ui.screens.handover.cash_tab import CashTab
from ui.screens.handover.history_page import HistoryPage
from ui.screens.handover.seal_tab import SealTab
from ui.screens.handover.turn_tab import TurnTab
from venue_desk.changes import Topic

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ui.screen import Shell
    from ui.screens.handover.facts import TurnKey
    from venue_desk.desk import Desk
    from venue_desk.domain.handover_history import HandoverRow

TURN, BELONGINGS, SEALS, CASH = "turn", "belongings", "seals", "cash"
TABS = ((TURN, "交接"), (BELONGINGS, "物品"), (SEALS, "用印登记"), (CASH, "备用金"))
DRAFTS = {"belonging.": BELONGINGS, "seal_use.": SEALS, "cash.": CASH}
"""Where the form of a draft is, by the beginning of its key."""


class HandoverScreen(Screen):
    """Four pages under one title; each has the same segments beside it."""

    TOPICS: ClassVar = frozenset(Topic) - {Topic.DRAFTS}

    def __init__(self, desk: "Desk", shell: "Shell") -> None:
        super().__init__()
        self._desk, self._shell = desk, shell
        self.segments = {key: Segmented(TABS, key, name="看哪一张") for key, _ in TABS}
        self.turn = TurnTab(desk, shell, self.segments[TURN], self.see_all)
        self.belongings = BelongingsTab(desk, shell, self.segments[BELONGINGS])
        self.seals = SealTab(desk, shell, self.segments[SEALS], partial(self.show_tab, BELONGINGS))
        self.cash = CashTab(desk, shell, self.segments[CASH])
        self._pages: dict[str, QWidget] = {
            TURN: self.turn, BELONGINGS: self.belongings.view, SEALS: self.seals.view, CASH: self.cash.view,
        }  # fmt: skip
        self._tabs: dict[str, TurnTab | BelongingsTab | SealTab | CashTab] = {
            TURN: self.turn, BELONGINGS: self.belongings, SEALS: self.seals, CASH: self.cash,
        }  # fmt: skip
        self._stack = QStackedWidget()
        column(self).addWidget(self._stack)
        for key, page in self._pages.items():
            self._stack.addWidget(page)
            self.segments[key].changed.connect(partial(self._picked, key))
        self._tab = TURN

    def refresh(self) -> None:
        """What is in sight; the rest is read when it comes into sight."""
        self._in_sight().refresh()

    def regions(self) -> "Sequence[QWidget]":
        """For F6: the segments, then the page."""
        inside = self.turn.regions() if self._tab == TURN else cast("BelongingsTab", self._in_sight()).view.regions()
        return [self.segments[self._tab], *inside]

    def settle(self) -> None:
        """Where work on the page begins."""
        self._in_sight().take_focus()

    def arrive(self, **about: object) -> None:
        """`turn` shows an earlier turn, `tab` a register, `new` its form; `draft` goes on with what was left."""
        draft = str(about.get("draft", ""))
        tab = next((tab for prefix, tab in DRAFTS.items() if draft.startswith(prefix)), str(about.get("tab", TURN)))
        self.show_tab(tab)
        if "turn" in about:
            self.turn.show_turn(cast("TurnKey", about["turn"]))
        elif tab == TURN:
            self.turn.show_turn(None)
        elif tab == BELONGINGS and (about.get("new") or draft == "belonging.new"):
            self.belongings.register()

    def show_tab(self, key: str) -> None:
        """Another page, read afresh."""
        if self._tab == TURN and key != TURN:
            self.turn.flush()
        self._tab = key
        self._stack.setCurrentWidget(self._pages[key])
        self.refresh()

    def see_all(self, row: "HandoverRow | None") -> None:
        """历次交接 as a page over this one, opened at a row."""
        handover = row.turn.handover if row is not None else None
        self._shell.open_page(HistoryPage(self._desk, self._shell, handover.id if handover is not None else None))

    def tour_states(self) -> "Mapping[str, Callable[[], object]]":
        """Each page, a form and a record; the history."""
        return {
            "signing": self.turn.giver.ask,
            "belongings": partial(self.show_tab, BELONGINGS),
            "belongings-form": self.belongings.register,
            "seals": partial(self.show_tab, SEALS),
            "seals-record": partial(self.seals.view.open_row, 1),
            "cash": partial(self.show_tab, CASH),
            "history": lambda: self.see_all(next(iter(self.turn.facts.past), None)),
        }

    # within

    def _in_sight(self) -> "TurnTab | BelongingsTab | SealTab | CashTab":
        return self._tabs[self._tab]

    def _picked(self, by: str, key: object) -> None:
        """Each segment goes on showing its own page; the cursor goes along to that of the other."""
        self.segments[by].choose(by)
        self.show_tab(str(key))
        self.segments[str(key)].setFocus()
