"""情况: what the month requires is read whole at every size of type, and each stretch of a regime has its own marks."""

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.at_lodging import at_lodging
from tests.ui.conftest import settle
from ui.kit.nights import NightLook
from ui.style import Appearance
from venue_desk.domain.regimes import RegimeTermEntry
from venue_desk.domain.stations import Regime


@pytest.mark.parametrize("percent", [100, 150])
def test_what_the_month_requires_is_read_whole(tmp_path: Path, qtbot: QtBot, percent: int) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        at.hand.window.resize(1366, 768)
        at.hand.window.dress(Appearance("light", percent))
        at.screen.show_tab("standing")
        settle()
        shown = [each for each in (at.screen.standing.rule, at.screen.standing.rule_below) if each.isVisible()]
        assert [(each.text(), each.toolTip()) for each in shown] == [("每人至少 15 晚", "")]


def test_a_miss_of_the_stretch_that_runs_is_not_red_for_what_an_earlier_one_lacks(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        for day, regime in ((1, Regime.LIVE_IN), (16, Regime.ROTATING)):
            at.desk.regimes.set(at.desk.act(), RegimeTermEntry(from_on=date(2026, 11, day), regime=regime))
        at.screen.refresh()
        settle()
        month = at.screen.tonight.table.month
        ma = at.staff["马德林"].id
        looks = {day: month.look(month.index_of(ma, date(2026, 11, day))) for day in (13, 16, 17)}
        assert looks == {13: NightLook.LOST, 16: NightLook.MISSED, 17: NightLook.SLEPT}
