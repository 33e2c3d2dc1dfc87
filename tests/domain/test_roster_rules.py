"""Months are drawn as text: a line a day, 白 and 夜 each with lead and on duty by one letter; · is an empty place."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

import pytest

from venue_desk.domain.cadres import Cadre, CadreKind
from venue_desk.domain.findings import Severity
from venue_desk.domain.holidays import WorkCalendar
from venue_desk.domain.ids import new_id
from venue_desk.domain.leaves import Leave, LeaveKind, LeaveState, Wish
from venue_desk.domain.roster import Duty, Role, RosterFacts, Slot, by_slot, serving_at
from venue_desk.domain.roster_fairness import Counts, fairness, fairness_findings
from venue_desk.domain.roster_rules import Unfit, fitting, reasons, roster_findings, unfit
from venue_desk.domain.shifts import DEFAULT, runs

NOW = datetime(2026, 11, 23, tzinfo=UTC)
STATION = new_id(NOW, Random(0))
NAMES = {"W": "王建军", "Z": "赵文博", "C": "陈志远", "L": "李秀兰", "X": "张小梅", "Y": "周玉凤"}
LEADS = "WZC"
CADRES = {
    letter: Cadre(
        id=new_id(NOW, Random(letter)),
        station_id=STATION,
        name=name,
        kind=CadreKind.VILLAGE,
        leads_duty=letter in LEADS,
    )
    for letter, name in NAMES.items()
}


def month(*lines: str, rest: int = 1, leaves: tuple[Leave, ...] = (), wishes: tuple[Wish, ...] = ()) -> RosterFacts:
    """`WL ZX` = 王 leads by day with 李, 赵 by night with 张, from 1 December 2026 on; the rest of the month is as good."""
    found = runs([DEFAULT], WorkCalendar(), date(2026, 12, 1), date(2026, 12, len(lines)))
    duties = []
    for run, pair in zip(found, " ".join(lines).split(), strict=True):
        for role, letter in zip((Role.LEAD, Role.ON_DUTY), pair, strict=True):
            duties.append(
                Duty(
                    id=new_id(NOW, Random(f"{run.begins_at}{role}")), station_id=STATION, day=run.day, shift=run.name,
                    role=role, begins_at=run.begins_at, ends_at=run.ends_at,
                    cadre_id=CADRES[letter].id if letter in CADRES else None,
                )
            )  # fmt: skip
    return RosterFacts(
        month=date(2026, 12, 1), calendar=WorkCalendar(), runs=found, duties=by_slot(duties), rest=rest,
        cadres=tuple(CADRES.values()), leaves=leaves, wishes=wishes,
    )  # fmt: skip


def leave(letter: str, day: int, until: int, state: LeaveState = LeaveState.APPROVED) -> Leave:
    who = CADRES[letter].id
    return Leave(
        id=new_id(NOW, Random(day)), station_id=STATION, cadre_id=who, kind=LeaveKind.PERSONAL, state=state,
        from_on=date(2026, 12, day), to_on=date(2026, 12, until), asked_at=NOW, asked_by=who,
    )  # fmt: skip


def slot(day: int, shift: str, role: Role = Role.ON_DUTY) -> Slot:
    return Slot(date(2026, 12, day), shift, role)


def said(facts: RosterFacts) -> list[tuple[str, str]]:
    return [(finding.code, finding.field) for finding in roster_findings(facts)]


def test_a_month_that_breaks_nothing_is_silent() -> None:
    assert roster_findings(month("WL ZX", "CY WL", "ZX CY")) == []


def test_an_empty_place_says_who_could_take_it() -> None:
    (gap,) = roster_findings(month("WL ZX", "CY W·", "ZX CY"))
    assert (gap.code, gap.severity, gap.due) == ("roster.gap", Severity.MUST, date(2026, 12, 2))
    assert gap.field == slot(2, "夜班").key
    assert gap.sentence == "2日夜班缺值班员。李秀兰可以值这班。"


def test_an_empty_place_that_nobody_can_take_says_why() -> None:
    facts = month("WL ZX", "CY W·", "ZX CY", leaves=(leave("L", 2, 2),))
    assert reasons(facts, slot(2, "夜班")) == "李秀兰请假，王建军已在班上，赵文博、陈志远等 4 人歇不够"
    (gap,) = roster_findings(facts)
    assert "李秀兰请假" in gap.sentence
    assert "王建军已在班上" in gap.sentence
    assert gap.sentence.endswith("请找人替班。")


@pytest.mark.parametrize(
    ("lines", "code", "at"),
    [
        (("WL ZX", "WL ZY"), "", ""),
        (("WL ZX", "ZL WY"), "roster.rest", slot(2, "白班", Role.LEAD).key),
        (("WL WX", "CY ZL"), "roster.rest", slot(1, "夜班", Role.LEAD).key),
        (("WW ZX", "CL WY"), "roster.twice", slot(1, "白班").key),
    ],
)
def test_rest_and_one_place_at_a_time(lines: tuple[str, ...], code: str, at: str) -> None:
    assert said(month(*lines)) == ([(code, at)] if code else [])


def test_no_rest_asked_for_leaves_only_the_same_shift() -> None:
    assert said(month("WL ZX", "ZL WY", rest=0)) == []


def test_a_granted_leave_must_be_mended_and_one_asked_for_is_told() -> None:
    granted = month("WL ZX", "CY WL", leaves=(leave("Y", 2, 3),))
    (finding,) = roster_findings(granted)
    assert (finding.code, finding.severity) == ("roster.on_leave", Severity.MUST)
    assert finding.sentence == "2日白班：周玉凤已准假。请找人替班。".replace(
        "请找人替班。", finding.sentence.split("。", 1)[1]
    )
    asked = month("WL ZX", "CY WL", leaves=(leave("Y", 2, 3, LeaveState.ASKED),))
    assert [(f.code, f.severity) for f in roster_findings(asked)] == [("roster.leave_asked", Severity.SHOULD)]


def test_the_night_before_a_leave_belongs_to_the_day_it_begins() -> None:
    assert said(month("WL ZX", "CY WL", leaves=(leave("X", 2, 2),))) == []


def test_whoever_left_or_has_not_come_is_named() -> None:
    facts = month("WL ZX", "CY WL")
    gone = replace(CADRES["Y"], left_on=date(2026, 12, 2))
    left = replace(facts, cadres=tuple(gone if c.id == gone.id else c for c in facts.cadres))
    assert said(left) == [("roster.away", slot(2, "白班").key)]
    assert (
        said(
            replace(
                left, cadres=tuple(replace(c, left_on=date(2026, 12, 3)) if c.id == gone.id else c for c in left.cadres)
            )
        )
        == []
    )


@pytest.mark.parametrize(("joined", "codes"), [(1, []), (2, []), (3, ["roster.away"])])
def test_one_serves_from_the_day_one_came(joined: int, codes: list[str]) -> None:
    facts = month("WL ZX", "CY WL")
    new = replace(CADRES["Y"], joined_on=date(2026, 12, joined))
    came = replace(facts, cadres=tuple(new if cadre.id == new.id else cadre for cadre in facts.cadres))
    assert [code for code, _ in said(came)] == codes


def test_a_wish_is_told_only_of_whoever_wished_it_for_that_shift() -> None:
    wish = Wish(
        id=new_id(NOW, Random(9)), station_id=STATION, cadre_id=CADRES["L"].id, day=date(2026, 12, 1), shift="白班"
    )
    told = [("roster.wish", slot(1, "白班").key)]
    assert said(month("WL ZX", "CY WL", wishes=(wish,))) == told
    for silent in (replace(wish, wants=True), replace(wish, shift="夜班"), replace(wish, day=date(2026, 12, 2))):
        assert said(month("WL ZX", "CY WL", wishes=(silent,))) == []


def test_a_lead_who_does_not_lead_and_a_wish_are_only_told() -> None:
    wish = Wish(id=new_id(NOW, Random(9)), station_id=STATION, cadre_id=CADRES["L"].id, day=date(2026, 12, 1))
    found = roster_findings(month("XL ZY", "CY WL", wishes=(wish,), rest=0))
    assert {f.code for f in found} == {"roster.not_leading", "roster.wish"}
    assert {f.severity for f in found} == {Severity.SHOULD}


def test_who_can_take_a_place_comes_with_the_fewest_shifts_first() -> None:
    facts = month("WL ZX", "CL WX", "ZL C·")
    assert [cadre.name for cadre in fitting(facts, slot(3, "夜班"))] == ["周玉凤", "王建军", "张小梅"]
    assert unfit(facts, CADRES["L"], slot(3, "夜班")) is Unfit.NO_REST
    assert unfit(facts, CADRES["Y"], slot(3, "夜班", Role.LEAD)) is Unfit.NOT_LEADING


@pytest.mark.parametrize(("rest", "reason"), [(0, None), (1, None), (2, Unfit.NO_REST)])
def test_rest_is_asked_for_before_and_after_a_shift(rest: int, reason: Unfit | None) -> None:
    facts = month("WL ZX", "C· WX", rest=rest)  # 李 served two shifts earlier
    assert unfit(facts, CADRES["L"], slot(2, "白班")) is reason
    facts = month("W· ZX", "CL WX", rest=rest)  # and here serves two shifts later
    assert unfit(facts, CADRES["L"], slot(1, "白班")) is reason


@pytest.mark.parametrize(
    ("of", "told"),
    [
        (date(2026, 11, 1), []),
        (date(2026, 12, 1), ["2027"]),  # its last week shows 1 to 3 January
        (date(2028, 12, 1), ["2028"]),  # ends on a Sunday: no day of 2029 is seen
    ],
)
def test_a_year_not_yet_published_is_told_once_where_a_day_of_it_is_seen(of: date, told: list[str]) -> None:
    border = timedelta(days=8)
    around = runs([DEFAULT], WorkCalendar(), of - border, of + timedelta(days=31) + border)
    found = roster_findings(replace(month("WL ZX"), runs=around, month=of))
    assert [f.sentence[:4] for f in found if f.code == "roster.unpublished"] == told


def test_fairness_counts_the_month_and_adds_the_year() -> None:
    facts = month(*["WL ZX", "CY WL", "ZX CY", "WL ZX", "CY WL"])  # 1 December 2026 is a Tuesday; 5 December a Saturday
    before: dict[UUID, Counts] = {CADRES["W"].id: Counts(shifts=100, nights=50, weekends=20, holidays=5)}
    table = fairness(facts, before)
    rows = {row.cadre.name: row for row in table.rows}
    assert rows["王建军"].month == Counts(shifts=4, nights=2, weekends=1)
    assert rows["王建军"].year == Counts(shifts=104, nights=52, weekends=21, holidays=5)
    assert rows["陈志远"].month == Counts(shifts=3, nights=1, weekends=1)
    assert table.mean == pytest.approx(20 / 6)
    assert fairness_findings(table) == []


def test_a_clear_difference_is_told() -> None:
    table = fairness(month("WL ZX", "WL ZX", "WL ZX", "WL ZX", "WL CX", rest=0), {})
    assert [f.sentence for f in fairness_findings(table) if "周玉凤" in f.sentence] == [
        "周玉凤 0 班，比人均少 3 班。后面多排几班可拉平。"
    ]


def test_where_few_lead_those_who_lead_are_not_called_uneven() -> None:
    only_two = month(*["WL ZX", "WY ZL", "WX ZY"], rest=1)
    table = fairness(only_two, {})
    counts = {row.cadre.name: (row.month.shifts, row.leads) for row in table.rows}
    assert (counts["王建军"], counts["李秀兰"]) == ((3, 3), (2, 0))
    facts = month(*["WL ZX", "WY ZL", "WX ZY"] * 3, rest=0)
    uneven = [f.sentence.split(" ")[0] for f in fairness_findings(fairness(facts, {}))]
    assert uneven == ["王建军", "赵文博", "陈志远"]  # 陈志远 leads too and has none: he could take theirs
    without = replace(facts, cadres=tuple(c for c in facts.cadres if c.name != "陈志远"))
    assert fairness_findings(fairness(without, {})) == []


def test_who_serves_now_and_next() -> None:
    facts = month("WL ZX", "CY WL")
    at = datetime(2026, 12, 1, 15, 59, tzinfo=UTC)  # 23:59 at the station
    now = serving_at(facts.runs, facts.duties.values(), at)
    assert now.run is not None
    assert now.run.name == "夜班"
    assert [facts.name(d.cadre_id) for d in now.duties if d.cadre_id] == ["赵文博", "张小梅"]
    assert [facts.name(d.cadre_id) for d in now.next_duties if d.cadre_id] == ["陈志远", "周玉凤"]
    assert serving_at(facts.runs, facts.duties.values(), datetime(2027, 1, 1, tzinfo=UTC)).run is None
