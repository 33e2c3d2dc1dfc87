"""The facts of a record: a caption left, what is known right, one under the other in two straight columns."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.kit.labels import Prose, Text, hairline
from ui.kit.spacing import column, grid, row

NOT_KNOWN = "—"
LINE_HEIGHT_ALONE = 10_000
"""Wide enough that any text is one line."""


class Facts(QWidget):
    """Pairs of caption and value; a value is a text, which wraps, or a widget of its own such as a masked value."""

    def __init__(self, pairs: Iterable[tuple[str, str | QWidget]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        places = grid(self, gap=8, across=16)
        places.setColumnStretch(1, 1)
        for line, (caption, value) in enumerate(pairs):
            name = Text(caption, "meta")
            shown = value if isinstance(value, QWidget) else Prose(value or NOT_KNOWN)
            name.setBuddy(shown)
            if isinstance(shown, Prose):
                # A caption of 13 beside the first line of a text of 15: their line boxes must be alike to share a baseline.
                name.setMinimumHeight(shown.heightForWidth(LINE_HEIGHT_ALONE))
                places.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
                places.addWidget(shown, line, 1, Qt.AlignmentFlag.AlignTop)
            else:
                places.addWidget(name, line, 0, Qt.AlignmentFlag.AlignVCenter)
                places.addWidget(shown, line, 1, Qt.AlignmentFlag.AlignVCenter)


class Sections(QWidget):
    """A record page: sections under their titles, a hairline between."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = column(self, gap=12)
        self._box.addStretch(1)

    def add(self, title: str, content: QWidget, beside: QWidget | None = None) -> None:
        """One section more; `beside` stands at the right end of its title."""
        at = self._box.count() - 1
        parts: list[QWidget] = [hairline()] if at else []
        if title:
            parts.append(_head(title, beside))
        for part in (*parts, content):
            self._box.insertWidget(at, part)
            at += 1


def one_section(pairs: Iterable[tuple[str, str | QWidget]]) -> Sections:
    """A record page of facts alone."""
    page = Sections()
    page.add("", Facts(pairs))
    return page


def _head(title: str, beside: QWidget | None) -> QWidget:
    head = QWidget()
    line = row(head, gap=8)
    line.addWidget(Text(title, "card-title"))
    line.addStretch(1)
    if beside is not None:
        line.addWidget(beside)
    return head
