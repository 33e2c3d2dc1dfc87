from io import BytesIO

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from tests.ui.conftest import child, focus, settle
from tests.ui.kit_stage import CTRL, Key, press, stage
from ui import theme
from ui.kit.finding_line import FindingLine
from ui.kit.paper_view import PaperView
from ui.kit.pdf_pages import PdfPages
from ui.kit.print_preview import PrintPreview
from ui.kit.sheet_picker import SheetPicker
from venue_desk.domain.findings import should

INKS = ("#FF0000", "#00FF00", "#0000FF")


def pdf(pages: int = 3) -> bytes:
    """A4 pages, each with a 100 mm square of its own colour, 20 mm from the left and upper edges."""
    out = BytesIO()
    canvas = Canvas(out, (210 * mm, 297 * mm))
    for page in range(pages):
        canvas.setFillColor(INKS[page % 3])
        canvas.rect(20 * mm, (297 - 20 - 100) * mm, 100 * mm, 100 * mm, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def preview_on(qtbot: QtBot, width: int = 600, height: int = 800) -> PrintPreview:
    preview = stage(qtbot, PrintPreview(), width, height)
    preview.show_pdf(pdf())
    settle()
    return preview


def labels(preview: PrintPreview) -> list[str]:
    return [label.text() for label in preview.findChildren(QLabel) if label.isVisible()]


def button(preview: PrintPreview, name: str) -> QPushButton:
    return next(b for b in preview.findChildren(QPushButton) if name in {b.text(), b.accessibleName()})


def seen(preview: PrintPreview, x: float, y: float) -> str:
    """The colour at a place of the paper, in mm."""
    paper = child(preview, PaperView).widget()
    picture = paper.grab().toImage()
    edge = theme.current().s8
    dots = (paper.width() - 2 * edge) / 210
    at = QPoint(round(edge + x * dots), round(edge + y * dots)) * picture.devicePixelRatio()
    return QColor(picture.pixel(at)).name().upper()


def test_a_page_is_drawn_at_the_asked_density() -> None:
    with PdfPages(pdf(1)) as pages:
        assert pages.count == 1
        assert pages.size_mm(0) == pytest.approx((210, 297), abs=0.1)
        picture = pages.picture(0, 4)
        assert abs(picture.width() - 840) <= 1
        assert QColor(picture.pixel(100, 100)).name().upper() == INKS[0]
        assert QColor(picture.pixel(100, 700)).name().upper() == "#FFFFFF"
        assert pages.picture(0, 4).cacheKey() == picture.cacheKey()


def test_the_first_page_is_there_at_once_and_counted(qtbot: QtBot) -> None:
    preview = preview_on(qtbot)
    assert "第 1 页，共 3 页" in labels(preview)
    assert seen(preview, 60, 60) == INKS[0]
    assert seen(preview, 60, 200) == "#FFFFFF"


def test_paging_by_button_and_by_key(qtbot: QtBot) -> None:
    preview = preview_on(qtbot)
    assert not button(preview, "上一页").isEnabled()
    QTest.mouseClick(button(preview, "下一页"), Qt.MouseButton.LeftButton)
    assert seen(preview, 60, 60) == INKS[1]
    child(preview, PaperView).setFocus()
    press(Key.Key_PageDown)
    press(Key.Key_PageDown)
    assert preview.page() == 3
    assert seen(preview, 60, 60) == INKS[2]
    assert not button(preview, "下一页").isEnabled()
    press(Key.Key_Home)
    assert preview.page() == 1


def test_the_page_in_sight_stays_when_the_whole_document_comes(qtbot: QtBot) -> None:
    preview = preview_on(qtbot)
    QTest.mouseClick(button(preview, "下一页"), Qt.MouseButton.LeftButton)
    preview.show_pdf(pdf(5))
    assert preview.page() == 2
    assert "第 2 页，共 5 页" in labels(preview)
    preview.show_pdf(pdf(1))
    assert preview.page() == 1


def test_the_whole_page_fits_until_it_is_enlarged(qtbot: QtBot) -> None:
    preview = preview_on(qtbot)
    view = child(preview, PaperView)
    assert view.widget().height() <= view.height()
    assert not button(preview, "缩小").isVisible()
    QTest.mouseClick(button(preview, "放大"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(button(preview, "放大"), Qt.MouseButton.LeftButton)
    assert "实际大小的 100%" in labels(preview)
    edge = 2 * theme.current().s8
    assert abs(view.widget().width() - edge - 210 / 25.4 * view.logicalDpiX()) <= 1
    while button(preview, "放大").isEnabled():
        QTest.mouseClick(button(preview, "放大"), Qt.MouseButton.LeftButton)
    assert "实际大小的 200%" in labels(preview)
    while button(preview, "缩小").isVisible():
        QTest.mouseClick(button(preview, "缩小"), Qt.MouseButton.LeftButton)
    assert view.fits()


def test_a_larger_window_shows_the_page_larger(qtbot: QtBot) -> None:
    preview = preview_on(qtbot, 500, 500)
    before = child(preview, PaperView).scale()
    preview.resize(900, 900)
    settle()
    assert child(preview, PaperView).scale() > before * 1.5


def test_a_run_makes_each_page_when_it_is_looked_at(qtbot: QtBot) -> None:
    made: list[int] = []

    def page_of(number: int) -> bytes:
        made.append(number)
        return pdf(number if number < 3 else 1)

    preview = stage(qtbot, PrintPreview(), 600, 800)
    preview.show_run(page_of, 80_000)
    assert made == [1]
    assert "第 1 页，共 80000 页" in labels(preview)
    QTest.mouseClick(button(preview, "下一页"), Qt.MouseButton.LeftButton)
    assert made == [1, 2]
    assert seen(preview, 30, 30) == INKS[0]
    child(preview, PaperView).setFocus()
    press(Key.Key_End)
    assert made == [1, 2, 80_000]


def test_what_is_wrong_or_well_stands_under_the_paper(qtbot: QtBot) -> None:
    preview = preview_on(qtbot)
    preview.show_findings([should("font.missing", "", "「𠮷」没有字体，纸上会印成〓。")])
    settle()
    assert [line.finding.code for line in preview.findChildren(FindingLine)] == ["font.missing"]
    preview.show_findings([], "字都印得下，没有缺字")
    settle()
    assert preview.findChildren(FindingLine) == []
    assert "字都印得下，没有缺字" in labels(preview)


def test_nothing_to_show_says_so(qtbot: QtBot) -> None:
    preview = stage(qtbot, PrintPreview(), 600, 800)
    assert "还没有可看的纸" in labels(preview)
    preview.show_pdf(pdf())
    assert "还没有可看的纸" not in labels(preview)
    preview.show_nothing()
    assert not button(preview, "下一页").isEnabled()


def picker_on(qtbot: QtBot, columns: int = 2, rows: int = 5) -> tuple[SheetPicker, list[int]]:
    picker = stage(qtbot, SheetPicker(columns, rows), 400, 220)
    told: list[int] = []
    picker.changed.connect(told.append)
    picker.setFocus()
    settle()
    return picker, told


def test_a_place_is_picked_by_digit_and_by_arrow(qtbot: QtBot) -> None:
    picker, told = picker_on(qtbot)
    for key in (Key.Key_3, Key.Key_Down, Key.Key_Right, Key.Key_Up, Key.Key_0, Key.Key_Down, Key.Key_1, Key.Key_Left):
        press(key)
    assert told == [3, 5, 6, 4, 10, 1]
    assert picker.start() == 1


def test_a_place_is_picked_by_click_and_said(qtbot: QtBot) -> None:
    picker, told = picker_on(qtbot)
    grid = focus()
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=QPoint(grid.width() // 4, grid.height() // 5 + 8))
    assert told == [3]
    assert grid.accessibleDescription() == "第 3 位，前 2 位留空。"
    assert "第 3 位" in [label.text() for label in picker.findChildren(QLabel)]


def test_a_sheet_of_four_ends_at_four(qtbot: QtBot) -> None:
    picker, told = picker_on(qtbot)
    press(Key.Key_7)
    picker.set_grid(2, 2)
    press(Key.Key_7)
    press(Key.Key_4)
    press(Key.Key_Down)
    assert told == [7, 1, 4]


def test_keys_the_places_do_not_know_are_passed_on(qtbot: QtBot) -> None:
    _, told = picker_on(qtbot)
    press(Key.Key_P, CTRL)
    press(Key.Key_X)
    assert told == []
