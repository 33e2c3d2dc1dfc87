"""How it is printed: what can be chosen of the paper; the printer, and the two ways out."""

from collections.abc import Iterable

from PySide6.QtWidgets import QComboBox, QWidget

from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.job_card import JobCard
from ui.kit.labels import Prose, Text, hairline
from ui.kit.scroll import scrolled
from ui.kit.spacing import column, row

NO_PRINTER = "没有打印机"


class PrintOptions(Card):
    """The right card of the print screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.printers = QComboBox()
        self.printers.setAccessibleName("打印机")
        self.printers.setPlaceholderText("正在找打印机")
        self.count = Text("", "meta")
        self.note = Prose("", "meta")
        self.job = JobCard()
        self.save = Button("存为 PDF", icon="pdf")
        self.send = Button("打印", kind="primary", icon="printer")
        self._sheet = Text("", "body")
        self._how = column(gap=12)
        self._lay_out()

    def take_how(self, parts: Iterable[QWidget]) -> None:
        """What can be chosen of one kind of paper; in sight only while that kind is shown."""
        for part in parts:
            self._how.addWidget(part)

    def show_sheet(self, lying: str) -> None:
        """A4，竖放; nothing where the kind itself asks for the paper."""
        self._sheet.setText(lying)
        self._sheet.setVisible(bool(lying))

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
        """Where Tab goes behind what is chosen of the paper, in reading order."""
        return [self.printers, self.save, self.send]

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
        self._rest.addLayout(self._how)
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
