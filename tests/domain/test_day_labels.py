"""Beside the number of a day: a festival on its first day off, a 节气, the lunar month on its first, else the lunar day."""

from datetime import date

import pytest

from venue_desk.domain.day_labels import day_label
from venue_desk.domain.holidays import WorkCalendar


@pytest.mark.parametrize(
    ("day", "words", "badge", "off"),
    [
        (date(2026, 12, 1), "廿三", "", False),
        (date(2026, 12, 7), "大雪", "", False),
        (date(2026, 12, 9), "冬月", "", False),
        (date(2026, 12, 22), "冬至", "", False),
        (date(2026, 1, 1), "元旦", "休", True),
        (date(2026, 1, 2), "十四", "休", True),
        (date(2026, 10, 1), "国庆节", "休", True),
        (date(2026, 10, 3), "廿三", "休", True),
        (date(2026, 10, 10), "九月", "班", False),
        (date(2025, 7, 25), "闰六月", "", False),
        (date(2026, 12, 5), "廿七", "", True),
    ],
)
def test_labels(day: date, words: str, badge: str, off: bool) -> None:
    label = day_label(WorkCalendar(), day)
    assert (label.words, label.badge, label.off) == (words, badge, off)
    assert label.festive == (words in ("大雪", "冬至", "元旦", "国庆节"))
