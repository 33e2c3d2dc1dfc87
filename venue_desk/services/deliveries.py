"""Deliveries (送件): cases carried to the township together, signed for there, and fetched together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from uuid import UUID

from db import cases as table
from db import journal, network, serials, stations
from db.invariants import refusing
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.case_steps import StepEntry
from venue_desk.domain.cases import Batch, Case, CaseState, Step, number_of, waits_to_be_carried
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import must
from venue_desk.domain.ids import new_id
from venue_desk.domain.network import ServicePoint
from venue_desk.services.cases import Cases
from venue_desk.services.saved import Saved, known
from venue_desk.services.unit import work


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryEntry:
    """Which cases go to `point_id` (or come back from there), signed for by `received_by`; their originals go along or stay."""

    case_ids: tuple[UUID, ...]
    point_id: UUID
    received_by: str = ""
    note: str = ""
    with_originals: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRow:
    """A line of the list."""

    batch: Batch
    cases: int
    taken_back: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """What may be carried or fetched now, and which of it waits for that."""

    cases: tuple[Case, ...]
    waiting: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Deliveries:
    """The verbs of the deliveries."""

    announcer: Announcer
    random: Random

    def carry(self, act: Act, entry: DeliveryEntry) -> Saved[Batch]:
        """送件: all of them or none."""
        return self._together(act, entry, outward=True)

    def fetch(self, act: Act, entry: DeliveryEntry) -> Saved[Batch]:
        """取件: what comes back from there."""
        return self._together(act, entry, outward=False)

    def get(self, act: Act, batch_id: UUID) -> tuple[Batch, list[Case]]:
        """A delivery with its cases."""
        batch = known(table.batch(batch_id), act.station_id)
        return batch, table.cases_of_batch(batch.id)

    def latest(self, station_id: UUID, limit: int = 50) -> list[Batch]:
        """The deliveries that stand, the latest first."""
        return table.batches(station_id, limit, standing=True)

    def rows(self, station_id: UUID, limit: int = 50) -> list[BatchRow]:
        """All of them, those that were taken back too."""
        found = table.batches(station_id, limit)
        ids = [batch.id for batch in found]
        standing, cases = table.standing_batches(ids), table.carried_with(ids)
        return [BatchRow(batch=each, cases=cases.get(each.id, 0), taken_back=each.id not in standing) for each in found]

    def ready(self, station_id: UUID, *, outward: bool) -> Ready:
        """What is here and may go out, or lies elsewhere and may be fetched."""
        cases = table.in_state(station_id, CaseState.ACCEPTED if outward else CaseState.UNDER_WAY)
        waiting = (case.id for case in cases if outward and waits_to_be_carried(case))
        return Ready(cases=tuple(cases), waiting=tuple(waiting))

    def waiting(self, station_id: UUID) -> int:
        """How many wait to be carried."""
        return table.to_carry(station_id)

    def take_back(self, act: Act, batch: Batch) -> Saved[Batch]:
        """撤销: all that went with it as before, unless one of them went on since; the trace stays."""
        known(batch, act.station_id)
        with work(self.announcer, Topic.CASES, Topic.CUSTODY), refusing(table.BREACHES):
            if batch.id not in table.standing_batches([batch.id]):
                raise Refused([must("delivery.taken_back", "", f"这次{batch.word}已经撤销过了。")])
            written: list[int] = []
            for case in table.cases_of_batch(batch.id):
                written += self._back(act, case, batch)
            return Saved(batch, written)

    def _together(self, act: Act, entry: DeliveryEntry, *, outward: bool) -> Saved[Batch]:
        point = known(network.service_point(entry.point_id), act.station_id)
        cases = _cases(act, entry.case_ids)
        with work(self.announcer, Topic.CASES, Topic.CUSTODY), refusing(table.BREACHES):
            batch = self._batch(act, entry, point, outward=outward)
            written = [journal.add(act, table.BatchTable, batch)]
            for case in cases:
                written += self._one(act, case, entry, point, batch)
            return Saved(batch, written)

    def _one(self, act: Act, case: Case, entry: DeliveryEntry, point: ServicePoint, batch: Batch) -> Sequence[int]:
        step = StepEntry(
            step=Step.HAND_IN if batch.outward else Step.BRING_BACK, level=point.level if batch.outward else None,
            point_id=point.id, place=point.name, with_whom=entry.received_by or point.contact, note=entry.note,
            with_originals=entry.with_originals,
        )  # fmt: skip
        return _naming(case, lambda: Cases(self.announcer, self.random).take(act, case, step, batch.id))

    def _back(self, act: Act, case: Case, batch: Batch) -> Sequence[int]:
        told = f"撤销「{batch.word}」（{batch.number}）"
        return _naming(case, lambda: Cases(self.announcer, self.random).take_back(act, case, told, batch.id))

    def _batch(self, act: Act, entry: DeliveryEntry, point: ServicePoint, *, outward: bool) -> Batch:
        station = known(stations.station(act.station_id), act.station_id)
        (sequence,) = serials.take(f"{act.station_id}/batch/{act.today}")
        return Batch(
            id=new_id(act.at, self.random), station_id=act.station_id, outward=outward, point_id=point.id,
            number=f"S-{number_of(station.code, act.today, sequence)}", place=point.name, at=act.at,
            carried_by=act.cadre_id, received_by=entry.received_by.strip(), note=entry.note.strip(),
        )  # fmt: skip


def _naming(case: Case, deed: Callable[[], Saved[Case]]) -> Sequence[int]:
    """What stands against one of many says which one it is."""
    try:
        return deed().audit_ids
    except Refused as refused:
        told = f"{case.number} {case.applicant}：{refused.sentence}"
        raise Refused([must("delivery.case", "case_ids", told)]) from None


def _cases(act: Act, case_ids: Sequence[UUID]) -> list[Case]:
    if not case_ids:
        raise Refused([must("delivery.empty", "case_ids", "请先勾上要送的件。")])
    found = [known(case, act.station_id) for case in table.several(case_ids)]
    if len(found) != len(set(case_ids)):
        raise Refused([must("record.gone", "case_ids", "有一件已经不在了，请回到列表再看一遍。")])
    return found
