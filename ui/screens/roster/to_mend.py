"""要处理: what must be mended before what is only reminded of, each with its buttons; 公布 at the foot."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.kit.announce import announce
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.chips import AMBER, RED, Chip
from ui.kit.finding_line import ICONS, TONES, Mend, Mends, by_weight
from ui.kit.flow import Flow
from ui.kit.icons import IconLabel
from ui.kit.labels import Prose, hairline, set_property
from ui.kit.scroll import scrolled
from ui.kit.spacing import column, row
from ui.screens.roster.month import detail_of, title_of
from venue_desk.domain.findings import Finding, Severity

SHOWN_MAX, MENDS_MAX = 12, 3
"""So many at once, and so many buttons to each; whoever has mended these sees the next."""

Key = tuple[Finding, tuple[str, ...]]


class MendCard(Card):
    """Keeps the entries that stay as they are: an edit makes only those anew that it changed."""

    seen = Signal(object)
    """The finding one clicked on."""

    def __init__(self, mends: Mends, publish: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__("要处理", gap=8, parent=parent)
        self._mends = mends
        self._entries: dict[Key, Entry] = {}
        self._spare: list[Entry] = []
        self._must, self._should = Chip("", RED), Chip("", AMBER)
        self.head.insertWidget(1, self._must)
        self.head.insertWidget(2, self._should)
        self._list = QWidget()
        self._box = column(self._list, gap=10)
        self._nothing, self._rest = Prose("", "meta"), Prose("", "meta")
        self._box.addWidget(self._nothing)
        self._box.addWidget(self._rest)
        self._box.addStretch(1)
        self.body.addWidget(scrolled(self._list), 1)
        self.publish = Button("公布", publish)
        self._note = Prose("", "meta")
        foot = row(gap=8)
        foot.addWidget(self._note, 1)
        foot.addWidget(self.publish)
        self.body.addWidget(hairline())
        self.body.addLayout(foot)

    def show_findings(self, findings: Sequence[Finding], nothing: str) -> None:
        """These and no others; `nothing` is said when there are none."""
        ordered = by_weight(findings)
        must = sum(finding.severity is Severity.MUST for finding in ordered)
        self._must.show_state(f"{must} 必改", RED)
        self._must.setVisible(bool(must))
        self._should.show_state(f"{len(ordered) - must} 提醒", AMBER)
        self._should.setVisible(len(ordered) > must)
        self._show_entries(ordered[:SHOWN_MAX])
        self._nothing.setText(nothing)
        self._nothing.setVisible(not ordered)
        hidden = len(ordered) - SHOWN_MAX
        self._rest.setText(f"还有 {hidden} 处，改完这些再看。" if hidden > 0 else "")
        self._rest.setVisible(hidden > 0)

    def show_publishing(self, note: str, *, able: bool, verb: str) -> None:
        """Whether the month can be published now, and why not."""
        self._note.setText(note)
        if self.publish.text() != verb:
            self.publish.setText(verb)
            self.publish.updateGeometry()
        self.publish.setEnabled(able)
        self.publish.setAccessibleDescription("" if able else note)
        set_property(self.publish, "kind", "primary" if able else "secondary")

    def _show_entries(self, findings: Sequence[Finding]) -> None:
        """What stays keeps its place on the screen and its focus; what is gone lends its widgets to what is new."""
        wanted: dict[Key, list[Mend]] = {}
        for finding in findings:
            mends = list(self._mends(finding))
            wanted[finding, tuple(mend.verb for mend in mends)] = mends
        spare = [entry for key, entry in self._entries.items() if key not in wanted] + self._spare
        shown: dict[Key, Entry] = {}
        for place, (key, mends) in enumerate(wanted.items()):
            entry = self._entries.get(key)
            if entry is None:
                entry = spare.pop() if spare else self._made()
                entry.tell(key[0], mends)
            if self._box.indexOf(entry) != place:
                self._box.insertWidget(place, entry)
            shown[key] = entry
        for entry in spare:
            entry.hide()
        fresh = next((key[0] for key in shown if key not in self._entries), None)
        self._entries, self._spare = shown, spare
        if fresh is not None and fresh.severity is Severity.MUST:
            announce(self, f"要处理：{fresh.sentence}")

    def _made(self) -> "Entry":
        entry = Entry(self._list)  # never a window of its own, which would take the focus
        entry.pressed.connect(self.seen)
        return entry


class Entry(QFrame):
    """One finding: its first sentence, the rest, and what mends it. A click shows where it is."""

    pressed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.finding: Finding | None = None
        self._mends: Sequence[Mend] = ()
        self._icon = IconLabel("must", "red", 18)
        self._title, self._detail = Prose("", "fact"), Prose("", "meta")
        self._buttons = [Button("", partial(self._mend, number), kind="row") for number in range(MENDS_MAX)]
        line = row(self, gap=8)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = column(gap=2)
        words.addWidget(self._title)
        words.addWidget(self._detail)
        buttons = Flow(line_gap=0)
        for button in self._buttons:
            buttons.addWidget(button)
        words.addLayout(buttons)
        line.addLayout(words, 1)

    def tell(self, finding: Finding, mends: Sequence[Mend]) -> None:
        """This finding and no other."""
        self.finding, self._mends = finding, mends
        self._icon.show_icon(ICONS[finding.severity], TONES[finding.severity])
        self._title.setText(title_of(finding))
        self._detail.setText(detail_of(finding))
        self._detail.setVisible(bool(self._detail.text()))
        for number, button in enumerate(self._buttons):
            button.setVisible(number < len(mends))
            if number < len(mends):
                button.setText(mends[number].verb)
                button.setAccessibleDescription(title_of(finding))
        urgent = finding.severity is Severity.MUST
        set_property(self._buttons[0], "kind", "row-danger" if urgent else "row")
        self.setCursor(Qt.CursorShape.PointingHandCursor if finding.due else Qt.CursorShape.ArrowCursor)
        self.show()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show where it is."""
        event.accept()
        self.pressed.emit(self.finding)

    def _mend(self, number: int) -> None:
        self._mends[number].act()
