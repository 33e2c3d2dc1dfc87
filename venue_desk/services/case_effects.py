"""What goes with a step of a case, and what comes back with it: materials ticked, papers held, times agreed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import Any

from db import cases as table
from db import custody, journal
from venue_desk.domain.acts import Act
from venue_desk.domain.case_appointments import called_off_by, kept_by, kept_day, waiting
from venue_desk.domain.case_steps import StepEntry
from venue_desk.domain.cases import Appointment, Case, CaseMaterial, CaseStep, Step, transition
from venue_desk.domain.custody import HeldOriginal
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import must
from venue_desk.domain.ids import new_id
from venue_desk.services.case_facts import free_envelope

Kept = dict[str, Any]
"""What was before the step, written with it."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What was written in taking a step back, and what is to be told besides."""

    written: Sequence[int]
    told: str = ""


def follow(
    act: Act, random: Random, case: Case, entry: StepEntry, materials: Sequence[CaseMaterial], kept: Kept
) -> list[int]:
    """Materials ticked or unticked, originals given back or carried along, times agreed, kept or called off."""
    return [
        *_tick(act, entry, materials, kept),
        *_give_back(act, case, entry, kept),
        *_carry(act, case, entry, kept),
        *_keep(act, case, entry, kept),
        *_appoint(act, random, case, entry, kept),
    ]


def dated(act: Act, case: Case, entry: StepEntry) -> StepEntry:
    """去过了 stands in the timeline with the day on which one went, though it is said later."""
    if entry.step is not Step.WENT:
        return entry
    kept = kept_by(entry.step, waiting(table.appointments(case.id)), act.today, entry.appointment_id)
    return replace(entry, on=kept_day(kept[0], act.today)) if kept else entry


def unfollow(act: Act, step: CaseStep) -> Undone:
    """All of that as it was before the step."""
    written, told = _hold_again(act, step)
    return Undone([*_untick(act, step), *written, *_send_away_again(act, step), *_unkeep(act, step)], told)


# materials


def _tick(act: Act, entry: StepEntry, materials: Sequence[CaseMaterial], kept: Kept) -> Sequence[int]:
    named = {*entry.missing, *entry.brought}
    ticks = [m for m in materials if m.position in named and m.given == (m.position in entry.missing)]
    if not ticks:
        return ()
    kept["_given"] = {str(m.position): [m.given, m.given_on and m.given_on.isoformat()] for m in ticks}
    ticked = [(m, replace(m, given=not m.given, given_on=None if m.given else act.today)) for m in ticks]
    return journal.change_many(act, table.CaseMaterialTable, ticked)


def _untick(act: Act, step: CaseStep) -> Sequence[int]:
    given: Any = step.before.get("_given", {})
    ticks = [m for m in table.materials(step.case_id) if str(m.position) in given]
    pairs = [(m, _as_given(m, given[str(m.position)])) for m in ticks]
    return journal.change_many(act, table.CaseMaterialTable, [(now, then) for now, then in pairs if now != then])


def _as_given(material: CaseMaterial, before: Any) -> CaseMaterial:
    """Steps of the first release kept whether it was given, without the day."""
    given, day = before if isinstance(before, list) else (before, None)
    return replace(material, given=given, given_on=date.fromisoformat(day) if day else None)


# papers held


def _give_back(act: Act, case: Case, entry: StepEntry, kept: Kept) -> Sequence[int]:
    if entry.step is not Step.RETURN_ORIGINAL:
        return ()
    given_back = [each for each in custody.of_case(case.id) if each.id in entry.original_ids and each.held]
    if len(given_back) != len(set(entry.original_ids)):
        raise Refused([must("case.original_gone", "original_ids", "有一样已经归还过了，请再看一遍。")])
    kept["_returned"] = [str(each.id) for each in given_back]
    pairs = [(each, _given_back(act, each, entry.person)) for each in given_back]
    return journal.change_many(act, custody.HeldOriginalTable, pairs)


def _given_back(act: Act, original: HeldOriginal, to: str) -> HeldOriginal:
    return replace(original, returned_at=act.at, returned_by=act.cadre_id, returned_to=to.strip(), away_at="")


def _hold_again(act: Act, step: CaseStep) -> tuple[Sequence[int], str]:
    """Into their envelope; into the next empty one, if it was given to somebody else meanwhile."""
    returned: Any = step.before.get("_returned", [])
    back = [each for each in custody.of_case(step.case_id) if str(each.id) in returned]
    others = {number for number, case_id in custody.envelopes(step.station_id).items() if case_id != step.case_id}
    taken = sorted({each.envelope for each in back} & others)
    empty = free_envelope(step.station_id) if taken else 0
    pairs = [(each, _held_again(each, empty if each.envelope in taken else each.envelope)) for each in back]
    told = f"{'、'.join(map(str, taken))} 号袋已经装了别人的证件，请改装 {empty} 号袋" if taken else ""
    return journal.change_many(act, custody.HeldOriginalTable, pairs), told


def _held_again(original: HeldOriginal, envelope: int) -> HeldOriginal:
    return replace(original, returned_at=None, returned_by=None, returned_to="", envelope=envelope)


def _carry(act: Act, case: Case, entry: StepEntry, kept: Kept) -> Sequence[int]:
    """The papers that go along with the case, or come back with it."""
    goes = entry.step in (Step.HAND_IN, Step.MOVE) and entry.with_originals
    if not goes and entry.step is not Step.BRING_BACK:
        return ()
    to = entry.place.strip() if goes else ""
    moved = [each for each in custody.of_case(case.id) if each.held and each.away_at != to]
    if moved:
        kept["_away"] = {str(each.id): each.away_at for each in moved}
    return journal.change_many(act, custody.HeldOriginalTable, [(each, replace(each, away_at=to)) for each in moved])


def _send_away_again(act: Act, step: CaseStep) -> Sequence[int]:
    away: Any = step.before.get("_away", {})
    gone = [each for each in custody.of_case(step.case_id) if each.held and str(each.id) in away]
    there = [(each, replace(each, away_at=away[str(each.id)])) for each in gone]
    return journal.change_many(act, custody.HeldOriginalTable, there)


# times agreed


def _keep(act: Act, case: Case, entry: StepEntry, kept: Kept) -> Sequence[int]:
    left, line = waiting(table.appointments(case.id)), transition(entry.step, case.state)
    done = kept_by(entry.step, left, act.today, entry.appointment_id)
    if entry.step is Step.WENT and not done:
        raise Refused([must("case.no_appointment", "", "这件没有约好还没去的时间。要再去，请先「约时间」。")])
    off = called_off_by(entry.step, (line.to_state if line else None) or case.state, left, act.today)
    if done:
        kept["_kept"] = [str(each.id) for each in done]
    if off:
        kept["_called_off"] = [str(each.id) for each in off]
    return journal.change_many(
        act, table.AppointmentTable,
        [
            *((each, replace(each, kept_on=kept_day(each, act.today))) for each in done),
            *((each, replace(each, closed_on=act.today)) for each in off),
        ],
    )  # fmt: skip


def _appoint(act: Act, random: Random, case: Case, entry: StepEntry, kept: Kept) -> Sequence[int]:
    if entry.step is not Step.APPOINT or entry.on is None:
        return ()
    appointment = Appointment(
        id=new_id(act.at, random), station_id=case.station_id, case_id=case.id, method=case.method, on=entry.on,
        hour=entry.with_whom.strip(), place=entry.place.strip(), bring=entry.note.strip(), cadre_id=case.agent_id,
    )  # fmt: skip
    kept["_appointed"] = str(appointment.id)
    return [journal.add(act, table.AppointmentTable, appointment)]


def _unkeep(act: Act, step: CaseStep) -> Sequence[int]:
    """What was kept waits again, what was called off stands again, what was agreed is called off."""
    kept, off, appointed = (step.before.get(name, ()) for name in ("_kept", "_called_off", "_appointed"))
    known = table.all_appointments(step.case_id)
    return journal.change_many(
        act, table.AppointmentTable,
        [
            *((each, replace(each, kept_on=None)) for each in _among(known, kept)),
            *((each, replace(each, closed_on=None)) for each in _among(known, off)),
            *((each, replace(each, closed_on=act.today)) for each in _among(known, [appointed])),
        ],
    )  # fmt: skip


def _among(appointments: Sequence[Appointment], ids: Any) -> Collection[Appointment]:
    return [each for each in appointments if str(each.id) in ids]
