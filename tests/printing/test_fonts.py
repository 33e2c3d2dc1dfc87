"""Every Han character has a place on paper, or somebody is told before."""

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from printing.bound import Bound
from printing.fonts import missing_characters
from printing.press import Press
from printing.sheet import A4
from printing.styles import Style, Weight
from tests.printing.sheets import RARE, make_font, picture, text_of


def show(text: str, folders: tuple[Path, ...] = (), *, missing_as_geta: bool = False) -> pypdfium2.PdfDocument:
    """One page with `text` in all weights."""
    file = BytesIO()
    binding = Bound(file, "试")
    press = Press(binding, folders, missing_as_geta=missing_as_geta)
    page = press.page(A4.width, A4.height)
    for row, weight in enumerate((Weight.REGULAR, Weight.MEDIUM, Weight.BOLD), 1):
        page.text(10, 20 * row, text, Style(20, weight))
    binding.add_page(page)
    binding.finish(press.fonts)
    return pypdfium2.PdfDocument(file.getvalue())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("浅河村便民服务站，0932-000-0000", id="ordinary"),
        pytest.param("𠮷𬺈", id="beyond the BMP"),
        pytest.param("买买提·艾力", id="middle dot"),
        pytest.param("(a\\b)c", id="PDF's own signs"),
        pytest.param("一二", id="ideographs that share a glyph with a radical"),
    ],
)
def test_what_is_copied_is_what_was_written(text: str) -> None:
    assert text_of(show(text)) == text * 3


def test_a_radical_does_not_spoil_the_ideograph_it_looks_like() -> None:
    assert text_of(show("⼀一")) in {"一一" * 3, "⼀一" * 3}


def test_weights_differ_in_ink() -> None:
    image = picture(show("永永永")[0], 100)
    bands = [image.crop((0, y - 40, image.width, y + 20)) for y in (79, 157, 236)]
    ink = [sum(255 - value for value in band.tobytes()) for band in bands]
    assert ink[0] < ink[1] < ink[2]


@pytest.mark.parametrize("outlines", ["glyf", "cff"])
def test_a_rare_character_comes_from_a_font_of_the_data_folder(tmp_path: Path, outlines: str) -> None:
    make_font(tmp_path / "rare.ttf", f"甲{RARE}乙", outlines=outlines)
    document = show(f"张{RARE}华", (tmp_path,))
    assert text_of(document) == f"张{RARE}华" * 3
    image = picture(document[0], 254)  # ten dots a millimetre
    middle = image.crop((179, 156, 227, 198))  # well inside the square of the second character of the first line
    assert max(middle.tobytes()) < 128


def test_a_rare_character_in_a_bold_name_is_bold_too(tmp_path: Path) -> None:
    make_font(tmp_path / "rare.ttf", RARE, outlines="glyf")
    image = picture(show(RARE, (tmp_path,))[0], 254)
    widths = [sum(value < 128 for value in image.crop((0, y, image.width, y + 1)).tobytes()) for y in (180, 580)]
    assert widths[0] < widths[1] < widths[0] * 1.1


def test_what_no_font_has_is_named_in_order(tmp_path: Path) -> None:
    assert missing_characters(["张三", f"李{RARE}", "王\U00033332"], (tmp_path,)) == ("\U00033332", RARE)


def test_signs_without_a_glyph_of_their_own_are_not_missing(tmp_path: Path) -> None:
    assert missing_characters(["葛\U000e0100", "a\u200bb\n\t"], (tmp_path,)) == ()
    assert text_of(show("葛\U000e0100城")) == "葛城" * 3
    assert text_of(show("\u200b\n")).strip() == ""


def test_noto_is_asked_first_and_hanazono_before_others(tmp_path: Path) -> None:
    make_font(tmp_path / "aaa.ttf", RARE + "中", outlines="glyf")
    make_font(tmp_path / "HanaMinB.ttf", RARE, outlines="cff")
    from printing.fonts import NOTO, font_chain

    chain = font_chain((tmp_path,))
    sources = [chain.font_for(char) for char in (RARE, "中")]
    assert [source and source.path.name for source in sources] == ["HanaMinB.ttf", NOTO.name]


def test_a_font_that_may_not_be_embedded_is_passed_over(tmp_path: Path) -> None:
    make_font(tmp_path / "forbidden.ttf", RARE, outlines="glyf", embedding=2)
    assert missing_characters([RARE], (tmp_path,)) == (RARE,)


def test_a_broken_font_file_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"not a font")
    (tmp_path / "empty.otf").write_bytes(b"")
    assert missing_characters([RARE], (tmp_path,)) == (RARE,)


def test_the_geta_mark_stands_for_what_is_missing_when_agreed() -> None:
    assert text_of(show(f"张{RARE}", missing_as_geta=True)) == "张〓" * 3
