"""Record identities: a UUIDv7 carries its instant, and later ones sort later."""

from datetime import UTC, datetime, timedelta
from random import Random
from uuid import RFC_4122

from hypothesis import given
from hypothesis import strategies as st

from venue_desk.domain.ids import new_id

INSTANTS = st.datetimes(datetime(1971, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 the zone is given beside


@given(INSTANTS, st.timedeltas(timedelta(milliseconds=1), timedelta(days=4000)), st.integers(), st.integers())
def test_later_ids_sort_later_whatever_was_drawn(now: datetime, wait: timedelta, seed: int, other: int) -> None:
    earlier, later = new_id(now, Random(seed)), new_id(now + wait, Random(other))
    assert earlier < later
    assert earlier.bytes < later.bytes


@given(INSTANTS, st.integers())
def test_version_variant_and_instant_stand_in_their_bits(now: datetime, seed: int) -> None:
    drawn = new_id(now, Random(seed))
    assert (drawn.version, drawn.variant) == (7, RFC_4122)
    assert drawn.int >> 80 == (now - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def test_ids_of_one_millisecond_differ() -> None:
    now, random = datetime(2026, 11, 23, tzinfo=UTC), Random(1)
    assert len({new_id(now, random) for _ in range(1000)}) == 1000
