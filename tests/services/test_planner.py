"""What holds for every plan, whatever the month looks like; checked by other means than the planner's own."""

from collections import Counter
from dataclasses import replace
from itertools import combinations

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.planning_stage import duties, leave, month, planned, task
from venue_desk.domain.findings import blocking
from venue_desk.domain.planning import MonthPlan, Plan, drawn
from venue_desk.domain.roster import Role, RosterFacts, Slot
from venue_desk.domain.roster_rules import placed, roster_findings, unfit
from venue_desk.domain.shifts import DAY_AND_NIGHT, THREE_SHIFTS, WHOLE_DAY

QUICK = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@st.composite
def months(draw: st.DrawFn) -> RosterFacts:
    """Two to six cadres over two to six days, with leaves and some locked places that break no rule themselves."""
    leads, others = draw(st.integers(0, 3)), draw(st.integers(0, 3))
    assume(leads + others)
    facts = month(
        leads, others, draw(st.integers(2, 6)), draw(st.sampled_from((WHOLE_DAY, DAY_AND_NIGHT, THREE_SHIFTS))),
        rest=draw(st.integers(0, 2)),
    )  # fmt: skip
    some, days = st.sampled_from(facts.cadres), st.integers(1, 6)
    away = draw(st.lists(st.tuples(some, days, st.integers(0, 3)), max_size=3))
    facts = replace(facts, leaves=tuple(leave(who, day, day + more) for who, day, more in away))
    held = draw(st.lists(st.tuples(st.sampled_from(facts.slots), some), max_size=3, unique_by=lambda each: each[0]))
    facts = replace(facts, duties=duties(facts, held))
    assume(not _breaches(facts))
    return facts


@QUICK
@given(months())
def test_a_plan_breaks_no_hard_rule_and_tells_every_gap(facts: RosterFacts) -> None:
    found = _only(planned(task(facts)))
    filled = drawn(facts, found.assignments)
    assert _breaches(filled) == []
    assert {gap.slot for gap in found.gaps} == {slot for slot in facts.slots if filled.on(slot) is None}
    assert all(filled.on(slot) == duty.cadre_id for slot, duty in facts.duties.items())
    assert set(found.assignments) == set(facts.slots) - set(facts.duties)


@QUICK
@given(months())
def test_no_plan_has_fewer_gaps(facts: RosterFacts) -> None:
    assert len(_only(planned(task(facts))).gaps) == fewest_gaps(facts)


@QUICK
@given(months())
def test_the_shifts_named_for_a_gap_cannot_be_covered_together_and_all_but_one_of_them_can(facts: RosterFacts) -> None:
    for gap in _only(planned(task(facts))).gaps:
        assert gap.slot in gap.together
        assert not coverable(facts, gap.together)
        for fewer in combinations(gap.together, len(gap.together) - 1):
            assert coverable(facts, fewer)


@QUICK
@given(months())
def test_the_fairness_told_is_that_of_a_recount(facts: RosterFacts) -> None:
    found = _only(planned(task(facts)))
    filled = drawn(facts, found.assignments)
    shifts = Counter(filled.on(slot) for slot in facts.slots)
    weekends = Counter(filled.on(slot) for slot in facts.slots if slot.day.weekday() > 4)
    for row in found.after.rows:
        assert (row.month.shifts, row.month.weekends) == (shifts[row.cadre.id], weekends[row.cadre.id])


@settings(QUICK, max_examples=10)
@given(months())
def test_the_same_month_gives_the_same_plan(facts: RosterFacts) -> None:
    one, other = planned(task(facts)), planned(task(facts))
    assert (one.assignments, one.gaps, one.findings) == (other.assignments, other.gaps, other.findings)


# --- the same by other means


def coverable(facts: RosterFacts, slots: tuple[Slot, ...]) -> bool:
    """Whether all these places can be filled beside what is locked: by trying everybody, one place after the other."""
    if not slots:
        return True
    where = placed(facts)
    return any(
        coverable(replace(facts, duties={**facts.duties, **duties(facts, [(slots[0], who)])}), slots[1:])
        for who in facts.able
        if unfit(facts, who, slots[0], where) is None
    )


def fewest_gaps(facts: RosterFacts) -> int:
    """Run by run over all groups that could serve in it; what counts of the past is who served within the rest."""
    states: dict[tuple[frozenset[int], ...], int] = {(frozenset(),) * facts.rest: 0}
    where = placed(facts)
    for run in facts.runs:
        empty = [
            slot for slot in facts.slots if (slot.day, slot.shift) == (run.day, run.name) and slot not in facts.duties
        ]
        can = {
            role: {n for n, who in enumerate(facts.able) for slot in empty if slot.role is role and unfit(facts, who, slot, where) is None}
            for role in Role
        }  # fmt: skip
        wanted = Counter(slot.role for slot in empty)
        after: dict[tuple[frozenset[int], ...], int] = {}
        for past, gaps in states.items():
            tired = frozenset().union(*past)
            for group, missing in _groups({role: can[role] - tired for role in Role}, wanted):
                key = (*past, group)[1:] if facts.rest else ()
                after[key] = min(after.get(key, 10**6), gaps + missing)
        states = after
    return min(states.values())


def _groups(can: dict[Role, set[int]], wanted: Counter[Role]) -> list[tuple[frozenset[int], int]]:
    """Every group of people for the places of one run, with the number of places it leaves empty."""
    found = []
    for leading in range(wanted[Role.LEAD] + 1):
        for leads in combinations(sorted(can[Role.LEAD]), leading):
            rest = can[Role.ON_DUTY] - set(leads)
            for serving in range(wanted[Role.ON_DUTY] + 1):
                missing = wanted.total() - leading - serving
                found += [(frozenset(leads + others), missing) for others in combinations(sorted(rest), serving)]
    return found


def _breaches(facts: RosterFacts) -> list[str]:
    """What must be mended, but for places still empty and nobody there who leads."""
    told = {"roster.gap", "roster.no_lead"}
    return [finding.sentence for finding in blocking(roster_findings(facts)) if finding.code not in told]


def _only(plan: Plan) -> MonthPlan:
    assert len(plan.months) == 1
    return plan.months[0]
