"""The panel beside a table: head, a page that scrolls, and a foot that never does, with the one red button."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget
from shiboken6 import isValid

from ui import theme
from ui.kit.announce import announce
from ui.kit.buttons import Button
from ui.kit.chips import Chip
from ui.kit.columns import Mark
from ui.kit.confirm_sheet import ConfirmSheet
from ui.kit.finding_line import FindingLine, Mends, by_weight, no_mends
from ui.kit.form import Form
from ui.kit.icons import IconLabel
from ui.kit.labels import ElidedText, Prose, Text, hairline
from ui.kit.quiet_verbs import QuietVerbs
from ui.kit.scroll import scrolled
from ui.kit.spacing import column, row
from ui.kit.verb import Verb
from venue_desk.domain.errors import Refused, Unavailable
from venue_desk.domain.findings import Finding, Severity

_SIDE_BY_SIDE = 2
"""So many quiet verbs stand in the foot whatever its width; of more, those for which there is room."""
_READABLE = 760
"""Over a whole screen lines would get too long to read and fields too wide to aim at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelPage:
    """What the panel shows: a record, or a form. `sealed` says why it can only be looked at."""

    title: str
    content: QWidget
    meta: str = ""
    mark: Mark | None = None
    sealed: str = ""
    note: str = ""
    note_icon: str = ""
    verbs: Sequence[Verb] = ()
    primary: Verb | None = None


class Panel(QFrame):
    """Shows one PanelPage at a time."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.page: PanelPage | None = None
        self.mends: Mends = no_mends
        self.back = Button("返回", self.closed.emit, kind="quiet", icon="arrow-left")
        self.close_button = Button("关上", self.closed.emit, kind="quiet-icon", icon="close", keys="Esc")
        self.primary: Button | None = None
        self._title = ElidedText("", "panel-title")
        self._meta = Text("", "meta")
        self._mark = Chip("")
        self._sealed = Prose("", "meta", "ink2")
        self._area = scrolled(QWidget())
        self._loose = column(gap=4)
        self._foot = row(gap=8)
        self._foot_line = hairline()
        self._lay_out()
        self.show_as_page(whole=False)

    def show_page(self, page: PanelPage) -> None:
        """This page and no other; a form that was open has its draft kept first."""
        if (before := self.form()) is not None:
            before.flush()
        self.page = page
        self._title.setText(page.title)
        self._meta.setText(page.meta)
        self._mark.setVisible(page.mark is not None)
        if page.mark is not None:
            self._mark.show_state(page.mark.text, page.mark.tone, page.mark.icon)
        self._sealed.setText(page.sealed)
        self._sealed.setVisible(bool(page.sealed))
        self._show_loose(())
        self._swap(_framed(page.content))
        self._fill_foot(page)
        self.setAccessibleName(page.title)

    def show_as_page(self, *, whole: bool) -> None:
        """Over the table with 返回, or beside it with ×."""
        self.back.setVisible(whole)
        self.close_button.setVisible(not whole)

    def form(self) -> Form | None:
        """The form, if one is open."""
        return self.page.content if self.page is not None and isinstance(self.page.content, Form) else None

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """At their fields; those without one at the head of the foot."""
        shown = by_weight(findings)
        filled = self._filled_in()
        self._show_loose(filled.show_findings(shown) if filled is not None else shown)

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do it; what forbids or hinders it is shown here, and nothing typed is lost."""
        try:
            act()
        except Refused as refused:
            self.show_findings(refused.findings)
            return False
        except Unavailable as trouble:
            self.show_findings([Finding("world", Severity.MUST, trouble.sentence)])
            return False
        self.show_findings(())
        return True

    def take_focus(self) -> None:
        """The first field of a form, the way back of a question, else the red button, else the way back."""
        filled = self._filled_in()
        if filled is not None:
            filled.take_focus()
        elif self.primary is not None and self.primary.isEnabled():
            self.primary.show()  # just laid out it is shown a turn later, and what is hidden takes no cursor
            self.primary.setFocus()
        else:
            (self.back if self.back.isVisible() else self.close_button).setFocus()

    def _filled_in(self) -> Form | ConfirmSheet | None:
        content = self.page.content if self.page is not None else None
        return content if isinstance(content, (Form, ConfirmSheet)) else None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self.page is not None and isValid(self.page.content):
            self.page.content.setMaximumWidth(theme.current().px(_READABLE))

    def _lay_out(self) -> None:
        head = row(gap=8, insets="20 14 12 4")
        for widget in (self.back, self._title, self._meta):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self._mark)
        head.addWidget(self.close_button)
        foot = column(gap=12, insets="20 0 20 14")
        foot.addWidget(self._foot_line)
        foot.addLayout(self._loose)
        foot.addLayout(self._foot)
        sealed = row(insets="20 0 20 4")
        sealed.addWidget(self._sealed)
        box = column(self)
        box.addLayout(head)
        box.addLayout(sealed)
        box.addWidget(self._area, 1)
        box.addLayout(foot)

    def _swap(self, page: QWidget) -> None:
        """The page before may be the sender of the very signal we answer: it goes later."""
        before = self._area.takeWidget()
        before.hide()
        before.deleteLater()
        self._area.setWidget(page)
        page.setAutoFillBackground(False)

    def _show_loose(self, findings: Sequence[Finding]) -> None:
        _empty(self._loose)
        for finding in findings:
            self._loose.addWidget(FindingLine(finding, self.mends(finding), tinted=True))
        if findings:
            announce(self, findings[0].sentence)

    def _fill_foot(self, page: PanelPage) -> None:
        _empty(self._foot)
        self._foot_line.setVisible(bool(page.note or page.verbs or page.primary))
        if page.note_icon:
            self._foot.addWidget(IconLabel(page.note_icon, "ink3", 18))
        self._foot.addWidget(ElidedText(page.note, "hint"), 1)
        for widget in [QuietVerbs(page.verbs)] if len(page.verbs) > _SIDE_BY_SIDE else [v.button() for v in page.verbs]:
            self._foot.addWidget(widget)
        self.primary = page.primary.button("primary") if page.primary is not None else None
        if self.primary is not None:
            self._foot.addWidget(self.primary)


def _framed(content: QWidget) -> QWidget:
    page = QWidget()
    content.setMaximumWidth(theme.current().px(_READABLE))
    column(page, insets="20 4 20 14").addWidget(content)
    return page


def _empty(layout: QBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
