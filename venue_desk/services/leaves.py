"""Leave and wishes: asked for, decided on by whoever leads, taken back; and which duties need somebody else then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from db import cadres, journal
from db import leaves as table
from db import roster as duty_table
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.cadres import decides_on
from venue_desk.domain.calendar import day_of, night_of
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import Finding, must, should
from venue_desk.domain.handover import HandoverOffer, ItemGroup
from venue_desk.domain.ids import new_id
from venue_desk.domain.leaves import (
    Leave,
    LeaveEntry,
    LeaveState,
    Wish,
    WishEntry,
    check_leave,
    check_step,
    check_stretched,
    check_wish,
    days_text,
    only_shortened,
    tidy_leave,
)
from venue_desk.domain.records import said
from venue_desk.domain.roster_changes import duties_under
from venue_desk.services.saved import Saved, known, refuse_blocking, still_open
from venue_desk.services.unit import work

RUNNING = must("leave.running", "to_on", "假已经开始了。要多请几天，请另外登记一次；别的改动请站长或带班干部来改。")
"""Granted anew, it would count from now on only: the nights before would be lost."""
NOT_YOURS = must("leave.decides", "", "准不准假由站长或能带班的干部定，带班干部自己的假请站长定。")


@dataclass(frozen=True, slots=True)
class Leaves:
    """The verbs of leave and wishes."""

    announcer: Announcer
    random: Random

    # --- as they stand

    def get(self, station_id: UUID, leave_id: UUID) -> Leave:
        """The leave with this id."""
        return known(table.leave(leave_id), station_id)

    def waiting(self, station_id: UUID) -> list[Leave]:
        """Those still to be decided on, by their first day."""
        return table.waiting(station_id)

    def between(self, station_id: UUID, first: date, last: date) -> list[Leave]:
        """Those asked for or granted that touch these days."""
        return table.standing(station_id, first, last)

    def wishes(self, station_id: UUID, first: date, last: date) -> list[Wish]:
        """The wishes for these days."""
        return table.wishes(station_id, first, last)

    def findings(self, act: Act, entry: LeaveEntry, leave: Leave | None = None) -> list[Finding]:
        """What is to be mended in the entry, and which duties would need somebody else."""
        others = [each for each in self._of(act, entry) if leave is None or each.id != leave.id]
        changed = self._changed(act, leave, entry) if leave is not None else []
        return [*check_leave(tidy_leave(entry), others, act.today), *changed, *self.duties_under(act, entry)]

    def duties_under(self, act: Act, entry: LeaveEntry) -> list[Finding]:
        """The duties, from today on, that lie in the leave: each needs somebody else once it is granted."""
        cadre = cadres.cadre(entry.cadre_id)
        if cadre is None or entry.to_on < entry.from_on:
            return []
        placed = duty_table.duties(act.station_id, entry.from_on, entry.to_on)
        return duties_under(entry, placed, cadre.name, act.today)

    def decides(self, act: Act, cadre_id: UUID) -> bool:
        """Whether whoever acts may decide on the leave of this cadre."""
        acting = cadres.cadre(act.cadre_id)
        return acting is not None and decides_on(acting, cadre_id)

    # --- changing them

    def register(self, act: Act, entry: LeaveEntry) -> Saved[Leave]:
        """Ask for leave; where whoever decides enters it, it is granted at once."""
        self._check(act, entry, None)
        granted = self.decides(act, entry.cadre_id)
        leave = Leave(
            id=new_id(act.at, self.random), station_id=act.station_id, state=LeaveState.ASKED, asked_at=act.at_utc,
            asked_by=act.cadre_id, **said(LeaveEntry, tidy_leave(entry)),
        )  # fmt: skip
        leave = _decided(act, leave, LeaveState.APPROVED) if granted else leave
        with work(self.announcer, Topic.LEAVES):
            return Saved(leave, [journal.add(act, table.LeaveTable, leave)])

    def change(self, act: Act, before: Leave, entry: LeaveEntry) -> Saved[Leave]:
        """Other days or another reason. More than was granted must be granted anew unless whoever decides changes it."""
        self._must_stand(act, before)
        entry = replace(entry, cadre_id=before.cadre_id)
        self._check(act, entry, before)
        after = replace(before, **said(LeaveEntry, tidy_leave(entry)))
        if self._asks_anew(act, before, entry):
            after = replace(after, state=LeaveState.ASKED, decided_at=None, decided_by=None)
        return self._put(act, before, after)

    def approve(self, act: Act, before: Leave) -> Saved[Leave]:
        """准假. Duties in it stay as they are: `duties_under` names each that needs somebody else."""
        return self._decide(act, before, LeaveState.APPROVED)

    def refuse(self, act: Act, before: Leave) -> Saved[Leave]:
        """不准."""
        return self._decide(act, before, LeaveState.REFUSED)

    def withdraw(self, act: Act, before: Leave) -> Saved[Leave]:
        """Taken back before it begins, by whose it is, by who entered it or by whoever decides."""
        known(before, act.station_id)
        refuse_blocking(check_step(before, LeaveState.WITHDRAWN, act.today))
        self._must_be_theirs(act, before)
        return self._put(act, before, replace(before, state=LeaveState.WITHDRAWN))

    def wish(self, act: Act, entry: WishEntry) -> Saved[Wish]:
        """A cadre would rather serve on a day, or rather not."""
        _cadre_here(act, entry.cadre_id)
        refuse_blocking(check_wish(entry, table.wishes(act.station_id, entry.day, entry.day), act.today))
        wish = Wish(id=new_id(act.at, self.random), station_id=act.station_id, **said(WishEntry, entry))
        with work(self.announcer, Topic.LEAVES):
            return Saved(wish, [journal.add(act, table.WishTable, wish)])

    def close_wish(self, act: Act, before: Wish) -> Saved[Wish]:
        """The wish no longer holds."""
        after = replace(still_open(before, act.station_id), closed_on=act.today)
        with work(self.announcer, Topic.LEAVES):
            return Saved(after, [journal.close(act, table.WishTable, before, after)])

    # --- within

    def _check(self, act: Act, entry: LeaveEntry, leave: Leave | None) -> None:
        _cadre_here(act, entry.cadre_id)
        refuse_blocking(self.findings(act, entry, leave))

    def _changed(self, act: Act, leave: Leave, entry: LeaveEntry) -> list[Finding]:
        running = leave.from_on < act.today and self._asks_anew(act, leave, entry)
        return [RUNNING] if running else check_stretched(leave, entry, night_of(act.at))

    def _asks_anew(self, act: Act, leave: Leave, entry: LeaveEntry) -> bool:
        granted = leave.state is LeaveState.APPROVED
        return granted and not only_shortened(leave, entry) and not self.decides(act, leave.cadre_id)

    def _decide(self, act: Act, before: Leave, to: LeaveState) -> Saved[Leave]:
        known(before, act.station_id)
        refuse_blocking(check_step(before, to, act.today))
        if not self.decides(act, before.cadre_id):
            raise Refused([NOT_YOURS])
        return self._put(act, before, _decided(act, before, to))

    def _put(self, act: Act, before: Leave, after: Leave) -> Saved[Leave]:
        with work(self.announcer, Topic.LEAVES):
            return Saved(after, [journal.change(act, table.LeaveTable, before, after)])

    def _must_stand(self, act: Act, leave: Leave) -> None:
        if not known(leave, act.station_id).state.standing:
            raise Refused([must("leave.ended", "", f"这次请假「{leave.state.label}」，不能再改。要请假请重新登记。")])
        self._must_be_theirs(act, leave)

    def _must_be_theirs(self, act: Act, leave: Leave) -> None:
        if act.cadre_id not in (leave.cadre_id, leave.asked_by) and not self.decides(act, leave.cadre_id):
            raise Refused([must("leave.not_theirs", "", "别人的假，请本人、登记的人或站长来改。")])

    def _of(self, act: Act, entry: LeaveEntry) -> list[Leave]:
        return table.standing(act.station_id, entry.from_on, max(entry.from_on, entry.to_on))


def _cadre_here(act: Act, cadre_id: UUID) -> None:
    cadre = cadres.cadre(cadre_id)
    if cadre is None or cadre.station_id != act.station_id or not cadre.here:
        raise Refused([must("leave.cadre", "cadre_id", "这位干部不在本站，请从名单里选一位。")])


def _decided(act: Act, leave: Leave, to: LeaveState) -> Leave:
    return replace(leave, state=to, decided_at=act.at_utc, decided_by=act.cadre_id)


def todos(station_id: UUID, today: date) -> list[Finding]:
    """Leaves that wait for a decision; it must fall before they begin."""
    waiting = table.waiting(station_id)
    names = cadres.names(station_id) if waiting else {}
    return [
        replace(
            should("leave.waiting", "", f"{names[leave.cadre_id]}请{leave.kind.label}，{days_text(leave, today)}，等着批。"),
            subject=leave.id, due=leave.from_on,
        )
        for leave in waiting
        if leave.cadre_id in names
    ]  # fmt: skip


def handover_items(station_id: UUID, at: datetime) -> list[HandoverOffer]:
    """Who is away tomorrow."""
    day = day_of(at) + timedelta(days=1)
    away = [leave for leave in table.standing(station_id, day, day) if leave.state is LeaveState.APPROVED]
    if not away:
        return []
    return [tomorrow_offer(away, cadres.names(station_id))]


def tomorrow_offer(away: Sequence[Leave], names: Mapping[UUID, str]) -> HandoverOffer:
    """明天 1 人请假, and who."""
    told = "、".join(f"{names.get(leave.cadre_id, '')}（{leave.kind.label}）" for leave in away)
    fact = f"明天 {len(away)} 人请假"
    return HandoverOffer(group=ItemGroup.TONIGHT, icon="user-off", fact=fact, detail=told, source="leaves")
