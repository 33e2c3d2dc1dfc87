"""A JPEG is taken as it is, by its head; what is none is passed over."""

from io import BytesIO

import pytest
from PIL import Image

from printing.pictures import picture_of


def jpeg(mode: str = "RGB", size: tuple[int, int] = (48, 64), **said: object) -> bytes:
    file = BytesIO()
    Image.new(mode, size, "white").save(file, "JPEG", **said)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "space"),
    [
        (jpeg(), "/DeviceRGB"), (jpeg("L"), "/DeviceGray"), (jpeg(progressive=True), "/DeviceRGB"),
        (jpeg(comment=b"x" * 3000, exif=b"Exif\0\0" + b"y" * 500), "/DeviceRGB"),
    ],
)  # fmt: skip
def test_size_and_colours_are_read_from_the_head(data: bytes, space: str) -> None:
    picture = picture_of(data)
    assert picture is not None
    assert (picture.width, picture.height, picture.space, picture.data) == (48, 64, space, data)


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xd8", b"\x89PNG....", jpeg()[:30], jpeg("CMYK"), b"\xff\xd8\xff\xda\0\x08" * 9]
)
def test_what_a_pdf_cannot_hold_is_none(data: bytes) -> None:
    assert picture_of(data) is None
