"""Why a place stays empty: the fewest shifts that cannot be covered together, who stands in the way, what would help."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from venue_desk.domain.cadres import Cadre
from venue_desk.domain.findings import Finding, must
from venue_desk.domain.leaves import LeaveState
from venue_desk.domain.planning import Gap, when
from venue_desk.domain.planning_pool import Pool, with_cadre, without_duty
from venue_desk.domain.roster import Role, Slot
from venue_desk.domain.roster_rules import Unfit, named, placed, unfit
from venue_desk.services.planner_month import Seated
from venue_desk.services.planner_program import covering
from venue_desk.services.planner_solver import is_impossible

SECONDS = 1.0
HELPED = 10
"""For so many gaps it is looked for what would help; a month with more of them lacks people, not a way."""

WAYS = 3
LISTED = 4


def explain(seated: Seated) -> tuple[Gap, ...]:
    """Every place that stays empty, with its reason, in the order of the days."""
    pool = seated.pool
    filled = [slot for slot, who in seated.assignments.items() if who is not None]
    empty = [slot for slot, who in seated.assignments.items() if who is None]
    passed = [Gap(slot=slot, why="这一班已经开始", ways=("照实补上是谁值的",)) for slot in pool.begun]
    return (*passed, *(_gap(pool, filled, slot, helped=number < HELPED) for number, slot in enumerate(empty)))


def finding_of(gap: Gap) -> Finding:
    """The gap as the register tells it."""
    return replace(must("roster.gap", gap.slot.key, gap.sentence), due=gap.slot.day)


def _gap(pool: Pool, filled: Sequence[Slot], slot: Slot, *, helped: bool) -> Gap:
    together = fewest(pool, filled, slot)
    if not together:
        return Gap(slot=slot, why="时间不够，还没找到能值的人", ways=("再排一次", "自己排上"))
    ways = ("找人替班", *(_ways(pool, filled, slot, together) if helped else ()))[:WAYS]
    able = [cadre for number, cadre in enumerate(pool.cadres) if _serves_any(pool, number, together)]
    return Gap(
        slot=slot,
        why=_why(pool, together, able),
        places=f"{_places(together)}一共要 {len(together)} 人次" if len(together) > 1 else "",
        together=together,
        people=tuple(cadre.id for cadre in able),
        ways=ways,
    )


def fewest(pool: Pool, filled: Sequence[Slot], slot: Slot) -> tuple[Slot, ...]:
    """A set of places, this one among them, that cannot all be filled, though any of them left out the rest can."""
    at = _number(pool, slot)
    others = sorted(filled, key=lambda other: (abs(_number(pool, other) - at), _number(pool, other), other))
    near: list[Slot] = []
    reach, most = 0, len(pool.kept.runs)
    while can_cover(pool, [slot, *near]):
        if reach > most:
            return ()
        near = [other for other in others if abs(_number(pool, other) - at) <= reach]
        reach = reach * 2 + 1
    for other in reversed(tuple(near)):
        without = [each for each in near if each != other]
        if not can_cover(pool, [slot, *without]):
            near = without
    return tuple(sorted([slot, *near], key=lambda each: (_number(pool, each), each)))


def can_cover(pool: Pool, slots: Iterable[Slot]) -> bool:
    """Whether all these places can be filled at once, whatever becomes of the others."""
    demand: dict[int, tuple[int, int]] = {}
    for slot in slots:
        leads, others = demand.get(_number(pool, slot), (0, 0))
        lead = slot.role is Role.LEAD
        demand[_number(pool, slot)] = (leads + lead, others + (not lead))
    return not is_impossible(covering(pool, demand).program, SECONDS)


def _number(pool: Pool, slot: Slot) -> int:
    return pool.numbers[slot.day, slot.shift]


def _serves(pool: Pool, number: int, slot: Slot) -> bool:
    may = pool.cadres[number].leads_duty or slot.role is not Role.LEAD
    return may and _number(pool, slot) in pool.fit[number]


def _serves_any(pool: Pool, number: int, slots: Iterable[Slot]) -> bool:
    return any(_serves(pool, number, slot) for slot in slots)


# --- said


def _why(pool: Pool, together: tuple[Slot, ...], able: Sequence[Cadre]) -> str:
    """Of those who can, that they are too few; who cannot, and why."""
    rest = f"值完要歇 {pool.kept.rest} 班" if pool.kept.rest else "一个班只能站一处"
    few = f"能排的只有{named([cadre.name for cadre in able])}，{rest}" if able else ""
    by_reason: dict[Unfit, list[str]] = defaultdict(list)
    where = placed(pool.kept)
    for cadre in pool.cadres:
        if cadre not in able:
            reason = next(filter(None, (unfit(pool.kept, cadre, slot, where) for slot in together)), Unfit.NO_REST)
            by_reason[reason].append(cadre.name)
    others = "，".join(f"{named(by_reason[reason])}{reason.said}" for reason in Unfit if reason in by_reason)
    return "；".join(filter(None, (few, others))) or "没有人参加值班"


def _places(slots: tuple[Slot, ...]) -> str:
    """12月18日白班、夜班的带班."""
    runs = list(dict.fromkeys((slot.day, slot.shift) for slot in slots))
    roles = [role.label for role in Role if any(slot.role is role for slot in slots)]
    of = f"的{'和'.join(roles)}"
    if len(runs) > LISTED:
        return f"{when(slots[0])}到{when(slots[-1])}{of}"
    texts, day = list[str](), None
    for run_day, shift in runs:
        texts.append(shift if run_day == day else f"{run_day.month}月{run_day.day}日{shift}")
        day = run_day
    return f"{'、'.join(texts)}{of}"


# --- what would help


def _ways(pool: Pool, filled: Sequence[Slot], slot: Slot, together: tuple[Slot, ...]) -> Iterator[str]:
    """Only what was tried: with it this place is filled and no other becomes empty."""
    if slot.role is Role.LEAD:
        yield from _first(_leading(pool, filled, slot))
    yield from _first(_without_leave(pool, filled, slot, together))
    yield from _first(_unlocked(pool, filled, slot, together))


def _first(ways: Iterator[str]) -> Iterator[str]:
    yield from (way for way, _ in zip(ways, range(1), strict=False))


def _leading(pool: Pool, filled: Sequence[Slot], slot: Slot) -> Iterator[str]:
    for number, cadre in enumerate(pool.cadres):
        if not cadre.leads_duty:
            other = with_cadre(pool, number, replace(cadre, leads_duty=True), pool.kept)
            if _serves(other, number, slot) and can_cover(other, [*filled, slot]):
                yield f"给{cadre.name}勾上「能带班」"


def _without_leave(pool: Pool, filled: Sequence[Slot], slot: Slot, together: tuple[Slot, ...]) -> Iterator[str]:
    for number, cadre in enumerate(pool.cadres):
        away = [
            leave for leave in pool.kept.leaves
            if leave.cadre_id == cadre.id and leave.state is LeaveState.APPROVED and any(leave.covers(s.day) for s in together)
        ]  # fmt: skip
        if away:
            leaves = tuple(leave for leave in pool.kept.leaves if leave not in away)
            other = with_cadre(pool, number, cadre, replace(pool.kept, leaves=leaves))
            if can_cover(other, [*filled, slot]):
                yield f"让{cadre.name}换个日子请假"


def _unlocked(pool: Pool, filled: Sequence[Slot], slot: Slot, together: tuple[Slot, ...]) -> Iterator[str]:
    near = {_number(pool, each) + step for each in together for step in range(-pool.kept.rest, pool.kept.rest + 1)}
    for held, duty in sorted(pool.kept.duties.items(), key=lambda item: item[0]):
        number = next((n for n, cadre in enumerate(pool.cadres) if cadre.id == duty.cadre_id), None)
        if (
            duty.locked
            and number is not None
            and pool.numbers.get((held.day, held.shift)) in near
            and pool.kept.inside(held.day)
        ):
            other = without_duty(pool, number, held)
            if can_cover(other, [*filled, slot, held]):
                yield f"解开{when(held)}的锁定"
