"""The demo station's cases in hand, taken by the very verbs that a cadre uses."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache, partial
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from db import cases as table
from db import network
from venue_desk.changes import Announcer
from venue_desk.domain.acts import Act
from venue_desk.domain.cadres import agents_of
from venue_desk.domain.case_intake import material_lines
from venue_desk.domain.case_steps import StepEntry
from venue_desk.domain.cases import CaseEntry, Step
from venue_desk.domain.catalogue import Method, ServiceItem
from venue_desk.domain.households import Villager
from venue_desk.domain.network import Level
from venue_desk.domain.receipts import SigningKey
from venue_desk.services.cases import Cases
from venue_desk.services.deliveries import Deliveries, DeliveryEntry
from venue_desk.services.demo.scene import Scene
from venue_desk.services.demo.village import Batch, Deed, Portions, Village
from venue_desk.services.network import Network
from venue_desk.services.resource_files import table as resource

Known = dict[str, UUID]
"""Applicant → case."""


@cache
def _rows() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = resource("demo", "cases.toml")["open"]
    return rows


def demo_rows(scene: Scene, village: Village, items: dict[str, ServiceItem]) -> Portions:
    """The network, the key that signs receipts, then each case with what was done to it since."""
    at = scene.at(scene.founded + timedelta(days=1), 10)
    yield Batch(at, village.head.id, [_key(scene, village, at)])
    network_verbs, cases = Network(Announcer(), scene.random), Cases(Announcer(), scene.random)
    yield Deed(at, village.head.id, network_verbs.take_over)
    agents = agents_of([group.id for group in village.groups], [each for each in village.cadres if each.is_agent])
    known: Known = {}
    for place, row in enumerate(_rows()):
        head, group_id = _head(village, row["applicant"])
        agent = agents.get(group_id, village.clerk)
        clock = time.fromisoformat(row["at"]) if "at" in row else time(8, 35 + place * 2)
        accepted = scene.clock(scene.today - timedelta(days=row["days"]), clock.hour, clock.minute)
        if accepted > scene.now:
            continue
        entry = _entry(row, head, items[row["item"]], agent.id)
        yield Deed(accepted, agent.id, partial(_accept, cases, known, entry))
        for days, step in row["steps"]:
            at = scene.at(scene.today - timedelta(days=days), 10, 10 + place)
            yield Deed(at, agent.id, partial(_take, cases, known, row, Step(step)))


def _entry(row: dict[str, Any], head: Villager, item: ServiceItem, agent_id: UUID) -> CaseEntry:
    held, lacking = row.get("held", []), row.get("lacking", 0)
    lines = material_lines(item)
    last = len(lines) - lacking
    materials = tuple(
        replace(line, given=at < last, envelope=row["envelope"] if line.name in held else None)
        for at, line in enumerate(lines)
    )
    return CaseEntry(
        villager_id=head.id, item_id=item.id, method=Method(row.get("method", item.method)), agent_id=agent_id,
        phone=head.phone, materials=materials, result=row.get("result", "") if item.promised_days == 0 else "",
    )  # fmt: skip


def _accept(cases: Cases, known: Known, entry: CaseEntry, act: Act) -> None:
    case = cases.accept(act, entry).record
    known[case.applicant] = case.id


def _take(cases: Cases, known: Known, row: dict[str, Any], step: Step, act: Act) -> None:
    case = table.case(known[row["applicant"]])
    assert case is not None
    if step is Step.APPOINT:
        cases.take(act, case, _appointing(row["agreed"], act.today))
        return
    level = Level.COUNTY if step is Step.MOVE else Level.TOWNSHIP
    point = next(p for p in network.service_points(act.station_id) if p.level is level)
    if step is Step.HAND_IN:
        entry = DeliveryEntry(case_ids=(case.id,), point_id=point.id, received_by=_at_the_township(row))
        Deliveries(cases.announcer, cases.random).carry(act, entry)
        return
    place = row["with"] if step is Step.MOVE else point.name
    cases.take(
        act, case, StepEntry(
            step=step, note=row.get("result", ""), level=level, point_id=point.id if level is Level.TOWNSHIP else None,
            place=place, with_whom="" if step is Step.MOVE else row.get("with", ""),
        ),
    )  # fmt: skip


def _appointing(agreed: dict[str, Any], today: date) -> StepEntry:
    """Agreed the day before."""
    return StepEntry(
        step=Step.APPOINT, on=today + timedelta(days=1 + agreed["days"]), with_whom=agreed["hour"], place=agreed["place"],
        note=agreed["bring"],
    )  # fmt: skip


def _at_the_township(row: dict[str, Any]) -> str:
    """Whoever is named has the case now: at the county, if it went on there."""
    return "" if any(step == Step.MOVE for _, step in row["steps"]) else row.get("with", "")


def _key(scene: Scene, village: Village, at: datetime) -> SigningKey:
    """Drawn from the seed, so that the same demo comes out: it protects nothing."""
    pair = Ed25519PrivateKey.from_private_bytes(scene.random.randbytes(32))
    return SigningKey(
        id=scene.id(at), station_id=village.station.id, made_at=at,
        public=pair.public_key().public_bytes_raw().hex(), private=pair.private_bytes_raw().hex(),
    )  # fmt: skip


def _head(village: Village, name: str) -> tuple[Villager, UUID]:
    for household in village.households:
        head = village.villagers[household.id][0]
        if head.name == name and household.closed_on is None:
            return head, household.group_id
    raise KeyError(name)
