"""Handover (交接班): what the giver states and the taker accepts, item by item, before both sign and it is sealed."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from venue_desk.domain.calendar import plain_date
from venue_desk.domain.printouts import PaperKey


class ItemGroup(StrEnum):
    """The parts of the list, in its order."""

    DUE = "due"
    PAPERS = "papers"
    THINGS = "things"
    TONIGHT = "tonight"

    @property
    def label(self) -> str:
        """The caption on screen and paper."""
        return {"due": "待办的事", "papers": "替村民保管的证件", "things": "物品和钱", "tonight": "今晚和明天"}[
            self.value
        ]


class ItemState(StrEnum):
    """What the taker says of an item. 不符 blocks signing until it is found right or taken over as written down."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DIFFERS = "differs"
    TAKEN_AS_IS = "taken_as_is"

    @property
    def label(self) -> str:
        """The word on screen and paper."""
        return {"waiting": "没接", "accepted": "已接", "differs": "不符", "taken_as_is": "带着差异接下"}[self.value]


class HandoverState(StrEnum):
    """Being prepared, signed by the giver, signed by both and sealed."""

    OPEN = "open"
    GIVEN = "given"
    SEALED = "sealed"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverOffer:
    """What a register has to hand over: `handover_items` of its service module returns these.

    `fact` is what it is, `detail` where it stands, `mark` in a few words what presses (逾期 2 天), `urgent` if it does.
    """

    group: ItemGroup
    icon: str
    fact: str
    detail: str = ""
    mark: str = ""
    urgent: bool = False
    source: str
    subject_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverItem(HandoverOffer):
    """One line of a handover as it was stated, and what the taker said of it: a `difference` and who follows it up."""

    id: UUID
    station_id: UUID
    handover_id: UUID
    position: int
    state: ItemState = ItemState.WAITING
    answered_at: datetime | None = None
    answered_by: UUID | None = None
    difference: str = ""
    followed_by: UUID | None = None

    @property
    def accepted(self) -> bool:
        """Whether it stands in the way of signing no longer."""
        return self.state in (ItemState.ACCEPTED, ItemState.TAKEN_AS_IS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """One handover on record, from one shift to the next. Until both have signed the giver stays responsible.

    `seal` is the hash over the whole, chained to `previous_seal`, the seal before it; both "" until it is sealed.
    """

    id: UUID
    station_id: UUID
    from_day: date
    from_shift: str
    to_day: date
    to_shift: str
    due_at: datetime
    giver_id: UUID
    lead_giver_id: UUID | None = None
    taker_id: UUID | None = None
    lead_taker_id: UUID | None = None
    situation: str = ""
    notes: str = ""
    state: HandoverState = HandoverState.OPEN
    begun_at: datetime
    given_at: datetime | None = None
    taken_at: datetime | None = None
    previous_seal: str = ""
    seal: str = ""

    @property
    def turn(self) -> str:
        """白班交夜班."""
        return f"{self.from_shift}交{self.to_shift}"

    @property
    def title(self) -> str:
        """2026年11月23日白班交夜班: names it wherever it is spoken of."""
        return f"{plain_date(self.from_day)}{self.turn}"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverOrder:
    """The sheet of one handover."""

    paper: ClassVar[PaperKey] = PaperKey.HANDOVER

    handover_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverAddition:
    """补记: what was added after sealing; the sealed part stays as it was."""

    id: UUID
    station_id: UUID
    handover_id: UUID
    at: datetime
    noted_by: UUID
    text: str
