"""The side card 要处理: what must be mended before what is only reminded of, each with its buttons."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from ui.kit.announce import announce
from ui.kit.card import Card
from ui.kit.chips import AMBER, RED, Chip
from ui.kit.finding_line import ICONS, TONES, Mends, by_weight, mend_buttons, no_mends
from ui.kit.icons import IconLabel
from ui.kit.labels import Prose, hairline
from ui.kit.scroll import scrolled
from ui.kit.spacing import column, row
from venue_desk.domain.findings import Finding, Severity


class FindingsPanel(Card):
    """All findings of a register; empty it says so in one line."""

    def __init__(self, nothing: str = "没有要处理的", mends: Mends = no_mends, parent: QWidget | None = None) -> None:
        super().__init__("要处理", parent=parent)
        self._nothing = nothing
        self._mends = mends
        self._must = Chip("", RED)
        self._should = Chip("", AMBER)
        self.head.insertWidget(1, self._must)
        self.head.insertWidget(2, self._should)
        self._area = scrolled(QWidget())
        self.body.addWidget(self._area, 1)
        self.show_findings(())

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """These and no others."""
        ordered = by_weight(findings)
        must = sum(finding.severity is Severity.MUST for finding in ordered)
        self._must.show_state(f"{must} 必改", RED)
        self._must.setVisible(bool(must))
        self._should.show_state(f"{len(ordered) - must} 提醒", AMBER)
        self._should.setVisible(len(ordered) > must)
        self._area.takeWidget().deleteLater()  # a mending button in it may be the one that was just pressed
        entries = self._list(ordered)
        self._area.setWidget(entries)
        entries.setAutoFillBackground(False)
        if must:
            announce(self, f"要处理：{must} 处必改。{ordered[0].sentence}")

    def _list(self, findings: Sequence[Finding]) -> QWidget:
        page = QWidget()
        box = column(page, gap=12)
        if not findings:
            box.addWidget(Prose(self._nothing, "meta"))
        for number, finding in enumerate(findings):
            if number and findings[number - 1].severity is Severity.MUST:
                box.addWidget(hairline())
            box.addWidget(self._entry(finding))
        box.addStretch(1)
        return page

    def _entry(self, finding: Finding) -> QFrame:
        frame = QFrame()
        line = row(frame, gap=8)
        line.addWidget(IconLabel(ICONS[finding.severity], TONES[finding.severity], 18), 0, Qt.AlignmentFlag.AlignTop)
        words = column(gap=8)
        words.addWidget(Prose(finding.sentence, "fact"))
        if mends := self._mends(finding):
            words.addLayout(mend_buttons(mends, finding.severity))
        line.addLayout(words, 1)
        return frame
