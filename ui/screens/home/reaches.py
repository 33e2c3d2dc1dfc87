"""How far cards and sheets have come, of the whole village and of each hamlet, each with the print of what is lacking."""

from functools import partial
from typing import TYPE_CHECKING

from ui.screens.home.progress import Reach
from venue_desk.domain.home import HomeFacts
from venue_desk.domain.households import HouseholdFilter

if TYPE_CHECKING:
    from uuid import UUID

    from ui.screen import Shell
    from venue_desk.desk import Desk


def cards_reach(desk: "Desk", shell: "Shell", facts: HomeFacts) -> list[Reach]:
    """Contact cards."""
    station_id, households = facts.station.id, desk.households
    homes = households.by_hamlet(station_id)
    whole = facts.counts.households
    lacking, print_all = facts.counts.without_card, partial(_print_cards, desk, shell)
    reaches = [Reach(place="全村", have=whole - lacking, wanted=whole, act=print_all)]
    for hamlet in desk.stations.hamlets(station_id):
        wanted = HouseholdFilter(year=facts.today.year, hamlet_id=hamlet.id, without_card=True)
        lacking, count = households.count(station_id, wanted), homes.get(hamlet.id, 0)
        act = partial(_print_cards, desk, shell, hamlet.group_id)
        reaches.append(Reach(place=hamlet.name, have=count - lacking, wanted=count, act=act))
    return reaches


def sheets_reach(desk: "Desk", shell: "Shell", facts: HomeFacts) -> list[Reach]:
    """This year's policy sheets."""
    print_all = partial(shell.go, "printouts", paper="policy-sheet")
    hamlets = [
        Reach(
            place=each.hamlet, have=each.with_sheet, wanted=each.households,
            act=partial(print_all, hamlet_id=each.hamlet_id),
        )
        for each in desk.printouts.by_hamlet(facts.station.id, facts.today.year)
    ]  # fmt: skip
    have, wanted = sum(reach.have for reach in hamlets), sum(reach.wanted for reach in hamlets)
    return [Reach(place="全村", have=have, wanted=wanted, act=print_all), *hamlets]


def _print_cards(desk: "Desk", shell: "Shell", group_id: "UUID | None" = None) -> None:
    """Of those agents who cover the group, else of all who still have cards to give."""
    serving = desk.cadres.serving(desk.act().station_id)
    agents = tuple(cadre.id for cadre in serving if cadre.is_agent and group_id in cadre.group_ids)
    shell.go("printouts", paper="contact-card", **({"cadre_ids": agents} if agents else {}))
