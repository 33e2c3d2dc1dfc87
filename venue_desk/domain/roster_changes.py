"""What a change of the roster touches: duties under a leave, two duties that exchange people, all since it was published."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from venue_desk.domain.calendar import short_date
from venue_desk.domain.findings import Finding, must, should
from venue_desk.domain.leaves import LeaveEntry
from venue_desk.domain.roster import Duty, Publication, RosterFacts, Slot
from venue_desk.domain.roster_rules import Unfit, unfit


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """A place that is filled otherwise than before; None = nobody."""

    slot: Slot
    was: UUID | None
    now: UUID | None


@dataclass(frozen=True, slots=True)
class Exchange:
    """`duty` goes to `with_id`; `back`, theirs, goes to whoever had `duty`, None if they simply help out."""

    duty: Duty
    with_id: UUID
    back: Duty | None = None


def changed_since(publication: Publication, facts: RosterFacts) -> tuple[PlaceChange, ...]:
    """The places of the month that are filled otherwise than they were published."""
    posted = {each.slot: each.cadre_id for each in publication.duties}
    changes = (PlaceChange(slot, posted.get(slot), facts.on(slot)) for slot in sorted({*posted, *facts.slots}))
    return tuple(change for change in changes if change.was != change.now)


def duties_under(leave: LeaveEntry, duties: Iterable[Duty], name: str, today: date) -> list[Finding]:
    """Each duty, from today on, that needs somebody else once the leave is granted."""
    found = [duty for duty in duties if duty.cadre_id == leave.cadre_id and today <= duty.day]
    return [_needs_another(duty, name, today) for duty in found if leave.from_on <= duty.day <= leave.to_on]


def _needs_another(duty: Duty, name: str, today: date) -> Finding:
    locked = "（已锁定）" if duty.locked else ""
    sentence = f"{_when(duty.slot, today)}排了{name}{duty.role.label}{locked}，准了假要换人。"
    return replace(should("leave.duty", duty.slot.key, sentence), subject=duty.id, due=duty.day)


def check_exchange(
    exchange: Exchange, facts_of: Callable[[date], RosterFacts], at: datetime, today: date
) -> list[Finding]:
    """Neither shift has begun, they are not the same one, and each of the two can take the other's place."""
    duty, back = exchange.duty, exchange.back
    if duty.cadre_id is None:
        return [must("swap.nobody", "duty_id", f"{_when(duty.slot, today)}还没有排人，直接排上就行，不用换班。")]
    if duty.cadre_id == exchange.with_id:
        return [must("swap.self", "with_cadre_id", "这一班本来就是自己的，请选另一位干部。")]
    if back is not None and back.cadre_id != exchange.with_id:
        return [must("swap.not_theirs", "return_duty_id", f"{_when(back.slot, today)}不是对方的班，请另选一班。")]
    if back is not None and (back.day, back.shift) == (duty.day, duty.shift):
        return [must("swap.same", "return_duty_id", "两个人本来就在同一班，不用换。")]
    begun = [_begun(field, each, today) for field, each in _named(exchange) if each.begins_at <= at]
    return begun or list(_unfit(exchange, facts_of, today))


def _named(exchange: Exchange) -> Iterator[tuple[str, Duty]]:
    yield "duty_id", exchange.duty
    if exchange.back is not None:
        yield "return_duty_id", exchange.back


def _begun(field: str, duty: Duty, today: date) -> Finding:
    return must("swap.over", field, f"{_when(duty.slot, today)}已经开始了，不能再换。有人替了，请在排班里记替班。")


def _unfit(exchange: Exchange, facts_of: Callable[[date], RosterFacts], today: date) -> Iterator[Finding]:
    """Seen as if both places were empty: what each of the two does besides."""
    slots = {duty.slot for _, duty in _named(exchange)}
    takers = [("with_cadre_id", exchange.with_id, exchange.duty)]
    if exchange.back is not None and exchange.duty.cadre_id is not None:
        takers.append(("return_duty_id", exchange.duty.cadre_id, exchange.back))
    for field, cadre_id, duty in takers:
        facts = vacated(facts_of(duty.day), slots)
        cadre = facts.cadre(cadre_id)
        why = unfit(facts, cadre, duty.slot) if cadre is not None else Unfit.AWAY
        if why not in (None, Unfit.NOT_LEADING):
            sentence = f"{_when(duty.slot, today)}：{facts.name(cadre_id)}{why.said}，换不成。请另找人或另选一班。"
            yield must("swap.unfit", field, sentence)


def vacated(facts: RosterFacts, slots: Collection[Slot]) -> RosterFacts:
    """The roster with these places empty."""
    return replace(facts, duties={slot: duty for slot, duty in facts.duties.items() if slot not in slots})


def _when(slot: Slot, today: date) -> str:
    return f"{short_date(slot.day, today)}{slot.shift}"
