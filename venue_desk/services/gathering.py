"""A run of papers as it was gathered: frozen data, numbers, receivers; and what a register says of a paper it offers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from db.printouts import next_serial
from printing.document import Options
from venue_desk.domain.calendar import day_of
from venue_desk.domain.findings import Finding, should
from venue_desk.domain.printouts import Order, PaperKey, Printout, serial_of
from venue_desk.domain.stations import Station

A = TypeVar("A", bound=Order)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One paper: its data, how many copies, and what is to be remembered of it.

    `printout` is the earlier one that is printed again; `household_ids` are those who get it.
    """

    data: Any
    serial: str
    title: str
    copies: int = 1
    cadre_id: UUID | None = None
    household_ids: tuple[UUID, ...] = ()
    printout: Printout | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """All that a run needs, frozen: nothing of it changes however long the printer takes."""

    paper: PaperKey
    station: Station
    day: date
    options: Options
    pieces: tuple[Piece, ...]
    year: int | None = None

    @property
    def households(self) -> int:
        """How many households get something."""
        return sum(len(piece.household_ids) for piece in self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer(Generic[A]):
    """Papers that a register offers: from an order to its data, in a few queries however many there are.

    `nothing` is said when an order comes to no paper; `findings` is what stands against a run or is told before it.
    `day_at` is the day on which they are made: what goes by nights is still in yesterday's before six.
    """

    papers: tuple[PaperKey, ...]
    gather: Callable[[Station, A, date], Gathered]
    nothing: str
    findings: Callable[[Gathered], list[Finding]] = lambda _gathered: []
    day_at: Callable[[datetime], date] = day_of


def full_name(station: Station) -> str:
    """菜子镇浅河村便民服务站: the township stands before the name unless it is part of it."""
    return station.name if station.township in station.name else f"{station.township}{station.name}"


def without_phone(station: Station) -> list[Finding]:
    """For papers that tell whom to call by day and night."""
    if station.phone:
        return []
    return [should("station.no_phone", "", "还没有 24 小时值班电话，纸上会空着。请在设置里补上。")]


def coming_serials(station: Station, paper: PaperKey, day: date) -> Iterator[str]:
    """The numbers that come next; they are taken only when a run starts."""
    sequence = next_serial(station.id, paper, day)
    while True:
        yield serial_of(station.code, paper, day, sequence)
        sequence += 1
