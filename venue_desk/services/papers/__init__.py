"""What each register offers to print. A new paper is a module here with its `Offer`, and its line below."""

from typing import Any

from venue_desk.domain.printouts import PaperKey
from venue_desk.services.gathering import Offer
from venue_desk.services.papers.canteen import CANTEEN_ACCOUNTS, PURCHASE_LISTS
from venue_desk.services.papers.canteen_notice import CANTEEN_NOTICES
from venue_desk.services.papers.cards import CARDS
from venue_desk.services.papers.case_figures import FIGURES
from venue_desk.services.papers.cases import CASES, DELIVERIES
from venue_desk.services.papers.duty_board import BOARDS
from venue_desk.services.papers.duty_log import LOGS
from venue_desk.services.papers.duty_roster import ROSTERS
from venue_desk.services.papers.handover import HANDOVERS
from venue_desk.services.papers.lists import LISTS
from venue_desk.services.papers.lodging import LODGINGS
from venue_desk.services.papers.meals import MEAL_REGISTERS, SAMPLE_LOGS
from venue_desk.services.papers.sheets import SHEETS

OFFERS: tuple[Offer[Any], ...] = (
    CARDS,
    SHEETS,
    LISTS,
    ROSTERS,
    BOARDS,
    LOGS,
    HANDOVERS,
    CASES,
    DELIVERIES,
    FIGURES,
    MEAL_REGISTERS,
    SAMPLE_LOGS,
    LODGINGS,
    PURCHASE_LISTS,
    CANTEEN_ACCOUNTS,
    CANTEEN_NOTICES,
)

_BY_PAPER = {paper: offer for offer in OFFERS for paper in offer.papers}


def offer_of(paper: PaperKey) -> Offer[Any]:
    """Who gathers this paper."""
    return _BY_PAPER[paper]
