"""Times as one types them."""

from datetime import time

import pytest

from ui.kit.typed_times import parse_time, spell_time


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("754", time(7, 54)), ("0754", time(7, 54)), ("7:54", time(7, 54)), ("７：５４", time(7, 54)),
        ("7点54", time(7, 54)), ("7点54分", time(7, 54)), ("19点", time(19)), ("7点半", time(7, 30)), ("19", time(19)),
        (" 20:00 ", time(20)), ("0:05", time(0, 5)), ("", None),
    ],
)  # fmt: skip
def test_a_time_is_read_as_it_is_said(typed: str, meant: time | None) -> None:
    assert parse_time(typed) == meant


@pytest.mark.parametrize("typed", ["25:00", "7:60", "早上", "7:5:4", "12345", "-7", "7.5"])
def test_what_is_no_time_is_not_guessed(typed: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - 25:00 is refused by time itself
        parse_time(typed)


def test_it_is_written_out() -> None:
    assert spell_time(time(7, 4)) == "07:04"
