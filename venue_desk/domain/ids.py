"""Record identities: UUIDv7 (RFC 9562 §5.7), so that the records of many stations meet without renumbering."""

from typing import TYPE_CHECKING
from uuid import UUID

from venue_desk.domain.calendar import from_millis, to_millis

if TYPE_CHECKING:
    from datetime import datetime
    from random import Random


def new_id(now: "datetime", random: "Random") -> UUID:
    """A UUIDv7: 48 bits of milliseconds since 1970, 74 random bits; later ones sort later."""
    bits = to_millis(now) << 80 | random.getrandbits(80)
    bits = bits & ~(0xF << 76) | 0x7 << 76
    bits = bits & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=bits)


def new_ids(now: "datetime", random: "Random", count: int) -> list[UUID]:
    """Many of one instant in rising order, so that what was written together keeps its order when read back."""
    return sorted(new_id(now, random) for _ in range(count))


def ids_from(now: "datetime") -> UUID:
    """What every id given from that instant on is above."""
    return UUID(int=to_millis(now) << 80)


def given_at(record_id: UUID) -> "datetime":
    """When the id was given."""
    return from_millis(record_id.int >> 80)
