"""Import: propose how a file is to be read, plan what each row would do, apply it as one deed that can be undone whole."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from random import Random, SystemRandom
from typing import TYPE_CHECKING, TypeVar, cast
from uuid import UUID

from db import cadres, importing, journal, policies
from db.connection import close_database, open_database
from db.folder import write_whole
from db.importing import ImportTable
from db.invariants import refusing
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import must
from venue_desk.domain.ids import new_id
from venue_desk.domain.imported import Import, ImportRow
from venue_desk.domain.importing import Choice, DryRun, ImportKind, Outcome, Plan, Reading
from venue_desk.domain.importing_entitlements import policy_in
from venue_desk.domain.importing_places import Places
from venue_desk.services import upkeep
from venue_desk.services.access import SignedIn
from venue_desk.services.import_memory import ImportMemory
from venue_desk.services.importing_planning import new_hamlets, planned
from venue_desk.services.importing_undoing import taken_back
from venue_desk.services.importing_writing import write
from venue_desk.services.saved import BREACHES, Saved, known
from venue_desk.services.stations import Stations
from venue_desk.services.unit import work

if TYPE_CHECKING:
    from venue_desk.exchange.reading import Memory

R = TypeVar("R")
Step = tuple[int, int, str]
Steps = Generator[Step, None, R]
TOPICS = {
    ImportKind.HOUSEHOLDS: (Topic.HOUSEHOLDS, Topic.STATIONS, Topic.IMPORTS),
    ImportKind.ENTITLEMENTS: (Topic.ENTITLEMENTS, Topic.IMPORTS),
    ImportKind.CADRES: (Topic.CADRES, Topic.IMPORTS),
}
AS_PROPOSED = Choice()
LATEST = 20
AT_ONCE = 1 << 18
"""So many bytes of a table, some hundreds of rows, are read before one would notice."""


@dataclass(frozen=True, slots=True)
class Imports:
    """The verbs of the import. Each long one can be run beside the window as a job; the window then calls `applied`."""

    announcer: Announcer
    random: Random
    signed_in: SignedIn

    def propose(self, act: Act, file: Path, kind: ImportKind, choice: Choice = AS_PROPOSED) -> Reading:
        """How the file is understood: its sheets, the header, what each column is taken for, the first rows."""
        from venue_desk.exchange.reading import look  # openpyxl takes a fifth of a second: not at the window's start

        return self._titled(act, look(file, kind, choice, self._memory(kind), _policy_names(act, kind)), choice)

    def dry_run(self, act: Act, file: Path, kind: ImportKind, choice: Choice = AS_PROPOSED) -> DryRun:
        """How it is understood, and what each row would do. Nothing is written."""
        from venue_desk.exchange.reading import read

        reading, table = read(file, kind, choice, self._memory(kind), _policy_names(act, kind))
        reading = self._titled(act, reading, choice)
        if table is None:
            return DryRun(reading=reading, plan=None)
        plan = Plan(
            kind=kind,
            file=reading.file,
            sheet=reading.sheet,
            table=table,
            rows=(),
            year=reading.year,
            policy=reading.policy,
            create_hamlets=choice.create_hamlets,
            signature=reading.signature,
            mapping={seen.place: seen.column for seen in reading.columns},
        )
        planner = planned(act, plan)
        plan = replace(plan, rows=tuple(planner.rows), new_hamlets=new_hamlets(planner))
        return DryRun(reading=reading, plan=plan)

    def plan(self, act: Act, file: Path, kind: ImportKind, choice: Choice = AS_PROPOSED) -> Plan:
        """The dry run alone; refused while the columns leave open what the table is about."""
        found = self.dry_run(act, file, kind, choice)
        if found.plan is None:
            raise Refused(found.reading.findings)
        return found.plan

    def at_once(self, file: Path) -> bool:
        """Whether its dry run is over before one would notice, so that it needs no process of its own."""
        from venue_desk.exchange.opening import weight

        return weight(file) <= AT_ONCE

    def apply(self, act: Act, plan: Plan) -> Saved[Import]:
        """Back up, then write all that the plan says in one transaction; refused if the data are others than it saw."""
        return _to_the_end(_applying(self, act, plan))

    def undo(self, act: Act, import_id: UUID) -> Saved[Import]:
        """撤销整次导入: all that it wrote, or nothing if somebody has gone on from there."""
        return _to_the_end(_undoing(self, act, import_id))

    def past(self, act: Act, limit: int = LATEST) -> list[ImportRow]:
        """以前导入的, the latest first."""
        names = cadres.names(act.station_id)
        return [
            ImportRow(
                record=record,
                by=names.get(record.imported_by, ""),
                undone_by=names.get(record.undone_by, "") if record.undone_by else "",
            )
            for record in importing.imports(act.station_id, limit)
        ]

    def dry_run_job(
        self, act: Act, file: Path, kind: ImportKind, choice: Choice = AS_PROPOSED
    ) -> Callable[[], Steps[DryRun]]:
        """The dry run beside the window."""
        return self._beside(partial(_looking, act=act, file=file, kind=kind, choice=choice))

    def apply_job(self, act: Act, plan: Plan) -> Callable[[], Steps[Saved[Import]]]:
        """Applying beside the window, on a connection of its own; stopped half-way it is nothing."""
        return self._beside(partial(_applying, act=act, plan=plan))

    def undo_job(self, act: Act, import_id: UUID) -> Callable[[], Steps[Saved[Import]]]:
        """撤销整次导入 beside the window."""
        return self._beside(partial(_undoing, act=act, import_id=import_id))

    def applied(self, saved: Saved[Import]) -> None:
        """Tell the window's screens what a job has written or taken back."""
        if saved.audit_ids:
            self.announcer.announce(frozenset(TOPICS[saved.record.kind]))

    def error_workbook(self, plan: Plan, out: Path) -> int:
        """Save the refused rows with the reason beside each; how many there are."""
        from venue_desk.exchange.refused_rows import refused_workbook

        write_whole(out, refused_workbook(plan))
        return len(plan.refused)

    def _beside(self, verb: "Callable[[Imports], Steps[R]]") -> Callable[[], Steps[R]]:
        return partial(beside, self.signed_in, verb)

    def _memory(self, kind: ImportKind) -> "Memory":
        return partial(ImportMemory(self.signed_in.folder).recall, kind)

    def _titled(self, act: Act, reading: Reading, choice: Choice) -> Reading:
        """Of a year's entitlements the title may tell policy and year."""
        if reading.kind is not ImportKind.ENTITLEMENTS:
            return reading
        named = policy_in(reading.title, policies.policies(act.station_id))
        return replace(reading, policy=choice.policy or named, year=choice.year or reading.year or act.today.year)


def beside(signed_in: SignedIn, verb: Callable[[Imports], Steps[R]]) -> Steps[R]:
    """Run a verb in a process of its own."""
    open_database(signed_in.folder.station, signed_in.key)
    try:
        return (yield from verb(Imports(Announcer(), SystemRandom(), signed_in)))
    finally:
        close_database()


def _looking(imports: Imports, act: Act, file: Path, kind: ImportKind, choice: Choice) -> Steps[DryRun]:
    yield 0, 1, ""
    return imports.dry_run(act, file, kind, choice)


def _applying(imports: Imports, act: Act, plan: Plan) -> Steps[Saved[Import]]:
    yield 0, len(plan.rows), "先备份"
    if plan.writes:
        upkeep.backup_now(imports.signed_in.folder.path, imports.signed_in.key, act.at)
    with work(imports.announcer, *TOPICS[plan.kind]), refusing(BREACHES):
        yield 0, len(plan.rows), "再核对一遍"
        saved = yield from _writing(imports, act, plan)
    ImportMemory(imports.signed_in.folder).remember(plan.kind, plan.signature, plan.mapping)
    return saved


def _writing(imports: Imports, act: Act, plan: Plan) -> Steps[Saved[Import]]:
    planner, written = planned(act, plan), list[int]()
    if tuple(planner.rows) != plan.rows:
        raise Refused([must("import.stale", "", "看过结果以后本站数据又改过，请重新看一遍结果，再导入。")])
    if plan.new_hamlets:
        written += _make_hamlets(Stations(imports.announcer, imports.random), act, planner.places, plan.new_hamlets)
        planner = planned(act, plan)
    total = len(written) + planner.writes.count
    for part in write(act, imports.random, planner):
        written += part
        yield len(written), total, f"已写 {len(written)} 条"
    record = _record(imports, act, plan, written)
    return Saved(record, [*written, journal.add(act, ImportTable, record)] if written else [])


def _make_hamlets(stations: Stations, act: Act, here: Places, names: Sequence[str]) -> list[int]:
    written, groups = list[int](), {group.id: group for group in here.groups}
    for name in names:
        group = groups.get(here.new[name].group_id)
        saved = stations.add_hamlet(act, group, name) if group else stations.add_group(act, name)
        written += saved.audit_ids
    return written


def _record(imports: Imports, act: Act, plan: Plan, written: Sequence[int]) -> Import:
    counts = plan.counts
    return Import(
        id=new_id(act.at, imports.random), station_id=act.station_id, kind=plan.kind, file=plan.file, sheet=plan.sheet,
        imported_at=act.at_utc, imported_by=act.cadre_id, new=counts[Outcome.NEW], changed=counts[Outcome.CHANGED],
        unchanged=counts[Outcome.UNCHANGED], refused=counts[Outcome.REFUSED],
        first_audit=written[0] if written else 0, last_audit=written[-1] if written else 0,
    )  # fmt: skip


def _undoing(imports: Imports, act: Act, import_id: UUID) -> Steps[Saved[Import]]:
    record = known(importing.import_(import_id), act.station_id)
    if record.undone_at is not None:
        raise Refused([must("import.undone", "", "这次导入已经撤销过了。")])
    with work(imports.announcer, *TOPICS[record.kind]), refusing(BREACHES):
        yield from taken_back(act, record)
        after = replace(record, undone_at=act.at_utc, undone_by=act.cadre_id)
        return Saved(after, [journal.change(act, ImportTable, record, after)])


def _to_the_end(steps: Steps[R]) -> R:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return cast("R", end.value)


def _policy_names(act: Act, kind: ImportKind) -> list[str]:
    """Those that may have a column of their own."""
    return [policy.name for policy in policies.policies(act.station_id)] if kind is ImportKind.ENTITLEMENTS else []
