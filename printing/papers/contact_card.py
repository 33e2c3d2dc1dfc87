"""便民连心卡: an agent's card for every household, 90×54 mm, ten to an A4 (DOMAIN §3.5)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from printing.blocks import Lines, code, lines_of, middle, put, share
from printing.document import Options, Paper
from printing.imposition import Grid
from printing.page import RIGHT
from printing.qr_text import first_fitting, mecard, vcard
from printing.sheet import A4
from printing.styles import HAIR, HAIRLINE, RED, SOFT, WHITE, Style, Weight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from printing.page import Page
    from printing.press import Press

WIDTH, HEIGHT = 90.0, 54.0
GRID = Grid(2, 5, WIDTH, HEIGHT, 15, 13.5, WIDTH, HEIGHT)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactCard:
    """What a card says of an agent and the station; phones as they are to be read (138-0000-0101)."""

    station: str
    name: str
    position: str
    phone: str
    covers: str
    station_phone: str
    services: str
    duty_days: str
    promise: str
    supervision_phone: str


SAMPLE = ContactCard(
    station="菜子镇浅河村便民服务站",
    name="王建军",
    position="村党支部书记",
    phone="138-0000-0101",
    covers="一社",
    station_phone="0932-000-0000",
    services="医保、养老、低保、残疾、惠农补贴代办，全程不收钱，也可上门",
    duty_days="周一、周四",
    promise="门常开、人常在、事常办",
    supervision_phone="0932-000-0012",
)

EDGE = 5.0
BAND = 9.0
NAME_Y, PHONE_Y, RULE_Y, PROMISE_Y = 18.0, 25.7, 46.0, 50.7
GUTTER, GAP = 1.6, 4.0
CODE_SIDE = 25.0
CODE_TOP = 11.7
"""The modules line up with the text above and below; the margin is the quiet zone."""

_TITLE = Style(13, Weight.BOLD, WHITE)
_STATION = Style(8, Weight.MEDIUM, WHITE)
_NAME = Style(19, Weight.BOLD)
_POSITION = Style(8.5, ink=SOFT)
_PHONE = Style(17, Weight.BOLD, RED)
_LABEL = Style(7.5, ink=SOFT)
_VALUE = Style(7.5, Weight.MEDIUM)
_PROMISE = Style(8.5, Weight.BOLD)


def contact(data: ContactCard, side: float, *, as_vcard: bool) -> str:
    """The contact a phone saves without a network; with too little room first the post goes, then the station."""
    phones = [phone.replace("-", "")[:_DIGITS] for phone in (data.phone, data.station_phone) if phone]
    short = mecard(data.name[:_SHORT_NAME], phones[:1])
    if not as_vcard:
        return first_fitting((mecard(data.name, phones, data.station), mecard(data.name, phones[:1]), short), side)
    full = (vcard(data.name, phones, data.station, data.position), vcard(data.name, phones, data.station))
    return first_fitting((*full, vcard(data.name, phones[:1]), short), side)


_DIGITS, _SHORT_NAME = 20, 12


def build(data: ContactCard, press: "Press", options: Options) -> "Iterator[Page]":
    """One card."""
    page = press.page(WIDTH, HEIGHT)
    page.box(0, 0, WIDTH, BAND, RED)
    title = page.text(EDGE, middle(BAND / 2, _TITLE.size), "便民连心卡", _TITLE, room=40)
    room = WIDTH - 2 * EDGE - title - 4
    page.text(WIDTH - EDGE, middle(BAND / 2, _STATION.size), data.station, _STATION, RIGHT, room)
    column = WIDTH - 2 * EDGE - CODE_SIDE if options.qr else WIDTH - 2 * EDGE
    _person(page, data, column)
    _facts(page, data, column)
    _foot(page, data)
    if options.qr:
        code(page, WIDTH - EDGE, CODE_TOP, CODE_SIDE, contact(data, CODE_SIDE, as_vcard=options.vcard), "扫码存电话", 7)
    yield page


def _person(page: "Page", data: ContactCard, column: float) -> None:
    """A long post stands in two lines beside the name."""
    after = page.text(EDGE, NAME_Y, data.name, _NAME, room=column * 0.64) + 2.5
    position = lines_of(page, data.position, _POSITION, width=column - after, depth=5.0)
    put(page, EDGE + after, NAME_Y, position, rising=True)
    page.text(EDGE, PHONE_Y, data.phone, _PHONE, room=column)


def _facts(page: "Page", data: ContactCard, column: float) -> None:
    """Label and value in rows, as far apart as phone and rule leave room: one line of services or two look even."""
    rows = ((("24 小时值班", data.station_phone),), (("联系", data.covers), ("值班日", data.duty_days)))
    told = [row for row in (tuple(pair for pair in pairs if pair[1]) for pairs in rows) if row]
    indent = page.width_of("能办", _LABEL) + GUTTER
    services = _services(page, data.services, column - indent, WIDTH - 2 * EDGE - indent)
    y = PHONE_Y + _AFTER_PHONE
    apart = min((RULE_Y + _NO_ASCENT - y - services.depth) / (len(told) + 2), _MOST_APART)
    for pairs in told:
        y += apart
        _row(page, y, pairs, column)
    if services.lines:
        page.text(EDGE, y + apart, "能办", _LABEL)
        put(page, EDGE + indent, y + apart, services)


_AFTER_PHONE, _NO_ASCENT, _MOST_APART = 0.5, 1.4, 5.4
"""A rule has no letters that rise above it: it stands nearer to the line before."""


def _services(page: "Page", text: str, beside: float, below: float) -> Lines:
    """In two lines beside the code, else in two that run below it too, smaller when they must."""
    fitted = lines_of(page, text, _VALUE, width=beside, depth=_TWO_LINES, items=True)
    if fitted.style == _VALUE:
        return fitted
    return lines_of(page, text, _VALUE, width=below, depth=_TWO_LINES, items=True)


_TWO_LINES = 3.6


def _row(page: "Page", y: float, pairs: tuple[tuple[str, str], ...], column: float) -> None:
    """Labels and values in one line."""
    labels = [page.width_of(label, _LABEL) + GUTTER for label, _ in pairs]
    room = column - sum(labels) - GAP * (len(pairs) - 1)
    x = EDGE
    shares = share([page.width_of(value, _VALUE) for _, value in pairs], room)
    for (label, value), indent, wide in zip(pairs, labels, shares, strict=True):
        page.text(x, y, label, _LABEL)
        x += indent + page.text(x + indent, y, value, _VALUE, room=wide) + GAP


def _foot(page: "Page", data: ContactCard) -> None:
    page.rule(EDGE, RULE_Y, WIDTH - 2 * EDGE, HAIR, HAIRLINE)
    used = page.text(EDGE, PROMISE_Y, data.promise, _PROMISE, room=48)
    room = WIDTH - 2 * EDGE - used - 4
    if data.supervision_phone:
        page.text(WIDTH - EDGE, PROMISE_Y, f"监督 {data.supervision_phone}", _LABEL, RIGHT, room)


PAPER = Paper("contact-card", "便民连心卡", A4, SAMPLE, build, grid=GRID)
