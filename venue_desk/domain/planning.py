"""Planning the roster (自动排班): what the planner is given and what it gives back. The rules are those of roster_rules."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from math import ceil
from uuid import UUID

from venue_desk.domain.findings import Finding
from venue_desk.domain.roster import Duty, Role, RosterFacts, Slot
from venue_desk.domain.roster_fairness import Counts, Fairness
from venue_desk.domain.roster_rules import NAMED

NOBODY = UUID(int=0)
"""Stands for the id of a duty that is drawn but not on record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What breaking a soft rule costs, in the order in which they yield: a place left empty, a published one moved, then
    (each times the square of what one is away from the fair number) shifts, weekends, holidays, nights; then wishes.
    Spacing comes last of all and never costs any of these.
    """

    gap: int = 1_000_000
    moved: int = 20_000
    shifts: int = 100
    weekends: int = 40
    holidays: int = 30
    nights: int = 20
    asked: int = 15
    """On a day for which leave is asked, not yet granted."""
    wish: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class YearSoFar:
    """What a cadre served this year before the month, and on how many days they could have been called upon."""

    counts: Counts = field(default_factory=Counts)
    days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTask:
    """All that a plan is made of: months one after the other, each with some days of its neighbours.

    What begins at `now` or before, is locked or is done by a stand-in stays as it is. Of the months in `settled` (they
    were published) nobody is moved unless a place would stay empty. Plain data, so that it can go to another process.
    """

    months: tuple[RosterFacts, ...]
    now: datetime
    year: Mapping[UUID, YearSoFar] = field(default_factory=dict)
    settled: frozenset[date] = frozenset()
    weights: Weights = field(default_factory=Weights)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A place that nobody can take.

    `together` are the shifts that cannot all be covered, as few as say why, this one among them (`places` says so where
    they are several); `people` those who could take some of them; `why` names the others, each with their reason; `ways`
    is what would make it possible, tried but for the first.
    """

    slot: Slot
    why: str
    places: str = ""
    together: tuple[Slot, ...] = ()
    people: tuple[UUID, ...] = ()
    ways: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """10月3日夜班缺带班领导：张三、李四请假，王五歇不够。请找人替班，或给赵六勾上「能带班」。"""
        return _gap_sentence((self,), "，".join(filter(None, (self.places, self.why))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A place filled otherwise than it is now."""

    slot: Slot
    before: UUID | None
    after: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPlan:
    """One month as planned.

    `assignments` are the places the planner decides, None = a gap; what it left alone is not among them. `proven`: no
    fairer plan exists; else it is at most `short` shifts away from the fairest.
    """

    month: date
    assignments: Mapping[Slot, UUID | None]
    moves: tuple[Move, ...]
    gaps: tuple[Gap, ...]
    before: Fairness
    after: Fairness
    findings: tuple[Finding, ...]
    proven: bool
    short: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the planner proposes. Nothing is written until it is taken."""

    months: tuple[MonthPlan, ...]

    @property
    def assignments(self) -> dict[Slot, UUID | None]:
        """Every place decided, as `roster.take_plan` takes them."""
        return {slot: cadre for month in self.months for slot, cadre in month.assignments.items()}

    @property
    def moves(self) -> tuple[Move, ...]:
        """之前→之后, in the order of the days."""
        return tuple(move for month in self.months for move in month.moves)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What stays empty."""
        return tuple(gap for month in self.months for gap in month.gaps)

    @property
    def gap_sentences(self) -> tuple[str, ...]:
        """The gaps as they are told, those of one reason in one sentence."""
        alike: dict[tuple[Role, str], list[Gap]] = {}
        for gap in self.gaps:
            alike.setdefault((gap.slot.role, gap.why), []).append(gap)
        return tuple(
            gaps[0].sentence if len(gaps) == 1 else _gap_sentence(gaps, gaps[0].why) for gaps in alike.values()
        )

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is to be mended or looked at once it is taken."""
        return tuple(finding for month in self.months for finding in month.findings)

    @property
    def proven(self) -> bool:
        """Whether no month can be planned more fairly, given the ones before it."""
        return all(month.proven for month in self.months)

    @property
    def seconds(self) -> float:
        """How long it took."""
        return sum(month.seconds for month in self.months)

    @property
    def sentence(self) -> str:
        """12月的 124 处都排上了。每人 10 到 11 班。没有更公平的排法了。"""
        return "".join(month_sentence(month) for month in self.months)


def month_sentence(month: MonthPlan) -> str:
    """What came of one month."""
    name, decided, empty = f"{month.month.month}月", len(month.assignments), len(month.gaps)
    if not decided and not empty:
        return f"{name}没有要排的班。"
    filled = sum(cadre is not None for cadre in month.assignments.values())
    said = f"{name}排上 {filled} 处，{empty} 处没有人能值" if empty else f"{name}的 {decided} 处都排上了"
    counts = [row.month.shifts for row in month.after.rows if row.cadre.here and row.cadre.on_roster]
    each = f"每人 {_between(counts)} 班。" if counts else ""
    return f"{said}。{each}{quality_sentence(month)}"


def when(slot: Slot) -> str:
    """10月3日夜班."""
    return f"{slot.day.month}月{slot.day.day}日{slot.shift}"


def _gap_sentence(gaps: Sequence[Gap], why: str) -> str:
    names = "、".join(when(gap.slot) for gap in gaps[:NAMED])
    more = f"等 {len(gaps)} 处" if len(gaps) > NAMED else ""
    help_ = f"请{'，或'.join(gaps[0].ways)}。" if gaps[0].ways else ""
    return f"{names}{more}缺{gaps[0].slot.role.person}：{why}。{help_}"


def quality_sentence(month: MonthPlan) -> str:
    """How good the plan is, honestly."""
    if month.proven:
        return "没有更公平的排法了。"
    return f"时间到了，还没算完：离最公平的排法最多差 {month.short} 班。"


def short_of(cost: float, bound: float, weights: Weights) -> int:
    """The distance to the best plan in shifts: so many moved from one cadre to another would cost as much."""
    return max(ceil(max(cost - bound, 0) / (2 * weights.shifts)), 1)


def drawn(facts: RosterFacts, assignments: Mapping[Slot, UUID | None]) -> RosterFacts:
    """The month as it would be with these places filled so; for rules and screen, not on record."""
    runs = {(run.day, run.name): run for run in facts.runs}
    station = facts.cadres[0].station_id if facts.cadres else NOBODY
    duties = dict(facts.duties)
    for slot, cadre_id in assignments.items():
        run = runs[slot.day, slot.shift]
        kept = duties.get(slot)
        if kept is not None:
            duties[slot] = kept if kept.cadre_id == cadre_id else replace(kept, cadre_id=cadre_id, note="")
        elif cadre_id is not None:
            duties[slot] = Duty(
                id=NOBODY, station_id=station, day=slot.day, shift=slot.shift, role=slot.role, place=slot.place,
                begins_at=run.begins_at, ends_at=run.ends_at, cadre_id=cadre_id,
            )  # fmt: skip
    return replace(facts, duties=duties)


def moves(facts: RosterFacts, assignments: Mapping[Slot, UUID | None]) -> tuple[Move, ...]:
    """What differs from the month as it stands."""
    found = ((slot, facts.on(slot), after) for slot, after in sorted(assignments.items(), key=lambda item: item[0]))
    return tuple(Move(slot=slot, before=before, after=after) for slot, before, after in found if before != after)


def stays(facts: RosterFacts, duty: Duty, now: datetime) -> bool:
    """Whether the planner leaves it: outside the month, begun, locked, or done by a stand-in somebody has found."""
    return not facts.inside(duty.day) or duty.begins_at <= now or duty.locked or duty.stands_in_for is not None


def _between(counts: Iterable[int]) -> str:
    found = sorted(counts)
    return f"{found[0]} 到 {found[-1]}" if found[0] != found[-1] else f"{found[0]}"
