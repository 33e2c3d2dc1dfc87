"""The seal of a handover: a hash over all that both signed, chained to the seal before it, and how a broken one is found."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from venue_desk.domain.canonical import canonical
from venue_desk.domain.findings import Finding, must
from venue_desk.domain.handover import Handover, HandoverItem

FORM = 1
"""Which facts are sealed and how they are written. A further fact needs a further form: old seals stay as they are."""

SEALED = (
    "id", "station_id", "from_day", "from_shift", "to_day", "to_shift", "due_at", "giver_id", "lead_giver_id", "taker_id",
    "lead_taker_id", "situation", "notes", "begun_at", "given_at", "taken_at", "previous_seal",
)  # fmt: skip
SEALED_OF_ITEM = (
    "id", "position", "group", "icon", "fact", "detail", "mark", "urgent", "source", "subject_id", "state", "answered_at",
    "answered_by", "difference", "followed_by",
)  # fmt: skip

COMPARE = "请和当时印的交接单对照封存码，需要时用最近的备份恢复。"


def seal_of(handover: Handover, items: Iterable[HandoverItem]) -> str:
    """SHA-256 of the signed handover and its items in their order, as 64 hex digits."""
    told = {
        "form": FORM,
        "handover": {name: getattr(handover, name) for name in SEALED},
        "items": [
            {name: getattr(item, name) for name in SEALED_OF_ITEM} for item in sorted(items, key=lambda i: i.position)
        ],
    }
    return sha256(canonical(told).encode()).hexdigest()


def broken_seals(sealed: Sequence[tuple[Handover, Sequence[HandoverItem]]]) -> Iterator[Finding]:
    """Every handover of one station that is not as it was sealed, named; `sealed` holds all in the order of sealing.

    The chain is followed by its links: one altered time does not make its neighbours look altered too.
    """
    seals, linked = {"", *(handover.seal for handover, _ in sealed)}, set[str]()
    for handover, items in sealed:
        if handover.seal != seal_of(handover, items):
            yield altered(handover)
        elif handover.previous_seal not in seals or handover.previous_seal in linked:
            sentence = f"「{handover.title}」前面的交接单被换过或抽走了，有人绕过本程序改过。{COMPARE}"
            yield must("handover.chain", "", sentence)
        linked.add(handover.previous_seal)


def altered(handover: Handover) -> Finding:
    """The handover is not as it was sealed."""
    return must("handover.altered", "", f"「{handover.title}」的交接单和封存时不同，有人绕过本程序改过。{COMPARE}")


def seal_text(seal: str) -> str:
    """The seal as people compare it: groups of four."""
    return " ".join(seal[at : at + 4] for at in range(0, len(seal), 4))
