"""The regime of the station from day to day: a change is a dated term, so that the months before keep theirs."""

from dataclasses import dataclass, replace
from datetime import date
from random import Random
from uuid import UUID

from db import journal, stations
from db import lodging as table
from db.invariants import refusing
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.findings import Finding
from venue_desk.domain.ids import new_id
from venue_desk.domain.records import said
from venue_desk.domain.regimes import ALWAYS, RegimeTerm, RegimeTermEntry, check_term, regime_on, tidy_term
from venue_desk.domain.stations import Regime, Station
from venue_desk.services.saved import Saved, known, refuse_blocking
from venue_desk.services.unit import work


@dataclass(frozen=True, slots=True)
class Regimes:
    """The verbs of the regime."""

    announcer: Announcer
    random: Random

    def terms(self, station_id: UUID) -> list[RegimeTerm]:
        """The changes on record, in the order in which they begin."""
        return table.regime_terms(station_id)

    def on(self, station_id: UUID, day: date) -> Regime:
        """The regime in force on the day."""
        return regime_on(table.regime_terms(station_id), day, _before(station_id))

    def findings(self, act: Act, entry: RegimeTermEntry) -> list[Finding]:
        """What is to be mended or looked at in the entry."""
        return check_term(tidy_term(entry), table.regime_terms(act.station_id), _before(act.station_id))

    def set(self, act: Act, entry: RegimeTermEntry) -> Saved[RegimeTerm]:
        """Another regime from a day on; once that day has come the station's own record says it too."""
        entry = tidy_term(entry)
        station = known(stations.station(act.station_id), act.station_id)
        with work(self.announcer, Topic.LODGING, Topic.STATIONS), refusing(table.BREACHES):
            refuse_blocking(self.findings(act, entry))
            term, written = begin(act, station, entry, self.random)
            if entry.from_on <= act.today and station.regime is not self.on(act.station_id, act.today):
                after = replace(station, regime=self.on(act.station_id, act.today))
                written.append(journal.change(act, stations.StationTable, station, after))
            return Saved(term, written)


def begin(act: Act, station: Station, entry: RegimeTermEntry, draw: Random) -> tuple[RegimeTerm, list[int]]:
    """Write the term, or put right the one that begins that day; with the first change, what held before it too."""
    terms = table.regime_terms(station.id)
    if same := next((each for each in terms if each.from_on == entry.from_on), None):
        after = replace(same, **said(RegimeTermEntry, entry))
        return after, [journal.change(act, table.RegimeTermTable, same, after)]
    earlier = [] if terms else [_term(act, RegimeTermEntry(from_on=ALWAYS, regime=station.regime), draw)]
    term = _term(act, entry, draw)
    return term, list(journal.add_many(act, table.RegimeTermTable, [*earlier, term]))


def _term(act: Act, entry: RegimeTermEntry, draw: Random) -> RegimeTerm:
    return RegimeTerm(id=new_id(act.at, draw), station_id=act.station_id, **said(RegimeTermEntry, entry))


def _before(station_id: UUID) -> Regime:
    """What the station's own record says: it holds as long as there was no change."""
    return known(stations.station(station_id), station_id).regime
