"""The 惠农政策 screen: what there is to draw, who draws what, and who knows of it."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from PySide6.QtWidgets import QApplication, QStackedWidget

from ui.kit.segmented import Segmented
from ui.kit.spacing import column
from ui.kit.verb import Verb
from ui.screen import Screen
from ui.screens.policies.drawn_tab import DrawnTab
from ui.screens.policies.papers_tab import PapersTab
from ui.screens.policies.policy_tab import PolicyTab
from venue_desk.changes import Topic

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from uuid import UUID

    from PySide6.QtWidgets import QWidget

    from ui.kit.register import RegisterView
    from ui.screen import Shell
    from venue_desk.desk import Desk

POLICIES, DRAWN, PAPERS = "policies", "entitlements", "papers"
TABS = ((POLICIES, "政策"), (DRAWN, "补贴明细"), (PAPERS, "知情卡和公示"))


class PoliciesScreen(Screen):
    """Three registers under one title; each has the same three segments beside it."""

    TOPICS: ClassVar = frozenset(
        {Topic.POLICIES, Topic.ENTITLEMENTS, Topic.HOUSEHOLDS, Topic.PRINTOUTS, Topic.STATIONS}
    )

    def __init__(self, desk: "Desk", shell: "Shell") -> None:
        super().__init__()
        self._desk = desk
        self.segments = {key: Segmented(TABS, key, name="看哪一张表") for key, _ in TABS}
        new = Verb("登记补贴", self.register, icon="plus", keys="Ctrl+N")
        self.policies = PolicyTab(desk, shell, self.segments[POLICIES], new, self._see_policy)
        self.drawn = DrawnTab(desk, shell, self.segments[DRAWN], new)
        self.papers = PapersTab(desk, shell, self.segments[PAPERS], new)
        self.tabs: dict[str, PolicyTab | DrawnTab | PapersTab] = {
            POLICIES: self.policies,
            DRAWN: self.drawn,
            PAPERS: self.papers,
        }
        self._stack = QStackedWidget()
        column(self).addWidget(self._stack)
        for key, tab in self.tabs.items():
            self._stack.addWidget(tab.view)
            self.segments[key].changed.connect(partial(self._picked, key))
        self._tab = POLICIES

    def refresh(self) -> None:
        """The register in sight; the others are read when they come into sight."""
        self.tabs[self._tab].refresh()

    def regions(self) -> "Sequence[QWidget]":
        """For F6: the segments, then the register."""
        return [self.segments[self._tab], *self.tabs[self._tab].view.regions()]

    def settle(self) -> None:
        """In the form one was sent to, else on the table, where letters find a row."""
        view = self.tabs[self._tab].view
        if view.panel.form() is None:
            view.sheet.take_focus()
        elif (focused := QApplication.focusWidget()) is None or not view.panel.isAncestorOf(focused):
            view.panel.take_focus()

    def arrive(self, **about: object) -> None:
        """`tab` shows a register, `policy_id` or `entitlement_id` a record; the form opens for a `new` entitlement, to
        `entitle` a household, to pay out a `policy_to_entitle`, or to go on with a `draft`.
        """
        if "tab" in about:
            self.show_tab(str(about["tab"]))
        if "draft" in about:
            self._go_on(str(about["draft"]))
        elif "policy_id" in about:
            self.show_tab(POLICIES)
            self.policies.open(cast("UUID", about["policy_id"]))
        elif "entitlement_id" in about:
            self.show_tab(DRAWN)
            self.drawn.open(cast("UUID", about["entitlement_id"]))
        elif "entitle" in about:
            self.show_tab(DRAWN)
            self.drawn.register_for(cast("UUID", about["entitle"]))
        elif "policy_to_entitle" in about:
            self.show_tab(DRAWN)
            self.drawn.register_of(cast("UUID", about["policy_to_entitle"]))
        elif about.get("new"):
            self.register()

    def register(self) -> None:
        """登记补贴 from anywhere on the screen: it is done hundreds of times a year, a policy is registered once."""
        if not self._desk.policies.rows(self._desk.act().station_id, self._desk.act().today):
            self.show_tab(POLICIES)
            self.policies.register()
            return
        self.show_tab(DRAWN)
        self.drawn.register()

    def show_tab(self, key: str) -> None:
        """Another register, read afresh."""
        self._tab = key
        self._stack.setCurrentWidget(self.tabs[key].view)
        self.refresh()

    def tour_states(self) -> "Mapping[str, Callable[[], object]]":
        """Every tab, a record and a form of each."""
        return {
            "record": partial(_open, self.policies.view),
            "rate": self._add_rate,
            "policy-form": self.policies.register,
            "drawn": partial(self.show_tab, DRAWN),
            "drawn-record": partial(_open, self.drawn.view),
            "drawn-change": self.drawn.change_picked,
            "drawn-form": self.register,
            "papers": partial(self.show_tab, PAPERS),
            "papers-record": partial(_open, self.papers.view),
        }

    # within

    def _go_on(self, draft: str) -> None:
        if draft.startswith("entitlement."):
            self.show_tab(DRAWN)
            self.drawn.go_on(draft)
        else:
            self.show_tab(POLICIES)
            self.policies.go_on(draft)

    def _picked(self, by: str, key: object) -> None:
        """Each segment goes on showing its own register; the cursor goes along to that of the other."""
        self.segments[by].choose(by)
        self.show_tab(str(key))
        self.segments[str(key)].setFocus()

    def _see_policy(self, policy_id: "UUID") -> None:
        self.show_tab(DRAWN)
        self.drawn.see_policy(policy_id)
        self.drawn.view.sheet.take_focus()

    def _add_rate(self) -> None:
        row = self.policies.view.table.picked_row()
        if row is not None:
            self.policies.follow_rate(row.policy)


def _open(view: "RegisterView") -> None:
    """The page of the second row."""
    view.table.step(2)
    view.table.opened.emit(view.table.picked_row())
