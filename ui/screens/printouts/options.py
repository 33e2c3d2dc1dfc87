"""How it is printed: paper, first free place of a used sheet, what is drawn; the printer, and the two ways out."""

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QDateEdit, QRadioButton, QWidget

from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.job_card import JobCard
from ui.kit.labels import Prose, Text, hairline
from ui.kit.scroll import scrolled
from ui.kit.sheet_picker import SheetPicker
from ui.kit.spacing import column, row
from venue_desk.domain.printouts import PaperKey

CARDS = {
    PaperKey.CONTACT_CARD: ("名片 90×54", "每张 A4 印 10 张", (2, 5)),
    PaperKey.CONTACT_CARD_A6: ("门贴 A6", "每张 A4 印 4 张", (2, 2)),
}
NO_PRINTER = "没有打印机"


class PrintOptions(Card):
    """The right card of the print screen."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.paper = QButtonGroup(self)
        self.start = SheetPicker(2, 5)
        self.crop_marks, self.qr = QCheckBox("印裁切线"), QCheckBox("印二维码")
        self.from_on = QDateEdit()
        self.from_on.setDisplayFormat("yyyy年M月d日")
        self.from_on.setAccessibleName("公示从哪天起")
        self.printers = QComboBox()
        self.printers.setAccessibleName("打印机")
        self.printers.setPlaceholderText("正在找打印机")
        self.count = Text("", "meta")
        self.note = Prose("", "meta")
        self.job = JobCard()
        self.save = Button("存为 PDF", icon="pdf")
        self.send = Button("打印", kind="primary", icon="printer")
        self._for_cards = QWidget()
        self._for_lists = QWidget()
        self._sheet = Text("A4，竖放", "body")
        self._lay_out()
        self._connect()

    def card_paper(self) -> PaperKey:
        """Which card."""
        return list(CARDS)[max(self.paper.checkedId(), 0)]

    def show_card_paper(self, paper: PaperKey) -> None:
        """As asked for elsewhere."""
        self.paper.button(list(CARDS).index(paper)).setChecked(True)

    def show_kind(self, *, cards: bool, lists: bool) -> None:
        """Only what can be chosen for this kind of paper."""
        self._for_cards.setVisible(cards)
        self._sheet.setVisible(not cards)
        self._for_lists.setVisible(lists)
        self.qr.setVisible(not lists)
        self.crop_marks.setVisible(cards)

    def show_printers(self, names: list[str]) -> None:
        """Those of this PC; what was picked stays picked."""
        picked = self.printer()
        self.printers.clear()
        self.printers.addItems(names or [NO_PRINTER])
        self.printers.setEnabled(bool(names))
        self.printers.setCurrentIndex(names.index(picked) if picked in names else 0)

    def printer(self) -> str:
        """The picked one, "" if there is none."""
        text = self.printers.currentText()
        return "" if text == NO_PRINTER else text

    def show_pages(self, count: str, pages: int) -> None:
        """How much paper it takes; nothing to print, nothing to press."""
        self.count.setText(count)
        self.send.setText(f"打印 {pages} 页" if pages else "打印")
        self.send.setEnabled(bool(pages) and not self.job.busy())
        self.save.setEnabled(bool(pages) and not self.job.busy())

    def stops(self) -> list[QWidget]:
        """Where Tab goes, in reading order."""
        ticks = (self.crop_marks, self.qr, self.from_on, self.printers)
        return [*self.paper.buttons(), self.start, *ticks, self.save, self.send]

    def take_in(self, chooser: QWidget) -> None:
        """Where three columns do not fit, what is printed is chosen above how."""
        self._top.insertWidget(0, chooser)
        self._between.show()
        self._rest.addWidget(self.note)  # what is said once must not take the room of what is chosen

    def give_back(self) -> None:
        """Three columns again."""
        self._between.hide()
        self.body.insertWidget(self.body.indexOf(self.job) + 1, self.note)

    def _lay_out(self) -> None:
        content = QWidget()
        self._top = column(content, gap=12)
        self._between = hairline()
        self._between.hide()
        self._top.addWidget(self._between)
        self._rest = column(gap=12)
        self._top.addLayout(self._rest, 1)
        self.body.addWidget(scrolled(content), 1)
        self._lay_out_paper()
        self._lay_out_printer()

    def _lay_out_paper(self) -> None:
        self._rest.addWidget(Text("纸张", "card-title"))
        self._rest.addWidget(self._sheet)
        cards = column(self._for_cards, gap=8)
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
        self._rest.addWidget(self._for_cards)
        ticks = row(gap=16)
        for tick in (self.crop_marks, self.qr):
            tick.setChecked(True)
            ticks.addWidget(tick)
        ticks.addStretch(1)
        self._rest.addLayout(ticks)
        posted = row(self._for_lists, gap=8)
        posted.addWidget(Text("公示从", "label"))
        posted.addWidget(self.from_on, 1)
        posted.addWidget(Text("起", "label"))
        self._rest.addWidget(self._for_lists)
        self._rest.addWidget(hairline())

    def _lay_out_printer(self) -> None:
        head = row(gap=8)
        head.addWidget(Text("打印", "card-title"))
        head.addStretch(1)
        head.addWidget(self.count)
        self._rest.addLayout(head)
        label = Text("打印机", "label")
        label.setBuddy(self.printers)
        self._rest.addWidget(label)
        self._rest.addWidget(self.printers)
        self._rest.addStretch(1)
        self.body.addWidget(self.job)
        self.body.addWidget(self.note)
        foot = row(gap=12)
        foot.addWidget(self.save, 1)
        foot.addWidget(self.send, 1)
        self.body.addLayout(foot)

    def _connect(self) -> None:
        self.paper.idToggled.connect(self._paper_picked)
        self.start.changed.connect(lambda _: self.changed.emit())
        self.crop_marks.toggled.connect(lambda _: self.changed.emit())
        self.qr.toggled.connect(lambda _: self.changed.emit())
        self.from_on.dateChanged.connect(lambda _: self.changed.emit())
        self.from_on.setDate(QDate.currentDate())

    def _paper_picked(self, _number: int, on: bool) -> None:
        if on:
            columns, rows = CARDS[self.card_paper()][2]
            self.start.set_grid(columns, rows)
            self.changed.emit()
