"""今晚: the roll call at the left, the month of nights at the right; the form of one night lies over the month."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from ui import theme
from ui.kit import icons
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.empty_state import EmptyState
from ui.kit.finding_line import FindingLine
from ui.kit.labels import ElidedText, Prose, Text, hairline, set_property
from ui.kit.panel import Panel, PanelPage
from ui.kit.quiet_verbs import QuietVerbs
from ui.kit.spacing import PAGE, column, row
from ui.kit.verb import Verb
from ui.screens.lodging.call_list import CallList
from ui.screens.lodging.call_rows import Called, called, counted
from ui.screens.lodging.guests_row import GuestsRow
from ui.screens.lodging.legend import Legend
from ui.screens.lodging.month_table import MonthTable
from ui.screens.lodging.nights import Nights
from venue_desk.domain.calendar import WEEKDAYS, night_of
from venue_desk.domain.errors import Refused, Unavailable
from venue_desk.domain.findings import Finding, Severity
from venue_desk.domain.lodging import night_word
from venue_desk.domain.roster import month_after, month_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from uuid import UUID

    from ui.screen import Shell
    from venue_desk.desk import Desk
    from venue_desk.domain.lodging import Night
    from venue_desk.services.lodging_month import LodgingMonth
    from venue_desk.services.saved import Saved

LIST_WIDTH, LIST_NARROW, WIDE, LEAST_BOTH = 348, 296, 1160, 1040
"""px at 100 %: the roll call beside the month where there is room and where it is tight; from when either has any."""
PLAN_KEYS = "F9"
KEYS = "空格＝到　回车＝改　拼音、序号＝跳到"
"""Stands above the button, or before it where the list has the whole width."""


class TonightTab(QWidget):
    """Where the cadre is in the evening."""

    def __init__(self, desk: "Desk", shell: "Shell", tabs: QWidget, verbs: "Sequence[Verb]") -> None:
        super().__init__()
        self._desk, self._shell = desk, shell
        self._month = self._runs = month_of(night_of(desk.act().at))
        self._nights: Sequence[Night] = ()
        self._over = False
        self.calls, self.table, self.panel = CallList(), MonthTable(), Panel()
        self._came_from: QWidget = self.calls
        self.nights = Nights(desk, shell, self, self.refresh, self._take_back)
        self.title, self.meta = Text("", "card-title"), ElidedText("", "meta")
        self.plan = Button("按计划报到", self.as_planned, kind="primary", icon="check", keys=PLAN_KEYS)
        self.before = Button("上个月", partial(self.step, -1), kind="quiet-icon", icon="left", keys="PgUp")
        self.after = Button("下个月", partial(self.step, 1), kind="quiet-icon", icon="right", keys="PgDn")
        self.month_title = Text("", "card-title")
        self.rule = ElidedText("", "meta")
        self.notice = Prose("", "meta", "amber")
        self.turn = Button("看本月", self._turn, icon="calendar")
        self.empty = EmptyState(
            "bed", "还没有要点名的人。", "登记了干部，晚上就在这里点名。", "去干部", partial(shell.go, "cadres")
        )
        self._hints = tuple(ElidedText(KEYS, "hint") for _ in range(2))
        self.verbs = QuietVerbs((*verbs, Verb("登记客人", self.guest, icon="user-plus", keys="Ctrl+N")))
        self._tabs = tabs
        self._findings, self._guests = column(gap=4), GuestsRow(self.nights.change)
        self._list_card, self._month_card, self._right = Card(gap=8), Card(gap=8), QStackedWidget()
        self._lay_out()
        self._connect()

    # what the screen calls

    def refresh(self) -> None:
        """Tonight and the month as they are now; an open form stays."""
        act = self._desk.act()
        self._follow(month_of(night_of(act.at)))
        month = self._desk.lodging.month(act.station_id, self._month, night_of(act.at))
        runs = month.month == month_of(month.tonight)
        tonight = self._desk.lodging.in_month(act, month, month.tonight) if runs else self._desk.lodging.tonight(act)
        self.nights.read(tonight, month.names)
        lines = list(called(tonight, self.nights.beds))
        self.calls.show_lines(lines)
        self.calls.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        day = tonight.night
        self.title.setText(
            f"{'今晚' if day == act.today else '昨夜'} {day.month}月{day.day}日 星期{WEEKDAYS[day.weekday()]}"
        )
        self.meta.setText(counted(tonight, has_beds=bool(self.nights.beds)))
        self.plan.setEnabled(bool(tonight.unanswered))
        self._show_month(month)

    def regions(self) -> "list[QWidget]":
        """For F6."""
        return [self._tabs, self.calls, self.table if self._right.currentWidget() is not self.panel else self.panel]

    def take_focus(self) -> None:
        """On the roll call, or in the form that is open."""
        if self._right.currentWidget() is self.panel:
            self.panel.take_focus()
        else:
            self.calls.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, months: int) -> None:
        """Another month; none to come, and none behind a form."""
        wanted = month_after(self._month, months)
        if wanted <= self._runs and self._right.currentWidget() is not self.panel:
            self._month = wanted
            self.refresh()

    def month(self) -> "date":
        """The month in sight."""
        return self._month

    def show_night(self, cadre_id: "UUID", month: "date | None" = None) -> None:
        """The cursor on a cadre in the month."""
        self._month = month_of(month) if month is not None else self._month
        self._over = True
        self.refresh()
        self._measure()
        self.table.put(cadre_id, None)
        self.table.setFocus()

    def open_night(self, night_id: "UUID") -> None:
        """The form of one night over its month; of one crossed out only the reason is told."""
        night = self._desk.lodging.night(self._desk.act(), night_id)
        self._month = month_of(night.night)
        self.refresh()
        if night.closed_on is None:
            self.nights.change(night)
        else:
            self._shell.toast(f"{self.nights.who(night)}这一晚划掉了：{night.cancelled_for}", icon="info")

    def go_on(self, draft: str) -> None:
        """The form that was left, by the key of its draft."""
        self.nights.go_on(draft)

    # the roll call

    def as_planned(self) -> None:
        """Everybody who should be here, in one key."""
        if self._turned():
            return
        done: list[Saved[Any]] = []
        if self._try(lambda: done.append(self._desk.lodging.as_planned(self._desk.act(), self.nights.tonight.night))):
            names = "、".join(self.nights.who(night) for night in done[0].record)
            bare = [self.nights.who(night) for night in done[0].record if night.bed_id is None and self.nights.beds]
            told = f"按计划报到：{names}" + (f"，{'、'.join(bare)}没有空床了" if bare else "")
            self._shell.toast(told, undo=partial(self._take_back, done[0]))

    def guest(self) -> None:
        """登记客人."""
        self.nights.guest()

    def _turned(self) -> bool:
        """Whether the list is of a night that is over: then it is that of the next one first."""
        if self.nights.tonight.night == night_of(self._desk.act().at):
            return False
        self.refresh()
        self._tell(())
        self._shell.toast("换到新的一晚了，请再看一遍名单", icon="info")
        return True

    def _answered(self, line: Called) -> None:
        if self._turned():
            return
        if line.night is not None:
            self.nights.cross_out(line.night)
            return
        assert line.sleeper is not None  # guests have a night
        sleeper, done = line.sleeper, list[Any]()
        if self._try(lambda: done.append(self.nights.here(sleeper))):
            self._tell(self.nights.looked_at(done[0].record))
            told = f"{line.name}到了{self.nights.where(sleeper, done[0].record)}"
            self._shell.toast(told, undo=partial(self._take_back, done[0]))
            self.calls.go_on()

    def _opened(self, line: Called) -> None:
        if line.night is not None:
            self.nights.change(line.night)
        elif line.sleeper is not None:
            self.nights.note(line.sleeper.cadre_id, self.nights.tonight.night, line.sleeper.bed_id)

    def _open_night(self, cadre_id: "UUID", day: "date | None") -> None:
        """From the month: the night on record, or a new one; what is to come cannot be noted yet."""
        if day is not None and day > self.nights.tonight.night:
            word = night_word(day, self._desk.act().at)
            self._shell.toast(f"{word}还没到，到了那天再登记", icon="info")
        elif day is not None:
            found = next((night for night in self._nights if (night.cadre_id, night.night) == (cadre_id, day)), None)
            self.nights.change(found) if found is not None else self.nights.note(cadre_id, day)

    def _take_back(self, saved: "Saved[Any]") -> None:
        """What has been touched since is told under the list."""
        self._try(lambda: self._desk.undo(self._desk.act(), saved))

    def _try(self, act: "Callable[[], object]") -> bool:
        """What forbids it stands under the list."""
        findings: Sequence[Finding] = ()
        try:
            act()
        except Refused as refused:
            findings = refused.findings
        except Unavailable as trouble:
            findings = (Finding("world", Severity.MUST, trouble.sentence),)
        self._tell(findings)
        return not findings

    def _tell(self, findings: "Sequence[Finding]") -> None:
        _empty(self._findings)
        for finding in findings:
            self._findings.addWidget(FindingLine(finding, tinted=True))

    # what Entries asks of a place

    def show_form(self, page: PanelPage) -> None:
        """Over the month, with the cursor in its first field."""
        self._came_from = self.table if self.table.hasFocus() else self.calls
        self.panel.show_page(page)
        self._right.setCurrentWidget(self.panel)
        self._over = True
        self._measure()
        if (form := self.panel.form()) is not None:
            form.left.connect(self.leave)
        self.panel.take_focus()

    def show_picked(self) -> None:
        """The month again."""
        self._right.setCurrentWidget(self._month_card)
        self._over = False
        self._measure()

    def pick(self, key: object) -> None:
        """Back to where one came from: the roll call for tonight, else the month."""
        night = self.nights.last
        if night is not None and night.night != self.nights.tonight.night and night.cadre_id is not None:
            self.table.put(night.cadre_id, night.night)
            self.table.setFocus()
        elif night is not None:
            self.calls.put(night.cadre_id or night.id)
            self.calls.setFocus(Qt.FocusReason.OtherFocusReason)
        del key

    def leave(self) -> None:
        """Esc: the draft is kept."""
        self.show_picked()
        self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)

    # Qt's own names from here on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc within the panel: back."""
        focused = QApplication.focusWidget()
        if event.key() == Qt.Key.Key_Escape and focused is not None and self.panel.isAncestorOf(focused):
            self.leave()
        elif event.key() == Qt.Key.Key_Escape and self._over and self._is_narrow():
            self._turn()
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._measure()

    # within

    def _follow(self, runs: "date") -> None:
        """Whoever looks at the month that runs goes on looking at it in the next one."""
        self._month = runs if self._month == self._runs else self._month
        self._runs = runs

    def _show_month(self, month: "LodgingMonth") -> None:
        self.month_title.setText(f"{self._month.year}年{self._month.month}月")
        self.rule.setText(month.rule_sentence)
        self.notice.setText(month.notice)
        self.notice.setVisible(bool(month.notice))
        self.after.setEnabled(self._month < self._runs)
        self._nights = month.nights
        self.table.show_month(month)
        self._guests.show_guests(month.guests, self.nights.tonight.night)

    def _lay_out(self) -> None:
        head = row(gap=8)
        head.addWidget(Text("住宿", "title"))
        head.addSpacing(theme.current().s8)
        head.addWidget(self._tabs)
        head.addStretch(1)
        for widget in (self.turn, self.verbs):
            head.addWidget(widget)
        self._fill_list()
        self._fill_month()
        for page in (self._month_card, self.panel):
            self._right.addWidget(page)
        both = row(gap=16)
        both.addWidget(self._list_card)
        both.addWidget(self._right, 1)
        box = column(self, gap=16, insets=PAGE)
        box.addLayout(head)
        box.addLayout(both, 1)

    def _fill_list(self) -> None:
        body = self._list_card.body
        for widget in (self.title, self.meta, self.calls, self.empty):
            body.addWidget(widget, int(widget in (self.calls, self.empty)))
        body.addLayout(self._findings)
        body.addWidget(hairline())
        body.addWidget(self._hints[0])
        foot = row(gap=8)
        foot.addWidget(self._hints[1], 100)
        foot.addStretch(1)
        foot.addWidget(self.plan)
        body.addLayout(foot)

    def _fill_month(self) -> None:
        line = row(gap=8)
        for widget in (self.before, self.month_title, self.after):
            line.addWidget(widget)
        line.addWidget(self.rule, 1)
        body = self._month_card.body
        body.addLayout(line)
        body.addWidget(self.notice)
        body.addWidget(self.table, 1)
        body.addWidget(self._guests)
        body.addWidget(Legend())

    def _connect(self) -> None:
        self.calls.answered.connect(self._answered)
        self.calls.opened.connect(self._opened)
        self.table.opened.connect(self._open_night)
        self.table.month_wanted.connect(self.step)
        self.panel.closed.connect(self.leave)
        for keys, act in (
            (PLAN_KEYS, self.plan.click), ("Ctrl+N", self.guest), ("Ctrl+S", self._save),
            ("PgUp", partial(self.step, -1)), ("PgDown", partial(self.step, 1)),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _save(self) -> None:
        if (form := self.panel.form()) is not None:
            form.save()

    def _turn(self) -> None:
        self._over = not self._over
        self._measure()
        (self.table if self._over else self.calls).setFocus()

    def _is_narrow(self) -> bool:
        look = theme.current()
        return look.narrow_detail or self.width() < look.px(LEAST_BOTH)

    def _measure(self) -> None:
        """Both side by side, or one at a time."""
        look, narrow = theme.current(), self._is_narrow()
        # One red button a screen: the form's own, while one is open.
        asked = self._right.currentWidget() is self.panel
        set_property(self.plan, "kind", "secondary" if asked else "primary")
        self.plan.setIcon(icons.icon("check", "ink2" if asked else "on_fill"))
        self.turn.setVisible(narrow and self._right.currentWidget() is not self.panel)
        self.turn.setText("看点名" if self._over else "看本月")
        self._list_card.setVisible(not (narrow and self._over))
        self._right.setVisible(not narrow or self._over)
        for hint, shown in zip(self._hints, (not narrow, narrow), strict=True):
            hint.setVisible(shown)
        beside = LIST_WIDTH if self.width() >= look.px(WIDE) else LIST_NARROW
        wide = look.px(4000 if narrow else beside)
        self._list_card.setMinimumWidth(0 if narrow else wide)
        self._list_card.setMaximumWidth(wide)
        self.panel.show_as_page(whole=narrow)


def _empty(layout: Any) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
