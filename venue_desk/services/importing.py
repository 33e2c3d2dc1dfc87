"""Import: propose how a file is to be read, plan what each row would do, apply it as one deed that can be undone whole."""

from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from random import Random, SystemRandom
from typing import TYPE_CHECKING

from db import cadres, importing, journal, policies
from db import stations as places
from db.connection import close_database, open_database, transaction
from db.folder import write_whole
from db.invariants import refusing
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import must
from venue_desk.domain.importing import Choice, ImportKind, Plan, Reading
from venue_desk.domain.importing_cadres import CadrePlanner
from venue_desk.domain.importing_entitlements import EntitlementPlanner, policy_in
from venue_desk.domain.importing_households import HouseholdPlanner
from venue_desk.domain.importing_people import People
from venue_desk.domain.importing_places import Places
from venue_desk.services import upkeep
from venue_desk.services.access import SignedIn
from venue_desk.services.import_memory import ImportMemory
from venue_desk.services.importing_writing import write_cadres, write_entitlements, write_households
from venue_desk.services.saved import BREACHES, Saved, known
from venue_desk.services.stations import Stations
from venue_desk.services.unit import work

if TYPE_CHECKING:
    from venue_desk.exchange.reading import Memory

Step = tuple[int, int, str]
Planner = HouseholdPlanner | EntitlementPlanner | CadrePlanner
TOPICS = {
    ImportKind.HOUSEHOLDS: (Topic.HOUSEHOLDS, Topic.STATIONS),
    ImportKind.ENTITLEMENTS: (Topic.ENTITLEMENTS,),
    ImportKind.CADRES: (Topic.CADRES,),
}
AS_PROPOSED = Choice()
UNDONE_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Imports:
    """The verbs of the import."""

    announcer: Announcer
    random: Random
    signed_in: SignedIn

    def propose(self, act: Act, file: Path, kind: ImportKind, choice: Choice = AS_PROPOSED) -> Reading:
        """How the file is understood: its sheets, the header, what each column is taken for, the first rows."""
        from venue_desk.exchange.reading import look  # openpyxl takes a fifth of a second: not at the window's start

        return self._titled(act, look(file, kind, choice, self._memory(kind)), choice)

    def plan(self, act: Act, file: Path, kind: ImportKind, choice: Choice = AS_PROPOSED) -> Plan:
        """The dry run: what each row would do. Nothing is written."""
        from venue_desk.exchange.reading import read

        reading, table = read(file, kind, choice, self._memory(kind))
        reading = self._titled(act, reading, choice)
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
        planner = self._planner(act, plan)
        return replace(plan, rows=tuple(planner.rows), new_hamlets=_new_hamlets(planner))

    def apply(self, act: Act, plan: Plan) -> Saved[Plan]:
        """Back up, then write all that the plan says in one transaction; refused if the data are others than it saw."""
        if plan.writes:
            upkeep.backup_now(self.signed_in.folder.path, self.signed_in.key, act.at)
        with work(self.announcer, *TOPICS[plan.kind]), refusing(BREACHES):
            planner, written = self._planner(act, plan), list[int]()
            if tuple(planner.rows) != plan.rows:
                raise Refused([must("import.stale", "", "预览以后本站数据又改过，请重新预览一次，再导入。")])
            if plan.new_hamlets:
                written = self._make_hamlets(act, planner.places, plan.new_hamlets)
                planner = self._planner(act, plan)
            written += self._write(act, planner)
        ImportMemory(self.signed_in.folder).remember(plan.kind, plan.signature, plan.mapping)
        return Saved(plan, written)

    def apply_job(self, act: Act, plan: Plan) -> Callable[[], Generator[Step, None, Saved[Plan]]]:
        """The same beside the window, on a connection of its own; the window calls `applied` with what comes back."""
        return partial(apply_job, self.signed_in, act, plan)

    def undo_job(self, act: Act, saved: Saved[Plan]) -> Callable[[], Generator[Step, None, Saved[Plan]]]:
        """撤销 beside the window: a whole village takes some seconds. `applied` tells the screens here too."""
        return partial(undo_job, self.signed_in, act, saved)

    def applied(self, saved: Saved[Plan]) -> None:
        """Tell the window's screens what a job has written or taken back."""
        if saved.audit_ids:
            self.announcer.announce(frozenset(TOPICS[saved.record.kind]))

    def error_workbook(self, plan: Plan, out: Path) -> int:
        """Save the refused rows with the reason beside each; how many there are."""
        from venue_desk.exchange.refused_rows import refused_workbook

        write_whole(out, refused_workbook(plan))
        return len(plan.refused)

    def _memory(self, kind: ImportKind) -> "Memory":
        return partial(ImportMemory(self.signed_in.folder).recall, kind)

    def _titled(self, act: Act, reading: Reading, choice: Choice) -> Reading:
        """Of a year's entitlements the title may tell policy and year."""
        if reading.kind is not ImportKind.ENTITLEMENTS:
            return reading
        named = policy_in(reading.title, policies.policies(act.station_id))
        return replace(reading, policy=choice.policy or named, year=choice.year or reading.year or act.today.year)

    def _planner(self, act: Act, plan: Plan) -> Planner:
        """The dry run against the data as they are now."""
        station = known(places.station(act.station_id), act.station_id)
        here = Places(
            station.village,
            [group for group in places.groups(act.station_id) if group.closed_on is None],
            [hamlet for hamlet in places.hamlets(act.station_id) if hamlet.closed_on is None],
            create=plan.create_hamlets and plan.kind is ImportKind.HOUSEHOLDS,
        )
        planner = self._new_planner(act, plan, here)
        planner.plan()
        return planner

    def _new_planner(self, act: Act, plan: Plan, here: Places) -> Planner:
        station_id, today = act.station_id, act.today
        if plan.kind is ImportKind.CADRES:
            everyone = cadres.cadres(station_id) + cadres.cadres(station_id, left=True)
            return CadrePlanner(everyone, here, plan.table, today)
        households = importing.households(station_id)
        people = People(households, importing.villagers(station_id))
        if plan.kind is ImportKind.HOUSEHOLDS:
            numbers = [home.number for home in households if home.number.isdecimal()]
            return HouseholdPlanner(people, here, plan.table, today, max(numbers, key=int, default="0000"))
        year = plan.year or today.year
        return EntitlementPlanner(
            people, here, plan.table, policies.policies(station_id), policies.rates(station_id),
            policies.drawn(station_id, year), policies.drawn(station_id, year - 1), year, plan.policy, today,
        )  # fmt: skip

    def _make_hamlets(self, act: Act, here: Places, names: tuple[str, ...]) -> list[int]:
        stations, written = Stations(self.announcer, self.random), list[int]()
        groups = {group.id: group for group in here.groups}
        for name in names:
            group = groups.get(here.new[name].group_id)
            saved = stations.add_hamlet(act, group, name) if group else stations.add_group(act, name)
            written += saved.audit_ids
        return written

    def _write(self, act: Act, planner: Planner) -> list[int]:
        if isinstance(planner, HouseholdPlanner):
            return write_households(act, self.random, planner.writes)
        if isinstance(planner, EntitlementPlanner):
            return write_entitlements(act, self.random, planner.writes)
        return write_cadres(act, self.random, planner.writes)


def _new_hamlets(planner: Planner) -> tuple[str, ...]:
    """Those of the new ones in which anybody would live."""
    if not isinstance(planner, HouseholdPlanner):
        return ()
    lived_in = planner.writes.hamlet_ids()
    return tuple(name for name, hamlet in planner.places.new.items() if hamlet.id in lived_in)


def apply_job(signed_in: SignedIn, act: Act, plan: Plan) -> Generator[Step, None, Saved[Plan]]:
    """Apply a plan in a process of its own."""
    yield 0, 1, f"正在备份，然后写入 {len(plan.rows)} 行"
    open_database(signed_in.folder.station, signed_in.key)
    try:
        return Imports(Announcer(), SystemRandom(), signed_in).apply(act, plan)
    finally:
        close_database()


def undo_job(signed_in: SignedIn, act: Act, saved: Saved[Plan]) -> Generator[Step, None, Saved[Plan]]:
    """Take an import back in a process of its own, all or nothing; stopped half-way it is nothing."""
    open_database(signed_in.folder.station, signed_in.key)
    try:
        with transaction(), refusing(BREACHES):
            for done, audit_id in enumerate(reversed(saved.audit_ids)):
                if not done % UNDONE_AT_ONCE:
                    yield done, len(saved.audit_ids), "正在撤销导入"
                journal.undo(act, audit_id)
        return saved
    finally:
        close_database()
