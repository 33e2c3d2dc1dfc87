"""不符, written in place of the row: what differs and, if it is taken over all the same, who looks into it."""

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.kit.buttons import Button
from ui.kit.fields import Choice, Field, Kind
from ui.kit.form import Form
from ui.kit.labels import ElidedText, Text
from ui.kit.spacing import column, row
from venue_desk.domain.cadres import Cadre
from venue_desk.domain.errors import Refused
from venue_desk.domain.handover import HandoverItem, ItemState

NOBODY = "先不接"
Answer = Callable[[HandoverItem, ItemState, str, UUID | None], object]


class Difference(QFrame):
    """Enter in the last field saves: without a name it is 不符 and blocks, with one it is taken over as it is."""

    def __init__(
        self,
        item: HandoverItem,
        serving: Sequence[Cadre],
        answer: Answer,
        leave: Callable[[], object],
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self.setProperty("state", "error")
        self._item, self._answer, self._leave = item, answer, leave
        people = [Choice(cadre.id, cadre.name, cadre.position or cadre.kind.label) for cadre in serving]
        choices = [Choice("", NOBODY), *people]
        self.form = Form(
            [
                Field(name="difference", label="哪里不符", row="one", share=3, placeholder="例如 户口簿不在袋里"),
                Field(name="followed_by", label="由谁去查", kind=Kind.CHOICE, row="one", share=2, choices=choices),
            ],
            today,
        )  # fmt: skip
        self.form.set_values({"difference": item.difference, "followed_by": item.followed_by or ""})
        self.form.save_requested.connect(self._save)
        self.form.left.connect(leave)
        self.form.cells["followed_by"].edited.connect(self._word)
        self.save = Button("记不符", self.form.save, kind="row-danger")
        head = row(gap=8)
        head.addWidget(Text(item.fact, "fact"))
        head.addWidget(ElidedText("选了人去查，就可以带着差异接下", "hint"), 1)
        head.addWidget(Button("先不记", leave, kind="row"))
        head.addWidget(self.save)
        box = column(self, gap=4, insets="16 8 16 8")
        box.addLayout(head)
        box.addWidget(self.form)
        self._word()

    def take_focus(self) -> None:
        """Where one writes what differs."""
        self.form.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc from a button too."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            event.accept()  # a space or an N here is no answer to the row below

    def _word(self) -> None:
        self.save.setText("带差异接下" if self.form.values()["followed_by"] else "记不符")
        self.save.updateGeometry()

    def _save(self) -> None:
        values = self.form.values()
        followed_by = values["followed_by"] if isinstance(values["followed_by"], UUID) else None
        state = ItemState.TAKEN_AS_IS if followed_by else ItemState.DIFFERS
        try:
            self._answer(self._item, state, str(values["difference"] or ""), followed_by)
        except Refused as refused:
            self.form.show_findings(refused.findings)
            return
        self._leave()
