"""The station in one line at the foot of the page, as one reads it out to a caller; name and day stand in the top bar."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.kit.buttons import Button
from ui.kit.labels import ElidedText, Text
from ui.kit.spacing import row
from venue_desk.domain.home import HomeFacts
from venue_desk.domain.identity import show_phone

NOT_WRITTEN = "还没填"


class StationLine(QWidget):
    """Which number to ring, whom to complain to, where it is, who lives here."""

    def __init__(self, change: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.phone, self.supervision = Text("", "fact"), Text("", "fact")
        self._rest = ElidedText("", "meta")
        self._change = Button("改", change, kind="quiet", icon="edit")
        self._change.setAccessibleName("改本站的电话和地址")
        line = row(self, gap=8, insets="4 0 0 0")
        for caption, number in (("24 小时值班电话", self.phone), ("监督电话", self.supervision)):
            label = Text(caption, "meta")
            label.setBuddy(number)
            line.addWidget(label)
            line.addWidget(number)
            line.addSpacing(12)
        line.addWidget(self._rest, 1)
        line.addWidget(self._change)

    def show_facts(self, facts: HomeFacts) -> None:
        """As they are today."""
        station = facts.station
        for label, phone in ((self.phone, station.phone), (self.supervision, station.supervision_phone)):
            label.setText(show_phone(phone) or NOT_WRITTEN)
            label.set_tone("ink" if phone else "ink3")
        address = station.address or f"{station.county}{station.township}{station.village}"
        self._rest.setText(f"{address}　{facts.people_sentence}")
        self.setAccessibleName(f"{station.name}，值班电话 {self.phone.text()}，监督电话 {self.supervision.text()}")
