"""Issued papers: each printout with its frozen data, and into whose hands it went."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from peewee import Check, fn

from db import serials
from db.cadres import CadreTable
from db.fields import DayField, EnumField, InstantField, IntField, JsonField, TextField, UuidField, reference
from db.households import HouseholdTable
from db.stations import StationTable
from db.table import Table, columns_of, many, one, rows
from venue_desk.domain.findings import must
from venue_desk.domain.printouts import Issuance, IssuedRow, IssueReason, PaperKey, Printout, PrintoutRow

CARDS = (PaperKey.CONTACT_CARD, PaperKey.CONTACT_CARD_A6)


class PrintoutTable(Table):
    record = Printout

    id = UuidField(primary_key=True)
    station = reference(StationTable)
    paper = EnumField(PaperKey, growing=True)
    serial = TextField(unique=True)
    title = TextField()
    data = JsonField(dict, attached="photo")
    printed_at = InstantField()
    printed_by = UuidField()
    year = IntField(null=True)
    cadre = reference(CadreTable, null=True)

    class Meta:
        table_name = "printouts"


class IssuanceTable(Table):
    record = Issuance

    id = UuidField(primary_key=True)
    station = reference(StationTable)
    printout = reference(PrintoutTable, index=False)
    household = reference(HouseholdTable, index=False)
    paper = EnumField(PaperKey, growing=True)
    year = IntField(null=True)
    issued_on = DayField()
    reason = EnumField(IssueReason)
    times = IntField(constraints=[Check("times > 0")])

    class Meta:
        table_name = "issuances"
        indexes = (
            (("printout", "household", "times"), True),
            (("household", "paper", "year"), False),
        )


TABLES: tuple[type[Table], ...] = (PrintoutTable, IssuanceTable)

BREACHES = {"printouts.serial": must("printout.recorded", "", "这一批已经记入印发登记了，不用再记。")}


def take_serials(station_id: UUID, paper: PaperKey, day: date, wanted: int) -> range:
    """The next `wanted` sequence numbers of a paper and day, never given twice: one statement takes them all."""
    return serials.take(_kind(station_id, paper, day), wanted)


def by_serial(station_id: UUID, serial: str) -> Printout | None:
    """The paper with this number."""
    row = PrintoutTable.get_or_none((PrintoutTable.station == station_id) & (PrintoutTable.serial == serial))
    return None if row is None else PrintoutTable.record_of(row)


def next_serial(station_id: UUID, paper: PaperKey, day: date) -> int:
    """The sequence number that would come next, for a preview."""
    return serials.coming(_kind(station_id, paper, day))


def _kind(station_id: UUID, paper: PaperKey, day: date) -> str:
    return f"{station_id}/{paper.value}/{day}"


def printout(printout_id: UUID) -> Printout | None:
    return one(Printout, PrintoutTable, printout_id)


def page(
    station_id: UUID | None, papers: Collection[PaperKey] = (), *, offset: int = 0, limit: int = 100
) -> list[PrintoutRow]:
    """印发登记, the latest first: of these papers, else of all."""
    query = PrintoutTable.select().order_by(PrintoutTable.id.desc()).limit(limit).offset(offset)
    if station_id is not None:
        query = query.where(PrintoutTable.station == station_id)
    if papers:
        query = query.where(PrintoutTable.paper.in_(list(papers)))
    found = many(Printout, query)
    given = _given([printout.id for printout in found])
    who = dict(
        rows(CadreTable.select(CadreTable.id, CadreTable.name).where(CadreTable.id.in_({p.printed_by for p in found})))
    )
    return [
        PrintoutRow(printout=p, printed_by=who.get(p.printed_by, ""), given=given.get(p.id, (0, 0))[0],
                    again=given.get(p.id, (0, 0))[1])
        for p in found
    ]  # fmt: skip


def lists_of_year(station_id: UUID, year: int) -> list[Printout]:
    """The lists for the wall of a year, the earliest first."""
    query = PrintoutTable.select().where(
        (PrintoutTable.station == station_id)
        & (PrintoutTable.paper == PaperKey.HAMLET_LIST)
        & (PrintoutTable.year == year)
    )
    return many(Printout, query.order_by(PrintoutTable.id))


def count(station_id: UUID | None, papers: Collection[PaperKey] = ()) -> int:
    """How many were printed of these papers, else of all."""
    query = PrintoutTable.select()
    if station_id is not None:
        query = query.where(PrintoutTable.station == station_id)
    if papers:
        query = query.where(PrintoutTable.paper.in_(list(papers)))
    return int(query.count())


def issued_to(household_id: UUID) -> list[IssuedRow]:
    """The papers a household was given, the latest first."""
    names = tuple(columns_of(IssuanceTable))
    query = (
        IssuanceTable.select(*columns_of(IssuanceTable).values(), PrintoutTable.serial, PrintoutTable.title)
        .join(PrintoutTable)
        .where(IssuanceTable.household == household_id)
        .order_by(IssuanceTable.id.desc())
    )
    return [
        IssuedRow(issuance=Issuance(**dict(zip(names, values, strict=False))), serial=values[-2], title=values[-1])
        for values in rows(query)
    ]


def times_given(household_ids: Collection[UUID], papers: Iterable[PaperKey], year: int | None) -> dict[UUID, int]:
    """How often each of these households was given such a paper (of that year)."""
    query = IssuanceTable.select(IssuanceTable.household, fn.count(IssuanceTable.id)).where(
        IssuanceTable.household.in_(list(household_ids)) & IssuanceTable.paper.in_(list(papers))
    )
    if year is not None:
        query = query.where(IssuanceTable.year == year)
    return dict(rows(query.group_by(IssuanceTable.household)))


def _given(printout_ids: list[UUID]) -> dict[UUID, tuple[int, int]]:
    again = (IssuanceTable.reason == IssueReason.LOST).cast("INTEGER")
    query = IssuanceTable.select(IssuanceTable.printout, fn.count(IssuanceTable.household.distinct()), fn.sum(again))
    query = query.where(IssuanceTable.printout.in_(printout_ids)).group_by(IssuanceTable.printout)
    return {printout_id: (given, lost) for printout_id, given, lost in rows(query)}


def receivers(printout_id: UUID) -> tuple[UUID, ...]:
    """The households that were given this printout, in the order of giving."""
    query = IssuanceTable.select(IssuanceTable.household).where(IssuanceTable.printout == printout_id)
    return tuple(dict.fromkeys(household for (household,) in rows(query.order_by(IssuanceTable.id))))
