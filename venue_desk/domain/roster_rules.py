"""The rules of the roster: the same functions serve screen, paper, planner and command line (DOMAIN §3.1).

Hard: every place of every shift is filled; nobody on leave, gone or in two places; rest between shifts. Soft: leads lead,
wishes, even counts (roster_fairness).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from venue_desk.domain.cadres import Cadre
from venue_desk.domain.findings import Finding, must, should
from venue_desk.domain.holidays import unpublished_sentence
from venue_desk.domain.leaves import Leave, LeaveState
from venue_desk.domain.roster import Duty, Role, RosterFacts, Slot, month_end, slot_text, slots_of
from venue_desk.domain.shifts import MOST_SHIFTS, ShiftRun

NAMED = 3
"""So many names stand in a sentence; the rest is counted."""

_NOWHERE: frozenset[int] = frozenset()


class Unfit(StrEnum):
    """Why a cadre cannot take a place."""

    AWAY = "away"
    """Not yet here, or gone."""
    ON_LEAVE = "on_leave"
    TWICE = "twice"
    """Stands in the same shift already."""
    NO_REST = "no_rest"
    NOT_LEADING = "not_leading"
    """Does not lead: kept out of a lead's place by the planner, only reminded of where someone puts them there."""

    @property
    def said(self) -> str:
        """张三、李四 + this: 请假, 已在班上, 歇不够, …"""
        return {
            "away": "不在岗", "on_leave": "请假", "twice": "已在班上", "no_rest": "歇不够", "not_leading": "不带班",
        }[self.value]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Placed:
    """Where everybody stands, read once for all the rules of a month.

    Runs are known by their number in time: `taken` by each cadre, `doubled` where they fill more than one place of it;
    `month` are those of the month itself. `granted` are the leaves in force, by cadre.
    """

    runs: tuple[ShiftRun, ...]
    number: Mapping[tuple[date, str], int]
    taken: Mapping[UUID, frozenset[int]]
    doubled: Mapping[UUID, frozenset[int]]
    month: frozenset[int]
    granted: Mapping[UUID, tuple[Leave, ...]]

    def besides(self, cadre_id: UUID, at: int, *, here: bool) -> frozenset[int]:
        """The runs a cadre stands in apart from one place of run `at`, which is theirs if `here`."""
        mine = self.taken.get(cadre_id, _NOWHERE)
        return mine - {at} if here and at not in self.doubled.get(cadre_id, _NOWHERE) else mine


def placed(facts: RosterFacts) -> Placed:
    """Read the roster once."""
    number = {(run.day, run.name): at for at, run in enumerate(facts.runs)}
    taken: dict[UUID, set[int]] = defaultdict(set)
    doubled: dict[UUID, set[int]] = defaultdict(set)
    for slot, duty in facts.duties.items():
        at = number.get((slot.day, slot.shift))
        if duty.cadre_id is not None and at is not None:
            mine = taken[duty.cadre_id]
            (doubled[duty.cadre_id] if at in mine else mine).add(at)
    granted: dict[UUID, tuple[Leave, ...]] = {}
    for leave in facts.leaves:
        if leave.state is LeaveState.APPROVED:
            granted[leave.cadre_id] = (*granted.get(leave.cadre_id, ()), leave)
    return Placed(
        runs=facts.runs,
        number=number,
        taken={cadre: frozenset(numbers) for cadre, numbers in taken.items()},
        doubled={cadre: frozenset(numbers) for cadre, numbers in doubled.items()},
        month=frozenset(at for at, run in enumerate(facts.runs) if facts.inside(run.day)),
        granted=granted,
    )


def unfit(facts: RosterFacts, cadre: Cadre, slot: Slot, where: Placed | None = None) -> Unfit | None:
    """Why the cadre cannot take the place, None if they can. `where` saves reading the roster for each of many."""
    where = where or placed(facts)
    at = where.number[slot.day, slot.shift]
    if not here_on(cadre, slot):
        return Unfit.AWAY
    if on_leave(where, cadre.id, slot):
        return Unfit.ON_LEAVE
    mine = where.besides(cadre.id, at, here=facts.on(slot) == cadre.id)
    if at in mine:
        return Unfit.TWICE
    if any(at + step in mine for step in range(-facts.rest, facts.rest + 1)):
        return Unfit.NO_REST
    return Unfit.NOT_LEADING if slot.role is Role.LEAD and not cadre.leads_duty else None


def here_on(cadre: Cadre, slot: Slot) -> bool:
    """Whether the cadre serves at the station on that day."""
    begun = cadre.joined_on is None or cadre.joined_on <= slot.day
    return begun and (cadre.left_on is None or slot.day < cadre.left_on)


def on_leave(where: Placed, cadre_id: UUID, slot: Slot) -> bool:
    """Whether a granted leave covers the day on which the shift begins."""
    return any(leave.covers(slot.day) for leave in where.granted.get(cadre_id, ()))


def fitting(facts: RosterFacts, slot: Slot, where: Placed | None = None) -> tuple[Cadre, ...]:
    """Who could take the place, those with the fewest shifts of the month first."""
    where = where or placed(facts)
    able = [cadre for cadre in facts.able if unfit(facts, cadre, slot, where) is None]
    return tuple(sorted(able, key=lambda cadre: len(where.taken.get(cadre.id, _NOWHERE) & where.month)))


def roster_findings(facts: RosterFacts) -> list[Finding]:
    """What is to be mended (必改) before the month can be published, then what is worth a look (提醒)."""
    found: list[Finding] = []
    where = placed(facts)
    if facts.able and not any(cadre.leads_duty for cadre in facts.able):
        found.append(must("roster.no_lead", "", "还没有谁能带班。请在「干部」里给带班领导勾上「能带班」。"))
    for run in facts.month_runs:
        for slot in slots_of(run):
            duty = facts.duties.get(slot)
            if duty is None or duty.cadre_id is None:
                found.append(_about(_gap(facts, where, slot), slot))
            else:
                found += (_about(finding, slot) for finding in _place_findings(facts, where, slot, duty))
    found += _calendar_findings(facts)
    return sorted(found, key=lambda finding: finding.severity.value)


def _place_findings(facts: RosterFacts, where: Placed, slot: Slot, duty: Duty) -> Iterator[Finding]:
    assert duty.cadre_id is not None
    cadre = facts.cadre(duty.cadre_id)
    said, name = slot_text(slot), facts.name(duty.cadre_id)
    if cadre is None or not here_on(cadre, slot):
        yield must("roster.away", slot.key, f"{said}：{name}那天不在本站。{_instead(facts, where, slot)}")
        return
    if on_leave(where, cadre.id, slot):
        yield must("roster.on_leave", slot.key, f"{said}：{name}已准假。{_instead(facts, where, slot)}")
    elif _asked(facts, cadre.id, slot):
        yield should("roster.leave_asked", slot.key, f"{said}：{name}请了假，还没批。批了就要换人。")
    yield from _time_findings(facts, where, slot, cadre)
    if slot.role is Role.LEAD and not cadre.leads_duty:
        yield should("roster.not_leading", slot.key, f"{said}：{name}平时不带班，请看是不是排错了。")
    wish = next(
        (w for w in facts.wishes if w.cadre_id == cadre.id and not w.wants and w.meets(slot.day, slot.shift)), None
    )
    if wish is not None:
        yield should("roster.wish", slot.key, f"{said}：{name}说过这天不方便。能换就换，换不了请说一声。")


def _time_findings(facts: RosterFacts, where: Placed, slot: Slot, cadre: Cadre) -> Iterator[Finding]:
    at, said = where.number[slot.day, slot.shift], slot_text(slot)
    if at in where.doubled.get(cadre.id, _NOWHERE) and _first_place(facts, slot, cadre.id) < slot:
        yield must("roster.twice", slot.key, f"{said}：{cadre.name}一个班排了两处。{_instead(facts, where, slot)}")
    mine = where.taken.get(cadre.id, _NOWHERE)
    before = [step for step in range(1, facts.rest + 1) if at - step in mine]
    if before:
        run = where.runs[at - before[0]]
        when = "当天" if run.day == slot.day else "头天"
        yield must(
            "roster.rest", slot.key,
            f"{said}：{cadre.name}刚值完{when}{run.name}，要歇 {facts.rest} 班。{_instead(facts, where, slot)}",
        )  # fmt: skip
    elif any(other in mine and where.runs[other].ends_at > where.runs[at].begins_at for other in _just_before(at)):
        yield must("roster.overlap", slot.key, f"{said}：{cadre.name}上一班还没下。{_instead(facts, where, slot)}")


def _first_place(facts: RosterFacts, slot: Slot, cadre_id: UUID) -> Slot:
    run = next(run for run in facts.runs if (run.day, run.name) == (slot.day, slot.shift))
    return next(each for each in slots_of(run) if facts.on(each) == cadre_id)


def _just_before(at: int) -> range:
    """No shift is longer than a day, so that none from before these can still run."""
    return range(max(at - MOST_SHIFTS, 0), at)


def _asked(facts: RosterFacts, cadre_id: UUID, slot: Slot) -> bool:
    return any(
        leave.cadre_id == cadre_id and leave.state is LeaveState.ASKED and leave.covers(slot.day)
        for leave in facts.leaves
    )


def _gap(facts: RosterFacts, where: Placed, slot: Slot) -> Finding:
    return must("roster.gap", slot.key, f"{slot_text(slot)}缺{slot.role.person}。{_instead(facts, where, slot)}")


def _instead(facts: RosterFacts, where: Placed, slot: Slot) -> str:
    """Who could take it, or why nobody can: 周玉凤、张小梅请假，陈志远歇不够，请找人替班。"""
    able = fitting(facts, slot, where)
    if able:
        return f"{'、'.join(cadre.name for cadre in able[:NAMED])}可以值这班。"
    why = reasons(facts, slot, where)
    return f"{why}，请找人替班。" if why else "请找人替班。"


def reasons(facts: RosterFacts, slot: Slot, where: Placed | None = None) -> str:
    """Why nobody can take the place, reason by reason with the names: 张、李请假，王不带班."""
    where = where or placed(facts)
    by_reason: dict[Unfit, list[str]] = defaultdict(list)
    for cadre in facts.able:
        if reason := unfit(facts, cadre, slot, where):
            by_reason[reason].append(cadre.name)
    return "，".join(f"{named(by_reason[reason])}{reason.said}" for reason in Unfit if reason in by_reason)


def named(names: list[str]) -> str:
    """张三、李四; of more than a sentence can bear 张三、李四等 7 人."""
    if len(names) <= NAMED:
        return "、".join(names)
    return f"{'、'.join(names[: NAMED - 1])}等 {len(names)} 人"


def _calendar_findings(facts: RosterFacts) -> Iterator[Finding]:
    """Of the days one sees: the month in whole weeks. The border read for the rest between shifts reaches further."""
    last = month_end(facts.month)
    seen_from = facts.month - timedelta(days=facts.month.weekday())
    seen_to = last + timedelta(days=6 - last.weekday())
    for year in sorted({run.day.year for run in facts.runs if seen_from <= run.day <= seen_to}):
        if not facts.calendar.published(year):
            yield should("roster.unpublished", "", unpublished_sentence(year))


def _about(finding: Finding, slot: Slot) -> Finding:
    return replace(finding, due=slot.day)
