"""What the giver writes: how the shift went, what is to be minded. Kept while one types, on record when one leaves the field."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.kit.card import Card
from ui.kit.finding_line import FindingLine
from ui.kit.form import DRAFT_AFTER
from ui.kit.labels import Text
from ui.kit.line_edit import TextBox
from ui.kit.spacing import column
from venue_desk.domain.findings import Finding

Texts = Mapping[str, str]
SITUATION, NOTES = "situation", "notes"
_ROWS = {SITUATION: 64, NOTES: 108}
_LEAST = {SITUATION: 64, NOTES: 86}
"""Two lines for how the shift went, four or three for what is to be minded."""


class WordsCard(Card):
    """`keep` takes every pause of typing, `write` what stands there when the cursor leaves."""

    def __init__(
        self, keep: Callable[[Texts], object], write: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__("注意事项", "交班人写", gap=8, parent=parent)
        self._keep, self._write = keep, write
        self._shown: dict[str, str] = {SITUATION: "", NOTES: ""}
        self._filling = False
        self.situation, self.notes = self._box("上一班情况"), self._box("注意事项")
        self._findings = column(gap=4)
        caption = Text("上一班情况", "label")
        caption.setBuddy(self.situation)
        self.body.addWidget(self.notes)
        self.body.addWidget(caption)
        self.body.addWidget(self.situation)
        self.body.addLayout(self._findings)
        self._pause = QTimer(self, singleShot=True, interval=DRAFT_AFTER)
        self._pause.timeout.connect(lambda: self._keep(self.texts()))
        self._measure()

    def texts(self) -> dict[str, str]:
        """As typed."""
        return {SITUATION: self.situation.toPlainText(), NOTES: self.notes.toPlainText()}

    def show_texts(self, texts: Texts, *, fixed: bool, said: str) -> None:
        """On record or as a draft left them; what one is typing stays."""
        self.meta.setText(said)
        anew = fixed or not self.is_touched()
        for name, box in ((SITUATION, self.situation), (NOTES, self.notes)):
            box.setReadOnly(fixed)
            if anew:
                self._fill(box, texts.get(name, ""))
        if anew:
            self._shown = self.texts()

    def is_touched(self) -> bool:
        """Whether anything was typed that is not on record."""
        return self.texts() != self._shown

    def written(self) -> None:
        """What stands there is on record now."""
        self._pause.stop()
        self._shown = self.texts()
        self.show_findings(())

    def restore(self, texts: Texts) -> None:
        """A draft that a crash left behind: typed, not yet on record."""
        for name, box in ((SITUATION, self.situation), (NOTES, self.notes)):
            if name in texts:
                self._fill(box, texts[name])

    def show_findings(self, findings: "tuple[Finding, ...]") -> None:
        """Why it could not be written."""
        while (item := self._findings.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for finding in findings:
            self._findings.addWidget(FindingLine(finding))

    # Qt's own names from here on

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and self.is_touched():
            self._pause.stop()
            self._keep(self.texts())
            self._write()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "notes"):
            self._measure()

    # within

    def _box(self, name: str) -> TextBox:
        box = TextBox()
        box.setAccessibleName(name)
        box.textChanged.connect(self._edited)
        box.installEventFilter(self)
        return box

    def _fill(self, box: TextBox, text: str) -> None:
        if box.toPlainText() != text:
            self._filling = True
            box.setPlainText(text)
            self._filling = False

    def _edited(self) -> None:
        if not self._filling and hasattr(self, "_pause"):
            self._pause.start()

    def _measure(self) -> None:
        look = theme.current()
        heights = _LEAST if look.compact else _ROWS
        self.situation.setFixedHeight(look.px(heights[SITUATION]))
        self.notes.setFixedHeight(look.px(heights[NOTES]))
