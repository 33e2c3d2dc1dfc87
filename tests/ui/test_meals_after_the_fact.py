"""What was reported and has become untrue: somebody left, or is on leave after all."""

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.at_desk import Hand
from tests.ui.conftest import settle
from tests.ui.test_canteen_meals import TODAY, TOMORROW, at_canteen, findings, numbers, screen
from ui.kit.buttons import Button
from ui.kit.finding_line import FindingLine
from venue_desk.desk import Desk
from venue_desk.domain.cadres import Cadre
from venue_desk.domain.leaves import LeaveEntry, LeaveKind
from venue_desk.domain.meals import Meal
from venue_desk.domain.swaps import SwapEntry

Key = Qt.Key


def told(hand: Hand) -> list[str]:
    card = screen(hand).meals.heads
    return [each.finding.sentence for each in card.findChildren(FindingLine) if each.isVisible()]


def eats_tomorrow(desk: Desk) -> Cadre:
    """One who is reported for lunch, and is not at the desk."""
    act = desk.act()
    row = next(
        row
        for row in desk.meals.week(act.station_id, TOMORROW).rows
        if row.cells[4].portions and row.cadre_id != act.cadre_id
    )
    return desk.cadres.get(act, row.cadre_id)


def portions(desk: Desk, cadre: Cadre) -> int:
    grid = desk.meals.week(desk.act().station_id, TOMORROW)
    return sum(grid.cell(cadre.id, TOMORROW, meal).portions for meal in Meal)


def test_whoever_left_eats_no_longer_and_it_is_said(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        hand.ctrl(Key.Key_Return)
        lunch, cadre = numbers(hand)[1], eats_tomorrow(desk)
        many = portions(desk, cadre)
        desk.meals.set_portions(desk.act(), TODAY, Meal.LUNCH, cadre.id, 1, "补记")
        desk.cadres.leave(desk.act(), cadre, TOMORROW)
        settle()
        assert numbers(hand)[1] == lunch - 1
        assert told(hand) == [f"{cadre.name}已经离站，明天报过的 {many} 份不再算。"]
        grid = screen(hand).meals.grid
        assert grid.meals.grid is not None
        row = next(n for n, each in enumerate(grid.meals.grid.rows) if each.cadre_id == cadre.id)
        grid.setCurrentIndex(grid.meals.index_of(TOMORROW, row))
        grid.setFocus()
        hand.key(Key.Key_1)
        assert findings(hand) == [f"{cadre.name}明天不在本站，这一天只能报不吃。"]
        for meal in range(3):
            grid.setCurrentIndex(grid.meals.index(row, 3 + meal))
            hand.key(Key.Key_0)
        assert (findings(hand), told(hand)) == ([], [])


def test_leave_after_reporting_is_named_and_put_right_in_one_act(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        hand.ctrl(Key.Key_Return)
        cadre = eats_tomorrow(desk)
        many, before = portions(desk, cadre), numbers(hand)
        entry = LeaveEntry(
            cadre_id=cadre.id, kind=LeaveKind.SICK, from_on=TOMORROW, to_on=TOMORROW + timedelta(days=1), reason="看病"
        )
        desk.leaves.register(desk.act(), entry)
        settle()
        sentence = f"{cadre.name}明天请假，还报着 {many} 份。"
        assert told(hand) == [sentence]
        hand.window.go("home")
        settle()
        home = hand.window.screen_of("home")
        assert home is not None
        hand.click(next(b for b in home.findChildren(Button) if b.text() == "去改"))
        hand.click(next(b for b in screen(hand).meals.heads.findChildren(Button) if b.text() == "不吃"))
        assert (portions(desk, cadre), told(hand)) == (0, [])
        assert sum(before) - sum(numbers(hand)) == many
        hand.ctrl(Key.Key_Z)
        assert (portions(desk, cadre), told(hand)) == (many, [sentence])


def test_a_duty_given_away_after_reporting_is_named_and_put_right(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        hand.ctrl(Key.Key_Return)
        act = desk.act()
        eating = {row.cadre_id for row in desk.meals.week(act.station_id, TOMORROW).rows if row.cells[4].portions}
        entries = [
            SwapEntry(duty_id=duty.id, with_cadre_id=other.id)
            for duty in desk.roster.facts(act.station_id, TODAY.replace(day=1)).duties.values()
            if duty.day == TOMORROW and duty.cadre_id in eating
            for other in desk.cadres.serving(act.station_id)
        ]
        desk.swaps.arrange(act, next(each for each in entries if not desk.swaps.findings(act, each)))
        settle()
        (sentence,) = told(hand)
        assert "的班换出去了，还报着" in sentence
        hand.click(next(b for b in screen(hand).meals.heads.findChildren(Button) if b.text() == "不吃"))
        assert told(hand) == []
