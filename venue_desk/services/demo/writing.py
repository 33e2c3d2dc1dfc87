"""Write the demo into a fresh data folder, village by village, through the journal like everything else."""

from collections.abc import Generator, Iterator, Sequence
from datetime import datetime
from itertools import chain
from pathlib import Path

from db import journal
from db.connection import transaction
from db.keys import Cost
from db.schema import TABLES
from venue_desk.domain.acts import Act
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import must
from venue_desk.services.access import fresh_file
from venue_desk.services.demo.places import Place, Scale, places
from venue_desk.services.demo.slips import draw_slips
from venue_desk.services.demo.story import story
from venue_desk.services.demo.village import Changing, Closing, Deed, Portion, Portions, Village

Step = tuple[int, int, str]
PASSWORD = "demo-desk"  # noqa: S105  # printed in the manual: everybody may know it
COST = Cost(passes=1, memory_kib=1024, lanes=1)
"""The password is public, so that making it dear to guess would only make the demo slow."""
MOST_YEARS = 30
STEPS = 100

_TABLE_OF = {table.record: table for table in TABLES if table.record is not None}


def demo_job(folder: Path, scale: Scale, years: int, seed: int, now: datetime) -> Generator[Step, None, None]:
    """Make the demo in `folder` as it stands at `now`: yields done, total, and the village being written. A folder with data is refused."""
    if not 1 <= years <= MOST_YEARS:
        raise Refused([must("demo.years", "years", f"示范数据可以做 1 到 {MOST_YEARS} 年，请改一下年数。")])
    yield from villages_job(folder, places(scale, seed), years, seed, now)


def villages_job(
    folder: Path, chosen: Sequence[Place], years: int, seed: int, now: datetime
) -> Generator[Step, None, None]:
    """The same of these villages; the first of them is the station of the file."""
    villages = story(chosen, years, seed, now)
    first = next(villages)
    total = len(chosen) * STEPS
    with fresh_file(folder, first[0].station.id, COST) as fresh:
        for number, (village, portions) in enumerate(chain((first,), villages)):
            for done in _write(village, portions):
                yield number * STEPS + done, total, f"{village.place.township}{village.place.village}"
            for cadre in sorted(village.cadres, key=lambda cadre: not cadre.is_head):
                fresh.let_in(cadre.id, cadre.name, PASSWORD)
        home = first[0]
        draw_slips(folder, fresh.key, home.station.id, home.clerk.id, now)
    yield total, total, "示范数据做好了"


def _write(village: Village, portions: Portions) -> Iterator[int]:
    """One village in one transaction, in the order in which it happened; yields steps done of STEPS."""
    ordered = sorted(portions, key=lambda portion: portion.at)
    with transaction():
        for done, portion in enumerate(ordered):
            yield done * STEPS // len(ordered)
            _done(Act(portion.by, village.station.id, portion.at), portion)


def _done(act: Act, portion: Portion) -> None:
    if isinstance(portion, Deed):
        portion.do(act)
    elif isinstance(portion, Closing):
        for before, after in portion.pairs:
            journal.close(act, _TABLE_OF[type(before)], before, after)
    elif isinstance(portion, Changing):
        if portion.pairs:
            journal.change_many(act, _TABLE_OF[type(portion.pairs[0][0])], portion.pairs)
    elif portion.records:
        journal.add_many(act, _TABLE_OF[type(portion.records[0])], portion.records)
