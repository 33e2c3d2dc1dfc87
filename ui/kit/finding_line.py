"""A finding where it belongs: icon, sentence, and the buttons that mend it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.kit.buttons import Button
from ui.kit.icons import IconLabel
from ui.kit.labels import Prose
from ui.kit.spacing import column, row
from venue_desk.domain.findings import Finding, Severity

TONES = {Severity.MUST: "red", Severity.SHOULD: "amber"}
ICONS = {Severity.MUST: "must", Severity.SHOULD: "warning"}
STATES = {Severity.MUST: "error", Severity.SHOULD: "warning"}


@dataclass(frozen=True, slots=True)
class Mend:
    """A verb that mends a finding."""

    verb: str
    act: Callable[[], object]


Mends = Callable[[Finding], Sequence[Mend]]
"""What a screen offers against a finding; () where it has nothing better than typing."""


def no_mends(finding: Finding) -> Sequence[Mend]:
    """The sentence alone says what to do."""
    del finding
    return ()


def by_weight(findings: Iterable[Finding]) -> list[Finding]:
    """必改 before 提醒, else in the order given."""
    return sorted(findings, key=lambda finding: finding.severity is not Severity.MUST)


class FindingLine(QFrame):
    """One finding below its field, or at the head of a panel's foot on its tint."""

    def __init__(
        self, finding: Finding, mends: Sequence[Mend] = (), *, tinted: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.finding = finding
        tone = TONES[finding.severity]
        if tinted:
            self.setProperty("role", "notice")
            self.setProperty("state", STATES[finding.severity])
        sentence = Prose(finding.sentence, "meta", "" if tinted else tone)
        box = column(self, gap=4, insets="12 8 12 8" if tinted else "0")
        line = row(gap=6)
        line.addWidget(IconLabel(ICONS[finding.severity], tone, 16), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(sentence, 1)
        box.addLayout(line)
        if mends:
            box.addLayout(mend_buttons(mends, finding.severity))


def mend_buttons(mends: Sequence[Mend], severity: Severity) -> QHBoxLayout:
    """The verbs side by side; the first of a blocking finding in red outline."""
    line = row(gap=8)
    for number, mend in enumerate(mends):
        urgent = severity is Severity.MUST and number == 0
        line.addWidget(Button(mend.verb, mend.act, kind="row-danger" if urgent else "row"))
    line.addStretch(1)
    return line
