"""A time of the day as a field: 754, 7:54, 7点半; what it is taken for stands in the hint while one types."""

from datetime import time

from ui.kit.field_text import LineEditor
from ui.kit.typed_times import parse_time, spell_time


class TimeEditor(LineEditor):
    """Written out as 07:54 when the field is left."""

    def value(self) -> object:
        return self._read()

    def problem(self) -> str:
        if not self.line.text().strip() or self._read() is not None:
            return ""
        return f"看不懂「{self.line.text().strip()}」是几点，请写成 754、7:54 或 7点半。"

    def echo(self) -> str:
        """The time meant, while it is not written out yet."""
        at = self._read()
        spelled = "" if at is None else spell_time(at)
        return "" if spelled == self.line.text().strip() else spelled

    def _read(self) -> time | None:
        try:
            return parse_time(self.line.text())
        except ValueError:
            return None

    def _spell(self, value: object) -> str:
        return spell_time(value) if isinstance(value, time) else ""
