"""The 设置 screen: its pages at the left, a plain form or list at the right."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.kit.card import Card
from ui.kit.confirm_sheet import ConfirmSheet
from ui.kit.labels import Text
from ui.kit.panel import Panel
from ui.kit.spacing import PAGE, column, row
from ui.printers import Printers
from ui.screen import Screen
from ui.screens.settings import holidays, look, machine, parts, passwords, public, rules, shifts, station
from ui.screens.settings.backups import BackupPages
from ui.screens.settings.holidays import HolidayPages
from ui.screens.settings.page_list import PageList
from ui.screens.settings.place import Place
from venue_desk.changes import Topic

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ui.screen import Shell
    from venue_desk.desk import Desk

STATION, PARTS, HOLIDAYS, SHIFTS, RULES, PUBLIC, LOOK, BACKUP, PASSWORDS, PRINTERS, ABOUT = (
    "station", "parts", "holidays", "shifts", "rules", "public", "look", "backup", "passwords", "printers", "about",
)  # fmt: skip
PAGES = (
    (STATION, "本站", "house"),
    (PARTS, "小组和自然社", "tree"),
    (HOLIDAYS, "放假安排", "calendar"),
    (SHIFTS, "班次", "clock"),
    (RULES, "规定", "scales"),
    (PUBLIC, "公示屏", "megaphone"),
    (LOOK, "显示", "text-size"),
    (BACKUP, "备份", "backup"),
    (PASSWORDS, "口令", "key"),
    (PRINTERS, "打印机", "printer"),
    (ABOUT, "关于", "info"),
)


class SettingsScreen(Screen):
    """One page at a time."""

    TOPICS: ClassVar = frozenset(
        {Topic.STATIONS, Topic.SETTINGS, Topic.CADRES, Topic.HOUSEHOLDS, Topic.HOLIDAYS, Topic.SHIFTS, Topic.NOTICES}
    )

    def __init__(self, desk: "Desk", shell: "Shell") -> None:
        super().__init__()
        self.panel = Panel()
        self.panel.close_button.hide()
        self.place = Place(desk, shell, self.panel, self._show)
        self.backups = BackupPages(self.place)
        self.holidays = HolidayPages(self.place)
        self._shows: dict[str, Callable[[], object]] = {
            STATION: partial(station.show, self.place),
            PARTS: partial(parts.show, self.place),
            HOLIDAYS: self.holidays.show,
            SHIFTS: partial(shifts.show, self.place),
            RULES: partial(rules.show, self.place),
            PUBLIC: partial(public.show, self.place),
            LOOK: partial(look.show, self.place),
            BACKUP: self.backups.show,
            PASSWORDS: partial(passwords.show, self.place),
            PRINTERS: partial(machine.show_printers, self.place, Printers(self)),
            ABOUT: partial(machine.show_about, self.place),
        }
        self.pages = PageList(PAGES)
        self._lay_out()
        self.pages.looked_at.connect(lambda _: self._show())
        self.pages.entered.connect(self.enter)
        self.panel.closed.connect(self.place.leave)
        self.pages.pick(STATION)

    def refresh(self) -> None:
        """Lists are read again; what is being filled in or asked stays as it is."""
        content = self.panel.page.content if self.panel.page is not None else None
        form = self.panel.form()
        if isinstance(content, ConfirmSheet) or (form is not None and form.is_touched()):
            return
        if self.place.left is None and not self._within():
            self._show()

    def arrive(self, **about: object) -> None:
        """`page` opens one of the pages, `field` puts the cursor there; `draft` goes on with a form that was left; `open` shows
        the screen in the hall.
        """
        if "year" in about:
            self.holidays.look_at(int(str(about["year"])))
        if "page" in about:
            self.pages.pick(str(about["page"]))
            self._show()
        if about.get("open"):
            public.open_display(self.place)
        self._go_on(str(about.get("draft", "")))
        self.enter()
        form = self.panel.form()
        if "field" in about and form is not None:
            form.focus_cell(form.cells[str(about["field"])])

    def _go_on(self, draft: str) -> None:
        """The form over its page in which this draft was left; one about a part that is gone leaves the page."""
        act, desk = self.place.act(), self.place.desk
        if draft == parts.NEW_GROUP:
            parts.add_group(self.place)
        elif draft == parts.NEW_HAMLET:
            parts.add_hamlet(self.place, desk.stations.groups(act.station_id))
        elif draft.startswith(holidays.CHANGED):
            self.holidays.go_on(draft)
        elif draft.startswith(public.CHANGED):
            public.go_on(self.place, draft)
        elif draft.startswith(shifts.CHANGED):
            shifts.go_on(self.place, draft)
        for rule in desk.settings.rows(act.station_id, act.today):
            if draft == rules.draft_key(rule):
                rules.change(self.place, rule)

    def enter(self) -> None:
        """The cursor into the page: its first field, or its red button."""
        form = self.panel.form()
        if form is not None:
            form.take_focus()
        elif self.panel.primary is not None and self.panel.primary.isEnabled():
            self.panel.primary.setFocus()
        elif self.panel.page is not None and self.panel.page.content.focusProxy() is not None:
            self.panel.page.content.setFocus()
        else:
            self.pages.setFocus()

    def settle(self) -> None:
        """On the list of pages."""
        if not self._within():
            self.pages.setFocus()

    def regions(self) -> "Sequence[QWidget]":
        """For F6."""
        return (self.pages, self.panel)

    def tour_states(self) -> "Mapping[str, Callable[[], object]]":
        """Every page, and what stands over some."""
        pages: dict[str, Callable[[], object]] = {key: partial(self.arrive, page=key) for key, _, _ in PAGES[1:]}
        next_year = self.place.act().today.year + 1
        pages["holidays-unpublished"] = partial(self.arrive, page=HOLIDAYS, year=next_year)
        pages["shifts-form"] = partial(self.arrive, page=SHIFTS, draft=shifts.NEW)
        pages["public-form"] = partial(self.arrive, page=PUBLIC, draft=public.NEW)
        pages["holidays-form"] = partial(self.arrive, page=HOLIDAYS, draft=holidays.NEW)
        return pages

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc: from a form over a page back to the page. PgUp and PgDn turn the years of the holidays."""
        step = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()), 0)
        if event.key() == Qt.Key.Key_Escape and self.place.left is not None:
            self.place.leave()
            self.enter()
        elif step and self.pages.key() == HOLIDAYS and self.place.left is None:
            self.holidays.turn(step)
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        within = self._within()
        self._shows[self.pages.key()]()
        if within:
            self.enter()

    def _within(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.panel.isAncestorOf(focus)

    def _lay_out(self) -> None:
        whole = column(self, gap=12, insets=PAGE)
        whole.addWidget(Text("设置", "title"))
        below = row(gap=16)
        left = Card(insets="8 8 8 8")
        left.body.addWidget(self.pages)
        below.addWidget(left)
        below.addWidget(self.panel, 1)
        whole.addLayout(below, 1)
