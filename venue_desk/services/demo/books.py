"""The canteen's account: what the cadres paid in and the funds gave, a quarter at a time, and month after month settled."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from math import ceil
from uuid import UUID

from db import settlements as table
from venue_desk.changes import Announcer
from venue_desk.domain.acts import Act
from venue_desk.domain.advances import Advance, Allotment
from venue_desk.domain.corrections import CorrectionEntry, RightMeal
from venue_desk.domain.meal_grid import days_between
from venue_desk.domain.meals import Meal
from venue_desk.domain.purchases import FUNDS, FundingSource
from venue_desk.domain.roster import month_after, month_end, month_of
from venue_desk.services.demo.bundles import Noted, bundled
from venue_desk.services.demo.founding import is_home
from venue_desk.services.demo.purchases import books_since
from venue_desk.services.demo.scene import Scene
from venue_desk.services.demo.village import Deed, Portions, Village
from venue_desk.services.demo.wording import words
from venue_desk.services.settlements import Settlements

CLOSED_BY_DAY, PAID_ON, COUNTED_ON = (2, 5), 6, 9
"""Days of the month: last month is settled, a quarter is paid in, meals that were forgotten are counted after all."""
CORRECTED_IN = 3
"""In March somebody finds that February is wrong."""
FIFTY, FIVE_HUNDRED = 50_00, 500_00
"""What a cadre pays in and what a fund gives is a multiple of so many fen."""
FORGOTTEN = 3


def demo_rows(scene: Scene, village: Village) -> Portions:
    """Advances and allotments, then each month that is over, in its turn."""
    paid = list(_paid(scene, village))
    for kind in (Advance, Allotment):
        yield from bundled(scene, village, (each for each in paid if type(each.records[0]) is kind))
    verbs = Settlements(Announcer(), scene.random)
    month = month_of(books_since(scene, village))
    while (after := month_after(month)) <= month_of(scene.today):
        at = scene.clock(after.replace(day=scene.random.randint(*CLOSED_BY_DAY)), 16, scene.random.randrange(10, 50))
        if at > scene.now:
            return
        yield Deed(at, village.clerk.id, partial(verbs.close, month=month))
        at = scene.clock(after.replace(day=COUNTED_ON), 10, 30)
        if is_home(village.place) and after.month == CORRECTED_IN and at <= scene.now:
            yield Deed(at, village.clerk.id, _counted(scene, verbs, month))
        month = after


def _counted(scene: Scene, verbs: Settlements, month: date) -> Callable[[Act], object]:
    """Three meals of one cadre were forgotten: the others bear so much less."""

    def do(act: Act) -> object:
        closed = table.closed_month(act.station_id, month)
        eaten = [share for share in closed.shares if share.meals] if closed else []
        if not eaten:
            return None
        who, account = scene.random.choice(eaten).cadre_id, verbs.account(act.station_id, month)
        missed = [each for each in days_between(month, month_end(month)) if not account.get((who, each, Meal.LUNCH))]
        meals = tuple(RightMeal(cadre_id=who, day=day, meal=Meal.LUNCH, portions=1) for day in missed[:FORGOTTEN])
        lines = verbs.recount(act.station_id, month, meals)
        reason = words("books")["words"]["correction"]
        entry = CorrectionEntry(of_month=month, day=act.today, lines=lines, reason=reason, meals=meals)
        return verbs.counter(act, entry) if lines else None

    return do


def _paid(scene: Scene, village: Village) -> Iterator[Noted]:
    """At the beginning of each quarter, so that there is what the one before came to."""
    since, number, paid = books_since(scene, village), 1, dict.fromkeys(FundingSource, 0)
    quarter = month_after(month_of(since), -((since.month - 1) % 3))
    while scene.clock(day := max(quarter.replace(day=PAID_ON), since), 15) <= scene.now:
        begun, over = month_after(quarter, -3), month_after(quarter, 3)
        coming = _spent(village, begun, quarter) or _spent(village, quarter, over)
        gone = _spent(village, date.min, quarter)
        for source, fen in coming.items():
            wanted = fen + gone.get(source, 0) - paid[source]
            for noted in _given(scene, village, source, wanted, day, number) if wanted > 0 else ():
                paid[source] += sum(each.amount_fen for each in noted.records)
                yield noted
        quarter, number = over, number + 1


def _spent(village: Village, first: date, before: date) -> dict[FundingSource, int]:
    found: dict[FundingSource, int] = {}
    for each in village.purchases:
        if first <= each.day < before:
            found[each.source] = found.get(each.source, 0) + each.amount_fen
    return found


def _given(scene: Scene, village: Village, source: FundingSource, fen: int, day: date, number: int) -> Iterator[Noted]:
    at = scene.clock(day, 15)
    if source in FUNDS:
        document = words("books")["documents"].get(source.value, "").format(year=day.year, number=20 + number % 4)
        record = Allotment(
            id=scene.id(at), station_id=village.station.id, source=source, day=day, amount_fen=ceil(fen / FIVE_HUNDRED) * FIVE_HUNDRED,
            document_number=document, noted_by=village.clerk.id,
        )  # fmt: skip
        yield Noted(at, village.clerk.id, [record])
        return
    staff = [each.id for each in village.cadres if each.on_roster]
    each_pays = ceil(fen / len(staff) / FIFTY) * FIFTY
    for place, who in enumerate(staff):
        late = at + timedelta(minutes=4 * place)
        if late <= scene.now:
            yield Noted(late, village.clerk.id, [_advance(scene, village, who, day, each_pays)])


def _advance(scene: Scene, village: Village, who: UUID, day: date, fen: int) -> Advance:
    return Advance(
        id=scene.id(scene.clock(day, 15)), station_id=village.station.id, cadre_id=who, day=day, amount_fen=fen,
        note=words("books")["words"]["advance"], noted_by=village.clerk.id,
    )  # fmt: skip
