"""How a row of the list is painted: at the left what the giver states, at the right what the taker said of it."""

from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from ui import theme
from ui.kit import chips, icons, pens
from ui.screens.handover.item_rows import Head, Listed
from venue_desk.domain.handover import ItemState

_LEFT_SHARE = 0.6
ACCEPT, DIFFERS = "接", "不符"


class Halves(NamedTuple):
    """The two parts of a row."""

    left: QRect
    right: QRect


class Buttons(NamedTuple):
    """Where the mouse accepts and where it differs."""

    accept: QRect
    differs: QRect


def halves(rect: QRect) -> Halves:
    """The giver's part is the larger one."""
    edge = rect.left() + round(rect.width() * _LEFT_SHARE)
    return Halves(
        QRect(rect.left(), rect.top(), edge - rect.left(), rect.height()),
        QRect(edge, rect.top(), rect.right() + 1 - edge, rect.height()),
    )


def buttons(rect: QRect) -> Buttons:
    """The two verbs of a row that waits."""
    look, right = theme.current(), halves(rect).right
    high = look.row_button
    top = right.center().y() - high // 2
    wide = pens.text_width(ACCEPT, look.meta, pens.MEDIUM) + look.icon_text + look.s4 + 2 * look.s12
    accept = QRect(right.left() + look.s12, top, wide, high)
    wide = pens.text_width(DIFFERS, look.meta, pens.MEDIUM) + 2 * look.s12
    return Buttons(accept, QRect(accept.right() + 1 + look.s8, top, wide, high))


def answer_box(rect: QRect, state: ItemState) -> QRect:
    """Where the mouse takes an answer back: its sign and its word."""
    look, right = theme.current(), halves(rect).right
    wide = look.s16 + look.px(18) + look.s8 + pens.text_width(state.label, look.body, pens.MEDIUM)
    return QRect(right.left(), right.top(), wide + look.s8, right.height())


def wants_two_lines(entry: Listed, width: int) -> bool:
    """Whether the detail finds no room beside the fact."""
    look, offer = theme.current(), entry.offer
    room = round(width * _LEFT_SHARE) - 2 * look.s16 - look.icon - look.s8 - _mark_width(entry)
    fact = pens.text_width(offer.fact, look.body, pens.MEDIUM)
    detail = pens.text_width(offer.detail, look.meta)
    return bool(offer.detail) and fact + look.s8 + detail > room


def paint_head(painter: QPainter, rect: QRect, head: Head) -> None:
    """A caption, and at the right how far its items have come."""
    look = theme.current()
    painter.fillRect(rect, pens.color("sunk"))
    _paint_lines(painter, rect)
    left, right = halves(rect)
    pens.draw_text(painter, left.adjusted(look.s16, 0, -look.s8, 0), head.label, look.meta, pens.MEDIUM, "ink2")
    pens.draw_text(painter, right.adjusted(look.s12, 0, -look.s8, 0), head.said, look.meta, pens.NORMAL, "ink3")


def paint_item(painter: QPainter, rect: QRect, entry: Listed, *, current: bool, focused: bool) -> None:
    """One item."""
    if current:
        painter.fillRect(rect, pens.color("pick"))
    _paint_lines(painter, rect)
    _paint_offer(painter, halves(rect).left, entry)
    if entry.state is ItemState.WAITING:
        _paint_buttons(painter, rect, focused=focused)
    elif entry.state is not None:
        _paint_answer(painter, halves(rect).right, entry)
    if focused:
        pens.draw_ring(painter, rect.adjusted(1, 1, -1, -1))


def _paint_lines(painter: QPainter, rect: QRect) -> None:
    painter.setPen(pens.hairline("hair"))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    edge = halves(rect).right.left()
    painter.drawLine(edge, rect.top(), edge, rect.bottom())


def _mark_width(entry: Listed) -> int:
    return round(chips.chip_size(entry.offer.mark).width()) + theme.current().s8 if entry.offer.mark else 0


def _paint_offer(painter: QPainter, left: QRect, entry: Listed) -> None:
    look, offer = theme.current(), entry.offer
    sign = QRect(left.left() + look.s16, left.top(), look.icon, left.height())
    icons.draw(painter, sign, offer.icon if offer.icon in icons.ICONS else "file", "ink2", look.icon)
    room = left.adjusted(look.s16 + look.icon + look.s8, 0, -look.s12, 0)
    if offer.mark:
        size = chips.chip_size(offer.mark)
        place = QRectF(
            room.right() + 1 - size.width(), room.center().y() - size.height() / 2 + 0.5, size.width(), size.height()
        )
        chips.paint_chip(painter, place, offer.mark, chips.RED if offer.urgent else chips.NEUTRAL)
        room.setRight(round(place.left()) - look.s8)
    fact = pens.text_width(offer.fact, look.body, pens.MEDIUM)
    if offer.detail and fact + look.s8 + pens.text_width(offer.detail, look.meta) > room.width():
        upper = pens.metrics(look.body, pens.MEDIUM).height()
        lower = pens.metrics(look.meta).height()
        top = room.top() + (room.height() - upper - lower) // 2
        first, second = (
            QRect(room.left(), top, room.width(), upper),
            QRect(room.left(), top + upper, room.width(), lower),
        )
        pens.draw_text(painter, first, offer.fact, look.body, pens.MEDIUM, "ink")
        pens.draw_text(painter, second, offer.detail, look.meta, pens.NORMAL, "ink2")
        return
    pens.draw_text(painter, room, offer.fact, look.body, pens.MEDIUM, "ink")
    beside = room.adjusted(min(fact, room.width()) + look.s8, 1, 0, 1)
    pens.draw_text(painter, beside, offer.detail, look.meta, pens.NORMAL, "ink2")


def _paint_buttons(painter: QPainter, rect: QRect, *, focused: bool) -> None:
    """As row buttons look; the keys stand behind them where the cursor is."""
    look = theme.current()
    accept, differs = buttons(rect)
    for place in (accept, differs):
        pens.fill_rounded(painter, place, "card", "line")
    sign = QRect(accept.left() + look.s12, accept.top(), look.icon_text, accept.height())
    icons.draw(painter, sign, "check", "ink2", look.icon_text)
    words = accept.adjusted(look.s12 + look.icon_text + look.s4, 0, 0, 0)
    pens.draw_text(painter, words, ACCEPT, look.meta, pens.MEDIUM, "ink")
    pens.draw_text(painter, differs.adjusted(look.s12, 0, 0, 0), DIFFERS, look.meta, pens.MEDIUM, "ink")
    if focused:
        rest = QRect(differs.right() + look.s12, rect.top(), rect.right() - differs.right() - look.s12, rect.height())
        pens.draw_text(painter, rest, "空格＝接　N＝不符", look.meta, pens.NORMAL, "ink3")


_SIGNS = {ItemState.DIFFERS: ("must", "red"), ItemState.TAKEN_AS_IS: ("warning", "amber")}


def _paint_answer(painter: QPainter, right: QRect, entry: Listed) -> None:
    look, state = theme.current(), entry.state
    assert state is not None  # said before
    side = look.px(18)
    box = QRect(right.left() + look.s16, right.center().y() - side // 2, side, side)
    if state is ItemState.ACCEPTED:
        pens.fill_rounded(painter, box, "jade", radius=look.radius_inner)
        icons.draw(painter, box, "check", "card", look.px(14))
        tone = "jade"
    else:
        sign, tone = _SIGNS[state]
        icons.draw(painter, box, sign, tone, look.px(18))
    words = right.adjusted(look.s16 + side + look.s8, 0, -look.s12, 0)
    pens.draw_text(painter, words, state.label, look.body, pens.MEDIUM, tone)
    used = pens.text_width(state.label, look.body, pens.MEDIUM) + look.s8
    beside = words.adjusted(used, 1, 0, 1)
    if beside.width() > 0:
        pens.draw_text(painter, beside, entry.answer or entry.time, look.meta, pens.NORMAL, "ink2")
