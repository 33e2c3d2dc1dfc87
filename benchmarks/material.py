"""What every engine is given: the same made-up households and agents, the same codes, the same outlines."""

import struct
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import uharfbuzz as hb
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

from printing.document import texts_of
from printing.papers import contact_card, policy_sheet
from printing.papers.contact_card import ContactCard
from printing.papers.policy_sheet import PolicySheet
from printing.qr import Symbol
from ui.fonts import FAMILY, ensure_fonts
from venue_desk.domain.money import capital_yuan, quantity, yuan

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏"
GIVEN = "满仓建军秀英志强桂兰永红玉梅德福春生海霞文博小平"
RARE = "𠮷"
"""In the name of every tenth head of household: beyond the BMP, where many engines write the text wrongly."""
TITLES = ("序号", "政策名称和文号", "数量", "标准", "金额（元）", "发放日期", "一卡通")
WIDTHS = (11, 54, 21, 31, 22, 18, 13)


def sheets(count: int) -> Iterator[PolicySheet]:
    """Households one by one, each with its own name, quantities and sums."""
    for at in range(count):
        rows = (
            replace(row, quantity=row.quantity + at % 97 * 100, amount_fen=row.amount_fen + at % 997 * 10, account_last4=f"{at % 10000:04d}")
            for row in policy_sheet.SAMPLE.rows
        )  # fmt: skip
        yield replace(
            policy_sheet.SAMPLE, head=_name(at), household_number=f"{at:04d}", serial=f"105203-Z-20261123-{at:06d}", rows=tuple(rows)
        )  # fmt: skip


def cards(count: int) -> Iterator[ContactCard]:
    """Agents one by one, each with a phone of their own."""
    for at in range(count):
        yield replace(contact_card.SAMPLE, name=_name(at), phone=f"138-{at // 10000:04d}-{at % 10000:04d}")


def _name(at: int) -> str:
    tail = RARE if at % 10 == 7 else GIVEN[at * 7 % len(GIVEN)]
    return SURNAMES[at % len(SURNAMES)] + GIVEN[at // len(SURNAMES) % len(GIVEN)] + tail


class SheetTexts(NamedTuple):
    """A sheet as texts, for engines that do not know our papers."""

    station: str
    serial: str
    year: str
    facts: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, str]
    notes: tuple[tuple[str, str], ...]


def sheet_texts(data: PolicySheet) -> SheetTexts:
    rows = tuple(
        (f"{at}", f"{row.policy}\n{row.document_number}", f"{quantity(row.quantity)} {row.unit}", row.rate, yuan(row.amount_fen),
         f"{row.paid_on:%m-%d}" if row.paid_on else "", row.account_last4)
        for at, row in enumerate(data.rows, 1)
    )  # fmt: skip
    day = data.issued_on
    facts = (
        ("户主", data.head),
        ("自然社", data.hamlet),
        ("户号", data.household_number),
        ("填发日期", f"{day.year}年{day.month}月{day.day}日"),
    )
    notes = (("怎么算的", data.reckoning), ("政策问谁", data.inquiry), ("找谁代办", f"{data.agent}　{data.agent_phone}"),
             ("24 小时值班", data.station_phone), ("监督举报", data.supervision_phone))  # fmt: skip
    total = (capital_yuan(data.total_fen), f"¥{yuan(data.total_fen)}")
    return SheetTexts(data.station, f"编号 {data.serial}", f"{data.year} 年度", facts, rows, total, notes)


def card_lines(data: ContactCard) -> tuple[str, ...]:
    return (
        f"24 小时值班 {data.station_phone}", f"联系 {data.covers}　值班日 {data.duty_days}", f"能办 {data.services}",
        f"{data.promise}　监督举报 {data.supervision_phone}",
    )  # fmt: skip


def expected(data: PolicySheet | ContactCard) -> list[str]:
    """What must be found in the text of its page."""
    if isinstance(data, ContactCard):
        return [data.name, data.phone]
    texts = sheet_texts(data)
    return [
        data.head,
        data.household_number,
        *(row[4] for row in texts.rows),
        *(row.policy for row in data.rows),
        *texts.total,
    ]


def png(symbol: Symbol) -> bytes:
    """A one-bit picture of a code, made the cheapest way."""
    stride = (symbol.cells + 7) // 8
    lines = b"".join(
        b"\0" + bytes(~byte & 0xFF for byte in symbol.bits[at * stride : (at + 1) * stride])
        for at in range(symbol.cells)
    )
    head = struct.pack(">IIBBBBB", symbol.cells, symbol.cells, 1, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(lines, 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in parts
    )


def peer_fonts(folder: Path, data: Iterable[Any]) -> dict[int, Path]:
    """The same Noto Sans SC in TrueType outlines, cut to the characters needed: a head start for the peers.

    reportlab's own TTFont takes nothing else, and a font of 30,000 glyphs would only cost every peer time.
    """
    wanted = {ord(char) for one in data for char in _texts(one)}
    wanted |= {ord(char) for char in "".join(TITLES) + "便民连心卡惠农政策知情领取人签字日期经办　"}
    found = {}
    for weight, cut in zip((400, 500, 700), ensure_fonts(), strict=True):
        face, plan = hb.Face(hb.Blob.from_file_path(str(cut))), hb.SubsetInput()
        plan.unicode_set.update(wanted)
        plan.name_id_set.update(range(18))
        with tempfile.TemporaryFile() as file:
            file.write(hb.subset(face, plan).blob.data)
            found[weight] = folder / f"{FAMILY.replace(' ', '')}-{weight}.ttf"
            _as_truetype(TTFont(file), found[weight])
    return found


def _texts(one: PolicySheet | ContactCard) -> str:
    texts = "".join(texts_of(one)) + " "
    return texts + ("".join(card_lines(one)) if isinstance(one, ContactCard) else str(sheet_texts(one)))


def _as_truetype(font: Any, path: Path) -> None:
    glyphs, order = font.getGlyphSet(), font.getGlyphOrder()
    table = newTable("glyf")
    table.glyphs, table.glyphOrder = {}, order
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, 1.0, reverse_direction=True))
        table.glyphs[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), table
    del font["CFF "]
    font["maxp"].tableVersion = 0x00010000
    for name in ("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements",
                 "maxSizeOfInstructions", "maxComponentElements", "maxComponentDepth", "maxPoints", "maxContours",
                 "maxCompositePoints", "maxCompositeContours"):  # fmt: skip
        setattr(font["maxp"], name, 1 if name == "maxZones" else 0)
    font["post"].formatType, font.sfntVersion = 3.0, "\0\1\0\0"
    font["head"].glyphDataFormat = 0
    font.save(path)
