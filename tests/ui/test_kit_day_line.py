"""The 24-hour line as it is painted and as it is spoken."""

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.domain.watches import CALLED, DAY, DUTIES, RUNS, at, came
from ui import theme
from ui.kit.day_line import DayLine
from ui.kit.name_mark import short_name
from venue_desk.domain.attendance import SignOn
from venue_desk.domain.coverage import coverage

NIGHT = (came("C", "夜班", "19:50", "08:00", -1), came("X", "夜班", "19:55", "08:00", -1))


def line(qtbot: QtBot, now: str, *sign_ons: SignOn) -> DayLine:
    made = DayLine()
    qtbot.addWidget(made)
    made.resize(961, made.sizeHint().height())
    made.show_day(coverage(RUNS, DUTIES, sign_ons, DAY, at(now)), CALLED)
    made.show()
    return made


def colour_at(made: DayLine, clock: str) -> str:
    image: QImage = made.grab().toImage()
    y = made._top() + 5
    return str(image.pixelColor(made._x(at(clock)), y).name().upper())


def test_each_hour_has_the_colour_of_what_it_says(qtbot: QtBot) -> None:
    made = line(qtbot, "10:24", *NIGHT, came("W", "白班", "08:30"))
    look = theme.current()
    assert colour_at(made, "02:00") == look.wash
    assert colour_at(made, "08:15") == look.red_tint
    assert colour_at(made, "09:00") == look.jade
    assert colour_at(made, "10:24") == look.red
    assert colour_at(made, "18:30") == look.jade_tint
    assert colour_at(made, "23:30") == look.card


def test_the_minutes_of_handing_over_leave_no_trace_and_a_long_overlap_does(qtbot: QtBot) -> None:
    """Nothing is drawn for who comes at 07:54 and leaves at 08:06; an hour together is hatched."""

    def colours(left_at: str) -> set[str]:
        night = came("C", "夜班", "19:50", left_at, -1)
        image = line(qtbot, "10:24", night, came("W", "白班", "07:54")).grab().toImage()
        y = image.height() // 2 + 8
        return {image.pixelColor(x, y).name().upper() for x in range(image.width())}

    look = theme.current()
    assert not colours("08:06") & {look.amber, look.ink3}
    assert look.amber in colours("09:30")


@pytest.mark.parametrize(
    ("clock", "said"),
    [
        ("02:00", "夜班 00:00—08:00 陈志远、张小梅"),
        ("08:15", "白班 08:00—08:30 没有人，空了 30 分钟"),
        ("09:00", "白班 08:30—10:24 王建军"),
        ("12:00", "白班 10:24—20:00 王建军"),
        ("22:00", "夜班 20:00—24:00 陈志远、张小梅"),
    ],
)
def test_the_piece_under_the_mouse_is_told(qtbot: QtBot, clock: str, said: str) -> None:
    made = line(qtbot, "10:24", *NIGHT, came("W", "白班", "08:30"))
    assert made.said_at(made._x(at(clock))) == said


def test_it_is_spoken_in_one_sentence(qtbot: QtBot) -> None:
    good = line(qtbot, "10:24", *NIGHT, came("W", "白班", "07:54"))
    assert good.accessibleName() == "24 小时值守线"
    assert good.accessibleDescription() == "到现在一直有人值守，后面也排好了。"
    gap = line(qtbot, "10:24", *NIGHT, came("W", "白班", "08:30"))
    assert gap.accessibleDescription() == "08:00 到 08:30 空了 30 分钟。"


@pytest.mark.parametrize(
    ("name", "shown"), [("王建军", "建军"), ("王强", "王强"), ("欧阳震华", "欧阳"), ("阿依古丽·买买提", "阿依"), ("王", "王")]
)  # fmt: skip
def test_two_characters_tell_people_apart(name: str, shown: str) -> None:
    assert short_name(name) == shown
