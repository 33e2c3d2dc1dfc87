"""对列名: every column of the sheet with what stands in it, and beside it what it is taken for."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.kit.choice_box import ChoiceBox
from ui.kit.labels import ElidedText, Text, hairline, set_property
from ui.kit.spacing import column, row
from ui.screens.importing.words import meaning_words, shown
from venue_desk.domain.importing import COLUMNS, MEASURES, ColumnSeen, ImportKind, Meaning, PolicyColumn, Reading

SURE = 90
GUESSED = "猜的，请核对"
_BOX = 168


class ColumnsList(QWidget):
    """One line a column; `changed` tells all of them by place, each meaning at most once."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._of: tuple[object, ...] = ()
        self._lines: dict[int, _Line] = {}
        self._box = column(self)

    def show_columns(self, reading: Reading, policies: Sequence[str]) -> None:
        """Those of the sheet; where it is the same table as before the lines stay, and the cursor in them."""
        seen = [one for one in reading.columns if one.heading or one.samples]
        of = (reading.kind, reading.file, reading.sheet, reading.header_row, tuple(one.place for one in seen))
        if of != self._of:
            self._of = of
            self._make(seen)
        choices = _choices(reading.kind, policies, [one.column for one in seen])
        for one in seen:
            self._lines[one.place].show_column(one, choices)

    def boxes(self) -> Mapping[int, ChoiceBox]:
        """The drop-downs by the place of their column."""
        return {place: line.box for place, line in self._lines.items()}

    def measure(self) -> None:
        """At another size of type."""
        for line in self._lines.values():
            line.box.setFixedWidth(theme.current().px(_BOX))

    def _make(self, seen: Sequence[ColumnSeen]) -> None:
        while (item := self._box.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._lines = {one.place: _Line(one) for one in seen}
        for place, line in self._lines.items():
            line.box.picked.connect(partial(self._picked, place))
            if self._box.count():
                self._box.addWidget(hairline())
            self._box.addWidget(line)
        self.measure()

    def _picked(self, place: int, meaning: object) -> None:
        for other, line in self._lines.items():
            if other != place and meaning is not None and line.box.value() == meaning:
                line.box.show_value(None)
        self.changed.emit({other: line.box.value() for other, line in self._lines.items()})


class _Line(QWidget):
    """A column: its letter and heading, its first texts, what it is."""

    def __init__(self, seen: ColumnSeen) -> None:
        super().__init__()
        heading = seen.heading or "（没有列名）"
        self.box = ChoiceBox(f"{seen.letter} 列「{heading}」是")
        self._samples = ElidedText("", "meta")
        words = column(gap=0)
        title = row(gap=8)
        title.addWidget(Text(seen.letter, "hint"))
        title.addWidget(ElidedText(heading, "fact"), 1)
        words.addLayout(title)
        words.addWidget(self._samples)
        body = row(self, gap=8, insets="0 5 2 5")
        body.addLayout(words, 1)
        body.addWidget(self.box, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_column(self, seen: ColumnSeen, choices: Sequence[tuple[object, str]]) -> None:
        """What it is taken for; a guess says so, in word and colour."""
        guessed = seen.column is not None and seen.confidence < SURE
        samples = "、".join(shown(seen.column, sample) for sample in seen.samples)
        hidden = "（隐藏的列）" if seen.hidden else ""
        self._samples.setText(GUESSED if guessed else f"{hidden}{samples}" or "没有内容")
        self._samples.set_tone("amber" if guessed else "ink3")
        set_property(self.box, "state", "warning" if guessed else "")
        self.box.offer(choices, seen.column)


def _choices(kind: ImportKind, policies: Sequence[str], used: Sequence[Meaning | None]) -> list[tuple[object, str]]:
    """不导入, what a column of this kind may be, and of entitlements a column for each policy."""
    own = [PolicyColumn(policy, measure) for policy in policies for measure in _MEASURES] if kind is E else []
    gone = [one for one in used if isinstance(one, PolicyColumn) and one not in own]
    return [(one, meaning_words(one)) for one in (None, *COLUMNS[kind], *own, *gone)]


E = ImportKind.ENTITLEMENTS
_MEASURES = [column for column in COLUMNS[E] if column in MEASURES]
