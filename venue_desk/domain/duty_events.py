"""Published duties as entries of a calendar: what stands now, and what stood in an earlier publication and stands no more."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_OID, UUID, uuid5

from venue_desk.domain.roster import Posted, Publication, RosterFacts, Slot
from venue_desk.domain.shifts import ShiftRun

Key = tuple[Slot, UUID]


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyEvent:
    """One duty of one cadre. `uid` names the place and who stood in it, in every publication the same."""

    uid: str
    run: ShiftRun
    posted: Posted
    cancelled: bool


def duty_events(
    publications: Sequence[Publication], facts: RosterFacts, cadre_id: UUID | None = None
) -> tuple[DutyEvent, ...]:
    """The duties of the last publication, and as cancelled those of earlier ones that are gone; of one cadre or of all.

    A shift the station no longer has (the pattern changed) has no hours any more: nothing can be told of it.
    """
    runs = {(run.day, run.name): run for run in facts.runs}
    now = _by_key(publications[-1].duties)
    known = now | {key: posted for earlier in publications[:-1] for key, posted in _by_key(earlier.duties).items()}
    found = _events(publications[-1].station_id, known, now, runs, cadre_id)
    return tuple(
        sorted(found, key=lambda event: (event.run.begins_at, event.posted.role, event.posted.place, event.uid))
    )


def _events(
    station_id: UUID,
    known: Mapping[Key, Posted],
    now: Mapping[Key, Posted],
    runs: Mapping[tuple[date, str], ShiftRun],
    cadre_id: UUID | None,
) -> Iterator[DutyEvent]:
    for key, posted in known.items():
        run = runs.get((posted.day, posted.shift))
        if run is not None and cadre_id in (None, posted.cadre_id):
            uid = uuid5(NAMESPACE_OID, f"{station_id}/{posted.slot.key}/{posted.cadre_id}")
            yield DutyEvent(uid=f"{uid}@venue-desk", run=run, posted=posted, cancelled=key not in now)


def _by_key(duties: Iterable[Posted]) -> dict[Key, Posted]:
    return {(posted.slot, posted.cadre_id): posted for posted in duties}
