"""签到 at the desk: oneself at once, another by their own password; who has none or is not here is 补签 with a note."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.kit.buttons import Button
from ui.kit.finding_line import FindingLine
from ui.kit.spacing import column, row
from ui.password import PasswordField
from venue_desk.domain.attendance import SignOn, clock
from venue_desk.domain.errors import Refused, Unavailable
from venue_desk.domain.findings import Finding, Severity
from venue_desk.services.saved import Saved

if TYPE_CHECKING:
    from ui.screen import Shell
    from venue_desk.desk import Desk


class SigningStrip(QWidget):
    """Whose password is asked; Esc gives it up."""

    left = Signal()

    def __init__(self, confirm: Callable[[str], object], afterwards: Callable[[], object], name: str) -> None:
        super().__init__()
        self._confirm = confirm
        self.password = PasswordField(f"{name}的口令")
        self.password.entered.connect(self._try)
        box = row(self, gap=8)
        box.addWidget(self.password, 1)
        verbs = row(gap=8)
        verbs.addWidget(Button("签到", self._try))
        verbs.addWidget(Button("人不在，补签", afterwards, kind="quiet"))
        verbs.addWidget(Button("不签了", self.left.emit, kind="quiet"))
        box.addLayout(verbs)
        box.setAlignment(verbs, Qt.AlignmentFlag.AlignVCenter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            event.ignore()

    def _try(self) -> None:
        try:
            self._confirm(self.password.text())
        except Refused as refused:
            self.password.refuse(refused.sentence)


class Signing(QWidget):
    """The place on the card where a strip opens, and what was refused is told; empty most of the time."""

    changed = Signal()
    """A strip opened or closed."""

    def __init__(self, desk: "Desk", shell: "Shell", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._shell = desk, shell
        self._strip: SigningStrip | None = None
        self._box = column(self)
        self.hide()

    def sign_on(self, cadre_id: UUID, name: str) -> None:
        """Oneself at once; another is asked for their password, or entered afterwards if they have none."""
        self.close_strip()
        act = self._desk.act()
        if cadre_id == act.cadre_id:
            self._attempt(lambda: self._done(self._desk.attendance.sign_on(act), name))
        elif cadre_id in self._desk.access.admitted():
            self._ask(cadre_id, name)
        else:
            self._afterwards(cadre_id)

    def close_strip(self) -> None:
        """Nothing is asked any more."""
        while (item := self._box.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._strip = None
        self.hide()
        self.changed.emit()

    def strip(self) -> SigningStrip | None:
        """The strip, while one is open."""
        return self._strip

    # within

    def _ask(self, cadre_id: UUID, name: str) -> None:
        strip = SigningStrip(partial(self._confirmed, cadre_id, name), partial(self._afterwards, cadre_id), name)
        strip.left.connect(self.close_strip)
        self._put(strip)
        self._strip = strip
        strip.password.take_focus()

    def _confirmed(self, cadre_id: UUID, name: str, password: str) -> None:
        self._desk.access.confirm_as(cadre_id, password)
        self._done(self._desk.attendance.sign_on(replace(self._desk.act(), cadre_id=cadre_id)), name)

    def _afterwards(self, cadre_id: UUID) -> None:
        self.close_strip()
        self._shell.go("attendance", afterwards=cadre_id)

    def _done(self, saved: Saved[SignOn], name: str) -> None:
        self.close_strip()
        one = saved.record
        self._shell.toast(
            f"{name} {clock(one.on_at)} 签到，{one.shift}{one.role.label}",
            undo=lambda: self._desk.undo(self._desk.act(), saved),
        )

    def _attempt(self, act: Callable[[], object]) -> None:
        try:
            act()
        except Refused as refused:
            self._tell(refused.findings)
        except Unavailable as trouble:
            self._tell((Finding("world", Severity.MUST, trouble.sentence),))

    def _tell(self, findings: tuple[Finding, ...]) -> None:
        for finding in findings:
            self._put(FindingLine(finding, tinted=True))

    def _put(self, widget: QWidget) -> None:
        self._box.addWidget(widget)
        self.show()
        self.changed.emit()
