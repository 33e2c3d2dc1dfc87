"""Health certificates of those who cook: registered, renewed, told of before they expire."""

from dataclasses import dataclass, replace
from datetime import date
from random import Random
from uuid import UUID

from db import journal
from db import samples as table
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.findings import Finding
from venue_desk.domain.health_certificates import (
    HealthCertificate,
    HealthCertificateEntry,
    check_certificate,
    expiring,
    tidy_certificate,
)
from venue_desk.domain.ids import new_id
from venue_desk.domain.records import said
from venue_desk.services.saved import Saved, refuse_blocking, still_open
from venue_desk.services.unit import work


@dataclass(frozen=True, slots=True)
class HealthCertificates:
    """The verbs of the certificates."""

    announcer: Announcer
    random: Random

    def all(self, station_id: UUID) -> list[HealthCertificate]:
        """Those of whoever cooks here, by name, the latest first."""
        return table.certificates(station_id)

    def findings(self, act: Act, entry: HealthCertificateEntry) -> list[Finding]:
        """What is to be mended in the entry, or looked at."""
        return check_certificate(tidy_certificate(entry), act.today)

    def register(self, act: Act, entry: HealthCertificateEntry) -> Saved[HealthCertificate]:
        """A certificate, new or renewed."""
        refuse_blocking(self.findings(act, entry))
        record = HealthCertificate(
            id=new_id(act.at, self.random), station_id=act.station_id,
            **said(HealthCertificateEntry, tidy_certificate(entry)),
        )  # fmt: skip
        with work(self.announcer, Topic.SAMPLES):
            return Saved(record, [journal.add(act, table.HealthCertificateTable, record)])

    def change(self, act: Act, before: HealthCertificate, entry: HealthCertificateEntry) -> Saved[HealthCertificate]:
        """Correct a certificate."""
        still_open(before, act.station_id)
        refuse_blocking(self.findings(act, entry))
        after = replace(before, **said(HealthCertificateEntry, tidy_certificate(entry)))
        with work(self.announcer, Topic.SAMPLES):
            return Saved(after, [journal.change(act, table.HealthCertificateTable, before, after)])

    def close(self, act: Act, before: HealthCertificate) -> Saved[HealthCertificate]:
        """Its holder cooks here no longer."""
        after = replace(still_open(before, act.station_id), closed_on=act.today)
        with work(self.announcer, Topic.SAMPLES):
            return Saved(after, [journal.close(act, table.HealthCertificateTable, before, after)])


def todos(station_id: UUID, today: date) -> list[Finding]:
    """Certificates that have expired or will within a month."""
    return expiring(table.certificates(station_id), today)
