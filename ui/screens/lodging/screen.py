"""The 住宿 screen: who sleeps here tonight, rooms and beds, spot checks, how everybody stands."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.kit.segmented import Segmented
from ui.kit.spacing import column
from ui.kit.verb import Verb
from ui.made_files import ask_where, export
from ui.screen import Screen
from ui.screens.lodging.checks_tab import ChecksTab
from ui.screens.lodging.rooms_tab import RoomsTab
from ui.screens.lodging.standing_tab import StandingTab
from ui.screens.lodging.tonight_tab import TonightTab
from venue_desk.changes import Topic
from venue_desk.domain.printouts import PaperKey
from venue_desk.services.listings import Wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from ui.screen import Shell
    from venue_desk.desk import Desk
    from venue_desk.domain.lodging import Night

TONIGHT, ROOMS, CHECKS, STANDING = "tonight", "rooms", "checks", "standing"
TABS = ((TONIGHT, "今晚"), (ROOMS, "房间"), (CHECKS, "抽查"), (STANDING, "情况"))
LISTS = {
    TONIGHT: ("lodging", "住宿登记"), ROOMS: ("lodging", "住宿登记"),
    CHECKS: ("spot_checks", "抽查记录"), STANDING: ("lodging_standing", "住站情况"),
}  # fmt: skip
"""What goes into a workbook from which page, and what the file is called."""
DRAFTS = {"night.": TONIGHT, "room.": ROOMS, "bed.": ROOMS, "spot_check.": CHECKS}
"""Where the form of a draft is, by the beginning of its key."""


class LodgingScreen(Screen):
    """Four pages under one title."""

    TOPICS: ClassVar = frozenset(
        {
            Topic.LODGING,
            Topic.CADRES,
            Topic.LEAVES,
            Topic.ROSTER,
            Topic.SWAPS,
            Topic.SHIFTS,
            Topic.SETTINGS,
            Topic.HOLIDAYS,
        }
    )

    def __init__(self, desk: "Desk", shell: "Shell") -> None:
        super().__init__()
        self._desk, self._shell = desk, shell
        self.segments = {key: Segmented(TABS, key, name="看哪一张") for key, _ in TABS}
        to_excel = Verb("导出Excel", self.export, icon="export")
        printing = Verb("打印", self.print_month, icon="printer", keys="Ctrl+P")
        self.tonight = TonightTab(desk, shell, self.segments[TONIGHT], (to_excel, printing))
        self.rooms = RoomsTab(desk, shell, self.segments[ROOMS], self._open_night)
        self.checks = ChecksTab(desk, shell, self.segments[CHECKS], (to_excel, printing))
        self.standing = StandingTab(desk, shell, self.segments[STANDING], (to_excel, printing))
        self._pages: dict[str, QWidget] = {
            TONIGHT: self.tonight, ROOMS: self.rooms, CHECKS: self.checks.view, STANDING: self.standing,
        }  # fmt: skip
        self._tabs: dict[str, TonightTab | RoomsTab | ChecksTab | StandingTab] = {
            TONIGHT: self.tonight, ROOMS: self.rooms, CHECKS: self.checks, STANDING: self.standing,
        }  # fmt: skip
        self._stack = QStackedWidget()
        column(self).addWidget(self._stack)
        for key, page in self._pages.items():
            self._stack.addWidget(page)
            self.segments[key].changed.connect(partial(self._picked, key))
        self._tab = TONIGHT
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self.print_month)

    def refresh(self) -> None:
        """What is in sight; the rest is read when it comes into sight."""
        self._tabs[self._tab].refresh()

    def regions(self) -> "Sequence[QWidget]":
        """For F6."""
        if self._tab == CHECKS:
            return [self.segments[CHECKS], *self.checks.view.regions()]
        if self._tab == ROOMS:
            return self.rooms.regions()
        return (self.standing if self._tab == STANDING else self.tonight).regions()

    def settle(self) -> None:
        """Where work on the page begins."""
        self._tabs[self._tab].take_focus()

    def arrive(self, **about: object) -> None:
        """`tab` shows a page, `cadre_id` a cadre's month, `night_id` a night; `new` notes a spot check or a guest; `draft` goes on."""
        draft = str(about.get("draft", ""))
        tab = next((tab for prefix, tab in DRAFTS.items() if draft.startswith(prefix)), str(about.get("tab", TONIGHT)))
        self.show_tab(tab)
        if "cadre_id" in about:
            self.tonight.show_night(cast("UUID", about["cadre_id"]), cast("date | None", about.get("month")))
        elif "night_id" in about:
            self.tonight.open_night(cast("UUID", about["night_id"]))
        elif draft:
            goers: dict[str, Callable[[str], None]] = {ROOMS: self.rooms.go_on, CHECKS: self.checks.go_on}
            goers.get(tab, self.tonight.go_on)(draft)
        elif about.get("new"):
            begins: dict[str, Callable[[], object]] = {ROOMS: self.rooms.add_room, CHECKS: self.checks.note}
            begins.get(tab, self.tonight.guest)()

    def show_tab(self, key: str) -> None:
        """Another page, read afresh."""
        self._tab = key
        self._stack.setCurrentWidget(self._pages[key])
        self.refresh()

    def print_month(self) -> None:
        """To where the month in sight is printed: the sheet of 情况, else the register."""
        paper = PaperKey.LODGING_STANDING if self._tab == STANDING else PaperKey.LODGING_REGISTER
        self._shell.go("printouts", paper=paper.value, month=self.month())

    def export(self) -> None:
        """导出Excel of the month in sight: nothing in it is masked, so nothing is asked but where to."""
        month, word = self.month(), LISTS[self._tab][1]
        if out := ask_where(self, "导出Excel", f"{month.year}年{month.month}月{word}.xlsx"):
            self.save_as(out)

    def save_as(self, out: Path) -> None:
        """Write it beside the window."""
        act, month = self._desk.act(), self.month()
        wanted = Wanted(station_id=act.station_id, today=act.today, year=month.year, month=month)
        export(self._desk, self._shell, LISTS[self._tab][0], wanted, out)

    def month(self) -> "date":
        """The month in sight."""
        if self._tab == CHECKS:
            return self.checks.month()
        return (self.standing if self._tab == STANDING else self.tonight).month()

    def tour_states(self) -> "Mapping[str, Callable[[], object]]":
        """A late arrival, the rooms, a spot check being noted."""
        return {
            "night": lambda: self.tonight.calls.opened.emit(self.tonight.calls.current()),
            "rooms": partial(self.show_tab, ROOMS),
            "checks": partial(self.show_tab, CHECKS),
            "checks-form": self.checks.note,
            "standing": partial(self.show_tab, STANDING),
        }

    # within

    def _open_night(self, night: "Night") -> None:
        """From the map of beds to the night of whoever lies there."""
        self.show_tab(TONIGHT)
        self.tonight.nights.change(night)

    def _picked(self, by: str, key: object) -> None:
        """Each segment goes on showing its own page; the cursor goes along to that of the other."""
        self.segments[by].choose(by)
        self.show_tab(str(key))
        self.segments[str(key)].setFocus()
