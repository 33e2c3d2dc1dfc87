"""The papers of the canteen are of a month: which one, and which month."""

from dataclasses import dataclass
from datetime import date

from venue_desk.domain.printouts import PaperKey


@dataclass(frozen=True, slots=True, kw_only=True)
class CanteenOrder:
    """One paper of a month, by its first day."""

    paper: PaperKey
    month: date
