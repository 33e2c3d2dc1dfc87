"""A password field: shown on demand, a hint while Caps Lock is on, and the reason below it when it was refused."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.kit.announce import announce
from ui.kit.buttons import Button
from ui.kit.icons import IconLabel
from ui.kit.labels import Prose, Text, set_property
from ui.kit.spacing import column, row

CAPS_ON = "大写锁定开着"


class Reason(QWidget):
    """The finding under a field: sign and sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = row(self, gap=6)
        line.addWidget(IconLabel("must", "red", 18), 0, Qt.AlignmentFlag.AlignTop)
        self._sentence = Prose("", "meta", "red")
        line.addWidget(self._sentence, 1)
        self.hide()

    def text(self) -> str:
        """The sentence on show, or nothing."""
        return self._sentence.text()

    def say(self, sentence: str) -> None:
        """Show and announce, or take away with an empty sentence."""
        self._sentence.setText(sentence)
        self.setVisible(bool(sentence))
        announce(self, sentence)


class PasswordField(QWidget):
    """Label, field, 显示; Enter is told as `entered`."""

    entered = Signal()
    changed = Signal(str)

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = Text(label, "label")
        self._caps = Text(CAPS_ON, "hint", "amber")
        self._caps.hide()
        self._line = QLineEdit()
        self._line.setEchoMode(QLineEdit.EchoMode.Password)
        self._label.setBuddy(self._line)
        self._line.setAccessibleName(label)
        self._line.installEventFilter(self)
        self._line.textEdited.connect(self._edited)
        self._eye = Button("显示口令", self._turn, kind="quiet-icon", icon="eye")
        self._reason = Reason()
        self._build()
        self.setFocusProxy(self._line)

    def _build(self) -> None:
        whole = column(self, gap=4)
        head = row(gap=8)
        head.addWidget(self._label)
        head.addStretch(1)
        head.addWidget(self._caps)
        whole.addLayout(head)
        line = row(gap=4)
        line.addWidget(self._line, 1)
        line.addWidget(self._eye)
        whole.addLayout(line)
        whole.addWidget(self._reason)

    def text(self) -> str:
        """What was typed, without the blanks a paste brings: the form that set it strips them too."""
        return self._line.text().strip()

    def clear(self) -> None:
        """Empty, hidden again, nothing refused."""
        self._line.clear()
        self._line.setEchoMode(QLineEdit.EchoMode.Password)
        self.refuse("")

    def take_focus(self) -> None:
        """The cursor into the field, all of it picked so that typing replaces it."""
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._line.selectAll()

    def reason(self) -> str:
        """Why it was refused, or nothing."""
        return self._reason.text()

    def refuse(self, sentence: str) -> None:
        """Say why below the field; an empty sentence takes it away."""
        set_property(self._line, "state", "error" if sentence else "")
        self._reason.say(sentence)
        if sentence:
            self.take_focus()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._notice_caps(event)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.entered.emit()
                return True
        elif event.type() == QEvent.Type.FocusOut:
            self._caps.hide()
        return False

    def _notice_caps(self, event: QKeyEvent) -> None:
        """Qt does not tell the lock's state; a letter that comes big without Shift, or small with it, does."""
        letter = event.text()
        if len(letter) == 1 and letter.isascii() and letter.isalpha():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._caps.setVisible(letter.isupper() != shift)

    def _edited(self, text: str) -> None:
        if self.reason():
            self.refuse("")
        self.changed.emit(text)

    def _turn(self) -> None:
        hidden = self._line.echoMode() == QLineEdit.EchoMode.Password
        self._line.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._eye.show_as("藏起口令" if hidden else "显示口令", "eye-off" if hidden else "eye")
