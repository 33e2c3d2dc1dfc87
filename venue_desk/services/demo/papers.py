"""Papers given out: contact cards to most households, and each year's lists for the wall and policy sheets."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

from venue_desk.changes import Announcer
from venue_desk.domain.acts import Act
from venue_desk.domain.cadres import Cadre, agents_of
from venue_desk.domain.households import Household
from venue_desk.domain.printouts import CardOrder, Copies, ListOrder, Printout, SheetOrder
from venue_desk.services.demo.founding import is_home
from venue_desk.services.demo.scene import Scene
from venue_desk.services.demo.village import Deed, Portions, Village
from venue_desk.services.gathering import Gathered
from venue_desk.services.printouts import Printouts

WITHOUT_CARD, OF_HOUSEHOLDS = 57, 300
"""As in the pictures."""
LOST = 0.02
SHEETS_SO_FAR, SHEETS_AT_LAST = 0.68, 0.985
"""How many households have the sheet of the running year, and of the years before."""
SHEETS_A_DAY = 60
LISTS_UP, SHEETS_BEGUN, ALL_PAID = (6, 25), (10, 22), (12, 21)


def demo_rows(scene: Scene, village: Village) -> Portions:
    """Cards a month after the founding; each year the lists once the first money came, the sheets at its end."""
    printouts = Printouts(Announcer(), scene.random)
    yield from _cards(scene, village, printouts)
    for year in scene.running_years:
        yield from _lists(scene, village, year, printouts)
        yield from _sheets(scene, village, year, printouts)


def _cards(scene: Scene, village: Village, printouts: Printouts) -> Portions:
    day = scene.founded + timedelta(days=30)
    given = _given_cards(scene, village)
    agents = agents_of(
        [group.id for group in village.groups], sorted(village.cadres, key=lambda cadre: not cadre.is_head)
    )
    for agent in village.cadres:
        mine = [household for household in given if agents[household.group_id] is agent]
        if mine:
            known: list[Printout] = []
            yield Deed(scene.at(day, 10), agent.id, partial(_give_cards, printouts, agent, _ids(mine), known))
            yield from _lost(scene, day, agent, mine, partial(_give_again, printouts, known))


def _given_cards(scene: Scene, village: Village) -> list[Household]:
    """Nearly all households; at the demo station all of today's but those of the pictures."""
    there = [household for household in village.households if household.closed_on is None]
    without = round(WITHOUT_CARD / OF_HOUSEHOLDS * scene.random.uniform(0.5, 1.5) * len(there))
    missing = _ids(scene.random.sample(there, WITHOUT_CARD if is_home(village.place) else without))
    return [household for household in village.households if household.id not in missing]


def _lost(scene: Scene, since: date, agent: Cadre, households: Sequence[Household], again: partial[None]) -> Portions:
    """Some households lose their card and come for another."""
    for household in households:
        if household.closed_on is None and scene.chance(LOST):
            day = since + timedelta(days=scene.random.randrange(1, (scene.today - since).days))
            yield Deed(scene.at(day, scene.random.randrange(9, 18)), agent.id, partial(again, household.id))


def _lists(scene: Scene, village: Village, year: int, printouts: Printouts) -> Portions:
    day = date(year, *LISTS_UP)
    if scene.founded < day <= scene.today:
        yield Deed(scene.at(day, 11), village.clerk.id, partial(_post_lists, printouts, year))


def _sheets(scene: Scene, village: Village, year: int, printouts: Printouts) -> Portions:
    """Household by household, so many a day: last year's when all was paid, this year's are under way."""
    running = year == scene.today.year
    first = scene.past(date(year, *(SHEETS_BEGUN if running else ALL_PAID)), 8)
    share = SHEETS_SO_FAR if running else SHEETS_AT_LAST
    chosen = [
        household
        for household in village.households
        if (household.id, year) in village.entitlements
        and (household.closed_on is None or household.closed_on.year > year)
        and scene.chance(share)
    ]
    for begin in range(0, len(chosen), SHEETS_A_DAY):
        at = scene.at(min(first + timedelta(days=begin // SHEETS_A_DAY), scene.today), 15)
        households = _ids(chosen[begin : begin + SHEETS_A_DAY])
        yield Deed(at, village.clerk.id, partial(_give_sheets, printouts, year, households))


def _give_cards(
    printouts: Printouts, agent: Cadre, households: tuple[UUID, ...], known: list[Printout], act: Act
) -> None:
    copies = (Copies(cadre_id=agent.id, copies=len(households)),)
    known += _print(printouts, act, printouts.gather(act, CardOrder(agents=copies, household_ids=households)))


def _give_again(printouts: Printouts, known: list[Printout], household_id: UUID, act: Act) -> None:
    _print(printouts, act, printouts.again(act, known[0].id, (household_id,)))


def _post_lists(printouts: Printouts, year: int, act: Act) -> None:
    _print(printouts, act, printouts.gather(act, ListOrder(year=year, from_on=act.today)))


def _give_sheets(printouts: Printouts, year: int, households: tuple[UUID, ...], act: Act) -> None:
    _print(printouts, act, printouts.gather(act, SheetOrder(year=year, household_ids=households)))


def _print(printouts: Printouts, act: Act, gathered: Gathered) -> list[Printout]:
    """All of a run but the paper itself."""
    return printouts.record(act, printouts.start(act, gathered, Path())).record


def _ids(households: Sequence[Household]) -> tuple[UUID, ...]:
    return tuple(household.id for household in households)
