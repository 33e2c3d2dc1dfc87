"""The handover at every change of shift: what the giver stated, what the taker answered, the seal, and what was added."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from venue_desk.domain.belongings import BelongingKind
from venue_desk.domain.calendar import day_of
from venue_desk.domain.duty_log import situation_text
from venue_desk.domain.handover import (
    Handover,
    HandoverAddition,
    HandoverItem,
    HandoverOffer,
    HandoverState,
    ItemGroup,
    ItemState,
)
from venue_desk.domain.handover_seals import seal_of
from venue_desk.domain.handover_turns import Turn, turns
from venue_desk.domain.leaves import Leave, LeaveState
from venue_desk.domain.records import said
from venue_desk.services import belongings, leaves, petty_cash, roster, seal_uses
from venue_desk.services.demo.bundles import Noted, bundled, kept_since
from venue_desk.services.demo.founding import is_home
from venue_desk.services.demo.places import home_words
from venue_desk.services.demo.scene import Scene
from venue_desk.services.demo.village import Portions, Village
from venue_desk.services.demo.wording import pick, words

DAYS_ELSEWHERE = 14
NOTED, DIFFERED, ADDED = 0.4, 0.004, 0.015
WELL = timedelta(days=20)
"""So long before now nothing differed but what the pictures show."""


@dataclass(slots=True)
class Hands:
    """What a station has in hand at any moment, and the chain of its seals so far."""

    scene: Scene
    village: Village
    seal: str = ""
    given_at: datetime | None = None
    away: dict[date, list[Leave]] = field(default_factory=lambda: defaultdict(list))
    names: Mapping[UUID, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Who is away is looked up by day."""
        self.names = {cadre.id: cadre.name for cadre in self.village.cadres}
        for leave in self.village.leaves:
            if leave.state is LeaveState.APPROVED:
                for number in range((leave.to_on - leave.from_on).days + 1):
                    self.away[leave.from_on + timedelta(days=number)].append(leave)

    def offers(self, at: datetime) -> list[HandoverOffer]:
        """As the registers would offer them at that moment."""
        since = self.given_at or datetime.combine(day_of(at), time(), at.tzinfo)
        since_said = "上次交接后" if self.given_at else "今天"
        having = sorted(self.village.belongings, key=lambda each: list(BelongingKind).index(each.kind))
        tomorrow = day_of(at) + timedelta(days=1)
        found = belongings.offers(having)
        uses = _between(self.village.seal_uses, since, at)
        for seal in having:
            if seal.kind is BelongingKind.SEAL:
                found.append(seal_uses.offer(seal, [use for use in uses if use.seal_id == seal.id], since_said))
        moved = [entry.amount_fen for entry in _between(self.village.cash, since, at)]
        balance = sum(entry.amount_fen for entry in self.village.cash if entry.at <= at)
        found.append(
            petty_cash.offer(
                balance, sum(fen for fen in moved if fen > 0), -sum(fen for fen in moved if fen < 0), since_said
            )
        )
        placed = [duty for run in self.village.runs_of(tomorrow) for duty in self.village.serving(run)]
        found.append(roster.tomorrow_offer(placed, self.names))
        if self.away[tomorrow]:
            found.append(leaves.tomorrow_offer(self.away[tomorrow], self.names))
        return found


def demo_rows(scene: Scene, village: Village) -> Portions:
    """Turn after turn, as far as each has come by now."""
    since = kept_since(scene, village, DAYS_ELSEWHERE)
    runs = [run for run in village.runs if since <= run.day <= scene.today]
    hands, home = Hands(scene, village), home_words()["today"] if is_home(village.place) else {}
    handovers, items, additions = list[Noted](), list[Noted](), list[Noted]()
    for turn in turns(runs, (duty for run in runs for duty in village.serving(run)), ()):
        handover = _begun(scene, village, turn, home) if turn.key in village.relieved else None
        if handover is None:
            continue
        listed = _items(scene, hands, handover, home) if handover.given_at else []
        if handover.state is HandoverState.SEALED:
            handover = replace(handover, previous_seal=hands.seal)
            handover = replace(handover, seal=seal_of(handover, listed))
            hands.seal, hands.given_at = handover.seal, handover.given_at
            additions += _additions(scene, village, handover, home)
        at = handover.taken_at or handover.given_at or handover.begun_at
        by = handover.taker_id if handover.taken_at and handover.taker_id else handover.giver_id
        handovers.append(Noted(at, by, [handover]))
        items.append(Noted(at, by, listed))
    for noted in (handovers, items, additions):
        yield from bundled(scene, village, noted)


def _between(records: Sequence[Any], after: datetime, until: datetime) -> Sequence[Any]:
    begin, end = (bisect_right(records, at, key=lambda record: record.at) for at in (after, until))
    return records[begin:end]


def _begun(scene: Scene, village: Village, turn: Turn, home: Mapping[str, Any]) -> Handover | None:
    """The handover as far as it has come; None before it was begun."""
    given, taken = _signed(scene, village, turn, home)
    begun = min(turn.due_at, given) - timedelta(minutes=scene.random.randint(4, 12))
    if begun > scene.now or turn.giver_id is None:
        return None
    state = (
        HandoverState.SEALED
        if taken <= scene.now
        else HandoverState.GIVEN
        if given <= scene.now
        else HandoverState.OPEN
    )
    lines = [line for line in village.lines.get(turn.key, ()) if line.at <= begun]
    return Handover(
        id=scene.id(begun), station_id=village.station.id, from_day=turn.from_day, from_shift=turn.from_shift,
        to_day=turn.to_day, to_shift=turn.to_shift, due_at=turn.due_at, giver_id=turn.giver_id,
        lead_giver_id=turn.lead_giver_id, taker_id=turn.taker_id, lead_taker_id=turn.lead_taker_id,
        situation=situation_text(lines), notes=_notes(scene, turn, home), state=state, begun_at=begun,
        given_at=given if given <= scene.now else None, taken_at=taken if taken <= scene.now else None,
    )  # fmt: skip


def _signed(scene: Scene, village: Village, turn: Turn, home: Mapping[str, Any]) -> tuple[datetime, datetime]:
    """When the giver and the taker sign."""
    taken = village.relieved[turn.key]
    told = home.get("taken_over", {}).get(f"{turn.due_at:%H:%M}")
    if told and turn.due_at.date() == scene.today:
        return datetime.combine(scene.today, time.fromisoformat(told[0]), turn.due_at.tzinfo), taken
    if taken - turn.due_at > timedelta(minutes=20):
        return turn.due_at - timedelta(minutes=2), taken
    return taken - timedelta(minutes=scene.random.randint(2, 7)), taken


def _notes(scene: Scene, turn: Turn, home: Mapping[str, Any]) -> str:
    if home and _is_gap(scene, turn, home):
        return str(home["gap"]["note"])
    return str(pick(scene, "things", "note", turn.due_at.month)["text"]) if scene.chance(NOTED) else ""


def _is_gap(scene: Scene, turn: Turn, home: Mapping[str, Any]) -> bool:
    return ((turn.from_day - scene.today).days, turn.from_shift) == (home["gap"]["day"], home["gap"]["shift"])


def _items(scene: Scene, hands: Hands, handover: Handover, home: Mapping[str, Any]) -> list[HandoverItem]:
    """What the giver signed; the taker answers one after the other until they sign."""
    assert handover.given_at is not None
    given, taken = handover.given_at, hands.village.relieved[handover.from_day, handover.from_shift]
    offers = hands.offers(given)
    step = (taken - given) / (len(offers) + 1)
    pinned = home and handover.from_shift == "白班" and (handover.from_day - scene.today).days == home["difference_day"]
    differs = pinned or (given < scene.now - WELL and scene.chance(DIFFERED))
    differing = offers.index(_differing(offers)) if differs else -1
    return [
        _item(scene, handover, offer, position, given + step * position, differs=position - 1 == differing)
        for position, offer in enumerate(offers, 1)
    ]


def _differing(offers: Sequence[HandoverOffer]) -> HandoverOffer:
    """The keys: one of them is taken along now and then."""
    return next(offer for offer in offers if offer.group is ItemGroup.THINGS)


def _item(
    scene: Scene, handover: Handover, offer: HandoverOffer, position: int, answered: datetime, *, differs: bool
) -> HandoverItem:
    assert handover.given_at is not None
    item = HandoverItem(
        id=scene.id(handover.given_at), station_id=handover.station_id, handover_id=handover.id, position=position,
        **said(HandoverOffer, offer),
    )  # fmt: skip
    if answered > scene.now:
        return item
    item = replace(item, state=ItemState.ACCEPTED, answered_at=answered, answered_by=handover.taker_id)
    if not differs:
        return item
    text = scene.random.choice(words("things")["differences"]["texts"])
    return replace(item, state=ItemState.TAKEN_AS_IS, difference=text, followed_by=handover.giver_id)


def _additions(scene: Scene, village: Village, handover: Handover, home: Mapping[str, Any]) -> Iterator[Noted]:
    assert handover.taken_at is not None
    assert handover.taker_id is not None
    at, by, text = handover.taken_at + timedelta(minutes=scene.random.randint(40, 500)), handover.taker_id, ""
    if home and handover.taken_at.date() == scene.today and handover.to_shift == "白班":
        told = home["addition"]
        at, by, text = (
            scene.clock(scene.today, *map(int, told["at"].split(":"))),
            village.named(told["name"]),
            told["text"],
        )
    elif scene.chance(ADDED):
        text = scene.random.choice(words("things")["additions"]["texts"])
    if text and at <= scene.now:
        addition = HandoverAddition(
            id=scene.id(at), station_id=village.station.id, handover_id=handover.id, at=at, noted_by=by, text=text
        )
        yield Noted(at, by, [addition])
