"""The catalogue: items in force, each change a new version; a case keeps the version it was taken under."""

from dataclasses import dataclass, replace
from datetime import date
from random import Random
from uuid import UUID

from db import cadres, journal
from db import catalogue as table
from db.invariants import refusing
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.catalogue import (
    ServiceItem,
    ServiceItemEntry,
    check_from,
    check_item,
    check_withdrawing,
    found_items,
    tidy_item,
)
from venue_desk.domain.catalogue_changes import Edition, told_changes
from venue_desk.domain.findings import Finding
from venue_desk.domain.ids import new_id, new_ids
from venue_desk.domain.records import said
from venue_desk.services.resource_files import service_items
from venue_desk.services.saved import Saved, known, refuse_blocking, still_open
from venue_desk.services.unit import work


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The verbs of the catalogue."""

    announcer: Announcer
    random: Random

    def rows(self, station_id: UUID) -> list[ServiceItem]:
        """The items in force."""
        return table.service_items(station_id)

    def get(self, act: Act, item_id: UUID) -> ServiceItem:
        """One version of an item."""
        return known(table.service_item(item_id), act.station_id)

    def withdrawn(self, station_id: UUID) -> list[ServiceItem]:
        """The items no longer taken, as they were last, the latest withdrawn first."""
        return table.withdrawn(station_id)

    def history(self, act: Act, item: ServiceItem) -> list[Edition]:
        """All versions of an item, the latest first: who wrote each, and what was changed by it."""
        versions = table.versions(known(item, act.station_id).root_id)
        writers = {change.row_id: change.actor for change in journal.added([each.id for each in versions])}
        names = cadres.names(act.station_id)
        befores = [*versions[1:], None]
        return [
            Edition(
                item=each, by=names.get(writers.get(each.id, each.id), ""),
                changes=tuple(told_changes(before, each)) if before else (),
            )
            for each, before in zip(versions, befores, strict=True)
        ]  # fmt: skip

    def find(self, station_id: UUID, typed: str) -> list[ServiceItem]:
        """What people call it, in characters, pinyin or initials: 报销 → 医保报销, glbt → 高龄津贴申请."""
        return found_items(table.service_items(station_id), typed)

    def take_over(self, act: Act) -> Saved[list[ServiceItem]]:
        """The shipped items that the catalogue does not have yet."""
        had = {item.name for item in table.service_items(act.station_id)}
        entries = [shipped.entry for shipped in service_items() if shipped.entry.name not in had]
        items = [
            ServiceItem(
                id=item_id, root_id=item_id, station_id=act.station_id, version=1, from_on=act.today,
                **said(ServiceItemEntry, entry),
            )
            for item_id, entry in zip(new_ids(act.at, self.random, len(entries)), entries, strict=True)
        ]  # fmt: skip
        with work(self.announcer, Topic.CATALOGUE), refusing(table.BREACHES):
            return Saved(items, journal.add_many(act, table.ServiceItemTable, items))

    def findings(self, entry: ServiceItemEntry) -> list[Finding]:
        """What is to be mended or looked at."""
        return check_item(tidy_item(entry))

    def register(self, act: Act, entry: ServiceItemEntry) -> Saved[ServiceItem]:
        """A new item, in its first version."""
        entry = tidy_item(entry)
        refuse_blocking(check_item(entry))
        root_id = new_id(act.at, self.random)
        item = ServiceItem(
            id=root_id, root_id=root_id, station_id=act.station_id, version=1, from_on=act.today,
            **said(ServiceItemEntry, entry),
        )  # fmt: skip
        with work(self.announcer, Topic.CATALOGUE), refusing(table.BREACHES):
            return Saved(item, [journal.add(act, table.ServiceItemTable, item)])

    def change(self, act: Act, before: ServiceItem, entry: ServiceItemEntry, from_on: date) -> Saved[ServiceItem]:
        """The next version, from that day; the one before is closed, and cases taken under it keep it."""
        entry = tidy_item(entry)
        refuse_blocking([*check_item(entry), *check_from(from_on, before, act.today)])
        after = ServiceItem(
            id=new_id(act.at, self.random), root_id=before.root_id, station_id=act.station_id,
            version=before.version + 1, from_on=from_on, **said(ServiceItemEntry, entry),
        )  # fmt: skip
        with work(self.announcer, Topic.CATALOGUE), refusing(table.BREACHES):
            closed = replace(still_open(before, act.station_id), closed_on=from_on)
            return Saved(
                after,
                [
                    journal.close(act, table.ServiceItemTable, before, closed),
                    journal.add(act, table.ServiceItemTable, after),
                ],
            )

    def withdraw(self, act: Act, before: ServiceItem, reason: str) -> Saved[ServiceItem]:
        """停办: the item is no longer taken, and it is told why; cases under way go on."""
        refuse_blocking(check_withdrawing(reason))
        after = replace(still_open(before, act.station_id), closed_on=act.today, withdrawn_for=reason.strip())
        with work(self.announcer, Topic.CATALOGUE):
            return Saved(after, [journal.close(act, table.ServiceItemTable, before, after)])
