"""打印机 and 关于: what this PC has, and what runs on it."""

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QComboBox, QWidget

from ui import fonts
from ui.kit.empty_state import EmptyState
from ui.kit.facts import Facts, Sections
from ui.kit.labels import ElidedText, Prose, Text
from ui.kit.lines import Line, Lines
from ui.kit.panel import PanelPage
from ui.kit.spacing import column, row
from ui.kit.verb import Verb
from ui.printers import Printers
from ui.screens.cases.receipt import RECEIPT_PRINTER
from ui.screens.settings.backups import open_folder
from ui.screens.settings.place import Place
from venue_desk import __version__

USUAL = "打印时先用它。要换，请在电脑的系统设置里把另一台设为默认。"
NO_PRINTER = "接好电源和线，在系统设置里添上打印机，再点「再看一遍」。没有打印机也能先「存为 PDF」。"
LOOK_FIRST = "不直接打印，先到打印页看一看"
RECEIPTS = "选了打印机，点「登记并打印回执」就直接印：一张纸左右两份，裁开一份给村民，一份留站里。只管这台电脑。"
LICENCES = (
    ("本程序", "MIT 许可，可以自由使用、改动和转送"),
    ("窗口", "Qt 6 与 PySide6，LGPL 3"),
    ("字体", "思源黑体 Noto Sans CJK，OFL 1.1；图标 Phosphor，MIT"),
    ("数据", "SQLCipher（BSD）加密，口令用 Argon2id 保护"),
    ("印纸", "ReportLab（BSD）；预览用 PDFium（BSD）"),
)


def show_printers(place: Place, printers: Printers) -> None:
    """Which ones there are, the usual one first."""
    page = PrinterPage(place)
    # Its slot is that of a widget: the signal forgets it together with the page.
    printers.found.connect(page.show_names)
    again = Verb("再看一遍", printers.look, icon="refresh")
    place.show(PanelPage(title="打印机", content=page, verbs=(again,)))
    printers.look()


class PrinterPage(QWidget):
    """Names, as soon as the system has told them, and which of them prints a receipt at once."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._shell = place.shell
        self._box = column(self)
        self._shown: QWidget = Text("正在看有哪些打印机", "meta")
        self._box.addWidget(self._shown)
        self.receipts = QComboBox()
        self.receipts.setAccessibleName("登记后直接打印回执")
        self.receipts.activated.connect(lambda at: self._shell.keep(RECEIPT_PRINTER, self.receipts.itemData(at)))
        label = Text("登记后直接打印回执", "label")
        label.setBuddy(self.receipts)
        self._box.addSpacing(16)
        for part in (label, self.receipts, Prose(RECEIPTS, "hint")):
            self._box.addWidget(part)
        self._box.addStretch(1)
        self._offer([])

    @Slot(list)
    def show_names(self, names: list[str]) -> None:
        """These and no others."""
        before, self._shown = self._shown, _listed(names)
        self._box.replaceWidget(before, self._shown)
        before.hide()
        before.deleteLater()
        self._offer(names)

    def _offer(self, names: list[str]) -> None:
        """The one that was chosen stays chosen, though it is away today."""
        chosen = self._shell.recall(RECEIPT_PRINTER)
        away = [chosen] if chosen and chosen not in names else []
        self.receipts.clear()
        self.receipts.addItem(LOOK_FIRST, "")
        for name in (*names, *away):
            self.receipts.addItem(name, name)
        self.receipts.setCurrentIndex(self.receipts.findData(chosen))


def _listed(names: list[str]) -> QWidget:
    if not names:
        return EmptyState("printer", "这台电脑还没有装打印机", NO_PRINTER)
    return Lines([Line(fact=names[0], meta=USUAL, right="常用"), *(Line(fact=name) for name in names[1:])])


def show_about(place: Place) -> None:
    """Version, where the data lie, which rare characters can be drawn, whose work this rests on."""
    folder = place.desk.signed_in.folder.path
    where = QWidget()
    line = row(where, gap=8)
    line.addWidget(ElidedText(str(folder), "body"), 1)
    line.addWidget(Verb("打开文件夹", partial(open_folder, folder), icon="folder").button("row"))
    # Qt hands the names back in small letters.
    proper = {family.lower(): family for family in fonts.RARE_FAMILIES}
    rare = [proper.get(family.lower(), family) for family in QFont.substitutes(fonts.FAMILY)]
    page = Sections()
    page.add("", Facts([("版本", __version__), ("数据文件夹", where)]))
    page.add("生僻字", Prose(_rare_sentence(rare)))
    page.add("许可", Facts(LICENCES))
    place.show(PanelPage(title="关于村站值守台", content=page))


def _rare_sentence(rare: list[str]) -> str:
    if rare:
        return f"字体里没有的字，从这些字体里找：{'、'.join(rare)}。"
    return "这台电脑没有生僻字字体。名字里的字印不出来时，请把字体文件放进数据文件夹里的 fonts，再重开本程序。"
