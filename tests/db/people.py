"""A small station for the tests of the engine."""

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from uuid import UUID

from db import journal
from db.cadres import CadreTable
from db.connection import DATABASE
from db.stations import StationTable
from venue_desk.domain.acts import Act
from venue_desk.domain.cadres import Cadre, CadreKind
from venue_desk.domain.ids import new_id
from venue_desk.domain.stations import Group, Regime, Station

KEY = bytes(range(32))
NOW = datetime(2026, 11, 23, 4, 30, tzinfo=UTC)
RANDOM = Random(2026)
_tick = count()


def fresh_id() -> UUID:
    return new_id(NOW + timedelta(milliseconds=next(_tick)), RANDOM)


STATION = Station(
    id=fresh_id(),
    code="621122105203",
    name="浅河村服务站",
    village="浅河村",
    township="菜子镇",
    county="陇西县",
    regime=Regime.LIVE_IN,
)
CADRE = Cadre(
    id=fresh_id(),
    station_id=STATION.id,
    name="䶮文",
    kind=CadreKind.VILLAGE,
    group_ids=(fresh_id(), fresh_id()),
    services=("缴医保", "认证"),
    duty_days=frozenset({5, 1}),
    joined_on=date(2024, 2, 29),
)
OTHER = Cadre(id=fresh_id(), station_id=STATION.id, name="李青山", kind=CadreKind.STATIONED)
ACT = Act(CADRE.id, STATION.id, NOW)
OTHER_ACT = Act(OTHER.id, STATION.id, NOW + timedelta(minutes=1))


def group(name: str) -> Group:
    return Group(id=fresh_id(), station_id=STATION.id, name=name, position=1)


def settle() -> None:
    """The station and its two cadres, written by the journal."""
    journal.add(ACT, StationTable, STATION)
    journal.add_many(ACT, CadreTable, [CADRE, OTHER])


def group_names() -> list[str]:
    return [name for (name,) in DATABASE.execute_sql("SELECT name FROM village_groups ORDER BY name").fetchall()]


def beside(program: str, *words: str | Path) -> "subprocess.Popen[str]":
    """A Python program in a process of its own; `words` are its arguments."""
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, words)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=Path(__file__).parents[2],
    )
