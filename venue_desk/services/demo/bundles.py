"""How the records of every day are written: lately one by one, those of older times a month at once.

At the demo station they reach back to its founding; elsewhere only some weeks, or a county would take hours to make.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from venue_desk.domain.roster import month_end
from venue_desk.services.demo.founding import is_home
from venue_desk.services.demo.scene import Scene
from venue_desk.services.demo.village import Batch, Portions, Village

LATELY = timedelta(days=30)


class Noted(NamedTuple):
    """Records of one kind, when they were entered and by whom."""

    at: datetime
    by: UUID
    records: Sequence[Any]


def kept_since(scene: Scene, village: Village, days: int) -> date:
    """The day from which on the station has such records: elsewhere of the last `days`."""
    first = village.runs[0].day
    return first if is_home(village.place) else max(first, scene.today - timedelta(days=days))


def written_at(scene: Scene, village: Village, at: datetime) -> datetime:
    """When a record of that instant is written: of long ago at the end of its month, which only the audit tells."""
    lately = scene.now - LATELY if is_home(village.place) else scene.now
    return at if at >= lately else min(lately, scene.clock(month_end(at.date()), 23, 59))


def bundled(scene: Scene, village: Village, noted: Iterable[Noted]) -> Portions:
    """The records in the order of time, each when it is written."""
    ordered = sorted(noted, key=lambda each: each.at)
    for at, together in groupby(ordered, key=lambda each: written_at(scene, village, each.at)):
        told = list(together)
        yield Batch(at, told[0].by, [record for each in told for record in each.records])
