"""Cases with their materials, steps, deliveries and appointments."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from peewee import SQL, Check, fn

from db.cadres import CadreTable
from db.catalogue import ServiceItemTable
from db.fields import (
    BoolField,
    DayField,
    EnumField,
    InstantField,
    IntField,
    JsonField,
    TextField,
    UuidField,
    reference,
    revived,
)
from db.households import HouseholdTable, VillagerTable
from db.network import ServicePointTable
from db.stations import GroupTable, HamletTable, StationTable
from db.table import Table, columns_of, many, one, rows
from venue_desk.domain.cases import (
    PAUSED,
    RUNNING,
    Appointment,
    Batch,
    Case,
    CaseMaterial,
    CaseState,
    CaseStep,
    Channel,
    Rating,
    Step,
)
from venue_desk.domain.catalogue import MaterialForm, Method
from venue_desk.domain.findings import must
from venue_desk.domain.network import Level


class CaseTable(Table):
    """The indexes hold what the list filters and sorts by; closed ones never enter the first."""

    record = Case

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    number = TextField(unique=True)
    villager = reference(VillagerTable)
    household = reference(HouseholdTable)
    group = reference(GroupTable, index=False)
    hamlet = reference(HamletTable, index=False)
    applicant = TextField()
    phone = TextField()
    channel = EnumField(Channel)
    acting_name = TextField()
    acting_relation = TextField()
    acting_phone = TextField()
    acting_id_number = TextField()
    item = reference(ServiceItemTable, index=False)
    item_root_id = UuidField()
    item_name = TextField()
    matter = TextField()
    method = EnumField(Method)
    agent = reference(CadreTable, index=False)
    state = EnumField(CaseState)
    level = EnumField(Level)
    point = reference(ServicePointTable, null=True, index=False)
    place = TextField()
    with_whom = TextField()
    since_on = DayField()
    accepted_at = InstantField()
    accepted_on = DayField()
    accepted_by = UuidField()
    promised_days = IntField(constraints=[Check("promised_days >= 0")])
    promised_on = DayField()
    hand_in_on = DayField(null=True)
    paused_on = DayField(null=True)
    paused_days = IntField(constraints=[Check("paused_days >= 0")])
    extended_days = IntField(constraints=[Check("extended_days >= 0")])
    done_on = DayField(null=True)
    worked_days = IntField(null=True)
    on_time = BoolField(null=True)
    result = TextField()
    collected_on = DayField(null=True)
    collected_by = TextField()
    rating = EnumField(Rating, null=True)
    rated_on = DayField(null=True)
    rating_note = TextField()
    mend_by = DayField(null=True)
    mended_on = DayField(null=True)
    held = IntField(constraints=[Check("held >= 0")])
    open = BoolField()

    class Meta:
        table_name = "cases"
        indexes = (
            (("station", "open", "promised_on"), False),
            (("station", "group", "open", "accepted_on"), False),
            (("station", "agent", "open", "accepted_on"), False),
            (("station", "accepted_on"), False),
            (("station", "done_on"), False),
            (("station", "open", "applicant", "id"), False),
            (("station", "open", "item_name", "id"), False),
        )
        constraints = (Check("accepted_on <= promised_on"),)


IS_OPEN = CaseTable.open == True  # noqa: E712  # SQLite looks for "open = 1" in an index, for a bare "open" it reads all
IS_OVER = CaseTable.open == False  # noqa: E712


class CaseMaterialTable(Table):
    record = CaseMaterial

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    case = reference(CaseTable, index=False)
    position = IntField()
    name = TextField(constraints=[Check("name <> ''")])
    form = EnumField(MaterialForm)
    copies = IntField(constraints=[Check("copies > 0")])
    required = BoolField()
    given = BoolField()
    given_on = DayField(null=True)

    class Meta:
        table_name = "case_materials"
        indexes = ((("case", "position"), True),)


class BatchTable(Table):
    record = Batch

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    number = TextField(unique=True)
    outward = BoolField()
    point = reference(ServicePointTable, null=True, index=False)
    place = TextField()
    at = InstantField()
    carried_by = UuidField()
    received_by = TextField()
    note = TextField()

    class Meta:
        table_name = "batches"
        indexes = ((("station", "at"), False),)


class CaseStepTable(Table):
    record = CaseStep

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    case = reference(CaseTable, index=False)
    position = IntField()
    step = EnumField(Step, growing=True)
    at = InstantField()
    by = UuidField()
    from_state = EnumField(CaseState, null=True)
    to_state = EnumField(CaseState)
    level = EnumField(Level)
    place = TextField()
    with_whom = TextField()
    note = TextField()
    due_on = DayField(null=True)
    batch = reference(BatchTable, null=True)
    before = JsonField(dict)
    taken_back = BoolField()

    class Meta:
        table_name = "case_steps"
        indexes = (
            (("case", "position"), True),
            (("station", "at"), False),
        )


class AppointmentTable(Table):
    record = Appointment

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    case = reference(CaseTable)
    method = EnumField(Method)
    on = DayField()
    hour = TextField()
    place = TextField()
    bring = TextField()
    cadre = reference(CadreTable, index=False)
    kept_on = DayField(null=True)
    closed_on = DayField(null=True)

    class Meta:
        table_name = "appointments"
        indexes = ((("station", "on"), False),)


TABLES: tuple[type[Table], ...] = (CaseTable, CaseMaterialTable, BatchTable, CaseStepTable, AppointmentTable)

BREACHES = {
    "cases.number": must("case.number", "", "这个编号刚被别人用了，请再登记一次，内容还在。"),
    "case_steps.position": must("case.touched", "", "这件刚被别人办过一步，请再看一遍。"),
}


def case(case_id: UUID) -> Case | None:
    return one(Case, CaseTable, case_id)


def by_number(number: str) -> Case | None:
    """The case that people call so."""
    return next(iter(many(Case, CaseTable.select().where(CaseTable.number == number))), None)


def materials(case_id: UUID) -> list[CaseMaterial]:
    """What the case asks for, in the order of the item."""
    query = CaseMaterialTable.select().where(CaseMaterialTable.case == case_id)
    return many(CaseMaterial, query.order_by(CaseMaterialTable.position))


def steps(case_id: UUID) -> list[CaseStep]:
    """Its life so far, the first step first."""
    query = CaseStepTable.select().where(CaseStepTable.case == case_id)
    return many(CaseStep, query.order_by(CaseStepTable.position))


def all_appointments(case_id: UUID) -> list[Appointment]:
    """Times agreed for a case, by date, those that were called off too."""
    query = AppointmentTable.select().where(AppointmentTable.case == case_id)
    return many(Appointment, query.order_by(AppointmentTable.on, AppointmentTable.hour))


def appointments(case_id: UUID) -> list[Appointment]:
    """Times agreed for a case, by date."""
    return [each for each in all_appointments(case_id) if each.closed_on is None]


def batch(batch_id: UUID) -> Batch | None:
    return one(Batch, BatchTable, batch_id)


def values_before(step: CaseStep) -> dict[str, Any]:
    """The values of the case that the step changed, as Python has them."""
    columns = columns_of(CaseTable)
    return {name: revived(columns[name], value) for name, value in step.before.items() if name in columns}


def open_of_villager(villager_id: UUID) -> list[Case]:
    """What somebody has in hand, the earliest first."""
    query = CaseTable.select().where((CaseTable.villager == villager_id) & IS_OPEN)
    return many(Case, query.order_by(CaseTable.accepted_at))


def in_hand(station_id: UUID) -> list[Case]:
    """All that is in hand, by the promised day."""
    query = CaseTable.select().where((CaseTable.station == station_id) & IS_OPEN)
    return many(Case, query.order_by(CaseTable.promised_on, CaseTable.accepted_at))


def several(case_ids: Collection[UUID]) -> list[Case]:
    """These cases, by number."""
    return many(Case, CaseTable.select().where(CaseTable.id.in_(list(case_ids))).order_by(CaseTable.number))


def cases_of_batch(batch_id: UUID) -> list[Case]:
    """The cases that went with a delivery, by number."""
    carried = CaseStepTable.select(CaseStepTable.case).where(CaseStepTable.batch == batch_id)
    return many(Case, CaseTable.select().where(CaseTable.id.in_(carried)).order_by(CaseTable.number))


def batches(station_id: UUID, limit: int, *, standing: bool = False) -> list[Batch]:
    """Deliveries, the latest first; `standing` ones were not taken back."""
    query = BatchTable.select().where(BatchTable.station == station_id)
    if standing:
        query = query.where(fn.EXISTS(_standing_steps(CaseStepTable.batch == BatchTable.id)))
    return many(Batch, query.order_by(BatchTable.at.desc(), BatchTable.number.desc()).limit(limit))


def standing_batches(batch_ids: Collection[UUID]) -> set[UUID]:
    """Those of these deliveries that were not taken back."""
    return {batch_id for (batch_id,) in rows(_standing_steps(CaseStepTable.batch.in_(list(batch_ids))).distinct())}


def carried_with(batch_ids: Collection[UUID]) -> dict[UUID, int]:
    """How many cases went with each of these deliveries, taken back or not."""
    query = CaseStepTable.select(CaseStepTable.batch, fn.COUNT(CaseStepTable.case.distinct()))
    return dict(rows(query.where(CaseStepTable.batch.in_(list(batch_ids))).group_by(CaseStepTable.batch)))


def _standing_steps(which: Any) -> Any:
    return CaseStepTable.select(CaseStepTable.batch).where(which, ~CaseStepTable.taken_back)


def in_state(station_id: UUID, state: CaseState) -> list[Case]:
    """What is in hand in that state, by the promised day."""
    query = CaseTable.select().where((CaseTable.station == station_id) & IS_OPEN & (CaseTable.state == state))
    return many(Case, query.order_by(CaseTable.promised_on, CaseTable.accepted_at))


def to_carry(station_id: UUID) -> int:
    """How many are to be handed in to the township and lie here yet."""
    query = CaseTable.select(fn.count(SQL("*"))).where(
        (CaseTable.station == station_id)
        & IS_OPEN
        & (CaseTable.state == CaseState.ACCEPTED)
        & (CaseTable.level == Level.STATION)
        & CaseTable.hand_in_on.is_null(False)
    )
    return int(query.scalar())


def notified(station_id: UUID) -> dict[UUID, datetime]:
    """The finished cases still to be collected of which somebody was told, and when last."""
    query: Any = CaseStepTable.select(CaseStepTable.case, fn.max(CaseStepTable.at)).join(CaseTable)
    query = query.where(
        (CaseTable.station == station_id)
        & IS_OPEN
        & (CaseTable.state == CaseState.DONE)
        & (CaseStepTable.step == Step.NOTIFY)
        & ~CaseStepTable.taken_back
    )
    return dict(rows(query.group_by(CaseStepTable.case)))


def appointed(station_id: UUID, until: date | None = None) -> list[tuple[Case, Appointment]]:
    """Appointments, up to a day if one is named, that were neither kept nor called off, with their cases, by date."""
    query = AppointmentTable.select().where(
        (AppointmentTable.station == station_id)
        & AppointmentTable.kept_on.is_null()
        & AppointmentTable.closed_on.is_null()
    )
    if until is not None:
        query = query.where(AppointmentTable.on <= until)
    found = many(Appointment, query.order_by(AppointmentTable.on, AppointmentTable.hour))
    unfinished = RUNNING | PAUSED  # what the first release finished left its appointments as they were
    known = {case.id: case for case in several({each.case_id for each in found}) if case.state in unfinished}
    return [(known[each.case_id], each) for each in found if each.case_id in known]


def to_appoint(station_id: UUID) -> list[Case]:
    """What is to be done with or at the home of the villager, for which no time was agreed yet, by the promised day."""
    agreed = AppointmentTable.select(AppointmentTable.case).where(
        (AppointmentTable.station == station_id) & AppointmentTable.closed_on.is_null()
    )
    query = CaseTable.select().where(
        (CaseTable.station == station_id)
        & IS_OPEN
        & CaseTable.method.in_((Method.ACCOMPANIED, Method.MOBILE))
        & CaseTable.state.in_(RUNNING | PAUSED)
        & (CaseTable.level == Level.STATION)
        & CaseTable.id.not_in(agreed)
    )
    return many(Case, query.order_by(CaseTable.promised_on, CaseTable.accepted_at))


def done(station_id: UUID, begins: datetime, ends: datetime) -> list[tuple[datetime, Step, str, str]]:
    """What was accepted and finished in a stretch of time: when, which, of what, for whom."""
    query: Any = CaseStepTable.select(CaseStepTable.at, CaseStepTable.step, CaseTable.item_name, CaseTable.applicant)
    query = query.join(CaseTable).where(
        (CaseStepTable.station == station_id)
        & CaseStepTable.at.between(begins, ends)
        & CaseStepTable.step.in_((Step.ACCEPT, Step.FINISH))
        & ~CaseStepTable.taken_back
    )
    return [(at, step, item, applicant) for at, step, item, applicant in rows(query.order_by(CaseStepTable.at))]
