"""本月住站: every cadre's nights as cells, how many of how many, and what the month still takes."""

from collections.abc import Callable, Sequence
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui import theme
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.icons import IconLabel
from ui.kit.labels import ElidedText, Text
from ui.kit.nights import NightLook, NightStrip
from ui.kit.spacing import grid, row
from venue_desk.domain.lodging_standing import NightMark, Reach

if TYPE_CHECKING:
    from venue_desk.domain.lodging_standing import Standing

LOOKS = {
    NightMark.SLEPT: NightLook.SLEPT, NightMark.EXCUSED: NightLook.EXCUSED,
    NightMark.OPEN: NightLook.OPEN, NightMark.LOST: NightLook.LOST,
}  # fmt: skip
SIGNS = {
    Reach.MET: ("done", "jade"),
    Reach.ABLE: ("done", "jade"),
    Reach.TIGHT: ("warning", "amber"),
    Reach.LOST: ("refused", "red"),
}
SHOWN = ((830, 8), (740, 7), (0, 5))
"""Height of the window, in px at 100 %, and so many cadres stand on the card; of more, those it is tightest for."""
LINE, FEWEST = 31, 4
"""What a line takes of that height, and how many stand there whatever it costs."""
_PRESSING = (Reach.LOST, Reach.TIGHT, Reach.ABLE, Reach.MET)


class LodgingCard(Card):
    """A line a cadre."""

    def __init__(self, see_all: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__("本月住站", gap=4, parent=parent)
        self._standings: Sequence[Standing] = ()
        self._most = SHOWN[0][1]
        self._rows = StandingLines(())
        self._rest = ElidedText("", "hint")
        self.see_all = Button("看明细", see_all, kind="quiet")
        self.rule = ElidedText("", "meta")
        self.head.insertWidget(1, self.rule, 100)  # more than the stretch behind it
        self.head.addWidget(self.see_all)
        self.body.addWidget(self._rows)
        self.body.addWidget(self._rest)

    def show_month(self, standings: "Sequence[Standing]", rule: str) -> None:
        """How each stands; `rule` says beside the title what is required."""
        self._standings = standings
        self.rule.setText(rule)
        self.setVisible(bool(standings))
        self._show()

    def count(self) -> int:
        """How many live here."""
        return len(self._standings)

    def make_room(self, height: float, taken: float) -> None:
        """As many lines as go into a window of that height, where others take so much more of it than usual."""
        most = next(count for least, count in SHOWN if height >= least)
        most = max(most - ceil(taken / LINE), FEWEST)
        if most != self._most:
            self._most = most
            self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._show()

    def _show(self) -> None:
        shown = tightest(self._standings, self._most)
        before, self._rows = self._rows, StandingLines(shown, gap=0 if self._most <= SHOWN[-1][1] else 4)
        self.body.replaceWidget(before, self._rows)
        before.hide()
        before.deleteLater()
        self._rest.setText(_said_besides(self._standings, shown))
        self._rest.setVisible(bool(self._rest.text()))


class StandingLines(QWidget):
    """Name, nights, figures, sentence of each; where type is large and it is not `wide` the sentence stands below."""

    def __init__(
        self, standings: "Sequence[Standing]", gap: int = 4, *, wide: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        places = grid(self, gap=min(gap, 2) if theme.current().compact else gap, across=16 if wide else 8)
        places.setColumnStretch(3 if wide else 1, 1)
        most = max((len(standing.marks) for standing in standings), default=0)
        for line, standing in enumerate(standings):
            _add(places, line * 2, standing, most, below=theme.current().narrow_detail and not wide)


def tightest(standings: "Sequence[Standing]", most: int) -> "list[Standing]":
    """Those it is tightest for, in the order of the station."""
    chosen = sorted(standings, key=lambda each: _PRESSING.index(each.reach))[:most]
    return [each for each in standings if each in chosen]


def _said_besides(standings: "Sequence[Standing]", shown: "Sequence[Standing]") -> str:
    hidden = [each for each in standings if each not in shown]
    met = sum(each.reach is Reach.MET for each in hidden)
    if not hidden:
        return ""
    if not met:
        return f"另外还有 {len(hidden)} 人。"
    return f"另外 {len(hidden)} 人，{'都' if met == len(hidden) else f'{met} 人'}已够。"


def spoken(standing: "Standing") -> str:
    """The line as one phrase."""
    excused = f"，准假 {standing.excused} 晚" if standing.excused else ""
    return f"{standing.name}住了 {standing.done} 晚，应住 {standing.required} 晚{excused}，{standing.sentence}"


def _add(places: QGridLayout, line: int, standing: "Standing", most: int, *, below: bool) -> None:
    look, middle = theme.current(), Qt.AlignmentFlag.AlignVCenter
    sign, tone = SIGNS[standing.reach]
    places.setRowMinimumHeight(line, look.px(20 if look.compact else 28))
    places.addWidget(Text(standing.name, "body"), line, 0, middle)
    places.addWidget(NightStrip([LOOKS[mark] for mark in standing.marks], spoken(standing), most), line, 1, middle)
    figures = row(gap=0)
    figures.addStretch(1)
    figures.addWidget(Text(str(standing.done), "fact"))
    figures.addWidget(Text(f"/{standing.required}", "hint"))
    places.addLayout(figures, line, 2)
    told = row(gap=6)
    told.addWidget(IconLabel(sign, tone, 16))
    told.addWidget(Text(standing.sentence, "meta", tone if tone != "jade" else "ink2"))
    told.addStretch(1)
    if below:
        places.addLayout(told, line + 1, 1, 1, 2)
    else:
        places.addLayout(told, line, 3)
