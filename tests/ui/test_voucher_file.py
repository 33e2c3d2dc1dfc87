"""A voucher out of a file: whole, at most 1600 along its longer side; what is none is refused as a photo is."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QImageReader
from PySide6.QtWidgets import QApplication

from tests.ui.test_photos import picture, size_of
from ui.photo_file import voucher_from
from venue_desk.domain.errors import Refused


@pytest.mark.parametrize(
    ("width", "height", "kept"),
    [(1600, 900, (1600, 900)), (4000, 1000, (1600, 400)), (1000, 8000, (200, 1600)), (90, 120, (90, 120))],
)
def test_nothing_of_a_voucher_is_cut_off(
    qapp: QApplication, tmp_path: Path, width: int, height: int, kept: tuple[int, int]
) -> None:
    jpeg = voucher_from(picture(tmp_path / "a.png", width, height, b"PNG"))
    assert size_of(jpeg) == kept
    assert b"secret place" not in jpeg
    image = QImage.fromData(jpeg)
    assert image.pixelColor(kept[0] // 2, 2).blue() > 200
    assert image.pixelColor(kept[0] // 2, kept[1] - 3).green() > 100


def test_a_voucher_taken_lying_down_stands_up(qapp: QApplication, tmp_path: Path) -> None:
    plain = picture(tmp_path / "a.jpg", 4000, 1000).read_bytes()
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
    (tmp_path / "b.jpg").write_bytes(plain[:2] + b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + plain[2:])
    assert size_of(voucher_from(tmp_path / "b.jpg")) == (400, 1600)


def test_what_is_no_voucher_is_refused_in_a_sentence(qapp: QApplication, tmp_path: Path) -> None:
    huge = tmp_path / "huge.jpg"
    with huge.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    (tmp_path / "table.jpg").write_bytes(b"PK\x03\x04 a workbook")
    for name, told in (
        ("huge.jpg", "「huge.jpg」有 200 MB，太大了"), ("table.jpg", "不是 JPG 或 PNG 照片"), ("gone.jpg", "读不到「gone.jpg」"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=told):
            voucher_from(tmp_path / name)


def test_a_scan_too_large_to_unpack_is_not_called_torn(qapp: QApplication, tmp_path: Path) -> None:
    scan = QImage(12_000, 9_000, QImage.Format.Format_Mono)
    scan.fill(1)
    scan.setColorTable([0xFF000000, 0xFFFFFFFF])
    scan.convertTo(QImage.Format.Format_Grayscale8)
    scan.save(str(tmp_path / "scan.png"))
    limit = QImageReader.allocationLimit()
    QImageReader.setAllocationLimit(64)
    try:
        with pytest.raises(Refused, match="有 12000×9000 点，太大了"):
            voucher_from(tmp_path / "scan.png")
    finally:
        QImageReader.setAllocationLimit(limit)
