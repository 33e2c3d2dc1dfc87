"""The catalogue: every paper of the station, in the order it is offered. A new paper is a module here and its line."""

from typing import Any

from printing.document import Paper
from printing.papers import (
    authorization,
    canteen_account,
    canteen_notice,
    case_figures,
    case_notices,
    case_receipt,
    case_register,
    contact_card,
    contact_card_a6,
    delivery_list,
    duty_board,
    duty_log,
    duty_roster,
    hamlet_list,
    handover,
    lodging_register,
    lodging_standing,
    meal_register,
    policy_sheet,
    purchase_list,
    sample_log,
)

PAPERS: tuple[Paper[Any], ...] = (
    contact_card.PAPER,
    contact_card_a6.PAPER,
    policy_sheet.PAPER,
    hamlet_list.PAPER,
    duty_roster.PAPER,
    duty_board.PAPER,
    duty_log.PAPER,
    handover.PAPER,
    case_receipt.PAPER,
    case_register.PAPER,
    *case_notices.PAPERS,
    authorization.PAPER,
    delivery_list.PAPER,
    case_figures.PAPER,
    meal_register.PAPER,
    sample_log.PAPER,
    lodging_register.PAPER,
    lodging_standing.PAPER,
    purchase_list.PAPER,
    canteen_account.PAPER,
    canteen_notice.PAPER,
)


def papers() -> tuple[Paper[Any], ...]:
    """All papers."""
    return PAPERS


def paper(key: str) -> Paper[Any]:
    """The paper with this key; KeyError if there is none."""
    return {each.key: each for each in PAPERS}[key]
