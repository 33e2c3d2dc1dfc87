"""What is entered day after day in one line above its table: Enter saves and the line is ready for the next."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication, QWidget

from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.fields import Field
from ui.kit.finding_line import FindingLine, Mends, no_mends
from ui.kit.form import Form
from ui.kit.spacing import column, row
from venue_desk.domain.acts import Act
from venue_desk.domain.errors import Refused, Unavailable
from venue_desk.domain.findings import Finding, Severity

if TYPE_CHECKING:
    from venue_desk.desk import Desk

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quick:
    """One line as data. `defaults` fill it anew after each saving; its draft is kept under `key`.

    `lead` stands before the line; `begins` names the field one types in first, if it is not the first of all.
    """

    key: str
    verb: str
    fields: Callable[[], Sequence[Field]]
    save: Callable[[Act, Values], object]
    defaults: Callable[[], Values]
    mends: Mends = no_mends
    lead: QWidget | None = None
    begins: str = ""
    kind: str = "primary"
    """How its button looks, where the red one of the screen is another."""
    then: Callable[[], object] | None = None
    """What follows saving, or Esc, where the line is for one record and not for the next one."""
    clock: Callable[[Values], Values] = lambda _typed: {}
    """What hangs on the hour, beside what stands in the line: nobody having touched it, it is of the moment of saving."""
    look: Callable[[Act, Values], Sequence[Finding]] = lambda _act, _values: ()
    """What is to be looked at in what is being saved: told beneath the line, which is ready for the next one."""


class QuickLine(Card):
    """The line on its card."""

    def __init__(self, desk: "Desk", quick: Quick) -> None:
        super().__init__(insets="16 10 16 12", gap=8)
        self._desk, self._quick = desk, quick
        self._known = tuple(quick.fields())
        self.form = self._make_form()
        draft = desk.drafts.load(desk.act(), quick.key)
        if draft is not None:
            self.form.set_texts(draft.texts)
        self._findings = column(gap=4)
        line = row(gap=16)
        if quick.lead is not None:
            line.addWidget(quick.lead)
        self._place = column()
        self._place.addWidget(self.form)
        line.addLayout(self._place, 1)
        self.button = Button(quick.verb, self._save_line, kind=quick.kind)
        standing = column()
        standing.addSpacing(24)
        standing.addWidget(self.button)
        standing.addStretch(1)
        line.addLayout(standing)
        self.body.addLayout(line)
        self.body.addLayout(self._findings)

    def take_focus(self) -> None:
        """Where one begins to type."""
        if self._quick.begins:
            self.form.focus_cell(self.form.cells[self._quick.begins])
        else:
            self.form.take_focus()

    def empty(self) -> None:
        """Ready for the next one."""
        self._desk.drafts.drop(self._desk.act(), self._quick.key)
        self.form.set_values(dict.fromkeys(self.form.values()) | dict(self._quick.defaults()))
        self.form.show_findings(())
        self._show(())

    def refresh(self) -> None:
        """Other choices and defaults, unless something is being typed; the cursor stays where it is."""
        if self.form.is_touched():
            self.follow_clock()
            return
        if (fields := tuple(self._quick.fields())) != self._known:
            self._known = fields
            self._replace_form()
        else:
            self.form.set_values(self._quick.defaults())

    def follow_clock(self) -> None:
        """What hangs on the hour, as it is now; nothing below the hand of whoever is typing."""
        hours = self._quick.clock(self.form.values())
        self.form.follow({name: value for name, value in hours.items() if name != self._stands_in()})

    # within

    def _stands_in(self) -> str:
        """The field with the cursor."""
        focused = QApplication.focusWidget()
        return next((name for name, cell in self.form.cells.items() if focused and cell.isAncestorOf(focused)), "")

    def _replace_form(self) -> None:
        """Qt would hand the cursor of the form that goes to the search field above."""
        before, at = self.form, self._stands_in()
        self.form = self._make_form()
        self._place.replaceWidget(before, self.form)
        if at in self.form.cells:
            self.form.show()
            self.form.focus_cell(self.form.cells[at])
        before.hide()
        before.deleteLater()

    def _leave(self) -> None:
        self.empty()
        if self._quick.then is not None:
            self._quick.then()

    def _save_line(self) -> None:
        self.form.save()

    def _make_form(self) -> Form:
        form = Form(self._known, lambda: self._desk.act().today, self._quick.mends)
        form.set_values(self._quick.defaults())
        form.changed.connect(self._keep)
        form.save_requested.connect(self._try)
        form.left.connect(self._leave)
        return form

    def _keep(self) -> None:
        if self.form.is_touched():
            self._desk.drafts.save(self._desk.act(), self._quick.key, self._typed())

    def _typed(self) -> dict[str, str]:
        """What a draft keeps: no hour that nobody has typed."""
        typed, hours = self.form.touched(), self._quick.clock(self.form.values())
        return {name: text for name, text in self.form.texts().items() if name in typed or name not in hours}

    def _try(self) -> None:
        self.form.follow(self._quick.clock(self.form.values()))
        act, values = self._desk.act(), self.form.values()
        try:
            look_at = self._quick.look(act, values)
            self._quick.save(act, values)
        except Refused as refused:
            self._show(self.form.show_findings(refused.findings))
            return
        except Unavailable as trouble:
            self._show((Finding("world", Severity.MUST, trouble.sentence),))
            return
        if self._quick.then is not None:
            self._leave()
            return
        self.empty()
        self.refresh()
        self._show(look_at)
        self.take_focus()

    def _show(self, findings: Sequence[Finding]) -> None:
        while (item := self._findings.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for finding in findings:
            self._findings.addWidget(FindingLine(finding, self._quick.mends(finding), tinted=True))
