"""A register screen: title row, filters, table left, panel right. A screen declares the data and says what a row's page is."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from ui import theme
from ui.kit.columns import Column
from ui.kit.empty_state import Emptiness, EmptyState
from ui.kit.filters import FilterBar, Narrowing, State
from ui.kit.labels import Text
from ui.kit.panel import Panel, PanelPage
from ui.kit.quiet_verbs import QuietVerbs
from ui.kit.record_sheet import RecordSheet
from ui.kit.sources import Source
from ui.kit.spacing import PAGE, column, row
from ui.kit.verb import Verb

_PANEL_PART = 0.44
"""Of the width, until the cadre moves the line: five filters with their counts then still stand in one row."""


class Memory(Protocol):
    """Where the window keeps small things about itself, by name."""

    def recall(self, name: str) -> str:
        """What was kept, "" if nothing was."""
        ...

    def keep(self, name: str, text: str) -> None:
        """Keep it until next time."""
        ...


class NoMemory:
    """Forgets at once."""

    def recall(self, name: str) -> str:
        del name
        return ""

    def keep(self, name: str, text: str) -> None:
        del name, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """What a register screen says of itself. `purpose` stands in the panel while nothing is picked."""

    name: str
    title: str
    thing: str
    columns: Sequence[Column[Any]]
    source: Source[Any]
    purpose: Emptiness
    nothing: Emptiness
    page_of: Callable[[Any], PanelPage]
    new: Verb | None = None
    quiet: Sequence[Verb] = ()
    states: Sequence[State] = ()
    narrowings: Sequence[Narrowing] = ()
    tabs: QWidget | None = None
    """Stands beside the title, where a screen has more than one register."""
    above: QWidget | None = None
    """Stands between title and table: what is entered in one line."""
    idle: Callable[[], PanelPage] | None = None
    """Stands in the panel while nothing is picked, where there is more to tell than the purpose."""
    memory: Memory = field(default_factory=NoMemory)


class RegisterView(QWidget):
    """The screen of a Register. `page_of` tells for a row what the panel shows and which verbs it has."""

    filtered = Signal(object)
    """Another Filtering: answer with `show_rows`."""

    def __init__(self, register: Register, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._register = register
        self._opened = False
        self._open_form = self._at_rest = self._going = False
        self.filters = FilterBar(register.states, register.narrowings)
        self.sheet = RecordSheet(register.columns, register.source, register.thing, self.filters, register.nothing)
        self.table = self.sheet.table
        self.panel = Panel()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._summary = Text("", "meta")
        self._lay_out()
        self._connect()
        self.show_nothing()
        self._measure()

    # what a screen calls

    def show_rows(self, source: Source[Any] | None = None) -> None:
        """Other rows, or the same read again; the page of the picked one is made anew unless a form is open."""
        if source is None:
            self.sheet.refresh()
        else:
            self.sheet.show_source(source)
        if not self._open_form:
            self._show_anew()

    def show_summary(self, sentence: str) -> None:
        """A line beside the title."""
        self._summary.setText(sentence)

    def show_nothing(self) -> None:
        """What this register is for."""
        self._open_form, self._at_rest = False, True
        idle = self._register.idle
        self.panel.show_page(idle() if idle else PanelPage(title="", content=EmptyState.of(self._register.purpose)))
        self.panel.close_button.hide()

    def show_page(self, page: PanelPage) -> None:
        """Something else than the page of the picked row, such as a confirmation or the record's history."""
        self._put(page, form=False)
        self.panel.take_focus()

    def show_form(self, page: PanelPage) -> None:
        """A form, with the cursor in its first field; Esc leaves it."""
        self._put(page, form=True)
        form = self.panel.form()
        if form is not None:
            form.left.connect(self.leave)
        self.panel.take_focus()

    def show_picked(self) -> None:
        """The page of the row the cursor stands on, as after saving."""
        self._open_form = False
        self._show_picked(self.table.picked_row())

    def pick(self, key: Hashable) -> bool:
        """Go to a record and open its page, made once; False if it is not among the rows."""
        self._going = True
        try:
            found = self.table.pick(key)
        finally:
            self._going = False
        if found:
            self._open(self.table.picked_row())
        else:
            self._picked(None)
        return found

    def open_row(self, number: int) -> None:
        """Open the page of the row at that place, from 1."""
        self.table.pick(None)
        for _ in range(number):
            self.table.step(1)
        self._open(self.table.picked_row())

    def leave(self) -> None:
        """Esc, × or 返回: back to the row one came from."""
        form = self.panel.form()
        if form is not None:
            form.flush()
        was_form, self._open_form = self._open_form, False
        if was_form or self._is_over():
            self._show_picked(self.table.picked_row())
        else:
            self.table.pick(None)
            self.show_nothing()
        self._set_opened(opened=False)
        self.sheet.take_focus()

    def regions(self) -> list[QWidget]:
        """For F6."""
        shown = self._register.above
        above = [shown] if shown is not None and not shown.isHidden() else []
        if self._is_narrow():
            return [self.panel] if self._opened else [*above, self.filters, self.table]
        empty = self.panel.page is not None and isinstance(self.panel.page.content, EmptyState)
        return [*above, self.filters, self.table, *([] if empty else [self.panel])]

    def find_here(self) -> None:
        """Ctrl+F."""
        self._set_opened(opened=False)
        self.filters.find_line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.find_line.selectAll()

    # Qt's own names from here on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc within the panel: back to the row."""
        focused = QApplication.focusWidget()
        if event.key() == Qt.Key.Key_Escape and focused is not None and self.panel.isAncestorOf(focused):
            self.leave()
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        """Larger type may leave no room beside the table."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._measure()

    # within

    def _lay_out(self) -> None:
        head = row(gap=8)
        head.addWidget(Text(self._register.title, "title"))
        if self._register.tabs is not None:
            head.addSpacing(theme.current().s8)
            head.addWidget(self._register.tabs)
        head.addWidget(self._summary)
        head.addStretch(1)
        if self._register.quiet:
            head.addWidget(QuietVerbs(self._register.quiet))
        if self._register.new is not None:
            head.addWidget(self._register.new.button())
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.sheet)
        self._splitter.addWidget(self.panel)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setAccessibleName("表和右边一页的分界")
        box = column(self, gap=16, insets=PAGE)
        box.addLayout(head)
        if self._register.above is not None:
            box.addWidget(self._register.above)
        box.addWidget(self._splitter, 1)

    def _connect(self) -> None:
        self.filters.changed.connect(self.filtered)
        self.table.picked.connect(self._picked)
        self.table.opened.connect(self._open)
        self.table.clicked.connect(self._clicked)
        self.table.actions_of = self._actions
        self.panel.closed.connect(self.leave)
        self._splitter.splitterMoved.connect(self._remember)
        keys: dict[str, Callable[[], object]] = {"Ctrl+F": self.find_here, "Ctrl+S": self._save}
        if self._register.new is not None:
            keys["Ctrl+N"] = self._register.new.act
        keys |= {verb.keys: verb.act for verb in self._register.quiet if verb.keys}
        for sequence, act in keys.items():
            QShortcut(QKeySequence(sequence), self).activated.connect(act)
        for sequence, by in (("Ctrl+Up", -1), ("Ctrl+Down", 1)):
            # not in keyPressEvent: a button takes every arrow for itself
            shortcut = QShortcut(
                QKeySequence(sequence), self.panel, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
            shortcut.activated.connect(partial(self._step, by))

    def _put(self, page: PanelPage, *, form: bool) -> None:
        self.panel.show_page(page)
        self._open_form, self._at_rest = form, False
        self._set_opened(opened=True)

    def _picked(self, found: Any) -> None:
        if not self._open_form and not self._going:
            self._show_picked(found)

    def _show_picked(self, found: Any) -> None:
        if found is None:
            self.show_nothing()
            self._set_opened(opened=False)
        else:
            self._at_rest = False
            self.panel.show_page(self._register.page_of(found))
            self.panel.show_as_page(whole=self._is_over())

    def _show_anew(self) -> None:
        """A page made anew under the cursor must not lose it: Qt would hand it to the search field."""
        focused, found = QApplication.focusWidget(), self.table.picked_row()
        was_inside = focused is not None and self.panel.isAncestorOf(focused)
        self._show_picked(found)
        if was_inside and found is not None:
            self.panel.take_focus()
        elif was_inside:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clicked(self) -> None:
        """With no room beside the table a click opens the page; beside it the page is there already."""
        if self._is_narrow():
            self._open(self.table.picked_row())

    def _open(self, found: Any) -> None:
        if self._open_form:
            self._set_opened(opened=True)  # what is half typed comes first
        elif found is not None:
            self._put(self._register.page_of(found), form=False)
        self.panel.take_focus()

    def _step(self, by: int) -> None:
        """The record before or after, without leaving the panel; an open form is not left that way."""
        if not self._open_form:
            self.table.step(by)
            self.panel.take_focus()

    def _actions(self, found: Any) -> list[QAction]:
        """The same verbs as in the panel, nothing more."""
        page = self._register.page_of(found)
        verbs = [*page.verbs, page.primary] if page.primary is not None else list(page.verbs)
        page.content.deleteLater()
        return [verb.action(self) for verb in verbs]

    def _save(self) -> None:
        form = self.panel.form()
        if form is not None:
            form.save()

    def _is_narrow(self) -> bool:
        look = theme.current()
        return look.narrow_detail or self.window().width() < theme.DETAIL_WIDTH

    def _is_over(self) -> bool:
        return self._opened and self._is_narrow()

    def _set_opened(self, *, opened: bool) -> None:
        """Whether the panel was gone into; where there is no room beside the table it then lies over it."""
        self._opened = opened
        self._measure()

    def _measure(self) -> None:
        """Table and panel side by side, or one over the other where there is no room."""
        look, narrow = theme.current(), self._is_narrow()
        over = self._is_over()
        self._splitter.setHandleWidth(look.s16)
        self.sheet.setVisible(not over)
        self.panel.setVisible(over or not narrow)
        self.panel.show_as_page(whole=over)
        if self._at_rest:
            self.panel.close_button.hide()
        self.sheet.setMinimumWidth(0 if narrow else look.table_min)
        self.panel.setMinimumWidth(0 if narrow else look.panel_min)
        self.panel.setMaximumWidth(look.px(4000) if narrow else look.panel_max)
        if not narrow:
            self._recall()

    def _remember(self) -> None:
        self._register.memory.keep(f"{self._register.name}.panel", str(self.panel.width()))

    def _recall(self) -> None:
        kept = self._register.memory.recall(f"{self._register.name}.panel")
        look = theme.current()
        width = int(kept) if kept.isdecimal() else round(self._splitter.width() * _PANEL_PART)
        room = max(self._splitter.width() - look.table_min - self._splitter.handleWidth(), look.panel_min)
        width = min(max(width, look.panel_min), look.panel_max, room)
        self._splitter.setSizes([self._splitter.width() - width - self._splitter.handleWidth(), width])
