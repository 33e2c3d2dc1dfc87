"""Real weights, cut once; rare characters from whatever further font there is."""

import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetricsF, QImage, QPainter, QTextLayout
from PySide6.QtWidgets import QApplication

from ui import fonts

RARE = "\U000323af"  # the last Han character of GB 18030-2022: in no font of ours


def ink(weight: int) -> int:
    """How much of a picture the words cover at that weight."""
    font = QFont(fonts.FAMILY)
    font.setPixelSize(40)
    font.setWeight(QFont.Weight(weight))
    picture = QImage(400, 60, QImage.Format.Format_Grayscale8)
    picture.fill(255)
    painter = QPainter(picture)
    painter.setFont(font)
    painter.drawText(4, 44, "便民连心卡")
    painter.end()
    return sum(255 - value for value in bytes(picture.constBits()))


def test_three_weights_of_one_family_are_really_cut(qapp: QApplication) -> None:
    assert QFontDatabase.styles(fonts.FAMILY) == ["Regular", "Medium", "Bold"]
    covered = [ink(weight) for weight in fonts.WEIGHTS]
    assert covered == sorted(covered)
    assert covered[1] > covered[0] * 1.1
    assert covered[2] > covered[1] * 1.1
    for weight in fonts.WEIGHTS:
        font = QFont(fonts.FAMILY, weight=weight)
        assert (QFontInfo(font).family(), QFontInfo(font).weight()) == (fonts.FAMILY, weight)


def test_digits_have_one_width_within_a_weight(qapp: QApplication) -> None:
    for weight in fonts.WEIGHTS:
        metrics = QFontMetricsF(QFont(fonts.FAMILY, weight=weight))
        assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1


@pytest.mark.slow
def test_a_missing_weight_is_cut_again_the_same_and_the_others_are_left(window_cache: Path, tmp_path: Path) -> None:
    known = {path.name: path.read_bytes() for path in fonts.ensure_fonts(window_cache)}
    home = tmp_path / fonts.ensure_fonts(window_cache)[0].parent.name
    home.mkdir()
    (home / "NotoSansSC-Regular.otf").write_bytes(b"kept as it is")
    (home / "NotoSansSC-Bold.otf").write_bytes(b"kept as it is")
    told: list[tuple[int, int]] = []
    paths = fonts.ensure_fonts(tmp_path, lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert paths[1].read_bytes() == known["NotoSansSC-Medium.otf"]
    assert paths[0].read_bytes() == paths[2].read_bytes() == b"kept as it is"
    assert [path.suffix for path in home.iterdir()].count(".part") == 0


def test_two_starts_at_once_leave_whole_fonts(tmp_path: Path) -> None:
    """Both write and both rename; a reader sees one or the other, never a part."""
    program = (
        "import sys, pathlib\n"
        "from ui.fonts import _write_whole\n"
        "for _ in range(200): _write_whole(pathlib.Path(sys.argv[1]), b'x' * 100_000)\n"
    )
    target = tmp_path / "font.otf"
    both = [subprocess.Popen([sys.executable, "-c", program, str(target)]) for _ in range(2)]
    sizes = set()
    while any(process.poll() is None for process in both):
        if target.exists():
            sizes.add(target.stat().st_size)
    assert [process.returncode for process in both] == [0, 0]
    assert sizes <= {100_000}
    assert list(tmp_path.iterdir()) == [target]


def rare_font(folder: Path) -> None:
    """A font of our own with one character."""
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef", "rare"])
    builder.setupCharacterMap({ord(RARE): "rare"})
    pen = T2CharStringPen(1000, None)
    pen.moveTo((100, 0))
    for corner in ((900, 0), (900, 800), (100, 800)):
        pen.lineTo(corner)
    pen.closePath()
    empty = T2CharStringPen(1000, None).getCharString()
    builder.setupCFF("DeskRare", {"FullName": "Desk Rare"}, {".notdef": empty, "rare": pen.getCharString()}, {})
    builder.setupHorizontalMetrics({".notdef": (1000, 0), "rare": (1000, 100)})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Desk Rare", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(folder / "rare.otf")


def test_a_font_in_the_data_folder_draws_what_ours_cannot(
    qapp: QApplication, window_cache: Path, tmp_path: Path
) -> None:
    rare_font(tmp_path)
    (tmp_path / "notes.txt").write_text("not a font", encoding="utf-8")
    (tmp_path / "broken.ttf").write_bytes(b"not a font either")
    chain = fonts.register((), tmp_path)
    assert "Desk Rare" in chain
    font = QFont(fonts.FAMILY)
    font.setPixelSize(20)
    layout = QTextLayout(f"王{RARE}", font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    drawn = {run.rawFont().familyName(): run.glyphIndexes() for run in layout.glyphRuns()}
    assert drawn.keys() == {fonts.FAMILY, "Desk Rare"}
    assert 0 not in drawn["Desk Rare"]
    fonts.register(())


def test_no_data_folder_is_no_trouble(qapp: QApplication, tmp_path: Path) -> None:
    assert "Desk Rare" not in fonts.register((), tmp_path / "none")
