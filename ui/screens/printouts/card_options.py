"""How cards are printed: which card, the first free place of a used sheet, what is drawn."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QWidget

from ui.kit.labels import Text
from ui.kit.sheet_picker import SheetPicker
from ui.kit.spacing import column, row
from venue_desk.domain.printouts import PaperKey

CARDS = {
    PaperKey.CONTACT_CARD: ("名片 90×54", "每张 A4 印 10 张", (2, 5)),
    PaperKey.CONTACT_CARD_A6: ("门贴 A6", "每张 A4 印 4 张", (2, 2)),
}


class CardOptions(QWidget):
    """Of cards only."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paper = QButtonGroup(self)
        self.start = SheetPicker(2, 5)
        self.crop_marks, self.qr = QCheckBox("印裁切线"), QCheckBox("印二维码")
        self._lay_out()
        self.paper.idToggled.connect(self._paper_picked)
        self.start.changed.connect(lambda _: self.changed.emit())
        for tick in (self.crop_marks, self.qr):
            tick.toggled.connect(lambda _: self.changed.emit())

    def card_paper(self) -> PaperKey:
        """Which card."""
        return list(CARDS)[max(self.paper.checkedId(), 0)]

    def show_card_paper(self, paper: PaperKey) -> None:
        """As asked for elsewhere."""
        self.paper.button(list(CARDS).index(paper)).setChecked(True)

    def stops(self) -> list[QWidget]:
        """Where Tab goes, in reading order."""
        return [*self.paper.buttons(), self.start, self.crop_marks, self.qr]

    def _lay_out(self) -> None:
        body = column(self, gap=12)
        cards = column(gap=8)
        for number, (words, each, _) in enumerate(CARDS.values()):
            button = QRadioButton(words)
            self.paper.addButton(button, number)
            line = row(gap=8)
            line.addWidget(button)
            line.addWidget(Text(each, "meta"))
            line.addStretch(1)
            cards.addLayout(line)
        self.paper.button(0).setChecked(True)
        head = row(gap=8)
        head.addWidget(Text("从第几位开始印", "label"))
        head.addStretch(1)
        head.addWidget(Text("用过的纸可接着用", "hint"))
        cards.addLayout(head)
        cards.addWidget(self.start)
        body.addLayout(cards)
        ticks = row(gap=16)
        for tick in (self.crop_marks, self.qr):
            tick.setChecked(True)
            ticks.addWidget(tick)
        ticks.addStretch(1)
        body.addLayout(ticks)

    def _paper_picked(self, _number: int, on: bool) -> None:
        if on:
            columns, rows = CARDS[self.card_paper()][2]
            self.start.set_grid(columns, rows)
            self.changed.emit()
