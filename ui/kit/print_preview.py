"""The paper as it will be, from the very PDF that is printed (used places are marked in it already).

First page at once, the others when paged to.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.kit.announce import announce
from ui.kit.buttons import Button
from ui.kit.empty_state import Emptiness, EmptyState
from ui.kit.finding_line import FindingLine, Mends, by_weight, no_mends
from ui.kit.icons import IconLabel
from ui.kit.labels import Prose, Text
from ui.kit.paper_view import PaperView
from ui.kit.pdf_pages import PdfPages
from ui.kit.spacing import column, row
from venue_desk.domain.findings import Finding

NOTHING_YET = Emptiness("printer", "还没有可看的纸", "选好印什么，这里就显示印出来的样子。")


class PrintPreview(QFrame):
    """Paging, enlarging, and one line under the paper for what is not as it should be."""

    def __init__(self, mends: Mends = no_mends, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "wash")
        self._mends = mends
        self._pages: PdfPages | None = None
        self._page_of: Callable[[int], bytes] | None = None
        self._at = 0
        self._count = 0
        self._paper = PaperView()
        self._empty = EmptyState.of(NOTHING_YET)
        self._where = Text("", "body")
        self._scale = Text("", "meta")
        self._before = Button("上一页", lambda: self._go(self._at - 1), kind="quiet-icon", icon="left", keys="PgUp")
        self._next = Button("下一页", lambda: self._go(self._at + 1), kind="quiet-icon", icon="right", keys="PgDn")
        self._smaller = Button("缩小", lambda: self._paper.zoom(-1), kind="quiet", icon="zoom-out")
        self._larger = Button("放大", lambda: self._paper.zoom(1), kind="quiet", icon="zoom-in")
        self._lines = column(gap=4)
        self._lay_out()
        self._paper.zoomed.connect(self._say)
        self.destroyed.connect(self._closing(self))
        self.show_nothing()

    def show_pdf(self, content: bytes) -> None:
        """A whole document; the page in sight stays if there is one of that number."""
        self._close()
        self._hold(PdfPages(content))
        self._begin(self._pages.count if self._pages is not None else 0)

    def show_run(self, page_of: Callable[[int], bytes], pages: int) -> None:
        """A run of which each page (from 1) is made when it is looked at, so that the first is there at once."""
        self._close()
        self._page_of = page_of
        self._begin(pages)

    def show_nothing(self, said: Emptiness = NOTHING_YET) -> None:
        """A sentence instead of a paper."""
        self._close()
        self._paper.hide()
        self._empty.say(said)
        self._empty.show()
        self._at = 0
        self._say()

    def show_findings(self, findings: Sequence[Finding], fine: str = "") -> None:
        """Below the paper: what is to be mended, or in one line that all is well."""
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for finding in by_weight(findings):
            self._lines.addWidget(FindingLine(finding, self._mends(finding), tinted=True))
        if findings:
            announce(self, findings[0].sentence)
        elif fine:
            self._lines.addWidget(_fine(fine))

    def show_below(self, asked: QWidget) -> None:
        """What a mend asks for, under the paper until findings are shown again."""
        self._lines.addWidget(asked)

    def take_focus(self) -> None:
        """The cursor on the paper, where PgUp and PgDn turn the pages."""
        self._paper.setFocus()

    def holds_focus(self) -> bool:
        """Whether it is there."""
        return self._paper.hasFocus()

    def page(self) -> int:
        """The page in sight, from 1."""
        return self._at + 1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """PgUp, PgDn, Home, End."""
        targets = {
            Qt.Key.Key_PageUp: self._at - 1,
            Qt.Key.Key_PageDown: self._at + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self._count - 1,
        }
        target = targets.get(Qt.Key(event.key()))
        if target is None:
            event.ignore()
        else:
            self._go(target)

    def _lay_out(self) -> None:
        head = row(gap=4, insets="12 8 12 0")
        for widget in (self._before, self._where, self._next):
            head.addWidget(widget)
        head.addStretch(1)
        for shown in (self._scale, self._smaller, self._larger):
            head.addWidget(shown)
        box = column(self, gap=4)
        box.addLayout(head)
        box.addWidget(self._paper, 1)
        box.addWidget(self._empty, 1)
        below = row(insets="16 0 16 12")
        below.addLayout(self._lines)
        box.addLayout(below)

    def _begin(self, count: int) -> None:
        self._count = count
        self._empty.hide()
        self._paper.show()
        self._go(self._at)

    def _go(self, page: int) -> None:
        self._at = min(max(page, 0), max(self._count - 1, 0))
        if self._page_of is not None:
            self._hold(PdfPages(self._page_of(self._at + 1)))
        elif self._pages is not None:
            self._paper.show_page(self._at)
        self._say()

    def _hold(self, pages: PdfPages) -> None:
        """The one page in sight; the page before it is given back."""
        before, self._pages = self._pages, pages
        self._paper.show_pages(pages)
        if before is not None:
            before.close()

    def _say(self) -> None:
        there = self._pages is not None
        self._where.setText(f"第 {self._at + 1} 页，共 {self._count} 页" if there else "")
        self._scale.setText(f"实际大小的 {round(self._paper.scale() * 100)}%" if there else "")
        self._before.setEnabled(there and self._at > 0)
        self._next.setEnabled(there and self._at < self._count - 1)
        self._smaller.setVisible(there and not self._paper.fits())
        self._larger.setEnabled(there and self._paper.can_enlarge())
        self._paper.setAccessibleDescription(self._where.text())

    def _close(self) -> None:
        self._page_of = None
        self._paper.show_pages(None)
        if self._pages is not None:
            self._pages.close()
            self._pages = None

    @staticmethod
    def _closing(preview: "PrintPreview") -> Callable[[], None]:
        """When the widget is gone its document goes too; by then only plain Python may be touched."""
        held = preview.__dict__

        def close() -> None:
            pages = held.get("_pages")
            if isinstance(pages, PdfPages):
                pages.close()

        return close


def _fine(sentence: str) -> QWidget:
    line = QWidget()
    box: QHBoxLayout = row(line, gap=8)
    box.addWidget(IconLabel("done", "jade", 16))
    box.addWidget(Prose(sentence, "meta", "jade"), 1)
    return line
