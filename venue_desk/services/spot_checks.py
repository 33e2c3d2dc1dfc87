"""Spot checks (抽查): who looked in at night, whom they found, and what they said."""

from dataclasses import dataclass, replace
from datetime import date
from random import Random
from uuid import UUID

from db import cadres, journal
from db import lodging as table
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.calendar import night_of
from venue_desk.domain.findings import Finding
from venue_desk.domain.ids import new_id
from venue_desk.domain.records import said
from venue_desk.domain.roster import month_after, month_end, month_of
from venue_desk.domain.spot_checks import SpotCheck, SpotCheckEntry, check_spot_check, tidy_spot_check
from venue_desk.services.saved import Saved, refuse_blocking, still_open
from venue_desk.services.unit import work


@dataclass(frozen=True, slots=True)
class SpotChecks:
    """The verbs of the register of spot checks."""

    announcer: Announcer
    random: Random

    def of_month(self, station_id: UUID, month: date) -> list[SpotCheck]:
        """The checks of the month's nights, in the order of time."""
        return table.spot_checks(station_id, month_of(month), month_end(month_of(month)))

    def of_year(self, station_id: UUID, today: date) -> list[SpotCheck]:
        """The checks of the last twelve months."""
        return table.spot_checks(station_id, month_after(month_of(today), -12), today)

    def findings(self, act: Act, entry: SpotCheckEntry) -> list[Finding]:
        """What is to be mended in the entry, and where it and the nightly register differ."""
        night = night_of(entry.at)
        nights = table.nights(act.station_id, night, night)
        return check_spot_check(tidy_spot_check(entry), act.at, nights, cadres.names(act.station_id))

    def note(self, act: Act, entry: SpotCheckEntry) -> Saved[SpotCheck]:
        """Write down a check. The nightly register stays as it is: what differs is told."""
        entry = tidy_spot_check(entry)
        refuse_blocking(self.findings(act, entry))
        check = SpotCheck(
            id=new_id(act.at, self.random), station_id=act.station_id, night=night_of(entry.at), noted_by=act.cadre_id,
            **said(SpotCheckEntry, entry),
        )  # fmt: skip
        with work(self.announcer, Topic.LODGING):
            return Saved(check, [journal.add(act, table.SpotCheckTable, check)])

    def change(self, act: Act, before: SpotCheck, entry: SpotCheckEntry) -> Saved[SpotCheck]:
        """Put a check right; the audit keeps what was before."""
        entry = tidy_spot_check(entry)
        refuse_blocking(self.findings(act, entry))
        after = replace(still_open(before, act.station_id), night=night_of(entry.at), **said(SpotCheckEntry, entry))
        with work(self.announcer, Topic.LODGING):
            return Saved(after, [journal.change(act, table.SpotCheckTable, before, after)])

    def close(self, act: Act, before: SpotCheck) -> Saved[SpotCheck]:
        """Noted by mistake: it is closed, never deleted."""
        after = replace(still_open(before, act.station_id), closed_on=act.today)
        with work(self.announcer, Topic.LODGING):
            return Saved(after, [journal.close(act, table.SpotCheckTable, before, after)])
