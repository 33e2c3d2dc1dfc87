"""What is to be said of the sign-ons of a day: gaps, who is missing, late, gone early, not signed off, there twice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from venue_desk.domain.attendance import SignOn, clock, late_by, left_early_by, minutes, moment, name_of
from venue_desk.domain.calendar import day_of, short_date
from venue_desk.domain.coverage import Coverage, Segment
from venue_desk.domain.findings import Finding, must, should
from venue_desk.domain.roster import Duty
from venue_desk.domain.shifts import ShiftRun

OVERLAP_TOLD = 60
"""Minutes: for handing over two shifts are there together, for no longer."""
NEVER_OFF_AFTER = timedelta(minutes=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceFacts:
    """All that is looked at: shifts, who was planned, who came, and the numbers of the settings.

    `since` is when the station began to sign on: what was before is held against nobody.
    """

    runs: tuple[ShiftRun, ...]
    duties: tuple[Duty, ...]
    sign_ons: tuple[SignOn, ...]
    now: datetime
    late_minutes: int
    names: Mapping[UUID, str]
    since: datetime

    def name(self, cadre_id: UUID) -> str:
        """The cadre's name."""
        return name_of(self.names, cadre_id)

    def sign_on_of(self, duty: Duty) -> SignOn | None:
        """How the duty was served."""
        mine = (one for one in self.sign_ons if one.of_shift == (duty.day, duty.shift))
        return next((one for one in mine if one.cadre_id == duty.cadre_id), None)


def gap_findings(facts: AttendanceFacts, coverage: Coverage) -> list[Finding]:
    """Each gap with its minutes: 白班 08:12 才有人签到，空了 12 分钟。"""
    found = [_gap(facts, coverage, gap) for gap in coverage.gaps]
    for overlap in coverage.overlaps:
        if overlap.minutes > OVERLAP_TOLD:
            names = "、".join(facts.name(cadre_id) for cadre_id in overlap.cadre_ids)
            said = f"{clock(overlap.begins)} 到 {clock(overlap.ends)} 两班重了 {overlap.minutes} 分钟（{names}）"
            found.append(should("attendance.overlap", "", f"{said}。是忘了签退的，请改签退时间。"))
    return found


def _gap(facts: AttendanceFacts, coverage: Coverage, gap: Segment) -> Finding:
    shift, from_start = gap.run.name if gap.run else "", gap.run is not None and gap.begins == gap.run.begins_at
    if gap.ends == coverage.now:
        planned = "、".join(facts.name(cadre_id) for cadre_id in gap.cadre_ids)
        whose = f"排的是{planned}，请签到。" if planned else "还没排人，谁在谁先签到。"
        sentence = f"{shift}从 {clock(gap.begins)} 起没有人签到，已空 {gap.minutes} 分钟。{whose}"
        return must("attendance.nobody", "", sentence)
    if from_start and gap.run and gap.ends < gap.run.ends_at:
        sentence = f"{shift} {clock(gap.ends)} 才有人签到，空了 {gap.minutes} 分钟。"
    else:
        until = "24:00" if gap.ends == coverage.ends else clock(gap.ends)
        sentence = f"{shift} {clock(gap.begins)} 到 {until} 没有人，空了 {gap.minutes} 分钟。"
    return should("attendance.gap", "", f"{sentence}有人在的，请补签。")


def presence_findings(facts: AttendanceFacts) -> list[Finding]:
    """What is to be done about single people: sign on, 补签, sign off."""
    return [*_missing(facts), *_never_off(facts)]


def _missing(facts: AttendanceFacts) -> Iterator[Finding]:
    limit = timedelta(minutes=facts.late_minutes)
    for duty in facts.duties:
        begun = facts.since <= duty.begins_at + limit < facts.now
        if duty.cadre_id is None or not begun or facts.sign_on_of(duty) is not None:
            continue
        name, runs_now = facts.name(duty.cadre_id), facts.now < duty.ends_at
        if runs_now:
            late = minutes(facts.now - duty.begins_at)
            sentence = (
                f"{name}还没签到，{duty.shift}{duty.role.label}，已晚 {late} 分钟。来了请签到，来不了请找人替班。"
            )
        else:
            day = short_date(duty.day, day_of(facts.now))
            sentence = f"{name}{day}{duty.shift}没签到。是来了没签的，请补签。"
        code = "attendance.missing" if runs_now else "attendance.missed"
        yield replace(should(code, duty.slot.key, sentence), subject=duty.cadre_id)


def _never_off(facts: AttendanceFacts) -> Iterator[Finding]:
    for one in facts.sign_ons:
        if one.off_at is None and one.ends_at + NEVER_OFF_AFTER < facts.now and _relieved(facts, one):
            over = moment(one.ends_at, facts.now)
            sentence = f"{facts.name(one.cadre_id)}还没签退，{one.shift} {over} 已下班。请补上签退。"
            yield replace(should("attendance.never_off", "", sentence), subject=one.id)


def _relieved(facts: AttendanceFacts, one: SignOn) -> bool:
    """Somebody took over: until then staying on is a duty, not an oversight."""
    return any(other.begins_at >= one.ends_at for other in facts.sign_ons)


def said_of(sign_on: SignOn, late_minutes: int, *, rostered: bool) -> str:
    """迟到 22 分钟，早退 40 分钟，补签; "" if all is as it should be. Nobody who merely came to help is late."""
    parts = []
    if rostered and (late := late_by(sign_on.begins_at, sign_on.on_at, late_minutes)):
        parts.append(f"迟到 {late} 分钟")
    if rostered and (early := left_early_by(sign_on, late_minutes)):
        parts.append(f"早退 {early} 分钟")
    if sign_on.afterwards:
        parts.append("补签")
    return "，".join(parts)
