"""选文件: where a table is dropped or chosen, the blank one to be filled in, and what was imported before."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from ui import theme
from ui.kit import pens
from ui.kit.announce import announce
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.finding_line import FindingLine
from ui.kit.icons import IconLabel
from ui.kit.job_card import JobCard
from ui.kit.labels import Prose, Text
from ui.kit.lines import Line, Lines
from ui.kit.scroll import scrolled
from ui.kit.spacing import column, row
from ui.kit.verb import Verb
from ui.screens.importing.undo_question import undo_question
from venue_desk.domain.calendar import at_station, day_of, short_date
from venue_desk.domain.findings import Finding
from venue_desk.domain.imported import Import, ImportRow
from venue_desk.domain.importing import ImportKind

HOW = {
    ImportKind.HOUSEHOLDS: "村里自己做的花名册就行：一人一行或一户一行都认，列名、社名各写各的也认。",
    ImportKind.ENTITLEMENTS: "发放花名册就行：一项一行，或一项补贴一列都认。先登记好政策，再导明细。",
    ImportKind.CADRES: "干部名册就行：姓名、职务、电话、包组，有几样认几样。",
}
THEN = "先看结果，再导入；导入以后可以整次撤销。"
READS = "能读 .xlsx 和 .csv"
_PAST_WIDTH = 420
QWIDGETSIZE_MAX = (1 << 24) - 1


class StartPage(QWidget):
    """One place to drop onto, beside it the list of past imports."""

    choose = Signal()
    blank = Signal()
    undo_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = Button("选文件", self.choose.emit, kind="primary", icon="folder")
        self.template = Button("存空白填写表", self.blank.emit, kind="quiet", icon="export")
        self.job = JobCard()
        self._icon, self._how = IconLabel("import", "ink3", 40), Prose("", "meta")
        self._against = column(gap=4)
        self.place, self.past = _DropPlace(), Card("以前导入的", gap=4)
        self._area, self._asking = scrolled(QWidget()), False
        self._line = row(self, gap=16)
        self._lay_out()

    def show_kind(self, kind: ImportKind) -> None:
        """What is brought in."""
        self._how.setText(HOW[kind])
        self.show_findings(())

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Why the file could not be read, in place until another is chosen."""
        while (item := self._against.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for finding in findings:
            self._against.addWidget(FindingLine(finding, tinted=True))
        if findings:
            announce(self, findings[0].sentence)

    def show_past(self, rows: Sequence[ImportRow], today: date, undo: Callable[[ImportRow], object]) -> None:
        """The latest first; one that can be taken back has its verb. A question that stands there is answered first."""
        if self._asking:
            return
        lines = Lines([_line(one, today, undo) for one in rows], "还没有导入过。导入过的记在这里，随时可以撤销。")
        page = QWidget()
        box = column(page, insets="0 0 8 0")
        box.addWidget(lines)
        box.addStretch(1)
        self._swap(page)

    def ask_undo(self, record: Import, undo: Callable[[], object], leave: Callable[[], object]) -> None:
        """In place of the list."""
        sheet = undo_question(record, partial(self._answered, undo), partial(self._answered, leave))
        self._asking = True
        self._swap(sheet)
        sheet.take_focus()

    def _answered(self, act: Callable[[], object]) -> None:
        self._asking = False
        act()

    def measure(self, *, narrow: bool) -> None:
        """Side by side, or one above the other."""
        self._line.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._icon.setVisible(not narrow)
        width = theme.current().px(_PAST_WIDTH)
        self.past.setMinimumWidth(0 if narrow else width)
        self.past.setMaximumWidth(QWIDGETSIZE_MAX if narrow else width)

    def _swap(self, page: QWidget) -> None:
        """The one before may be the sender of the very signal we answer: it goes later."""
        before = self._area.takeWidget()
        before.hide()
        before.deleteLater()
        self._area.setWidget(page)
        page.setAutoFillBackground(False)

    def _lay_out(self) -> None:
        centre = Qt.AlignmentFlag.AlignHCenter
        body = column(self.place, gap=12, insets="32 16 32 16")
        body.addStretch(2)
        body.addWidget(self._icon, 0, centre)
        body.addWidget(Text("把 Excel 拖到这里，或点「选文件」", "card-title"), 0, centre)
        self._how.setAlignment(centre)
        body.addWidget(self._how)
        body.addWidget(Text(THEN, "meta"), 0, centre)
        body.addSpacing(4)
        body.addWidget(self.button, 0, centre)
        body.addLayout(self._against)
        body.addWidget(self.job)
        body.addStretch(3)
        foot = row(gap=8)
        foot.addWidget(Text(READS, "hint"))
        foot.addStretch(1)
        foot.addWidget(Text("还没有表？", "hint"))
        foot.addWidget(self.template)
        body.addLayout(foot)
        self.past.body.addWidget(self._area, 1)
        self._line.addWidget(self.place, 1)
        self._line.addWidget(self.past)


class _DropPlace(QFrame):
    """A sheet with a dashed edge: something may be laid down here."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(pens.color("ctrl"), 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(pens.color("card"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), look.radius_card, look.radius_card)
        painter.end()


def _line(one: ImportRow, today: date, undo: Callable[[ImportRow], object]) -> Line:
    record = one.record
    when = f"{short_date(day_of(record.imported_at), today)} {at_station(record.imported_at):%H:%M}"
    undone = record.undone_at is not None
    return Line(
        fact=record.file,
        meta=f"{when} · {one.by} · {record.kind.label}",
        right="已撤销" if undone else f"新增 {record.new}",
        right_meta=one.undone_by if undone else f"改动 {record.changed}",
        verbs=() if undone else (Verb("撤销", partial(undo, one)),),
        quiet=undone,
    )
