"""Where a page of the settings stands: its panel, the desk, the window, and how a form is opened and saved in it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from ui.entry import Entry, look
from ui.kit.finding_line import Mend, Mends, no_mends
from ui.kit.form import Form
from ui.kit.panel import Panel, PanelPage
from ui.kit.verb import Verb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from ui.screen import Shell
    from venue_desk.desk import Desk
    from venue_desk.domain.acts import Act
    from venue_desk.domain.findings import Finding
    from venue_desk.services.saved import Saved

EMPTIED = "shifts.emptied"
Showing = Callable[[], object]


@dataclass(eq=False)
class Place:
    """What every page of the settings is given. `again` shows the page anew, after something was saved or left."""

    desk: "Desk"
    shell: "Shell"
    panel: Panel
    again: Showing = field(default=lambda: None)
    left: Showing | None = None
    """Where 返回 and Esc lead from a form that stands over its page."""
    anyway: bool = False
    """Whoever does it was told that people lose their places in the roster: while that verb runs, and no longer."""

    def act(self) -> "Act":
        """The signed-in cadre, now."""
        return self.desk.act()

    def show(self, page: PanelPage, *, over: bool = False) -> None:
        """This page; `over` another one, to which 返回 leads."""
        self.left = self.again if over else None
        self.panel.mends = no_mends
        self.panel.show_page(page)
        self.panel.back.setVisible(over)

    def open(
        self, entry: Entry, *, over: bool = True, below: "QWidget | None" = None, verbs: "Sequence[Verb]" = ()
    ) -> Form:
        """A form with the draft of it that was left; `below` stands under its fields, `verbs` beside the red one."""
        form = Form(entry.fields, lambda: self.act().today)
        form.set_values(entry.values)
        draft = self.desk.drafts.load(self.act(), entry.key)
        if draft is not None:
            form.set_texts(draft.texts)
        if below is not None:
            _put_below(form, below)
        form.changed.connect(partial(self._keep, entry, form))
        if entry.check is not None:
            look(entry.check, form)
        form.save_requested.connect(partial(self._save, entry, form))
        form.left.connect(self.leave)
        self.show(
            PanelPage(
                title=entry.title,
                content=form,
                note="上次没填完，接着填就行" if draft is not None else entry.note,
                verbs=(*verbs, Verb("清空草稿", partial(self._drop, entry))) if draft is not None else verbs,
                primary=Verb(entry.verb, form.save, keys="Ctrl+S"),
            ),
            over=over,
        )
        self.panel.mends = self._mends(form.save)
        if over:
            form.take_focus()
        return form

    def do(self, act: "Callable[[], Saved[Any]]", told: str) -> None:
        """A verb without a form: done at once, with 撤销; a refusal stands at the foot of the page."""
        done: list[Saved[Any]] = []
        self.panel.mends = self._mends(partial(self.do, act, told))
        if self.panel.attempt(lambda: done.append(act())):
            self.again()
            self.shell.toast(told, undo=lambda: self.undo(done[0]))

    def undo(self, saved: "Saved[Any]") -> None:
        """Take back what was just saved."""
        self.desk.undo(self.act(), saved)
        self.again()

    def leave(self) -> None:
        """Back from a form to the page under it; the draft is kept."""
        if self.left is not None:
            self.left()

    def _mends(self, again: Showing) -> Mends:
        """What empties places of the roster is refused once, with the verb that does it all the same."""

        def offered(finding: "Finding") -> "Sequence[Mend]":
            return (Mend("空出来，照改", partial(self._anyway, again)),) if finding.code == EMPTIED else ()

        return offered

    def _anyway(self, again: Showing) -> None:
        self.anyway = True
        try:
            again()
        finally:
            self.anyway = False

    def _keep(self, entry: Entry, form: Form) -> None:
        # A form that asks for a password has nothing to keep but who it is for.
        if form.is_touched() and any(form.texts().values()):
            self.desk.drafts.save(self.act(), entry.key, form.texts())

    def _drop(self, entry: Entry) -> None:
        self.desk.drafts.drop(self.act(), entry.key)
        self.again()

    def _save(self, entry: Entry, form: Form) -> None:
        done: list[Saved[Any]] = []
        if not self.panel.attempt(lambda: done.append(entry.save(self.act(), form.values()))):
            return
        self.desk.drafts.drop(self.act(), entry.key)
        self.again()
        saved = done[0]
        undo = partial(self.undo, saved) if saved.audit_ids else None
        self.shell.toast(entry.told(saved.record), undo=undo)


def _put_below(form: Form, below: "QWidget") -> None:
    layout = form.layout()
    assert layout is not None
    layout.addWidget(below)
