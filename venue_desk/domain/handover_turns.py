"""When a shift turns into the next: which handover is due now or next, which was forgotten, and how long nobody took over."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from uuid import UUID

from venue_desk.domain.calendar import at_station, day_of, short_date
from venue_desk.domain.findings import Finding, must, should
from venue_desk.domain.handover import Handover, HandoverState
from venue_desk.domain.roster import Duty, Role
from venue_desk.domain.shifts import ShiftRun

FIRST_LATE = timedelta(hours=2)
"""So long after its time the very first handover of a station is still the one in hand."""
READY = timedelta(hours=2)
"""So long before its time one begins to lay ready what is handed over."""
EVENING = 18
"""From this hour on a handover belongs to the night."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One shift ends and the next begins at `due_at`: who is planned to give and to take, and the handover once begun."""

    from_day: date
    from_shift: str
    to_day: date
    to_shift: str
    begins_at: datetime
    due_at: datetime
    giver_id: UUID | None = None
    lead_giver_id: UUID | None = None
    taker_id: UUID | None = None
    lead_taker_id: UUID | None = None
    planned: bool = False
    handover: Handover | None = None

    @property
    def title(self) -> str:
        """白班交夜班."""
        return f"{self.from_shift}交{self.to_shift}"

    @property
    def done(self) -> bool:
        """Whether both have signed."""
        return self.handover is not None and self.handover.state is HandoverState.SEALED

    @property
    def given(self) -> bool:
        """Whether the giver has signed, and the taker not yet."""
        return self.handover is not None and self.handover.state is HandoverState.GIVEN

    @property
    def key(self) -> tuple[date, str]:
        """The shift that ends: it is handed over once."""
        return self.from_day, self.from_shift

    def minutes_late(self, now: datetime) -> int:
        """How long after the end of the shift it was, or still is, until somebody took over."""
        end = self.handover.taken_at if self.handover is not None and self.handover.taken_at else now
        return max(0, int((end - self.due_at).total_seconds() // 60))


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """The handover due now or next, from when on it opens by itself, and earlier ones that nobody finished.

    `expected`: the station hands over, so that missing this one is a gap.
    """

    turn: Turn
    opens_at: datetime
    expected: bool = False
    earlier: tuple[Turn, ...] = ()

    def due(self, now: datetime) -> bool:
        """Whether it is time, and not done yet."""
        return now >= self.opens_at and not self.turn.done


def turns(runs: Sequence[ShiftRun], duties: Iterable[Duty], handovers: Iterable[Handover]) -> tuple[Turn, ...]:
    """Each turn between two shifts; where the same people go on serving, nothing is handed over."""
    people: dict[tuple[date, str], dict[Role, list[UUID]]] = {}
    for duty in sorted(duties, key=lambda duty: duty.place):
        if duty.cadre_id is not None:
            people.setdefault((duty.day, duty.shift), {}).setdefault(duty.role, []).append(duty.cadre_id)
    begun = {(handover.from_day, handover.from_shift): handover for handover in handovers}
    found = []
    for run, following in pairwise(runs):
        before, after = people.get((run.day, run.name), {}), people.get((following.day, following.name), {})
        handover = begun.get((run.day, run.name))
        if handover is None and before.get(Role.ON_DUTY) and before.get(Role.ON_DUTY) == after.get(Role.ON_DUTY):
            continue
        turn = Turn(
            from_day=run.day, from_shift=run.name, to_day=following.day, to_shift=following.name,
            begins_at=run.begins_at, due_at=run.ends_at, planned=bool(before or after), handover=handover,
        )  # fmt: skip
        found.append(_with_people(turn, before, after))
    return tuple(found)


def _with_people(turn: Turn, before: Mapping[Role, list[UUID]], after: Mapping[Role, list[UUID]]) -> Turn:
    """Those on duty give and take, the leads beside them; without anybody on duty the lead stands in."""
    givers, takers = _in_order(before), _in_order(after)
    giver = givers[0] if givers else None
    return replace(
        turn,
        giver_id=giver,
        lead_giver_id=next(iter(before.get(Role.LEAD, ())), None),
        taker_id=next((each for each in takers if each != giver), None),
        lead_taker_id=next(iter(after.get(Role.LEAD, ())), None),
    )


def _in_order(people: Mapping[Role, list[UUID]]) -> list[UUID]:
    return [*people.get(Role.ON_DUTY, ()), *people.get(Role.LEAD, ())]


def turn_of(handover: Handover) -> Turn:
    """A handover on record as a turn, whatever the roster says now."""
    return Turn(
        from_day=handover.from_day, from_shift=handover.from_shift, to_day=handover.to_day, to_shift=handover.to_shift,
        begins_at=handover.begun_at, due_at=handover.due_at, giver_id=handover.giver_id,
        lead_giver_id=handover.lead_giver_id, taker_id=handover.taker_id, lead_taker_id=handover.lead_taker_id,
        planned=True, handover=handover,
    )  # fmt: skip


def coming_at(
    found: Sequence[Turn], unfinished: Iterable[Handover], since: datetime | None, now: datetime, ahead: int
) -> Coming:
    """The last turn that has opened unless it is done, else the next; `ahead` minutes before its end a shift is handed over.

    Forgotten is what was planned since the station's first handover (`since`) and has neither been begun nor is it due.
    Before the first one nothing is: what was missed for long is passed over.
    """

    def expected(each: Turn) -> bool:
        return each.handover is not None or (each.planned and since is not None and each.due_at >= since)

    minutes = timedelta(minutes=ahead)
    opened = [turn for turn in found if turn.due_at - minutes <= now]
    rest = [turn for turn in found if turn.due_at - minutes > now]
    in_hand = [each for each in opened[-1:] if expected(each) or now < each.due_at + FIRST_LATE]
    turn = next(each for each in (*in_hand, *rest) if not each.done)
    known = {each.key for each in found}
    earlier = [turn_of(each) for each in unfinished if (each.from_day, each.from_shift) not in known]
    earlier += [each for each in opened if each.key != turn.key and not each.done and expected(each)]
    latest = sorted(earlier, key=lambda each: each.due_at, reverse=True)
    return Coming(turn=turn, opens_at=turn.due_at - minutes, expected=expected(turn), earlier=tuple(latest))


def gap_finding(coming: Coming, giver: str, now: datetime, patience: int) -> Finding | None:
    """Nobody took over: said once `patience` minutes have passed; the giver stays responsible."""
    turn, minutes = coming.turn, coming.turn.minutes_late(now)
    if turn.done or not coming.expected or minutes < max(patience, 1):
        return None
    still = f"签字前仍由{turn.from_shift}{f'的{giver}' if giver else ''}负责。"
    if turn.given:
        return must("handover.unsigned", "", f"{turn.title}过了 {span_text(minutes)}还没签完。请接班人来签字，{still}")
    return must("handover.gap", "", f"{turn.title}过了 {span_text(minutes)}还没有人接班。请接班人来办交接，{still}")


def ahead_finding(coming: Coming, taker: str, now: datetime) -> Finding | None:
    """The handover at the end of this shift, told in time to lay ready what goes with it; signed, it waits for the taker."""
    turn = coming.turn
    if turn.done or not (turn.planned or coming.expected) or now < turn.due_at - READY:
        return None
    if turn.given:
        return should("handover.given", "", f"{turn.title}，交班人已签字，请{taker or '接班人'}逐项来接。")
    due = at_station(turn.due_at)
    code = "handover.tonight" if due.hour >= EVENING else "handover.ahead"
    return should(code, "", f"{turn.title}，{due:%H:%M} 待办、证件、公章、钥匙逐项交。")


def forgotten_finding(turn: Turn, today: date) -> Finding:
    """An earlier handover that was never begun or never finished."""
    when = f"{short_date(day_of(turn.due_at), today)} {at_station(turn.due_at):%H:%M}"
    if turn.given:
        sentence = f"{when} {turn.title}的交接没有办完。请接班人接着签字。"
    else:
        sentence = f"{when} {turn.title}没有办交接。请两班的人补办。"
    return replace(should("handover.forgotten", "", sentence), due=day_of(turn.due_at))


def span_text(minutes: int) -> str:
    """42 分钟, 3 小时 5 分钟, 2 天."""
    if minutes >= 2 * 24 * 60:
        return f"{minutes // (24 * 60)} 天"
    hours, rest = divmod(minutes, 60)
    return " ".join(
        part for part in (f"{hours} 小时" if hours else "", f"{rest} 分钟" if rest or not hours else "") if part
    )
