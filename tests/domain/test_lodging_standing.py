"""A month is drawn as text, a sign a night: 住 slept, 余 slept though not required, 假 excused, ○ open, × missed, 失 lost, · not required."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from itertools import combinations
from math import ceil
from random import Random
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.torture import examples
from venue_desk.domain.cadres import Cadre, CadreKind
from venue_desk.domain.charts import Tone
from venue_desk.domain.holidays import HolidayEntry, WorkCalendar, calendar_of
from venue_desk.domain.ids import new_id
from venue_desk.domain.leaves import Leave, LeaveKind, LeaveState
from venue_desk.domain.lodging_standing import (
    DayMark,
    NightMark,
    NightRule,
    Reach,
    Standing,
    forecast_sentence,
    month_rules,
    register_begins,
    standing,
)
from venue_desk.domain.stations import Regime

T = TypeVar("T")
NOW = datetime(2026, 9, 1, tzinfo=UTC)
CADRE = Cadre(id=new_id(NOW, Random(0)), station_id=new_id(NOW, Random(1)), name="周玉凤", kind=CadreKind.STATIONED)
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
SIGNS = {
    DayMark.SLEPT: "住", DayMark.EXTRA: "余", DayMark.EXCUSED: "假", DayMark.OPEN: "○", DayMark.MISSED: "×", DayMark.LOST: "失",
    DayMark.NOT_REQUIRED: "·", DayMark.LATER_NOT_REQUIRED: "·",
}  # fmt: skip
MARKS = {NightMark.SLEPT: "住", NightMark.EXCUSED: "假", NightMark.OPEN: "○", NightMark.LOST: "×"}
ROTATING: Callable[[date], Regime] = lambda _day: Regime.ROTATING  # noqa: E731
LIVE_IN: Callable[[date], Regime] = lambda _day: Regime.LIVE_IN  # noqa: E731


def leave(first: date, days: int = 1, decided: datetime = NOW, state: LeaveState = LeaveState.APPROVED) -> Leave:
    return Leave(
        id=new_id(NOW, Random(str(first))), station_id=CADRE.station_id, cadre_id=CADRE.id, kind=LeaveKind.PERSONAL,
        from_on=first, to_on=first + timedelta(days=days - 1), state=state, asked_at=NOW, asked_by=CADRE.id,
        decided_at=decided, decided_by=CADRE.id,
    )  # fmt: skip


def nights(drawn: str, month: date = NOVEMBER) -> set[date]:
    """The nights slept: a sign a night from the 1st on, blanks between weeks; `住` is slept."""
    return {month + timedelta(days=n) for n, sign in enumerate(drawn.replace(" ", "")) if sign == "住"}


def reckoned(
    drawn: str, tonight: int, *, month: date = NOVEMBER, regime: Callable[[date], Regime] = ROTATING, quota: int = 15,
    leaves: Iterable[Leave] = (), cadre: Cadre = CADRE, calendar: WorkCalendar | None = None,
    expected: Iterable[date] = (), since: date | None = None,
) -> Standing:  # fmt: skip
    rules = month_rules(month, regime, lambda _: quota, calendar or WorkCalendar())
    at = month + timedelta(days=tonight - 1)
    return standing(cadre, rules, nights(drawn, month), leaves, at, set(expected), since)


def picture(found: Standing) -> str:
    return "".join(SIGNS[mark] for mark in found.days)


@pytest.mark.parametrize(
    ("drawn", "sentence", "tone", "no_miss_from"),
    [  # the seven of the home screen, 23 November 2026
        ("住住住住住住住住 住住住住住住住", "已够", Tone.JADE, None),
        ("住住住住住住住住 住住住住住住住住", "已够", Tone.JADE, None),
        ("住住住住住住住 住住住住住住", "能够，29 日起不能缺", Tone.JADE, 29),
        ("住住住住住住住 住住住住住", "能够，28 日起不能缺", Tone.JADE, 28),
        ("住住住住住住住", "今晚起一晚都不能缺", Tone.AMBER, 23),
        ("住住住住住住住 住住住住住住住", "能够，再住 1 晚", Tone.JADE, 30),
        ("住住住住住住", "还差 1 晚，补不上了", Tone.RED, None),
    ],
)
def test_the_sentence_says_where_one_stands(drawn: str, sentence: str, tone: Tone, no_miss_from: int | None) -> None:
    found = reckoned(drawn, 23)
    assert (found.sentence, found.tone) == (sentence, tone)
    assert found.no_miss_from == (no_miss_from and date(2026, 11, no_miss_from))


def test_leave_counts_and_is_shown_apart() -> None:
    found = reckoned("住住住住住住", 23, leaves=[leave(date(2026, 11, 25), 2)])
    assert (found.required, found.done, found.excused, found.possible, found.missing) == (15, 6, 2, 6, 1)
    assert found.sentence == "连准假 2 晚还差 1 晚"
    assert "".join(MARKS[mark] for mark in found.marks) == "住住住住住住假假○○○○○○×"
    assert picture(found) == "住住住住住住" + "×" * 15 + "失○○假假○○○○"


@pytest.mark.parametrize(
    ("state", "decided", "counts"),
    [
        (LeaveState.APPROVED, datetime(2026, 11, 10, 12, tzinfo=UTC), True),
        (LeaveState.APPROVED, datetime(2026, 11, 10, 21, 59, tzinfo=UTC), True),  # 05:59 there: it is still the night
        (LeaveState.APPROVED, datetime(2026, 11, 10, 22, tzinfo=UTC), False),
        (LeaveState.ASKED, NOW, False),
        (LeaveState.REFUSED, NOW, False),
    ],
)
def test_only_leave_granted_in_time_excuses(state: LeaveState, decided: datetime, *, counts: bool) -> None:
    found = reckoned("", 23, leaves=[leave(date(2026, 11, 10), decided=decided, state=state)])
    assert found.days[9] is (DayMark.EXCUSED if counts else DayMark.MISSED)


def test_whoever_sleeps_here_on_leave_has_slept() -> None:
    found = reckoned("住住", 3, leaves=[leave(NOVEMBER, 2)])
    assert (found.done, found.excused) == (2, 0)


def test_a_month_of_leave_is_enough() -> None:
    found = reckoned("", 23, leaves=[leave(NOVEMBER, 30)])
    assert (found.sentence, found.reach, found.excused) == ("连准假 30 晚已够", Reach.MET, 30)


def test_living_in_asks_for_the_weeks_nights_but_no_holiday_and_no_made_up_weekend() -> None:
    """国办发明电〔2025〕7号: 1—7 October off, Saturday the 10th worked. The holiday's last night is not required either."""
    found = reckoned("", 1, month=OCTOBER, regime=LIVE_IN)
    assert picture(found) == "·······○○·" + "·○○○○○·" * 3
    assert (found.required, found.no_miss_from, found.sentence) == (17, date(2026, 10, 8), "没有缺，还有 17 晚")
    eve = reckoned("", 1, month=date(2026, 9, 1), regime=LIVE_IN)
    assert picture(eve)[27:] == "○○○"
    assert picture(eve)[19] == "·"  # Sunday the 20th is worked, and still no night of the station


def test_a_night_of_the_weekend_does_not_make_up_for_one_of_the_week() -> None:
    found = reckoned("······· 住住住", 13, month=OCTOBER, regime=LIVE_IN)
    assert picture(found)[:13] == "·······住住余·失○"
    assert (found.missing, found.sentence) == (1, "还差 1 晚，补不上了")


def test_a_day_off_entered_by_the_station_is_not_required() -> None:
    off = HolidayEntry(day=date(2026, 11, 25), off=True, name="停电", document_number="示例")
    assert reckoned("", 1, regime=LIVE_IN, calendar=calendar_of([off])).required == 20
    assert reckoned("", 1, regime=LIVE_IN).required == 21


def test_each_stretch_of_a_regime_is_counted_by_itself() -> None:
    def regime(day: date) -> Regime:
        return Regime.ROTATING if day < date(2026, 11, 16) else Regime.LIVE_IN

    found = reckoned("住" * 15 + "住住×", 19, regime=regime)
    assert found.required == 8 + 11  # ⌈15 × 15 ÷ 30⌉, and the nights of the week from the 16th on
    assert (found.done, found.missing, found.sentence) == (17, 1, "集中食宿补不上 1 晚")
    assert picture(found) == "住" * 15 + "住住失○○··○○○○○··○"
    assert reckoned("住" * 8, 16, regime=regime).sentence == "能够，今晚起不能缺"


def until_the_15th(first: Regime, then: Regime) -> Callable[[date], Regime]:
    return lambda day: first if day.day <= 15 else then


def test_what_is_lost_in_one_stretch_leaves_the_marks_of_the_other_alone() -> None:
    regime = until_the_15th(Regime.LIVE_IN, Regime.ROTATING)
    found = reckoned("·住住住住住··×××××·· ×住住住住住住", 23, regime=regime)
    assert picture(found) == "·住住住住住··失失失失失··×住住住住住住" + "○" * 8
    assert (found.done, found.required, found.sentence) == (11, 18, "集中食宿补不上 5 晚")


def test_too_much_in_one_stretch_does_not_promise_the_other() -> None:
    regime = until_the_15th(Regime.LIVE_IN, Regime.ROTATING)
    found = reckoned("·住住住住住··×住住住住·· 住住住住住住住住住", 26, regime=regime)
    assert (found.done, found.required, found.forecast, found.reach) == (18, 18, 18, Reach.LOST)
    assert found.sentence == "集中食宿补不上 1 晚"
    assert forecast_sentence([found]) == "照排班和准假，到月底：周玉凤 18 晚。周玉凤补不上了。"
    back = until_the_15th(Regime.ROTATING, Regime.LIVE_IN)
    away = reckoned("住" * 12, 16, regime=back, leaves=[leave(date(2026, 11, 30), state=LeaveState.ASKED)])
    assert (away.forecast, away.required, away.falls_short) == (22, 19, True)


def test_the_last_night_of_a_stretch_is_said_by_its_day() -> None:
    back = until_the_15th(Regime.ROTATING, Regime.LIVE_IN)
    assert reckoned("住" * 8 + "·" * 7 + "住" * 13, 29, regime=back).sentence == "能够，明晚不能缺"
    assert reckoned("住" * 7, 15, regime=back).sentence == "今晚不能缺"
    assert reckoned("住" * 5, 13, regime=back).sentence == "今晚到 15 日都不能缺"
    assert reckoned("住" * 6, 13, regime=back).sentence == "明晚到 15 日不能缺"
    assert reckoned("住" * 4, 13, regime=back).sentence == "轮流值班补不上 1 晚"


def test_whoever_cannot_reach_the_month_is_not_told_to_sleep_here_besides() -> None:
    lost = reckoned("住" * 6, 23, expected=[date(2026, 11, 24)])
    assert forecast_sentence([lost]) == "照排班和准假，到月底：周玉凤 7 晚。周玉凤补不上了。"


def test_a_quota_changed_within_the_month_is_rounded_up_once() -> None:
    rules = month_rules(NOVEMBER, ROTATING, lambda day: 15 if day.day < 11 else 18, WorkCalendar())
    assert standing(CADRE, rules, (), (), NOVEMBER).required == 17  # (10 × 15 + 20 × 18) ÷ 30


def test_nobody_is_asked_for_more_nights_than_there_are() -> None:
    assert reckoned("", 1, month=date(2026, 2, 1), quota=31).required == 28
    none = reckoned("", 1, quota=0)
    assert (none.required, none.sentence, none.marks) == (0, "这个月不要求住站", ())


def test_who_came_or_left_within_the_month_answers_for_those_days() -> None:
    came = reckoned("", 16, cadre=replace(CADRE, joined_on=date(2026, 11, 16)))
    assert (came.required, picture(came)) == (8, "·" * 15 + "○" * 15)
    left = reckoned("住" * 5, 23, cadre=replace(CADRE, left_on=date(2026, 11, 11)))
    assert (left.required, left.sentence) == (5, "已够")


def test_nights_before_the_register_began_are_not_held_against_anybody() -> None:
    found = reckoned("", 23, since=date(2026, 11, 23))
    assert (found.required, found.sentence) == (4, "能够，27 日起不能缺")


@pytest.mark.parametrize(
    ("noted", "begins"),
    [
        ("", None),
        ("7+0 8+0", 7),
        ("7+7 9+0", 7),  # noted a week later is still in time
        ("1+30 7+0", 7),  # a stray one, long before
        ("1+30 4+27 7+0", 1),  # the paper register of the weeks before, typed in
        ("1+30 3+28 7+0 20+30", 7),
        ("1+30 2+30", None),
    ],
)
def test_the_register_begins_with_a_night_noted_in_time(noted: str, begins: int | None) -> None:
    told = [tuple(map(int, each.split("+"))) for each in noted.split()]
    nights_noted = [(date(2026, 11, day), date(2026, 11, day) + timedelta(days=late)) for day, late in told]
    assert register_begins(nights_noted) == (begins and date(2026, 11, begins))


def test_a_night_before_the_register_began_is_shown_and_not_counted() -> None:
    found = reckoned("住住", 23, since=date(2026, 11, 10))
    assert (picture(found)[:10], found.done) == ("余余" + "·" * 7 + "×", 0)


def test_the_forecast_takes_the_roster_and_leave() -> None:
    duties = [date(2026, 11, day) for day in (20, 24, 27, 30)]
    asked = leave(date(2026, 11, 27), state=LeaveState.ASKED)
    found = reckoned("住" * 10, 23, expected=duties, leaves=[asked, leave(date(2026, 11, 30))])
    assert found.forecast == 10 + 1 + 1  # slept, the 24th, leave on the 30th; the 27th may be granted yet
    assert reckoned("", 23, regime=LIVE_IN, leaves=[asked]).forecast == 5


def test_where_the_roster_leads_is_said_with_those_for_whom_it_is_not_enough() -> None:
    able = reckoned("住" * 14, 23, expected=[date(2026, 11, 27)])
    short = replace(reckoned("住" * 10, 23, expected=[date(2026, 11, 24)]), name="赵文博")
    assert forecast_sentence([able]) == "照排班和准假，到月底：周玉凤 15 晚。都够。"
    assert forecast_sentence([able, short]) == (
        "照排班和准假，到月底：周玉凤 15 晚，赵文博 11 晚。赵文博光值夜不够，请另外再住。"
    )
    assert forecast_sentence([reckoned("住" * 14, 32)]) == ""
    assert forecast_sentence([reckoned("", 1, quota=0)]) == ""


def test_tonight_is_open_until_it_is_over_and_done_once_it_is_noted() -> None:
    assert reckoned("住" * 7, 23).possible == 8
    noted = reckoned("住" * 7 + "·" * 15 + "住", 23)
    assert (noted.done, noted.possible, noted.sentence) == (8, 7, "明晚起一晚都不能缺")


# --- against all completions of the month

DAYS = [OCTOBER + timedelta(days=number) for number in range(31)]


@st.composite
def months(draw: st.DrawFn) -> tuple[list[NightRule], set[date], list[Leave], date, set[date]]:
    """October 2026: regimes and quotas that change, nights slept up to tonight, leave, duties; a few nights still to come.

    Half of them have slept nearly every night: then it is one night on which a stretch depends.
    """
    changes = draw(st.dictionaries(st.sampled_from(DAYS), st.sampled_from(list(Regime)), max_size=3))
    quotas = draw(st.dictionaries(st.sampled_from(DAYS), st.integers(0, 31), max_size=2))
    rules = month_rules(
        OCTOBER,
        lambda day: _latest(changes, day, Regime.ROTATING),
        lambda day: _latest(quotas, day, 15),
        WorkCalendar(),
    )
    tonight = draw(st.sampled_from(DAYS[-8:]))
    begun = [day for day in DAYS if day <= tonight]
    seldom = set(begun) - draw(st.sets(st.sampled_from(begun), max_size=2))
    slept = draw(st.sets(st.sampled_from(begun)) | st.just(seldom))
    starts = draw(st.lists(st.sampled_from(DAYS), max_size=3))
    duties = draw(st.sets(st.sampled_from(DAYS)))
    return list(rules), slept, [leave(start, draw(st.integers(1, 4))) for start in starts], tonight, duties


def _latest(changes: dict[date, T], day: date, before: T) -> T:
    return next((changes[change] for change in sorted(changes, reverse=True) if change <= day), before)


def shortage(rules: list[NightRule], nights_slept: set[date], leaves: list[Leave]) -> int:
    """Counted afresh, stretch by stretch: what is required less what is slept or excused."""
    return sum(_short_of(stretch, nights_slept, leaves) for stretch in stretches(rules))


def stretches(rules: list[NightRule]) -> list[list[NightRule]]:
    found: list[list[NightRule]] = []
    for rule in rules:
        if not found or found[-1][0].regime is not rule.regime:
            found.append([])
        found[-1].append(rule)
    return found


def _short_of(stretch: list[NightRule], nights_slept: set[date], leaves: list[Leave]) -> int:
    counted = [rule.night for rule in stretch if rule.counts]
    share = sum((Fraction(rule.quota, len(DAYS)) for rule in stretch), Fraction())
    required = len(counted) if stretch[0].regime is Regime.LIVE_IN else min(len(counted), ceil(share))
    have = sum(night in nights_slept or any(each.covers(night) for each in leaves) for night in counted)
    return max(0, required - have)


@settings(max_examples=examples(60), deadline=None)
@given(months())
def test_it_is_what_counting_all_completions_says(
    given_month: tuple[list[NightRule], set[date], list[Leave], date, set[date]],
) -> None:
    rules, slept, leaves, tonight, duties = given_month
    found = standing(CADRE, tuple(rules), slept, leaves, tonight, duties)
    to_come = [day for day in DAYS if day >= tonight and day not in slept]
    completions = [set(some) for size in range(len(to_come) + 1) for some in combinations(to_come, size)]
    reaching = [some for some in completions if shortage(rules, slept | some, leaves) == 0]
    assert (found.reach is Reach.MET) == (set() in reaching)
    assert (found.reach is Reach.LOST) == (not reaching)
    assert found.missing == min(shortage(rules, slept | some, leaves) for some in completions)
    assert len(found.marks) == found.required
    latest = max((min(some, default=tonight) for some in reaching if set() not in reaching), default=None)
    assert found.no_miss_from == latest
    assert {day for day, mark in zip(DAYS, found.days, strict=True) if mark is DayMark.LOST} == {
        rule.night
        for stretch in stretches(rules)
        for rule in stretch
        if _is_lost(stretch, slept, leaves, rule, tonight)
    }
    live_in = {rule.night for rule in rules if rule.regime is Regime.LIVE_IN}
    planned = slept | {day for day in to_come if day in duties | live_in}
    assert found.falls_short == (shortage(rules, planned, leaves) > 0)
    assert len(found.sentence.replace(" ", "")) <= 12
    if found.reach is Reach.LOST:
        assert f"差 {found.missing} 晚" in found.sentence or f"补不上 {found.missing} 晚" in found.sentence
    elif "再住 1 晚" in found.sentence:
        assert sum(len(some) == 1 for some in reaching) > 1


def _is_lost(stretch: list[NightRule], slept: set[date], leaves: list[Leave], rule: NightRule, tonight: date) -> bool:
    """A miss with which, even with every night after it, its own stretch is not reached."""
    missed = rule.counts and rule.night < tonight and rule.night not in slept
    if not missed or any(each.covers(rule.night) for each in leaves):
        return False
    best = {day for day in slept if day <= rule.night} | {day for day in DAYS if day > rule.night}
    return _short_of(stretch, best, leaves) > 0
