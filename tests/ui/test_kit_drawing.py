"""A chart is the same on the screen and on paper: each mark where the drawing puts it, in the colour of its tone."""

from pathlib import Path
from typing import Any

from PIL import Image
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from printing.drawing import INKS, draw
from tests.printing.sheets import picture, place_of
from tests.printing.test_page import DPI, drawn
from ui import style, theme
from ui.kit.drawing import TOKENS, Chart, millimetre
from venue_desk.domain.charts import Box, Drawing, Rule, Tone, Value, Word, bars

VALUES = [
    Value("马上办", 9, "9 件"), Value("代着办", 18, "18 件 · 超时 1", Tone.AMBER, before=12),
    Value("流动办", 0, "没有", before=3),
]  # fmt: skip
LEFT, TOP, WIDE = 10.0, 20.0, 80.0


def three(width: float) -> Drawing:
    return bars(VALUES, width, number_room=28)


def chart(qtbot: QtBot) -> Chart:
    made = Chart(three, "办理方式")
    qtbot.addWidget(made)
    made.resize(round(WIDE * millimetre()), made.sizeHint().height())
    made.show()
    return made


def points(drawing: Drawing) -> list[tuple[float, float, Tone]]:
    """Just before the end of each bar and of each track that is longer than its bar, and the middle of each tick, in mm."""
    boxes = [mark for mark in drawing.marks if isinstance(mark, Box)]
    ends = [(box.x + box.width - 0.5, box.y + box.height / 2, box) for box in boxes]
    found = [(x, y, box.tone) for x, y, box in ends if not any(_covers(o, x, y) for o in boxes[boxes.index(box) + 1 :])]
    found += [(m.x1, (m.y1 + m.y2) / 2, m.tone) for m in drawing.marks if isinstance(m, Rule)]
    return found


def _covers(box: Box, x: float, y: float) -> bool:
    return box.x <= x <= box.x + box.width and box.y <= y <= box.y + box.height


def on_screen(made: Chart) -> list[str]:
    image, unit = made.grab().toImage(), millimetre()
    return [image.pixelColor(int(x * unit), int(y * unit)).name().upper() for x, y, _ in points(made.drawing())]


def on_paper(drawing: Drawing, page: Any) -> list[int]:
    image: Image.Image = picture(page, DPI)
    return [int(image.getpixel((round((LEFT + x) * 10), round((TOP + y) * 10)))) for x, y, _ in points(drawing)]  # type: ignore[arg-type]  # a grey picture has one value a pixel


def grey(ink: str) -> int:
    red, green, blue = (float(part) * 255 for part in ink.split())
    return round(0.299 * red + 0.587 * green + 0.114 * blue)


def test_both_paint_the_same_marks_in_the_same_places(qtbot: QtBot) -> None:
    made = chart(qtbot)
    drawing = made.drawing()
    tones = [tone for _, _, tone in points(drawing)]
    assert len(tones) == 2 + 2 + 2  # two bars, the two tracks that are longer, two ticks
    assert on_screen(made) == [getattr(theme.current(), TOKENS[tone]) for tone in tones]
    page = drawn(lambda page: draw(page, drawing, LEFT, TOP))
    shades = on_paper(drawing, page)
    assert [abs(found - grey(INKS[tone])) <= 12 for found, tone in zip(shades, tones, strict=True)] == [True] * len(
        tones
    )


def test_every_number_stands_on_paper_at_its_place_and_on_the_screen_in_its_room(qtbot: QtBot) -> None:
    made = chart(qtbot)
    drawing = made.drawing()
    page = drawn(lambda page: draw(page, drawing, LEFT, TOP))
    image, unit = made.grab().toImage(), millimetre()
    ink = QColor(theme.current().ink).lightness()
    for word in (mark for mark in drawing.marks if isinstance(mark, Word)):
        found = place_of(page, word.text)
        assert found.top < TOP + word.y < found.bottom + 0.8
        left = word.x if word.align == "left" else word.x - word.room
        row = [
            image.pixelColor(x, y).lightness()
            for x in range(round(left * unit), round((left + word.room) * unit))
            for y in range(round((word.y - 2) * unit), round(word.y * unit))
        ]
        assert min(row) < ink + 60, word.text


def test_what_is_painted_is_spoken_and_grows_with_the_type(
    qtbot: QtBot, qapp: QApplication, window_cache: Path
) -> None:
    made = chart(qtbot)
    assert made.accessibleDescription() == "马上办 9 件；代着办 18 件 · 超时 1；流动办 没有"
    small = made.sizeHint().height()
    style.apply(qapp, theme.LIGHT.scaled(150), window_cache)
    assert made.sizeHint().height() >= 1.45 * small
