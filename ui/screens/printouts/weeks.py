"""值班公示栏: of which week the duties stand below the faces."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from ui.kit.empty_state import Emptiness
from ui.screens.printouts.asking import Asking
from ui.screens.printouts.lines import Line, LineChooser
from venue_desk.domain.roster_sheet import BoardOrder

if TYPE_CHECKING:
    from ui.screen import Shell
    from venue_desk.desk import Desk

WEEK = timedelta(days=7)
OFFERED = {"这一周": 0, "下一周": 1, "再下一周": 2, "上一周": -1}


class WeekAsking(Asking):
    """One week."""

    who: LineChooser

    def __init__(self, desk: "Desk", shell: "Shell", parent: QObject) -> None:
        super().__init__(desk, shell, parent)
        self.who = LineChooser("哪一周的值班")
        self.who.changed.connect(self.changed)

    def order(self, kind: str) -> BoardOrder:
        del kind
        return BoardOrder(monday=self.who.picked() or self._monday())

    def arrive(self, about: Mapping[str, Any]) -> None:
        day: date = about.get("day", self.desk.act().today)
        self._show(day - timedelta(days=day.weekday()))

    def begin_anew(self) -> None:
        self._show(self._monday())

    def refresh(self) -> None:
        self._show(self.who.picked())

    def nothing(self, kind: str) -> Emptiness:
        del kind
        register = partial(self.shell.go, "cadres", new=True)
        return Emptiness("badge", "还没有登记干部", "登记了干部，放上照片，这里就是公示栏。", "登记干部", register)

    def _show(self, picked: date | None) -> None:
        monday = self._monday()
        lines = [self._line(words, monday + count * WEEK) for words, count in OFFERED.items()]
        if picked is not None and picked not in {line.value for line in lines}:
            lines.append(self._line("选中的一周", picked))
        self.who.show_lines(lines, picked)

    def _line(self, words: str, monday: date) -> Line:
        sunday = monday + timedelta(days=6)
        return Line(words, f"{monday.month}月{monday.day}日—{sunday.month}月{sunday.day}日", monday)

    def _monday(self) -> date:
        today = self.desk.act().today
        return today - timedelta(days=today.weekday())
