"""What is ordered of the papers of the lodging: a month."""

from dataclasses import dataclass
from datetime import date

from venue_desk.domain.printouts import PaperKey


@dataclass(frozen=True, slots=True, kw_only=True)
class LodgingOrder:
    """The register of a month, or how everybody stands in it."""

    paper: PaperKey
    month: date
