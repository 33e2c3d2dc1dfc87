"""The roster: the places of every shift, and each month as it was published."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from peewee import Check

from db.cadres import CadreTable
from db.fields import BoolField, DayField, EnumField, InstantField, IntField, JsonField, TextField, UuidField, reference
from db.memory import remembered
from db.stations import StationTable
from db.table import Table, many, one, rows
from venue_desk.domain.findings import must
from venue_desk.domain.roster import Duty, Publication, Role, posted_of


class DutyTable(Table):
    record = Duty

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    day = DayField()
    shift = TextField(constraints=[Check("shift <> ''")])
    role = EnumField(Role)
    place = IntField(constraints=[Check("place >= 0")])
    begins_at = InstantField()
    ends_at = InstantField()
    cadre = reference(CadreTable, null=True)
    locked = BoolField()
    stands_in_for = UuidField(null=True)
    note = TextField()

    class Meta:
        table_name = "duties"
        indexes = (
            (("station", "day", "shift", "role", "place"), True),
            (("station", "begins_at"), False),
        )
        constraints = (Check("begins_at < ends_at"),)


class PublicationTable(Table):
    record = Publication

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    month = DayField()
    published_at = InstantField()
    published_by = UuidField()
    duties = JsonField(tuple, posted_of)

    class Meta:
        table_name = "publications"
        indexes = ((("station", "month", "published_at"), False),)


TABLES: tuple[type[Table], ...] = (DutyTable, PublicationTable)

BREACHES = {"duties.place": must("roster.taken", "", "这一班刚被别人排过，请再看一遍值班表。")}


def duty(duty_id: UUID) -> Duty | None:
    return one(Duty, DutyTable, duty_id)


def duties_with(duty_ids: Collection[UUID]) -> list[Duty]:
    """These duties, in the order of time."""
    query = DutyTable.select().where(DutyTable.id.in_(list(duty_ids)))
    return many(Duty, query.order_by(DutyTable.begins_at, DutyTable.role, DutyTable.place))


@remembered
def duties(station_id: UUID, first: date, last: date) -> list[Duty]:
    """The places of the shifts that begin on these days, filled or emptied again."""
    query = DutyTable.select().where((DutyTable.station == station_id) & DutyTable.day.between(first, last))
    return many(Duty, query.order_by(DutyTable.begins_at, DutyTable.role, DutyTable.place))


@remembered
def duties_at(station_id: UUID, begins: datetime, ends: datetime) -> list[Duty]:
    """The filled places of shifts that touch a stretch of time, in its order. No shift is longer than a day."""
    query = DutyTable.select().where(
        (DutyTable.station == station_id)
        & (DutyTable.begins_at < ends)
        & (DutyTable.ends_at > begins)
        & DutyTable.cadre.is_null(False)
    )
    return many(Duty, query.order_by(DutyTable.begins_at, DutyTable.role, DutyTable.place))


def served(station_id: UUID, first: date, last: date) -> list[tuple[UUID, date, datetime, datetime]]:
    """Cadre, day, begin and end of every filled place, for counting."""
    query = DutyTable.select(DutyTable.cadre, DutyTable.day, DutyTable.begins_at, DutyTable.ends_at).where(
        (DutyTable.station == station_id) & DutyTable.day.between(first, last) & DutyTable.cadre.is_null(False)
    )
    return [(cadre, day, begins, ends) for cadre, day, begins, ends in rows(query)]


def publications(station_id: UUID, month: date) -> list[Publication]:
    """Each time the month was published, the last at the end."""
    query = PublicationTable.select().where(
        (PublicationTable.station == station_id) & (PublicationTable.month == month)
    )
    return many(Publication, query.order_by(PublicationTable.published_at, PublicationTable.id))


def last_publication(station_id: UUID, month: date) -> Publication | None:
    """The month as it was published last."""
    query = PublicationTable.select().where(
        (PublicationTable.station == station_id) & (PublicationTable.month == month)
    )
    found = many(Publication, query.order_by(PublicationTable.published_at.desc(), PublicationTable.id.desc()).limit(1))
    return found[0] if found else None
