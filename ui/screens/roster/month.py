"""The drawn month as data: weeks of days, each with its shifts and the places in them. No widget here."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from venue_desk.domain.calendar import WEEKDAYS
from venue_desk.domain.day_labels import DayLabel
from venue_desk.domain.findings import Finding, Severity
from venue_desk.domain.roster import Duty, RosterFacts, Slot, month_end, slots_of
from venue_desk.domain.shifts import ShiftRun

WEEK = 7
OPEN, MISSING = "待排", "缺人"
BRIEF = {
    "roster.on_leave": "已准假", "roster.away": "不在岗", "roster.twice": "排两处", "roster.rest": "歇不够",
    "roster.overlap": "没下班", "roster.leave_asked": "假待批", "roster.not_leading": "不带班", "roster.wish": "不方便",
}  # fmt: skip
"""What is said of a person in a cell, where the whole sentence has no room."""


class Look(StrEnum):
    """How a place is drawn: as it should be, not yet asked for, to be looked at, to be mended, empty though it must not."""

    PLAIN = "plain"
    OPEN = "open"
    SHOULD = "should"
    MUST = "must"
    GAP = "gap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place of a shift with who stands in it."""

    slot: Slot
    name: str
    cadre_id: UUID | None = None
    look: Look = Look.PLAIN
    locked: bool = False
    swap: str = ""
    note: str = ""
    fresh: bool = False
    """As planned, and not yet taken."""

    @property
    def words(self) -> str:
        """What stands in the cell."""
        return self.name or (MISSING if self.look is Look.GAP else OPEN)

    @property
    def spoken(self) -> str:
        """带班 赵文博，已锁定."""
        parts = [
            f"{self.slot.role.label} {self.words}",
            "新排" if self.fresh else "",
            self.note,
            self.swap,
            "已锁定" if self.locked else "",
        ]
        return "，".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftLine:
    """One shift of a day: 白, then its places, the leads first."""

    mark: str
    name: str
    places: tuple[Place, ...]

    @property
    def looks(self) -> frozenset[Look]:
        """How its places look."""
        return frozenset(place.look for place in self.places)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCell:
    """One day of the grid. `inside` the drawn month; `sentence` is what is to be told of it, `told` all of it."""

    day: date
    label: DayLabel
    inside: bool
    today: bool
    lines: tuple[ShiftLine, ...]
    sentence: str = ""
    look: Look = Look.PLAIN
    told: tuple[str, ...] = ()

    @property
    def places(self) -> tuple[Place, ...]:
        """All of them, shift by shift."""
        return tuple(place for line in self.lines for place in line.places)

    @property
    def spoken(self) -> str:
        """12月10日 星期四 初二，白班 带班 赵文博，…，问题：赵文博已准假."""
        head = f"{self.day.month}月{self.day.day}日 星期{WEEKDAYS[self.day.weekday()]} {self.label.words}"
        badge = {"休": "放假", "班": "调休上班"}.get(self.label.badge, "")
        shifts = [f"{line.name} {'，'.join(place.spoken for place in line.places)}" for line in self.lines]
        problems = f"问题：{'；'.join(self.told)}" if self.told else ""
        return "，".join(part for part in (head, badge, *shifts, problems) if part)


@dataclass(frozen=True, slots=True)
class MonthView:
    """The weeks that hold the month, Mondays first. `begun`: somebody stands in it."""

    month: date
    weeks: tuple[tuple[DayCell, ...], ...]
    begun: bool

    def cell(self, day: date) -> DayCell | None:
        """The cell of a day."""
        row, column = divmod((day - self.weeks[0][0].day).days, WEEK)
        return self.weeks[row][column] if 0 <= row < len(self.weeks) else None

    def place(self, slot: Slot | None) -> Place | None:
        """The place of a slot."""
        cell = self.cell(slot.day) if slot is not None else None
        return next((place for place in cell.places if place.slot == slot), None) if cell else None


def days_drawn(month: date) -> list[date]:
    """From the Monday of its first week to the Sunday of its last."""
    first = month - timedelta(days=month.weekday())
    count = (month_end(month) - first).days + 1
    return [first + timedelta(days=number) for number in range(-(-count // WEEK) * WEEK)]


def month_view(
    facts: RosterFacts,
    findings: Sequence[Finding],
    swaps: Mapping[UUID, str],
    labels: Mapping[date, DayLabel],
    today: date,
    fresh: Collection[Slot] = (),
) -> MonthView:
    """The month drawn; `swaps` says of a duty where its swap stands, `labels` what stands beside the number of each day.

    `fresh` are the places that a plan fills otherwise.
    """
    return _Drawing(facts, findings, swaps, labels, today, fresh).view()


class _Drawing:
    """One drawing, with what it looks up again and again."""

    def __init__(
        self,
        facts: RosterFacts,
        findings: Iterable[Finding],
        swaps: Mapping[UUID, str],
        labels: Mapping[date, DayLabel],
        today: date,
        fresh: Collection[Slot],
    ) -> None:
        self._facts, self._swaps, self._labels, self._today, self._fresh = facts, swaps, labels, today, fresh
        self._begun = any(duty.cadre_id and facts.inside(duty.day) for duty in facts.duties.values())
        self._runs: dict[date, list[ShiftRun]] = defaultdict(list)
        for run in facts.runs:
            self._runs[run.day].append(run)
        self._looks: dict[str, Look] = {}
        self._of_day: dict[date, list[Finding]] = defaultdict(list)
        for finding in findings:
            if finding.due is not None and (self._begun or finding.code != "roster.gap"):
                self._of_day[finding.due].append(finding)
                self._looks.setdefault(finding.field, _look_of(finding))

    def view(self) -> MonthView:
        cells = [self._cell(day) for day in days_drawn(self._facts.month)]
        weeks = tuple(tuple(cells[at : at + WEEK]) for at in range(0, len(cells), WEEK))
        return MonthView(self._facts.month, weeks, self._begun)

    def _cell(self, day: date) -> DayCell:
        found = self._of_day.get(day, [])
        lines = tuple(self._line(run) for run in self._runs.get(day, ()))
        sentence, look = _sentence(day, found, lines, self._labels[day])
        return DayCell(
            day=day, label=self._labels[day], inside=self._facts.inside(day), today=day == self._today, lines=lines,
            sentence=sentence, look=look, told=tuple(finding.sentence for finding in found),
        )  # fmt: skip

    def _line(self, run: ShiftRun) -> ShiftLine:
        return ShiftLine(mark=run.shift.mark, name=run.name, places=tuple(self._place(slot) for slot in slots_of(run)))

    def _place(self, slot: Slot) -> Place:
        duty = self._facts.duties.get(slot)
        inside = self._facts.inside(slot.day)
        if duty is None or duty.cadre_id is None:
            gap = inside and self._begun
            return Place(slot=slot, name="", look=Look.GAP if gap else Look.OPEN, fresh=slot in self._fresh)
        return Place(
            slot=slot, name=self._facts.name(duty.cadre_id), cadre_id=duty.cadre_id, locked=duty.locked,
            look=self._looks.get(slot.key, Look.PLAIN) if inside else Look.PLAIN,
            swap=self._swaps.get(duty.id, ""), note=self._note(duty), fresh=slot in self._fresh,
        )  # fmt: skip

    def _note(self, duty: Duty) -> str:
        stands_in = f"替{self._facts.name(duty.stands_in_for)}" if duty.stands_in_for else ""
        return "，".join(part for part in (stands_in, duty.note) if part)


def _look_of(finding: Finding) -> Look:
    if finding.code == "roster.gap":
        return Look.GAP
    return Look.MUST if finding.severity is Severity.MUST else Look.SHOULD


def _sentence(day: date, found: Sequence[Finding], lines: Sequence[ShiftLine], label: DayLabel) -> tuple[str, Look]:
    """What is to be mended, then where a swap stands, then what is to be looked at, then that one works today."""
    pressing = [finding for finding in found if finding.severity is Severity.MUST]
    places = [place for line in lines for place in line.places]
    swap = next((place.swap for place in places if place.swap), "")
    if len(pressing) > 1:
        return f"{len(pressing)} 处要改", Look.MUST
    for finding in pressing or (() if swap else found):
        return _brief(day, finding, places), Look.MUST if pressing else Look.SHOULD
    if swap:
        return swap, Look.PLAIN
    return ("调休上班" if label.badge == "班" else ""), Look.PLAIN


def _brief(day: date, finding: Finding, places: Sequence[Place]) -> str:
    """赵文博已准假; without the day that stands in the cell anyway."""
    name = next((place.name for place in places if place.slot.key == finding.field), "")
    if name and finding.code in BRIEF:
        return f"{name}{BRIEF[finding.code]}"
    return title_of(finding).removeprefix(f"{day.day}日")


def title_of(finding: Finding) -> str:
    """Its first sentence."""
    return finding.sentence.split("。", 1)[0]


def detail_of(finding: Finding) -> str:
    """What follows it."""
    return finding.sentence.split("。", 1)[1]
