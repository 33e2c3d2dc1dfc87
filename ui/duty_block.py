"""Who is on duty, in the top bar: lead and on duty with their phones; red, with the verb, when nobody is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui.kit.buttons import Button
from ui.kit.icons import IconLabel
from ui.kit.labels import Text, set_property
from ui.kit.spacing import column, row
from venue_desk.domain.identity import show_phone
from venue_desk.domain.watch import UNUSED, OnDuty, TopDuty, WatchState

_TONES = {WatchState.UNUSED: "ink3", WatchState.KEPT: "jade", WatchState.HELD_OVER: "amber", WatchState.NOBODY: "red"}
_ICONS = {
    WatchState.UNUSED: "calendar", WatchState.KEPT: "done", WatchState.HELD_OVER: "warning", WatchState.NOBODY: "must",
}  # fmt: skip


class Person(QWidget):
    """Name and role over the phone, which is what callers ask for; short of room the role stands in its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._role, self.phone = Text("", "fact"), Text("", "meta"), Text("", "hint")
        self._below = Text("", "hint")
        first = row(gap=6)
        first.addWidget(self._name)
        first.addWidget(self._role)
        first.addStretch(1)
        pair = column(self)
        pair.addStretch(1)
        pair.addLayout(first)
        pair.addWidget(self.phone)
        pair.addWidget(self._below)
        pair.addStretch(1)

    def show_person(self, person: OnDuty | None) -> None:
        """Nobody leaves the place empty."""
        self._name.setText(person.name if person else "")
        for role in (self._role, self._below):
            role.setText(person.role.label if person else "")
        self.phone.setText(show_phone(person.phone) if person else "")

    def show_phone(self, *, shown: bool) -> None:
        """With the phone, or with the role in its place."""
        self.phone.setVisible(shown)
        self._role.setVisible(shown)
        self._below.setVisible(not shown)


class DutyBlock(QFrame):
    """The state of the desk; `narrow` takes the phones away before the names."""

    sign_on_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._narrow = 0
        self._duty = UNUSED
        self._icon, self._word, self._shift = IconLabel("done", "jade", 14), Text("", "fact"), Text("", "hint")
        self.people = (Person(), Person())
        self.verb = Button("签到", self.sign_on_wanted.emit, kind="row-danger")
        self._lay_out()
        self.show_duty(self._duty)

    def show_duty(self, duty: TopDuty) -> None:
        """Another state, or other people."""
        self._duty = duty
        tone, nobody = _TONES[duty.state], duty.state is WatchState.NOBODY
        self._icon.show_icon(_ICONS[duty.state], tone)
        self._word.setText(duty.state.label)
        self._word.set_tone(tone)
        self._shift.setText(duty.shift)
        set_property(self, "role", "notice" if nobody else "")
        set_property(self, "state", "error" if nobody else "")
        self.verb.setVisible(nobody)
        for place, person in enumerate(self.people):
            person.show_person(duty.people[place] if place < len(duty.people) else None)
        self.setAccessibleName(duty.sentence)
        self._measure()

    def narrow(self, steps: int) -> None:
        """0 all of it, 1 without the second phone, 2 without both, 3 without the second person, 4 without anybody."""
        if steps != self._narrow:
            self._narrow = steps
            self._measure()

    def _measure(self) -> None:
        known = len(self._duty.people)
        first, second = self.people
        first.setVisible(known > 0 and self._narrow < 4)
        second.setVisible(known > 1 and self._narrow < 3)
        first.show_phone(shown=self._narrow < 2)
        second.show_phone(shown=self._narrow < 1)

    def _lay_out(self) -> None:
        line = row(self, gap=16, insets="8 4 8 4")
        state = column()
        state.addStretch(1)
        first = row(gap=6)
        first.addWidget(self._icon)
        first.addWidget(self._word)
        state.addLayout(first)
        state.addWidget(self._shift)
        state.addStretch(1)
        line.addLayout(state)
        for person in self.people:
            line.addWidget(person)
        line.addWidget(self.verb)
