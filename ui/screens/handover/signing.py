"""The foot of the list: both sign here with their own password, and their 名章 appears."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.kit.buttons import Button
from ui.kit.field_choice import ChoiceListEditor
from ui.kit.fields import Choice, Field, Kind
from ui.kit.finding_line import FindingLine
from ui.kit.labels import ElidedText, Text, set_property
from ui.kit.seal_mark import SealMark
from ui.kit.spacing import column, row
from ui.password import PasswordField
from venue_desk.domain.cadres import Cadre
from venue_desk.domain.errors import Refused, Unavailable
from venue_desk.domain.findings import Finding, Severity
from venue_desk.domain.name_marks import mark_columns

Sign = Callable[[UUID, str], object]


class Step(StrEnum):
    """What the box asks for."""

    NOTHING = ""
    WHO = "who"
    PASSWORD = "password"  # noqa: S105


class SignBox(QWidget):
    """One of the two. `sign` does it with who signs and their password; what it refuses is shown here."""

    chosen = Signal(object)
    """Another Cadre than planned."""

    def __init__(self, role: str, verb: str, sign: Sign, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign, self._role = sign, role
        self._step, self._signed = Step.NOTHING, False
        self._who: Cadre | None = None
        self._serving: Sequence[Cadre] = ()
        self.mark = SealMark(44)
        self._name, self._said = Text("", "fact"), ElidedText("", "meta")
        self.other = Button("换人", self._ask_who, kind="row")
        self.button = Button(verb, self.ask, kind="primary")
        self.password = PasswordField(f"{role}的口令")
        self.choice: ChoiceListEditor | None = None
        self._choosing, self._asking = QWidget(), QWidget()
        self._findings = column(gap=4)
        self._fill_asking()
        self._lay_out()
        self._show_step()

    # what the page shows

    def show_person(self, who: Cadre | None, serving: Sequence[Cadre]) -> None:
        """Who is to sign, and who else may; for another person the password is asked anew."""
        self._serving = serving
        if (who.id if who else None) != (self._who.id if self._who else None):
            self._go(Step.NOTHING)
        self._who = who
        self._name.setText(who.name if who else "还没选人")

    def show_waiting(self, said: str, *, ready: bool, primary: bool = True) -> None:
        """Not signed yet; `said` is what still stands in the way, or what signing means."""
        self._signed = False
        self.mark.show_columns((), f"{self._role}还没签字")
        self._said.setText(said)
        self.button.setEnabled(ready)
        self.button.setAccessibleDescription(said)
        set_property(self.button, "kind", "primary" if primary else "secondary")
        self._show_step()

    def show_signed(self, said: str) -> None:
        """19:50 已用口令签字."""
        name = self._who.name if self._who else ""
        self._signed, self._step = True, Step.NOTHING
        self.mark.show_columns(mark_columns(name), f"{self._role}{name}已签字")
        self._said.setText(said)
        self._show_findings(())
        self._show_step()

    def who(self) -> Cadre | None:
        """Who would sign."""
        return self._who

    def is_asking(self) -> bool:
        """Whether somebody is just about to sign."""
        return self._step is not Step.NOTHING

    def ask(self) -> None:
        """The password, in place of the button; first who, if nobody is planned."""
        if self._who is None:
            self._ask_who()
            return
        self._go(Step.PASSWORD)
        self.password.take_focus()

    # Qt's own names from here on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_asking():
            self._leave()
        else:
            event.ignore()

    # within

    def _lay_out(self) -> None:
        upper = row(gap=8)
        upper.addWidget(Text(self._role, "meta"))
        upper.addWidget(self._name)
        upper.addWidget(self.other)
        upper.addStretch(1)
        words = column(gap=2)
        words.addLayout(upper)
        words.addWidget(self._said)
        line = row(gap=12)
        line.addWidget(self.mark)
        line.addLayout(words, 1)
        line.addWidget(self.button)
        whole = column(self, gap=8, insets="16 8 16 8")
        whole.addLayout(line)
        whole.addWidget(self._choosing)
        whole.addWidget(self._asking)
        whole.addLayout(self._findings)
        whole.addStretch(1)
        column(self._choosing)

    def _fill_asking(self) -> None:
        line = row(self._asking, gap=8)
        line.addWidget(self.password, 1)
        bottom = Qt.AlignmentFlag.AlignBottom
        line.addWidget(Button("先不签", self._leave), 0, bottom)
        self.confirm = Button("签字", self._try, kind="primary")
        line.addWidget(self.confirm, 0, bottom)
        self.password.entered.connect(self._try)

    def _go(self, step: Step) -> None:
        self._step = step
        self.password.clear()
        self._show_findings(())
        self._show_step()

    def _show_step(self) -> None:
        self._asking.setVisible(self._step is Step.PASSWORD)
        self._choosing.setVisible(self._step is Step.WHO)
        self.button.setVisible(not self._signed and self._step is Step.NOTHING)
        self.other.setVisible(not self._signed and self._step is not Step.WHO)

    def _leave(self) -> None:
        self._go(Step.NOTHING)
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _try(self) -> None:
        if self._who is None:
            return
        try:
            self._sign(self._who.id, self.password.text())
        except Refused as refused:
            self.password.refuse("".join(found.sentence for found in refused.findings if found.field == "password"))
            self._show_findings([found for found in refused.findings if found.field != "password"])
        except Unavailable as trouble:
            self._show_findings([Finding("world", Severity.MUST, trouble.sentence)])

    def _show_findings(self, findings: Sequence[Finding]) -> None:
        while (item := self._findings.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for finding in findings:
            self._findings.addWidget(FindingLine(finding, tinted=True))

    def _ask_who(self) -> None:
        """Another one of those who serve here."""
        self._go(Step.WHO)
        people = [Choice(cadre.id, cadre.name, cadre.position or cadre.kind.label) for cadre in self._serving]
        if self.choice is not None:
            self.choice.hide()
            self.choice.deleteLater()
        self.choice = ChoiceListEditor(
            Field(name="who", label=f"由谁来做{self._role}", kind=Kind.CHOICE, choices=people)
        )
        self.choice.finished.connect(self._choose)
        layout = self._choosing.layout()
        assert layout is not None
        layout.addWidget(self.choice)
        self.choice.take_focus()

    def _choose(self) -> None:
        value = self.choice.value() if self.choice is not None else None
        found = next((cadre for cadre in self._serving if cadre.id == value), None)
        if found is not None:
            self.show_person(found, self._serving)
            self.chosen.emit(found)
        self._leave()
