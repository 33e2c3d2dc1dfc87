"""A small village at the 惠农政策 screen: households, policies, and a hand to work with."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.builders import add_household, add_policy
from tests.ui.at_desk import Hand, at_desk
from tests.ui.conftest import settle
from ui.kit.buttons import Button
from ui.kit.form import DRAFT_AFTER, Form
from ui.kit.labels import Text
from ui.kit.register import RegisterView
from ui.screens.policies import PoliciesScreen
from venue_desk.desk import Desk
from venue_desk.domain.households import Household
from venue_desk.domain.policies import Entitlement, EntitlementFilter, Policy

THIS_YEAR = EntitlementFilter(year=2026)


@dataclass
class Village:
    """Three households in two hamlets, five policies."""

    desk: Desk
    hand: Hand
    zhang: Household
    ma: Household
    yu: Household
    wheat: Policy
    corn: Policy

    @property
    def screen(self) -> PoliciesScreen:
        found = self.hand.window.screen_of("policies")
        assert isinstance(found, PoliciesScreen)
        return found

    @property
    def view(self) -> RegisterView:
        """The register in sight."""
        return next(tab.view for tab in self.screen.tabs.values() if tab.view.isVisible())

    @property
    def form(self) -> Form:
        form = self.view.panel.form()
        assert form is not None
        return form

    @property
    def row(self) -> Any:
        """The row picked in it."""
        row = self.view.table.picked_row()
        assert row is not None
        return row

    def drawn(self) -> list[Entitlement]:
        rows = self.desk.entitlements.page(self.desk.act().station_id, THIS_YEAR)
        return [row.entitlement for row in rows]

    def press(self, word: str, inside: QWidget | None = None) -> None:
        """Click the button of that word in the panel."""
        settle()
        place = inside or self.view.panel
        self.hand.click(next(b for b in place.findChildren(Button) if b.text() == word and b.isVisibleTo(place)))

    def tab(self, number: int) -> None:
        """Click a segment beside the title."""
        self.hand.strokes += 1
        segments = next(s for s in self.screen.segments.values() if s.isVisible())
        middle = segments._cell(number).center().toPoint()
        QTest.mouseClick(segments, Qt.MouseButton.LeftButton, pos=middle)
        settle()

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

    def told(self) -> str:
        return self.hand.window._toast.text()

    def wait_for_draft(self) -> None:
        QTest.qWait(DRAFT_AFTER + 50)

    def codes(self, field: str) -> list[str]:
        return [finding.code for finding in self.form.cells[field].findings]


@contextmanager
def village_at_desk(path: Path, qtbot: QtBot) -> Iterator[Village]:
    """On the screen, nothing picked."""
    with at_desk(path, qtbot, "policies") as (desk, hand):
        zhang = add_household(desk, "0001", "张满仓", account="62101234560013")
        ma, yu = add_household(desk, "0002", "马秀英"), add_household(desk, "0003", "尉迟长河", "二社")
        wheat, corn = add_policy(desk), add_policy(desk, "良种补贴（玉米）")
        for name in ("耕地地力保护补贴", "高龄津贴", "残疾人两项补贴"):
            add_policy(desk, name)
        settle()
        yield Village(desk, hand, zhang, ma, yu, wheat, corn)
