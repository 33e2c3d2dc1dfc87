"""Who is on watch now: the shift that runs, who is planned for it and who has signed on, and who comes next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from venue_desk.domain.attendance import SignOn, name_of
from venue_desk.domain.coverage import presences
from venue_desk.domain.roster import Duty, Role, ServingNow
from venue_desk.domain.shifts import ShiftRun


class WatchState(StrEnum):
    """Whether the desk is kept."""

    UNUSED = "unused"
    """Nobody was ever rostered or signed on: nothing is missing yet."""
    KEPT = "kept"
    HELD_OVER = "held_over"
    """The shift before is still there: until somebody takes over it stays responsible."""
    NOBODY = "nobody"

    @property
    def label(self) -> str:
        """The word on the chip."""
        return {"unused": "还没排班", "kept": "值班中", "held_over": "上一班在岗", "nobody": "无人值班"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attending:
    """One person of a shift: planned for it, signed on to it, or both."""

    cadre_id: UUID
    role: Role
    duty: Duty | None = None
    sign_on: SignOn | None = None

    @property
    def present(self) -> bool:
        """Signed on and not off again."""
        return self.sign_on is not None and self.sign_on.off_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """The desk at one instant; `held_over` are those of an earlier shift who stay, `early` those of the next already there."""

    state: WatchState
    at: datetime
    run: ShiftRun | None = None
    people: tuple[Attending, ...] = ()
    held_over: tuple[SignOn, ...] = ()
    early: tuple[SignOn, ...] = ()
    next_run: ShiftRun | None = None
    next_duties: tuple[Duty, ...] = ()

    @property
    def kept(self) -> bool:
        """Whether somebody is there."""
        return self.state in (WatchState.KEPT, WatchState.HELD_OVER)

    @property
    def cadre_ids(self) -> frozenset[UUID]:
        """Everybody named here."""
        people = {person.cadre_id for person in self.people}
        people |= {one.cadre_id for one in (*self.held_over, *self.early)}
        return frozenset(people | {duty.cadre_id for duty in self.next_duties if duty.cadre_id})

    def of(self, cadre_id: UUID) -> Attending | None:
        """This person's part in the shift that runs."""
        return next((person for person in self.people if person.cadre_id == cadre_id), None)


def watch_at(
    serving: ServingNow, sign_ons: Iterable[SignOn], runs: Sequence[ShiftRun], now: datetime, *, used: bool
) -> Watch:
    """Who is there. Planned people come first, each with their sign-on, then whoever came beside them."""
    known = list(sign_ons)
    of_run = {one.cadre_id: one for one in known if serving.run and one.of_shift == (serving.run.day, serving.run.name)}
    people = [
        Attending(cadre_id=duty.cadre_id, role=duty.role, duty=duty, sign_on=of_run.pop(duty.cadre_id, None))
        for duty in serving.duties
        if duty.cadre_id is not None
    ]
    people += [Attending(cadre_id=one.cadre_id, role=one.role, sign_on=one) for one in of_run.values()]
    staying = [each.sign_on for each in presences(known, runs, now) if each.staying(now)]
    held = tuple(one for one in staying if serving.run is None or one.ends_at <= serving.run.begins_at)
    early = tuple(one for one in staying if serving.run is not None and one.begins_at >= serving.run.ends_at)
    return Watch(
        state=_state(people, held, early, used=used), at=now, run=serving.run, people=tuple(people),
        held_over=held, early=early, next_run=serving.next_run, next_duties=serving.next_duties,
    )  # fmt: skip


def _state(people: Sequence[Attending], held: Sequence[SignOn], early: Sequence[SignOn], *, used: bool) -> WatchState:
    if early or any(person.present for person in people):
        return WatchState.KEPT
    if held:
        return WatchState.HELD_OVER
    return WatchState.NOBODY if used or people else WatchState.UNUSED


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Somebody a caller may ask for: name, role and phone."""

    name: str
    role: Role
    phone: str


@dataclass(frozen=True, slots=True)
class TopDuty:
    """What the top of the window says of the desk: its state, the shift, and whom one would ring."""

    state: WatchState
    shift: str = ""
    people: tuple[OnDuty, ...] = ()

    @property
    def sentence(self) -> str:
        """The same, as it is spoken."""
        said = "，".join(f"{each.role.label}{each.name} {each.phone}".rstrip() for each in self.people)
        return "，".join(part for part in (self.state.label, self.shift, said) if part)


UNUSED = TopDuty(WatchState.UNUSED)
"""A station that has not begun to roster."""


def top_duty(watch: Watch, names: Mapping[UUID, str], phones: Mapping[UUID, str]) -> TopDuty:
    """One of each role: who is there, and where nobody is, who should be."""
    people = [(person.cadre_id, person.role) for person in watch.people if person.present]
    staying = (*watch.early, *watch.held_over)
    people = people or [(one.cadre_id, one.role) for one in staying]
    people = people or [(person.cadre_id, person.role) for person in watch.people]
    first = {role: cadre_id for cadre_id, role in reversed(people)}
    shown = [OnDuty(name_of(names, first[role]), role, phones.get(first[role], "")) for role in Role if role in first]
    return TopDuty(watch.state, watch.run.name if watch.run else "", tuple(shown))
