"""Cases: accepted at the door, taken step by step, carried together, and never lost."""

from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import Any
from uuid import UUID

from db import cadres, case_list, catalogue, custody, households, journal, serials, stations
from db import cases as table
from db.invariants import refusing
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.cadres import Cadre
from venue_desk.domain.case_figures import Figures, figures
from venue_desk.domain.case_intake import (
    IntakeFacts,
    Suggested,
    agent_for,
    check_intake,
    limits,
    missing,
    suggested,
    tidy_intake,
)
from venue_desk.domain.case_listing import CaseCounts, CaseFilter, CaseOrder, CaseRow
from venue_desk.domain.case_steps import StepEntry, after, changed, check_step
from venue_desk.domain.cases import (
    Case,
    CaseEntry,
    CaseMaterial,
    CaseState,
    CaseStep,
    Channel,
    Step,
    number_of,
)
from venue_desk.domain.catalogue import Method
from venue_desk.domain.custody import HeldOriginal
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import Finding, must
from venue_desk.domain.ids import new_id, new_ids
from venue_desk.domain.network import Level
from venue_desk.services.attendance import Attendance
from venue_desk.services.case_effects import dated, follow, unfollow
from venue_desk.services.case_facts import free_envelope, intake_facts, setting, station_calendar
from venue_desk.services.case_files import CaseFile, case_file
from venue_desk.services.case_gaps import gap_at
from venue_desk.services.receipts import Receipts
from venue_desk.services.saved import Saved, known, refuse_blocking
from venue_desk.services.unit import work

TOPICS = (Topic.CASES, Topic.CUSTODY)


@dataclass(frozen=True, slots=True)
class Cases:
    """The verbs of the cases."""

    announcer: Announcer
    random: Random

    def get(self, act: Act, case_id: UUID) -> CaseFile:
        """The case as its page shows it."""
        return case_file(known(table.case(case_id), act.station_id), act.today)

    def numbered(self, act: Act, number: str) -> Case:
        """The case that people call so; refused in a sentence if there is none."""
        case = table.by_number(number.strip())
        if case is None or case.station_id != act.station_id:
            gap = gap_at(act.station_id, number.strip())
            told = gap.sentence(act.today) if gap else f"本站没有编号是「{number}」的件，请对照回执再看一遍。"
            raise Refused([must("case.number_unknown", "number", told)])
        return case

    def page(
        self, station_id: UUID | None, wanted: CaseFilter, order: CaseOrder = CaseOrder.DUE, *,
        descending: bool = False, offset: int = 0, limit: int = 100,
    ) -> list[CaseRow]:  # fmt: skip
        """One page of the register."""
        return case_list.page(station_id, wanted, order, descending=descending, offset=offset, limit=limit)

    def count(self, station_id: UUID | None, wanted: CaseFilter) -> int:
        """How many cases the filter lets through."""
        return case_list.count(station_id, wanted)

    def place(
        self, station_id: UUID | None, wanted: CaseFilter, case_id: UUID, order: CaseOrder = CaseOrder.DUE, *,
        descending: bool = False,
    ) -> int | None:  # fmt: skip
        """Where the case stands in that list; None if the filter keeps it back."""
        return case_list.place(station_id, wanted, case_id, order, descending=descending)

    def figures(self, station_id: UUID | None, first: date, last: date) -> Figures:
        """The figures of these days."""
        return figures(case_list.counted(station_id, first, last), first, last)

    def counts(self, station_id: UUID | None, today: date) -> CaseCounts:
        """The numbers on the chips."""
        return case_list.counts(station_id, today)

    def suggest(self, act: Act, item_id: UUID, villager_id: UUID, channel: Channel) -> Suggested:
        """Which method fits, and why."""
        item = known(catalogue.service_item(item_id), act.station_id)
        return suggested(item, known(households.villager(villager_id), act.station_id), channel, act.today)

    def suggest_agent(self, act: Act, villager_id: UUID) -> tuple[Cadre | None, str]:
        """Who takes a case of this villager on, and why."""
        home = households.household(known(households.villager(villager_id), act.station_id).household_id)
        agents = [cadre for cadre in cadres.cadres(act.station_id) if cadre.is_agent]
        watch = Attendance(self.announcer, self.random).watch(act.station_id, act.at)
        present = {person.cadre_id for person in watch.people}
        return agent_for(known(home, act.station_id).group_id, agents, present)

    def limits(self, act: Act, item_id: UUID, promised_on: date | None = None) -> tuple[date, date | None]:
        """What the form shows as reckoned: the promised day and the day of handing in."""
        item = known(catalogue.service_item(item_id), act.station_id)
        return limits(item, station_calendar(act.station_id), setting(act, "hand_in_days"), act.today, promised_on)

    def next_envelope(self, station_id: UUID) -> int:
        """The lowest empty envelope."""
        return free_envelope(station_id)

    def findings(self, act: Act, entry: CaseEntry) -> list[Finding]:
        """What is to be mended or looked at before it is accepted."""
        entry = tidy_intake(entry)
        return check_intake(entry, intake_facts(act, entry))

    def accept(self, act: Act, entry: CaseEntry) -> Saved[Case]:
        """受理: number it, log what was given and what is held; what is missing begins a 补正, what is done closes at once."""
        entry = tidy_intake(entry)
        with work(self.announcer, *TOPICS), refusing(table.BREACHES):
            facts = intake_facts(act, entry)
            refuse_blocking(check_intake(entry, facts))
            Receipts(self.announcer, self.random).public_key(act)  # made with the first case
            case = self._accepted(act, entry, facts)
            written = [journal.add(act, table.CaseTable, case)]
            materials = self._materials(act, case, entry)
            written += journal.add_many(act, table.CaseMaterialTable, materials)
            written += journal.add_many(act, custody.HeldOriginalTable, self._originals(act, case, entry))
            written += journal.add_many(act, table.CaseStepTable, [self._step(act, case, 1, Step.ACCEPT, before=None)])
            saved = Saved(case, written)
            if entry.method is Method.ON_THE_SPOT:
                saved = self._then(act, saved, StepEntry(step=Step.FINISH, note=entry.result))
                who = entry.acting_name or case.applicant
                return self._then(act, saved, StepEntry(step=Step.COLLECT, person=who))
            if missing(entry.materials):
                lacking = tuple(each.position for each in materials if each.required and not each.given)
                return self._then(act, saved, StepEntry(step=Step.ASK_AMENDMENT, missing=lacking))
            return saved

    def take(self, act: Act, case: Case, entry: StepEntry, batch_id: UUID | None = None) -> Saved[Case]:
        """Take one step of the life."""
        known(case, act.station_id)
        with work(self.announcer, *TOPICS), refusing(table.BREACHES):
            materials = table.materials(case.id)
            refuse_blocking(check_step(case, entry, materials, act.today))
            stepped = after(case, entry, act.today, station_calendar(case.station_id), setting(act, "mend_days"))
            kept: dict[str, Any] = changed(case, stepped)
            entry = dated(act, case, entry)
            written = [] if stepped == case else [journal.change(act, table.CaseTable, case, stepped)]
            written += follow(act, self.random, case, entry, materials, kept)
            number = table.steps(case.id)[-1].position + 1
            step = self._step(act, stepped, number, entry.step, before=case, entry=entry, kept=kept, batch_id=batch_id)
            written.append(journal.add(act, table.CaseStepTable, step))
            return Saved(stepped, written)

    def take_back(self, act: Act, case: Case, note: str = "", batch_id: UUID | None = None) -> Saved[Case]:
        """撤销上一步: by who took it, or the 站长; the trace stays. What was accepted is not taken back but withdrawn.

        What was carried with others is taken back with them: `batch_id` says that it is.
        """
        known(case, act.station_id)
        with work(self.announcer, *TOPICS), refusing(table.BREACHES):
            steps = table.steps(case.id)
            last = next((s for s in reversed(steps) if not s.taken_back and s.step is not Step.TAKE_BACK), None)
            refuse_blocking(_back_findings(act, last, batch_id))
            assert last is not None
            restored = replace(case, **table.values_before(last))
            written = [] if restored == case else [journal.change(act, table.CaseTable, case, restored)]
            back = unfollow(act, last)
            written += back.written
            written.append(journal.change(act, table.CaseStepTable, last, replace(last, taken_back=True)))
            told = "。".join(part for part in (note.strip() or f"撤销「{last.step.label}」", back.told) if part)
            step = self._step(
                act,
                restored,
                steps[-1].position + 1,
                Step.TAKE_BACK,
                before=case,
                entry=StepEntry(step=Step.TAKE_BACK, note=told),
            )
            written.append(journal.add(act, table.CaseStepTable, step))
            return Saved(restored, written)

    # within

    def _then(self, act: Act, saved: Saved[Case], entry: StepEntry) -> Saved[Case]:
        following = self.take(act, saved.record, entry)
        return Saved(following.record, [*saved.audit_ids, *following.audit_ids])

    def _accepted(self, act: Act, entry: CaseEntry, facts: IntakeFacts) -> Case:
        station = known(stations.station(act.station_id), act.station_id)
        (sequence,) = serials.take(f"{act.station_id}/case/{act.today}")
        home, item = facts.household, facts.item
        promised_on, hand_in_on = limits(item, facts.calendar, facts.hand_in_days, facts.today, entry.promised_on)
        return Case(
            id=new_id(act.at, self.random), station_id=act.station_id, number=number_of(station.code, act.today, sequence),
            villager_id=entry.villager_id, household_id=home.id, group_id=home.group_id, hamlet_id=home.hamlet_id,
            applicant=facts.villager.name, phone=entry.phone, channel=entry.channel, acting_name=entry.acting_name,
            acting_relation=entry.acting_relation, acting_phone=entry.acting_phone,
            acting_id_number=entry.acting_id_number, item_id=item.id, item_root_id=item.root_id, item_name=item.name,
            matter=entry.matter, method=entry.method, agent_id=entry.agent_id, state=CaseState.ACCEPTED,
            level=Level.STATION, since_on=act.today, accepted_at=act.at, accepted_on=act.today, accepted_by=act.cadre_id,
            promised_days=item.promised_days, promised_on=promised_on, hand_in_on=hand_in_on,
            held=sum(line.envelope is not None for line in entry.materials),
        )  # fmt: skip

    def _materials(self, act: Act, case: Case, entry: CaseEntry) -> list[CaseMaterial]:
        ids = new_ids(act.at, self.random, len(entry.materials))
        return [
            CaseMaterial(
                id=material_id, station_id=case.station_id, case_id=case.id, position=position, name=line.name.strip(),
                form=line.form, copies=line.copies, required=line.required, given=line.given,
                given_on=act.today if line.given else None,
            )
            for position, (material_id, line) in enumerate(zip(ids, entry.materials, strict=True), 1)
        ]  # fmt: skip

    def _originals(self, act: Act, case: Case, entry: CaseEntry) -> list[HeldOriginal]:
        kept = [line for line in entry.materials if line.envelope is not None]
        return [
            HeldOriginal(
                id=original_id, station_id=case.station_id, case_id=case.id, villager_id=case.villager_id,
                name=line.name.strip(), pieces=line.copies, envelope=line.envelope or 1, taken_at=act.at,
                taken_by=act.cadre_id, due_on=case.promised_on,
            )
            for original_id, line in zip(new_ids(act.at, self.random, len(kept)), kept, strict=True)
        ]  # fmt: skip

    def _step(
        self, act: Act, case: Case, position: int, step: Step, *, before: Case | None, entry: StepEntry | None = None,
        kept: dict[str, Any] | None = None, batch_id: UUID | None = None,
    ) -> CaseStep:  # fmt: skip
        said = entry or StepEntry(step=step)
        return CaseStep(
            id=new_id(act.at, self.random), station_id=case.station_id, case_id=case.id, position=position, step=step,
            at=act.at, by=act.cadre_id, from_state=before.state if before else None, to_state=case.state,
            level=said.level or case.level, place=said.place.strip() or case.place,
            with_whom=(said.with_whom or said.person).strip(), note=said.note.strip(), due_on=said.on,
            batch_id=batch_id, before=kept or {},
        )  # fmt: skip


def _back_findings(act: Act, last: CaseStep | None, batch_id: UUID | None) -> list[Finding]:
    if last is None or last.step is Step.ACCEPT:
        return [must("case.first_step", "", "这是第一步，不能撤销。村民不办了，请用「撤回」。")]
    if batch_id is not None and last.batch_id != batch_id:
        return [must("case.went_on", "", f"后来又办了「{last.step.label}」，请先到那一件里撤销它。")]
    if batch_id is None and last.batch_id is not None:
        told = "这一步是和别的件一起送的，请到「送件」里点那一次，整批撤销。"
        return [replace(must("case.in_batch", "", told), subject=last.batch_id)]
    doer = cadres.cadre(act.cadre_id)
    if last.by != act.cadre_id and not (doer and doer.is_head):
        by = cadres.cadre(last.by)
        return [must("case.not_yours", "", f"这一步是{by.name if by else '别人'}办的，请由他或站长撤销。")]
    return []
