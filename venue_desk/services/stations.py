"""The station's own facts, its groups and hamlets."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from random import Random
from uuid import UUID

from db import journal
from db import stations as table
from db.cadres import CadreTable
from db.household_list import by_hamlet
from db.lodging import regime_terms
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.cadres import Cadre, CadreKind, tidy_cadre
from venue_desk.domain.calendar import long_date, lunar_date, solar_term
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import Finding, must
from venue_desk.domain.ids import new_id, new_ids
from venue_desk.domain.records import said
from venue_desk.domain.regimes import RegimeTermEntry, same_regime, takes_effect
from venue_desk.domain.stations import (
    Group,
    Hamlet,
    Station,
    StationEntry,
    StationSetup,
    TopBar,
    check_part,
    check_setup,
    check_station,
    seal_of,
    tidy_station,
)
from venue_desk.services.regimes import begin
from venue_desk.services.saved import Saved, known, refuse_blocking, still_open
from venue_desk.services.unit import work


@dataclass(frozen=True, slots=True)
class Stations:
    """The verbs of the stations register."""

    announcer: Announcer
    random: Random

    def get(self, station_id: UUID) -> Station:
        """The station with this id."""
        return known(table.station(station_id), station_id)

    def find(self, code: str) -> Station | None:
        """The station with this 行政区划代码."""
        return table.station_by_code(code)

    def all(self) -> list[Station]:
        """Every station of the file, by code."""
        return table.stations()

    def groups(self, station_id: UUID | None, *, closed: bool = False) -> list[Group]:
        """The groups in the order of the village; with `closed` those given up too."""
        return [group for group in table.groups(station_id) if closed or group.closed_on is None]

    def hamlets(self, station_id: UUID | None, *, closed: bool = False) -> list[Hamlet]:
        """The hamlets in the order of the village; with `closed` those given up too."""
        return [hamlet for hamlet in table.hamlets(station_id) if closed or hamlet.closed_on is None]

    def top_bar(self, station_id: UUID, today: date) -> TopBar:
        """What the top of the window says today."""
        station = self.get(station_id)
        return TopBar(
            seal=seal_of(station.village),
            station=station.name,
            township=f"{station.county}{station.township}",
            day=long_date(today),
            lunar=f"{lunar_date(today)} · {solar_term(today)}",
        )

    def open_new_station(self, setup: StationSetup, at: datetime) -> tuple[Station, Cadre]:
        """Open a station: its facts, a hamlet of the same name for each group, and the first cadre as its 站长."""
        setup = replace(setup, station=tidy_station(setup.station), groups=_names(setup.groups))
        refuse_blocking(check_setup(setup))
        if table.station_by_code(setup.station.code):
            raise Refused([must("station.code_twice", "code", "这个行政区划代码的站已经建好了，请直接登录。")])
        station = Station(id=self._id(at), **said(StationEntry, setup.station))
        count = len(setup.groups)
        groups = [
            Group(id=group_id, station_id=station.id, name=name, position=place)
            for place, (group_id, name) in enumerate(zip(self._ids(at, count), setup.groups, strict=True), 1)
        ]
        hamlets = [
            Hamlet(id=hamlet_id, station_id=station.id, group_id=g.id, name=g.name, position=g.position)
            for hamlet_id, g in zip(self._ids(at, count), groups, strict=True)
        ]
        head = self._head_of(station, setup, at)
        act = Act(head.id, station.id, at)
        with work(self.announcer, Topic.STATIONS, Topic.CADRES):
            journal.add(act, table.StationTable, station)
            journal.add_many(act, table.GroupTable, groups)
            journal.add_many(act, table.HamletTable, hamlets)
            journal.add(act, CadreTable, head)
        return station, head

    def findings(self, entry: StationEntry) -> list[Finding]:
        """What is to be mended or looked at in the entry."""
        return check_station(tidy_station(entry))

    def change(
        self, act: Act, before: Station, entry: StationEntry, *, regime_from: date | None = None, document: str = ""
    ) -> Saved[Station]:
        """Change the station's facts. Another regime holds from a day on, else from today; the record keeps the first.

        A day that is named and changes nothing is told: nobody believes a change made that was not.
        """
        entry = tidy_station(entry)
        refuse_blocking(check_station(entry))
        other = table.station_by_code(entry.code)
        if other is not None and other.id != before.id:
            raise Refused([must("station.code_twice", "code", "这个行政区划代码已经是别的站的，请再看一遍。")])
        after = replace(before, **said(StationEntry, entry) | {"regime": before.regime})
        term = RegimeTermEntry(from_on=regime_from or act.today, regime=entry.regime, document_number=document.strip())
        begins = takes_effect(regime_terms(act.station_id), term, before.regime, act.today)
        if regime_from and not begins:
            raise Refused([same_regime(term)])
        with work(self.announcer, Topic.STATIONS, Topic.LODGING):
            written = [journal.change(act, table.StationTable, before, after)]
            if begins:
                written.append(begin(act, term, self.random)[1])
            return Saved(after, written)

    def add_group(self, act: Act, name: str) -> Saved[Group]:
        """A further 村民小组, with a hamlet of the same name."""
        groups = table.groups(act.station_id)
        refuse_blocking(check_part(name.strip(), groups, "小组名"))
        group = Group(id=self._id(act.at), station_id=act.station_id, name=name.strip(), position=_after(groups))
        with work(self.announcer, Topic.STATIONS):
            written = [journal.add(act, table.GroupTable, group)]
            if not any(h.name == group.name and h.closed_on is None for h in table.hamlets(act.station_id)):
                written += self.add_hamlet(act, group, group.name).audit_ids
        return Saved(group, written)

    def add_hamlet(self, act: Act, group: Group, name: str) -> Saved[Hamlet]:
        """A further 自然社 of the group."""
        hamlets = table.hamlets(act.station_id)
        refuse_blocking(check_part(name.strip(), hamlets, "社名"))
        hamlet = Hamlet(
            id=self._id(act.at), station_id=act.station_id, group_id=still_open(group, act.station_id).id,
            name=name.strip(), position=_after(hamlets),
        )  # fmt: skip
        with work(self.announcer, Topic.STATIONS):
            return Saved(hamlet, [journal.add(act, table.HamletTable, hamlet)])

    def rename_group(self, act: Act, before: Group, name: str) -> Saved[Group]:
        """Another name for the group."""
        others = [group for group in table.groups(act.station_id) if group.id != before.id]
        refuse_blocking(check_part(name.strip(), others, "小组名"))
        after = replace(still_open(before, act.station_id), name=name.strip())
        with work(self.announcer, Topic.STATIONS):
            return Saved(after, [journal.change(act, table.GroupTable, before, after)])

    def rename_hamlet(self, act: Act, before: Hamlet, name: str) -> Saved[Hamlet]:
        """Another name for the hamlet."""
        others = [hamlet for hamlet in table.hamlets(act.station_id) if hamlet.id != before.id]
        refuse_blocking(check_part(name.strip(), others, "社名"))
        after = replace(still_open(before, act.station_id), name=name.strip())
        with work(self.announcer, Topic.STATIONS):
            return Saved(after, [journal.change(act, table.HamletTable, before, after)])

    def close_group(self, act: Act, before: Group) -> Saved[Group]:
        """Give up a group that has no hamlet any more."""
        hamlets = [h.name for h in self.hamlets(act.station_id) if h.group_id == before.id]
        if hamlets:
            sentence = f"「{before.name}」下面还有{'、'.join(hamlets)}，请先停用这些社。"
            raise Refused([must("group.used", "name", sentence)])
        after = replace(still_open(before, act.station_id), closed_on=act.today)
        with work(self.announcer, Topic.STATIONS):
            return Saved(after, [journal.close(act, table.GroupTable, before, after)])

    def close_hamlet(self, act: Act, before: Hamlet) -> Saved[Hamlet]:
        """Give up a hamlet where nobody lives any more."""
        if households := by_hamlet(act.station_id).get(before.id, 0):
            sentence = f"「{before.name}」还有 {households} 户，请先把这些户迁到别的社。"
            raise Refused([must("hamlet.used", "name", sentence)])
        after = replace(still_open(before, act.station_id), closed_on=act.today)
        with work(self.announcer, Topic.STATIONS):
            return Saved(after, [journal.close(act, table.HamletTable, before, after)])

    def _id(self, at: datetime) -> UUID:
        return new_id(at, self.random)

    def _ids(self, at: datetime, count: int) -> list[UUID]:
        return new_ids(at, self.random, count)

    def _head_of(self, station: Station, setup: StationSetup, at: datetime) -> Cadre:
        first = setup.cadre
        head = Cadre(
            id=self._id(at), station_id=station.id, name=first.name, phone=first.phone, position=first.position,
            kind=CadreKind.VILLAGE, whole_village=True, is_head=True,
        )  # fmt: skip
        return tidy_cadre(head)


def _names(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for line in lines if (name := line.strip()))


def _after(parts: Sequence[Group] | Sequence[Hamlet]) -> int:
    return max((part.position for part in parts), default=0) + 1


def todos(station_id: UUID, _today: date) -> list[Finding]:
    """What the station's own facts still lack."""
    station = known(table.station(station_id), station_id)
    return [replace(f, subject=station_id) for f in check_station(station) if f.code == "station.no_phone"]
