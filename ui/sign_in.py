"""Signing in: pick one's name, type the password, Enter. The first name is picked and the cursor waits in the password."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.centred import centred
from ui.kit.flow import Flow
from ui.kit.labels import Prose, Text
from ui.kit.spacing import column, row
from ui.password import PasswordField
from ui.top_bar import Seal
from venue_desk.domain.errors import Refused, Unavailable


class SignIn(QWidget):
    """`sign_in(name, password)` opens the data or raises Refused; what it answers is handed on as `signed_in`."""

    signed_in = Signal(object)

    def __init__(
        self,
        station: str,
        seal: str,
        names: Callable[[], Sequence[str]],
        sign_in: Callable[[str, str], object],
        parent: QWidget | None = None,
        told: str = "",
    ) -> None:
        """`told` is what happened before, if one was here already."""
        super().__init__(parent)
        self._sign_in, self._told = sign_in, told
        self.setProperty("role", "ground")
        self._people = QButtonGroup(self)
        self._people.setExclusive(True)
        self._field = PasswordField("口令")
        self._field.entered.connect(self._try)
        self._enter = Button("登录", self._try, kind="primary")
        self._build(station, seal, names())

    def _build(self, station: str, seal: str, names: Sequence[str]) -> None:
        card = Card(gap=16, insets="32 28 32 28")
        card.body.addLayout(_head(station, seal))
        if self._told:
            card.body.addWidget(Prose(self._told, "fact"))
        who = column(gap=8)
        label = Text("您是哪一位", "label")
        who.addWidget(label)
        who.addWidget(self._names(names))
        card.body.addLayout(who)
        card.body.addWidget(self._field)
        card.body.addWidget(self._enter)
        card.body.addWidget(Prose("忘了口令，请找站长重新设一个。", "hint"))
        middle = column()
        middle.addWidget(card)
        centred(self, middle, 480)

    def _names(self, names: Sequence[str]) -> QWidget:
        holder = QWidget()
        flow = Flow(holder)
        for name in names:
            button = Button(name, self._field.take_focus, kind="filter")
            button.setCheckable(True)
            self._people.addButton(button)
            flow.addWidget(button)
        if names:
            self._people.buttons()[0].setChecked(True)
        return holder

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._field.take_focus()

    def name(self) -> str:
        """Who is picked."""
        return next((button.text() for button in self._people.buttons() if button.isChecked()), "")

    def reason(self) -> str:
        """Why the last attempt was refused, or nothing."""
        return self._field.reason()

    def _try(self) -> None:
        if not self._field.text():
            self._field.refuse("请输入口令，再按回车。")
            return
        self._enter.setEnabled(False)
        self._enter.setText("正在打开")
        # One turn of the loop, so that the words are painted: deriving the key takes a good part of a second.
        QTimer.singleShot(0, self, self._open)

    def _open(self) -> None:
        try:
            opened = self._sign_in(self.name(), self._field.text())
        except (Refused, Unavailable) as refused:
            self._field.refuse(refused.sentence)
            return
        finally:
            self._enter.setText("登录")
            self._enter.setEnabled(True)
        self._field.clear()
        self.signed_in.emit(opened)


def _head(station: str, seal: str) -> QHBoxLayout:
    mark = Seal()
    mark.show_text(seal)
    words = column(gap=0)
    words.addWidget(Text(station, "panel-title"))
    words.addWidget(Text("村站值守台", "meta"))
    head = row(gap=12)
    head.addWidget(mark)
    head.addLayout(words, 1)
    return head
