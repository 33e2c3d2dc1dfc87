"""Margins and gaps of layouts as tokens, so that a change of type size or height reaches every layout at once."""

from typing import TypeVar

from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui import theme

L = TypeVar("L", bound=QLayout)

PAGE = "page"
CARD = "card"
NONE = "0"


def column(parent: QWidget | None = None, *, gap: float = 0, insets: str = NONE) -> QVBoxLayout:
    """A column; `gap` in px at 100 %, `insets` PAGE, CARD or "left top right bottom" in px at 100 %."""
    return spaced(QVBoxLayout(parent) if parent else QVBoxLayout(), gap, insets)


def row(parent: QWidget | None = None, *, gap: float = 0, insets: str = NONE) -> QHBoxLayout:
    """A row, with the same measures as a column."""
    return spaced(QHBoxLayout(parent) if parent else QHBoxLayout(), gap, insets)


def grid(
    parent: QWidget | None = None, *, gap: float = 0, across: float | None = None, insets: str = NONE
) -> QGridLayout:
    """A grid, with the same measures as a column; `across` is the gap between its columns, if it is another one."""
    made = QGridLayout(parent) if parent else QGridLayout()
    made.setProperty("across", gap if across is None else across)
    return spaced(made, gap, insets)


def spaced(layout: L, gap: float, insets: str = NONE) -> L:
    """Note the measures on the layout and take them at the present scale."""
    layout.setProperty("gap", gap)
    layout.setProperty("insets", insets)
    respace(layout)
    return layout


def respace(layout: QLayout) -> None:
    """Take the noted measures again at the scale on screen; layouts without a note are left alone."""
    insets = layout.property("insets")
    if insets is None:
        return
    tokens = theme.current()
    gap = tokens.px(layout.property("gap"))
    if isinstance(layout, QGridLayout):
        layout.setHorizontalSpacing(tokens.px(layout.property("across")))
        layout.setVerticalSpacing(gap)
    elif isinstance(layout, QBoxLayout):
        layout.setSpacing(gap)
    layout.setContentsMargins(*_margins(insets))


def _margins(insets: str) -> tuple[int, int, int, int]:
    tokens = theme.current()
    if insets == PAGE:
        return tokens.page_x, tokens.page_y, tokens.page_x, tokens.page_y
    if insets == CARD:
        return tokens.card_x, tokens.card_y, tokens.card_x, tokens.card_y
    if insets == NONE:
        return 0, 0, 0, 0
    left, top, right, bottom = (tokens.px(float(part)) for part in insets.split())
    return left, top, right, bottom
