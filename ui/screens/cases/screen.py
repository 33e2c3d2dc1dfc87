"""The 民事代办 screen: register this villager, and see where every paper lies."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from PySide6.QtWidgets import QStackedWidget

from ui.kit.register import RegisterView
from ui.kit.segmented import Segmented
from ui.kit.spacing import column
from ui.kit.verb import Verb
from ui.screen import Screen
from ui.screens.cases.cases_tab import CaseTab
from ui.screens.cases.figures_tab import FiguresTab
from venue_desk.changes import Topic

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from uuid import UUID

    from PySide6.QtWidgets import QWidget

    from ui.screen import Shell
    from venue_desk.desk import Desk

CASES, FIGURES = "cases", "figures"
TABS = ((CASES, "办件"), (FIGURES, "统计"))


class CasesScreen(Screen):
    """Cases, deliveries, papers held, catalogue and network under one title."""

    TOPICS: ClassVar = frozenset({Topic.CASES, Topic.CUSTODY, Topic.CATALOGUE, Topic.NETWORK, Topic.HOLIDAYS})

    def __init__(self, desk: "Desk", shell: "Shell") -> None:
        super().__init__()
        self._desk, self._shell = desk, shell
        self.segments = {key: Segmented(TABS, key, name="看哪一张表") for key, _ in TABS}
        new = Verb("登记新件", self.register, icon="plus", keys="Ctrl+N")
        self.cases = CaseTab(desk, shell, self.segments[CASES], new)
        self.figures = FiguresTab(desk, shell, self.segments[FIGURES])
        self._stack = QStackedWidget()
        column(self).addWidget(self._stack)
        for key, page in ((CASES, self.cases.view), (FIGURES, self.figures)):
            self._stack.addWidget(page)
            self.segments[key].changed.connect(partial(self._picked, key))
        self._tab = CASES

    @property
    def view(self) -> RegisterView:
        """The register in sight."""
        return self.cases.view

    def refresh(self) -> None:
        """What is in sight; the others are read when they come into sight."""
        (self.cases if self._tab == CASES else self.figures).refresh()

    def regions(self) -> "Sequence[QWidget]":
        """For F6."""
        return self.cases.view.regions() if self._tab == CASES else self.figures.regions()

    def settle(self) -> None:
        """On the table, or in the form one was sent to."""
        if self._tab == CASES:
            self.cases.view.sheet.take_focus()
        else:
            self.figures.before.setFocus()

    def arrive(self, **about: object) -> None:
        """`tab` shows a page, `case_id` opens a case, with `draft` the form that was left."""
        self.show_tab(str(about.get("tab", CASES)))
        if "case_id" in about:
            file = self.cases.open(cast("UUID", about["case_id"]))
            if "draft" in about:
                self.cases.deeds.go_on(file, str(about["draft"]))

    def register(self) -> None:
        """登记代办."""

    def show_tab(self, key: str) -> None:
        """Another page, read afresh."""
        self._tab = key
        self._stack.setCurrentIndex([each for each, _ in TABS].index(key))
        self.refresh()

    def tour_states(self) -> "Mapping[str, Callable[[], object]]":
        """The page of a case, and the figures."""
        return {"record": lambda: self.cases.view.open_row(2), "figures": partial(self.show_tab, FIGURES)}

    # within

    def _picked(self, by: str, key: object) -> None:
        """Each segment goes on showing its own page; the cursor goes along to that of the other."""
        self.segments[by].choose(by)
        self.show_tab(str(key))
        self.segments[str(key)].setFocus()
