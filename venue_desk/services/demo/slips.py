"""Photos of a few delivery slips: drawn while the demo is made, so that the photo of a voucher can be looked at."""

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from uuid import UUID

from PIL import Image, ImageDraw, ImageFont

from db import attachments, journal
from db import purchases as table
from db.folder import DataFolder
from printing.fonts import NOTO, NOTO_SC
from venue_desk.domain.acts import Act
from venue_desk.domain.money import quantity, yuan
from venue_desk.domain.purchases import Purchase, VoucherKind
from venue_desk.domain.roster import month_of

SLIPS = 6
"""Of the last ones: enough to see how it looks, soon drawn."""
WIDE, MARGIN, LINE = 900, 60, 64
PAPER, INK, RULE = 244, 40, 170
REGULAR = 400


def draw_slips(folder: Path, key: bytes, station_id: UUID, by: UUID, now: datetime) -> None:
    """Of the last purchases with a receipt in the running month: its photo is put there."""
    bought = table.purchases(station_id, month_of(now.date()), date.max)
    chosen = [each for each in bought if VoucherKind.RECEIPT in each.vouchers and each.reverses_id is None][-SLIPS:]
    sellers, act = table.suppliers_named({each.supplier_id for each in chosen}), Act(by, station_id, now)
    for purchase in chosen:
        name = attachments.keep(DataFolder(folder), key, slip(purchase, sellers[purchase.supplier_id]))
        journal.change(act, table.PurchaseTable, purchase, replace(purchase, photo=name))


def slip(purchase: Purchase, seller: str) -> bytes:
    """送货单: what was brought, for how much, in the hand of the seller's printer."""
    sheet = Image.new("L", (WIDE, MARGIN * 2 + LINE * (len(purchase.lines) + 6)), PAPER)
    draw = ImageDraw.Draw(sheet)
    draw.text((WIDE / 2, MARGIN), seller, INK, _font(44), anchor="ma")
    draw.text((WIDE / 2, MARGIN + LINE), "送货单", INK, _font(34), anchor="ma")
    day = purchase.day
    _line(draw, 2, f"{day.year}年{day.month}月{day.day}日", f"No. {purchase.voucher_number}")
    for number, each in enumerate(purchase.lines, 3):
        much = f"{quantity(each.quantity)} {each.unit} × {yuan(each.unit_price_fen)}"
        _line(draw, number, f"{each.item}　{much}", yuan(each.amount_fen))
    _line(draw, len(purchase.lines) + 3, "合计", f"{yuan(purchase.amount_fen)} 元")
    _line(draw, len(purchase.lines) + 5, f"送货人：{purchase.delivered_by}", "收货人签字：")
    kept = BytesIO()
    sheet.rotate(0.6, fillcolor=PAPER, resample=Image.Resampling.BICUBIC).save(kept, "JPEG", quality=80)
    return kept.getvalue()


def _line(draw: ImageDraw.ImageDraw, number: int, left: str, right: str) -> None:
    below = MARGIN + LINE * (number + 1) - 6
    draw.text((MARGIN, below - 14), left, INK, _font(28), anchor="ls")
    draw.text((WIDE - MARGIN, below - 14), right, INK, _font(28), anchor="rs")
    draw.line((MARGIN, below, WIDE - MARGIN, below), RULE, 2)


def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(NOTO, size, index=NOTO_SC)
    font.set_variation_by_axes([REGULAR])
    return font
