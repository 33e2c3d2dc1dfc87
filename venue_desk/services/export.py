"""导出Excel: every register as it stands on the screen, and blank sheets to be filled in. Numbers are masked unless said why not."""

from collections.abc import Generator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from db import cadres, journal
from db.stations import StationTable, station
from venue_desk.domain.acts import Act
from venue_desk.domain.calendar import at_station, night_of, plain_date
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import must
from venue_desk.domain.history import Action
from venue_desk.domain.stations import Station
from venue_desk.exchange.writing import Cell, Sheet, SheetColumn, write_sheet
from venue_desk.services.listings import ExportColumn, Listed, Listing, Wanted
from venue_desk.services.registers import REGISTERS
from venue_desk.services.saved import known

Step = tuple[int, int, str]
TEMPLATES = ("households", "entitlements", "cadres", "holidays")
BLANK = 300
PROGRAM = "村站值守台"


def exports() -> dict[str, Listed]:
    """What can be exported, by register."""
    offers = [module.export_columns() for module in REGISTERS if hasattr(module, "export_columns")]
    return {key: listed for offer in offers for key, listed in offer.items()}


class Exports:
    """The verbs of 导出Excel. What they hand out is frozen: `export_job` writes it in any process."""

    def name(self, register: str, wanted: Wanted) -> str:
        """What the list is called: the sheet, and the file in which it goes out."""
        return exports()[register](wanted).name

    def sheet(self, act: Act, register: str, wanted: Wanted, reason: str | None = None) -> Sheet:
        """The register as a sheet. With a reason nothing is masked, and the looking is written down first."""
        listing = exports()[register](replace(wanted, tonight=night_of(act.at)))
        if reason is not None:
            _note_looking(act, register, reason.strip(), len(listing.rows()))
        return self.sheet_of(act, listing, masked=reason is None)

    def sheet_of(self, act: Act, listing: Listing[Any], *said: str, masked: bool = True) -> Sheet:
        """A list as a sheet; `said` stands beneath its title, behind whose it is and of which day."""
        home = known(station(act.station_id), act.station_id)
        first, *beside = (_filled(each, act, home, said, masked=masked) for each in (listing, *listing.beside))
        return replace(first, beside=tuple(beside))

    def template(self, act: Act | None, register: str, wanted: Wanted) -> Sheet:
        """A blank sheet for group heads: the columns people fill in, with notes and drop-downs."""
        listing = exports()[register](wanted)
        typed = [column for column in listing.columns if column.typed]
        village = known(station(act.station_id), act.station_id).village if act else ""
        blank = _sheet(listing, typed, act)
        return replace(blank, title=f"{village}{listing.title}（填写表）", beneath=listing.hint, blank=BLANK)


def export_job(sheet: Sheet, out: Path) -> Generator[Step, None, Path]:
    """Write the workbook, in this process or another."""
    return write_sheet(sheet, out)


def _sheet(listing: Listing[Any], columns: Any, act: Act | None) -> Sheet:
    return Sheet(
        name=listing.name,
        title=listing.title,
        beneath="",
        columns=tuple(
            SheetColumn(
                title=column.title, shape=column.shape, note=column.note, choices=column.choices, room=column.room
            )
            for column in columns
        ),
        frozen_columns=listing.frozen,
        author=PROGRAM,
        at=at_station(act.at) if act else None,
    )


def _filled(listing: Listing[Any], act: Act, home: Station, said: Sequence[str], *, masked: bool) -> Sheet:
    rows = listing.rows()
    covered = [column.title for column in listing.columns if masked and column.mask]
    parts = [home.name, plain_date(act.today), f"{len(rows)} 行", *said]
    return replace(
        _sheet(listing, listing.columns, act),
        title=f"{home.village}{listing.title}",
        beneath="　".join([*parts, *([f"{'、'.join(covered)}已遮住"] if covered else [])]),
        rows=tuple(_cells(listing, row, masked=masked) for row in rows),
        starts=frozenset(number for number, row in enumerate(rows) if listing.begins(row)),
        author=home.name,
    )


def _cells(listing: Listing[Any], row: object, *, masked: bool) -> tuple[Cell, ...]:
    return tuple(_cell(column, row, masked=masked) for column in listing.columns)


def _cell(column: ExportColumn[Any], row: object, *, masked: bool) -> Cell:
    value = column.of(row)
    return column.mask(value) if masked and column.mask and isinstance(value, str) and value else value


def _note_looking(act: Act, register: str, reason: str, rows: int) -> None:
    """个人信息保护法 §51: who took out what, when, how much, and what for. One line for the whole list."""
    if not reason:
        raise Refused([must("export.no_reason", "reason", "全部显示要写明原因，例如「报镇民政办核对」。")])
    if not _serves_here(act):
        raise Refused(
            [must("export.masked_only", "all", "别的站的号码只能遮住导出。要全部号码，请那个站的干部来导出。")]
        )
    journal.note(act, Action.REVEAL, StationTable, act.station_id, field=register, reason=reason, rows=str(rows))


def _serves_here(act: Act) -> bool:
    cadre = cadres.cadre(act.cadre_id)
    return cadre is not None and cadre.here and cadre.station_id == act.station_id
