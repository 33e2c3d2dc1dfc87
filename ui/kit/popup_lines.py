"""How the lines of a popup are painted: hits with their matched part in bold, captions, offers, and deeds with their digit."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from ui import theme
from ui.kit import icons, pens
from ui.kit.hits import Caption, Deed, Hit, HitModel, Index, Offer, Span

_ASIDE = "↵ 选这个"


class LineDelegate(QStyledItemDelegate):
    """A hit: icon, title with its matched part in bold, facts behind; the picked one says what Enter does."""

    def __init__(self, model: HitModel, view: QListView) -> None:
        super().__init__(view)
        self._model = model
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look = theme.current()
        small = isinstance(self._model.line(index.row()), Caption)
        return QSize(0, look.chip + look.s4 if small else look.control)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.current()
        line = self._model.line(index.row())
        rect = pens.room_of(option)
        picked = self._view.currentIndex().row() == index.row()
        if picked:
            pens.fill_rounded(painter, rect, "pick", radius=look.radius_inner)
        inner = rect.adjusted(look.s12, 0, -look.s12, 0)
        if isinstance(line, Caption):
            pens.draw_text(painter, inner, line.text, look.meta, pens.NORMAL, "ink3")
        elif isinstance(line, Offer):
            inner = _icon(painter, inner, line.icon)
            pens.draw_text(painter, inner, line.text, look.body, pens.NORMAL, "ink2")
        elif isinstance(line, Deed):
            _paint_deed(painter, inner, line)
        else:
            self._paint_hit(painter, inner, line, picked=picked)

    def _paint_hit(self, painter: QPainter, rect: QRect, hit: Hit, *, picked: bool) -> None:
        look = theme.current()
        if picked:
            width = pens.text_width(_ASIDE, look.meta) + look.s12  # ↵ may come from a wider font
            aside = rect.adjusted(rect.width() - width, 0, 0, 0)
            pens.draw_text(painter, aside, _ASIDE, look.meta, pens.NORMAL, "ink3")
            rect = rect.adjusted(0, 0, -width - look.s12, 0)
        if hit.icon:
            rect = _icon(painter, rect, hit.icon)
        for text, matched in _runs(hit):
            weight = pens.BOLD if matched else pens.NORMAL if hit.spans else pens.MEDIUM
            pens.draw_text(painter, rect, text, look.body, weight, "ink")
            rect = rect.adjusted(pens.text_width(text, look.body, weight), 0, 0, 0)
        rect = rect.adjusted(look.s12, 0, 0, 0)
        for text, matched in _cut(hit.facts, hit.facts_spans):
            weight = pens.BOLD if matched else pens.NORMAL
            pens.draw_text(painter, rect, text, look.meta, weight, "ink2")
            rect = rect.adjusted(pens.text_width(text, look.meta, weight), 0, 0, 0)


def _paint_deed(painter: QPainter, rect: QRect, deed: Deed) -> None:
    look = theme.current()
    pens.draw_text(painter, rect, str(deed.number), look.meta, pens.NORMAL, "ink3")
    rect = rect.adjusted(look.s24, 0, 0, 0)
    if deed.icon:
        rect = _icon(painter, rect, deed.icon)
    pens.draw_text(painter, rect, deed.text, look.body, pens.NORMAL, "ink")


def _icon(painter: QPainter, rect: QRect, name: str) -> QRect:
    look = theme.current()
    icons.draw(painter, QRect(rect.left(), rect.top(), look.icon_text, rect.height()), name, "ink2")
    return rect.adjusted(look.icon_text + look.s8, 0, 0, 0)


def _runs(hit: Hit) -> list[tuple[str, bool]]:
    """The title cut into plain and matched pieces."""
    return _cut(hit.title, hit.spans)


def _cut(text: str, spans: Sequence[Span]) -> list[tuple[str, bool]]:
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in sorted(spans):
        if start > at:
            pieces.append((text[at:start], False))
        if end > max(start, at):
            pieces.append((text[max(start, at) : end], True))
        at = max(at, end)
    if at < len(text):
        pieces.append((text[at:], False))
    return pieces
