"""Swaps: asked, accepted by the other, approved by whoever leads; on approval the two duties exchange their people."""

from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import Any
from uuid import UUID

from db import cadres, journal
from db import roster as duty_table
from db import swaps as table
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.cadres import decides_on
from venue_desk.domain.calendar import short_date
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import Finding, must, should
from venue_desk.domain.ids import new_id
from venue_desk.domain.records import said
from venue_desk.domain.roster import Duty, RosterFacts
from venue_desk.domain.roster_changes import Exchange, check_exchange
from venue_desk.domain.swaps import Swap, SwapEntry, SwapState, check_step, check_swap, tidy_swap
from venue_desk.services.roster_reading import month_facts
from venue_desk.services.roster_writing import Filling, places_of, write
from venue_desk.services.saved import Saved, known, refuse_blocking
from venue_desk.services.unit import work


@dataclass(frozen=True, slots=True)
class SwapRow:
    """A swap with the duties it speaks of, and why it can no longer be done ("" = it can)."""

    swap: Swap
    duty: Duty
    back: Duty | None
    hindered: str = ""


@dataclass(frozen=True, slots=True)
class Swaps:
    """The verbs of the swaps."""

    announcer: Announcer
    random: Random

    # --- as they stand

    def open(self, station_id: UUID) -> list[Swap]:
        """Those still to be answered or decided, the earliest first."""
        return table.open_swaps(station_id)

    def waiting(self, act: Act) -> list[SwapRow]:
        """Those still to be answered or decided, the earliest first, each with what stands in its way."""
        found = table.open_swaps(act.station_id)
        return [replace(row, hindered=_first(self._hindrances(act, row.swap))) for row in _rows(found)]

    def latest(self, station_id: UUID, limit: int) -> list[SwapRow]:
        """All of them, the latest first."""
        return _rows(table.swaps(station_id, limit))

    def findings(self, act: Act, entry: SwapEntry) -> list[Finding]:
        """What stands in the way of the swap as it is typed."""
        open_swaps = table.open_swaps(act.station_id)
        return [*check_swap(tidy_swap(entry), open_swaps), *self._check_exchange(act, _exchange(act, entry))]

    # --- changing them

    def ask(self, act: Act, entry: SwapEntry) -> Saved[Swap]:
        """Ask another cadre to take a duty: one's own, or somebody's on whose behalf one may decide."""
        swap = self._new(act, entry)
        if act.cadre_id != swap.cadre_id and not self.decides(act, swap.cadre_id):
            raise Refused([must("swap.not_theirs", "duty_id", "换别人的班，请本人来问，或请站长、带班干部来安排。")])
        with work(self.announcer, Topic.SWAPS):
            return Saved(swap, [journal.add(act, table.SwapTable, swap)])

    def arrange(self, act: Act, entry: SwapEntry) -> Saved[Swap]:
        """Whoever leads asks, accepts and approves in one, on the others' behalf."""
        swap = self._new(act, entry)
        self._must_decide(act, swap)
        done = replace(
            swap, state=SwapState.APPROVED, answered_at=act.at_utc, answered_by=act.cadre_id,
            decided_at=act.at_utc, decided_by=act.cadre_id,
        )  # fmt: skip
        with work(self.announcer, Topic.SWAPS, Topic.ROSTER):
            written = [journal.add(act, table.SwapTable, done)]
            return Saved(done, [*written, *self._exchange_people(act, done)])

    def accept(self, act: Act, before: Swap) -> Saved[Swap]:
        """同意: the other takes the duty on."""
        self._must_be_asked(act, before)
        self._refuse_hindered(act, before)
        return self._put(act, before, SwapState.ACCEPTED, answered_at=act.at_utc, answered_by=act.cadre_id)

    def decline(self, act: Act, before: Swap) -> Saved[Swap]:
        """The other does not."""
        self._must_be_asked(act, before)
        return self._put(act, before, SwapState.DECLINED, answered_at=act.at_utc, answered_by=act.cadre_id)

    def approve(self, act: Act, before: Swap) -> Saved[Swap]:
        """批准: from now on each serves the other's duty. Refused if anything changed that forbids it."""
        refuse_blocking(check_step(known(before, act.station_id), SwapState.APPROVED))
        self._must_decide(act, before)
        self._refuse_hindered(act, before)
        with work(self.announcer, Topic.SWAPS, Topic.ROSTER):
            done = self._put(act, before, SwapState.APPROVED, decided_at=act.at_utc, decided_by=act.cadre_id)
            return Saved(done.record, [*done.audit_ids, *self._exchange_people(act, done.record)])

    def refuse(self, act: Act, before: Swap) -> Saved[Swap]:
        """不批."""
        refuse_blocking(check_step(known(before, act.station_id), SwapState.REFUSED))
        self._must_decide(act, before)
        return self._put(act, before, SwapState.REFUSED, decided_at=act.at_utc, decided_by=act.cadre_id)

    def withdraw(self, act: Act, before: Swap) -> Saved[Swap]:
        """Whoever asked, whoever typed it, or whoever leads takes it back."""
        known(before, act.station_id)
        if act.cadre_id not in (before.cadre_id, before.entered_by) and not self.decides(act, before.cadre_id):
            raise Refused([must("swap.not_theirs", "", "这次换班请提的人来撤回，或请站长、带班干部来撤。")])
        return self._put(act, before, SwapState.WITHDRAWN)

    def decides(self, act: Act, *cadre_ids: UUID) -> bool:
        """Whether whoever acts may decide for these cadres."""
        acting = cadres.cadre(act.cadre_id)
        return acting is not None and all(decides_on(acting, cadre_id) for cadre_id in cadre_ids)

    # --- within

    def _new(self, act: Act, entry: SwapEntry) -> Swap:
        entry = tidy_swap(entry)
        exchange = _exchange(act, entry)
        refuse_blocking([*check_swap(entry, table.open_swaps(act.station_id)), *self._check_exchange(act, exchange)])
        assert exchange.duty.cadre_id is not None  # as was checked
        return Swap(
            id=new_id(act.at, self.random), station_id=act.station_id, cadre_id=exchange.duty.cadre_id,
            state=SwapState.ASKED, asked_at=act.at_utc, entered_by=act.cadre_id, **said(SwapEntry, entry),
        )  # fmt: skip

    def _check_exchange(self, act: Act, exchange: Exchange) -> list[Finding]:
        read: dict[date, RosterFacts] = {}

        def facts_of(day: date) -> RosterFacts:
            month = day.replace(day=1)
            return read.get(month) or read.setdefault(month, month_facts(act.station_id, month))

        return check_exchange(exchange, facts_of, act.at, act.today)

    def _hindrances(self, act: Act, swap: Swap) -> list[Finding]:
        """As it stands now: duties given to others meanwhile, somebody gone or on leave, a shift begun."""
        exchange = _exchange(act, swap)
        moved = [
            each for each, owner in ((exchange.duty, swap.cadre_id), (exchange.back, swap.with_cadre_id))
            if each is not None and each.cadre_id != owner
        ]  # fmt: skip
        if moved:
            when = f"{short_date(moved[0].day, act.today)}{moved[0].shift}"
            return [must("swap.moved", "", f"{when}已经改排了别人，这次换不成。请撤回，按现在的值班表再换。")]
        return self._check_exchange(act, exchange)

    def _refuse_hindered(self, act: Act, swap: Swap) -> None:
        refuse_blocking(self._hindrances(act, swap))

    def _must_be_asked(self, act: Act, swap: Swap) -> None:
        known(swap, act.station_id)
        if act.cadre_id != swap.with_cadre_id and not self.decides(act, swap.with_cadre_id):
            raise Refused([must("swap.not_asked", "", "同意不同意由对方自己定，或请站长、带班干部代为安排。")])

    def _must_decide(self, act: Act, swap: Swap) -> None:
        if not self.decides(act, swap.cadre_id, swap.with_cadre_id):
            raise Refused([must("swap.decides", "", "换班由站长或带班干部批，带班干部自己的换班请站长批。")])

    def _put(self, act: Act, before: Swap, to: SwapState, **facts: Any) -> Saved[Swap]:
        refuse_blocking(check_step(before, to))
        after = replace(before, state=to, **facts)
        with work(self.announcer, Topic.SWAPS):
            return Saved(after, [journal.change(act, table.SwapTable, before, after)])

    def _exchange_people(self, act: Act, swap: Swap) -> list[int]:
        exchange = _exchange(act, swap)
        named = cadres.names(act.station_id)
        wanted = {exchange.duty.slot: _with(exchange.duty, swap.with_cadre_id, named[swap.cadre_id])}
        if exchange.back is not None:
            wanted[exchange.back.slot] = _with(exchange.back, swap.cadre_id, named[swap.with_cadre_id])
        return list(write(self.announcer, self.random, places_of(act, list(wanted)), wanted).audit_ids)


def _with(duty: Duty, cadre_id: UUID, former: str) -> Filling:
    return Filling(cadre_id=cadre_id, locked=duty.locked, note=f"与{former}换班")


def _exchange(act: Act, entry: SwapEntry) -> Exchange:
    duty = known(duty_table.duty(entry.duty_id), act.station_id)
    back = known(duty_table.duty(entry.return_duty_id), act.station_id) if entry.return_duty_id else None
    return Exchange(duty, entry.with_cadre_id, back)


def _rows(swaps: list[Swap]) -> list[SwapRow]:
    ids = {duty_id for swap in swaps for duty_id in swap.duty_ids}
    duties = {duty.id: duty for duty in duty_table.duties_with(ids)} if ids else {}
    return [
        SwapRow(swap, duties[swap.duty_id], duties[swap.return_duty_id] if swap.return_duty_id else None)
        for swap in swaps
    ]


def _first(findings: list[Finding]) -> str:
    return findings[0].sentence if findings else ""


def todos(station_id: UUID, today: date) -> list[Finding]:
    """Swaps that wait for the other or for a decision, due before the first of the two shifts."""
    rows = _rows(table.open_swaps(station_id))
    names = cadres.names(station_id) if rows else {}
    return [_todo(row, names, today) for row in rows]


def _todo(row: SwapRow, names: dict[UUID, str], today: date) -> Finding:
    swap, duty = row.swap, row.duty
    asker, other = (names.get(each, "离岗干部") for each in (swap.cadre_id, swap.with_cadre_id))
    waits = f"等{other}同意" if swap.state is SwapState.ASKED else "等着批"
    sentence = f"{asker}{short_date(duty.day, today)}{duty.shift}和{other}换班，{waits}。"
    due = min(each.day for each in (duty, row.back) if each is not None)
    return replace(should("swap.waiting", "", sentence), subject=swap.id, due=due)
