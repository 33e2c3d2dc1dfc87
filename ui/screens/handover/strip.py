"""Who gives to whom: two names with a round sign each, the turn between them, the leads and who is responsible at the right."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.kit.icons import IconLabel
from ui.kit.labels import ElidedText, Prose, Text, upright
from ui.kit.name_mark import NameMark
from ui.kit.spacing import CARD, column, row
from ui.screens.handover.facts import TurnFacts, clock
from venue_desk.domain.cadres import Cadre
from venue_desk.domain.calendar import day_of, short_date
from venue_desk.domain.identity import show_phone

NOBODY = "没有排人"


class Person:
    """One side of the strip."""

    def __init__(self, label: str) -> None:
        self.round = NameMark(there=False)
        self.name, self.post, self.phone = Text("", "panel-title"), ElidedText("", "meta"), Text("", "body")
        self._beside, self._below = Text(label, "meta"), Text(label, "meta")
        upper = row(gap=8)
        upper.addWidget(self.name)
        upper.addWidget(self.post, 1)
        words = column(gap=2)
        words.addLayout(upper)
        lower = row(gap=8)
        lower.addWidget(self._below)
        lower.addWidget(self.phone, 1)
        words.addLayout(lower)
        self.line: QHBoxLayout = row(gap=12)
        self.line.addWidget(self.round)
        self.line.addWidget(self._beside)
        self.line.addLayout(words, 1)

    def arrange(self, *, large: bool) -> None:
        """Where type is large 交班 stands before the phone, so that the post has room."""
        self._beside.setVisible(not large)
        self._below.setVisible(large)

    def show_cadre(self, cadre: Cadre | None, *, done: bool) -> None:
        """Name, post and the phone one rings them on."""
        self.name.setText(cadre.name if cadre else NOBODY)
        self.name.set_tone("ink" if cadre else "ink3")
        self.post.setText((cadre.position or cadre.kind.label) if cadre else "")
        self.phone.setText(show_phone(cadre.phone) if cadre else "")
        self.round.show_name(cadre.name if cadre else "？", there=done)


class Strip(QFrame):
    """A card across the page; where type is large the turn stands in two lines, and the posts have room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.giver, self.taker = Person("交班"), Person("接班")
        self._turn, self._when = Text("", "meta", "ink"), Text("", "meta", "ink")
        self._arrow, self._words, self._leads = (
            IconLabel("arrow-right", "ink2", 20),
            row(gap=12),
            ElidedText("", "meta"),
        )
        self.responsible = Prose("", "meta")
        line = row(self, gap=16, insets=CARD)
        line.addLayout(self.giver.line, 5)
        line.addLayout(self._middle())
        line.addLayout(self.taker.line, 5)
        line.addWidget(upright())
        words = column(gap=4)
        words.addWidget(self._leads)
        words.addWidget(self.responsible)
        line.addLayout(words, 4)
        self._arrange()

    def show_facts(self, facts: TurnFacts) -> None:
        """As planned or as begun; late, it says so in red."""
        turn = facts.turn
        self.giver.show_cadre(facts.cadre(facts.giver_id), done=facts.given)
        self.taker.show_cadre(facts.cadre(facts.taker_id), done=False)
        day = "" if day_of(turn.due_at) == day_of(facts.now) else short_date(day_of(turn.due_at), day_of(facts.now))
        self._turn.setText(f"{turn.from_shift} → {turn.to_shift}")
        self._when.setText(f"{day} {clock(turn.due_at)}".strip())
        leads = [facts.name(turn.lead_giver_id) or "—", facts.name(turn.lead_taker_id) or "—"]
        self._leads.setText(f"带班同交：{leads[0]} → {leads[1]}")
        gap = facts.gap.sentence if facts.gap is not None else ""
        self.responsible.setText(gap or f"签字前仍由{turn.from_shift}负责")
        self.responsible.set_tone("red" if gap else "ink2")
        said = f"{turn.title}，{facts.name(facts.giver_id) or NOBODY}交给{facts.name(facts.taker_id) or NOBODY}"
        self.setAccessibleName(said)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_words"):
            self._arrange()

    def _arrange(self) -> None:
        large = theme.current().narrow_detail
        self._arrow.setVisible(not large)
        for person in (self.giver, self.taker):
            person.arrange(large=large)
        self._words.setDirection(QBoxLayout.Direction.TopToBottom if large else QBoxLayout.Direction.LeftToRight)

    def _middle(self) -> QVBoxLayout:
        middle = column(gap=2)
        centre = Qt.AlignmentFlag.AlignHCenter
        middle.addWidget(self._arrow, 0, centre)
        self._words.addWidget(self._turn, 0, centre)
        self._words.addWidget(self._when, 0, centre)
        middle.addLayout(self._words)
        return middle
