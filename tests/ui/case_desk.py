"""A small village at the 民事代办 screen: items, a township centre, people, and a hand to work with."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests import case_village
from tests.ui.at_desk import Hand, at_desk
from tests.ui.conftest import settle
from ui.kit.buttons import Button
from ui.kit.form import DRAFT_AFTER, Form
from ui.kit.labels import Text
from ui.kit.quiet_verbs import QuietVerbs
from ui.kit.register import RegisterView
from ui.screens.cases import CasesScreen
from venue_desk.desk import Desk
from venue_desk.domain.case_steps import StepEntry
from venue_desk.domain.cases import Case, CaseStep, Step
from venue_desk.domain.catalogue import ServiceItem
from venue_desk.domain.households import Villager
from venue_desk.domain.network import ServicePoint


@dataclass
class CaseDesk:
    """张文海 of 一社, an item of the township and one done at the desk, 菜子镇便民服务中心 with 孙主任."""

    desk: Desk
    hand: Hand
    zhang: Villager
    benefit: ServiceItem
    at_once: ServiceItem
    centre: ServicePoint

    @property
    def screen(self) -> CasesScreen:
        found = self.hand.window.screen_of("cases")
        assert isinstance(found, CasesScreen)
        return found

    @property
    def view(self) -> RegisterView:
        """The register in sight."""
        return self.screen.view

    @property
    def form(self) -> Form:
        form = self.view.panel.form()
        assert form is not None
        return form

    def accept(self, villager: Villager | None = None, **said: Any) -> Case:
        """A case by the service."""
        return case_village.accept(self.desk, villager or self.zhang, **said)

    def take(self, case: Case, step: Step, **said: Any) -> Case:
        """A step by the service."""
        return self.desk.cases.take(self.desk.act(), case, StepEntry(step=step, **said)).record

    def now(self, case: Case) -> Case:
        """The case as it stands."""
        return self.desk.cases.get(self.desk.act(), case.id).case

    def steps(self, case: Case) -> list[CaseStep]:
        return list(self.desk.cases.get(self.desk.act(), case.id).steps)

    def open(self, case: Case) -> None:
        """Its page, as from elsewhere."""
        self.hand.window.go("cases", case_id=case.id)
        settle()

    def press(self, word: str, inside: QWidget | None = None) -> None:
        """Click the button of that word in the panel, or choose it from 更多."""
        settle()
        place = inside or self.view.panel
        shown = [b for b in place.findChildren(Button) if b.text() == word and b.isVisibleTo(place)]
        if shown:
            self.hand.click(shown[0])
            return
        verb = next(verb for verb in self.quiet()._verbs if verb.word == word)
        self.hand.strokes += 2
        verb.act()
        settle()

    def quiet(self) -> QuietVerbs:
        found = [verbs for verbs in self.view.panel.findChildren(QuietVerbs) if verbs.isVisible()]
        assert found
        return found[0]

    def verbs(self) -> list[str]:
        """The words of all verbs of the page, the red one first."""
        settle()
        page = self.view.panel.page
        assert page is not None
        return [*([page.primary.word] if page.primary else []), *(verb.word for verb in reversed(page.verbs))]

    def click_row(self, number: int) -> None:
        self.hand.strokes += 1
        table = self.view.table
        at: QPoint = table.visualRect(table.model().index(number, 0)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
        settle()

    def words(self) -> str:
        """All that stands in the panel."""
        settle()
        return "\n".join(label.text() for label in self.view.panel.findChildren(Text) if label.isVisible())

    def rows(self) -> list[str]:
        """The applicants in the list."""
        return [row.case.applicant for row in self.view.table.every_row()]

    def told(self) -> str:
        return self.hand.window._toast.text()

    def wait_for_draft(self) -> None:
        QTest.qWait(DRAFT_AFTER + 50)

    def codes(self, field: str) -> list[str]:
        return [finding.code for finding in self.form.cells[field].findings]


@contextmanager
def case_desk(path: Path, qtbot: QtBot) -> Iterator[CaseDesk]:
    """On the screen, nothing picked."""
    with at_desk(path, qtbot, "cases") as (desk, hand):
        zhang = case_village.applicant(desk, phone="13800000201")
        benefit, at_once = case_village.item(desk), case_village.item(desk, case_village.AT_ONCE)
        stage = CaseDesk(desk, hand, zhang, benefit, at_once, case_village.centre(desk))
        settle()
        yield stage
