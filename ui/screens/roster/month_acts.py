"""What is done to the drawn month by hand: filling, emptying, locking, exchanging, copying, and the menu of a place."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from ui.kit.verb import Verb
from ui.screens.roster.candidates import candidates
from ui.screens.roster.deeds import Deeds
from ui.screens.roster.leaves_page import LeavesPage
from ui.screens.roster.picker import PersonPicker
from ui.screens.roster.place_pages import PlacePages, said
from ui.screens.roster.reading import Read
from ui.screens.roster.swaps_page import SwapsPage
from ui.screens.roster.table import MonthTable
from venue_desk.domain.acts import Act
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import must
from venue_desk.domain.roster import Slot

if TYPE_CHECKING:
    from venue_desk.services.saved import Saved

WEEK = timedelta(days=7)


class MonthActs(QObject):
    """Wired to the table. `now` is the month as it was read last; while it is shown as `planned` nothing is done to it."""

    def __init__(
        self,
        table: MonthTable,
        deeds: Deeds,
        pages: tuple[LeavesPage, SwapsPage, PlacePages],
        now: Callable[[], Read | None],
        planned: Callable[[], object],
    ) -> None:
        super().__init__(table)
        self._table, self._deeds, self._now, self._planned = table, deeds, now, planned
        self._leaves, self._swaps, self._places = pages
        self._roster = deeds.desk.roster
        self.picker = PersonPicker(table)
        self.picker.chosen.connect(self.fill)
        table.person_wanted.connect(self.choose)
        table.emptied.connect(self.empty)
        table.lock_wanted.connect(self.lock)
        table.exchanged.connect(self.exchange)
        table.copied.connect(self._copy)
        table.menu_wanted.connect(self._show_menu)

    def choose(self, slot: Slot, typed: str = "") -> None:
        """换人."""
        now = self._now()
        if now is not None:
            self._table.put(slot)
            self.picker.open(slot, candidates(now.facts, now.fairness, slot), typed)

    def fill(self, slot: Slot, cadre_id: UUID) -> None:
        """Put somebody into a place."""
        self._table.put(slot)
        self._do(f"{said(slot)}排上{self._name(cadre_id)}", lambda act: self._roster.fill(act, slot, cadre_id))

    def empty(self, slot: Slot) -> None:
        """Take out who stands there."""
        here = self._on(slot)
        if here is not None:
            self._do(f"{said(slot)}空出来，原来是{self._name(here)}", lambda act: self._roster.fill(act, slot, None))

    def lock(self, slot: Slot) -> None:
        """Lock the place, or unlock it."""
        place = self._table.month.view.place(slot) if self._table.month.view else None
        locked = place is not None and place.locked
        told = f"{said(slot)}{'已解开锁定' if locked else '已锁定'}"
        self._do(told, lambda act: self._roster.lock(act, [slot], locked=not locked))

    def exchange(self, slot: Slot, other: Slot) -> None:
        """Two places exchange their people; an empty one takes them over."""
        told = (
            f"{said(slot)}和{said(other)}的人对换"
            if self._on(other)
            else f"{self._name(self._on(slot))}挪到{said(other)}"
        )
        self._do(told, lambda act: self._roster.swap_cells(act, slot, other))

    def copy_week(self, monday: date) -> None:
        """照抄到下周."""
        told = f"{monday.month}月{monday.day}日这一周已照抄到下一周"
        self._do(told, lambda act: self._roster.copy_week(act, monday, monday + WEEK))

    def clear(self) -> None:
        """清空这个月, but what is locked and what has begun."""
        now = self._now()
        if now is not None:
            month = now.facts.month
            self._do(f"{month.month}月没锁定的班已空出来", lambda act: self._roster.clear(act, month))

    # within

    def _copy(self, slot: Slot, other: Slot) -> None:
        here = self._on(slot)
        if here is not None:
            self.fill(other, here)

    def _do(self, told: str, verb: "Callable[[Act], Saved[Any]]") -> None:
        if self._planned():
            self._deeds.tell(
                Refused([must("roster.planned", "", "右边是自动排的班，先点「采用」或「不用」，再来改。")])
            )
        else:
            self._deeds.in_month(told, verb)

    def _on(self, slot: Slot) -> UUID | None:
        now = self._now()
        return now.facts.on(slot) if now is not None else None

    def _name(self, cadre_id: UUID | None) -> str:
        now = self._now()
        return now.facts.name(cadre_id) if now is not None and cadre_id is not None else ""

    def _show_menu(self, slot: Slot, at: QPoint) -> None:
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for group in self._menu(slot):
            for verb in group:
                menu.addAction(verb.action(menu))
            menu.addSeparator()
        menu.popup(self._table.viewport().mapToGlobal(at))

    def _menu(self, slot: Slot) -> tuple[tuple[Verb, ...], ...]:
        """The same verbs as the keys and the buttons have, and the seldom ones."""
        here, day = self._on(slot), slot.day
        off = "" if here else "这里还没有排人"
        place = self._table.month.view.place(slot) if self._table.month.view else None
        return (
            (
                Verb("换人", partial(self.choose, slot), icon="user"),
                Verb("解开锁定" if place and place.locked else "锁定", partial(self.lock, slot), icon="lock", off=off),
                Verb("空出来", partial(self.empty, slot), icon="eraser", off=off),
            ),
            (
                Verb("找人替班", partial(self._places.stand_in, slot), icon="user-plus"),
                Verb("换班", partial(self._swaps.ask, slot), icon="swap", off=off),
                Verb("登记请假", partial(self._leaves.ask, here, day), icon="calendar"),
                Verb("记意愿", partial(self._leaves.wish, here, day), icon="heart"),
            ),
            (
                Verb("照抄到下周", partial(self.copy_week, day - timedelta(days=day.weekday())), icon="copy"),
                Verb("清空没锁定的", self.clear, icon="delete"),
                Verb("谁改过", partial(self._places.history, slot), icon="history"),
            ),
        )
