"""The roster: what a month looks like, what is wrong with it, who serves now, and every way to change it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from random import Random
from uuid import UUID

from db import cadres, holidays, journal
from db import roster as table
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.calendar import day_of
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import Finding, blocking, must, should
from venue_desk.domain.handover import HandoverOffer, ItemGroup
from venue_desk.domain.holidays import calendar_of
from venue_desk.domain.ids import new_id
from venue_desk.domain.roster import (
    Duty,
    Posted,
    Publication,
    RosterFacts,
    Slot,
    month_after,
    month_end,
    month_of,
)
from venue_desk.domain.roster_changes import changed_since
from venue_desk.domain.roster_fairness import Counts, Served, count, is_night
from venue_desk.domain.roster_rules import roster_findings
from venue_desk.domain.told_changes import ToldChange
from venue_desk.services import histories
from venue_desk.services.roster_reading import facts_between, month_facts
from venue_desk.services.roster_writing import Filling, Places, places, places_of, write
from venue_desk.services.saved import Saved, refuse_blocking
from venue_desk.services.unit import work

NOTE_MAX = 100
WEEK = timedelta(days=7)
SOON = timedelta(days=7)
"""So long before the day a gap is told on the first screen."""

PUBLISHED_BY = 25
"""The day of the month by which the next one is to be published."""

TOLD_MAX = 5
"""So many gaps are told one by one; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Roster:
    """The verbs of the roster. A place may be filled against a rule: the month is a draft until it is published."""

    announcer: Announcer
    random: Random

    # --- as it stands

    def facts(self, station_id: UUID, month: date) -> RosterFacts:
        """All that the rules of a month look at."""
        return month_facts(station_id, month)

    def year_before(self, station_id: UUID, month: date) -> dict[UUID, Counts]:
        """Each cadre's shifts of the year's months before this one."""
        return self.counted(station_id, month.replace(month=1, day=1), month_of(month) - timedelta(days=1))

    def counted(self, station_id: UUID, first: date, last: date) -> dict[UUID, Counts]:
        """Each cadre's shifts of these days; a swapped one counts for who did it."""
        served = (
            Served(cadre_id, day, is_night(begins, ends))
            for cadre_id, day, begins, ends in table.served(station_id, first, last)
        )
        return count(served, calendar_of(holidays.holidays(station_id)))

    def published(self, station_id: UUID, month: date) -> Publication | None:
        """The month as it was published last."""
        return table.last_publication(station_id, month_of(month))

    def begun(self, station_id: UUID, month: date) -> bool:
        """Whether anybody stands in the month yet."""
        return bool(table.served(station_id, month_of(month), month_end(month)))

    def upcoming(self, act: Act, until: date) -> list[Duty]:
        """The filled places of shifts that have not begun, up to a day."""
        placed = table.duties(act.station_id, act.today, until)
        return [duty for duty in placed if duty.cadre_id is not None and duty.begins_at > act.at]

    def history(self, station_id: UUID, slot: Slot) -> list[ToldChange]:
        """谁改过: who was put into the place by whom, the latest first."""
        found = [duty for duty in table.duties(station_id, slot.day, slot.day) if duty.slot == slot]
        return histories.of_duty(station_id, found[0].id) if found else []

    # --- changing it

    def fill(self, act: Act, slot: Slot, cadre_id: UUID | None) -> Saved[tuple[Duty, ...]]:
        """Put somebody into a place, or (None) take them out."""
        found = places_of(act, [slot])
        return self._write(found, {slot: found.given_to(slot, cadre_id)})

    def swap_cells(self, act: Act, slot: Slot, other: Slot) -> Saved[tuple[Duty, ...]]:
        """Two places exchange their people; where one is empty, the other moves there."""
        found = places_of(act, [slot, other])
        return self._write(
            found, {slot: found.given_to(slot, found.on(other)), other: found.given_to(other, found.on(slot))}
        )

    def lock(self, act: Act, slots: Collection[Slot], *, locked: bool = True) -> Saved[tuple[Duty, ...]]:
        """Keep who stands in these places when the planner runs, or let it choose again."""
        found = places_of(act, slots)
        taken = [slot for slot in slots if found.on(slot) is not None]
        if not taken:
            raise Refused([must("roster.lock_nobody", "", "这里还没有排人，排上人才能锁定。")])
        return self._write(found, {slot: found.filling(slot, locked=locked) for slot in taken})

    def stand_in(self, act: Act, slot: Slot, cadre_id: UUID, note: str = "") -> Saved[tuple[Duty, ...]]:
        """替班: somebody serves for who was rostered; `note` is what was reported (报备)."""
        note = note.strip()
        if len(note) > NOTE_MAX:
            raise Refused([must("roster.note", "note", f"报备最多写 {NOTE_MAX} 个字，请写短一些。")])
        found = places_of(act, [slot])
        now = found.filling(slot)
        if now.cadre_id == cadre_id:
            raise Refused([must("roster.same", "cadre_id", "替班的人和原来排的是同一位，请另选一位。")])
        standing_for = now.stands_in_for or now.cadre_id
        if standing_for == cadre_id:
            standing_for = None
        wanted = Filling(cadre_id=cadre_id, locked=now.locked, stands_in_for=standing_for, note=note)
        return self._write(found, {slot: wanted})

    def copy_week(self, act: Act, from_monday: date, to_monday: date) -> Saved[tuple[Duty, ...]]:
        """The people of one week into the same places of another; those who left are left out, what is locked stays."""
        found = places(act, min(from_monday, to_monday), max(from_monday, to_monday) + WEEK)
        days, serving = to_monday - from_monday, {cadre.id for cadre in cadres.cadres(act.station_id)}
        given = {
            replace(slot, day=slot.day + days): duty.cadre_id
            for slot, duty in found.duties.items()
            if from_monday <= slot.day < from_monday + WEEK and duty.cadre_id in serving
        }
        if not given:
            raise Refused([must("roster.week_empty", "", "要照抄的那一周还没有排人，请选另一周。")])
        known = {(day, shift) for day, shift in found.runs}
        free = {
            slot: found.given_to(slot, cadre_id)
            for slot, cadre_id in given.items()
            if (slot.day, slot.shift) in known and not found.filling(slot).locked
        }
        return self._write(found, free)

    def clear(self, act: Act, month: date, *, keep_locked: bool = True) -> Saved[tuple[Duty, ...]]:
        """Empty what is still to come of a month; what has begun stays as it was served."""
        found = places(act, month_of(month), month_end(month))
        wanted = {
            slot: Filling()
            for slot, duty in found.duties.items()
            if duty.cadre_id is not None and duty.begins_at > act.at and not (keep_locked and duty.locked)
        }
        return self._write(found, wanted)

    def take_plan(self, act: Act, assignments: Mapping[Slot, UUID | None]) -> Saved[tuple[Duty, ...]]:
        """Take what the planner made, all at once; refused if a place was locked for somebody else meanwhile."""
        if not assignments:
            return Saved((), ())
        found = places_of(act, list(assignments))
        wanted = {slot: found.given_to(slot, cadre_id) for slot, cadre_id in assignments.items()}
        locked = [
            slot for slot, filling in wanted.items() if found.filling(slot).locked and filling != found.filling(slot)
        ]
        if locked:
            sentence = f"排的时候，{len(locked)} 处又锁定了别人。请再排一次。"
            raise Refused([must("roster.plan_locked", "", sentence)])
        return self._write(found, wanted)

    def publish(self, act: Act, month: date) -> Saved[Publication]:
        """公布: the month as it stands is what all go by. Refused while something must be mended."""
        facts = self.facts(act.station_id, month)
        refuse_blocking(roster_findings(facts))
        last = self.published(act.station_id, month)
        if last is not None and not changed_since(last, facts):
            raise Refused([must("roster.published", "", "公布以后没有改过，不用再公布。")])
        publication = Publication(
            id=new_id(act.at, self.random), station_id=act.station_id, month=facts.month, published_at=act.at_utc,
            published_by=act.cadre_id, duties=tuple(_posted(facts)),
        )  # fmt: skip
        with work(self.announcer, Topic.ROSTER):
            return Saved(publication, [journal.add(act, table.PublicationTable, publication)])

    def _write(self, found: Places, wanted: Mapping[Slot, Filling]) -> Saved[tuple[Duty, ...]]:
        return write(self.announcer, self.random, found, wanted)


def _posted(facts: RosterFacts) -> Iterator[Posted]:
    for slot in facts.slots:
        if (cadre_id := facts.on(slot)) is not None:
            yield Posted(day=slot.day, shift=slot.shift, role=slot.role, place=slot.place, cadre_id=cadre_id)


def todos(station_id: UUID, today: date) -> list[Finding]:
    """What must be mended within a week, and from the 25th on the next month still to be published."""
    this, coming = month_of(today), month_after(month_of(today))
    facts = facts_between(station_id, this, this, today + SOON)
    found: list[Finding] = []
    for month in dict.fromkeys((this, month_of(today + SOON))):
        found += _soon(replace(facts, month=month), today)
    if len(found) > TOLD_MAX:
        rest = f"值班表里 7 天内还有 {len(found) - TOLD_MAX} 处要改。请打开排班看。"
        found = [*found[:TOLD_MAX], replace(must("roster.more", "", rest), due=found[TOLD_MAX].due)]
    if today.day >= PUBLISHED_BY and facts.able and table.last_publication(station_id, coming) is None:
        sentence = f"{coming.month}月的值班表还没公布，每月 {PUBLISHED_BY} 日前要公布。"
        found.append(
            replace(should("roster.not_published", str(coming), sentence), due=today.replace(day=PUBLISHED_BY))
        )
    return found


def _soon(facts: RosterFacts, today: date) -> list[Finding]:
    """Only of a month that somebody has begun to fill: one not begun is no gap but a month to be made."""
    if not any(duty.cadre_id and facts.inside(duty.day) for duty in facts.duties.values()):
        return []
    found = blocking(roster_findings(facts))
    return [finding for finding in found if finding.due is not None and today <= finding.due <= today + SOON]


def handover_items(station_id: UUID, at: datetime) -> list[HandoverOffer]:
    """Who serves tomorrow, shift by shift; nothing where no roster is made."""
    day = day_of(at) + timedelta(days=1)
    placed = [duty for duty in table.duties(station_id, day, day) if duty.cadre_id is not None]
    if not placed:
        return []
    names = cadres.names(station_id)
    return [tomorrow_offer(placed, names)]


def tomorrow_offer(placed: Iterable[Duty], names: Mapping[UUID, str]) -> HandoverOffer:
    """明天值班, shift by shift; the duties come in their order."""
    told = [
        f"{shift} {'、'.join(names[duty.cadre_id] for duty in duties if duty.cadre_id)}"
        for shift, duties in groupby(placed, key=lambda duty: duty.shift)
    ]
    return HandoverOffer(
        group=ItemGroup.TONIGHT, icon="calendar", fact="明天值班", detail="；".join(told), source="roster"
    )
