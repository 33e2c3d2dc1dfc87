"""Past handovers as a list: who gave to whom, how it ended, and how long nobody had taken over."""

from dataclasses import dataclass
from datetime import datetime

from venue_desk.domain.handover_turns import Turn, span_text


def gap_words(minutes: int, patience: int) -> str:
    """无人接班 42 分钟, once it was longer than a late sign-on may be."""
    return f"无人接班 {span_text(minutes)}" if minutes >= max(patience, 1) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverRow:
    """One line: the turn with its handover, if it was begun, the names, and its items counted."""

    turn: Turn
    giver: str
    taker: str
    lead_giver: str = ""
    lead_taker: str = ""
    items: int = 0
    taken_as_is: int = 0
    additions: int = 0

    def gap_text(self, now: datetime, patience: int) -> str:
        """无人接班 42 分钟, once it was longer than a late sign-on may be; else nothing."""
        return gap_words(self.turn.minutes_late(now), patience)

    def state_text(self, now: datetime, patience: int) -> str:
        """已封存, 没办, 没签完; a sealed one with a gap says so."""
        if not self.turn.done:
            return "没签完" if self.turn.given else "没办"
        return "有空档" if self.gap_text(now, patience) else "已封存"

    @property
    def items_text(self) -> str:
        """交接 11 项，全部接清; 交接 11 项，1 项带着差异."""
        if not self.items:
            return "没有要点的东西"
        rest = f"{self.taken_as_is} 项带着差异" if self.taken_as_is else "全部接清"
        return f"交接 {self.items} 项，{rest}"
