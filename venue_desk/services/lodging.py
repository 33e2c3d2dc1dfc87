"""Lodging: the nightly register (晚间报到), late and early, another bed, guests; and how everybody stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from db import cadres, journal, leaves, settings
from db import lodging as table
from db.invariants import refusing
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.calendar import night_of, plain_date
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import Finding, must
from venue_desk.domain.ids import new_id
from venue_desk.domain.leaves import Leave
from venue_desk.domain.lodging import (
    NOON,
    Expected,
    Night,
    NightEntry,
    NightHow,
    Sleeper,
    Tonight,
    check_cancelling,
    check_night,
    evening,
    late_findings,
    leave_findings,
    tidy_night,
)
from venue_desk.domain.lodging_standing import Standing
from venue_desk.domain.records import said
from venue_desk.domain.roster import Role, month_of
from venue_desk.domain.settings import value_on
from venue_desk.domain.stations import Regime
from venue_desk.services.lodging_month import LodgingMonth, away_on, month_at, serves
from venue_desk.services.rooms import bed_names
from venue_desk.services.saved import Saved, known, refuse_blocking, still_open
from venue_desk.services.unit import work

USUALLY = timedelta(days=45)
"""So far back the bed is looked for in which somebody slept last."""
EVENING = time(20)
"""When somebody is taken to have come who is noted only the next morning."""


@dataclass(frozen=True, slots=True)
class Lodging:
    """The verbs of the nightly register. A night is named by the date it begins; before 06:00 tonight is yesterday's."""

    announcer: Announcer
    random: Random

    # --- as they stand

    def tonight(self, act: Act, night: date | None = None) -> Tonight:
        """The roll call of tonight, or of a night before: everybody on the roster, and whoever else is noted."""
        tonight = night_of(act.at)
        night = night or tonight
        return self.in_month(act, month_at(act.station_id, month_of(night), tonight), night)

    def in_month(self, act: Act, month: LodgingMonth, night: date) -> Tonight:
        """The same out of a month that was just read."""
        return roll_call(month, night, bed_names(act.station_id), _usual_beds(act.station_id, night))

    def month(self, station_id: UUID, month: date, tonight: date) -> LodgingMonth:
        """本月住站 of everybody, as it stands tonight."""
        return month_at(station_id, month_of(month), tonight)

    def nights(self, station_id: UUID, first: date, last: date) -> list[Night]:
        """Who slept here in these nights, without what was cancelled."""
        return table.nights(station_id, first, last)

    def night(self, act: Act, night_id: UUID) -> Night:
        """One night of somebody, also one that was crossed out."""
        return known(table.night(night_id), act.station_id)

    def guests(self, station_id: UUID, first: date, last: date) -> list[Night]:
        """The guests of these nights."""
        return [night for night in table.nights(station_id, first, last) if night.cadre_id is None]

    def findings(self, act: Act, entry: NightEntry, before: Night | None = None) -> list[Finding]:
        """What is to be mended or looked at in the entry; `before` is the night it changes."""
        entry, staff = tidy_night(entry), cadres.everyone(act.station_id)
        there = table.nights(act.station_id, entry.night, entry.night)
        others = [each for each in there if before is None or each.id != before.id]
        names = {each.id: each.name for each in staff}
        beds = bed_names(act.station_id)
        if before is not None and before.bed_id is not None and before.bed_id not in beds:  # given up since
            beds[before.bed_id] = bed_names(act.station_id, closed=True)[before.bed_id]
        found = check_night(entry, others, night_of(act.at), act.at, names, beds)
        cadre = next((each for each in staff if each.id == entry.cadre_id), None)
        if cadre is None:
            return found
        if cadre.joined_on is not None and entry.night < cadre.joined_on:
            found.append(
                must("night.cadre", "cadre_id", f"{cadre.name}{plain_date(cadre.joined_on)}才到任，请再看一遍。")
            )
        if cadre.left_on is not None and cadre.left_on <= entry.night:
            found.append(
                must("night.cadre", "cadre_id", f"{cadre.name}{plain_date(cadre.left_on)}已经离任，请再看一遍。")
            )
        standing = leaves.standing(act.station_id, entry.night, entry.night)
        until = value_on(settings.settings(act.station_id), "night_until_hour", entry.night)
        return [*found, *late_findings(entry, until), *leave_findings(entry, standing, cadre.name)]

    # --- changing them

    def here(self, act: Act, cadre_id: UUID, night: date | None = None) -> Saved[Night]:
        """One tap: the cadre sleeps here, in the usual bed if it is free, else in one that nobody waited for is used to."""
        night = night or night_of(act.at)
        came = arrival(act.at, night)
        usual = _usual_beds(act.station_id, night).get(cadre_id)
        taken = {each.bed_id for each in table.nights(act.station_id, night, night) if each.lies_from(came)}
        if usual in bed_names(act.station_id) and usual not in taken:  # nobody else's bed is asked for
            entry = NightEntry(night=night, cadre_id=cadre_id, bed_id=usual, arrived_at=came, how=NightHow.ROLL_CALL)
        else:
            (entry,) = _entries(act, self.tonight(act, night), [cadre_id], came, NightHow.ROLL_CALL)
        return self.sign_in(act, entry)

    def seen(self, act: Act, cadre_ids: Sequence[UUID], at: datetime) -> Saved[tuple[Night, ...]]:
        """Whoever a spot check found here at that hour and is not noted in its night sleeps here: all of them, or none."""
        with work(self.announcer, Topic.LODGING), refusing(table.BREACHES):
            asked = self.tonight(act, night_of(at))
            noted = {row.cadre_id for row in asked.rows if row.night}
            missing = [cadre_id for cadre_id in cadre_ids if cadre_id not in noted]
            return self._note_all(act, _entries(act, asked, missing, at, NightHow.SPOT_CHECK))

    def sign_in(self, act: Act, entry: NightEntry) -> Saved[Night]:
        """Note that somebody sleeps here, tonight or in a night before."""
        entry = tidy_night(entry)
        with work(self.announcer, Topic.LODGING), refusing(table.BREACHES):
            refuse_blocking(self.findings(act, entry))
            night = self._made(act, entry)
            return Saved(night, [journal.add(act, table.NightTable, night)])

    def as_planned(self, act: Act, night: date | None = None) -> Saved[tuple[Night, ...]]:
        """按计划: everybody who should be here and is not noted yet, each in the usual bed or another free one."""
        with work(self.announcer, Topic.LODGING), refusing(table.BREACHES):
            asked = self.tonight(act, night)
            if not asked.unanswered:
                raise Refused([must("night.nobody", "", "该住的都登记了。还有别人住，请在名字上点一下。")])
            waited, came = [row.cadre_id for row in asked.unanswered], arrival(act.at, asked.night)
            return self._note_all(act, _entries(act, asked, waited, came, NightHow.AS_PLANNED))

    def change(self, act: Act, before: Night, entry: NightEntry) -> Saved[Night]:
        """Came late, left early, another bed: the night and the cadre stay as they are."""
        entry = tidy_night(replace(entry, night=before.night, cadre_id=before.cadre_id))
        with work(self.announcer, Topic.LODGING), refusing(table.BREACHES):
            still_open(before, act.station_id)
            refuse_blocking(self.findings(act, entry, before))
            after = replace(before, **said(NightEntry, entry))
            return Saved(after, [journal.change(act, table.NightTable, before, after)])

    def cancel(self, act: Act, before: Night, reason: str) -> Saved[Night]:
        """划掉: noted by mistake; the row stays with its reason."""
        reason = reason.strip()
        refuse_blocking(check_cancelling(before, reason))
        after = replace(still_open(before, act.station_id), closed_on=act.today, cancelled_for=reason)
        with work(self.announcer, Topic.LODGING):
            return Saved(after, [journal.close(act, table.NightTable, before, after)])

    def _note_all(self, act: Act, entries: Sequence[NightEntry]) -> Saved[tuple[Night, ...]]:
        refuse_blocking(list(dict.fromkeys(each for entry in entries for each in self.findings(act, entry))))
        made = [self._made(act, entry) for entry in entries]
        return Saved(tuple(made), journal.add_many(act, table.NightTable, made))

    def _made(self, act: Act, entry: NightEntry) -> Night:
        return Night(
            id=new_id(act.at, self.random), station_id=act.station_id, noted_by=act.cadre_id, **said(NightEntry, entry)
        )


def roll_call(month: LodgingMonth, night: date, beds: Mapping[UUID, str], usual: Mapping[UUID, UUID]) -> Tonight:
    """The line of everybody who serves in a night of the month, or is noted: what is expected of them, and why.

    `beds` names the beds in use, `usual` is where each slept last: neither is needed to know who should be here.
    Who is on no roster and slept here of late is asked as well.
    """
    noted = {each.cadre_id: each for each in month.nights if each.night == night and each.cadre_id}
    guests = tuple(each for each in month.nights if each.night == night and each.cadre_id is None)
    taken = {each.bed_id for each in (*noted.values(), *guests) if each.bed_id and each.stays}
    away = away_on(month.leaves, night)
    standings = {row.cadre_id: row for row in month.rows if serves(month.staff[row.cadre_id], night, night)}
    names, rows = month.names, []
    of_late = {each for each in usual if each in month.staff and serves(month.staff[each], night, night)}
    for cadre_id in dict.fromkeys((*standings, *noted, *(each for each in names if each in of_late))):
        expected, why = _expected(month, night, cadre_id, standings.get(cadre_id), away.get(cadre_id))
        there, bed = noted.get(cadre_id), usual.get(cadre_id)
        bed = there.bed_id if there else bed if bed in beds and bed not in taken else None
        rows.append(
            Sleeper(
                cadre_id=cadre_id, name=names.get(cadre_id, ""), expected=expected, why=why, night=there,
                bed_id=bed, bed=beds.get(bed, "") if bed else "",
            )
        )  # fmt: skip
    return Tonight(night=night, rows=tuple(rows), guests=guests, beds_free=len(beds.keys() - taken))


def _expected(
    month: LodgingMonth, night: date, cadre_id: UUID, standing: Standing | None, leave: Leave | None
) -> tuple[Expected, str]:
    role = month.duties.get((night, cadre_id))
    if leave is not None:
        return Expected.LEAVE, f"准假（{leave.kind.label}）"
    if role is not None:
        return Expected.ON_DUTY, "带班值夜" if role is Role.LEAD else "值夜"
    if standing is None:
        return Expected.FREE, "不在值班表上"
    if not standing.required:
        return Expected.FREE, standing.sentence
    rule = month.rules[night.day - 1]
    if rule.regime is Regime.LIVE_IN:
        return (Expected.PLANNED, "集中食宿") if rule.counts else (Expected.FREE, "今晚不要求")
    if standing.no_miss_from is not None and standing.no_miss_from <= night:
        return Expected.PLANNED, standing.sentence
    return Expected.FREE, f"{standing.done}/{standing.required}，{standing.sentence}"


def _usual_beds(station_id: UUID, night: date) -> dict[UUID, UUID]:
    """The bed in which each slept last before that night."""
    return table.last_beds(station_id, night - USUALLY, night - timedelta(days=1))


def _entries(act: Act, asked: Tonight, cadre_ids: Sequence[UUID], came: datetime, how: NightHow) -> list[NightEntry]:
    beds = _beds_for(asked, cadre_ids, came, bed_names(act.station_id))
    return [
        NightEntry(night=asked.night, cadre_id=cadre_id, bed_id=bed, arrived_at=came, how=how)
        for cadre_id, bed in zip(cadre_ids, beds, strict=True)
    ]


def _beds_for(asked: Tonight, wanted: Iterable[UUID], came: datetime, beds: Iterable[UUID]) -> Sequence[UUID | None]:
    """A bed for each who comes then, no bed twice: the usual one, else a free one that nobody waited for is used to."""
    there = (*asked.guests, *(row.night for row in asked.rows if row.night))
    taken = {night.bed_id for night in there if night.lies_from(came)}
    usual = {row.cadre_id: row.bed_id for row in asked.rows if not row.night and row.bed_id not in taken}
    kept = {usual.get(row.cadre_id) for row in asked.unanswered} | {usual.get(cadre_id) for cadre_id in wanted}
    free = [bed_id for bed_id in beds if bed_id not in taken | kept]
    chosen: list[UUID | None] = []
    for cadre_id in wanted:
        own = usual.get(cadre_id)
        own = own if own not in chosen else None
        chosen.append(own or (free.pop(0) if free else None))
    return chosen


def arrival(at: datetime, night: date) -> datetime:
    """Noted in the night itself they come now; the next morning or later, they came in the evening."""
    return at if evening(night, NOON) <= at and night_of(at) == night else evening(night, EVENING)
