"""A station where a shift changes: four who serve, each with a password, two days of roster, things to hand over."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from db import journal, keys
from db.cadres import cadres
from db.connection import close_database, open_database
from db.folder import DataFolder
from db.keys import Cost, KeyRing
from db.roster import DutyTable
from db.stations import StationTable
from db.table import many
from tests.builders import KEY, add_cadre, open_desk
from venue_desk.desk import Desk
from venue_desk.domain.acts import Act
from venue_desk.domain.belongings import BelongingEntry, BelongingKind
from venue_desk.domain.cadres import Cadre
from venue_desk.domain.calendar import STATION_ZONE
from venue_desk.domain.handover import Handover, HandoverItem, ItemState
from venue_desk.domain.ids import new_id
from venue_desk.domain.petty_cash import CashEntry
from venue_desk.domain.roster import Duty, Role
from venue_desk.domain.seal_uses import SealUseEntry
from venue_desk.domain.stations import Station
from venue_desk.services.access import SignedIn

CHEAP = Cost(passes=1, memory_kib=64, lanes=1)
DAY = date(2026, 11, 23)
SERVING = {
    ("白班", Role.LEAD): "王建军",
    ("白班", Role.ON_DUTY): "李秀兰",
    ("夜班", Role.LEAD): "陈志远",
    ("夜班", Role.ON_DUTY): "张小梅",
}


@dataclass(frozen=True)
class Shifting:
    """A desk and the people at it, by name; `password` tells the password of each."""

    desk: Desk
    people: dict[str, Cadre]

    def act(self, name: str, clock: str, day: date = DAY) -> Act:
        """`name` at the desk at 19:50 of the day."""
        return Act(self.people[name].id, self.desk.signed_in.station.id, moment(clock, day))

    def at(self, clock: str, day: date = DAY) -> Act:
        """李秀兰, who is on duty by day."""
        return self.act("李秀兰", clock, day)

    def id(self, name: str) -> UUID:
        return self.people[name].id

    def begun(self, clock: str = "19:46", day: date = DAY) -> Handover:
        act = self.at(clock, day)
        return self.desk.handover.begin(act, self.desk.handover.coming(act).turn).record

    def given(self, clock: str = "19:50", day: date = DAY) -> Handover:
        act, begun = self.at(clock, day), self.begun(clock, day)
        seen = self.desk.handover.offers(act.station_id, act.at)
        name = next(name for name, cadre in self.people.items() if cadre.id == begun.giver_id)
        return self.desk.handover.give(act, begun, seen, password(name)).record

    def accepted(self, handover: Handover, clock: str = "19:55", day: date = DAY) -> list[HandoverItem]:
        """Every item, accepted."""
        act = self.at(clock, day)
        items = self.desk.handover.items(handover)
        return [self.desk.handover.answer(act, item, ItemState.ACCEPTED).record for item in items]

    def sealed(self, clock: str = "20:01", day: date = DAY) -> Handover:
        """From 白班 to 夜班, taken by 张小梅."""
        given = self.given(day=day)
        self.accepted(given, day=day)
        return self.desk.handover.take(
            self.act("张小梅", clock, day), given, self.id("张小梅"), password("张小梅")
        ).record


def password(name: str) -> str:
    """What the cadre types by keys: the input method is off in a password."""
    return f"{name.encode().hex()}-desk"


def moment(clock: str, day: date = DAY) -> datetime:
    return datetime.fromisoformat(f"{day} {clock}").replace(tzinfo=STATION_ZONE)


@contextmanager
def shifting(path: Path, days: int = 3) -> Iterator[Shifting]:
    """By day 李秀兰 under 王建军, by night 张小梅 under 陈志远, from the day before DAY on."""
    with open_desk(path) as desk:
        people = {desk.signed_in.cadre.name: desk.signed_in.cadre}
        people |= {name: add_cadre(desk, name) for name in ("王建军", "李秀兰", "张小梅", "马德林")}
        made = Shifting(desk, people)
        let_in(made, *(name for name in people if name != "马德林"))
        roster(made, days)
        yield made


@contextmanager
def copied(template: Path, path: Path) -> Iterator[Shifting]:
    """The station made once in `template`, in a copy of its own."""
    shutil.copytree(template, path)
    with reopened(path) as made:
        yield made


@contextmanager
def reopened(path: Path) -> Iterator[Shifting]:
    """The station in a folder, 陈志远 at the desk."""
    folder = DataFolder(path)
    open_database(folder.station, KEY)
    try:
        (station,) = many(Station, StationTable.select())
        people = {cadre.name: cadre for cadre in cadres(station.id)}
        signed_in = SignedIn(folder=folder, key=KEY, cadre=people["陈志远"], station=station)
        yield Shifting(Desk(signed_in, lambda: moment("19:50"), Random(11)), people)
    finally:
        close_database()


def let_in(made: Shifting, *names: str) -> None:
    """Give these their passwords, cheap to try."""
    station_id = made.desk.signed_in.station.id
    entries = [keys.wrap(KEY, station_id, made.id(name), name, password(name), CHEAP) for name in names]
    keys.write(made.desk.signed_in.folder.keys, KeyRing(station_id, tuple(entries)))


def roster(made: Shifting, days: int) -> None:
    act, random = made.desk.act(), Random(7)
    duties = []
    for day in (DAY + timedelta(days=number - 1) for number in range(days)):
        for (shift, role), name in SERVING.items():
            begins = moment("08:00" if shift == "白班" else "20:00", day)
            duties.append(
                Duty(
                    id=new_id(begins, random), station_id=act.station_id, day=day, shift=shift, role=role,
                    begins_at=begins, ends_at=begins + timedelta(hours=12), cadre_id=made.id(name),
                )
            )  # fmt: skip
    journal.add_many(act, DutyTable, duties)


def furnish(made: Shifting, clock: str = "09:00", day: date = DAY) -> None:
    """Three keys, a seal used twice, a printer, 216.50 in the box."""
    desk, act = made.desk, made.at(clock, day)
    for kind, name, count in (
        (BelongingKind.KEY, "大门钥匙", 2), (BelongingKind.KEY, "档案室钥匙", 1), (BelongingKind.EQUIPMENT, "打印机", 1),
    ):  # fmt: skip
        desk.belongings.register(act, BelongingEntry(kind=kind, name=name, count=count))
    seal = desk.belongings.register(act, BelongingEntry(kind=BelongingKind.SEAL, name="村委会公章")).record
    for whom in ("马秀英", "何永强"):
        desk.seal_uses.register(act, seal_use(made, seal.id, whom, clock=clock, day=day))
    desk.petty_cash.register(act, CashEntry(at=act.at, amount_fen=30000, matter="镇上拨来"))
    desk.petty_cash.register(act, CashEntry(at=act.at, amount_fen=-8350, matter="买墨盒"))


def seal_use(
    made: Shifting,
    seal_id: UUID,
    whom: str = "马秀英",
    matter: str = "低保申请表",
    clock: str = "09:00",
    day: date = DAY,
) -> SealUseEntry:
    return SealUseEntry(
        at=moment(clock, day), seal_id=seal_id, for_whom=whom, matter=matter, approved_by=made.id("王建军")
    )
