"""From a folder to the open window: the first page, signing in, the desk."""

import logging
import logging.handlers
import os
import sys
from collections.abc import Callable, Generator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from random import SystemRandom
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui import fonts
from ui.app import NAME, make_app
from ui.faults import Faults
from ui.handover_opener import HandoverOpener
from ui.jot import Jotting
from ui.main_window import MainWindow
from ui.preferences import Preferences
from ui.scanned import take_scan
from ui.screens import SCREENS
from ui.search_everywhere import SearchEverywhere
from ui.sign_in import SignIn
from ui.style import Appearance
from ui.surroundings import Surroundings, Tool
from venue_desk.desk import Desk, clock
from venue_desk.domain.calendar import STATION_ZONE
from venue_desk.domain.errors import Refused
from venue_desk.domain.stations import StationSetup, TopBar
from venue_desk.services.access import SignedIn, create_station_file, names_with_password, one_window, sign_in
from venue_desk.services.drafts import Drafts
from venue_desk.services.search import warm_up
from venue_desk.services.upkeep import Upkeep

if TYPE_CHECKING:
    from ui.manual import Manual

DEMO_FOLDER = "demo"
_CARE_AFTER_MS = 1500
_LOG_BYTES, _LOGS_KEPT = 1_000_000, 3
TOOLS = (Tool("交接班", "handover", "handover"),)
Opened = Callable[[SignedIn], object]


class Entrance(QStackedWidget):
    """Stands where the desk will be: what to do without data, then who is there."""

    def __init__(self, folder: Path, holding: "Holding", opened: Opened, told: str = "") -> None:
        """`told` says why one signs in once more."""
        super().__init__()
        self._folder, self._holding, self._opened, self._told = folder, holding, opened, told
        self._stop_jobs: Callable[[], object] = lambda: None
        self.setWindowTitle(NAME)
        self.resize(1280, 768)
        self._show(self._sign_in(folder) if has_data(folder) else self._first_page())

    def closeEvent(self, event: QCloseEvent) -> None:
        self._stop_jobs()
        super().closeEvent(event)

    def _show(self, page: QWidget) -> None:
        before = self.currentWidget()
        self.addWidget(page)
        self.setCurrentWidget(page)
        if before is not None:
            self._stop_jobs()
            self.removeWidget(before)
            before.deleteLater()

    def _first_page(self) -> QWidget:
        from ui.first_page import FirstPage  # seen once in the life of a station

        demo = self._folder / DEMO_FOLDER
        page = FirstPage(partial(self._holding.found, self._folder), lambda: partial(demo_station, demo), _today)
        self._stop_jobs = page.close_jobs
        page.founded.connect(self._opened)
        page.demo_ready.connect(lambda _: self._show(self._sign_in(demo, demo=True)))
        return page

    def _sign_in(self, folder: Path, *, demo: bool = False) -> SignIn:
        page = SignIn(
            "示范站，口令都是 demo-desk" if demo else "便民服务站",
            "示范" if demo else "村站",
            lambda: names_with_password(folder),
            partial(self._holding.sign_in, folder),
            told=self._told,
        )
        page.signed_in.connect(self._opened)
        return page


class Holding:
    """The folder is held by one window: taken before anything is opened, so that a second window hears why not."""

    def __init__(self) -> None:
        self._held = ExitStack()

    def sign_in(self, folder: Path, name: str, password: str) -> SignedIn:
        """Take the folder and open its data; refused, it is free again."""
        return self._take(folder, lambda: sign_in(folder, name, password, clock()))

    def found(self, folder: Path, setup: StationSetup) -> SignedIn:
        """新建本站, in a folder held from the first moment."""
        return self._take(folder, lambda: create_station_file(folder, setup, clock(), SystemRandom()))

    def keep(self, close: Callable[[], object]) -> None:
        """Something to be closed before the folder is given free."""
        self._held.callback(close)

    def close(self) -> None:
        """Give the folder free."""
        self._held.close()

    def _take(self, folder: Path, act: Callable[[], SignedIn]) -> SignedIn:
        with ExitStack() as held:
            held.enter_context(one_window(folder))
            signed_in = act()
            self._held = held.pop_all()
        return signed_in


class Opening:
    """Keeps what must live as long as the program: the entrance, then the window of the desk."""

    def __init__(self, folder: Path) -> None:
        """`folder` is the data folder the program was started with."""
        self._holding = Holding()
        self._faults = Faults()
        self._faults.install()
        self.window: QWidget = Entrance(folder, self._holding, self._enter)

    def show(self) -> None:
        """The first page, or signing in."""
        self.window.show()

    def close(self) -> None:
        """Give everything free."""
        self._holding.close()

    def _enter(self, signed_in: SignedIn) -> None:
        write_log(signed_in.folder.logs)
        desk = Desk(signed_in)
        self._holding.keep(desk.close)
        again = partial(self._enter_again, signed_in.folder.path)
        window = desk_window(desk, Preferences(signed_in.folder.path / "window.json"), self._faults, again)
        before, self.window = self.window, window
        window.resize(before.size())
        window.showMaximized()
        window.start()
        before.close()
        before.deleteLater()
        QTimer.singleShot(_CARE_AFTER_MS, window, lambda: take_care(desk, window))

    def _enter_again(self, folder: Path, told: str) -> None:
        """The desk is left and the folder free before anybody signs in to it once more."""
        before = self.window
        self.window = Entrance(folder, self._holding, self._enter, told)
        self.window.resize(before.size())
        self.window.show()
        before.close()
        before.deleteLater()
        self._holding.close()


def take_care(desk: Desk, window: MainWindow) -> None:
    """What can wait until the window is there: the tables of pinyin, a handover that is due, the backup of the day."""
    Thread(target=warm_up, daemon=True).start()
    HandoverOpener(desk, window).begin()
    act, upkeep = desk.act(), Upkeep(desk.signed_in)
    if desk.home.backup_is_due(act.today):
        window.run(upkeep.backup_job(act.at))


def desk_window(
    desk: Desk, preferences: Preferences, faults: Faults, sign_in_again: Callable[[str], object] = lambda _told: None
) -> MainWindow:
    """The window of an open desk."""
    act = desk.act()
    manual = ManualAtHand()
    around = Surroundings(
        cadre=desk.signed_in.cadre.name,
        now=lambda: desk.act().at,
        top_bar=partial(_top_bar, desk),
        unlock=desk.access.confirm,
        keep_appearance=preferences.keep_appearance,
        open_manual=manual.open_page,
        marks_home=fonts.cache_dir(),
        sign_in_again=sign_in_again,
        idle_minutes=lambda: desk.settings.value(act.station_id, "idle_lock_minutes", desk.act().today),
        appearance=preferences.appearance(),
        tools=TOOLS,
        recall=preferences.recall,
        keep=preferences.keep,
    )
    window = MainWindow(desk, SCREENS, around, faults)
    SearchEverywhere(desk, window, SCREENS, window.top.search)
    Jotting(desk, window)
    window.top.duty.sign_on_wanted.connect(partial(window.go, "home", sign_on=True))
    window.scanned.connect(partial(take_scan, desk, window))
    return window


def _top_bar(desk: Desk) -> TopBar:
    act = desk.act()
    facts = desk.stations.top_bar(act.station_id, act.today)
    return replace(facts, duty=desk.attendance.top_duty(act.station_id, act.at))


class ManualAtHand:
    """The manual is made when it is first asked for: most days nobody presses F1."""

    def __init__(self) -> None:
        self._manual: Manual | None = None

    def open_page(self, key: str) -> None:
        """The page of a screen."""
        from ui.manual import Manual

        self._manual = self._manual or Manual()
        self._manual.open_page(key)


def run(folder: Path) -> int:
    """Open the window and stay until it is closed."""
    app = make_app(data_fonts=folder / "fonts")
    opening = Opening(folder)
    opening.show()
    try:
        return app.exec()
    finally:
        opening.close()


def take_tour(desk: Desk, out: Path, size: tuple[int, int], appearance: Appearance) -> list[Path]:
    """A picture of every screen; needs no display and leaves the station as it was."""
    from ui.tour import tour

    make_app()
    desk.drafts = Drafts(desk.announcer, keeps=False)
    window = desk_window(desk, Preferences(None), Faults())
    return tour(window, out, QSize(*size), appearance)


def has_data(folder: Path) -> bool:
    """Whether there is a station in the folder to sign in to."""
    try:
        return bool(names_with_password(folder))
    except Refused:
        return False


def demo_station(folder: Path) -> Generator[tuple[int, int, str], None, None]:
    """打开示范站: made once, opened as it was left ever after."""
    from venue_desk.services.demo.places import Scale
    from venue_desk.services.demo.writing import demo_job

    if not has_data(folder):
        yield from demo_job(folder, Scale.STATION, 2, 0, clock())


def write_log(folder: Path) -> None:
    """What went wrong, for technicians: no villager's data is logged."""
    file = logging.handlers.RotatingFileHandler(
        folder / "venue-desk.log", maxBytes=_LOG_BYTES, backupCount=_LOGS_KEPT, encoding="utf-8"
    )
    file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(file)


def without_display() -> None:
    """Pictures need no screen: draw into memory where there is none."""
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def _today() -> date:
    return clock().astimezone(STATION_ZONE).date()
