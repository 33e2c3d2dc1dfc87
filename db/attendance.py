"""Attendance: sign-ons and sign-offs."""

from datetime import date, datetime
from uuid import UUID

from peewee import Check, fn

from db.cadres import CadreTable
from db.fields import DayField, EnumField, InstantField, TextField, UuidField, reference
from db.memory import remembered
from db.stations import StationTable
from db.table import Table, many, one, rows
from venue_desk.domain.attendance import SignOn
from venue_desk.domain.findings import must
from venue_desk.domain.roster import Role


class SignOnTable(Table):
    record = SignOn

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    cadre = reference(CadreTable)
    day = DayField()
    shift = TextField(constraints=[Check("shift <> ''")])
    role = EnumField(Role)
    begins_at = InstantField()
    ends_at = InstantField()
    on_at = InstantField()
    off_at = InstantField(null=True)
    noted_by = UuidField()
    note = TextField()

    class Meta:
        table_name = "sign_ons"
        indexes = (
            (("station", "day", "shift", "cadre"), True),
            (("station", "on_at"), False),
        )
        constraints = (Check("off_at IS NULL OR on_at <= off_at"),)


TABLES: tuple[type[Table], ...] = (SignOnTable,)

BREACHES = {"sign_ons.cadre_id": must("attendance.twice", "", "这一班已经签到过了，不用再签。")}


def sign_on(sign_on_id: UUID) -> SignOn | None:
    return one(SignOn, SignOnTable, sign_on_id)


def between(station_id: UUID, begins: datetime, ends: datetime) -> list[SignOn]:
    """Presences that touch a stretch of time, in its order; nobody is looked for who came over two days before it."""
    from_day = begins.date().toordinal() - 3
    query = SignOnTable.select().where(
        (SignOnTable.station == station_id)
        & (SignOnTable.day >= date.fromordinal(from_day))
        & (SignOnTable.on_at < ends)
        & (SignOnTable.off_at.is_null() | (SignOnTable.off_at > begins))
    )
    return many(SignOn, query.order_by(SignOnTable.on_at, SignOnTable.role))


@remembered
def of_days(station_id: UUID, first: date, last: date) -> list[SignOn]:
    """The presences of the shifts that begin on these days."""
    query = SignOnTable.select().where((SignOnTable.station == station_id) & SignOnTable.day.between(first, last))
    return many(SignOn, query.order_by(SignOnTable.begins_at, SignOnTable.role, SignOnTable.on_at))


@remembered
def first_at(station_id: UUID) -> datetime | None:
    """When the station first signed on at all."""
    query = SignOnTable.select().where(SignOnTable.station == station_id).order_by(SignOnTable.on_at).limit(1)
    found = many(SignOn, query)
    return found[0].on_at if found else None


def last_at(station_id: UUID) -> datetime | None:
    """The latest instant any sign-on or sign-off stands at."""
    query = SignOnTable.select(fn.max(SignOnTable.on_at), fn.max(SignOnTable.off_at))
    ((came, left),) = rows(query.where(SignOnTable.station == station_id))
    return max((at for at in (came, left) if at is not None), default=None)
