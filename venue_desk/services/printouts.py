"""What is printed and into whose hands it goes: order, look, run, remember; and the same again for a lost one.

The papers and the press are loaded with the first print: most starts of the desk print nothing.
"""

import json
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, is_dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from random import Random, SystemRandom
from typing import TYPE_CHECKING, Any
from uuid import UUID

from db import journal
from db import printouts as table
from db.connection import close_database, open_database
from db.household_list import sheets_by_hamlet
from db.invariants import refusing
from db.stations import hamlets, station
from printing.document import Options, from_json, to_json
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.calendar import at_station, day_of
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import Finding, must
from venue_desk.domain.ids import new_ids
from venue_desk.domain.printouts import (
    Copies,
    HamletPapers,
    Issuance,
    IssueReason,
    Order,
    PaperKey,
    Printout,
    PrintoutRow,
    serial_of,
)
from venue_desk.domain.stations import Hamlet
from venue_desk.exchange.writing import Shape
from venue_desk.services.gathering import Gathered, Piece, coming_serials
from venue_desk.services.listings import ExportColumn, Listed, Listing, Wanted, by_pages
from venue_desk.services.saved import Saved, known, refuse_blocking
from venue_desk.services.unit import work

if TYPE_CHECKING:
    from printing.document import Paper
    from printing.render import PrintJob
    from venue_desk.services.gathering import Offer

Step = tuple[int, int, str]
Job = partial[Generator[Step, None, Path]]


@dataclass(frozen=True, slots=True)
class Run:
    """A run that has begun: its serials are taken. `job` goes to another process, the rest stays for `record`."""

    gathered: Gathered
    job: Job
    out: Path


@dataclass(frozen=True, slots=True)
class Printouts:
    """The verbs of the printed papers. `font_folders` are looked in for rare characters, `photo` reads one by its name."""

    announcer: Announcer
    random: Random
    font_folders: tuple[Path, ...] = ()
    photo: Callable[[str], bytes | None] = lambda _name: None

    def default_cards(self, station_id: UUID) -> tuple[Copies, ...]:
        """For each agent as many cards as households of theirs have none."""
        from venue_desk.services.papers import cards

        return cards.default_cards(station_id)

    def cards_for(self, station_id: UUID, household_ids: Sequence[UUID]) -> tuple[tuple[Copies, ...], tuple[UUID, ...]]:
        """A card for each of these households: how many of which agent, and who gets them in that order."""
        from venue_desk.services.papers import cards

        return cards.cards_for(station_id, household_ids)

    def receivers(self, act: Act, printout_id: UUID) -> tuple[UUID, ...]:
        """The households that were given this paper, in the order of giving."""
        known(table.printout(printout_id), act.station_id)
        return table.receivers(printout_id)

    def gather(self, act: Act, order: Order) -> Gathered:
        """The papers of an order, frozen."""
        offer = _offer(order.paper)
        return offer.gather(known(station(act.station_id), act.station_id), order, offer.day_at(act.at))

    def renumbered(self, gathered: Gathered) -> Gathered:
        """The same order once more: its papers with the numbers that come next, nothing read again."""
        serials = coming_serials(gathered.station, gathered.paper, gathered.day)
        pieces = tuple(p if p.printout else _with_serial(p, next(serials)) for p in gathered.pieces)
        return replace(gathered, pieces=pieces)

    def findings(self, gathered: Gathered) -> list[Finding]:
        """What is to be mended or looked at before printing."""
        if not gathered.pieces:
            return [_nothing(gathered)]
        from printing.render import missing_finding

        found = _offer(gathered.paper).findings(gathered)
        if missing := self.missing(gathered):
            found.append(missing_finding(missing))
        return found

    def missing(self, gathered: Gathered) -> tuple[str, ...]:
        """The characters of the run that no font has."""
        from printing.render import missing_in

        return missing_in(self._job(gathered, Path()))

    def pages(self, gathered: Gathered) -> int:
        """How many sheets of paper the run takes."""
        from printing.render import page_count

        return page_count(self._job(gathered, Path())) if gathered.pieces else 0

    def preview(self, gathered: Gathered, page: int = 1) -> bytes:
        """One page (from 1) as a PDF, positions already used marked on it."""
        from printing.render import render_page

        shown = replace(gathered, options=replace(gathered.options, show_used=True))
        return render_page(self._job(shown, Path()), page)

    def close_up(self, gathered: Gathered) -> tuple[bytes, tuple[str, ...]]:
        """The first card alone, as large as it is cut, and its texts that end in an ellipsis."""
        from printing.render import render_cell

        return render_cell(self._job(gathered, Path()))

    def start(self, act: Act, gathered: Gathered, out: Path, *, missing_as_geta: bool = False) -> Run:
        """Take the serials and make the job that writes `out`. A run given up leaves them unused, never given twice."""
        if not gathered.pieces:
            raise Refused([_nothing(gathered)])
        refuse_blocking(_offer(gathered.paper).findings(gathered))
        numbered = self._numbered(act, gathered)
        return Run(numbered, partial(print_pages, self._job(numbered, out, missing_as_geta=missing_as_geta)), out)

    def record(self, act: Act, run: Run) -> Saved[list[Printout]]:
        """Remember, after it was printed or saved, every paper of the run and who was given it."""
        gathered = run.gathered
        with work(self.announcer, Topic.PRINTOUTS), refusing(table.BREACHES):
            ids = new_ids(act.at, self.random, len(gathered.pieces))
            made = [p.printout or _printout(act, gathered, i, p) for i, p in zip(ids, gathered.pieces, strict=True)]
            new = [printout for printout, piece in zip(made, gathered.pieces, strict=True) if piece.printout is None]
            written = [*journal.add_many(act, table.PrintoutTable, new)]
            given = self._issuances(act, gathered, made)
            return Saved(made, [*written, *journal.add_many(act, table.IssuanceTable, given)])

    def rows(self, station_id: UUID | None, *papers: PaperKey, offset: int = 0, limit: int = 100) -> list[PrintoutRow]:
        """印发登记, the latest first: of these papers, else of all."""
        return table.page(station_id, papers, offset=offset, limit=limit)

    def count(self, station_id: UUID | None, *papers: PaperKey) -> int:
        """How many papers 印发登记 has, of these or of all."""
        return table.count(station_id, papers)

    def by_hamlet(self, station_id: UUID, year: int) -> list[HamletPapers]:
        """How far sheets and lists of the year have come, hamlet by hamlet."""
        sheets = sheets_by_hamlet(station_id, year)
        lists = {printout.data["hamlet"]: printout for printout in table.lists_of_year(station_id, year)}
        return [
            _papers_of(hamlet, sheets.get(hamlet.id, (0, 0)), lists.get(hamlet.name)) for hamlet in hamlets(station_id)
        ]

    def numbered(self, act: Act, serial: str) -> Printout:
        """The paper with this number; refused if there is none."""
        found = table.by_serial(act.station_id, serial)
        if found is None:
            raise Refused([must("print.serial", "number", f"没有编号是「{serial}」的纸，请对照纸上的编号再看一遍。")])
        return found

    def again(self, act: Act, printout_id: UUID, household_ids: tuple[UUID, ...] = (), *, start: int = 1) -> Gathered:
        """The same paper once more, for a lost one: a card for each of these households, a sheet for its own."""
        printout = known(table.printout(printout_id), act.station_id)
        given = household_ids or table.receivers(printout_id)[:1]
        title = printout.title
        piece = Piece(
            data=_data_of(printout), serial=printout.serial, title=title, copies=max(len(given), 1),
            cadre_id=printout.cadre_id, household_ids=tuple(given), printout=printout,
        )  # fmt: skip
        return Gathered(
            paper=printout.paper,
            station=known(station(act.station_id), act.station_id),
            day=act.today,
            options=Options(start=start),
            pieces=(piece,),
            year=printout.year,
        )

    def missing_in_name(self, name: str) -> tuple[str, ...]:
        """The characters of a name that no font has, for a form to tell at once."""
        from printing.fonts import missing_characters

        return missing_characters([name], self._folders())

    def _folders(self) -> tuple[Path, ...]:
        """The system's own fonts, then those the station keeps itself."""
        from printing.fonts import system_folders

        return (*system_folders(), *self.font_folders)

    def _job(self, gathered: Gathered, out: Path, *, missing_as_geta: bool = False) -> "PrintJob":
        from printing.render import PrintJob

        return PrintJob(
            paper=gathered.paper.value,
            data=tuple(piece.data for piece in gathered.pieces),
            out=out,
            copies=tuple(piece.copies for piece in gathered.pieces),
            options=gathered.options,
            font_folders=self._folders(),
            missing_as_geta=missing_as_geta,
            pictures=self._pictures(gathered),
        )

    def _pictures(self, gathered: Gathered) -> dict[str, bytes]:
        """Those of the run that can be read; where one cannot, the paper shows that there is none."""
        named_on = _paper(gathered.paper).pictures
        names = {name for piece in gathered.pieces for name in named_on(piece.data)}
        return {name: photo for name in sorted(names) if (photo := self.photo(name)) is not None}

    def _numbered(self, act: Act, gathered: Gathered) -> Gathered:
        fresh = [piece for piece in gathered.pieces if piece.printout is None]
        with work(self.announcer):
            taken = iter(table.take_serials(act.station_id, gathered.paper, gathered.day, len(fresh)) if fresh else ())
        code = gathered.station.code
        pieces = [
            piece if piece.printout else _with_serial(piece, serial_of(code, gathered.paper, gathered.day, next(taken)))
            for piece in gathered.pieces
        ]
        return replace(gathered, pieces=tuple(pieces))

    def _issuances(self, act: Act, gathered: Gathered, made: Sequence[Printout]) -> list[Issuance]:
        papers = table.CARDS if gathered.paper in table.CARDS else (gathered.paper,)
        everyone = [household for piece in gathered.pieces for household in piece.household_ids]
        before = table.times_given(everyone, papers, gathered.year)
        ids = iter(new_ids(act.at, self.random, len(everyone)))
        given = []
        for printout, piece in zip(made, gathered.pieces, strict=True):
            for household_id in piece.household_ids:
                times = before.get(household_id, 0) + 1
                before[household_id] = times
                given.append(
                    Issuance(
                        id=next(ids), station_id=act.station_id, printout_id=printout.id,
                        household_id=household_id, paper=gathered.paper, year=gathered.year, issued_on=act.today,
                        reason=_reason(piece, times), times=times,
                    )
                )  # fmt: skip
        return given


def export_columns() -> dict[str, Listed]:
    """印发登记, the latest first."""
    return {"printouts": _listing}


def _listing(wanted: Wanted) -> Listing[PrintoutRow]:
    columns: list[ExportColumn[PrintoutRow]] = [
        ExportColumn(title="编号", of=lambda r: r.printout.serial),
        ExportColumn(title="纸", of=lambda r: _paper(r.printout.paper).title),
        ExportColumn(title="内容", of=lambda r: r.printout.title),
        ExportColumn(title="年度", of=lambda r: r.printout.year, shape=Shape.WHOLE),
        ExportColumn(title="印发时间", of=lambda r: at_station(r.printout.printed_at), shape=Shape.MOMENT),
        ExportColumn(title="印发人", of=lambda r: r.printed_by),
        ExportColumn(title="发给户数", of=lambda r: r.given, shape=Shape.WHOLE),
        ExportColumn(title="补发次数", of=lambda r: r.again, shape=Shape.WHOLE),
    ]
    rows = partial(by_pages, lambda offset, limit: table.page(wanted.station_id, offset=offset, limit=limit))
    return Listing(name="印发登记", title="印发登记", columns=columns, rows=rows)


def _papers_of(hamlet: Hamlet, sheets: tuple[int, int], posted: Printout | None) -> HamletPapers:
    """Of the list on the wall only its days are read, not its people."""
    days = [posted.data[name] if posted is not None else None for name in ("posted_from", "posted_to")]
    posted_from, posted_to = (date.fromisoformat(day) if day else None for day in days)
    return HamletPapers(
        hamlet_id=hamlet.id,
        hamlet=hamlet.name,
        households=sheets[0],
        with_sheet=sheets[1],
        listed_on=day_of(posted.printed_at) if posted is not None else None,
        posted_from=posted_from,
        posted_to=posted_to,
    )


def _printout(act: Act, gathered: Gathered, printout_id: UUID, piece: Piece) -> Printout:
    return Printout(
        id=printout_id,
        station_id=act.station_id,
        paper=gathered.paper,
        serial=piece.serial,
        title=piece.title,
        data=json.loads(to_json(piece.data)),
        printed_at=act.at,
        printed_by=act.cadre_id,
        year=gathered.year,
        cadre_id=piece.cadre_id,
    )


def print_pages(job: "PrintJob") -> Generator[Step, None, Path]:
    """Write the PDF, page by page; closed before its end it leaves nothing behind."""
    from printing.render import render_papers

    for done, total in render_papers(job):
        yield done, total, f"已好 {done} 页，共 {total} 页"
    return job.out


def record_job(file: Path, key: bytes, act: Act, run: Run) -> Generator[Step, None, Saved[list[Printout]]]:
    """`record` beside the window, on a connection of its own: a thousand papers take a moment the window shall not wait.

    Whoever started it announces Topic.PRINTOUTS when it has ended.
    """
    open_database(file, key)
    try:
        yield 0, 1, "正在记入印发登记"
        return Printouts(Announcer(), SystemRandom()).record(act, run)
    finally:
        close_database()


def _reason(piece: Piece, times: int) -> IssueReason:
    if times == 1:
        return IssueReason.FIRST
    return IssueReason.LOST if piece.printout else IssueReason.CHANGED


def _with_serial(piece: Piece, serial: str) -> Piece:
    """The number stands on sheets and lists; a card has no room and no need for it."""
    shown = is_dataclass(piece.data) and hasattr(piece.data, "serial")
    data = replace(piece.data, serial=serial) if shown and not isinstance(piece.data, type) else piece.data
    return replace(piece, serial=serial, data=data)


def _data_of(printout: Printout) -> Any:
    return from_json(type(_paper(printout.paper).sample), json.dumps(printout.data, ensure_ascii=False))


def _nothing(gathered: Gathered) -> Finding:
    return must("print.nothing", "", _offer(gathered.paper).nothing)


def _paper(key: PaperKey) -> "Paper[Any]":
    from printing.papers import paper

    return paper(key.value)


def _offer(key: PaperKey) -> "Offer[Any]":
    from venue_desk.services.papers import offer_of

    return offer_of(key)
