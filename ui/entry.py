"""A form in the panel of a register: its draft is kept while one types, saving tells what was done, and 撤销 undoes it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Protocol

from shiboken6 import isValid

from ui.kit.columns import Mark
from ui.kit.confirm_sheet import ConfirmSheet
from ui.kit.fields import Field
from ui.kit.finding_line import Mends, no_mends
from ui.kit.form import Form
from ui.kit.panel import Panel, PanelPage
from ui.kit.verb import Verb
from venue_desk.domain.acts import Act
from venue_desk.domain.findings import Finding
from venue_desk.services.saved import Saved

if TYPE_CHECKING:
    from ui.screen import Shell
    from venue_desk.desk import Desk

Values = Mapping[str, Any]


class Place(Protocol):
    """Where a form is shown and what is there after it: a register, or another screen with a panel."""

    panel: Panel

    def show_form(self, page: PanelPage) -> None:
        """The form, with the cursor in its first field."""
        ...

    def show_picked(self) -> None:
        """What was there before the form."""
        ...

    def pick(self, key: Any) -> object:
        """The record that was saved."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One form as data. `key` names its draft; `save` hands the typed values to a service; `told` is the toast.

    `again`, for what is entered one after the other, opens the form once more with what it makes of the saved record.
    `check` asks the rules while one types, so that what is to be looked at is seen before saving. `ask`, for what is
    hard to take apart again, tells what will happen: it is read, with `final`, before anything is saved.
    """

    key: str
    title: str
    verb: str
    fields: Sequence[Field]
    save: Callable[[Act, Values], Saved[Any]]
    told: Callable[[Any], str]
    values: Values = field(default_factory=dict)
    note: str = ""
    again: Callable[[Any], Values] | None = None
    check: Callable[[Values], Iterable[Finding]] | None = None
    ask: Callable[[Act, Values], Sequence[str]] | None = None
    final: str = ""
    then: Callable[[Any], object] | None = None
    """Shows what was saved, where picking its row by `key_of` would not do."""
    mends: Mends = no_mends
    primary_icon: str = ""
    verbs: Sequence[Verb] = ()
    """What else can be done with the record the form is about."""
    mark: Mark | None = None
    key_of: Callable[[Any], object] = lambda record: record.id


class Entries:
    """Opens entries in one place."""

    def __init__(
        self,
        desk: "Desk",
        shell: "Shell",
        view: Place,
        refresh: Callable[[], object],
        take_back: Callable[[Saved[Any]], object] | None = None,
    ) -> None:
        """`refresh` reads the register again, so that the saved record can be picked in it; `take_back` undoes."""
        self._desk, self._shell, self._view, self._refresh = desk, shell, view, refresh
        self._take_back = take_back or (lambda saved: desk.undo(desk.act(), saved))

    def open(self, entry: Entry) -> Form:
        """Show the form, with the draft of it that was left unsaved."""
        form = Form(entry.fields, lambda: self._desk.act().today, entry.mends)
        form.set_values(entry.values)
        draft = self._desk.drafts.load(self._desk.act(), entry.key)
        if draft is not None:
            form.set_texts(draft.texts)
        form.changed.connect(lambda: self._keep(entry, form))
        if entry.check is not None:
            look(entry.check, form)
        form.save_requested.connect(lambda: self._ask(entry, form) if entry.ask else self._save(entry, form.values()))
        self._view.show_form(
            PanelPage(
                title=entry.title,
                mark=entry.mark,
                content=form,
                note="上次没填完，接着填就行" if draft is not None else entry.note,
                verbs=(*((Verb("清空草稿", lambda: self._drop(entry)),) if draft is not None else ()), *entry.verbs),
                primary=Verb(
                    "看会怎样" if entry.ask else entry.verb, form.save, icon=entry.primary_icon, keys="Ctrl+S"
                ),
            )
        )
        return form

    def undo(self, saved: Saved[Any]) -> None:
        """Take back what was just saved, also after its page was closed."""
        self._take_back(saved)
        if isValid(self._view.panel):
            self._refresh()

    def _keep(self, entry: Entry, form: Form) -> None:
        if form.is_touched():
            self._desk.drafts.save(self._desk.act(), entry.key, form.texts())

    def _drop(self, entry: Entry) -> None:
        self._desk.drafts.drop(self._desk.act(), entry.key)
        self.open(entry)

    def _ask(self, entry: Entry, form: Form) -> None:
        """What will happen, on a sheet with the verb; the way back leads to the form as it was filled in."""
        assert entry.ask is not None
        values, told, ask = form.values(), list[str](), entry.ask
        if not self._view.panel.attempt(lambda: told.extend(ask(self._desk.act(), values))):
            return
        sheet = ConfirmSheet(told, entry.final, entry.verb, lambda: self._save(entry, values), lambda: self.open(entry))
        self._view.panel.show_page(PanelPage(title=entry.title, content=sheet))
        self._view.panel.take_focus()

    def _save(self, entry: Entry, values: Values) -> None:
        done: list[Saved[Any]] = []
        if not self._view.panel.attempt(lambda: done.append(entry.save(self._desk.act(), values))):
            return
        saved = done[0]
        self._desk.drafts.drop(self._desk.act(), entry.key)
        self._view.show_picked()
        self._refresh()
        if entry.again is not None:
            self.open(replace(entry, values=entry.again(saved.record)))
        elif entry.then is not None:
            entry.then(saved.record)
        else:
            self._view.pick(entry.key_of(saved.record))
        self._shell.toast(entry.told(saved.record), undo=lambda: self.undo(saved))


def look(check: Callable[[Values], Iterable[Finding]], form: Form) -> None:
    """Now, and whenever typing pauses; the cursor stays."""

    def looked() -> None:
        form.show_findings(check(form.values()), go=False)

    looked()
    form.changed.connect(looked)
