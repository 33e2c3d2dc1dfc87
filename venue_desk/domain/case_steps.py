"""What a step of a case asks for, and what the case is after it: the table of `cases.LIFE` applied."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from uuid import UUID

from venue_desk.domain.cases import (
    ENDED,
    LIFE,
    OPEN,
    PAUSED,
    Case,
    CaseMaterial,
    CaseState,
    Need,
    Rating,
    Step,
    Transition,
    transition,
)
from venue_desk.domain.deadlines import FURTHEST, pause, resume, worked
from venue_desk.domain.findings import Finding, must
from venue_desk.domain.holidays import WorkCalendar
from venue_desk.domain.network import LEVELS, Level

NOTE_MAX = 500
WORDS = {
    Step.ASK_AMENDMENT: "要补什么", Step.FINISH: "办成了什么", Step.REFUSE: "为什么不予受理", Step.WITHDRAW: "为什么撤回",
    Step.SUSPEND: "为什么中止", Step.RESUME: "为什么可以接着办", Step.TERMINATE: "为什么终止", Step.EXTEND: "为什么延期",
    Step.MEND: "怎么整改的",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class StepEntry:
    """What a form says of a step.

    `person` is who signs for it (领取, 归还) or, for 换代办员, `agent_id`; `missing` are positions of materials still to be
    brought (通知补正), `brought` those that came (补正到了); `on` the day agreed or extended to.
    """

    step: Step
    note: str = ""
    level: Level | None = None
    point_id: UUID | None = None
    place: str = ""
    with_whom: str = ""
    person: str = ""
    agent_id: UUID | None = None
    on: date | None = None
    rating: Rating | None = None
    missing: tuple[int, ...] = ()
    brought: tuple[int, ...] = ()
    original_ids: tuple[UUID, ...] = ()
    appointment_id: UUID | None = None
    """Which appointment was kept (去过了); None is the next one."""
    with_originals: bool = False
    """The villager's papers go along to the place."""


def next_step(case: Case, decided_at: Level, taken: Collection[Step]) -> Step | None:
    """What is done next as a rule; `taken` are the steps of its life so far, those taken back left out."""
    if case.mend_by is not None and case.mended_on is None:
        return Step.MEND
    if case.state is CaseState.ACCEPTED:
        far = LEVELS.index(decided_at) > LEVELS.index(Level.STATION)
        return Step.HAND_IN if far and not {Step.HAND_IN, Step.MOVE} & set(taken) else Step.FINISH
    if case.state is CaseState.DONE and Step.NOTIFY in taken:
        return Step.RETURN_ORIGINAL if case.held else Step.COLLECT
    if case.state is CaseState.COLLECTED:
        return Step.ARCHIVE if case.rating else Step.RATE
    return _NEXT.get(case.state)


_NEXT = {
    CaseState.AMENDING: Step.AMEND, CaseState.SUSPENDED: Step.RESUME, CaseState.UNDER_WAY: Step.FINISH,
    CaseState.DONE: Step.NOTIFY,
}  # fmt: skip


def allowed(case: Case, *, appointed: bool = False) -> tuple[Step, ...]:
    """The steps that may be taken now, in the order of the table; `appointed`: a time was agreed and not kept yet."""
    steps = [line.step for line in LIFE if case.state in line.from_states]
    if not case.held:
        steps = [step for step in steps if step is not Step.RETURN_ORIGINAL]
    if case.mend_by is None or case.mended_on is not None:
        steps = [step for step in steps if step is not Step.MEND]
    if not appointed:
        steps = [step for step in steps if step is not Step.WENT]
    return tuple(steps)


def check_step(case: Case, entry: StepEntry, materials: Sequence[CaseMaterial], today: date) -> list[Finding]:
    """What stands in the way of a step; nothing = it may be taken."""
    line = transition(entry.step, case.state)
    if line is None:
        return [must("case.step", "", f"这件「{case.state.label}」，不能{entry.step.label}。请看它现在到哪一步了。")]
    found = [finding for need in sorted(line.needs) for finding in _lacking(need, case, entry, materials, today)]
    if len(entry.note) > NOTE_MAX:
        found.append(must("case.note_long", "note", f"最多写 {NOTE_MAX} 个字，请写短一些。"))
    if entry.step is Step.RETURN_ORIGINAL and not entry.original_ids:
        found.append(must("case.originals", "original_ids", "请勾上归还哪几样。"))
    if entry.step is Step.MEND and (case.mend_by is None or case.mended_on is not None):
        found.append(must("case.mend", "", "这件没有待整改的评价。"))
    if entry.step is Step.FINISH and any(each.required and not each.given for each in materials):
        found.append(must("case.unfinished", "", "材料还没有补齐，不能办结。请先登记补正。"))
    return found


def _lacking(need: Need, case: Case, entry: StepEntry, materials: Sequence[CaseMaterial], today: date) -> list[Finding]:
    if need is Need.DATE:
        return _date_findings(case, entry, today)
    if need is Need.MATERIALS:
        return _material_findings(entry, materials)
    if need is Need.PERSON:
        return _person_findings(case, entry)
    if need is Need.NO_ORIGINALS and case.held:
        told = f"还存着{case.applicant}的 {case.held} 样证件。请先归还签收，再{entry.step.label}。"
        return [must("case.held", "", told)]
    if need is Need.NOTE and not entry.note.strip():
        return [must("case.note", "note", f"请写{WORDS.get(entry.step, '原因')}。")]
    if need is Need.PLACE and not (entry.place.strip() and entry.level):
        return [must("case.place", "place", "请选送到哪里。")]
    if need is Need.RATING and entry.rating is None:
        return [must("case.rating", "rating", "请选一个评价。")]
    return []


def _person_findings(case: Case, entry: StepEntry) -> list[Finding]:
    if entry.step is Step.CHANGE_AGENT:
        another = entry.agent_id is not None and entry.agent_id != case.agent_id
        return [] if another else [must("case.agent", "agent_id", "请选另一位代办员。")]
    return [] if entry.person.strip() else [must("case.person", "person", "请写谁来领的，由他签字。")]


def _date_findings(case: Case, entry: StepEntry, today: date) -> list[Finding]:
    if entry.on is None:
        return [must("case.date", "on", "请写日期。")]
    if entry.on < today:
        return [must("case.date_past", "on", "日期在今天以前，请改过来。")]
    if entry.on > FURTHEST:
        return [must("case.beyond", "on", "日期太远了，请看年份。")]
    if entry.step is Step.EXTEND and entry.on <= case.promised_on:
        return [must("case.extend", "on", "延期要延到原来的承诺日以后，请改晚一些。")]
    return []


def _material_findings(entry: StepEntry, materials: Sequence[CaseMaterial]) -> list[Finding]:
    known = {each.position for each in materials}
    if entry.step is Step.ASK_AMENDMENT:
        if not set(entry.missing) <= known or not (entry.missing or entry.note.strip()):
            return [must("case.missing", "missing", "请勾上要补哪几样，或写明要补什么。")]
        return []
    left = {each.position for each in materials if each.required and not each.given} - set(entry.brought)
    if left:
        names = "、".join(each.name for each in materials if each.position in left)
        return [must("case.still_missing", "brought", f"还缺{names}，补齐了再登记。")]
    return []


def after(case: Case, entry: StepEntry, today: date, calendar: WorkCalendar, mend_days: int) -> Case:
    """The case after a step that `check_step` let through."""
    line = transition(entry.step, case.state)
    assert line is not None
    stepped = _clocked(case, line, today, calendar)
    stepped = replace(stepped, state=line.to_state or case.state)
    stepped = _placed(stepped, entry, today)
    if entry.step is Step.FINISH:
        took = worked(stepped, today, calendar)
        stepped = replace(
            stepped, done_on=today, result=entry.note.strip(), worked_days=took, on_time=today <= stepped.promised_on
        )
    elif entry.step is Step.COLLECT:
        stepped = replace(stepped, collected_on=today, collected_by=entry.person.strip())
    elif entry.step is Step.RATE:
        stepped = _rated(stepped, entry, today, calendar, mend_days)
    elif entry.step is Step.MEND:
        stepped = replace(stepped, mended_on=today)
    elif entry.step is Step.EXTEND and entry.on is not None:
        more = calendar.workdays(case.promised_on, entry.on)
        stepped = replace(stepped, promised_on=entry.on, extended_days=case.extended_days + more)
    elif entry.step is Step.CHANGE_AGENT and entry.agent_id is not None:
        stepped = replace(stepped, agent_id=entry.agent_id)
    elif entry.step is Step.RETURN_ORIGINAL:
        stepped = replace(stepped, held=case.held - len(set(entry.original_ids)))
    return replace(stepped, open=stepped.state in OPEN)


def _clocked(case: Case, line: Transition, today: date, calendar: WorkCalendar) -> Case:
    if line.to_state in PAUSED:
        return pause(case, today)
    if case.state in PAUSED and line.to_state is not None and line.to_state not in PAUSED:
        return replace(case, paused_on=None) if line.to_state in ENDED else resume(case, today, calendar)
    return case


def _placed(case: Case, entry: StepEntry, today: date) -> Case:
    if entry.step in (Step.HAND_IN, Step.MOVE):
        return replace(
            case, level=entry.level or case.level, point_id=entry.point_id, place=entry.place.strip(),
            with_whom=entry.with_whom.strip(), since_on=today,
        )  # fmt: skip
    if entry.step in (Step.BRING_BACK, Step.FINISH) and case.level is not Level.STATION:
        there = case.hand_in_on if entry.step is Step.FINISH else None  # what was fetched had been handed in
        return replace(
            case, level=Level.STATION, point_id=None, place="", with_whom="", since_on=today, hand_in_on=there
        )
    return case


def _rated(case: Case, entry: StepEntry, today: date, calendar: WorkCalendar, mend_days: int) -> Case:
    assert entry.rating is not None
    return replace(
        case, rating=entry.rating, rated_on=today, rating_note=entry.note.strip(), mended_on=None,
        mend_by=calendar.workday_after(today, mend_days) if entry.rating.bad else None,
    )  # fmt: skip


def changed(before: Case, after_step: Case) -> dict[str, Any]:
    """The values of `before` that the step changed, as they are kept with it for taking it back."""
    names = (field.name for field in fields(Case))
    return {name: getattr(before, name) for name in names if getattr(before, name) != getattr(after_step, name)}
