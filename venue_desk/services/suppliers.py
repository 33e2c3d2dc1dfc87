"""Suppliers (供货商) of the canteen, and what is to be told of their licences."""

from dataclasses import dataclass, replace
from datetime import date
from random import Random
from uuid import UUID

from db import journal
from db import purchases as table
from db.invariants import refusing
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.findings import Finding
from venue_desk.domain.ids import new_id
from venue_desk.domain.purchases import Supplier, SupplierEntry, check_supplier, licence_findings, tidy_supplier
from venue_desk.domain.records import said
from venue_desk.services.saved import Saved, known, refuse_blocking, still_open
from venue_desk.services.unit import work


@dataclass(frozen=True, slots=True)
class Suppliers:
    """The verbs of the suppliers."""

    announcer: Announcer
    random: Random

    def rows(self, station_id: UUID, *, closed: bool = False) -> list[Supplier]:
        """The suppliers (or those of old), by name."""
        return table.suppliers(station_id, closed=closed)

    def get(self, act: Act, supplier_id: UUID) -> Supplier:
        """One of them, also of old."""
        return known(table.supplier(supplier_id), act.station_id)

    def findings(self, act: Act, entry: SupplierEntry, before: Supplier | None = None) -> list[Finding]:
        """What is to be mended in the entry, and what is told of the licence."""
        others = [each for each in table.suppliers(act.station_id) if before is None or each.id != before.id]
        return check_supplier(tidy_supplier(entry), others, act.today)

    def register(self, act: Act, entry: SupplierEntry) -> Saved[Supplier]:
        """Register a supplier."""
        with work(self.announcer, Topic.PURCHASES), refusing(table.BREACHES):
            refuse_blocking(self.findings(act, entry))
            values = said(SupplierEntry, tidy_supplier(entry))
            supplier = Supplier(id=new_id(act.at, self.random), station_id=act.station_id, **values)
            return Saved(supplier, [journal.add(act, table.SupplierTable, supplier)])

    def change(self, act: Act, before: Supplier, entry: SupplierEntry) -> Saved[Supplier]:
        """Change what is known of a supplier, such as a new licence."""
        with work(self.announcer, Topic.PURCHASES), refusing(table.BREACHES):
            refuse_blocking(self.findings(act, entry, before))
            after = replace(still_open(before, act.station_id), **said(SupplierEntry, tidy_supplier(entry)))
            return Saved(after, [journal.change(act, table.SupplierTable, before, after)])

    def close(self, act: Act, before: Supplier) -> Saved[Supplier]:
        """Nothing is bought there any more; what was bought stays."""
        after = replace(still_open(before, act.station_id), closed_on=act.today)
        with work(self.announcer, Topic.PURCHASES):
            return Saved(after, [journal.close(act, table.SupplierTable, before, after)])


def todos(station_id: UUID, today: date) -> list[Finding]:
    """Licences that have run out or soon will."""
    return [
        replace(finding, subject=supplier.id, due=supplier.licence_expires_on, field="")
        for supplier in table.suppliers(station_id)
        for finding in licence_findings(supplier, today)
    ]
