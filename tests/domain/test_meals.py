"""Meals: who is expected at which, what corrects it, until when it may be said, and what it all comes to."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from venue_desk.domain.calendar import STATION_ZONE
from venue_desk.domain.findings import Finding
from venue_desk.domain.holidays import WorkCalendar
from venue_desk.domain.ids import new_id
from venue_desk.domain.meal_grid import (
    NOTHING,
    Eater,
    MealCell,
    MealGrid,
    Noted,
    days_between,
    grid_of,
    headcount_of,
    person_meals_of,
    unwritten,
    with_noted,
)
from venue_desk.domain.meal_notices import notices_of
from venue_desk.domain.meal_plan import Away, PlanFacts, Serving, lived_in, night_watch, plan_of, sleepers_of
from venue_desk.domain.meals import Meal, MealEntry, MealRecord, check_meal, cut_off, tidy_meal

MONDAY = date(2026, 11, 23)
FRIDAY, SATURDAY, SUNDAY = (MONDAY + timedelta(days=number) for number in (4, 5, 6))
WANG, LI, ZHANG, CHEN = (UUID(int=number) for number in range(1, 5))
NAMES = {WANG: "王建军", LI: "李秀兰", ZHANG: "张小梅", CHEN: "陈志远"}
EATERS = tuple(Eater(who, name) for who, name in NAMES.items())
OPEN: frozenset[date] = frozenset()


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), STATION_ZONE)


def by_day(who: UUID, day: date) -> Serving:
    return Serving(who, at(day, 8), at(day, 20))


def by_night(who: UUID, day: date) -> Serving:
    return Serving(who, at(day, 20), at(day + timedelta(days=1), 8))


def drawn(grid: MealGrid) -> list[str]:
    """A line a cadre; a group a day: the plan as its mark, written down as a number, else a dot."""
    return [
        f"{row.name} "
        + " ".join("".join(_sign(row.cells[at * 3 + n], n) for n in range(3)) for at in range(len(grid.days)))
        for row in grid.rows
    ]


def _sign(cell: MealCell, number: int) -> str:
    if cell.reported:
        return str(cell.portions)
    return "早中晚"[number] if cell.planned else "·"


def grid(facts: PlanFacts, noted: Iterable[Noted] = (), days: int = 3, guests: Iterable[MealRecord] = ()) -> MealGrid:
    return grid_of(days_between(FRIDAY, FRIDAY + timedelta(days=days - 1)), EATERS, facts, noted, guests)


WEEKEND = PlanFacts(
    servings=(by_day(WANG, FRIDAY), by_night(ZHANG, FRIDAY), by_day(LI, SATURDAY)),
    sleepers={FRIDAY: {ZHANG, CHEN}, SATURDAY: {CHEN}},
    aways=(Away(CHEN, SUNDAY, SUNDAY),),
)


def test_who_serves_or_sleeps_here_is_expected_and_nobody_on_leave() -> None:
    assert drawn(grid(WEEKEND)) == [
        "王建军 ·中晚 ··· ···",
        "李秀兰 ··· ·中晚 ···",
        "张小梅 ·中晚 早·· ···",
        "陈志远 ·中晚 早·晚 ···",  # on leave on Sunday: no breakfast though he sleeps here before
    ]


def test_on_a_day_off_only_who_serves_eats_at_noon() -> None:
    sleeping = PlanFacts(sleepers={FRIDAY: {CHEN}, SATURDAY: {CHEN}})
    assert plan_of(SATURDAY, sleeping) == {Meal.BREAKFAST: {CHEN}, Meal.LUNCH: set(), Meal.SUPPER: {CHEN}}
    assert plan_of(FRIDAY, sleeping)[Meal.LUNCH] == {CHEN}


def test_what_is_written_down_corrects_the_plan() -> None:
    noted = (
        Noted(FRIDAY, Meal.LUNCH, WANG, 0),
        Noted(FRIDAY, Meal.SUPPER, WANG, 2, "家属来"),
        Noted(SATURDAY, Meal.LUNCH, CHEN, 1),
    )
    corrected = grid(WEEKEND, noted)
    assert drawn(corrected) == [
        "王建军 ·02 ··· ···", "李秀兰 ··· ·中晚 ···", "张小梅 ·中晚 早·· ···", "陈志远 ·中晚 早1晚 ···",
    ]  # fmt: skip
    assert corrected.sums == (0, 2, 4, 2, 2, 2, 0, 0, 0)
    assert corrected.rows[0].sums == (0, 0, 2)
    assert [corrected.cell(WANG, FRIDAY, meal).corrected for meal in Meal] == [False, True, True]
    assert corrected.cell(WANG, FRIDAY, Meal.SUPPER).note == "家属来"
    assert corrected.cell(UUID(int=9), FRIDAY, Meal.SUPPER) == NOTHING


def test_what_was_reported_of_who_left_counts_no_longer_but_in_a_settled_month() -> None:
    left = Eater(LI, "李秀兰", left_on=SATURDAY)
    days = days_between(FRIDAY, SATURDAY)
    noted = [Noted(day, Meal.LUNCH, LI, 2) for day in days]
    grid = grid_of(days, [left], PlanFacts(), noted, ())
    assert [drawn(grid), person_meals_of(grid).total] == [["李秀兰 ·2· ···"], 2]
    (told,) = notices_of(grid, SATURDAY, FRIDAY)
    assert (told.code, told.sentence) == ("meals.left", "李秀兰已经离站，明天报过的 2 份不再算。")
    settled = PlanFacts(settled={FRIDAY.replace(day=1)})
    assert person_meals_of(grid_of(days, [left], settled, noted, ())).total == 4
    back = grid_of(days, [left], PlanFacts(), [*noted[:1], Noted(SATURDAY, Meal.LUNCH, LI, 0)], ())
    assert drawn(back) == ["李秀兰 ·2· ·0·"]
    assert notices_of(back, SATURDAY, FRIDAY) == []


def test_who_gave_a_duty_away_is_named_for_what_the_plan_expects_no_longer() -> None:
    facts = PlanFacts(sleepers={FRIDAY: {WANG}})
    noted = [Noted(SATURDAY, meal, WANG, 1) for meal in Meal]
    grid = grid_of(days_between(FRIDAY, SATURDAY), EATERS, facts, noted, ())
    assert notices_of(grid, SATURDAY, FRIDAY) == []
    (told,) = notices_of(grid, SATURDAY, FRIDAY, {WANG})
    assert told.sentence == "王建军明天的班换出去了，还报着 2 份。"


def test_who_is_on_leave_and_reported_is_named() -> None:
    facts = PlanFacts(aways=[Away(WANG, SATURDAY, SATURDAY)])
    noted = [Noted(SATURDAY, meal, WANG, 1) for meal in (Meal.LUNCH, Meal.SUPPER)]
    grid = grid_of(days_between(FRIDAY, SATURDAY), EATERS, facts, noted, ())
    (told,) = notices_of(grid, SATURDAY, FRIDAY)
    assert (told.sentence, told.subject, told.field) == ("王建军明天请假，还报着 2 份。", WANG, f"{SATURDAY}")
    for meal in (Meal.LUNCH, Meal.SUPPER):
        grid = with_noted(grid, Noted(SATURDAY, meal, WANG, 0))
    assert notices_of(grid, SATURDAY, FRIDAY) == []


def test_who_came_or_left_is_expected_only_in_between() -> None:
    eaters = (
        Eater(WANG, "王建军", joined_on=SATURDAY), Eater(LI, "李秀兰", left_on=SATURDAY), Eater(ZHANG, "张小梅", left_on=MONDAY),
    )  # fmt: skip
    facts = PlanFacts(servings=[by_day(who, day) for who in (WANG, LI, ZHANG) for day in (FRIDAY, SATURDAY)])
    assert drawn(grid_of(days_between(FRIDAY, SATURDAY), eaters, facts, (), ())) == [
        "王建军 ··· ·中晚", "李秀兰 ·中晚 ···",
    ]  # fmt: skip


def test_a_group_head_has_a_line_only_when_he_eats() -> None:
    head = Eater(WANG, "王建军", on_roster=False)
    days = days_between(FRIDAY, SATURDAY)
    assert drawn(grid_of(days, [head], PlanFacts(), (), ())) == []
    assert drawn(grid_of(days, [head], PlanFacts(sleepers={FRIDAY: {WANG}}), (), ())) == ["王建军 ·中晚 早··"]
    assert drawn(grid_of(days, [head], PlanFacts(), [Noted(FRIDAY, Meal.LUNCH, WANG, 1)], ())) == ["王建军 ·1· ···"]


def test_nights_are_as_noted_and_from_the_last_entry_on_as_expected() -> None:
    days = days_between(FRIDAY, FRIDAY + timedelta(days=4))
    watch = night_watch([by_night(who, day) for who, day in zip((WANG, LI, ZHANG, WANG, LI), days, strict=True)])
    noted = {FRIDAY: {CHEN}, SUNDAY: {CHEN}}
    everybody = frozenset(NAMES)
    found = sleepers_of(days, noted, watch, lambda night: everybody if lived_in(night, WorkCalendar()) else frozenset())
    assert list(found.values()) == [{CHEN}, {LI}, {CHEN, ZHANG}, everybody, everybody]
    assert watch == {day: {who} for day, who in zip(days, (WANG, LI, ZHANG, WANG, LI), strict=True)}


def guests(portions: int = 4, meal: Meal = Meal.LUNCH, day: date = FRIDAY) -> MealRecord:
    return MealRecord(
        id=new_id(at(day, 8), Random(portions)), station_id=UUID(int=0), noted_at=at(day, 8), noted_by=WANG, day=day,
        meal=meal, guest="县督查组", guest_unit="县委办", invited_by=WANG, portions=portions,
    )  # fmt: skip


def test_the_heads_of_a_day_tell_the_plan_what_was_said_and_what_is_cooked() -> None:
    noted = (Noted(FRIDAY, Meal.LUNCH, WANG, 0), Noted(FRIDAY, Meal.SUPPER, WANG, 1), Noted(FRIDAY, Meal.LUNCH, LI, 1))
    heads = headcount_of(grid(WEEKEND, noted, guests=[guests()]), FRIDAY, at(FRIDAY, 17))
    assert tuple(heads.meals[Meal.LUNCH]) == (3, 1, 4, 7)
    assert tuple(heads.meals[Meal.SUPPER]) == (3, 1, 0, 3)
    assert (heads.planned, heads.answered, heads.complete) == (3, 1, False)
    assert (heads.hosts, heads.guests) == ((WANG,), 4)


def test_writing_the_plan_down_answers_for_everybody_and_changes_no_sum() -> None:
    before = grid(WEEKEND, [Noted(FRIDAY, Meal.LUNCH, WANG, 0)])
    added = unwritten(before, {FRIDAY, SATURDAY})
    after = grid(WEEKEND, [Noted(FRIDAY, Meal.LUNCH, WANG, 0), *added])
    assert after.sums == before.sums
    assert unwritten(after, after.days) == []
    assert headcount_of(after, FRIDAY, at(FRIDAY, 17)).complete


def test_person_meals_are_counted_up_to_a_day_the_guests_by_their_host() -> None:
    whole = person_meals_of(grid(WEEKEND, guests=[guests(4), guests(2, day=SATURDAY)]))
    assert whole.own[CHEN] == {Meal.BREAKFAST: 1, Meal.LUNCH: 1, Meal.SUPPER: 2}
    assert whole.guests == {WANG: {Meal.BREAKFAST: 0, Meal.LUNCH: 6, Meal.SUPPER: 0}}
    first = person_meals_of(grid(WEEKEND, guests=[guests(4), guests(2, day=SATURDAY)]), FRIDAY)
    assert (first.total, first.guests[WANG][Meal.LUNCH]) == (6 + 4, 4)
    assert LI not in first.own


CELLS = st.dictionaries(
    st.tuples(st.sampled_from(list(NAMES)), st.integers(0, 6), st.sampled_from(list(Meal))), st.integers(0, 3)
)


@given(said=CELLS, slept=st.sets(st.tuples(st.integers(-1, 6), st.sampled_from(list(NAMES)))))
def test_the_sums_of_cadres_and_of_days_are_the_same(
    said: dict[tuple[UUID, int, Meal], int], slept: set[tuple[int, UUID]]
) -> None:
    nights = {MONDAY + timedelta(days=n): {who for m, who in slept if m == n} for n, _ in slept}
    noted = [Noted(MONDAY + timedelta(days=n), meal, who, many) for (who, n, meal), many in said.items()]
    week = grid_of(days_between(MONDAY, SUNDAY), EATERS, PlanFacts(sleepers=nights), noted, [guests(3)])
    assert sum(week.sums) == person_meals_of(week).total == sum(sum(row.sums) for row in week.rows) + 3
    heads = [headcount_of(week, day, at(day, 17)) for day in week.days]
    assert sum(count.to_cook for each in heads for count in each.meals.values()) == sum(week.sums)
    for (who, n, meal), many in said.items():
        assert week.cell(who, MONDAY + timedelta(days=n), meal).portions == many


UNTIL = cut_off(FRIDAY, 17)
BEFORE = UNTIL - timedelta(minutes=1)


def codes(found: Iterable[Finding]) -> list[str]:
    return [f"{each.code}@{each.field}" for each in found]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"cadre_id": WANG}, []),
        ({"cadre_id": WANG, "portions": 0}, []),
        ({"cadre_id": WANG, "portions": -1}, ["meals.portions@portions"]),
        ({"cadre_id": WANG, "portions": 10}, ["meals.portions@portions"]),
        ({"guest": "县督查组", "invited_by": WANG, "portions": 12}, []),
        (
            {"guest": " ", "portions": 0},
            ["meals.portions@portions", "meals.guest@guest", "meals.invited_by@invited_by"],
        ),
        (
            {"guest": "县" * 21, "guest_unit": "委" * 21, "invited_by": WANG},
            ["meals.long@guest", "meals.long@guest_unit"],
        ),
        ({"cadre_id": WANG, "day": date(2027, 2, 1)}, ["meals.ahead@day"]),
        ({"cadre_id": WANG, "note": "改" * 61}, ["meals.long@note"]),
    ],
)
def test_what_is_to_be_mended(said: dict[str, object], expected: list[str]) -> None:
    entry = tidy_meal(MealEntry(**({"day": FRIDAY, "meal": Meal.LUNCH} | said)))  # type: ignore[arg-type]
    assert codes(check_meal(entry, BEFORE, UNTIL, OPEN)) == expected


def test_after_the_cut_off_it_says_why() -> None:
    assert at(FRIDAY - timedelta(days=1), 17) == UNTIL
    entry = MealEntry(day=FRIDAY, meal=Meal.LUNCH, cadre_id=WANG)
    (late,) = check_meal(entry, UNTIL, UNTIL, OPEN)
    assert (late.code, late.field) == ("meals.note", "note")
    assert late.sentence == "明天的报餐在今天 17:00 截止了，请写明为什么改。"
    assert check_meal(MealEntry(day=FRIDAY, meal=Meal.LUNCH, cadre_id=WANG, note="临时下乡"), UNTIL, UNTIL, OPEN) == []


def test_nothing_of_a_closed_month_is_changed() -> None:
    entry = MealEntry(day=FRIDAY, meal=Meal.LUNCH, cadre_id=WANG)
    found = check_meal(entry, BEFORE, UNTIL, frozenset({date(2026, 10, 1), date(2026, 11, 1)}))
    assert codes(found) == ["meals.closed@day"]
    assert found[0].sentence.startswith("2026年11月的伙食账已经结了")
    assert check_meal(entry, BEFORE, UNTIL, frozenset({date(2026, 10, 1)})) == []
