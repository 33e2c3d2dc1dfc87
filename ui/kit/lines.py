"""A few records inside a page: fact and meta left, a figure right, the verbs of the line behind it, hairlines between."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.kit.labels import ElidedText, Text, hairline
from ui.kit.spacing import column, row
from ui.kit.verb import Verb


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One record. `quiet` is for what is closed: its fact stands back."""

    fact: str
    meta: str = ""
    right: str = ""
    right_meta: str = ""
    verbs: Sequence[Verb] = ()
    quiet: bool = False


class Lines(QWidget):
    """Lines one under the other; `nothing` stands there when there are none."""

    def __init__(self, lines: Iterable[Line], nothing: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = column(self)
        given = list(lines)
        for place, line in enumerate(given):
            if place:
                box.addWidget(hairline())
            box.addWidget(_line(line))
        if not given:
            box.addWidget(Text(nothing, "meta"))


def _line(line: Line) -> QWidget:
    shown = QWidget()
    body = row(shown, gap=8, insets="0 6 0 6")
    words = column(gap=2)
    words.addWidget(ElidedText(line.fact, "fact", "ink3" if line.quiet else ""))
    if line.meta:
        words.addWidget(ElidedText(line.meta, "meta"))
    body.addLayout(words, 1)
    figures = column(gap=2)
    for text, role in ((line.right, "body"), (line.right_meta, "meta")):
        if text:
            figures.addWidget(Text(text, role), 0, Qt.AlignmentFlag.AlignRight)
    body.addLayout(figures)
    for verb in line.verbs:
        button = verb.button("row")
        button.setAccessibleName(f"{verb.word}：{line.fact}")
        body.addWidget(button)
    return shown
