"""What the marks of the month mean, each beside its word."""

from PySide6.QtWidgets import QWidget

from ui.kit.flow import Flow
from ui.kit.labels import Text
from ui.kit.nights import NightLook, NightStrip
from ui.kit.spacing import row

WORDS = (
    (NightLook.SLEPT, "住了"), (NightLook.EXTRA, "住了，不要求"), (NightLook.EXCUSED, "准假"), (NightLook.OPEN, "还没到"),
    (NightLook.MISSED, "没住"), (NightLook.LOST, "没住，补不上了"), (NightLook.NONE, "不要求"),
)  # fmt: skip


class Legend(QWidget):
    """One line where there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flow = Flow(self, gap=16, line_gap=4)
        for look, word in WORDS:
            pair = QWidget()
            line = row(pair, gap=6)
            line.addWidget(NightStrip([look], word))
            line.addWidget(Text(word, "hint"))
            flow.addWidget(pair)
