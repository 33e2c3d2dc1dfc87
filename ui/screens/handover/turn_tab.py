"""交接: the list one takes over by, between who gives and who takes; notes, the last one and those before it beside."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.kit.buttons import Button
from ui.kit.empty_state import EmptyState
from ui.kit.finding_line import FindingLine, Mend
from ui.kit.labels import ElidedText, Text, hairline, upright
from ui.kit.scroll import scrolled
from ui.kit.spacing import PAGE, column, row
from ui.screens.handover.difference import Difference
from ui.screens.handover.facts import TurnFacts, TurnKey, clock, read
from ui.screens.handover.item_list import ItemList
from ui.screens.handover.item_rows import open_record, rows_of
from ui.screens.handover.past_cards import Acts, LastCard, PastCard
from ui.screens.handover.signing import SignBox
from ui.screens.handover.strip import Strip
from ui.screens.handover.words_card import NOTES, SITUATION, WordsCard
from venue_desk.domain.cadres import Cadre
from venue_desk.domain.calendar import day_of, short_date
from venue_desk.domain.errors import Refused, Unavailable
from venue_desk.domain.findings import Finding, Severity
from venue_desk.domain.handover import Handover, HandoverItem, HandoverOffer, ItemState
from venue_desk.domain.handover_history import HandoverRow
from venue_desk.domain.handover_turns import Turn, forgotten_finding

if TYPE_CHECKING:
    from ui.screen import Shell
    from venue_desk.desk import Desk

_MINUTE_MS = 60_000
_TWO_COLUMNS, _LEAST_LIST = 1060, 320
"""px at 100 %: the width from which cards stand beside the list, and how low the list may be above them."""
MAIN, SIDE = 20, 10
"""Shares of the width."""


class TurnTab(QWidget):
    """One turn at a time: the one due, or an earlier one that is made good."""

    def __init__(
        self, desk: "Desk", shell: "Shell", tabs: QWidget, see_all: Callable[[HandoverRow | None], object]
    ) -> None:
        super().__init__()
        self._desk, self._shell = desk, shell
        self._key: TurnKey | None = None
        self._chosen: dict[str, Cadre] = {}
        self.facts: TurnFacts = read(desk, None)
        self._seen: tuple[HandoverOffer, ...] = ()
        self._title, self._progress, self._bar = (
            ElidedText("", "meta"),
            Text("", "meta"),
            QProgressBar(textVisible=False),
        )
        self.printing = Button("打印交接单", self._print_this, icon="printer")
        self.strip, self.items = Strip(), ItemList()
        self.empty = EmptyState("handover", "没有要逐项点清的东西。", "登记了物品、用印和备用金，这里就会列出来。")
        self.giver = SignBox("交班人", "签字交班", self._give)
        self.taker = SignBox("接班人", "签字接班", self._take)
        self.words = WordsCard(self._keep, self._write)
        acts = Acts(add=self._add, print=self._print, open=see_all, see_all=lambda: see_all(None))
        self.last, self.past = LastCard(acts), PastCard(acts)
        self._notices = column(gap=8)
        self._lay_out(tabs)
        self._connect()
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._minute.timeout.connect(self._tick)
        self._minute.start()

    # what the screen calls

    def refresh(self) -> None:
        """Read again; what is half typed stays."""
        before = self.facts.turn.key
        facts = self.facts = read(self._desk, self._key)
        if facts.turn.key == facts.coming.turn.key:
            self._key = None  # the one due goes on to the next by itself
        if facts.turn.key != before:
            self._chosen = {}
            if self.items.editor() is not None:
                self.items.put_editor(None)
        self._show_head(facts)
        self.strip.show_facts(facts)
        self._show_notices(facts)
        rows = rows_of(facts.offers, facts.items, facts.name)
        self.items.show_rows(rows)
        self._seen = facts.offers
        self.items.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self._show_signing(facts)
        self._show_words(facts, fresh=facts.turn.key != before)
        self.last.show_facts(facts)
        self.past.show_facts(facts)
        self._measure()

    def show_turn(self, key: TurnKey | None) -> None:
        """Another turn: an earlier one that nobody finished, or with None the one due."""
        self._key = key
        self.refresh()

    def regions(self) -> list[QWidget]:
        """For F6."""
        return [self.items, self.giver if not self.facts.given else self.taker, self.words, self.last, self.past]

    def take_focus(self) -> None:
        """On the list while there is something to accept, else where the giver writes."""
        if self.facts.given and self.items.isVisibleTo(self):
            self.items.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.facts.due and not self.facts.given:
            self.words.notes.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.items.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """What was typed is on record before one leaves."""
        if self.words.is_touched():
            self._keep(self.words.texts())
            self._write()

    # the giver

    def _give(self, cadre_id: UUID, password: str) -> None:
        seen = self._seen
        self._record_words()
        act, handover = self._desk.act(), self._begun()
        try:
            saved = self._desk.handover.give(act, handover, seen, password, cadre_id)
        except Refused:
            self.refresh()  # what changed meanwhile is before their eyes now
            raise
        name = self.facts.name(cadre_id)
        self._after()
        self._shell.toast(f"{name}已签字交班，请接班人逐项来接", undo=lambda: self._undo(saved))
        self.items.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begun(self) -> Handover:
        """The handover of the turn as it is on record, begun if it was not yet."""
        act = self._desk.act()
        turn = self._turn_now()
        return turn.handover or self._desk.handover.begin(act, turn).record

    def _turn_now(self) -> Turn:
        self.facts = read(self._desk, self._key)
        return self.facts.turn

    def _keep(self, texts: Mapping[str, str]) -> None:
        self._desk.drafts.save(self._desk.act(), self._draft_key(), texts)

    def _write(self) -> None:
        """On record; refused, it stays a draft and says why."""
        try:
            self._record_words()
        except Refused as refused:
            self.words.show_findings(refused.findings)
        except Unavailable as trouble:
            self.words.show_findings((Finding("world", Severity.MUST, trouble.sentence),))

    def _record_words(self) -> None:
        if not self.words.is_touched() or self.facts.given:
            return
        texts, act = self.words.texts(), self._desk.act()
        key = self._draft_key()
        self._desk.handover.write(act, self._begun(), texts[SITUATION], texts[NOTES])
        self.words.written()
        self._desk.drafts.drop(act, key)

    def _draft_key(self) -> str:
        turn = self.facts.turn
        return f"handover.{turn.from_day}.{turn.from_shift}"

    # the taker

    def _answer(
        self, item: HandoverItem, state: ItemState, difference: str = "", followed_by: UUID | None = None
    ) -> None:
        saved = self._desk.handover.answer(self._desk.act(), item, state, difference, followed_by).record
        self._show_answer(saved)
        self._shell.announce(f"{item.fact}{state.label}，{self.facts.progress}")

    def _answered(self, item: HandoverItem, state: ItemState) -> None:
        try:
            self._answer(item, state)
        except (Refused, Unavailable) as trouble:
            self.refresh()
            self._say(trouble.sentence)
            return
        if state is ItemState.ACCEPTED:
            self.items.go_on()

    def _differing(self, item: HandoverItem) -> None:
        editor = Difference(
            item, self.facts.serving, self._answer, self._close_difference, lambda: self._desk.act().today
        )
        self.items.put_editor(editor)
        editor.take_focus()

    def _close_difference(self) -> None:
        self.items.put_editor(None)

    def _take(self, cadre_id: UUID, password: str) -> None:
        act, turn = self._desk.act(), self._turn_now()
        if turn.handover is None:
            return
        sealed = self._desk.handover.take(act, turn.handover, cadre_id, password).record
        name, at_desk = self.facts.name(cadre_id), self._desk.signed_in.cadre
        self._key, self._chosen = None, {}
        self.refresh()
        beside = f"；电脑上登录的还是{at_desk.name}" if at_desk.id != cadre_id else ""
        told = f"已封存。{clock(sealed.taken_at)} 起由{sealed.to_shift}的{name}负责{beside}。"
        self._shell.toast(told, see=partial(self._print, sealed), verb="打印")
        self._shell.announce(told)
        self.last.line.setFocus(Qt.FocusReason.OtherFocusReason)

    # after sealing

    def _add(self, handover: Handover, text: str) -> None:
        self._desk.handover.add(self._desk.act(), handover, text)
        self.refresh()
        self._shell.toast("已补记，封存的内容没有变")

    def _print(self, handover: Handover) -> None:
        self._shell.go("printouts", paper="handover", handover_id=handover.id)

    def _print_this(self) -> None:
        if self.facts.handover is not None:
            self._print(self.facts.handover)

    def _undo(self, saved: Any) -> None:
        self._desk.undo(self._desk.act(), saved)
        self.refresh()

    # showing

    def _after(self) -> None:
        """Read again at once: the window tells of the change only in its next turn."""
        self.refresh()

    def _tick(self) -> None:
        """Minutes pass: it may be time now, or late."""
        if self.isVisible():
            self.refresh()

    def _say(self, sentence: str) -> None:
        self._notices.addWidget(FindingLine(Finding("handover", Severity.MUST, sentence), tinted=True))

    def _show_answer(self, answered: HandoverItem) -> None:
        """At once, from what is known; the rest is read when the window tells of the change."""
        items = tuple(answered if item.id == answered.id else item for item in self.facts.items)
        facts = self.facts = replace(self.facts, items=items)
        self.items.show_rows(rows_of((), items, facts.name))
        self._show_head(facts)
        self._show_signing(facts)

    def _show_head(self, facts: TurnFacts) -> None:
        turn = facts.turn
        self._title.setText(f"{short_date(day_of(turn.due_at), day_of(facts.now))} {turn.title}")
        done = sum(item.accepted for item in facts.items)
        self._bar.setRange(0, max(len(facts.items), 1))
        self._bar.setValue(done)
        self._bar.setVisible(facts.given and not theme.current().narrow_detail)
        self._bar.setAccessibleName(facts.progress)
        self._progress.setText(facts.progress)
        self.printing.setVisible(facts.given)

    def _show_notices(self, facts: TurnFacts) -> None:
        """Earlier ones that nobody finished, each with the way to it."""
        while (item := self._notices.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if facts.turn.key != facts.coming.turn.key:
            back = Mend(f"回到{facts.coming.turn.title}", partial(self.show_turn, None))
            told = f"在补办{short_date(day_of(facts.turn.due_at), day_of(facts.now))} {clock(facts.turn.due_at)} 的{facts.turn.title}。"
            self._notices.addWidget(FindingLine(Finding("turn", Severity.SHOULD, told), (back,), tinted=True))
            return
        for turn in facts.coming.earlier[:2]:
            go = Mend("接着签" if turn.given else "补办", partial(self.show_turn, turn.key))
            self._notices.addWidget(FindingLine(forgotten_finding(turn, day_of(facts.now)), (go,), tinted=True))

    def _show_signing(self, facts: TurnFacts) -> None:
        giver = self._chosen.get("giver") or facts.cadre(facts.giver_id)
        taker = self._chosen.get("taker") or facts.cadre(facts.taker_id)
        self.giver.show_person(facts.cadre(facts.giver_id) if facts.given else giver, facts.serving)
        self.taker.show_person(taker, facts.serving)
        handover = facts.handover
        if facts.given and handover is not None:
            self.giver.show_signed(f"{clock(handover.given_at)} 已用口令签字")
            said = facts.standing or "签字后封存，只能补记，不能再改"
            self.taker.show_waiting(said, ready=not facts.standing)
            return
        said = "看过再用口令签字" if facts.due else f"{clock(facts.coming.opens_at)} 打开，看过再签字"
        self.giver.show_waiting(said, ready=True, primary=facts.due)
        self.taker.show_waiting("等交班人签字", ready=False)

    def _show_words(self, facts: TurnFacts, *, fresh: bool) -> None:
        handover = facts.handover
        on_record = {SITUATION: facts.situation, NOTES: handover.notes if handover is not None else ""}
        if fresh:
            self.words.written()
        said = "交班人签了字，不能再改" if facts.given else "交班人写，签字前都能改"
        self.words.show_texts(on_record, fixed=facts.given, said=said)
        draft = None if facts.given else self._desk.drafts.load(self._desk.act(), self._draft_key())
        if draft is not None and not self.words.is_touched():
            self.words.restore(draft.texts)

    # layout

    def _connect(self) -> None:
        self.items.answered.connect(self._answered)
        self.items.differing.connect(self._differing)
        self.items.opened.connect(partial(open_record, self._shell))
        self.giver.chosen.connect(partial(self._choose, "giver"))
        self.taker.chosen.connect(partial(self._choose, "taker"))

    def _choose(self, side: str, cadre: Cadre) -> None:
        self._chosen[side] = cadre
        self._show_signing(self.facts)

    def _lay_out(self, tabs: QWidget) -> None:
        head = row(gap=12)
        head.addWidget(Text("交接班", "title"))
        head.addWidget(tabs)
        head.addWidget(self._title)
        head.addWidget(self._bar)
        head.addWidget(self._progress)
        head.addStretch(1)
        head.addWidget(self.printing)
        page = QWidget()
        whole = column(page, gap=12, insets=PAGE)
        whole.addLayout(head)
        whole.addLayout(self._notices)
        whole.addWidget(self.strip)
        self._below = row(gap=16)
        self._list_card, self._beside = self._sheet(), self._side()
        self._below.addWidget(self._list_card, MAIN)
        self._below.addWidget(self._beside, SIDE)
        whole.addLayout(self._below, 1)
        column(self).addWidget(scrolled(page))
        self._measure()

    def _measure(self) -> None:
        """Where two columns find no room, the cards stand under the list and the page scrolls."""
        look = theme.current()
        narrow = self.width() < look.px(_TWO_COLUMNS)
        self._below.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._list_card.setMinimumHeight(look.px(_LEAST_LIST) if narrow else 0)
        self._beside.setMinimumWidth(0 if narrow else look.px(330))
        inner = self._beside.widget()
        self._beside.setMinimumHeight(inner.sizeHint().height() if narrow else 0)
        self._bar.setFixedWidth(look.px(100 if narrow else 140))

    # Qt's own names from here on

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_below"):
            self._measure()

    def _sheet(self) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        box = column(card, insets="1 4 1 4")
        box.addWidget(self.items, 1)
        box.addWidget(self.empty, 1)
        box.addWidget(hairline())
        foot = row()
        foot.addWidget(self.giver, 11)
        foot.addWidget(upright())
        foot.addWidget(self.taker, 12)
        box.addLayout(foot)
        return card

    def _side(self) -> QScrollArea:
        side = QWidget()
        box: QVBoxLayout = column(side, gap=12)
        box.addWidget(self.words)
        box.addWidget(self.last)
        box.addWidget(self.past)
        box.addStretch(1)
        return scrolled(side)
