"""The station as one reads it out to a caller: where it is, which number to ring, whom to complain to, who lives here."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.kit.buttons import Button
from ui.kit.chips import NEUTRAL, Chip
from ui.kit.labels import ElidedText, Prose, Text, upright
from ui.kit.spacing import CARD, column, row
from venue_desk.domain.home import HomeFacts
from venue_desk.domain.identity import show_phone

NOT_WRITTEN = "还没填"


class StationCard(QFrame):
    """A strip across the page; name and day stand in the top bar already."""

    def __init__(self, change: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._regime, self._promise = Chip("", NEUTRAL, "clock"), ElidedText("", "meta")
        self._address = ElidedText("", "fact")
        self.phone, self.supervision = Text("", "panel-title"), Text("", "panel-title")
        self._people = Prose("", "body")
        self._change = Button("改", change, kind="quiet", icon="edit")
        self._change.setAccessibleName("改本站的电话和地址")
        self._lay_out()

    def show_facts(self, facts: HomeFacts) -> None:
        """As they are today."""
        station = facts.station
        self._regime.show_state(station.regime.label, NEUTRAL, "clock")
        self._promise.setText(station.promise)
        self._address.setText(station.address or f"{station.county}{station.township}{station.village}")
        for label, phone in ((self.phone, station.phone), (self.supervision, station.supervision_phone)):
            label.setText(show_phone(phone) or NOT_WRITTEN)
            label.set_tone("ink" if phone else "ink3")
        self._people.setText(facts.people_sentence)
        self.setAccessibleName(f"{station.name}，值班电话 {self.phone.text()}，监督电话 {self.supervision.text()}")

    def _lay_out(self) -> None:
        line = row(self, gap=24, insets=CARD)
        where = column(gap=6)
        first = row(gap=8)
        first.addWidget(self._regime)
        first.addWidget(self._promise, 1)
        where.addLayout(first)
        where.addWidget(self._address)
        line.addLayout(where, 5)
        for caption, number in (("24 小时值班电话", self.phone), ("监督电话", self.supervision)):
            line.addWidget(upright())
            line.addLayout(_under(caption, number))
        line.addWidget(upright())
        line.addWidget(self._people, 4)
        line.addWidget(self._change)


def _under(caption: str, number: Text) -> QVBoxLayout:
    pair = column(gap=2)
    label = Text(caption, "meta")
    label.setBuddy(number)
    pair.addWidget(label)
    pair.addWidget(number)
    return pair
