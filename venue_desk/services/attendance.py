"""Attendance: sign on, sign off, who is on watch, the 24-hour line, and the month's table of duties done."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from db import attendance as table
from db import cadres, handover, holidays, journal, roster, settings, shifts
from db.invariants import refusing
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.attendance import (
    CLOCK_SLACK,
    SignOn,
    SignOnEntry,
    check_sign_on,
    clock,
    clock_finding,
    name_of,
    role_for,
    run_for,
    tidy_sign_on,
)
from venue_desk.domain.attendance_findings import AttendanceFacts, gap_findings, presence_findings
from venue_desk.domain.attendance_month import MonthRow, ServedShift
from venue_desk.domain.calendar import day_of
from venue_desk.domain.coverage import LONGEST_STAY, Coverage, coverage
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import Finding, blocking, must
from venue_desk.domain.handover import Handover
from venue_desk.domain.holidays import calendar_of
from venue_desk.domain.home import Done
from venue_desk.domain.ids import new_id
from venue_desk.domain.records import said
from venue_desk.domain.roster import Role, serving_at
from venue_desk.domain.settings import value_on
from venue_desk.domain.shifts import ShiftRun, runs
from venue_desk.domain.watch import TopDuty, Watch, top_duty, watch_at
from venue_desk.services.attendance_month import month_of_station, served_in
from venue_desk.services.saved import Saved, known, refuse_blocking
from venue_desk.services.unit import work

REACH = timedelta(days=2)
"""So far around an instant shifts are looked at: the one that runs, the one before, the one after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchDay:
    """Today as the desk shows it: who is on watch, the 24-hour line, what is to be said, and what people are called.

    `taken_at` is when the last handover of the day was signed by both.
    """

    watch: Watch
    coverage: Coverage
    findings: tuple[Finding, ...]
    names: Mapping[UUID, str]
    phones: Mapping[UUID, str]
    late_minutes: int
    taken_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Attendance:
    """The verbs of attendance."""

    announcer: Announcer
    random: Random

    def today(self, station_id: UUID, now: datetime) -> WatchDay:
        """The day that runs, all that home screen and top bar show of it, from one reading."""
        staff = cadres.everyone(station_id)
        facts = facts_at(station_id, now, {each.id: each.name for each in staff})
        day = coverage(facts.runs, facts.duties, facts.sign_ons, day_of(now), now, facts.since)
        return WatchDay(
            watch=_watch(facts),
            coverage=day,
            findings=(*gap_findings(facts, day), *presence_findings(facts)),
            names=facts.names,
            phones={each.id: each.phone for each in staff},
            late_minutes=facts.late_minutes,
            taken_at=_taken_at(station_id, day),
        )

    def watch(self, station_id: UUID, now: datetime) -> Watch:
        """Who is there, who is missing, who comes next."""
        return _watch(facts_at(station_id, now, {}))

    def top_duty(self, station_id: UUID, now: datetime) -> TopDuty:
        """What the top of the window says of the desk."""
        staff = cadres.everyone(station_id)
        watch = _watch(facts_at(station_id, now, {}))
        return top_duty(watch, {each.id: each.name for each in staff}, {each.id: each.phone for each in staff})

    def get(self, act: Act, sign_on_id: UUID) -> SignOn:
        """The presence with this id."""
        return known(table.sign_on(sign_on_id), act.station_id)

    def sign_on(
        self,
        act: Act,
        cadre_id: UUID | None = None,
        *,
        run: ShiftRun | None = None,
        role: Role | None = None,
        at: datetime | None = None,
        note: str = "",
    ) -> Saved[SignOn]:
        """签到: oneself, now, in the shift that runs or is about to; or 补签: for another or afterwards, with a note.

        Whoever still stands in an earlier shift leaves it at the same moment.
        """
        cadre = known(cadres.cadre(cadre_id or act.cadre_id), act.station_id)
        now = self._running_forwards(act)
        at = at or now
        facts = facts_at(act.station_id, at, {cadre.id: cadre.name})
        run = run or run_for(facts.runs, facts.duties, facts.sign_ons, cadre.id, at)
        if run is None:
            raise Refused([must("attendance.no_shift", "", "现在没有班次，请先在「排班」里把班次设好。")])
        of_run = [one for one in facts.sign_ons if one.of_shift == (run.day, run.name)]
        if before := next((one for one in of_run if one.cadre_id == cadre.id), None):
            raise Refused([_twice(cadre.name, before)])
        planned = [duty for duty in facts.duties if (duty.day, duty.shift) == (run.day, run.name)]
        entry = tidy_sign_on(
            SignOnEntry(
                cadre_id=cadre.id, day=run.day, shift=run.name, on_at=at, note=note,
                role=role or role_for(planned, of_run, cadre.id, leads=cadre.leads_duty),
            )
        )  # fmt: skip
        afterwards = cadre.id != act.cadre_id or at < now - CLOCK_SLACK
        refuse_blocking(check_sign_on(entry, run.begins_at, run.ends_at, now, needs_note=afterwards))
        made = _made(act, entry, run, act.cadre_id, self.random)
        with work(self.announcer, Topic.ATTENDANCE), refusing(table.BREACHES):
            left = [_leave(act, one, at) for one in facts.sign_ons if _stands_elsewhere(one, made)]
            return Saved(made, [*left, journal.add(act, table.SignOnTable, made)])

    def sign_off(self, act: Act, before: SignOn, *, at: datetime | None = None, note: str = "") -> Saved[SignOn]:
        """签退, now; earlier than now with a note."""
        now = self._running_forwards(act)
        if before.off_at is not None:
            said_at = f"{clock(before.off_at)} 已经签退了。要改时间，请改那一条签到。"
            raise Refused([must("attendance.off_twice", "", said_at)])
        at = at or now
        entry = replace(_entry(before), off_at=at, note=note or before.note)
        return self._put(act, before, entry, now, needs_note=at < now - CLOCK_SLACK)

    def correct(self, act: Act, before: SignOn, entry: SignOnEntry) -> Saved[SignOn]:
        """Put a sign-on right, saying why: role, times, note. Person and shift stay; the audit keeps what was before."""
        entry = replace(entry, cadre_id=before.cadre_id, day=before.day, shift=before.shift)
        return self._put(act, before, entry, act.at, needs_note=True)

    def _put(self, act: Act, before: SignOn, entry: SignOnEntry, now: datetime, *, needs_note: bool) -> Saved[SignOn]:
        entry = tidy_sign_on(entry)
        known(before, act.station_id)
        refuse_blocking(check_sign_on(entry, before.begins_at, before.ends_at, now, needs_note=needs_note))
        after = replace(before, **said(SignOnEntry, entry))
        with work(self.announcer, Topic.ATTENDANCE):
            return Saved(after, [journal.change(act, table.SignOnTable, before, after)])

    def month(self, station_id: UUID, month: date, now: datetime) -> list[MonthRow]:
        """本月值班: of each cadre on the roster, and of whoever else served, the duties planned and done."""
        return month_of_station(station_id, month, now)

    def served(self, station_id: UUID, month: date, now: datetime) -> list[ServedShift]:
        """Every shift of the month, planned or served, in the order of time."""
        return served_in(station_id, month, now)

    def _running_forwards(self, act: Act) -> datetime:
        """The instant of the act, never before what was signed last: refused where the clock was set back."""
        last = table.last_at(act.station_id)
        if finding := clock_finding(act.at, _latest(last, journal.last_written())):
            raise Refused([finding])
        return act.at if last is None else max(act.at, last)


def taken_over(act: Act, sealed: Handover, draw: Random) -> None:
    """Part of sealing a handover: the shift before leaves, and whoever took over is there, signed on or not until then.

    One that is finished long after its time says nothing of who was where.
    """
    if sealed.taker_id is None or not sealed.begun_at <= act.at <= sealed.due_at + LONGEST_STAY:
        return
    facts = facts_at(act.station_id, act.at, {})
    given, taken = (sealed.from_day, sealed.from_shift), (sealed.to_day, sealed.to_shift)
    for one in facts.sign_ons:
        if one.of_shift == given and one.off_at is None and one.on_at <= act.at:
            _leave(act, one, act.at)
    run = next((run for run in facts.runs if (run.day, run.name) == taken), None)
    there = [one for one in facts.sign_ons if one.of_shift == taken]
    if run is None or any(one.cadre_id == sealed.taker_id for one in there):
        return
    taker, planned = cadres.cadre(sealed.taker_id), [duty for duty in facts.duties if (duty.day, duty.shift) == taken]
    leads = taker is not None and taker.leads_duty
    entry = SignOnEntry(
        cadre_id=sealed.taker_id, day=run.day, shift=run.name, on_at=act.at,
        role=role_for(planned, there, sealed.taker_id, leads=leads),
    )  # fmt: skip
    if not blocking(check_sign_on(entry, run.begins_at, run.ends_at, act.at, needs_note=False)):
        journal.add(act, table.SignOnTable, _made(act, entry, run, sealed.taker_id, draw))


def facts_at(station_id: UUID, now: datetime, names: Mapping[UUID, str], around: date | None = None) -> AttendanceFacts:
    """What the rules of attendance look at, some days around an instant."""
    day = around or day_of(now)
    first, last = day - REACH, day + REACH
    found = runs(shifts.patterns(station_id), calendar_of(holidays.holidays(station_id)), first, last)
    duties = tuple(duty for duty in roster.duties(station_id, first, last) if duty.cadre_id is not None)
    running = [duty.begins_at for duty in duties if duty.begins_at <= now < duty.ends_at]
    return AttendanceFacts(
        runs=found, duties=duties, sign_ons=tuple(table.of_days(station_id, first, last)), now=now,
        late_minutes=_limit(station_id, day), names=names,
        since=table.first_at(station_id) or min(running, default=now),
    )  # fmt: skip


def _watch(facts: AttendanceFacts) -> Watch:
    serving = serving_at(facts.runs, facts.duties, facts.now)
    return watch_at(serving, facts.sign_ons, facts.runs, facts.now, used=facts.since < facts.now)


def _taken_at(station_id: UUID, day: Coverage) -> datetime | None:
    sealed = handover.last_sealed(station_id)
    taken = sealed.taken_at if sealed else None
    return taken if taken and day.begins <= taken < day.ends else None


def _limit(station_id: UUID, day: date) -> int:
    return value_on(settings.settings(station_id), "late_minutes", day)


def _entry(sign_on: SignOn) -> SignOnEntry:
    return SignOnEntry(**said(SignOnEntry, sign_on))


def _made(act: Act, entry: SignOnEntry, run: ShiftRun, noted_by: UUID, draw: Random) -> SignOn:
    return SignOn(
        id=new_id(act.at, draw), station_id=act.station_id, noted_by=noted_by,
        begins_at=run.begins_at, ends_at=run.ends_at, **said(SignOnEntry, entry),
    )  # fmt: skip


def _twice(name: str, before: SignOn) -> Finding:
    if before.off_at is not None:
        left = f"{name} {clock(before.off_at)} 已经签退。又回来了，请改那一条，把签退时间去掉。"
        return must("attendance.twice", "", left)
    return must("attendance.twice", "", f"{name} {clock(before.on_at)} 已经签到过了，不用再签。")


def _stands_elsewhere(one: SignOn, made: SignOn) -> bool:
    """Open in an earlier shift, by the same cadre: nobody is in two shifts at once."""
    return one.cadre_id == made.cadre_id and one.off_at is None and one.on_at <= made.on_at and one.id != made.id


def _leave(act: Act, one: SignOn, at: datetime) -> int:
    return journal.change(act, table.SignOnTable, one, replace(one, off_at=at))


def _latest(*instants: datetime | None) -> datetime | None:
    return max((at for at in instants if at is not None), default=None)


def todos_at(station_id: UUID, now: datetime) -> list[Finding]:
    """A clock set back; who has not signed on, was never signed on, or did not sign off."""
    facts = facts_at(station_id, now, cadres.names(station_id))
    wrong = clock_finding(now, _latest(table.last_at(station_id), journal.last_written()))
    return [*([wrong] if wrong else []), *presence_findings(facts)]


def done_at(station_id: UUID, begins: datetime, ends: datetime) -> list[Done]:
    """Who signed on in this stretch of time."""
    came = [one for one in table.between(station_id, begins, ends) if begins <= one.on_at < ends]
    names = cadres.names(station_id) if came else {}
    return [Done(one.on_at, f"{name_of(names, one.cadre_id)}签到") for one in came]
