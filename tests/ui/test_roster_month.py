"""The drawn month as data and its cells taken apart: crowded shifts, four shifts a day, the border of the month."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication

from tests.domain.test_roster_rules import month, slot
from ui.screens.roster import walking
from ui.screens.roster.cell_layout import lay_out, measures, rows_of
from ui.screens.roster.month import DayCell, Look, MonthView, Place, ShiftLine, days_drawn, month_view
from venue_desk.domain.day_labels import DayLabel
from venue_desk.domain.roster import Role, Slot
from venue_desk.domain.roster_rules import roster_findings

DAY = date(2026, 12, 10)
PLAIN = DayLabel(words="初二", festive=False, badge="", off=False)


def view(*lines: str, rest: int = 1) -> MonthView:
    facts = month(*lines, rest=rest)
    labels = dict.fromkeys(days_drawn(facts.month), PLAIN)
    return month_view(facts, roster_findings(facts), {}, labels, date(2026, 12, 2))


def crowded(shifts: int, people: int) -> DayCell:
    """A day of so many shifts, each with so many people."""
    names = (
        "王建军",
        "欧阳文博",
        "陈志远",
        "李秀兰",
        "张小梅",
        "周玉凤",
        "马德林",
        "单乐",
        "仇玉梅",
        "尉迟长河",
        "赵刚",
        "杨彩霞",
    )
    lines = tuple(
        ShiftLine(
            mark="早白中夜"[number], name=f"{'早白中夜'[number]}班",
            places=tuple(
                Place(
                    slot=Slot(DAY, f"{number}", Role.LEAD if each == 0 else Role.ON_DUTY, max(each - 1, 0)),
                    name=names[(each + 3 * number) % len(names)], cadre_id=None,
                )
                for each in range(people)
            ),
        )
        for number in range(shifts)
    )  # fmt: skip
    return DayCell(day=DAY, label=PLAIN, inside=True, today=False, lines=lines)


def test_weeks_are_drawn_whole_and_the_month_stands_in_them() -> None:
    drawn = view("WL ZX", "CY W·")
    assert [week[0].day.weekday() for week in drawn.weeks] == [0] * len(drawn.weeks)
    cell = drawn.cell(date(2026, 12, 2))
    assert cell is not None
    assert (cell.today, cell.look, cell.sentence) == (True, Look.MUST, "夜班缺值班员")
    gap = drawn.place(slot(2, "夜班"))
    assert gap is not None
    assert (gap.words, gap.look) == ("缺人", Look.GAP)
    assert drawn.cell(date(2027, 1, 11)) is None


def test_a_month_not_begun_has_open_places_and_nothing_missing() -> None:
    drawn = view("·· ··", "·· ··")
    assert not drawn.begun
    assert {place.look for week in drawn.weeks for cell in week for place in cell.places} == {Look.OPEN}


def test_several_problems_of_a_day_are_counted() -> None:
    cell = view("WL ZX", "C· ·L").cell(date(2026, 12, 2))
    assert cell is not None
    assert (cell.sentence, len(cell.told)) == ("2 处要改", 2)


@pytest.mark.parametrize("people", [1, 2, 3, 6, 12])
@pytest.mark.parametrize("shifts", [1, 2, 4])
@pytest.mark.parametrize("width", [110, 121, 172])
def test_however_many_serve_nothing_lies_outside_or_over_another(
    qapp: QApplication, shifts: int, people: int, width: int
) -> None:
    del qapp
    cell = crowded(shifts, people)
    sizes = measures(width, 136, 2)
    rows = rows_of(cell, width, sizes)
    tall = 60 + rows * 22
    box = lay_out(cell, QRect(0, 0, width, tall), measures(width, tall, rows))
    rects = [seat.rect for line in box.lines for seat in line.seats] + [
        line.rest_rect for line in box.lines if line.rest_rect
    ]
    assert all(QRect(0, 0, width, tall).contains(rect) for rect in rects)
    assert not any(a.intersects(b) for n, a in enumerate(rects) for b in rects[:n])
    assert box.foot.bottom() <= tall
    for line in box.lines:
        assert len(line.seats) + line.rest == people
        assert line.seats


def test_a_point_means_the_nearest_name_of_its_shift(qapp: QApplication) -> None:
    del qapp
    cell, sizes = crowded(2, 2), measures(121, 136, 2)
    box = lay_out(cell, QRect(0, 0, 121, 136), sizes)
    for line in box.lines:
        for seat in line.seats:
            middle = seat.rect.center()
            assert box.seat_at(middle.x(), middle.y()) == seat.place.slot
        assert box.seat_at(line.mark.center().x(), line.mark.center().y()) == line.seats[0].place.slot
    assert box.seat_at(5, 5) is None


def test_who_has_no_room_is_still_found_by_the_count_of_the_rest(qapp: QApplication) -> None:
    del qapp
    cell = crowded(1, 12)
    box = lay_out(cell, QRect(0, 0, 121, 136), measures(121, 136, 2))
    (line,) = box.lines
    assert line.rest > 0
    assert box.rect_of(cell.places[-1].slot) == line.rest_rect


def test_arrows_reach_every_place_of_a_month_and_end_in_the_next() -> None:
    drawn = view(*["WL ZX", "CY WL", "ZX CY"])
    at: walking.Goal = slot(1, "白班", Role.LEAD)
    seen = []
    while isinstance(at, Slot):
        seen.append(at)
        at = walking.across(drawn, at, 1)
    assert len(seen) == 6
    assert at == date(2026, 12, 4)
    assert walking.down(drawn, slot(1, "白班"), 1) == slot(1, "夜班")
    assert walking.down(drawn, slot(1, "夜班"), 1) == date(2026, 12, 8)
    assert walking.by_months(drawn, replace(slot(1, "白班"), day=date(2026, 12, 31)), 2) == date(2027, 2, 28)
    assert walking.first_of(drawn, date(2026, 12, 2)) == slot(2, "白班", Role.LEAD)
