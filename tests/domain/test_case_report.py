from datetime import date
from uuid import UUID

from tests.domain.test_case_figures import CASES, FIRST, LAST, ONE, case
from venue_desk.domain.case_figures import Figures, figures
from venue_desk.domain.case_report import MOST, BarLine, Breakdown, broken_down, chart, figure_lines
from venue_desk.domain.catalogue import Method
from venue_desk.domain.charts import Box, Tone, Word

BEFORE = (CASES, date(2026, 10, 1), date(2026, 10, 31))
NOW = (CASES, FIRST, LAST)


def test_each_figure_is_told_beside_the_month_before_and_the_year_before() -> None:
    lines = figure_lines(figures(*NOW), figures(*BEFORE), Figures())
    assert [(line.label, line.now, line.before, line.year_ago) for line in lines] == [
        ("受理", "4 件", "3 件", "没有"), ("办结", "3 件", "1 件", "没有"), ("平均办结天数", "7.3 天", "4.0 天", "没有"),
        ("提速率", "-10%", "60%", "没有"), ("评议率", "67%", "0%", "没有"), ("满意率", "50%", "没有", "没有"),
        ("超时件", "2 件", "没有", "没有"),
    ]  # fmt: skip
    assert [line.label for line in lines if line.pressing] == ["超时件"]


def test_what_was_late_at_the_end_of_a_month_stays_so_when_it_is_done_later() -> None:
    late = case("11-02", "12-05", promised="11-20", on_time=False)
    assert figures([late], FIRST, LAST).late == 1
    assert figures([late], date(2026, 12, 1), date(2026, 12, 31)).late == 1
    assert figures([late], date(2026, 11, 1), date(2026, 11, 20)).late == 0


def test_methods_stand_in_their_order_even_where_there_is_nothing() -> None:
    found = broken_down("按办理方式", NOW, BEFORE, lambda each: each.method.label, [method.label for method in Method])
    assert [(line.label, line.accepted, line.late, line.before) for line in found.lines] == [
        ("马上办", 1, 0, 0), ("代着办", 2, 1, 3), ("领着办", 0, 0, 0), ("流动办", 1, 1, 0),
    ]  # fmt: skip


def test_others_stand_by_their_number_and_what_is_left_together() -> None:
    many = [case("11-05", item_name=f"第{at}项") for at in range(12) for _ in range(12 - at)]
    found = broken_down("按事项", (many, FIRST, LAST), ([], *BEFORE[1:]), lambda each: each.item_name)
    assert [line.label for line in found.lines] == [*(f"第{at}项" for at in range(MOST - 1)), "其余 5 个"]
    assert sum(line.accepted for line in found.lines) == len(many)


def test_who_had_nothing_in_either_month_is_left_out() -> None:
    old = [case("09-01", "09-05", agent_id=UUID(int=2), worked_days=3, on_time=True), case("11-05")]
    found = broken_down("按代办员", (old, FIRST, LAST), (old, *BEFORE[1:]), lambda each: str(each.agent_id))
    assert [line.label for line in found.lines] == [str(ONE)]


def test_a_bar_is_amber_and_says_so_where_something_was_late() -> None:
    lines = (
        BarLine(label="代着办", accepted=7, late=2, before=12),
        BarLine(label="领着办", accepted=0, late=0, before=0),
    )
    marks = chart(Breakdown(title="按办理方式", lines=lines), 84).marks
    assert [mark.text for mark in marks if isinstance(mark, Word)] == ["代着办", "7 件，超时 2", "领着办", "没有"]
    assert [mark.tone for mark in marks if isinstance(mark, Box)] == [Tone.HAIR, Tone.AMBER, Tone.HAIR]
