"""The 民事代办 screen: register this villager, and see where every paper lies."""

from typing import TYPE_CHECKING, ClassVar, cast

from ui.kit.register import RegisterView
from ui.kit.segmented import Segmented
from ui.kit.spacing import column
from ui.kit.verb import Verb
from ui.screen import Screen
from ui.screens.cases.cases_tab import CaseTab
from venue_desk.changes import Topic

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from uuid import UUID

    from PySide6.QtWidgets import QWidget

    from ui.screen import Shell
    from venue_desk.desk import Desk

CASES = "cases"
TABS = ((CASES, "办件"),)


class CasesScreen(Screen):
    """Cases, deliveries, papers held, catalogue and network under one title."""

    TOPICS: ClassVar = frozenset({Topic.CASES, Topic.CUSTODY, Topic.CATALOGUE, Topic.NETWORK, Topic.HOLIDAYS})

    def __init__(self, desk: "Desk", shell: "Shell") -> None:
        super().__init__()
        self._desk, self._shell = desk, shell
        self.segments = {key: Segmented(TABS, key, name="看哪一张表") for key, _ in TABS}
        new = Verb("登记新件", self.register, icon="plus", keys="Ctrl+N")
        self.cases = CaseTab(desk, shell, self.segments[CASES], new)
        column(self).addWidget(self.cases.view)

    @property
    def view(self) -> RegisterView:
        """The register in sight."""
        return self.cases.view

    def refresh(self) -> None:
        """The register in sight; the others are read when they come into sight."""
        self.cases.refresh()

    def regions(self) -> "Sequence[QWidget]":
        """For F6."""
        return self.cases.view.regions()

    def settle(self) -> None:
        """On the table, or in the form one was sent to."""
        self.cases.view.sheet.take_focus()

    def arrive(self, **about: object) -> None:
        """`case_id` opens a case, with `draft` the form that was left."""
        self.refresh()
        if "case_id" in about:
            file = self.cases.open(cast("UUID", about["case_id"]))
            if "draft" in about:
                self.cases.deeds.go_on(file, str(about["draft"]))

    def register(self) -> None:
        """登记代办."""

    def tour_states(self) -> "Mapping[str, Callable[[], object]]":
        """The page of a case."""
        return {"record": lambda: self.cases.view.open_row(2)}
