"""Who could take a place, in the order in which one would ask: those it suits with the fewest shifts first. No widget here."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from ui.kit.hits import Caption, Hit, Line
from ui.kit.spelling import is_spelled
from venue_desk.domain.cadres import Cadre
from venue_desk.domain.roster import RosterFacts, Slot
from venue_desk.domain.roster_fairness import Counts, Fairness
from venue_desk.domain.roster_rules import Unfit, fitting, placed, unfit

FITS, UNFIT = "可以值这一班", "不合适，排上会有提示"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cadre, what is said of them, and whether the place suits them."""

    cadre_id: UUID
    name: str
    facts: str
    fits: bool


def candidates(facts: RosterFacts, table: Fairness, slot: Slot) -> list[Candidate]:
    """Everybody but who stands there."""
    where = placed(facts)
    shifts = {row.cadre.id: row.month for row in table.rows}
    here = facts.on(slot)
    fit = [cadre for cadre in fitting(facts, slot, where) if cadre.id != here]
    found = [Candidate(c.id, c.name, _counted(facts, c, slot, shifts.get(c.id, Counts())), True) for c in fit]
    others = [(cadre, unfit(facts, cadre, slot, where)) for cadre in facts.able if cadre.id != here]
    softly = sorted(others, key=lambda pair: pair[1] is not Unfit.NOT_LEADING)
    return found + [Candidate(cadre.id, cadre.name, why.said, False) for cadre, why in softly if why is not None]


def lines(found: Sequence[Candidate], typed: str) -> list[Line]:
    """Those that are spelled so, the suited under one caption, the others under another."""
    shown = [each for each in found if is_spelled(each.name, typed)]
    listed: list[Line] = []
    for caption, fits in ((FITS, True), (UNFIT, False)):
        hits = [Hit(each.cadre_id, each.name, each.facts) for each in shown if each.fits is fits]
        listed += [Caption(caption), *hits] if hits else []
    return listed


def _counted(facts: RosterFacts, cadre: Cadre, slot: Slot, counts: Counts) -> str:
    wish = next((w for w in facts.wishes if w.cadre_id == cadre.id and w.meets(slot.day, slot.shift)), None)
    said = f"本月 {counts.shifts} 班，周末 {counts.weekends}"
    if wish is None:
        return said
    return f"{said}，{'愿意值这天' if wish.wants else '说过这天不方便'}"
