"""A person as a field of a form: the picker, and what a draft keeps of it."""

from PySide6.QtWidgets import QWidget

from ui.kit.editor import Editor
from ui.kit.fields import Field
from ui.kit.hits import Hit
from ui.kit.people_picker import PeoplePicker
from ui.kit.spacing import column

_PICKED = "\t"
"""No search begins with a tab: behind it a draft keeps the key of the person picked."""


class PersonEditor(Editor):
    """Its value is the key of the person picked."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        if field.people is None:
            raise ValueError(field.name)
        self._people = field.people
        self.picker = PeoplePicker(field.people, field.label, self)
        self.picker.line.setPlaceholderText(field.placeholder or "拼音首字母、姓名、电话或证件末几位")
        column(self).addWidget(self.picker)
        self.picker.typed.connect(self.changed)
        self.picker.picked.connect(self._picked)

    def control(self) -> QWidget:
        return self.picker.control()

    def value(self) -> object:
        return self.picker.hit.key if self.picker.hit is not None else None

    def set_value(self, value: object) -> None:
        self.picker.show_hit(None if value is None else self._people.find(str(value)))

    def text(self) -> str:
        return f"{_PICKED}{self.picker.hit.key}" if self.picker.hit is not None else self.picker.line.text()

    def set_text(self, text: str) -> None:
        if text.startswith(_PICKED):
            self.set_value(text.removeprefix(_PICKED))
        else:
            self.picker.show_hit(None)
            self.picker.line.setText(text)

    def problem(self) -> str:
        typed = self.picker.line.text().strip()
        return f"还没选定「{typed}」是谁，请从列表里选一位。" if typed and self.picker.hit is None else ""

    def _picked(self, hit: Hit | None) -> None:
        self.changed.emit()
        if hit is not None:
            self.finished.emit()
