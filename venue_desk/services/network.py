"""The four-level network: where cases may lie, with whom, and which number to ring."""

from dataclasses import dataclass, replace
from random import Random
from uuid import UUID

from db import catalogue, journal, stations
from db import network as table
from db.cadres import cadres
from db.invariants import refusing
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.cadres import agents_of
from venue_desk.domain.findings import Finding
from venue_desk.domain.ids import new_id, new_ids
from venue_desk.domain.network import Level, ServicePoint, ServicePointEntry, check_point, tidy_point
from venue_desk.domain.records import said
from venue_desk.services.saved import Saved, known, refuse_blocking, still_open
from venue_desk.services.unit import work

OFFICE_HOURS = "工作日 8:30—12:00、14:30—18:00"


@dataclass(frozen=True, slots=True)
class Network:
    """The verbs of the network."""

    announcer: Announcer
    random: Random

    def rows(self, station_id: UUID) -> list[ServicePoint]:
        """The places in use, from the groups outwards."""
        return table.service_points(station_id)

    def get(self, act: Act, point_id: UUID) -> ServicePoint:
        """One place."""
        return known(table.service_point(point_id), act.station_id)

    def findings(self, entry: ServicePointEntry) -> list[Finding]:
        """What is to be mended or looked at."""
        return check_point(tidy_point(entry))

    def register(self, act: Act, entry: ServicePointEntry) -> Saved[ServicePoint]:
        """A new place."""
        entry = tidy_point(entry)
        refuse_blocking(check_point(entry))
        point = ServicePoint(
            id=new_id(act.at, self.random), station_id=act.station_id, **said(ServicePointEntry, entry)
        )
        with work(self.announcer, Topic.NETWORK), refusing(table.BREACHES):
            return Saved(point, [journal.add(act, table.ServicePointTable, point)])

    def change(self, act: Act, before: ServicePoint, entry: ServicePointEntry) -> Saved[ServicePoint]:
        """Another phone, another person, another place."""
        entry = tidy_point(entry)
        refuse_blocking(check_point(entry))
        after = replace(still_open(before, act.station_id), **said(ServicePointEntry, entry))
        with work(self.announcer, Topic.NETWORK), refusing(table.BREACHES):
            return Saved(after, [journal.change(act, table.ServicePointTable, before, after)])

    def close(self, act: Act, before: ServicePoint) -> Saved[ServicePoint]:
        """No longer used; what lies there stays where it is on record."""
        after = replace(still_open(before, act.station_id), closed_on=act.today)
        with work(self.announcer, Topic.NETWORK):
            return Saved(after, [journal.close(act, table.ServicePointTable, before, after)])

    def take_over(self, act: Act) -> Saved[list[ServicePoint]]:
        """What follows from what is known: a point for each group, the station, its township centre, the departments."""
        had = {point.name for point in table.service_points(act.station_id)}
        entries = [entry for entry in _known_places(act.station_id) if entry.name not in had]
        points = [
            ServicePoint(id=point_id, station_id=act.station_id, **said(ServicePointEntry, entry))
            for point_id, entry in zip(new_ids(act.at, self.random, len(entries)), entries, strict=True)
        ]
        with work(self.announcer, Topic.NETWORK), refusing(table.BREACHES):
            return Saved(points, journal.add_many(act, table.ServicePointTable, points))


def _known_places(station_id: UUID) -> list[ServicePointEntry]:
    station = known(stations.station(station_id), station_id)
    groups = [group for group in stations.groups(station_id) if group.closed_on is None]
    agents = agents_of([group.id for group in groups], cadres(station_id))
    departments = {
        item.department: None
        for item in catalogue.service_items(station_id)
        if item.decided_at is Level.COUNTY and item.department
    }
    township = f"{station.township}便民服务中心"
    return [
        *(
            ServicePointEntry(
                level=Level.GROUP, name=f"{group.name}便民服务点", group_id=group.id,
                cadre_id=agents[group.id].id if group.id in agents else None,
                phone=agents[group.id].phone if group.id in agents else "",
            )
            for group in groups
        ),
        ServicePointEntry(
            level=Level.STATION, name=station.name, address=station.address, phone=station.phone, hours="24 小时"
        ),
        ServicePointEntry(level=Level.TOWNSHIP, name=township, address=station.township, hours=OFFICE_HOURS),
        *(ServicePointEntry(level=Level.COUNTY, name=name, hours=OFFICE_HOURS) for name in departments),
    ]  # fmt: skip
