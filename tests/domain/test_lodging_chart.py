"""Nights per cadre as bars: one scale, never a bar without its number."""

from venue_desk.domain.charts import Box, Tone, Word
from venue_desk.domain.lodging_chart import NightsOf, nights_chart


def test_a_bar_says_how_many_of_how_many() -> None:
    drawing = nights_chart([NightsOf("王建军", 15, 15), NightsOf("赵文博", 6, 15, Tone.RED)], 80)
    assert drawing.sentence == "王建军 15/15；赵文博 6/15"
    words = [mark.text for mark in drawing.marks if isinstance(mark, Word)]
    assert words == ["王建军", "15/15", "赵文博", "6/15"]


def test_two_charts_beside_each_other_have_one_scale() -> None:
    def length(done: int, scale: float) -> float:
        boxes = [mark for mark in nights_chart([NightsOf("王", done, 0)], 80, scale).marks if isinstance(mark, Box)]
        return boxes[-1].width

    assert length(8, 16) * 2 == length(16, 16)
    assert length(8, 0) == length(16, 0)
