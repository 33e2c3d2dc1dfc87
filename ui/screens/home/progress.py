"""卡和单: how many households have their card or this year's sheet, hamlet by hamlet, as bars with their figures.

Where there is no height for the hamlets, the whole village and both kinds at once; in a low window the to-dos say it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QProgressBar, QWidget

from ui import theme
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.icons import IconLabel
from ui.kit.labels import Prose, Text
from ui.kit.segmented import Segmented
from ui.kit.spacing import column, grid, row

CARDS, SHEETS = "cards", "sheets"
SHOWN_MAX = 6
"""So many hamlets fit below the duty log; those that still lack something come first."""
TALL = 1040
"""Height of a window, in px at 100 %, from which the hamlets have room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far one place has come; `act` prints what is lacking there."""

    place: str
    have: int
    wanted: int
    act: Callable[[], object]

    @property
    def lacking(self) -> int:
        """Households still without."""
        return self.wanted - self.have


class ProgressCard(Card):
    """One kind of paper at a time, the whole village first."""

    def __init__(self, see_all: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__("卡和单", gap=8, parent=parent)
        self._reaches: dict[str, Sequence[Reach]] = {CARDS: (), SHEETS: ()}
        self._tall = False
        self._gives_way = False
        self.kind = Segmented([(CARDS, "连心卡"), (SHEETS, "知情卡")], CARDS, name="看哪一种")
        self.kind.changed.connect(lambda _: self._show())
        self._rows = QWidget()
        self._rest = Prose("", "hint")
        self.head.addWidget(Button("印发登记", see_all, kind="quiet"))
        self.body.addWidget(self.kind)
        self._box = column()
        self._box.addWidget(self._rows)
        self.body.addLayout(self._box)
        self.body.addWidget(self._rest)
        self.body.addStretch(1)

    def show_reach(self, cards: Sequence[Reach], sheets: Sequence[Reach]) -> None:
        """Of each kind the whole village, then its hamlets."""
        self._reaches = {CARDS: cards, SHEETS: sheets}
        self._show()

    def give_way(self, *, crowded: bool) -> None:
        """Shown only in a tall window, while other cards want the room."""
        self._gives_way = crowded
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.window().installEventFilter(self)
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another height of the window."""
        if event.type() == QEvent.Type.Resize and self._is_tall() != self._tall:
            self._show()
        return super().eventFilter(watched, event)

    def _is_tall(self) -> bool:
        return self.window().height() >= theme.current().px(TALL)

    def _show(self) -> None:
        self._tall = self._is_tall()
        self.setVisible(not theme.current().compact and (self._tall or not self._gives_way))
        low = not self._tall
        reaches = [reach for reach in self._reaches[str(self.kind.value())] if reach.wanted]
        shown = self._villages() if low else [*reaches[:1], *_most_lacking(reaches[1:])]
        self.kind.setVisible(not low)
        self._rows.hide()
        self._rows.deleteLater()
        self._rows = QWidget()
        places = grid(self._rows, across=10)
        places.setColumnStretch(1, 1)
        for line, reach in enumerate(shown):
            _add(places, line, reach, whole=low or not line)
        self._box.addWidget(self._rows)
        self._rest.setText("" if low and shown else self._said_besides(reaches, shown))
        self._rest.setVisible(bool(self._rest.text()))

    def _villages(self) -> list[Reach]:
        """Of each kind the whole village, named by the kind."""
        named = ((CARDS, "连心卡"), (SHEETS, "知情卡"))
        return [
            replace(reaches[0], place=word)
            for key, word in named
            if (reaches := self._reaches[key]) and reaches[0].wanted
        ]

    def _said_besides(self, reaches: Sequence[Reach], shown: Sequence[Reach]) -> str:
        if not reaches:
            return (
                "登记了农户，这里看卡发到了哪里。"
                if self.kind.value() == CARDS
                else "记了补贴，这里看知情卡发到了哪里。"
            )
        hidden = [reach for reach in reaches if reach not in shown]
        lacking = sum(reach.lacking for reach in hidden)
        if not hidden:
            return ""
        return f"另外 {len(hidden)} 个社，{f'还差 {lacking} 户' if lacking else '都发齐了'}。"


def _most_lacking(hamlets: Sequence[Reach]) -> list[Reach]:
    """Those that lack something before the rest, all in the order of the village."""
    chosen = sorted(hamlets, key=lambda reach: not reach.lacking)[:SHOWN_MAX]
    return [reach for reach in hamlets if reach in chosen]


def _add(places: QGridLayout, line: int, reach: Reach, *, whole: bool) -> None:
    bar = QProgressBar(textVisible=False)
    bar.setRange(0, reach.wanted)
    bar.setValue(reach.have)
    bar.setAccessibleName(f"{reach.place}已发 {reach.have} 户，共 {reach.wanted} 户")
    figures = row(gap=0)
    figures.addStretch(1)
    figures.addWidget(Text(str(reach.have), "fact"))
    figures.addWidget(Text(f" / {reach.wanted}", "hint"))
    middle = Qt.AlignmentFlag.AlignVCenter
    places.addWidget(Text(reach.place, "fact" if whole else "body"), line, 0, middle)
    places.addWidget(bar, line, 1, middle)
    places.addLayout(figures, line, 2)
    if reach.lacking:
        button = Button("去印" if whole else f"差 {reach.lacking} 户", reach.act, kind="row" if whole else "quiet")
        button.setAccessibleName(f"去印：{reach.place}还差 {reach.lacking} 户")
        places.addWidget(button, line, 3, middle)
    else:
        state = row(gap=4)
        state.addWidget(IconLabel("done", "jade", 16))
        state.addWidget(Text("发齐", "meta", "jade"))
        places.addLayout(state, line, 3)
