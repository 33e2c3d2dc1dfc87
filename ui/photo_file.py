"""A photo out of a file, as the data keep it: upright, no larger than needed, a plain JPEG without place or camera.

Of a person three to four and at most 480×640; of a voucher whole and at most 1600 along its longer side.
"""

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QImageWriter, QPainter

from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import must
from venue_desk.services import vouchers
from venue_desk.services.photos import HEIGHT, MOST_BYTES, WIDTH

FILES = "照片 (*.jpg *.jpeg *.png)"
LARGEST_MB = 20
LARGEST_SIDE = 20_000
"""Pixels: a file of a few bytes may claim to be as large as a field."""
ABOVE = 0.3
"""How much of what is cut off lies above: a face is in the upper half."""
_QUALITIES = (88, 75, 60)


def photo_from(file: Path) -> bytes:
    """Of a person. Refused in a sentence if the file is too large, no picture, or torn."""
    image = _read(file, QSize(WIDTH, HEIGHT), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    return _encoded(_plain(_portrait(image)), MOST_BYTES)


def voucher_from(file: Path) -> bytes:
    """Of a receipt or certificate: nothing is cut off. Refused as a photo is."""
    most = QSize(vouchers.SIDE, vouchers.SIDE)
    image = _read(file, most, Qt.AspectRatioMode.KeepAspectRatio)
    if max(image.width(), image.height()) > vouchers.SIDE:
        image = image.scaled(most, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    return _encoded(_plain(image), vouchers.MOST_BYTES)


def _read(file: Path, wanted: QSize, fit: Qt.AspectRatioMode) -> QImage:
    """About twice as large as wanted: a phone's photo of fifty megapixels is not unpacked whole."""
    try:
        bytes_long = file.stat().st_size
    except OSError:
        raise _refused(f"读不到「{file.name}」。请看文件还在不在，再选一次。") from None
    if bytes_long > LARGEST_MB * 1024 * 1024:
        raise _refused(f"「{file.name}」有 {bytes_long // 1024 // 1024} MB，太大了。请选 {LARGEST_MB} MB 以内的照片。")
    reader = QImageReader(str(file))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if bytes(reader.format().data()) not in (b"jpeg", b"png") or not size.isValid():
        raise _refused(f"「{file.name}」不是 JPG 或 PNG 照片。请另选一张。")
    if max(size.width(), size.height()) > LARGEST_SIDE:
        raise _refused(f"「{file.name}」的边长有 {max(size.width(), size.height())} 点，太大了。请另选一张。")
    if bytes(reader.format().data()) == b"png" and _unpacked_mb(reader) > reader.allocationLimit():
        much = f"{size.width()}×{size.height()} 点"
        raise _refused(f"「{file.name}」有 {much}，太大了，打不开。请另存为 JPG，或用手机拍一张，再选一次。")
    if reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90:
        wanted = wanted.transposed()
    scaled = size.scaled(wanted * 2, fit)
    if scaled.width() < size.width():
        reader.setScaledSize(scaled)
    image = reader.read()
    if image.isNull():
        raise _refused(f"「{file.name}」打不开，可能没有拷完整。请另选一张。")
    return image


def _unpacked_mb(reader: QImageReader) -> float:
    """A PNG is unpacked whole, unlike a JPEG: a scan of a hundred megapixels does not fit."""
    size, bits = reader.size(), QImage.toPixelFormat(reader.imageFormat()).bitsPerPixel()
    return size.width() * size.height() * bits / 8 / 1024 / 1024


def _portrait(image: QImage) -> QImage:
    """The largest part of three to four, at the size that is kept."""
    wide = min(image.width(), image.height() * WIDTH // HEIGHT)
    high = min(image.height(), image.width() * HEIGHT // WIDTH)
    part = QRect((image.width() - wide) // 2, round((image.height() - high) * ABOVE), max(wide, 1), max(high, 1))
    kept = image.copy(part)
    if kept.width() > WIDTH:
        kept = kept.scaled(
            WIDTH, HEIGHT, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    return kept


def _plain(image: QImage) -> QImage:
    """On white where it was see-through; without what the file said beside the picture."""
    plain = QImage(image.size(), QImage.Format.Format_RGB888)
    plain.fill(Qt.GlobalColor.white)
    painter = QPainter(plain)
    painter.drawImage(0, 0, image)
    painter.end()
    return plain


def _encoded(image: QImage, most_bytes: int) -> bytes:
    content = b""
    for quality in _QUALITIES:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QImageWriter(buffer, b"JPEG")
        writer.setQuality(quality)
        writer.write(image)
        content = bytes(buffer.data().data())
        if len(content) <= most_bytes:
            break
    return content


def _refused(sentence: str) -> Refused:
    return Refused([must("photo.file", "", sentence)])
