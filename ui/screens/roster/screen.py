"""The 排班 screen: the month left, fairness and what is to be mended right; every edit is saved at once and can be undone."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.kit.spacing import PAGE, column, row
from ui.kit.verb import Verb
from ui.screen import Screen
from ui.screens.roster.cell_layout import least_width
from ui.screens.roster.deeds import Deeds
from ui.screens.roster.head import MonthHead
from ui.screens.roster.leaves_page import LeavesPage
from ui.screens.roster.mends import RosterMends, slot_of
from ui.screens.roster.month_acts import MonthActs
from ui.screens.roster.overview import Overview
from ui.screens.roster.place_pages import PlacePages
from ui.screens.roster.plan_page import PlanPage
from ui.screens.roster.reading import Read, Reading
from ui.screens.roster.sheet import MonthSheet
from ui.screens.roster.side import Side
from ui.screens.roster.swaps_page import SwapsPage
from ui.screens.roster.table import MonthTable
from ui.screens.roster.takeaway import Takeaway
from venue_desk.changes import Topic
from venue_desk.domain.findings import Finding
from venue_desk.domain.roster import Slot, month_after, month_of

if TYPE_CHECKING:
    from ui.screen import Shell
    from venue_desk.desk import Desk

SIDE_WIDTH, SIDE_LOW, SIDE_LEAST = 346, 320, 268
Key = Qt.Key


class RosterScreen(Screen):
    """One month at a time: the one that runs, until another is asked for."""

    TOPICS: ClassVar = frozenset(
        {
            Topic.ROSTER, Topic.LEAVES, Topic.SWAPS, Topic.CADRES, Topic.SHIFTS, Topic.HOLIDAYS, Topic.SETTINGS,
            Topic.STATIONS,
        }
    )  # fmt: skip

    def __init__(self, desk: "Desk", shell: "Shell") -> None:
        super().__init__()
        self._desk, self._shell = desk, shell
        self._month = month_of(desk.act().today)
        self.reading = Reading(desk)
        self.now: Read | None = None
        self._side_opened = self._previewed = False
        self._marked: UUID | None = None
        self.table, self.side = MonthTable(), Side()
        self.deeds = Deeds(desk, shell, self.side, self)
        self.leaves, self.swaps, self.places = LeavesPage(self.deeds), SwapsPage(self.deeds), PlacePages(self.deeds)
        self.plan, self.takeaway = PlanPage(self.deeds, self.refresh), Takeaway(self.deeds, self)
        pages = (self.leaves, self.swaps, self.places)
        self.acts = MonthActs(self.table, self.deeds, pages, lambda: self.now, self.plan.planned)
        self._mends = RosterMends(shell, self.leaves, self.places, self.acts.fill, self._choose)
        self.overview = Overview(self._mends, self.publish)
        self.sheet = MonthSheet(self.table, partial(shell.go, "cadres"))
        self.head = self._make_head()
        self._lay_out()
        self._connect()

    # --- the month

    def refresh(self) -> None:
        """Read the month again; where one stands, and a form half filled in, stay."""
        self.show_month(self.reading.read(self._month, afresh=not self.deeds.touched_only_month()))
        self.side.refresh()

    def show_month(self, now: Read) -> None:
        """Draw it as it was read, or as it is planned while one looks at a plan."""
        for page in (self.leaves, self.swaps, self.plan, self._mends):
            page.show_month(now.facts)
        self.places.show_month(now.facts, now.fairness)
        plan = self.plan.planned()
        self._previewed = plan is not None
        self.now = now = self.reading.as_planned(now, plan) if plan is not None else now
        self.sheet.show_either(anybody=bool(now.facts.able))
        self.table.show_month(now.view)
        self.head.show_month(self._month, way_of_serving(now))
        self.head.show_state(begun=now.view.begun, published=now.publication is not None, changes=now.changes)
        self._show_side(now)

    def month(self) -> date:
        """The drawn one."""
        return self._month

    def go_to(self, month: date) -> None:
        """Draw another month."""
        self.acts.picker.close()
        self._month = month_of(month)
        self.refresh()

    def publish(self) -> None:
        """公布 the drawn month."""
        month = self._month
        self.deeds.in_month(f"{month.month}月值班表已公布", lambda act: self._desk.roster.publish(act, month))

    def print_wall_sheet(self) -> None:
        """打印 the roster for the wall."""
        self._shell.go("printouts", paper="duty-roster", month=self._month)

    def show_trouble(self, findings: Sequence[Finding]) -> None:
        """What was refused on the month stands under it, until something is done that is not."""
        self.sheet.show_trouble(findings)
        if findings:
            self._shell.announce(findings[0].sentence)

    # --- what the window asks

    def regions(self) -> Sequence[QWidget]:
        """For F6."""
        if self._is_narrow():
            return (self.head, self.side) if self._side_opened else (self.head, self.table)
        return (self.head, self.table, self.side)

    def settle(self) -> None:
        """On the month: today, or its first day."""
        if self.table.at() is None:
            today = self._desk.act().today
            self.table.put_day(today if month_of(today) == self._month else self._month)
        self.sheet.take_focus()

    def arrive(self, **about: object) -> None:
        """`month` draws it, `slot` (its key) goes to a place, `leave` and `swaps` open their page; `draft` goes on with a form."""
        draft = str(about.get("draft", ""))
        slot = slot_of(str(about.get("slot", "")) or draft.removeprefix("stand_in."))
        month = about.get("month")
        self.go_to(slot.day if slot else date.fromisoformat(str(month)) if month else self._month)
        self.table.put(slot)
        if draft:
            self._go_on(draft, slot)
        elif about.get("leave"):
            self.leaves.open()
        elif about.get("swaps"):
            self.swaps.open()

    def tour_states(self) -> Mapping[str, Callable[[], object]]:
        """The next month with its findings, the choice of a person, the form of a leave, what waits to be swapped."""
        return {
            "next": self._see_next_month,
            "picker": self._choose_here,
            "leave": self.leaves.ask,
            "swaps": self.swaps.open,
        }

    # --- Qt

    def event(self, event: QEvent) -> bool:
        """Ctrl+Z and Ctrl+Y are this screen's own while one works on it, before the window's."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _again(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Z takes the last edit back, Ctrl+Y does it again."""
        if step := _again(event):
            (self.deeds.undo if step < 0 else self.deeds.redo)()
        elif event.key() == Key.Key_Escape and self._side_opened and self._is_narrow():
            self._close_side()
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        """Larger type may leave no room beside the month."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._measure()

    # --- within

    def _make_head(self) -> MonthHead:
        return MonthHead(
            (
                Verb("导出Excel", lambda: self.takeaway.ask_workbook(self._month), icon="export"),
                Verb("手机日历", lambda: self.takeaway.ask_calendar(self._month), icon="phone"),
                Verb("打印", self.print_wall_sheet, icon="printer", keys="Ctrl+P"),
                Verb("换班", self.swaps.open, icon="swap"),
                Verb("请假", self.leaves.open, icon="calendar"),
            ),
            Verb("自动排班", self.plan.start, icon="wand"),
            Verb("要处理", self._turn_side, icon="must"),
        )

    def _lay_out(self) -> None:
        self.side.lay_under(self.overview)
        below = row(gap=16)
        below.addWidget(self.sheet, 1)
        below.addWidget(self.side)
        box = column(self, gap=12, insets=PAGE)
        box.addWidget(self.head)
        box.addLayout(below, 1)

    def _connect(self) -> None:
        self.head.month_wanted.connect(self.go_to)
        self.table.day_wanted.connect(self._go_to_day)
        self.table.moved.connect(self._stand_on)
        self.overview.fair.table.picked.connect(self._mark)
        self.overview.to_mend.seen.connect(self._see)
        self.side.opened.connect(self._open_side)
        self.side.left.connect(self._close_side)
        for keys, act in (("Ctrl+P", self.print_wall_sheet), ("Ctrl+S", self._save)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _show_side(self, now: Read) -> None:
        today = self._desk.act().today
        able = self.overview.show_month(now, self._picked_people(), today, previewed=self._previewed)
        self.head.show_next_step(red=not able and not self.side.is_page(), narrow=self._is_narrow())
        self.head.show_way(len(now.findings), opened=self._side_opened)

    def _picked_people(self) -> frozenset[UUID]:
        """Those of the shift one stands on, and whoever was picked in the table."""
        at, now = self.table.at(), self.now
        found = {self._marked}
        if at is not None and now is not None:
            shift = (duty for slot, duty in now.facts.duties.items() if (slot.day, slot.shift) == (at.day, at.shift))
            found |= {duty.cadre_id for duty in shift}
        return frozenset(each for each in found if each is not None)

    def _stand_on(self, _slot: Slot) -> None:
        if self.now is not None:
            self.overview.fair.show_fairness(self.now.fairness, self._picked_people())

    def _mark(self, cadre_id: UUID) -> None:
        """Show where this cadre serves; picked again, no longer."""
        self._marked = None if cadre_id == self._marked else cadre_id
        self.table.mark(self._marked)
        self._stand_on(self.table.at())  # type: ignore[arg-type]

    def _see(self, finding: Finding) -> None:
        self.table.put(slot_of(finding.field))
        self._close_side()

    def _choose(self, slot: Slot) -> None:
        """另选, from the side: the month is shown first where there is no room for both."""
        if self._side_opened and self._is_narrow():
            self._close_side()
        self.acts.choose(slot)

    def _go_to_day(self, day: date) -> None:
        self.go_to(day)
        self.table.put_day(day)

    def _see_next_month(self) -> None:
        self.go_to(month_after(self._month))
        found = self.now.findings if self.now is not None else ()
        self.table.put(next((slot for finding in found if (slot := slot_of(finding.field))), None))
        self.table.setFocus()

    def _choose_here(self) -> None:
        if (at := self.table.at()) is not None:
            self.acts.choose(at)

    def _go_on(self, draft: str, slot: Slot | None) -> None:
        """The form that was left unfinished, by the key of its draft."""
        new: dict[str, Callable[[], object]] = {
            "leave.new": self.leaves.ask,
            "wish.new": self.leaves.wish,
            "swap.new": self.swaps.ask,
        }
        if draft in new:
            new[draft]()
        elif slot is not None:
            self.places.stand_in(slot)
        else:
            self.leaves.go_on(draft)

    def _save(self) -> None:
        form = self.side.panel.form() if self.side.is_page() else None
        if form is not None:
            form.save()

    # --- room

    def _open_side(self) -> None:
        self._side_opened = True
        self._leave_preview()
        self._measure()
        if not self.side.is_page():
            publish = self.overview.to_mend.publish
            (publish if publish.isEnabled() else self.head.mend).setFocus()

    def _turn_side(self) -> None:
        (self._close_side if self._side_opened else self._open_side)()

    def _leave_preview(self) -> None:
        """The month as it is again, once the plan is no longer looked at."""
        if self._previewed and self.plan.planned() is None:
            self.refresh()

    def _close_side(self) -> None:
        self._side_opened = False
        self._leave_preview()
        self._measure()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _is_narrow(self) -> bool:
        return theme.current().narrow_detail or self.window().width() < theme.DETAIL_WIDTH

    def _measure(self) -> None:
        """Month and side by side, or one over the other where there is no room."""
        look, narrow = theme.current(), self._is_narrow()
        over = narrow and self._side_opened
        self.sheet.setVisible(not over)
        self.side.setVisible(over or not narrow)
        self.side.panel.show_as_page(whole=over)
        self.overview.lie_abreast(abreast=narrow)
        if narrow:
            self.side.setMinimumWidth(0)
            self.side.setMaximumWidth(look.px(4000))
        else:
            room = self.width() - 2 * look.page_x - look.s16 - least_width()
            wide = look.px(SIDE_LOW if look.compact else SIDE_WIDTH)
            self.side.setFixedWidth(max(min(wide, room), look.px(SIDE_LEAST)))
        if self.now is not None:
            self._show_side(self.now)


def way_of_serving(now: Read) -> str:
    """轮流值班　每班 1 带班 1 值班."""
    run = next(iter(now.facts.month_runs), None)
    shift = f"　每班 {run.shift.leads} 带班 {run.shift.others} 值班" if run else ""
    return f"{now.regime}{shift}"


def _again(event: QKeyEvent) -> int:
    """-1 for Ctrl+Z, 1 for Ctrl+Y, else 0."""
    if event.modifiers() != Qt.KeyboardModifier.ControlModifier:
        return 0
    return {Key.Key_Z: -1, Key.Key_Y: 1}.get(Key(event.key()), 0)
