"""The handover at every change of shift: what the giver stated, what the taker answered, the seal, and what was added.

The demo station's last ones are gathered from the registers themselves, so that the cases in hand stand in them too.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from db import handover as table
from db import journal
from venue_desk.domain.acts import Act
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
from venue_desk.domain.records import said
from venue_desk.services import registers
from venue_desk.services.demo.bundles import Noted, bundled, kept_since
from venue_desk.services.demo.founding import is_home
from venue_desk.services.demo.in_hand import InHand
from venue_desk.services.demo.places import home_words
from venue_desk.services.demo.scene import Scene
from venue_desk.services.demo.village import Deed, Portions, Village
from venue_desk.services.demo.wording import Row, pick, words

DAYS_ELSEWHERE = 14
GATHERED = timedelta(days=4)
"""So long before now the demo station's handovers are gathered from the registers."""
NOTED, DIFFERED, ADDED = 0.4, 0.004, 0.015
WELL = timedelta(days=20)
"""So long before now nothing differed but what the pictures show."""


def demo_rows(scene: Scene, village: Village) -> Portions:
    """Turn after turn, as far as each has come by now."""
    since = kept_since(scene, village, DAYS_ELSEWHERE)
    runs = [run for run in village.runs if since <= run.day <= scene.today]
    home = home_words()["today"] if is_home(village.place) else {}
    in_hand, seal = InHand(village), ""
    handovers, items, additions = list[Noted](), list[Noted](), list[Noted]()
    for turn in turns(runs, (duty for run in runs for duty in village.serving(run)), ()):
        handover = _begun(scene, village, turn, home) if turn.key in village.relieved else None
        if handover is None:
            continue
        at = handover.taken_at or handover.given_at or handover.begun_at
        by = handover.taker_id if handover.taken_at and handover.taker_id else handover.giver_id
        additions += _additions(scene, village, handover, home)
        if home and at > scene.now - GATHERED:
            yield Deed(at, by, partial(_hand_over, scene, village, handover, home))
            continue
        listed = _items(scene, village, handover, in_hand.offers(handover.given_at or at), home)
        handover = replace(handover, previous_seal=seal)
        seal = seal_of(handover, listed)
        in_hand.given_at = handover.given_at
        handovers.append(Noted(at, by, [replace(handover, seal=seal)]))
        items.append(Noted(at, by, listed))
    for noted in (handovers, items, additions):
        yield from bundled(scene, village, noted)


def _hand_over(scene: Scene, village: Village, handover: Handover, home: Row, act: Act) -> None:
    """With all that the registers offer by now; as yet unsealed if the taker has not signed."""
    listed: Sequence[HandoverItem] = ()
    if handover.given_at is not None:
        offers = registers.handover_items(act.station_id, handover.given_at)
        listed = _items(scene, village, handover, offers, home)
    if handover.state is HandoverState.SEALED:
        last = table.last_sealed(act.station_id)
        handover = replace(handover, previous_seal=last.seal if last else "")
        handover = replace(handover, seal=seal_of(handover, listed))
    journal.add(act, table.HandoverTable, handover)
    journal.add_many(act, table.HandoverItemTable, listed)


def _begun(scene: Scene, village: Village, turn: Turn, home: Row) -> Handover | None:
    """The handover as far as it has come; None before it was begun."""
    given, taken = _signed(scene, village, turn, home)
    begun = min(turn.due_at, given) - timedelta(minutes=scene.random.randint(4, 12))
    if begun > scene.now or turn.giver_id is None:
        return None
    signed = [at for at in (given, taken) if at <= scene.now]
    lines = [line for line in village.lines.get(turn.key, ()) if line.at <= begun]
    return Handover(
        id=scene.id(begun), station_id=village.station.id, from_day=turn.from_day, from_shift=turn.from_shift,
        to_day=turn.to_day, to_shift=turn.to_shift, due_at=turn.due_at, giver_id=turn.giver_id,
        lead_giver_id=turn.lead_giver_id, taker_id=turn.taker_id, lead_taker_id=turn.lead_taker_id,
        situation=situation_text(lines), notes=_notes(scene, turn, home), state=list(HandoverState)[len(signed)],
        begun_at=begun, given_at=given if given in signed else None, taken_at=taken if taken in signed else None,
    )  # fmt: skip


def _signed(scene: Scene, village: Village, turn: Turn, home: Row) -> tuple[datetime, datetime]:
    """When the giver and the taker sign."""
    taken = village.relieved[turn.key]
    told = home.get("taken_over", {}).get(f"{turn.due_at:%H:%M}")
    if told and turn.due_at.date() == scene.today:
        return datetime.combine(scene.today, time.fromisoformat(told[0]), turn.due_at.tzinfo), taken
    if taken - turn.due_at > timedelta(minutes=20):
        return turn.due_at - timedelta(minutes=2), taken
    return taken - timedelta(minutes=scene.random.randint(2, 7)), taken


def _notes(scene: Scene, turn: Turn, home: Row) -> str:
    for row in home.get("notes", ()):
        if ((turn.from_day - scene.today).days, turn.from_shift) == (row["day"], row["shift"]):
            return str(row["text"])
    return str(pick(scene, "things", "note", turn.due_at.month)["text"]) if scene.chance(NOTED) else ""


def _items(
    scene: Scene, village: Village, handover: Handover, offers: Sequence[HandoverOffer], home: Row
) -> list[HandoverItem]:
    """What the giver signed; the taker answers one after the other until they sign."""
    assert handover.given_at is not None
    given, taken = handover.given_at, village.relieved[handover.from_day, handover.from_shift]
    step = (taken - given) / (len(offers) + 1)
    pinned = home and handover.from_shift == "白班" and (handover.from_day - scene.today).days == home["difference_day"]
    differs = pinned or (given < scene.now - WELL and scene.chance(DIFFERED))
    keys = next(at for at, offer in enumerate(offers) if offer.group is ItemGroup.THINGS)
    listed = [
        _item(scene, handover, offer, position, given + step * position) for position, offer in enumerate(offers, 1)
    ]
    if differs:
        text = scene.random.choice(words("things")["differences"]["texts"])
        listed[keys] = replace(
            listed[keys], state=ItemState.TAKEN_AS_IS, difference=text, followed_by=handover.giver_id
        )
    if home and handover.state is HandoverState.GIVEN:
        listed = [_looked_for(item, home["looked_for"]) for item in listed]
    return listed


def _item(scene: Scene, handover: Handover, offer: HandoverOffer, position: int, answered: datetime) -> HandoverItem:
    assert handover.given_at is not None
    item = HandoverItem(
        id=scene.id(handover.given_at), station_id=handover.station_id, handover_id=handover.id, position=position,
        **said(HandoverOffer, offer),
    )  # fmt: skip
    if answered > scene.now:
        return item
    return replace(item, state=ItemState.ACCEPTED, answered_at=answered, answered_by=handover.taker_id)


def _looked_for(item: HandoverItem, row: Mapping[str, Any]) -> HandoverItem:
    """不符 until it is found: it stands in the way of signing."""
    if item.state is not ItemState.ACCEPTED or not item.fact.startswith(row["fact"]):
        return item
    return replace(item, state=ItemState.DIFFERS, difference=row["text"])


def _additions(scene: Scene, village: Village, handover: Handover, home: Row) -> Iterator[Noted]:
    if handover.taken_at is None or handover.taker_id is None:
        return
    at, by, text = handover.taken_at + timedelta(minutes=scene.random.randint(40, 500)), handover.taker_id, ""
    if home and handover.taken_at.date() == scene.today and handover.to_shift == "白班":
        told = home["addition"]
        at = datetime.combine(scene.today, time.fromisoformat(told["at"]), handover.taken_at.tzinfo)
        by, text = village.named(told["name"]), told["text"]
    elif scene.chance(ADDED):
        text = scene.random.choice(words("things")["additions"]["texts"])
    if text and at <= scene.now:
        addition = HandoverAddition(
            id=scene.id(at), station_id=village.station.id, handover_id=handover.id, at=at, noted_by=by, text=text
        )
        yield Noted(at, by, [addition])
