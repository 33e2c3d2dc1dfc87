"""正在值班: who is there and since when, the 24-hour line, who comes next. Red, with its verb, when nobody is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLayout, QWidget

from ui import theme
from ui.kit.buttons import Button
from ui.kit.chips import AMBER, JADE, NEUTRAL, RED, Chip
from ui.kit.day_line import DayLine
from ui.kit.icons import IconLabel
from ui.kit.labels import ElidedText, Text, set_property, upright
from ui.kit.spacing import CARD, column, grid, row, spaced
from ui.screens.home.signing import Signing
from ui.screens.home.watch_people import NextOnWatch, PersonOnWatch, parts, people_of
from venue_desk.domain.findings import Severity
from venue_desk.domain.shifts import ShiftRun
from venue_desk.domain.watch import WatchState
from venue_desk.services.attendance import WatchDay

if TYPE_CHECKING:
    from ui.screen import Shell
    from venue_desk.desk import Desk

NOBODY = "无人值班"
ABREAST = 2
"""So many people in a row: while one shift waits for the next there are four."""
_STATES = {
    WatchState.KEPT: ("正在值班", JADE, "done"),
    WatchState.HELD_OVER: ("上一班在岗", AMBER, "warning"),
    WatchState.NOBODY: (NOBODY, RED, "must"),
    WatchState.UNUSED: ("还没排班", NEUTRAL, "calendar"),
}


class WatchCard(QFrame):
    """A strip across the page; at large type the line stands under the people."""

    def __init__(self, desk: "Desk", shell: "Shell", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._shell = desk, shell
        self.setProperty("role", "card")
        self.signing = Signing(desk, shell)
        self.line = DayLine()
        self.state, self._hours = Chip(""), Text("", "meta")
        self.mine = Button("签到", self._sign_on_oneself, kind="primary")
        self.people: list[PersonOnWatch] = []
        self._said, self._sign = ElidedText("", "meta"), IconLabel("warning", "amber", 16)
        self._next, self._next_hours = Chip("下一班", NEUTRAL, "moon"), Text("", "meta")
        self._now, self._people, self._coming = QFrame(), grid(gap=8, across=20), row(gap=20)
        self._see = Button("签到签退", self._see_more, kind="row")
        self._told: object = None
        self._day: WatchDay | None = None
        self._lay_out()
        self.signing.changed.connect(self._arrange)

    def show_day(self, day: WatchDay) -> None:
        """As it stands now."""
        self._day = day
        nobody = day.watch.state is WatchState.NOBODY
        self.state.show_state(*_STATES[day.watch.state])
        self._hours.setText(_hours(day.watch.run))
        set_property(self._now, "role", "notice" if nobody else "")
        set_property(self._now, "state", "error" if nobody else "")
        spaced(self._now_box, 8, "12 8 12 8" if nobody else "0")
        self._show_people(day, nobody=nobody)
        self._show_said(day)
        self.line.show_day(day.coverage, day.names, (day.taken_at, "交接已签") if day.taken_at else None)
        self._arrange()

    def missing(self) -> Button | None:
        """The 签到 button that presses most: one's own, else the first."""
        verbs = [part.verb for part in self.people if part.verb is not None]
        own = next((part.verb for part in self.people if part.verb is not None and part.own), None)
        return own or (self.mine if self.mine.isVisibleTo(self) else next(iter(verbs), None))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()

    # within

    def _sign_on_oneself(self) -> None:
        cadre = self._desk.signed_in.cadre
        self.signing.sign_on(cadre.id, cadre.name)

    def _see_more(self) -> None:
        unused = self._day is not None and self._day.watch.state is WatchState.UNUSED
        self._shell.go("roster" if unused else "attendance")

    def _show_people(self, day: WatchDay, *, nobody: bool) -> None:
        """Made anew only where something changed: whoever stands on a button stays there while the minutes pass."""
        oneself = self._desk.signed_in.cadre.id
        told = (people_of(day), day.watch.next_run, day.watch.next_duties, day.watch.early, nobody)
        if told == self._told:
            return
        self._told = told
        _empty(self._people)
        self.people = list(parts(day, self.signing.sign_on, oneself, urgent=nobody))
        for place, part in enumerate(self.people):
            self._people.addWidget(part, place // ABREAST, place % ABREAST)
        # Whoever sits here may keep the desk, rostered or not.
        self.mine.setVisible(not day.watch.kept and day.watch.of(oneself) is None)
        set_property(self.mine, "kind", "primary" if nobody else "secondary")
        self._see.setText("去排班" if day.watch.state is WatchState.UNUSED else "签到签退")
        self._show_next(day)

    def _show_said(self, day: WatchDay) -> None:
        said = _said(day)
        self._said.setText(said)
        urgent = any(finding.severity is Severity.MUST for finding in day.findings)
        self._said.set_tone("red" if urgent else "amber" if day.findings else "ink3")
        self._sign.show_icon("must" if urgent else "warning", "red" if urgent else "amber")
        self._sign.setVisible(bool(day.findings))

    def _show_next(self, day: WatchDay) -> None:
        _empty(self._coming)
        run = day.watch.next_run
        self._next.setVisible(run is not None)
        self._next_hours.setText(_hours(run))
        for duty in day.watch.next_duties[:2]:
            self._coming.addWidget(NextOnWatch(duty, day))
        if run is not None and not day.watch.next_duties:
            self._coming.addWidget(Text("还没排人", "meta", "amber"))
        self._coming.addStretch(1)

    def _arrange(self) -> None:
        """The line beside the people, or below them where type is large; a strip that asks stands in its place."""
        below = theme.current().narrow_detail
        place, box = (self._below, self._below_box) if below else (self._beside, self._beside_box)
        if self._middle.parentWidget() is not place:
            box.addWidget(self._middle)
        self._beside.setVisible(not below)
        self._divider.setVisible(not below)
        self._below.setVisible(below)
        asked = self.signing.isVisibleTo(self._middle)
        self.line.setVisible(not asked)
        self._foot.setVisible(not asked and bool(self._said.text()))

    def _lay_out(self) -> None:
        whole = column(self, gap=8, insets=CARD)
        first = row(gap=20)
        first.addWidget(self._build_now())
        self._divider = upright()
        first.addWidget(self._divider)
        self._beside, self._below, self._middle = QWidget(), QWidget(), self._build_middle()
        self._beside_box, self._below_box = column(self._beside), column(self._below)
        first.addWidget(self._beside, 1)
        first.addWidget(upright())
        first.addLayout(self._build_next())
        whole.addLayout(first)
        whole.addWidget(self._below)

    def _build_now(self) -> QFrame:
        self._now_box = box = column(self._now, gap=8)
        head = row(gap=8)
        head.addWidget(self.state)
        head.addWidget(self._hours)
        head.addStretch(1)
        head.addWidget(self._see)
        box.addLayout(head)
        line = row(gap=16)
        line.addLayout(self._people)
        line.addStretch(1)
        line.addWidget(self.mine)
        box.addLayout(line)
        return self._now

    def _build_middle(self) -> QWidget:
        middle, self._foot = QWidget(), QWidget()
        box = column(middle, gap=2)
        box.addStretch(1)
        box.addWidget(self.line)
        box.addWidget(self.signing)
        foot = row(self._foot, gap=6)
        foot.addWidget(self._sign)
        foot.addWidget(self._said, 1)
        box.addWidget(self._foot)
        box.addStretch(1)
        return middle

    def _build_next(self) -> QBoxLayout:
        box = column(gap=8)
        head = row(gap=8)
        head.addWidget(self._next)
        head.addWidget(self._next_hours)
        head.addStretch(1)
        box.addLayout(head)
        box.addLayout(self._coming)
        box.addStretch(1)
        return box


def _hours(run: ShiftRun | None) -> str:
    return f"{run.name} {run.shift.hours}" if run else ""


def _said(day: WatchDay) -> str:
    """The first thing amiss; nothing where the line says enough."""
    if day.findings:
        more = f"（还有 {len(day.findings) - 1} 处）" if len(day.findings) > 1 else ""
        return f"{day.findings[0].sentence}{more}"
    return "谁在谁先签到，这条线就从那时记起。" if day.watch.state is WatchState.UNUSED else ""


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
