"""便民连心卡（门贴）: the same card for the door, A6, four to an A4, readable from two steps away (DOMAIN §3.5)."""

from typing import TYPE_CHECKING

from printing.blocks import code, lines_of, put
from printing.document import Options, Paper
from printing.imposition import Grid
from printing.page import CENTRE
from printing.papers.contact_card import SAMPLE, ContactCard, contact
from printing.sheet import A4
from printing.styles import HAIR, HAIRLINE, RED, SOFT, WHITE, Style, Weight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from printing.page import Page
    from printing.press import Press

WIDTH, HEIGHT = A4.width / 2, A4.height / 2
"""A quarter of an A4: half a millimetre higher than A6, so that two cuts part four cards."""
GRID = Grid(2, 2, WIDTH, HEIGHT, 0, 0, WIDTH, HEIGHT)

INSET = 7.0
"""The head keeps clear of the edge: cards that fill the sheet reach where no printer prints."""
EDGE = 10.0
COLUMN = WIDTH - 2 * EDGE
BAND = 23.0
CODE_SIDE = 36.0

_TITLE = Style(26, Weight.BOLD, WHITE)
_STATION = Style(11, Weight.MEDIUM, WHITE)
_NAME = Style(34, Weight.BOLD)
_POSITION = Style(13, ink=SOFT)
_PHONE = Style(33, Weight.BOLD, RED)
_LABEL = Style(10.5, ink=SOFT)
_VALUE = Style(12, Weight.MEDIUM)
_DUTY_PHONE = Style(16, Weight.BOLD)
_PROMISE = Style(15, Weight.BOLD)


def build(data: ContactCard, press: "Press", options: Options) -> "Iterator[Page]":
    """One door card."""
    page = press.page(WIDTH, HEIGHT)
    page.box(INSET, INSET, WIDTH - 2 * INSET, BAND, RED)
    page.text(WIDTH / 2, 18.6, "便民连心卡", _TITLE, CENTRE, COLUMN)
    page.text(WIDTH / 2, 25.4, data.station, _STATION, CENTRE, COLUMN)
    _person(page, data)
    column = COLUMN - CODE_SIDE if options.qr else COLUMN
    _facts(page, data, column)
    if options.qr:
        text = contact(data, CODE_SIDE, as_vcard=options.vcard)
        code(page, WIDTH - EDGE, 91.5, CODE_SIDE, text, "扫码存电话", 9)
    page.rule(EDGE, 129, COLUMN, HAIR, HAIRLINE)
    page.text(WIDTH / 2, 137.6, data.promise, _PROMISE, CENTRE, COLUMN)
    yield page


def _person(page: "Page", data: ContactCard) -> None:
    after = page.text(EDGE, 45.5, data.name, _NAME, room=COLUMN * 0.62) + 4
    position = lines_of(page, data.position, _POSITION, width=COLUMN - after, depth=5.4)
    put(page, EDGE + after, 45.5, position, rising=True)
    page.text(EDGE, 60, data.phone, _PHONE, room=COLUMN)
    page.rule(EDGE, 65.5, COLUMN, HAIR, HAIRLINE)


def _facts(page: "Page", data: ContactCard, column: float) -> None:
    """The services over the whole width, then caption over value beside the code."""
    page.text(EDGE, 73, "能办", _LABEL)
    indent = page.width_of("能办", _LABEL) + 3
    services = lines_of(page, data.services, _VALUE, width=COLUMN - indent, depth=7.4, items=True)
    put(page, EDGE + indent, 73, services)
    page.rule(EDGE, 84.5, COLUMN, HAIR, HAIRLINE)
    page.text(EDGE, 94, "24 小时值班", _LABEL)
    page.text(EDGE, 101, data.station_phone, _DUTY_PHONE, room=column)
    y = 109.0
    for label, value in (("联系", data.covers), ("值班日", data.duty_days), ("监督", data.supervision_phone)):
        if value:
            page.text(EDGE, y, label, _LABEL)
            page.text(EDGE + 15, y, value, _VALUE, room=column - 15)
            y += 7.2


PAPER = Paper("contact-card-a6", "便民连心卡（门贴）", A4, SAMPLE, build, grid=GRID)
