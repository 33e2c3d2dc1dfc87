"""Food samples and the health certificates of those who cook."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from peewee import Check

from db.fields import DayField, EnumField, InstantField, IntField, TextField, UuidField, reference
from db.invariants import unique_open
from db.stations import StationTable
from db.table import Table, many, one
from venue_desk.domain.findings import must
from venue_desk.domain.health_certificates import HealthCertificate
from venue_desk.domain.meals import Meal
from venue_desk.domain.samples import Sample


class SampleTable(Table):
    record = Sample

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    day = DayField()
    meal = EnumField(Meal)
    dish = TextField(constraints=[Check("dish <> ''")])
    grams = IntField(constraints=[Check("grams > 0")])
    kept_at = InstantField()
    kept_by = TextField()
    keep_until = InstantField()
    noted_by = UuidField()
    discarded_at = InstantField(null=True)
    discarded_by = TextField()
    closed_on = DayField(null=True)
    closed_why = TextField()

    class Meta:
        table_name = "samples"
        indexes = ((("station", "discarded_at"), False),)
        constraints = (
            Check("(discarded_at IS NULL) = (discarded_by = '')"), Check("kept_at < keep_until"),
            Check("(closed_on IS NULL) = (closed_why = '')"),
        )  # fmt: skip


unique_open(SampleTable, SampleTable.station, SampleTable.day, SampleTable.meal, SampleTable.dish)


class HealthCertificateTable(Table):
    record = HealthCertificate

    id = UuidField(primary_key=True)
    station = reference(StationTable)
    person = TextField(constraints=[Check("person <> ''")])
    number = TextField()
    issued_on = DayField()
    expires_on = DayField()
    closed_on = DayField(null=True)

    class Meta:
        table_name = "health_certificates"
        constraints = (Check("issued_on < expires_on"),)


TABLES: tuple[type[Table], ...] = (SampleTable, HealthCertificateTable)

BREACHES = {"samples.dish": must("sample.twice", "dish", "这一餐的这道菜已经留过样了。")}


def sample(sample_id: UUID) -> Sample | None:
    return one(Sample, SampleTable, sample_id)


def samples(station_id: UUID, first: date, last: date) -> list[Sample]:
    """The samples of the meals of these days, in the order in which they were kept."""
    query = _open(station_id).where(SampleTable.day.between(first, last))
    return many(Sample, query.order_by(SampleTable.day, SampleTable.kept_at, SampleTable.id))


def kept(station_id: UUID) -> list[Sample]:
    """Those still there, the earliest first."""
    query = _open(station_id).where(SampleTable.discarded_at.is_null())
    return many(Sample, query.order_by(SampleTable.keep_until, SampleTable.id))


def discarded(station_id: UUID, begins: datetime, ends: datetime) -> list[Sample]:
    """Those discarded in a stretch of time."""
    query = _open(station_id).where((SampleTable.discarded_at >= begins) & (SampleTable.discarded_at < ends))
    return many(Sample, query.order_by(SampleTable.discarded_at, SampleTable.id))


def last_kept(station_id: UUID) -> Sample | None:
    """The sample kept last: whoever kept it is likely to keep the next."""
    found = many(Sample, _open(station_id).order_by(SampleTable.day.desc(), SampleTable.kept_at.desc()).limit(1))
    return found[0] if found else None


def _open(station_id: UUID) -> Any:
    return SampleTable.select().where((SampleTable.station == station_id) & SampleTable.closed_on.is_null())


def certificates(station_id: UUID) -> list[HealthCertificate]:
    """Those of whoever cooks here, by name, the latest first."""
    table = HealthCertificateTable
    query = table.select().where((table.station == station_id) & table.closed_on.is_null())
    return many(HealthCertificate, query.order_by(table.person, table.expires_on.desc(), table.id))
