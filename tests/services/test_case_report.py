"""The figures of a month as they are read, printed and taken to Excel: everywhere the same."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.builders import add_cadre
from tests.case_village import AT_ONCE, accept, applicant, entry, item
from tests.printing.sheets import printed, text_of
from tests.services.test_case_papers import run
from venue_desk.desk import Desk
from venue_desk.domain.case_report import FiguresOrder, count
from venue_desk.domain.case_steps import StepEntry
from venue_desk.domain.cases import Rating, Step
from venue_desk.domain.catalogue import Method
from venue_desk.domain.errors import Refused
from venue_desk.services.export import export_job
from venue_desk.services.listings import Wanted

MONTH = date(2026, 11, 1)


def busy(desk: Desk) -> None:
    """Two taken for the villager, one of them done and rated; one done at the desk by another agent."""
    done = accept(desk)
    for said in (StepEntry(step=Step.FINISH, note="已办"), StepEntry(step=Step.RATE, rating=Rating.VERY_GOOD)):
        done = desk.cases.take(desk.act(), done, said).record
    accept(desk)
    other = add_cadre(desk, "李秀兰", is_agent=True)
    at_once = entry(
        desk, applicant(desk), item(desk, AT_ONCE), method=Method.ON_THE_SPOT, result="已认证", agent_id=other.id
    )
    desk.cases.accept(desk.act(), at_once)


def test_a_month_by_method_agent_item_and_hamlet(desk: Desk) -> None:
    busy(desk)
    act = desk.act()
    found = desk.case_figures.month(act.station_id, MONTH, act.today)
    assert (found.through, found.empty) == (act.today, False)
    assert {line.label: line.now for line in found.lines} == {
        "受理": "3 件", "办结": "2 件", "平均办结天数": "当天", "提速率": "100%", "评议率": "50%", "满意率": "100%",
        "超时件": "没有",
    }  # fmt: skip
    told = {
        broken.title: [(line.label, line.accepted) for line in broken.lines if line.accepted]
        for broken in found.breakdowns
    }
    assert told == {
        "按办理方式": [("马上办", 1), ("代着办", 2)],
        "按代办员": [(desk.signed_in.cadre.name, 2), ("李秀兰", 1)],
        "按事项": [("高龄津贴申请", 2), ("养老资格认证", 1)],
        "按自然社": [("一社", 3)],
    }


def test_what_is_promised_for_before_is_late_in_the_months_between_even_when_it_is_done_since(desk: Desk) -> None:
    case = accept(desk)  # promised for 2026-12-14
    january = date(2027, 1, 31)
    found = desk.case_figures.month(case.station_id, date(2026, 12, 1), january)
    assert found.lines[-1].now == "1 件"
    assert desk.case_figures.month(case.station_id, date(2026, 11, 1), january).lines[-1].now == "没有"


def test_paper_and_sheet_say_what_the_screen_says(desk: Desk, tmp_path: Path) -> None:
    busy(desk)
    act = desk.act()
    found = desk.case_figures.month(act.station_id, MONTH, act.today)
    job = run(desk, FiguresOrder(month=MONTH), tmp_path / "k.pdf").job.args[0]
    said = text_of(printed(job))
    assert "算到2026年11月23日" in said
    for line in found.lines:
        assert f"{line.label} {line.now} {line.before} {line.year_ago}" in said
    for broken in found.breakdowns:
        assert broken.title in said
        assert [line for line in broken.lines if f"{line.label} {count(line.accepted)}" not in said] == []
    wanted = Wanted(station_id=act.station_id, today=act.today, year=2026, month=MONTH)
    list(export_job(desk.exports.sheet(act, "case_figures", wanted), tmp_path / "k.xlsx"))
    figures, bars = load_workbook(tmp_path / "k.xlsx").worksheets
    rows = [tuple(row[:4]) for row in figures.iter_rows(min_row=4, values_only=True)]
    assert rows == [(line.label, line.now, line.before, line.year_ago) for line in found.lines]
    assert [row[:3] for row in bars.iter_rows(min_row=4, max_row=5, values_only=True)] == [
        ("按办理方式", "马上办", 1), ("按办理方式", "代着办", 2),
    ]  # fmt: skip


def test_a_month_without_any_case_is_not_printed(desk: Desk) -> None:
    gathered = desk.printouts.gather(desk.act(), FiguresOrder(month=MONTH))
    assert gathered.pieces == ()
    with pytest.raises(Refused) as refused:
        desk.printouts.start(desk.act(), gathered, Path("never.pdf"))
    assert "代办件" in refused.value.findings[0].sentence
