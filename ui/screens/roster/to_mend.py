"""要处理: what must be mended before what is only reminded of, each with its buttons; 公布 at the foot."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.kit.announce import announce
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.chips import AMBER, RED, Chip
from ui.kit.finding_line import ICONS, TONES, Mend, Mends, by_weight, mend_buttons
from ui.kit.icons import IconLabel
from ui.kit.labels import Prose, hairline, set_property
from ui.kit.scroll import scrolled
from ui.kit.spacing import column, row
from ui.screens.roster.month import detail_of, title_of
from venue_desk.domain.findings import Finding, Severity

SHOWN_MAX = 20
"""So many at once; whoever has mended these sees the next."""

Key = tuple[Finding, tuple[str, ...]]


class MendCard(Card):
    """Keeps the entries that stay as they are: an edit makes only those anew that it changed."""

    seen = Signal(object)
    """The finding one clicked on."""

    def __init__(self, mends: Mends, publish: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__("要处理", gap=8, parent=parent)
        self._mends = mends
        self._entries: dict[Key, Entry] = {}
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
        self.publish.setText(verb)
        self.publish.updateGeometry()
        self.publish.setEnabled(able)
        self.publish.setAccessibleDescription("" if able else note)
        set_property(self.publish, "kind", "primary" if able else "secondary")

    def _show_entries(self, findings: Sequence[Finding]) -> None:
        wanted: dict[Key, list[Mend]] = {}
        for finding in findings:
            mends = list(self._mends(finding))
            wanted[finding, tuple(mend.verb for mend in mends)] = mends
        for key in [key for key in self._entries if key not in wanted]:
            gone = self._entries.pop(key)
            self._box.removeWidget(gone)
            gone.hide()
            gone.deleteLater()  # one of its buttons may be the one that was just pressed
        fresh = [key for key in wanted if key not in self._entries]
        for place, (key, mends) in enumerate(wanted.items()):
            if key in fresh:
                self._entries[key] = entry = Entry(key[0], mends)
                entry.pressed.connect(self.seen)
                self._box.insertWidget(place, entry)
            elif self._box.indexOf(self._entries[key]) != place:
                self._box.insertWidget(place, self._entries[key])
        self._entries = {key: self._entries[key] for key in wanted}
        if fresh and fresh[0][0].severity is Severity.MUST:
            announce(self, f"要处理：{fresh[0][0].sentence}")


class Entry(QFrame):
    """One finding: its first sentence, the rest, and what mends it. A click shows where it is."""

    pressed = Signal(object)

    def __init__(self, finding: Finding, mends: Sequence[Mend], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._finding = finding
        line = row(self, gap=8)
        line.addWidget(IconLabel(ICONS[finding.severity], TONES[finding.severity], 18), 0, Qt.AlignmentFlag.AlignTop)
        words = column(gap=2)
        words.addWidget(Prose(title_of(finding), "fact"))
        if detail := detail_of(finding):
            words.addWidget(Prose(detail, "meta"))
        if mends:
            words.addLayout(mend_buttons(mends, finding.severity))
        line.addLayout(words, 1)
        if finding.due is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show where it is."""
        event.accept()
        self.pressed.emit(self._finding)
