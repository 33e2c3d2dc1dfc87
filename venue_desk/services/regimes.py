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
from venue_desk.domain.regimes import (
    RegimeTerm,
    RegimeTermEntry,
    check_term,
    coming_text,
    put_off,
    regime_on,
    tidy_term,
)
from venue_desk.domain.stations import Regime
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

    def coming(self, station_id: UUID, today: date) -> str:
        """The next change to come, in words."""
        return coming_text(table.regime_terms(station_id), today)

    def findings(self, act: Act, entry: RegimeTermEntry) -> list[Finding]:
        """What is to be mended or looked at in the entry."""
        terms = table.regime_terms(act.station_id)
        others = [term for term in terms if term != put_off(terms, entry, act.today)]
        return check_term(tidy_term(entry), others, _before(act.station_id), act.today)

    def set(self, act: Act, entry: RegimeTermEntry) -> Saved[RegimeTerm]:
        """Another regime from a day on."""
        entry = tidy_term(entry)
        refuse_blocking(self.findings(act, entry))
        with work(self.announcer, Topic.LODGING, Topic.STATIONS), refusing(table.BREACHES):
            term, written = begin(act, entry, self.random)
            return Saved(term, [written])


def begin(act: Act, entry: RegimeTermEntry, draw: Random) -> tuple[RegimeTerm, int]:
    """Write the term, put right the one that begins that day, or put off the one that was to come."""
    terms = table.regime_terms(act.station_id)
    if later := put_off(terms, entry, act.today):
        after = replace(later, from_on=entry.from_on, document_number=entry.document_number or later.document_number)
        return after, journal.change(act, table.RegimeTermTable, later, after)
    if same := next((each for each in terms if each.from_on == entry.from_on), None):
        after = replace(same, **said(RegimeTermEntry, entry))
        return after, journal.change(act, table.RegimeTermTable, same, after)
    term = RegimeTerm(id=new_id(act.at, draw), station_id=act.station_id, **said(RegimeTermEntry, entry))
    return term, journal.add(act, table.RegimeTermTable, term)


def _before(station_id: UUID) -> Regime:
    """The regime of the station's set-up: its record keeps it, whatever came after."""
    return known(stations.station(station_id), station_id).regime
