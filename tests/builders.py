"""A small fictional station for tests, and entries that differ only where a test cares."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

import pypdfium2

from db import attendance, upgrade
from db.connection import DATABASE, close_database
from db.folder import DataFolder
from venue_desk.changes import Announcer
from venue_desk.desk import Desk
from venue_desk.domain.acts import Act
from venue_desk.domain.attendance import SignOn
from venue_desk.domain.cadres import Cadre, CadreEntry, CadreKind
from venue_desk.domain.households import Household, HouseholdEntry, Relation, VillagerEntry
from venue_desk.domain.money import amount_of
from venue_desk.domain.policies import Entitlement, EntitlementEntry, Policy, PolicyEntry, RateEntry
from venue_desk.domain.stations import FirstCadre, Regime, StationEntry, StationSetup
from venue_desk.services.access import SignedIn
from venue_desk.services.stations import Stations

KEY = bytes(range(32))
NOW = datetime(2026, 11, 23, 2, 24, tzinfo=UTC)
TODAY = date(2026, 11, 23)
YEAR = 2026

STATION = StationEntry(
    code="621122105203", name="浅河村便民服务站", village="浅河村", township="菜子镇", county="陇西县",
    regime=Regime.ROTATING, phone="0932-6622000", supervision_phone="0932-6622012",
)  # fmt: skip
SETUP = StationSetup(
    station=STATION, groups=("一社", "二社", "三社"),
    cadre=FirstCadre(name="陈志远", phone="138-0000-0107", password="demo-desk", position="第一书记"),
)  # fmt: skip

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def id_number(born: str = "19580214", order: int = 1) -> str:
    """A number that holds by GB 11643, in the unassigned area 621199."""
    body = f"621199{born}{order:03d}"
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, _WEIGHTS, strict=True)) % 11]


@cache
def _new_file() -> bytes:
    """A station file in its newest form with nothing in it: the steps of all versions are taken once a process."""
    with TemporaryDirectory() as place:
        file = Path(place) / "station.db"
        upgrade.create(file, KEY)
        close_database()
        assert [each.name for each in Path(place).iterdir()] == [file.name]
        return file.read_bytes()


@contextmanager
def open_desk(path: Path, setup: StationSetup = SETUP) -> Iterator[Desk]:
    """A new station in `path`, with its first cadre at the desk; no password is derived, for speed."""
    folder = DataFolder(path)
    folder.make()
    folder.station.write_bytes(_new_file())
    upgrade.open_current(folder, KEY, NOW)
    random = Random(2026)
    station, head = Stations(Announcer(), random).open_new_station(setup, NOW)
    ticks = count(1)
    signed_in = SignedIn(folder=folder, key=KEY, cadre=head, station=station)
    desk = Desk(signed_in, lambda: NOW + timedelta(seconds=next(ticks)), random)
    try:
        yield desk
    finally:
        close_database()


@contextmanager
def counted_queries() -> Iterator[list[str]]:
    """The statements sent to the engine inside the block."""
    seen: list[str] = []
    connection = DATABASE.connection()
    connection.set_trace_callback(seen.append)
    try:
        yield seen
    finally:
        connection.set_trace_callback(None)


def query_plan(query: str) -> list[str]:
    """The steps by which the engine would answer a statement it was seen to run."""
    if not query.startswith("SELECT"):
        return []
    return [str(row[-1]) for row in DATABASE.execute_sql(f"EXPLAIN QUERY PLAN {query}").fetchall()]


def villager(name: str = "张满仓", relation: Relation = Relation.HEAD, **said: Any) -> VillagerEntry:
    return VillagerEntry(name=name, relation=relation, **said)


def household_entry(desk: Desk, number: str = "0001", hamlet: str = "一社", **said: Any) -> HouseholdEntry:
    place = next(h for h in desk.stations.hamlets(desk.act().station_id) if h.name == hamlet)
    return HouseholdEntry(number=number, group_id=place.group_id, hamlet_id=place.id, **said)


def add_household(
    desk: Desk, number: str = "0001", head: str = "张满仓", hamlet: str = "一社", *others: VillagerEntry, **said: Any
) -> Household:
    entry = household_entry(desk, number, hamlet, **said)
    return desk.households.register(desk.act(), entry, [villager(head), *others]).record


def cadre_entry(name: str = "王建军", **said: Any) -> CadreEntry:
    values: dict[str, Any] = {
        "kind": CadreKind.VILLAGE, "position": "村党支部书记", "phone": "138-0000-0101",
        "services": ("医保", "养老", "低保"), "duty_days": frozenset({1, 4}),
    }  # fmt: skip
    return CadreEntry(name=name, **(values | said))


def add_cadre(desk: Desk, name: str = "王建军", *groups: str, **said: Any) -> Cadre:
    ids = tuple(g.id for g in desk.stations.groups(desk.act().station_id) if g.name in groups)
    return desk.cadres.register(desk.act(), cadre_entry(name, group_ids=ids, **said)).record


def add_policy(desk: Desk, name: str = "良种补贴（小麦）", rate_fen: int = 1000, **said: Any) -> Policy:
    entry = PolicyEntry(name=name, department="县农业农村局", inquiry_phone="0932-6622021", **said)
    rate = RateEntry(rate_fen=rate_fen, from_on=date(2020, 1, 1), document_number="示例〔2020〕1号")
    return desk.policies.register(desk.act(), entry, [rate]).record


def entitlement_entry(
    household: Household, policy: Policy, quantity: int = 3200, year: int = YEAR, **said: Any
) -> EntitlementEntry:
    values: dict[str, Any] = {
        "rate_fen": 1000,
        "amount_fen": amount_of(quantity, 1000),
        "account": "62101234560013",
    } | said
    return EntitlementEntry(household_id=household.id, policy_id=policy.id, year=year, quantity=quantity, **values)


def add_entitlement(desk: Desk, household: Household, policy: Policy, *args: Any, **said: Any) -> Entitlement:
    return desk.entitlements.register(desk.act(), entitlement_entry(household, policy, *args, **said)).record


def later(act: Act, **delta: Any) -> Act:
    """The same cadre, some time after."""
    return replace(act, at=act.at + timedelta(**delta))


def text_of(pdf: bytes) -> str:
    """All text of a PDF, as a reader copies it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [document[number].get_textpage().get_text_bounded() for number in range(len(document))]
    finally:
        document.close()
    return "\n".join(pages)


def signed_on(station_id: UUID, day: date, shift: str) -> list[SignOn]:
    """Who signed on to one shift, the leads first."""
    return [one for one in attendance.of_days(station_id, day, day) if one.shift == shift]
