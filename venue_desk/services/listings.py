"""A register as a list for Excel: what its columns hold, which of them are masked, and where the rows come from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar
from uuid import UUID

from venue_desk.domain.case_listing import CaseFilter
from venue_desk.domain.duty_log import LogFilter
from venue_desk.domain.households import HouseholdFilter, HouseholdOrder
from venue_desk.domain.policies import EntitlementFilter, EntitlementOrder
from venue_desk.exchange.writing import Cell, Shape

R = TypeVar("R")
YES_NO = ("是", "否")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which rows, in which order: as they stand on the screen, else all that are open.

    `station_id` None is for a blank template given out before any station is known. `ids` is for a register that is
    shown whole: exactly these, in this order. `month` is for what is listed by the month, None = the one that runs.
    `tonight` is the night of whoever asks: a list of nights goes by it.
    """

    station_id: UUID | None
    today: date
    year: int
    households: HouseholdFilter | None = None
    household_order: HouseholdOrder = HouseholdOrder.HAMLET
    entitlements: EntitlementFilter | None = None
    entitlement_order: EntitlementOrder = EntitlementOrder.HAMLET
    descending: bool = False
    ids: tuple[UUID, ...] | None = None
    month: date | None = None
    tonight: date | None = None
    log: LogFilter | None = None
    cases: CaseFilter | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportColumn(Generic[R]):
    """One column. `mask` is how it is shown to who need not know; `typed` columns are what people fill in themselves."""

    title: str
    of: Callable[[R], Cell]
    shape: Shape = Shape.TEXT
    mask: Callable[[str], str] | None = None
    typed: bool = True
    note: str = ""
    choices: tuple[str, ...] = ()
    room: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Generic[R]):
    """A register to be exported. `rows` is asked once; `begins` says which rows begin a block, such as a household."""

    name: str
    title: str
    columns: Sequence[ExportColumn[R]]
    rows: Callable[[], Sequence[R]]
    begins: Callable[[R], bool] = lambda _row: False
    frozen: int = 1
    hint: str = ""
    """What whoever fills in the blank template is told first."""
    beside: "Sequence[Listing[Any]]" = ()
    """The same in another form, on a sheet of its own."""


Listed = Callable[[Wanted], Listing[Any]]
"""What `export_columns` of a register's module hands out, by the word that names the register."""


def yes_no(said: bool) -> str:
    """是 / 否."""
    return YES_NO[0] if said else YES_NO[1]


def by_pages(page: Callable[[int, int], Sequence[R]], size: int = 500) -> list[R]:
    """All rows of a list that is read a page at a time: page(offset, limit)."""
    found: list[R] = []
    while rows := page(len(found), size):
        found += rows
        if len(rows) < size:
            break
    return found
