"""Codes are those of the standard, and are read from bad pictures too."""

import numpy as np
import pytest
import qrcode
import zxingcpp
from PIL import Image, ImageFilter
from qrcode import base, util
from qrcode.constants import ERROR_CORRECT_M

from printing import qr, qr_text

LENGTHS = qr_text.ROOM


def modules(symbol: qr.Symbol) -> "np.ndarray[tuple[int, int], np.dtype[np.uint8]]":
    rows = np.frombuffer(symbol.bits, np.uint8).reshape(symbol.cells, -1)
    return np.unpackbits(rows, axis=1)[:, : symbol.cells]


def picture(symbol: qr.Symbol, scale: int) -> Image.Image:
    grid = np.pad(1 - modules(symbol), qr_text.QUIET, constant_values=1)
    return Image.fromarray(np.kron(grid, np.full((scale, scale), 255, np.uint8)))


def by_the_package(text: str, mask: int) -> "np.ndarray[tuple[int, int], np.dtype[np.uint8]]":
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, mask_pattern=mask)
    code.add_data(util.QRData(text.encode(), mode=4))
    code.make(fit=True)
    return np.array(code.modules, np.uint8)


@pytest.mark.parametrize("size", sorted({*LENGTHS, *(length - 7 for length in LENGTHS), 1, 181, 182}))
def test_a_symbol_is_the_packages_own_under_one_of_its_masks(size: int) -> None:
    text = ("惠农政策知情卡" * 40).encode()[:size].decode(errors="ignore").ljust(size, "x")
    text = text[: len(text) - (len(text.encode()) - size)]
    drawn = modules(qr.symbol(text))
    assert any(np.array_equal(drawn, by_the_package(text, mask)) for mask in range(8))


@pytest.mark.parametrize("text", ["浅河村", "MECARD:N:王建军;TEL:13800000101;;", "惠农政策知情卡2026年张满仓"])
def test_the_mask_is_the_best_by_the_packages_own_count(text: str) -> None:
    scores = {mask: util.lost_point(by_the_package(text, mask).astype(bool).tolist()) for mask in range(8)}
    drawn = modules(qr.symbol(text))
    chosen = next(mask for mask in range(8) if np.array_equal(drawn, by_the_package(text, mask)))
    assert scores[chosen] == min(scores.values())


def test_many_at_once_are_the_same_as_one_by_one() -> None:
    texts = ["一社", "甲" * 60, "二社", "乙" * 83, "丙" * 60]
    assert qr.symbols(texts) == [qr.symbol(text) for text in texts]


def test_one_byte_segment_without_eci() -> None:
    """]Q1 is QR Code without ECI (ISO/IEC 15424)."""
    [code] = zxingcpp.read_barcodes(picture(qr.symbol("浅河村"), 4))
    assert (code.text, code.bytes, code.symbology_identifier, code.ec_level) == (
        "浅河村",
        "浅河村".encode(),
        "]Q1",
        "M",
    )


@pytest.mark.parametrize("size", LENGTHS)
def test_it_is_read_blurred_and_askew(size: int) -> None:
    text = "甲" * (size // 3)
    bad = picture(qr.symbol(text), 5).rotate(1, expand=True, fillcolor=255).filter(ImageFilter.GaussianBlur(1.5))
    assert [code.text for code in zxingcpp.read_barcodes(bad)] == [text]


def test_too_long_a_text_is_refused() -> None:
    with pytest.raises(ValueError, match="252 bytes"):
        qr.symbol("x" * 252)


def test_modules_are_never_smaller_than_a_phone_can_read() -> None:
    for side in (20.0, 25.0, 32.0, 60.0):
        cells = qr_text.cells_for("x" * qr_text.most_bytes(side))
        assert side / (cells + 2 * qr_text.QUIET) >= qr_text.LEAST_MODULE


def test_the_first_text_that_fits_is_taken() -> None:
    room = qr_text.most_bytes(25)
    assert qr_text.first_fitting(["甲" * room, "x" * (room + 1), "x" * room, "短"], 25) == "x" * room


def test_contacts_are_escaped() -> None:
    assert qr_text.mecard("王;军", ["138,0"], "a:b\\c") == "MECARD:N:王\\;军;TEL:138\\,0;ORG:a\\:b\\\\c;;"
    card = qr_text.vcard("王,军", ["13800000101"], "服务站;一", "书记\\\n")
    assert card.split("\r\n") == [
        "BEGIN:VCARD", "VERSION:3.0", "N:王\\,军;;;;", "FN:王\\,军", "ORG:服务站\\;一", "TITLE:书记\\\\\\n",
        "TEL:13800000101", "END:VCARD", "",
    ]  # fmt: skip


def test_the_room_of_a_version_is_that_of_the_qrcode_package() -> None:
    for version, room in enumerate(qr_text.ROOM, 1):
        bits = 8 * sum(block.data_count for block in base.rs_blocks(version, ERROR_CORRECT_M))
        assert room == (bits - 4 - util.length_in_bits(4, version)) // 8
