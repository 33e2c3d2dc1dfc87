"""Beside the list: the handover sealed last, to which one may still add, and those before it, gaps in red."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.chips import AMBER, JADE, RED, Chip
from ui.kit.labels import ElidedText, Prose, Text, hairline
from ui.kit.line_edit import ENTERS, LineEdit
from ui.kit.seal_mark import SealMark
from ui.kit.spacing import column, row
from ui.screens.handover.facts import TurnFacts, clock
from venue_desk.domain.calendar import at_station, day_of, short_date
from venue_desk.domain.errors import Refused
from venue_desk.domain.handover import Handover
from venue_desk.domain.handover_history import HandoverRow
from venue_desk.domain.handover_rules import progress_text
from venue_desk.domain.name_marks import SEALED, mark_columns


@dataclass(frozen=True, slots=True)
class Acts:
    """What can be done from here."""

    add: Callable[[Handover, str], object]
    print: Callable[[Handover], object]
    open: Callable[[HandoverRow], object]
    see_all: Callable[[], object]


class LastCard(Card):
    """The one sealed last."""

    def __init__(self, acts: Acts, parent: QWidget | None = None) -> None:
        super().__init__(gap=8, parent=parent)
        self._acts = acts
        self._last: Handover | None = None
        self._facts_box = QWidget(self)
        self._turn, self._sealed = Text("", "card-title"), ElidedText("", "meta")
        self.stamp = SealMark(50)
        self.line = LineEdit()
        self.line.setPlaceholderText("补记什么，回车存下")
        self.line.setAccessibleName("补记")
        self.reason = Prose("", "meta", "red")
        self._lay_out()

    def show_facts(self, facts: TurnFacts) -> None:
        """Who is responsible now, who signed when, what was added; nothing before the first one."""
        last = self._last = facts.last
        self.setVisible(last is not None)
        if last is None:
            return
        day = short_date(day_of(last.due_at), day_of(facts.now))
        self._turn.setText(f"{day} {last.from_shift} → {last.to_shift}")
        self._sealed.setText(f"{clock(last.taken_at)} 两人签完，已封存")
        self.stamp.show_columns(SEALED, "已经封存")
        self._swap(self._signed(facts, last))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the line adds what was typed."""
        if event.key() in ENTERS and self.line.hasFocus():
            self._add()
        else:
            event.ignore()

    def _signed(self, facts: TurnFacts, last: Handover) -> QWidget:
        shown = QWidget()
        box = column(shown, gap=8)
        people = row(gap=16)
        for label, who, at in (("交班", last.giver_id, last.given_at), ("接班", last.taker_id, last.taken_at)):
            people.addWidget(_signature(label, facts.name(who), clock(at)), 1)
        box.addLayout(people)
        told = row(gap=8)
        told.addWidget(ElidedText(progress_text(facts.last_items), "meta"), 1)
        box.addLayout(told)
        lead = facts.name(last.lead_taker_id)
        now = f"现在由{last.to_shift}的{facts.name(last.taker_id)}负责{f'，{lead}带班' if lead else ''}。"
        box.addWidget(Prose(now, "meta", "jade"))
        box.addWidget(hairline())
        for addition in facts.additions[-2:]:
            when = _when(addition.at, day_of(facts.now))
            box.addWidget(Prose(f"{when} {facts.name(addition.noted_by)}：{addition.text}", "meta"))
        if len(facts.additions) > 2:
            box.addWidget(Text(f"补记共 {len(facts.additions)} 条", "hint"))
        return shown

    def _lay_out(self) -> None:
        head = row(gap=12)
        words = column(gap=2)
        words.addWidget(self._turn)
        words.addWidget(self._sealed)
        head.addLayout(words, 1)
        head.addWidget(self.stamp)
        self.body.addLayout(head)
        self._place = column()
        self.body.addLayout(self._place)
        self.adding = Button("补记", self._add, icon="plus")
        self.printing = Button("打印", self._print, icon="printer")
        acts = row(gap=8)
        acts.addWidget(self.adding)
        acts.addWidget(self.printing)
        acts.addWidget(ElidedText("封存后只能补，不能改", "hint"), 1)
        self.body.addWidget(self.line)
        self.body.addWidget(self.reason)
        self.body.addLayout(acts)
        self.reason.hide()

    def _swap(self, shown: QWidget) -> None:
        before, self._facts_box = self._facts_box, shown
        self._place.addWidget(shown)
        before.hide()
        before.deleteLater()

    def _add(self) -> None:
        if self._last is None:
            return
        try:
            self._acts.add(self._last, self.line.text())
        except Refused as refused:
            self.reason.setText(refused.sentence)
            self.reason.show()
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.line.clear()
        self.reason.hide()

    def _print(self) -> None:
        if self._last is not None:
            self._acts.print(self._last)


class PastCard(Card):
    """前几次."""

    def __init__(self, acts: Acts, parent: QWidget | None = None) -> None:
        super().__init__("前几次", gap=2, parent=parent)
        self._acts = acts
        self.rows: list[Button] = []
        self._lines = QWidget(self)
        self._place = column()
        self.head.addWidget(Button("全部", acts.see_all, kind="quiet"))
        self.body.addLayout(self._place)

    def show_facts(self, facts: TurnFacts) -> None:
        """The latest first; none of them is the one shown above."""
        shown = [
            row
            for row in facts.past
            if facts.last is None or row.turn.handover is None or row.turn.handover.id != facts.last.id
        ]
        self.setVisible(bool(facts.past))
        before, self._lines = self._lines, QWidget()
        box = column(self._lines, gap=0)
        for each in shown:
            box.addWidget(self._line(each, facts))
        if not shown:
            box.addWidget(Text("更早的还没有。", "meta"))
        self._place.addWidget(self._lines)
        before.hide()
        before.deleteLater()

    def _line(self, each: HandoverRow, facts: TurnFacts) -> QWidget:
        line = QWidget()
        body = row(line, gap=8, insets="0 3 0 3")
        at = at_station(each.turn.due_at)
        body.addWidget(Text(f"{at.day}日 {at:%H:%M}", "meta"))
        gap = each.gap_text(facts.now, facts.patience)
        said = gap if gap and not each.turn.done else f"{each.giver or '—'} → {each.taker or '—'}"
        body.addWidget(ElidedText(said, "body"), 1)
        if gap and each.turn.done:
            body.addWidget(Text(gap.removeprefix("无人接班 "), "meta", "red"))
        state = each.state_text(facts.now, facts.patience)
        tone, icon = (JADE, "lock") if state == "已封存" else (RED, "must") if gap else (AMBER, "warning")
        body.addWidget(Chip(state, tone, icon))
        if each.turn.handover is not None:
            see = Button("看", lambda: self._acts.open(each), kind="row")
            see.setAccessibleName(f"看{each.turn.handover.title}")
            body.addWidget(see)
        return line


def _signature(label: str, name: str, at: str) -> QWidget:
    shown = QWidget()
    line = row(shown, gap=8)
    mark = SealMark(34)
    mark.show_columns(mark_columns(name) if name else (), f"{label}{name}已签字")
    line.addWidget(mark)
    words = column(gap=0)
    upper = row(gap=6)
    upper.addWidget(Text(label, "meta"))
    upper.addWidget(ElidedText(name, "fact"), 1)
    words.addLayout(upper)
    words.addWidget(Text(at, "meta"))
    line.addLayout(words, 1)
    return shown


def _when(at: datetime, today: date) -> str:
    day = "" if day_of(at) == today else f"{short_date(day_of(at), today)} "
    return f"{day}{clock(at)}"
