"""交接班: which handover is due, what it holds, signing by both, the seal, and what is added after it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from db import cadres, duty_log, holidays, journal, roster, settings, shifts
from db import handover as table
from db.invariants import refusing
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.attendance import name_of
from venue_desk.domain.calendar import day_of
from venue_desk.domain.duty_log import situation_text
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import Finding
from venue_desk.domain.handover import (
    Handover,
    HandoverAddition,
    HandoverItem,
    HandoverOffer,
    HandoverState,
    ItemState,
)
from venue_desk.domain.handover_history import HandoverRow
from venue_desk.domain.handover_rules import (
    WITH_DIFFERENCE,
    check_addition,
    check_answer,
    check_clock,
    check_given,
    check_giver,
    check_items,
    check_moved,
    check_open,
    check_taker,
    check_texts,
)
from venue_desk.domain.handover_seals import seal_of
from venue_desk.domain.handover_turns import (
    Coming,
    Turn,
    ahead_finding,
    coming_at,
    forgotten_finding,
    gap_finding,
    turns,
)
from venue_desk.domain.holidays import calendar_of
from venue_desk.domain.home import Done
from venue_desk.domain.ids import new_id, new_ids
from venue_desk.domain.records import said
from venue_desk.domain.settings import value_on
from venue_desk.domain.shifts import runs
from venue_desk.services import handover_history
from venue_desk.services.access import Access
from venue_desk.services.attendance import taken_over
from venue_desk.services.listings import Listed
from venue_desk.services.saved import Saved, known, refuse_blocking
from venue_desk.services.unit import work

BACK, AHEAD = timedelta(days=3), timedelta(days=3)
"""How far back a forgotten handover is still asked for, and how far ahead the next one is looked for."""
Gather = Callable[[UUID, datetime], list[HandoverOffer]]


@dataclass(frozen=True, slots=True)
class Handovers:
    """The verbs of the handover. `gather` asks every register; what was sealed or answered is not undone."""

    announcer: Announcer
    random: Random
    access: Access
    gather: Gather

    # --- what is due

    def coming(self, act: Act) -> Coming:
        """Which handover is due now or next, and the earlier ones that nobody finished."""
        return _coming(act.station_id, act.at)

    def gap_in(self, act: Act, coming: Coming) -> Finding | None:
        """Nobody took over, by what was read just now: since how many minutes, and who is responsible until they sign."""
        return _gap(act.station_id, coming, act.at)

    def findings(self, station_id: UUID, now: datetime) -> list[Finding]:
        """The gap, then what was forgotten."""
        coming = _coming(station_id, now)
        return _amiss(station_id, coming, now)

    def get(self, act: Act, handover_id: UUID) -> Handover:
        """The handover with this id."""
        return known(table.handover(handover_id), act.station_id)

    def of_day(self, station_id: UUID, day: date) -> list[Handover]:
        """The handovers at the end of the shifts that began on the day, in their order."""
        return table.of_days(station_id, day, day)

    def rows(self, station_id: UUID, *, offset: int = 0, limit: int = 100) -> list[HandoverRow]:
        """The handovers on record, the latest first."""
        return handover_history.page(station_id, offset=offset, limit=limit)

    def between(self, station_id: UUID, first: date, last: date) -> list[HandoverRow]:
        """The handovers at the end of shifts that began on these days, the latest first."""
        return handover_history.of_days(station_id, first, last)

    def first_day(self, station_id: UUID) -> date | None:
        """The day of the first handover; None while there is none."""
        first = table.first_due(station_id)
        return day_of(first) if first is not None else None

    def recent(self, act: Act, coming: Coming, limit: int) -> list[HandoverRow]:
        """The last ones but the one in hand, with those that nobody began in their places."""
        return handover_history.recent(act.station_id, coming, limit)

    def last_sealed(self, station_id: UUID) -> Handover | None:
        """The one that was sealed last."""
        return table.last_sealed(station_id)

    def additions(self, handover: Handover) -> list[HandoverAddition]:
        """What was added to it, the earliest first."""
        return table.additions([handover.id])

    # --- the giver

    def begin(self, act: Act, turn: Turn) -> Saved[Handover]:
        """Begin the handover of a turn, as the roster plans it; a handover is begun once, in whichever window."""
        with work(self.announcer, Topic.HANDOVER), refusing(table.BREACHES):
            refuse_blocking(check_clock(act.at, turn.begins_at, "这一班开始的时候"))
            if table.of_shift(act.station_id, *turn.key) is not None:
                raise Refused([table.BEGUN])
            giver = turn.giver_id or act.cadre_id
            handover = Handover(
                id=new_id(act.at, self.random), station_id=act.station_id, from_day=turn.from_day,
                from_shift=turn.from_shift, to_day=turn.to_day, to_shift=turn.to_shift, due_at=turn.due_at,
                giver_id=giver, lead_giver_id=turn.lead_giver_id,
                taker_id=turn.taker_id if turn.taker_id != giver else None, lead_taker_id=turn.lead_taker_id,
                situation=_situation(act.station_id, turn, act.at), begun_at=act.at,
            )  # fmt: skip
            return Saved(handover, [journal.add(act, table.HandoverTable, handover)])

    def situation(self, act: Act, turn: Turn) -> str:
        """How the shift went as the duty log has it, for the giver to go on from."""
        return _situation(act.station_id, turn, act.at)

    def offers(self, station_id: UUID, at: datetime) -> list[HandoverOffer]:
        """What the registers have to hand over at this moment: it is gathered anew until the giver signs."""
        return self.gather(station_id, at)

    def write(self, act: Act, before: Handover, situation: str, notes: str) -> Saved[Handover]:
        """What the giver writes of the shift and wants minded."""
        situation, notes = situation.strip(), notes.strip()
        with work(self.announcer, Topic.HANDOVER):
            refuse_blocking([*check_open(self._now(act, before)), *check_texts(situation, notes)])
            after = replace(before, situation=situation, notes=notes)
            if after == before:
                return Saved(before, ())
            return Saved(after, [journal.change(act, table.HandoverTable, before, after)])

    def give(
        self, act: Act, before: Handover, seen: Sequence[HandoverOffer], password: str, giver_id: UUID | None = None
    ) -> Saved[Handover]:
        """签字交班: the giver signs what stood before their eyes; the items are fixed from now on."""
        giver = cadres.cadre(giver_id or before.giver_id)
        with work(self.announcer, Topic.HANDOVER):
            refuse_blocking(check_open(self._now(act, before)) or check_giver(before, giver))
            assert giver is not None  # said above
            refuse_blocking(check_clock(act.at, before.begun_at, "开始交接的时候"))
            offers = self.offers(act.station_id, act.at)
            refuse_blocking(check_moved(seen, offers))
            self.access.confirm_as(giver.id, password)
            after = replace(
                before, giver_id=giver.id, taker_id=before.taker_id if before.taker_id != giver.id else None,
                state=HandoverState.GIVEN, given_at=act.at,
            )  # fmt: skip
            written = [journal.change(act, table.HandoverTable, before, after)]
            items = self._items_of(act, after, offers)
            return Saved(after, [*written, *journal.add_many(act, table.HandoverItemTable, items)])

    # --- the taker

    def items(self, handover: Handover) -> list[HandoverItem]:
        """The items as the giver signed them, each with the taker's answer; none before the giver signed."""
        return table.items([handover.id])

    def answer(
        self, act: Act, before: HandoverItem, state: ItemState, difference: str = "", followed_by: UUID | None = None
    ) -> Saved[HandoverItem]:
        """接 or 不符, item by item; an answer is changed by another one until it is sealed."""
        difference = difference.strip()
        with work(self.announcer, Topic.HANDOVER):
            handover = known(table.handover(before.handover_id), act.station_id)
            refuse_blocking(
                [*check_given(handover), *check_answer(state, difference, followed=followed_by is not None)]
            )
            refuse_blocking(check_clock(act.at, handover.given_at or handover.begun_at, "交班人签字的时候"))
            differs = state in WITH_DIFFERENCE
            waits = state is ItemState.WAITING
            after = replace(
                before, state=state, difference=difference if differs else "",
                followed_by=followed_by if state is ItemState.TAKEN_AS_IS else None,
                answered_at=None if waits else act.at, answered_by=None if waits else act.cadre_id,
            )  # fmt: skip
            journal.change(act, table.HandoverItemTable, before, after)
            return Saved(after, ())

    def taking(self, act: Act, before: Handover, taker_id: UUID | None) -> list[Finding]:
        """What still stands in the way of 签字接班, but for the password."""
        taker = cadres.cadre(taker_id) if taker_id else None
        return [
            *check_given(before),
            *check_taker(before.giver_id, taker, act.station_id, chosen=taker_id is not None),
            *check_items(self.items(before)),
            *check_clock(act.at, before.given_at or before.begun_at, "交班人签字的时候"),
        ]

    def take(self, act: Act, before: Handover, taker_id: UUID | None, password: str) -> Saved[Handover]:
        """签字接班: the taker, planned or not, signs; from then on it is sealed, they are responsible and signed on."""
        with work(self.announcer, Topic.HANDOVER, Topic.ATTENDANCE), refusing(table.BREACHES):
            refuse_blocking(self.taking(act, self._now(act, before), taker_id))
            assert taker_id is not None  # said above
            self.access.confirm_as(taker_id, password)
            last = table.last_sealed(act.station_id)
            signed = replace(
                before, taker_id=taker_id, taken_at=act.at, previous_seal=last.seal if last else "",
                state=HandoverState.SEALED,
            )  # fmt: skip
            after = replace(signed, seal=seal_of(signed, self.items(before)))
            journal.change(act, table.HandoverTable, before, after)
            taken_over(act, after, self.random)
            return Saved(after, ())

    def add(self, act: Act, handover: Handover, text: str) -> Saved[HandoverAddition]:
        """补记: what was found out after sealing."""
        text = text.strip()
        with work(self.announcer, Topic.HANDOVER):
            handover = known(table.handover(handover.id), act.station_id)
            refuse_blocking(check_addition(handover, text))
            addition = HandoverAddition(
                id=new_id(act.at, self.random), station_id=act.station_id, handover_id=handover.id, at=act.at,
                noted_by=act.cadre_id, text=text,
            )  # fmt: skip
            journal.add(act, table.HandoverAdditionTable, addition)
            return Saved(addition, ())

    # within

    def _now(self, act: Act, before: Handover) -> Handover:
        """The handover as it is on record: what may be done with it does not depend on an old page."""
        return known(table.handover(before.id), act.station_id)

    def _items_of(self, act: Act, handover: Handover, offers: Sequence[HandoverOffer]) -> list[HandoverItem]:
        ids = new_ids(act.at, self.random, len(offers))
        return [
            HandoverItem(
                id=item_id, station_id=act.station_id, handover_id=handover.id, position=place,
                **said(HandoverOffer, offer),
            )
            for place, (item_id, offer) in enumerate(zip(ids, offers, strict=True), start=1)
        ]  # fmt: skip


def todos_at(station_id: UUID, now: datetime) -> list[Finding]:
    """What is amiss with handing over; while nothing is late, the one at the end of this shift."""
    coming = _coming(station_id, now)
    amiss = _amiss(station_id, coming, now)
    late = any(found.due is None for found in amiss)
    taker = cadres.cadre(coming.turn.taker_id) if coming.turn.taker_id else None
    ahead = None if late else ahead_finding(coming, taker.name if taker else "", now)
    return [*amiss, *([ahead] if ahead else ())]


def done_at(station_id: UUID, begins: datetime, ends: datetime) -> list[Done]:
    """Who took over in this stretch of time."""
    taken = table.taken_between(station_id, begins, ends)
    names = cadres.names(station_id) if taken else {}
    return [
        Done(each.taken_at, f"{name_of(names, each.taker_id)}接班签字")
        for each in taken
        if each.taken_at is not None and each.taker_id is not None
    ]


def export_columns() -> dict[str, Listed]:
    """交接班, the latest first."""
    return {"handovers": handover_history.listing}


def _coming(station_id: UUID, now: datetime) -> Coming:
    first, last = day_of(now - BACK), day_of(now + AHEAD)
    found = turns(
        runs(shifts.patterns(station_id), calendar_of(holidays.holidays(station_id)), first, last),
        roster.duties(station_id, first, last),
        table.of_days(station_id, first, last),
    )
    ahead = value_on(settings.settings(station_id), "handover_minutes", day_of(now))
    return coming_at(found, table.unfinished(station_id), table.first_due(station_id), now, ahead)


def _amiss(station_id: UUID, coming: Coming, now: datetime) -> list[Finding]:
    """Nobody took over, and earlier handovers that were never begun or never finished."""
    gap = _gap(station_id, coming, now)
    return [*([gap] if gap else ()), *(forgotten_finding(turn, day_of(now)) for turn in coming.earlier)]


def _gap(station_id: UUID, coming: Coming, now: datetime) -> Finding | None:
    patience = value_on(settings.settings(station_id), "late_minutes", day_of(now))
    giver = cadres.cadre(coming.turn.giver_id) if coming.turn.giver_id else None
    return gap_finding(coming, giver.name if giver else "", now, patience)


def _situation(station_id: UUID, turn: Turn, now: datetime) -> str:
    """The duty log in a sentence, for the giver to go on from."""
    return situation_text(duty_log.lines(station_id, turn.begins_at, now))
