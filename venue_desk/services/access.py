"""Who may open the station's file, and as whom: passwords open the data key, the data key opens the file."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from random import Random
from uuid import UUID

from db import cadres, journal, keys, stations, upgrade
from db.cadres import CadreTable
from db.connection import close_database, remove_file, transaction
from db.folder import DataFolder, held, speaking_of_files, sync_folder
from db.keys import RECOMMENDED, Cost, KeyEntry, KeyRing
from venue_desk.changes import Announcer
from venue_desk.domain.acts import Act
from venue_desk.domain.cadres import Cadre
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import Finding, must
from venue_desk.domain.history import Action
from venue_desk.domain.identity import clean_name
from venue_desk.domain.stations import Station, StationSetup, check_password
from venue_desk.services.catalogue import Catalogue
from venue_desk.services.network import Network
from venue_desk.services.stations import Stations


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """The station file is open; `cadre` acts. The key is for what opens a connection of its own, such as a backup."""

    folder: DataFolder
    key: bytes = field(repr=False)
    cadre: Cadre
    station: Station


def names_with_password(path: Path) -> tuple[str, ...]:
    """Who can sign in, as the first page lists them."""
    folder = DataFolder(path)
    folder.must_hold_data()
    return tuple(entry.name for entry in keys.read(folder.keys).entries)


def unlock(path: Path, name: str, password: str) -> tuple[bytes, UUID]:
    """The data key and the cadre's id; the file itself is not touched, so that a broken one can be restored."""
    folder = DataFolder(path)
    if not folder.keys.is_file():
        folder.must_hold_data()
    ring = keys.read(folder.keys)
    entries = [entry for entry in ring.entries if entry.name == clean_name(name)]
    if not entries:
        raise Refused([must("access.name", "name", f"「{name}」还没有口令。请选名单里的姓名，或让站长先设口令。")])
    for entry in entries:
        key = keys.unwrap(entry, ring.station_id, password)
        if key is not None:
            return key, entry.cadre_id
    raise Refused([_wrong("password")])


def sign_in(path: Path, name: str, password: str, now: datetime) -> SignedIn:
    """Open the station's file for the cadre `name`, brought to this version first if need be."""
    folder = DataFolder(path)
    folder.must_hold_data()
    key, cadre_id = unlock(path, name, password)
    upgrade.open_current(folder, key, now)
    cadre = cadres.cadre(cadre_id)
    if cadre is None or not cadre.here:
        close_database()
        raise Refused([must("access.left", "name", f"{name}已不在本站，不能再登录。请站长看一下干部名册。")])
    station = stations.station(cadre.station_id)
    assert station is not None  # held by the foreign key
    return SignedIn(folder=folder, key=key, cadre=cadre, station=station)


def sign_out() -> None:
    """Close the station's file."""
    close_database()


@contextmanager
def one_window(path: Path) -> Iterator[None]:
    """Hold the folder while a window shows it: a second window is refused, the command line may still read beside it."""
    folder = DataFolder(path)
    folder.make()
    with held(folder):
        yield


@dataclass(slots=True)
class FreshFile:
    """A station file in the making: open for the journal, with the passwords that will open it."""

    key: bytes = field(repr=False)
    station_id: UUID | None
    cost: Cost
    entries: list[KeyEntry] = field(default_factory=list)

    def let_in(self, cadre_id: UUID, name: str, password: str) -> None:
        """Give a cadre a password of the file."""
        self.entries.append(keys.wrap(self.key, self._station(), cadre_id, name, password, self.cost))

    def ring(self) -> KeyRing:
        """All who were let in."""
        return KeyRing(self._station(), tuple(self.entries))

    def _station(self) -> UUID:
        if self.station_id is None:
            raise ValueError("the file has no station yet")
        return self.station_id


@contextmanager
def fresh_file(path: Path, station_id: UUID | None = None, cost: Cost = RECOMMENDED) -> Iterator[FreshFile]:
    """Make a station file, which the block fills. It gets its name once all is on disk; if the block fails, it goes.

    A block that makes the station itself sets `station_id` before it lets anybody in.
    """
    folder = DataFolder(path)
    folder.must_be_free()
    folder.make()
    fresh = FreshFile(keys.new_key(), station_id, cost)
    remove_file(folder.unfinished)
    try:
        upgrade.create(folder.unfinished, fresh.key)
        yield fresh
        close_database()
        keys.write(folder.keys, fresh.ring())
        with speaking_of_files():
            folder.unfinished.replace(folder.station)
            sync_folder(folder.path)
    finally:
        close_database()
        remove_file(folder.unfinished)


def create_station_file(
    path: Path, setup: StationSetup, now: datetime, random: Random, cost: Cost = RECOMMENDED
) -> SignedIn:
    """Make the file of a new station with groups, hamlets, the items commonly handled, where they go, and its first cadre."""
    with fresh_file(path, cost=cost) as fresh:
        station, head = Stations(Announcer(), random).open_new_station(setup, now)
        fresh.station_id = station.id
        act = Act(head.id, station.id, now)
        Catalogue(Announcer(), random).take_over(act)
        Network(Announcer(), random).take_over(act)
        fresh.let_in(head.id, head.name, setup.cadre.password)
    return sign_in(path, head.name, setup.cadre.password, now)


@dataclass(frozen=True, slots=True)
class Access:
    """Passwords, once somebody has signed in."""

    signed_in: SignedIn
    cost: Cost = RECOMMENDED

    def confirm(self, password: str) -> None:
        """The cadre who is signed in is back: refused unless it is their password."""
        self._must_know(password, "password")

    def confirm_as(self, cadre_id: UUID, password: str, at_field: str = "password") -> None:
        """Another cadre signs at this desk: refused unless it is their password, and at its field if they have none."""
        ring = self._ring()
        entry = ring.of(cadre_id)
        if entry is None:
            cadre = cadres.cadre(cadre_id)
            name = cadre.name if cadre else "这位干部"
            raise Refused(
                [must("access.none", at_field, f"{name}还没有口令。请站长在设置里给{name}设口令，再来签字。")]
            )
        if keys.unwrap(entry, ring.station_id, password) is None:
            raise Refused([_wrong(at_field)])

    def admitted(self) -> frozenset[UUID]:
        """The cadres who have a password."""
        return frozenset(entry.cadre_id for entry in self._ring().entries)

    def change_password(self, act: Act, old: str, new: str, again: str | None = None) -> None:
        """Take another password for oneself; the old one must be known."""
        self._must_know(old, "old")
        self._admit(act, self.signed_in.cadre, new, again, "new")

    def give_password(self, act: Act, cadre_id: UUID, password: str, again: str | None = None) -> None:
        """Let another cadre in, or give them a new password for a forgotten one."""
        cadre = cadres.cadre(cadre_id)
        if cadre is None or not cadre.here:
            raise Refused([must("access.left", "", "这位干部已不在本站，不能设口令。请先看一下干部名册。")])
        self._admit(act, cadre, password, again, "password")

    def take_password(self, act: Act, cadre_id: UUID) -> None:
        """Let a cadre in no longer, as when they leave; the last one with a password stays."""
        ring = self._ring()
        if ring.of(cadre_id) is None:
            return
        if len(ring.entries) == 1:
            raise Refused([must("access.last", "", "这是最后一个能打开本站数据的口令。请先给别的干部设口令。")])
        with transaction():
            journal.note(act, Action.DISMISS, CadreTable, cadre_id)
            keys.write(self.signed_in.folder.keys, ring.without(cadre_id))

    def _admit(self, act: Act, cadre: Cadre, password: str, again: str | None, at_field: str) -> None:
        if findings := check_password(password, again, at_field):
            raise Refused(findings)
        ring = self._ring()
        entry = keys.wrap(self.signed_in.key, ring.station_id, cadre.id, cadre.name, password, self.cost)
        with transaction():
            journal.note(act, Action.ADMIT, CadreTable, cadre.id)
            keys.write(self.signed_in.folder.keys, ring.having(entry))

    def _must_know(self, password: str, at_field: str) -> None:
        ring = self._ring()
        entry = ring.of(self.signed_in.cadre.id)
        if entry is None or keys.unwrap(entry, ring.station_id, password) is None:
            raise Refused([_wrong(at_field)])

    def _ring(self) -> KeyRing:
        return keys.read(self.signed_in.folder.keys)


def _wrong(at_field: str) -> Finding:
    return must("access.password", at_field, "口令不对。请看大小写和输入法，再输一遍。")
