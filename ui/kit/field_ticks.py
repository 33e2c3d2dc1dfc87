"""Fields one ticks: a single box, a list of boxes, the days of the week."""

from collections.abc import Hashable

from PySide6.QtWidgets import QCheckBox, QWidget

from ui.kit.buttons import Button
from ui.kit.editor import Editor
from ui.kit.fields import Field
from ui.kit.flow import Flow
from ui.kit.spacing import column, row
from venue_desk.domain.cadres import duty_days_text
from venue_desk.domain.calendar import WEEKDAYS


def check_box(words: str) -> QCheckBox:
    """A box with its words, ringed when it has the focus."""
    box = QCheckBox(words.replace("&", "&&"))
    box.setProperty("ring", True)
    return box


class TickEditor(Editor):
    """Yes or no; the words stand behind the box."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.box = check_box(field.placeholder or field.label)
        column(self).addWidget(self.box)
        self.box.toggled.connect(self.changed)

    def control(self) -> QCheckBox:
        return self.box

    def value(self) -> object:
        return self.box.isChecked()

    def set_value(self, value: object) -> None:
        self.box.setChecked(bool(value))

    def text(self) -> str:
        return "1" if self.box.isChecked() else ""

    def set_text(self, text: str) -> None:
        self.box.setChecked(bool(text))


class TicksEditor(Editor):
    """Any of several, in the order of the choices."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.boxes: dict[Hashable, QCheckBox] = {}
        flow = Flow(self, gap=16, line_gap=4)
        for choice in field.choices_now():
            box = check_box(choice.words)
            box.toggled.connect(self.changed)
            self.boxes[choice.key] = box
            flow.addWidget(box)

    def control(self) -> QWidget:
        return next(iter(self.boxes.values()), self)

    def value(self) -> object:
        return tuple(key for key, box in self.boxes.items() if box.isChecked())

    def set_value(self, value: object) -> None:
        ticked = set(value) if isinstance(value, (tuple, list, set, frozenset)) else set()
        for key, box in self.boxes.items():
            box.setChecked(key in ticked)

    def text(self) -> str:
        return "\n".join(str(key) for key, box in self.boxes.items() if box.isChecked())

    def set_text(self, text: str) -> None:
        ticked = set(text.split("\n"))
        for key, box in self.boxes.items():
            box.setChecked(str(key) in ticked)


class WeekdaysEditor(Editor):
    """Seven squares 一 to 日; ←→ move, Space sets; the hint says them in words."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.days: dict[int, Button] = {}
        line = row(self, gap=6)
        for number, character in enumerate(WEEKDAYS, 1):
            day = Button(character, kind="filter")
            day.setCheckable(True)
            day.setAccessibleName(f"{field.label} 周{character}")
            day.toggled.connect(self.changed)
            self.days[number] = day
            line.addWidget(day)
        line.addStretch(1)

    def control(self) -> QWidget:
        return self.days[1]

    def value(self) -> object:
        return frozenset(number for number, day in self.days.items() if day.isChecked())

    def set_value(self, value: object) -> None:
        chosen = value if isinstance(value, (frozenset, set, tuple, list)) else ()
        for number, day in self.days.items():
            day.setChecked(number in chosen)

    def text(self) -> str:
        return "".join(str(number) for number, day in self.days.items() if day.isChecked())

    def set_text(self, text: str) -> None:
        for number, day in self.days.items():
            day.setChecked(str(number) in text)

    def echo(self) -> str:
        value = self.value()
        return duty_days_text(value) if isinstance(value, frozenset) else ""
