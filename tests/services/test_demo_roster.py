"""The demo's roster: months that could be published, changes that keep the rules, and the draft of the pictures."""

from collections import Counter
from datetime import date, timedelta

import pytest

from tests.services.told import NOW, ODD_DAYS, Told, forenoon, records, tell
from venue_desk.domain.findings import Severity, blocking
from venue_desk.domain.holidays import WorkCalendar
from venue_desk.domain.leaves import Leave, LeaveState
from venue_desk.domain.roster import Duty, Publication, Role, RosterFacts, month_after, month_end, month_of
from venue_desk.domain.roster_changes import changed_since
from venue_desk.domain.roster_fairness import fairness
from venue_desk.domain.roster_rules import roster_findings
from venue_desk.domain.shifts import ShiftPattern, runs
from venue_desk.domain.swaps import Swap, SwapState
from venue_desk.services.demo.places import Scale
from venue_desk.services.demo.village import Changing, Village

DRAFT = date(2026, 12, 1)
BORDER = timedelta(days=3)


@pytest.fixture(scope="module")
def two_years() -> list[Told]:
    return tell(years=2)


@pytest.fixture(scope="module")
def township() -> list[Told]:
    return tell(Scale.TOWNSHIP)


def facts(village: Village, month: date) -> RosterFacts:
    """The month as the screen would look at it today."""
    return RosterFacts(
        month=month,
        calendar=WorkCalendar(),
        runs=runs((), WorkCalendar(), max(month - BORDER, village.runs[0].day), month_end(month) + BORDER),
        duties=village.duties,
        cadres=tuple(village.cadres),
        leaves=tuple(village.leaves),
    )


def published_months(village: Village) -> list[date]:
    """Those before the draft."""
    months = sorted({month_of(run.day) for run in village.runs})
    return months[:-1]


def serving(village: Village, day: date, shift: str) -> list[str]:
    """Who is planned, the lead first."""
    names = {cadre.id: cadre.name for cadre in village.cadres}
    placed = {duty.role: duty.cadre_id for duty in village.duties.values() if (duty.day, duty.shift) == (day, shift)}
    return [names[cadre_id] for role in Role if (cadre_id := placed.get(role))]


def test_every_month_that_was_published_keeps_the_hard_rules(two_years: list[Told], township: list[Told]) -> None:
    for village, _ in two_years + township:
        for month in published_months(village):
            assert blocking(roster_findings(facts(village, month))) == ()


@pytest.mark.parametrize("today", ODD_DAYS)
def test_on_any_day_the_published_months_keep_the_rules_and_the_draft_has_its_faults(today: date) -> None:
    village, portions = tell(now=forenoon(today))[0]
    months = published_months(village)
    assert months[-1] == month_of(today)
    assert [blocking(roster_findings(facts(village, month))) for month in months] == [()] * len(months)
    found = Counter(f.code for f in blocking(roster_findings(facts(village, month_after(months[-1])))))
    assert found == {"roster.on_leave": 1, "roster.gap": 1}
    assert all(portion.at <= forenoon(today) for portion in portions)


def test_shifts_are_even_within_a_month_and_over_the_year(two_years: list[Told], township: list[Told]) -> None:
    for village, _ in two_years + township:
        for month in published_months(village)[1:]:
            table = fairness(facts(village, month), {})
            assert all(abs(row.month.shifts - table.mean) <= 2.5 for row in table.rows)
        year = Counter(duty.cadre_id for duty in village.duties.values() if duty.day.year == 2026)
        assert max(year.values()) - min(year.values()) <= 8


def test_the_shifts_are_those_of_the_stations_own_pattern(two_years: list[Told]) -> None:
    village = two_years[0][0]
    patterns: list[ShiftPattern] = records(two_years, ShiftPattern)
    first, last = village.runs[0].day, village.runs[-1].day
    assert runs(patterns, WorkCalendar(), first, last) == village.runs


def test_changes_start_from_what_stands_and_end_where_the_village_is(two_years: list[Told]) -> None:
    village, portions = two_years[0]
    standing = {duty.id: duty for duty in records(two_years, Duty)}
    for changing in sorted((p for p in portions if isinstance(p, Changing)), key=lambda p: p.at):
        for before, after in changing.pairs:
            if isinstance(before, Duty):
                assert standing[before.id] == before
                standing[after.id] = after
    assert {duty.slot: duty for duty in standing.values()} == village.duties


def test_leaves_are_about_two_days_in_a_hundred_and_nobody_serves_on_one(two_years: list[Told]) -> None:
    village = two_years[0][0]
    granted = [leave for leave in village.leaves if leave.state is LeaveState.APPROVED]
    days = sum((leave.to_on - leave.from_on).days + 1 for leave in granted)
    assert 0.012 < days / (7 * 690) < 0.028
    assert any(leave.state is LeaveState.REFUSED for leave in village.leaves)
    stood_in = [duty for duty in village.duties.values() if duty.stands_in_for]
    assert len(stood_in) > 5
    for duty in stood_in:
        assert any(leave.cadre_id == duty.stands_in_for and leave.covers(duty.day) for leave in granted)
        assert duty.note.endswith("已报备")


def test_swaps_were_asked_before_they_were_done_and_both_serve(two_years: list[Told]) -> None:
    village, portions = two_years[0]
    asked: dict[object, Swap] = {swap.id: swap for swap in records(two_years, Swap)}
    ended = [after for p in portions if isinstance(p, Changing) for _, after in p.pairs if isinstance(after, Swap)]
    approved = [swap for swap in ended if swap.state is SwapState.APPROVED]
    assert len(approved) > 10
    assert any(swap.state is SwapState.DECLINED for swap in ended)
    by_id = {duty.id: duty for duty in village.duties.values()}
    for swap in approved:
        assert swap.return_duty_id
        duty, back = by_id[swap.duty_id], by_id[swap.return_duty_id]
        assert (duty.cadre_id, back.cadre_id) == (swap.with_cadre_id, swap.cadre_id)
        assert swap.decided_at
        assert asked[swap.id].asked_at < swap.decided_at < min(duty.begins_at, back.begins_at)


def test_each_month_is_published_before_it_begins_and_again_as_it_came_to_stand(
    two_years: list[Told], township: list[Told]
) -> None:
    village = two_years[0][0]
    posted: list[Publication] = records(two_years, Publication)
    first, last = ({each.month: each for each in order} for order in (reversed(posted), posted))
    assert sorted(first) == published_months(village)
    elsewhere = [each for each in records(township, Publication) if each.station_id != township[0][0].station.id]
    assert {each.month.month for each in elsewhere} == {9, 10, 11}
    for month in first:
        assert first[month].published_at.date() < min(filled.day for filled in first[month].duties)
        assert changed_since(last[month], facts(village, month)) == ()
    assert any(first[month] is not last[month] for month in first)


def test_around_today_serve_the_people_of_the_pictures(two_years: list[Told]) -> None:
    village, today = two_years[0][0], NOW.date()
    assert serving(village, today, "白班") == ["王建军", "李秀兰"]
    assert serving(village, today, "夜班") == ["陈志远", "张小梅"]
    assert serving(village, today - timedelta(days=1), "夜班") == ["马德林", "周玉凤"]
    away = [leave for leave in village.leaves if leave.covers(today)]
    names = {cadre.id: cadre.name for cadre in village.cadres}
    assert [names[leave.cadre_id] for leave in away] == ["赵文博"]


def test_the_draft_shows_what_the_pictures_show(two_years: list[Told]) -> None:
    village = two_years[0][0]
    found = roster_findings(facts(village, DRAFT))
    on_leave, gap = (f.sentence for f in found if f.severity is Severity.MUST)
    assert on_leave == "10日白班：赵文博已准假。马德林可以值这班。"
    assert gap.startswith("19日夜班缺值班员。")
    assert {"张小梅", "周玉凤", "陈志远"} == set(gap.removeprefix("19日夜班缺值班员。").split("请假，")[0].split("、"))
    assert gap.endswith("王建军已在班上，赵文博、李秀兰、马德林歇不够，请找人替班。")
    assert {f.code for f in found if f.severity is Severity.SHOULD} == {"roster.leave_asked", "roster.unpublished"}
    drafted = [duty for duty in village.duties.values() if duty.day >= DRAFT]
    assert {duty.day.day for duty in drafted if duty.locked} == {1, 7, 8, 22}
    waiting: list[Swap] = [swap for swap in records(two_years, Swap) if swap.asked_at > NOW - timedelta(days=2)]
    assert [swap.state for swap in waiting] == [SwapState.ASKED]
    assert next(duty for duty in drafted if duty.id == waiting[0].duty_id).day == DRAFT.replace(day=16)
    asked: list[Leave] = [leave for leave in village.leaves if leave.state is LeaveState.ASKED]
    assert [leave.from_on for leave in asked] == [DRAFT.replace(day=28)]
