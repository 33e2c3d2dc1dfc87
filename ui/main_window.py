"""The window: rail, top bar and a stack of screens from a tuple. It knows keys, places and sizes, and no word of the desk."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedLayout, QStackedWidget, QWidget

from ui import style, theme
from ui.bridge import Bridge
from ui.faults import Faults, FaultStrip
from ui.focus import focus_into, give_focus, holds_focus
from ui.kit.announce import announce
from ui.kit.buttons import Button
from ui.kit.spacing import column, row
from ui.kit.toast import Act, Toast
from ui.lock import IdleWatch, LockPage
from ui.minutes import Minutes
from ui.rail import Rail
from ui.readings import Readings
from ui.scanner import ScanWatch, is_text_field
from ui.screen import Screen, ScreenSpec
from ui.style import Appearance
from ui.surroundings import Surroundings
from ui.tasks import Job, Task, Tasks
from ui.top_bar import TopStrip
from venue_desk.changes import Topic
from venue_desk.services.unit import glance

if TYPE_CHECKING:
    from venue_desk.desk import Desk

SMALLEST = QSize(1280, 680)


class MainWindow(QWidget):
    """The Shell of every screen."""

    scanned = Signal(str)
    """A scanner typed this while no text field had the cursor."""

    def __init__(self, desk: "Desk", screens: Sequence[ScreenSpec], around: Surroundings, faults: Faults) -> None:
        super().__init__()
        self._desk, self._around = desk, around
        self._specs = {spec.key: spec for spec in screens}
        self._made: dict[str, Screen] = {}
        self._page: Screen | None = None
        self._page_from: QWidget | None = None
        self._locked_from: QWidget | None = None
        self._searched_from: QWidget | None = None
        self._sent_from: tuple[str, QWidget | None] | None = None
        self._key = ""
        self._appearance = around.appearance
        self._compact = False
        self.setProperty("role", "ground")
        self.setMinimumSize(SMALLEST)
        shown = [spec for spec in screens if spec.in_rail]
        self._rail, self.top, self._stack = Rail(shown), TopStrip(self._tools()), QStackedWidget()
        self._strip, self._lock = FaultStrip(), LockPage(around.cadre, around.unlock)
        self._layers = self._build()
        self._toast = Toast(self._content)
        self._tasks, self._readings = Tasks(self), Readings(self)
        self._bridge = Bridge(desk.announcer, self)
        self._wire(faults)
        self._bind_keys()

    # --- what it is made of

    def _tools(self) -> list[Button]:
        """Of those whose screen there is."""
        known = [tool for tool in self._around.tools if tool.screen in self._specs]
        return [Button(tool.word, partial(self.go, tool.screen), icon=tool.icon) for tool in known]

    def _build(self) -> QStackedLayout:
        self._content = QWidget()
        content = column(self._content)
        content.addWidget(self._strip)
        content.addWidget(self._stack, 1)
        below = row()
        below.addWidget(self._rail)
        below.addWidget(self._content, 1)
        whole = QWidget()
        body = column(whole)
        body.addWidget(self.top)
        body.addLayout(below, 1)
        layers = QStackedLayout(self)
        layers.setContentsMargins(0, 0, 0, 0)
        layers.addWidget(whole)
        layers.addWidget(self._lock)
        return layers

    def _wire(self, faults: Faults) -> None:
        self._rail.picked.connect(self.go)
        self.top.lock_wanted.connect(self.lock)
        self._lock.opened.connect(self._unlocked)
        faults.told.connect(self._strip.say)
        self._bridge.changed.connect(self._changed)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_theme_changed)
        self._around_it = QTimer(self, interval=0, singleShot=True)  # after what was done has been painted
        self._around_it.timeout.connect(self._read_around)
        Minutes(self._around.now, self).passed.connect(self._minute_passed)

    def _bind_keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+K": self._search,
            "Ctrl+L": self.lock,
            "F1": lambda: self._around.open_manual(self._key),
            "F6": lambda: self._next_region(1),
            "Shift+F6": lambda: self._next_region(-1),
            "F8": self._toast.take_focus,
            "Ctrl+Z": self._undo,
            "Ctrl+=": lambda: self.dress(self._appearance.larger()),
            "Ctrl++": lambda: self.dress(self._appearance.larger()),
            "Ctrl+-": lambda: self.dress(self._appearance.smaller()),
            "Ctrl+0": lambda: self.dress(Appearance(self._appearance.theme)),
        }
        for place, key in enumerate([key for key, spec in self._specs.items() if spec.in_rail][:10]):
            keys[f"Alt+{'1234567890'[place]}"] = partial(self.go, key)
        for sequence, act in keys.items():
            self.add_key(sequence, act)

    def add_key(self, sequence: str, act: Callable[[], object]) -> None:
        """A key that works on every screen, but not while locked."""
        shortcut = QShortcut(QKeySequence(sequence), self)
        shortcut.activated.connect(partial(self._unless_locked, act))

    def _unless_locked(self, act: Callable[[], object]) -> None:
        if not self.locked():
            act()

    # --- the Shell

    def toast(
        self, text: str, undo: Act | None = None, see: Act | None = None, verb: str = "打开", icon: str = "done"
    ) -> None:
        """Tell what was done."""
        self._toast.tell(text, undo, see, verb, icon)

    def announce(self, sentence: str) -> None:
        """Have a screen reader say it."""
        announce(self, sentence)

    def go(self, key: str, **about: object) -> None:
        """Show a screen, made on its first visit."""
        self.close_page()
        screen = self.screen_of(key)
        if self._specs[key].in_rail:
            self._rail.mark(key)
        elif self._key and self._specs[self._key].in_rail:
            self._sent_from = (self._key, self.focusWidget())
        self._key = key
        self._stack.setCurrentWidget(screen)
        self.setWindowTitle(self._specs[key].title)
        before = self.focusWidget()
        if about:
            screen.arrive(**about)
        # A form that was asked for has taken the cursor already.
        if self.focusWidget() is before or not holds_focus(screen):
            screen.settle()

    def back(self) -> None:
        """To where the cadre was sent from, and there to the field or row."""
        if self._page is not None:
            self.close_page()
        elif self._sent_from is not None and not self._specs[self._key].in_rail:
            key, focus = self._sent_from
            self.go(key)
            give_focus(focus)

    def look_for(self, text: str) -> None:
        """As if it had been typed after Ctrl+K."""
        self._search()
        self.top.search.setText(text)

    def leave_search(self) -> None:
        """The cursor back to where it was before Ctrl+K."""
        self.top.search.clear()
        give_focus(self._searched_from)

    def open_page(self, page: Screen) -> None:
        """Lay a page over the screen."""
        self.close_page()
        self._page_from = self.focusWidget()
        self._page = page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.settle()

    def close_page(self) -> None:
        """Take the page away; the cursor goes back to where it was opened."""
        page, came_from = self._page, self._page_from
        self._page = self._page_from = None
        if page is None:
            return
        self._stack.setCurrentWidget(self.screen_of(self._key))
        self._stack.removeWidget(page)
        page.deleteLater()
        give_focus(came_from)

    def appearance(self) -> Appearance:
        """As chosen last."""
        return self._appearance

    def recall(self, name: str) -> str:
        """A wish of whoever uses this PC."""
        return self._around.recall(name)

    def keep(self, name: str, text: str) -> None:
        """Kept by whoever opened the window."""
        self._around.keep(name, text)

    def sign_in_again(self, told: str) -> None:
        """Whoever opened the window shows the page before it once more."""
        self._around.sign_in_again(told)

    def read(self, name: str, read: Callable[[], Any], then: Callable[[Any], object]) -> None:
        """Read beside the window what takes a moment."""
        self._readings.ask(name, read, then)

    def run(self, job: Job) -> Task:
        """Start a long job beside the window."""
        return self._tasks.run(job)

    # --- for the composition root and the tour

    def screen_of(self, key: str) -> Screen:
        """The screen of that key, made if it was not there yet."""
        if key not in self._made:
            self._made[key] = self._specs[key].make(self._desk, self)
            self._stack.addWidget(self._made[key])
        return self._made[key]

    def content(self) -> QWidget:
        """What lies beside the rail, for what is laid over every screen."""
        return self._content

    def keys(self) -> tuple[str, ...]:
        """All screens, in the order of the rail."""
        return tuple(self._specs)

    def key(self) -> str:
        """Which screen is open."""
        return self._key

    def has_page(self) -> bool:
        """Whether a page lies over the screen: leaving the screen would close it."""
        return self._page is not None

    def start(self) -> None:
        """Dress, read the facts, open the first screen."""
        self._compact = self.height() < theme.ROOMY_HEIGHT
        self.dress(self._appearance)
        self._read_facts()
        self.go(next(iter(self._specs)))
        QTimer.singleShot(0, self, self._read_counts)

    def dress(self, appearance: Appearance) -> None:
        """Theme and size of type, live; told to whoever keeps them if they changed."""
        wanted = style.theme_for(appearance, self._compact)
        if wanted != theme.current():
            style.apply(_app(), wanted, self._around.marks_home)
        if appearance != self._appearance:
            self._appearance = appearance
            self._around.keep_appearance(appearance)

    # --- lock

    def locked(self) -> bool:
        """Whether the lock page is up."""
        return self._layers.currentWidget() is self._lock

    def lock(self) -> None:
        """Hide the content, keep the work."""
        if not self.locked():
            self._locked_from = self.focusWidget()
            self._layers.setCurrentWidget(self._lock)
            self.setWindowTitle("已锁屏")

    def _unlocked(self) -> None:
        self._layers.setCurrentIndex(0)
        self.setWindowTitle(self._specs[self._key].title)
        give_focus(self._locked_from)

    # --- what happens to it

    def _changed(self, topics: frozenset[Topic]) -> None:
        with glance():
            for screen in self._screens():
                screen.topics_changed(topics)
        if topics != {Topic.DRAFTS}:  # what is half typed stands neither in the bar nor in the rail
            self._around_it.start()

    def _screens(self) -> list[Screen]:
        return [*self._made.values(), *filter(None, [self._page])]

    def _minute_passed(self, quarter: bool) -> None:
        """The bar moves on; with a quarter of an hour the screens do, but nothing below the hand of whoever is typing."""
        self._around_it.start()
        typing = is_text_field(_app().focusWidget()) and hasattr(self, "_idle") and not self._idle.quiet()
        free = self._is_idle() and not typing
        with glance():
            for screen in self._screens():
                screen.minute_passed(quarter=quarter, free=free)

    def _read_around(self) -> None:
        with glance():
            self._read_facts()
            self._read_counts()

    def _read_facts(self) -> None:
        self.top.show_facts(self._around.top_bar())
        if hasattr(self, "_idle"):
            self._idle.wait(self._around.idle_minutes())

    def _read_counts(self) -> None:
        self._rail.show_counts(
            {key: spec.count(self._desk) for key, spec in self._specs.items() if spec.count and spec.in_rail}
        )

    def _system_theme_changed(self) -> None:
        self.dress(self._appearance)

    def _search(self) -> None:
        if not self.top.search.hasFocus():
            self._searched_from = self.focusWidget()
        self.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top.search.selectAll()

    def _is_idle(self) -> bool:
        """Nothing hides the screen and no list hangs open over it."""
        return not self.locked() and _app().activePopupWidget() is None and _app().activeModalWidget() is None

    def _undo(self) -> None:
        if self._toast.can_undo():
            self._toast.act()
        else:
            self.toast("现在没有可以撤销的", icon="info")

    def _next_region(self, step: int) -> None:
        screen = self._page or self._made[self._key]
        regions: list[QWidget] = [self._rail, *(region for region in screen.regions() if region.isVisible())]
        here = next((i for i, region in enumerate(regions) if holds_focus(region)), 0 if step > 0 else 1)
        there = regions[(here + step) % len(regions)]
        if there is self._rail:
            self._rail.take_focus()
        else:
            focus_into(there, Qt.FocusReason.ShortcutFocusReason)

    # --- Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not hasattr(self, "_idle"):
            ScanWatch(self, self._is_idle).scanned.connect(self.scanned)
            self._idle = IdleWatch(self, self._around.idle_minutes())
            self._idle.idle.connect(self.lock)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        compact = self.height() < theme.ROOMY_HEIGHT
        if compact != self._compact:
            self._compact = compact
            self.dress(self._appearance)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Alt:
            self._rail.show_digits(True)
        elif event.key() == Qt.Key.Key_Escape and self.top.search.hasFocus():
            self.leave_search()
        elif event.key() == Qt.Key.Key_Escape and not self.locked():
            self.back()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Alt:
            self._rail.show_digits(False)
        super().keyReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # Alt+Tab away never sends the release.
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self._rail.show_digits(False)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._tasks.close()
        self._readings.close()
        self._bridge.close()
        self._around_it.stop()
        super().closeEvent(event)


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
