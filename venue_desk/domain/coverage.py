"""The 24-hour line: every minute of a day was covered by somebody who had signed on, or it is a gap and is told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise
from uuid import UUID

from venue_desk.domain.attendance import SignOn, clock, minutes
from venue_desk.domain.calendar import STATION_ZONE
from venue_desk.domain.roster import Duty
from venue_desk.domain.shifts import ShiftRun

LONGEST_STAY = timedelta(hours=12)
"""Who did not sign off counts as there for so long after their shift, where no other shift is known to follow."""
MINUTE = timedelta(minutes=1)


class Stretch(StrEnum):
    """What a piece of the line says."""

    BEFORE = "before"
    """The station had not begun to sign on: held against nobody."""
    PAST = "past"
    ELAPSED = "elapsed"
    REST = "rest"
    PLANNED = "planned"
    OPEN = "open"
    """To come, and nobody is rostered."""
    GAP = "gap"
    OVERLAP = "overlap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A piece of the line; `cadre_ids` are those who were there, or who are to come."""

    kind: Stretch
    begins: datetime
    ends: datetime
    run: ShiftRun | None = None
    cadre_ids: tuple[UUID, ...] = ()

    @property
    def minutes(self) -> int:
        """How long it is."""
        return minutes(self.ends - self.begins)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """A day from 00:00 to 24:00 without a hole between its segments; the overlaps lie over them."""

    day: date
    begins: datetime
    ends: datetime
    now: datetime
    segments: tuple[Segment, ...]
    overlaps: tuple[Segment, ...] = ()

    @property
    def gaps(self) -> tuple[Segment, ...]:
        """The minutes nobody was there."""
        return tuple(segment for segment in self.segments if segment.kind is Stretch.GAP)


@dataclass(frozen=True, slots=True)
class Presence:
    """A sign-on with the end it is counted to."""

    sign_on: SignOn
    ends: datetime

    def staying(self, now: datetime) -> bool:
        """Whether they are still there."""
        return self.sign_on.off_at is None and self.ends >= now


def presences(sign_ons: Iterable[SignOn], runs: Sequence[ShiftRun], now: datetime) -> tuple[Presence, ...]:
    """Until when everybody counts as there.

    Nobody leaves before the next one has come (DOMAIN §3.1): who has not signed off stays until somebody of a later shift
    signs on, but not beyond that shift.
    """
    known = sorted(sign_ons, key=lambda sign_on: sign_on.on_at)
    return tuple(Presence(sign_on, _until(sign_on, known, runs, now)) for sign_on in known)


def _until(sign_on: SignOn, known: Sequence[SignOn], runs: Sequence[ShiftRun], now: datetime) -> datetime:
    if sign_on.off_at is not None:
        return min(sign_on.off_at, now)
    if now <= sign_on.ends_at:
        return now
    relieved = (max(other.on_at, sign_on.ends_at) for other in known if other.begins_at >= sign_on.ends_at)
    following = next((run.ends_at for run in runs if run.begins_at >= sign_on.ends_at), sign_on.ends_at + LONGEST_STAY)
    return min(now, following, *relieved)


def coverage(
    runs: Sequence[ShiftRun],
    duties: Iterable[Duty],
    sign_ons: Iterable[SignOn],
    day: date,
    now: datetime,
    since: datetime | None = None,
) -> Coverage:
    """The line of a day as it stands `now`. `since`: the first sign-on ever, before which nothing is a gap."""
    begins = datetime.combine(day, time(), STATION_ZONE)
    ends = begins + timedelta(days=1)
    there = presences(sign_ons, runs, now)
    known = _Known(runs, tuple(duty for duty in duties if duty.cadre_id is not None), there, now, since)
    edges = {begins, ends, now, *((since,) if since else ())}
    edges |= {edge for run in runs for edge in (run.begins_at, run.ends_at)}
    edges |= {edge for each in there for edge in (each.sign_on.on_at, each.ends)}
    inside = sorted(edge for edge in edges if begins <= edge <= ends)
    pieces = [_past(known, *both) if both[1] <= now else _to_come(known, *both) for both in pairwise(inside)]
    segments = [_named(segment, there) for segment in _joined(_without_slivers(pieces))]
    return Coverage(
        day=day, begins=begins, ends=ends, now=now, segments=tuple(segments), overlaps=tuple(_overlaps(inside, there))
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """What each piece of the line is judged by."""

    runs: Sequence[ShiftRun]
    duties: Sequence[Duty]
    there: Sequence[Presence]
    now: datetime
    since: datetime | None

    def run_at(self, at: datetime) -> ShiftRun | None:
        return next((run for run in self.runs if run.begins_at <= at < run.ends_at), None)

    def planned(self, run: ShiftRun | None) -> tuple[UUID, ...]:
        mine = (duty for duty in self.duties if run and (duty.day, duty.shift) == (run.day, run.name))
        return tuple(duty.cadre_id for duty in mine if duty.cadre_id)


def _past(known: _Known, begins: datetime, ends: datetime) -> Segment:
    run, present = known.run_at(begins), _present(known.there, begins)
    if known.since is not None and ends <= known.since:
        kind = Stretch.BEFORE
    elif present:
        kind = Stretch.ELAPSED if run and run.ends_at > known.now else Stretch.PAST
    else:
        kind = Stretch.GAP
    people = known.planned(run) if kind is Stretch.GAP else _own(present, run)
    return Segment(kind=kind, begins=begins, ends=ends, run=run, cadre_ids=people)


def _to_come(known: _Known, begins: datetime, ends: datetime) -> Segment:
    run = known.run_at(begins)
    runs_now = run is not None and run.begins_at <= known.now
    staying = [each.sign_on for each in known.there if runs_now and each.staying(known.now)]
    people = _own(staying, run) or _people(staying) or known.planned(run)
    kind = Stretch.REST if staying else Stretch.PLANNED if people else Stretch.OPEN
    return Segment(kind=kind, begins=begins, ends=ends, run=run, cadre_ids=people)


def _own(sign_ons: Iterable[SignOn], run: ShiftRun | None) -> tuple[UUID, ...]:
    return _people(one for one in sign_ons if run and one.of_shift == (run.day, run.name))


def _named(segment: Segment, there: Sequence[Presence]) -> Segment:
    """A stretch is named after the shift's own people; where none of them was there, after whoever was."""
    if segment.cadre_ids or segment.kind not in (Stretch.PAST, Stretch.ELAPSED):
        return segment
    return replace(segment, cadre_ids=_people(_present(there, segment.begins)))


def _present(there: Sequence[Presence], at: datetime) -> list[SignOn]:
    return [each.sign_on for each in there if each.sign_on.on_at <= at < each.ends]


def _people(sign_ons: Iterable[SignOn]) -> tuple[UUID, ...]:
    """Leads first, then as they came."""
    return tuple(dict.fromkeys(one.cadre_id for one in sorted(sign_ons, key=lambda one: (one.role.value, one.on_at))))


def _without_slivers(pieces: Sequence[Segment]) -> list[Segment]:
    """Seconds between one leaving and the next signing on are no gap."""
    kept: list[Segment] = []
    for number, piece in enumerate(pieces):
        sliver = piece.kind is Stretch.GAP and piece.ends - piece.begins < MINUTE
        if sliver and kept and kept[-1].kind is not Stretch.GAP:
            kept[-1] = replace(kept[-1], ends=piece.ends)
        elif sliver and number + 1 < len(pieces) and pieces[number + 1].kind is not Stretch.GAP:
            kept.append(replace(pieces[number + 1], begins=piece.begins, ends=piece.ends))
        else:
            kept.append(piece)
    return kept


def _joined(pieces: Iterable[Segment]) -> list[Segment]:
    joined: list[Segment] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last is not None and (last.kind, last.run) == (piece.kind, piece.run):
            people = tuple(dict.fromkeys((*last.cadre_ids, *piece.cadre_ids)))
            joined[-1] = replace(last, ends=piece.ends, cadre_ids=people)
        else:
            joined.append(piece)
    return joined


def _overlaps(edges: Sequence[datetime], there: Sequence[Presence]) -> list[Segment]:
    """Where people of two shifts were there together."""
    pieces = []
    for begins, ends in pairwise(edges):
        found = _present(there, begins)
        if len({one.of_shift for one in found}) > 1:
            people = tuple(one.cadre_id for one in found)
            pieces.append(Segment(kind=Stretch.OVERLAP, begins=begins, ends=ends, cadre_ids=people))
    return [segment for segment in _joined_in_time(pieces) if segment.minutes]


def _joined_in_time(pieces: Iterable[Segment]) -> list[Segment]:
    joined: list[Segment] = []
    for piece in pieces:
        if joined and joined[-1].ends == piece.begins:
            people = tuple(dict.fromkeys((*joined[-1].cadre_ids, *piece.cadre_ids)))
            joined[-1] = replace(joined[-1], ends=piece.ends, cadre_ids=people)
        else:
            joined.append(piece)
    return joined


def sentence_of(day: Coverage) -> str:
    """The line in one sentence: 24 小时有人值守，无空档。 Or each gap, and who is to come."""
    told = [f"{clock(gap.begins)} 到 {clock(gap.ends)} 空了 {gap.minutes} 分钟" for gap in day.gaps]
    empty = [segment.run.name for segment in day.segments if segment.kind is Stretch.OPEN and segment.run]
    told += [f"{name}还没排人" for name in dict.fromkeys(empty)]
    if told:
        return f"{'，'.join(told)}。"
    return "24 小时有人值守，无空档。" if day.ends <= day.now else "到现在一直有人值守，后面也排好了。"
