"""The list of a handover as rows: captions that count, items with what was said of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING
from uuid import UUID

from venue_desk.domain.calendar import at_station
from venue_desk.domain.handover import HandoverItem, HandoverOffer, ItemState

if TYPE_CHECKING:
    from ui.screen import Shell


OPENS = {"cases": ("cases", "case_id"), "custody": ("cases", "case_id"), "duty_log": ("duty-log", "log_line_id")}
"""Source of an item → the screen of its record, and what that is told."""
LEADS = {"lodging_evening": "lodging"}
"""Source of an item that counts several → the screen where they stand."""


@dataclass(frozen=True, slots=True)
class Head:
    """A caption and how far its items have come."""

    label: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """One item: what the giver states, and once signed what the taker said of it."""

    offer: HandoverOffer
    item: HandoverItem | None = None
    followed_by: str = ""

    @property
    def state(self) -> ItemState | None:
        """None before the giver has signed."""
        return self.item.state if self.item is not None else None

    @property
    def time(self) -> str:
        """19:51."""
        at = self.item.answered_at if self.item is not None else None
        return f"{at_station(at):%H:%M}" if at is not None else ""

    @property
    def answer(self) -> str:
        """户口簿不在袋里，由李秀兰去查."""
        difference = self.item.difference if self.item is not None else ""
        return "，".join(part for part in (difference, f"由{self.followed_by}去查" if self.followed_by else "") if part)

    @property
    def spoken(self) -> str:
        """The row as one phrase."""
        state = self.item.state.label if self.item is not None else ""
        parts = (self.offer.fact, self.offer.detail, self.offer.mark, state, self.answer)
        return "，".join(part for part in parts if part)


Row = Head | Listed


def rows_of(
    offers: Sequence[HandoverOffer], items: Sequence[HandoverItem], name: Callable[[UUID | None], str]
) -> list[Row]:
    """The items once there are any, else what would be handed over."""
    listed = [Listed(item, item, name(item.followed_by)) for item in items] or [Listed(offer) for offer in offers]
    rows: list[Row] = []
    for group, each in groupby(listed, key=lambda entry: entry.offer.group):
        found = list(each)
        rows += [Head(group.label, _counted(found)), *found]
    return rows


def open_record(shell: "Shell", offer: HandoverOffer) -> None:
    """Show what an item speaks of, where its register has a page for it."""
    if offer.subject_id is not None and offer.source in OPENS:
        screen, name = OPENS[offer.source]
        shell.go(screen, **{name: offer.subject_id})
    elif offer.source in LEADS:
        shell.go(LEADS[offer.source])


def _counted(found: Sequence[Listed]) -> str:
    """3 项已接; 已接 1 项，不符 1 项，还差 2 项."""
    states = [entry.state for entry in found if entry.state is not None]
    if not states:
        return f"{len(found)} 项"
    accepted = sum(entry.item.accepted for entry in found if entry.item is not None)
    differing, waiting = states.count(ItemState.DIFFERS), states.count(ItemState.WAITING)
    if accepted == len(states):
        return f"{accepted} 项已接"
    parts = ((accepted, "已接"), (differing, "不符"), (waiting, "还差"))
    return "，".join(f"{word} {count} 项" for count, word in parts if count)
