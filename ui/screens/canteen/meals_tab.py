"""就餐: how many eat tomorrow, the register of the week or month, guests and the menu."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.finding_line import Mend
from ui.kit.labels import ElidedText, Prose, Text
from ui.kit.quiet_verbs import QuietVerbs
from ui.kit.scroll import scrolled
from ui.kit.segmented import Segmented
from ui.kit.spacing import PAGE, column, row
from ui.kit.verb import Verb
from ui.screens.canteen.exporting import export_month
from ui.screens.canteen.grid_table import LEGEND, GridTable
from ui.screens.canteen.guests_card import GuestsCard
from ui.screens.canteen.heads_card import FILL, HeadsCard
from ui.screens.canteen.late_changes import Cell, LateChanges, words
from ui.screens.canteen.menu_page import MenuPage
from ui.screens.canteen.note_line import NoteLine
from venue_desk.domain.calendar import short_date
from venue_desk.domain.day_labels import DayLabel, day_label
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import Finding, Severity, should
from venue_desk.domain.holidays import WorkCalendar
from venue_desk.domain.meal_grid import Headcount, MealGrid, Noted, headcount_of, with_noted
from venue_desk.domain.meal_notices import LEFT
from venue_desk.domain.meals import Meal, MealEntry
from venue_desk.domain.menus import week_of
from venue_desk.domain.printouts import PaperKey
from venue_desk.domain.roster import month_after, month_of
from venue_desk.services.saved import Saved

if TYPE_CHECKING:
    from ui.screen import Shell
    from venue_desk.desk import Desk

WEEK, MONTH = "week", "month"
ONE_DAY = timedelta(days=1)


class MealsTab(QWidget):
    """The page in sight first."""

    def __init__(self, desk: "Desk", shell: "Shell", tabs: QWidget, quiet: Sequence[Verb]) -> None:
        super().__init__()
        self._desk, self._shell, self._tabs = desk, shell, tabs
        self._day = self._reported = self.tomorrow()
        self._labels: dict[date, DayLabel] = {}
        self._calendar: WorkCalendar | None = None
        self._heads: Headcount | None = None
        self._dishes: dict[Meal, str] = {}
        self._tapped = False
        self._noticed: Sequence[Finding] = ()
        self.heads = HeadsCard(self.fill)
        self.grid = GridTable()
        self.grid.days.label_of = self._labels.get
        self.note, self._late = NoteLine(self._give_up), LateChanges()
        self.span = Segmented(((WEEK, "一周"), (MONTH, "整月")), name="看几天")
        self.guests = GuestsCard(desk, shell, self.refresh, self.tomorrow)
        self.before = Button("往前", partial(self.step, -1), kind="quiet-icon", icon="left", keys="PgUp")
        self.after = Button("往后", partial(self.step, 1), kind="quiet-icon", icon="right", keys="PgDn")
        self._title, self.here = Text("", "panel-title"), ElidedText("", "label", "ink")
        self.verbs = QuietVerbs(
            (
                *quiet,
                Verb("导出Excel", self.export, icon="export"),
                Verb("写菜单", self.write_menu, icon="note", keys="Ctrl+M"),
                Verb("打印", self.print_month, icon="printer", keys="Ctrl+P"),
            )
        )
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Read again; one stays where one stands."""
        act, self._tapped = self._desk.act(), False
        self._follow(self.tomorrow())
        grid = self._read(act.station_id)
        self._label(grid.days)
        self.grid.show_grid(grid, act.today)
        self._title.setText(self._said(grid.days))
        menu = self._desk.meals.menu(act.station_id, self.tomorrow())
        self._dishes = {line.meal: line.dishes for line in menu if line.day == self.tomorrow()}
        self._heads = self._desk.meals.headcount(act.station_id, self.tomorrow())
        self.heads.show_heads(self._heads, self._dishes, act.at)
        self._show_notices()
        self.guests.show_guests(grid.guests, self._hosts() if grid.guests else {}, act.today)

    def take_tap(self) -> bool:
        """Whether all that was written since one asked last stands here already."""
        tapped, self._tapped = self._tapped, False
        return tapped

    def tomorrow(self) -> date:
        """The day one reports for."""
        return self._desk.act().today + ONE_DAY

    def regions(self) -> list[QWidget]:
        """For F6."""
        return [self._tabs, self.grid, self.guests.line]

    def take_focus(self) -> None:
        """On tomorrow's first breakfast."""
        if not self.grid.currentIndex().isValid():
            self.grid.stand_on(self.tomorrow())
        self.grid.setFocus()

    def show_day(self, day: date) -> None:
        """The stretch a day lies in, and stand there; a reason that is asked for is still asked for."""
        self._say(())
        self._day = day
        self.refresh()
        self.grid.stand_on(day)

    def step(self, stretches: int) -> None:
        """Weeks or months, as they are drawn."""
        if self.span.value() == MONTH:
            self._day = month_after(month_of(self._day), stretches)
        else:
            self._day += timedelta(days=7 * stretches)
        self.show_day(self._day)

    def fill(self) -> None:
        """按计划报数 for tomorrow."""
        act, day = self._desk.act(), self.tomorrow()
        done = self._attempt(lambda: self._desk.meals.fill(act, day))
        if done is not None:
            self._told(done, f"已按计划报{short_date(day, act.today)}的餐，{len(done.record)} 份")

    def set_portions(self, index: QModelIndex, portions: int) -> None:
        """One cell; after the cut-off the reason is asked for, and it is written with it."""
        grid, meals, act = self.grid.meals.grid, self.grid.meals, self._desk.act()
        assert grid is not None
        eater = grid.rows[index.row()]
        cell = Cell(eater.cadre_id, meals.day(index.column()), meals.meal(index.column()))
        entry = MealEntry(day=cell.day, meal=cell.meal, cadre_id=cell.cadre_id, portions=portions)
        try:
            done = self._desk.meals.set_portions(act, cell.day, cell.meal, cell.cadre_id, portions)
        except Refused as refused:
            rest = [found for found in refused.findings if found.code != "meals.note"]
            if not rest:
                self._late.add(cell, eater.name, portions)
            self._say(rest)
            return
        self._late.drop(cell)
        look_at = [found for found in self._desk.meals.findings(act, entry) if found.severity is Severity.SHOULD]
        self._show_tap(grid, Noted(cell.day, cell.meal, cell.cadre_id, portions))
        said = f"{eater.name} {short_date(cell.day, act.today)}{cell.meal.label}，{words(portions).strip()}"
        self._shell.toast(said, undo=lambda: self._undo(done))
        self._say(look_at)
        if not self._late:
            self.grid.setFocus()
        self.grid.say_cell()

    def write_late(self, reason: str) -> None:
        """All that waits for the reason, with it."""
        act = self._desk.act()
        try:
            done = self._desk.meals.set_meals(act, self._late.entries(reason))
        except Refused as refused:
            self._say({found.code: found for found in refused.findings if found.code != "meals.note"}.values())
            return
        said = self._late.said(act.today)
        self._late.clear()
        self._say(())
        self._told(done, f"已记下：{said}")
        self.grid.setFocus()
        self.grid.say_cell()

    def say_how(self, guests: bool) -> None:
        """In the rows beneath the cadres nothing is typed."""
        told = "客人在下面登记，按 F6 就到那一行。" if guests else "合计是加出来的，请改上面各人的份数。"
        self._say([should("meals.row", "", told)])

    def write_menu(self) -> None:
        """The week's menu as a page over this one."""
        self._shell.open_page(MenuPage(self._desk, self._shell, self._day, self.refresh))

    def go_on(self, draft: str) -> None:
        """What was left: the menu, whose key names the Monday, or a change of guests. New ones stand in their line."""
        kind, _, rest = draft.partition(".")
        if kind == "menu":
            self._day = date.fromisoformat(rest)
            self.write_menu()
        elif rest != "new":
            guest = self._desk.meals.guests(self._desk.act(), UUID(rest))
            self.show_day(guest.day)
            self.guests.change(guest)

    def export(self) -> None:
        """导出Excel of the month in sight."""
        export_month(self._desk, self._shell, self, "meals", "就餐登记", month_of(self._day))

    def print_month(self) -> None:
        """To where the register of this month is printed."""
        self._shell.go("printouts", paper=PaperKey.MEAL_REGISTER.value, month=month_of(self._day))

    def take_off(self, found: Finding) -> None:
        """不吃: who went on leave or gave the duty away was reported before; all such meals of the day at once."""
        cadre_id, act, day = found.subject, self._desk.act(), date.fromisoformat(found.field)
        assert cadre_id is not None
        done = self._attempt(lambda: self._desk.meals.take_off(act, cadre_id, day))
        if done is not None:
            name = self._desk.cadres.get(act, cadre_id).name
            self._told(done, f"已改：{name}{short_date(day, act.today)}不吃")
            self.grid.setFocus()

    # within

    def _hosts(self) -> Mapping[UUID, str]:
        """Who may have asked the guests, also whoever left since."""
        station_id, cadres = self._desk.act().station_id, self._desk.cadres
        return {each.id: each.name for each in (*cadres.serving(station_id), *cadres.serving(station_id, left=True))}

    def _show_notices(self) -> None:
        self._noticed = self._desk.meals.notices(self._desk.act())
        self.heads.show_notices(self._noticed, self._mends)

    def _mends(self, found: Finding) -> Sequence[Mend]:
        return (Mend("不吃", partial(self.take_off, found)),) if found.code != LEFT else ()

    def _follow(self, tomorrow: date) -> None:
        """Whoever looks at tomorrow goes on looking at it when the day turns."""
        self._day = tomorrow if self._day == self._reported else self._day
        self._reported = tomorrow

    def _read(self, station_id: UUID) -> MealGrid:
        if self.span.value() == MONTH:
            return self._desk.meals.grid(station_id, month_of(self._day))
        return self._desk.meals.week(station_id, self._day)

    def _show_tap(self, grid: MealGrid, said: Noted) -> None:
        """The one cell and what adds up from it, from what is drawn: nothing is read for a tap."""
        after, act, day = with_noted(grid, said), self._desk.act(), self.tomorrow()
        self.grid.show_grid(after, act.today)
        if self._heads is not None and said.day == day:
            self._heads = headcount_of(after, day, self._heads.until)
            self.heads.show_heads(self._heads, self._dishes, act.at)
        if self._noticed and said.day <= day:
            self._show_notices()
        self._tapped = True

    def _label(self, days: Sequence[date]) -> None:
        calendar = self._desk.holidays.calendar(self._desk.act().station_id)
        if calendar != self._calendar:
            self._calendar = calendar
            self._labels.clear()
        self._labels.update({day: day_label(calendar, day) for day in days if day not in self._labels})

    def _said(self, days: Sequence[date]) -> str:
        first, last = days[0], days[-1]
        if self.span.value() == MONTH:
            return f"{first.year}年{first.month}月"
        this = week_of(self._desk.act().today)
        word = {0: "本周", 7: "下周", -7: "上周"}.get((first - this).days, "")
        return f"{word} {first.month}月{first.day}日—{last.month}月{last.day}日".strip()

    def _attempt(self, act: Callable[[], Saved[Any]]) -> Saved[Any] | None:
        try:
            done = act()
        except Refused as refused:
            self._say(refused.findings)
            return None
        self._say(())
        return done

    def _say(self, findings: Iterable[Finding]) -> None:
        """Beside what is to be told stands the question that waits."""
        self.note.say([*findings, *self._late.question(self._desk.act().today)], self.write_late)

    def _give_up(self) -> None:
        """Esc: what waits for a reason is let be."""
        self._late.clear()
        self.grid.setFocus()

    def _told(self, saved: Saved[Any], words: str) -> None:
        self.refresh()
        self._shell.toast(words, undo=lambda: self._undo(saved))

    def _undo(self, saved: Saved[Any]) -> None:
        self._desk.undo(self._desk.act(), saved)
        self.refresh()

    def _spanned(self) -> None:
        self.show_day(self._day)

    def _lay_out(self) -> None:
        head = row(gap=8)
        head.addWidget(Text("食堂", "title"))
        head.addSpacing(theme.current().s8)
        head.addWidget(self._tabs)
        head.addStretch(1)
        head.addWidget(self.verbs)
        self._sheet = Card(insets="12 10 12 10", gap=8)
        over = row(gap=8)
        for widget in (self.before, self._title, self.after):
            over.addWidget(widget)
        over.addStretch(1)
        over.addWidget(self.span)
        self._sheet.body.addLayout(over)
        self._sheet.body.addWidget(self.note)
        self._sheet.body.addWidget(self.grid)
        self._sheet.body.addWidget(self.here)
        self._sheet.body.addWidget(Prose(LEGEND, "meta"))
        inner = QWidget()
        body = column(inner, gap=12)
        for part in (self.heads, self._sheet, self.guests):
            body.addWidget(part)
        body.addStretch(1)
        box = column(self, gap=12, insets=PAGE)
        box.addLayout(head)
        box.addWidget(scrolled(inner), 1)

    def _connect(self) -> None:
        self.grid.portions_wanted.connect(self.set_portions)
        self.grid.weeks_wanted.connect(self.step)
        self.grid.how_wanted.connect(self.say_how)
        self.grid.stood.connect(self.here.setText)
        self.span.changed.connect(self._spanned)
        for keys, act in ((FILL, self.fill), ("Ctrl+P", self.print_month), ("Ctrl+M", self.write_menu)):
            QShortcut(QKeySequence(keys.replace("Enter", "Return")), self).activated.connect(act)
