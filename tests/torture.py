"""How many examples a property is tried with: few in every run, ten times as many with VENUE_DESK_TORTURE=1."""

import os

FACTOR = 10 if os.environ.get("VENUE_DESK_TORTURE") else 1


def examples(count: int) -> int:
    """So many in a usual run."""
    return count * FACTOR
