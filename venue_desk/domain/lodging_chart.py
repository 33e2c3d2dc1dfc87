"""Nights per cadre as bars, the same on screen and on paper."""

from collections.abc import Sequence
from dataclasses import dataclass

from venue_desk.domain.charts import Drawing, Tone, Value, bars

LABEL_ROOM, NUMBER_ROOM = 18, 14


@dataclass(frozen=True, slots=True)
class NightsOf:
    """One cadre: nights slept, nights required; `tone` tells how it stands."""

    name: str
    done: int
    required: int
    tone: Tone = Tone.JADE


def nights_chart(told: Sequence[NightsOf], width: float, scale: float = 0) -> Drawing:
    """A bar a cadre with 13/15 behind it and a tick at what is required; `scale` makes several charts comparable."""
    values = [
        Value(each.name, each.done, f"{each.done}/{each.required}", each.tone, each.required or None) for each in told
    ]
    return bars(values, width, LABEL_ROOM, NUMBER_ROOM, scale)
