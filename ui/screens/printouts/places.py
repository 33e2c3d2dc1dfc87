"""For whom sheets and lists are printed: the whole village, one hamlet, or the households chosen elsewhere; and of which year."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtWidgets import QButtonGroup, QComboBox, QRadioButton, QWidget

from ui.kit.labels import Text
from ui.kit.scroll import scrolled
from ui.kit.spacing import column, row
from ui.screens.printouts.asking import Chooser
from ui.screens.printouts.lying_flat import lie_flat


@dataclass(frozen=True, slots=True)
class Place:
    """One line: the hamlet (None = the whole village) or chosen households, and how many households it has."""

    words: str
    households: int
    hamlet_id: UUID | None = None
    household_ids: tuple[UUID, ...] = ()


class PlaceChooser(Chooser):
    """One place, one year."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("印哪里的", parent=parent)
        self._places: list[Place] = []
        self._lines: list[QWidget] = []
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(self._picked)
        self._list = QWidget()
        self._box = column(self._list, gap=4)
        self._box.addStretch(1)
        self._years = QComboBox()
        self._years.setAccessibleName("哪一年的补贴")
        self._years.currentIndexChanged.connect(lambda _: self.changed.emit())
        of_year = row(gap=8)
        label = Text("年度", "label")
        label.setBuddy(self._years)
        of_year.addWidget(label)
        of_year.addWidget(self._years, 1)
        self.body.addLayout(of_year)
        self._area = scrolled(self._list)
        self.body.addWidget(self._area, 1)

    def show_places(self, places: Sequence[Place], picked: int = 0) -> None:
        """These lines, one of them picked; telling nobody."""
        self._group.blockSignals(True)
        for button in self._group.buttons():
            self._group.removeButton(button)
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = [self._line(number, place) for number, place in enumerate(places)]
        self._places = list(places)
        for number, line in enumerate(self._lines):
            self._box.insertWidget(number, line)
        if places:
            self._group.button(min(picked, len(places) - 1)).setChecked(True)
        self._group.blockSignals(False)

    def show_years(self, years: Sequence[int], picked: int) -> None:
        """The years there are entitlements of."""
        self._years.blockSignals(True)
        self._years.clear()
        for year in years:
            self._years.addItem(f"{year}年", year)
        self._years.setCurrentIndex(max(self._years.findData(picked), 0))
        self._years.blockSignals(False)

    def place(self) -> Place:
        """What is picked."""
        return self._places[max(self._group.checkedId(), 0)]

    def number(self) -> int:
        """Which line is picked, from 0."""
        return max(self._group.checkedId(), 0)

    def year(self) -> int:
        """Of which year."""
        return int(self._years.currentData() or 0)

    def lie_flat(self, *, flat: bool) -> None:
        """As a part of another card."""
        lie_flat(self, self._area, self._list, flat=flat)

    def pick(self, number: int) -> None:
        """That line, from 0, as if it were clicked."""
        self._group.button(number).setChecked(True)

    def first_focus(self) -> QWidget:
        """Where the cursor begins."""
        picked = self._group.checkedId()
        return self._group.button(picked) if picked >= 0 else self._years

    def stops(self) -> list[QWidget]:
        """Where Tab goes, in reading order."""
        return [self._years, *self._group.buttons()]

    def _line(self, number: int, place: Place) -> QWidget:
        holder = QWidget()
        button = QRadioButton(place.words)
        self._group.addButton(button, number)
        line = row(holder, gap=8)
        line.addWidget(button, 1)
        line.addWidget(Text(f"{place.households} 户", "meta"))
        return holder

    def _picked(self, _number: int, on: bool) -> None:
        if on:
            self.changed.emit()
