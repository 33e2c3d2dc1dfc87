"""Rooms and beds: put there, renamed, given up; who lies where in a night is in the register of nights."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from random import Random
from uuid import UUID

from db import journal
from db import lodging as table
from db.invariants import refusing
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.calendar import night_of
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import must
from venue_desk.domain.ids import new_id
from venue_desk.domain.lodging import Bed, Room, RoomOf, check_part
from venue_desk.services.saved import Saved, known, refuse_blocking, still_open
from venue_desk.services.unit import work

BEDS_MOST = 12


@dataclass(frozen=True, slots=True)
class Rooms:
    """The verbs of rooms and beds."""

    announcer: Announcer
    random: Random

    def all(self, station_id: UUID) -> tuple[RoomOf, ...]:
        """The rooms in use with their beds."""
        return rooms_of(station_id)

    def bed_names(self, station_id: UUID, *, closed: bool = False) -> dict[UUID, str]:
        """What each bed in use is called wherever its room does not stand beside it; with `closed` those given up too."""
        return bed_names(station_id, closed=closed)

    def add_room(self, act: Act, name: str, beds: int = 1) -> Saved[Room]:
        """A room with so many beds, numbered from 1."""
        name, there = name.strip(), table.rooms(act.station_id)
        refuse_blocking(check_part(name, [each.name for each in there], "房间名"))
        if not 1 <= beds <= BEDS_MOST:
            raise Refused([must("room.beds", "beds", f"一间房可以有 1 到 {BEDS_MOST} 张床，请改一下。")])
        place = max((each.position for each in there), default=0) + 1
        room = Room(id=self._id(act), station_id=act.station_id, name=name, position=place)
        made = [
            Bed(id=self._id(act), station_id=act.station_id, room_id=room.id, name=f"{number}床")
            for number in range(1, beds + 1)
        ]
        with work(self.announcer, Topic.LODGING), refusing(table.BREACHES):
            first = journal.add(act, table.RoomTable, room)
            return Saved(room, [first, *journal.add_many(act, table.BedTable, made)])

    def rename_room(self, act: Act, before: Room, name: str) -> Saved[Room]:
        """Another name for the room."""
        name, there = name.strip(), table.rooms(act.station_id)
        refuse_blocking(check_part(name, [each.name for each in there if each.id != before.id], "房间名"))
        after = replace(still_open(before, act.station_id), name=name)
        with work(self.announcer, Topic.LODGING), refusing(table.BREACHES):
            return Saved(after, [journal.change(act, table.RoomTable, before, after)])

    def close_room(self, act: Act, before: Room) -> Saved[Room]:
        """Give up a room with its beds; nobody may lie there tonight."""
        after = replace(still_open(before, act.station_id), closed_on=act.today)
        beds = [bed for bed in table.beds(act.station_id) if bed.room_id == before.id]
        for bed in beds:
            _must_be_empty(act, bed)
        with work(self.announcer, Topic.LODGING):
            closed = [journal.close(act, table.BedTable, bed, replace(bed, closed_on=act.today)) for bed in beds]
            return Saved(after, [*closed, journal.close(act, table.RoomTable, before, after)])

    def add_bed(self, act: Act, room: Room, name: str = "") -> Saved[Bed]:
        """A further bed; without a name it takes the next number."""
        known(still_open(room, act.station_id), act.station_id)
        there = [bed.name for bed in table.beds(act.station_id) if bed.room_id == room.id]
        if len(there) >= BEDS_MOST:
            raise Refused([must("room.beds", "beds", f"一间房最多 {BEDS_MOST} 张床。")])
        free = (f"{number}床" for number in range(1, BEDS_MOST + 1))
        name = name.strip() or next(each for each in free if each not in there)
        refuse_blocking(check_part(name, there, "床位名"))
        bed = Bed(id=self._id(act), station_id=act.station_id, room_id=room.id, name=name)
        with work(self.announcer, Topic.LODGING), refusing(table.BREACHES):
            return Saved(bed, [journal.add(act, table.BedTable, bed)])

    def rename_bed(self, act: Act, before: Bed, name: str) -> Saved[Bed]:
        """Another name for the bed."""
        name = name.strip()
        others = [bed for bed in table.beds(act.station_id) if bed.room_id == before.room_id and bed.id != before.id]
        refuse_blocking(check_part(name, [bed.name for bed in others], "床位名"))
        after = replace(still_open(before, act.station_id), name=name)
        with work(self.announcer, Topic.LODGING), refusing(table.BREACHES):
            return Saved(after, [journal.change(act, table.BedTable, before, after)])

    def close_bed(self, act: Act, before: Bed) -> Saved[Bed]:
        """Give up a bed; nobody may lie in it tonight."""
        after = replace(still_open(before, act.station_id), closed_on=act.today)
        _must_be_empty(act, before)
        with work(self.announcer, Topic.LODGING):
            return Saved(after, [journal.close(act, table.BedTable, before, after)])

    def _id(self, act: Act) -> UUID:
        return new_id(act.at, self.random)


def rooms_of(station_id: UUID) -> tuple[RoomOf, ...]:
    """The rooms in use with their beds."""
    beds = _beds(station_id)
    return tuple(
        RoomOf(room=room, beds=tuple(bed for bed in beds if bed.room_id == room.id)) for room in table.rooms(station_id)
    )


def bed_names(station_id: UUID, *, closed: bool = False) -> dict[UUID, str]:
    """东一间1床, in the order of the rooms; with `closed` those given up too."""
    rooms = table.room_names(station_id)
    return {bed.id: f"{rooms[bed.room_id]}{bed.name}" for bed in _beds(station_id, closed=closed)}


def _beds(station_id: UUID, *, closed: bool = False) -> Sequence[Bed]:
    """Room by room, 2床 before 10床."""
    beds = table.beds(station_id, closed=closed)
    rooms = {room_id: place for place, room_id in enumerate(dict.fromkeys(bed.room_id for bed in beds))}
    return sorted(beds, key=lambda bed: (rooms[bed.room_id], _number(bed.name), bed.name))


def _number(name: str) -> int:
    return int("".join(takewhile(str.isdecimal, name)) or 0)


def _must_be_empty(act: Act, bed: Bed) -> None:
    if table.sleeps_later(bed.id, night_of(act.at)):
        raise Refused([must("bed.taken", "", f"{bed.name}今晚有人住，请先给人换一张床。")])
