"""Issued papers (印发登记): what was printed, with which number, and into whose hands it went."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar, Protocol
from uuid import UUID


class PaperKey(StrEnum):
    """The papers of the station."""

    CONTACT_CARD = "contact-card"
    CONTACT_CARD_A6 = "contact-card-a6"
    POLICY_SHEET = "policy-sheet"
    HAMLET_LIST = "hamlet-list"
    DUTY_ROSTER = "duty-roster"
    DUTY_BOARD = "duty-board"
    DUTY_LOG = "duty-log"
    HANDOVER = "handover"
    CASE_RECEIPT = "case-receipt"
    CASE_REGISTER = "case-register"
    MATERIALS_MISSING = "materials-missing"
    AUTHORIZATION = "authorization"
    CASE_CLOSING = "case-closing"
    CASE_REFUSAL = "case-refusal"
    CASE_SUSPENSION = "case-suspension"
    CASE_RESUMPTION = "case-resumption"
    DELIVERY_LIST = "delivery-list"
    CASE_FIGURES = "case-figures"
    MEAL_REGISTER = "meal-register"
    SAMPLE_LOG = "sample-log"
    LODGING_REGISTER = "lodging-register"
    LODGING_STANDING = "lodging-standing"
    PURCHASE_LIST = "purchase-list"
    CANTEEN_ACCOUNT = "canteen-account"
    CANTEEN_NOTICE = "canteen-notice"


class IssueReason(StrEnum):
    """首发, 补发 (a lost one), 换发 (contents changed)."""

    FIRST = "first"
    LOST = "lost"
    CHANGED = "changed"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {"first": "首发", "lost": "补发", "changed": "换发"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Printout:
    """One paper as it was printed: kind, serial and the frozen data, so that a reprint is the same.

    `serial` is what people read: township-village digits, kind, date, sequence. It is never given twice.
    """

    id: UUID
    station_id: UUID
    paper: PaperKey
    serial: str
    title: str
    data: dict[str, Any]
    printed_at: datetime
    printed_by: UUID
    year: int | None = None
    cadre_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuance:
    """One paper given to one household (发放): first, or again for a lost one (`times` counts from 1).

    `paper` and `year` repeat those of the printout: "who has none yet" is asked of every household at once.
    """

    id: UUID
    station_id: UUID
    printout_id: UUID
    household_id: UUID
    paper: PaperKey
    year: int | None = None
    issued_on: date
    reason: IssueReason
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedRow:
    """One paper a household was given, as its record page shows it."""

    issuance: Issuance
    serial: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintoutRow:
    """One line of 印发登记: the paper, who printed it, how many households got it and how often it was given again."""

    printout: Printout
    printed_by: str
    given: int
    again: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HamletPapers:
    """How far the papers of a year have come in a hamlet: households that draw, those with a sheet, its last list."""

    hamlet_id: UUID
    hamlet: str
    households: int
    with_sheet: int
    listed_on: date | None = None
    posted_from: date | None = None
    posted_to: date | None = None

    @property
    def without_sheet(self) -> int:
        """Households that draw and have no sheet yet."""
        return self.households - self.with_sheet

    def days_left(self, today: date) -> int | None:
        """How many days the list has still to hang; None while it does not hang, or hangs no longer."""
        if self.posted_from is None or self.posted_to is None or not self.posted_from <= today <= self.posted_to:
            return None
        return (self.posted_to - today).days


class Order(Protocol):
    """What is to be printed: which paper, and of whom or when. Every register's own stands beside its word."""

    @property
    def paper(self) -> PaperKey:
        """The paper ordered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """How many cards of one agent."""

    cadre_id: UUID
    copies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CardOrder:
    """Cards of some agents, from position `start` of the first sheet on.

    Given to the agent's households that have none yet; with `household_ids` to these only (补发 for a lost one).
    """

    paper: PaperKey = PaperKey.CONTACT_CARD
    agents: tuple[Copies, ...]
    start: int = 1
    crop_marks: bool = True
    qr: bool = True
    household_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetOrder:
    """Policy sheets of a year: of these households, else of this hamlet, else of the whole village."""

    paper: ClassVar[PaperKey] = PaperKey.POLICY_SHEET

    year: int
    household_ids: tuple[UUID, ...] = ()
    hamlet_id: UUID | None = None
    qr: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOrder:
    """The masked list of a hamlet (None = of each) for the wall, posted from `from_on` on."""

    paper: ClassVar[PaperKey] = PaperKey.HAMLET_LIST

    year: int
    from_on: date
    hamlet_id: UUID | None = None


MARKS = {
    PaperKey.CONTACT_CARD: "L",
    PaperKey.CONTACT_CARD_A6: "M",
    PaperKey.POLICY_SHEET: "Z",
    PaperKey.HAMLET_LIST: "Q",
    PaperKey.DUTY_ROSTER: "B",
    PaperKey.DUTY_BOARD: "P",
    PaperKey.DUTY_LOG: "R",
    PaperKey.HANDOVER: "J",
    PaperKey.CASE_RECEIPT: "H",
    PaperKey.CASE_REGISTER: "D",
    PaperKey.MATERIALS_MISSING: "U",
    PaperKey.AUTHORIZATION: "W",
    PaperKey.CASE_CLOSING: "N",
    PaperKey.CASE_REFUSAL: "F",
    PaperKey.CASE_SUSPENSION: "T",
    PaperKey.CASE_RESUMPTION: "X",
    PaperKey.DELIVERY_LIST: "S",
    PaperKey.CASE_FIGURES: "K",
    PaperKey.MEAL_REGISTER: "V",
    PaperKey.SAMPLE_LOG: "Y",
    PaperKey.LODGING_REGISTER: "A",
    PaperKey.LODGING_STANDING: "E",
    PaperKey.PURCHASE_LIST: "C",
    PaperKey.CANTEEN_ACCOUNT: "G",
    PaperKey.CANTEEN_NOTICE: "I",
}
"""The letter of a paper in its number, never given to another."""


def serial_of(station_code: str, paper: PaperKey, day: date, sequence: int) -> str:
    """621122105203, policy-sheet, 2026-11-23, 7 → 105203-Z-20261123-0007."""
    return f"{station_code[6:]}-{MARKS[paper]}-{day:%Y%m%d}-{sequence:04d}"
