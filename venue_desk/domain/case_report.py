"""The month of the cases, told: its figures beside those it is measured by, and who and what they fall to (DOMAIN §3.4).

Screen and paper show the same lines and draw the same bars.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from venue_desk.domain.case_figures import Counted, Figures, Share, breakdown, percent
from venue_desk.domain.charts import Drawing, Tone, Value, bars
from venue_desk.domain.printouts import PaperKey

MOST = 8
"""So many lines a breakdown has; what is left is told together."""
LABEL_ROOM, NUMBER_ROOM = 28.0, 24.0
"""Millimetres: labels have so much at least, and more where a chart is wide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """One figure as it is written, beside that of the month before and of the same month last year."""

    label: str
    now: str
    before: str
    year_ago: str
    pressing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BarLine:
    """What falls to one method, agent, item or hamlet; `before` is what was accepted the month before."""

    label: str
    accepted: int
    late: int
    before: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """The cases of the month by one thing."""

    title: str
    lines: tuple[BarLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthFigures:
    """A month; `through` is the last day counted, today while the month runs."""

    month: date
    through: date
    lines: tuple[FigureLine, ...]
    breakdowns: tuple[Breakdown, ...]
    empty: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresOrder:
    """The figures of a month."""

    paper: ClassVar[PaperKey] = PaperKey.CASE_FIGURES

    month: date


def figure_lines(now: Figures, before: Figures, year_ago: Figures) -> tuple[FigureLine, ...]:
    """The seven figures in words."""
    return tuple(
        FigureLine(
            label=label, now=said(now), before=said(before), year_ago=said(year_ago),
            pressing=label == LATE and now.late > 0,
        )
        for label, said in _FIGURES
    )  # fmt: skip


def count(number: int) -> str:
    """18 件, 没有."""
    return f"{number} 件" if number else "没有"


def days(mean: float | None) -> str:
    """4.2 天, 当天, 没有 where nothing was done."""
    if mean is None:
        return "没有"
    return f"{mean:.1f} 天" if mean >= 0.05 else "当天"


LATE = "超时件"
_FIGURES: tuple[tuple[str, Callable[[Figures], str]], ...] = (
    ("受理", lambda f: count(f.accepted)), ("办结", lambda f: count(f.done)),
    ("平均办结天数", lambda f: days(f.mean_days)), ("提速率", lambda f: percent(f.faster)),
    ("评议率", lambda f: percent(f.rated)), ("满意率", lambda f: percent(f.satisfied)), (LATE, lambda f: count(f.late)),
)  # fmt: skip
Span = tuple[Sequence[Counted], date, date]
"""Cases with the first and the last day of the stretch they are counted in."""


def broken_down(
    title: str, now: Span, before: Span, of: Callable[[Counted], str], labels: Sequence[str] = ()
) -> Breakdown:
    """By what `of` says: those of `labels` in their order, else the most accepted first."""
    names = list(labels) or list(dict.fromkeys(of(case) for case in (*now[0], *before[0])))
    earlier = {share.label: share.accepted for share in breakdown(*before, of, names)} if names else {}
    shares = breakdown(*now, of, names) if names else []
    lines = [_line(share, earlier.get(share.label, 0)) for share in shares]
    if labels:
        return Breakdown(title=title, lines=tuple(lines))
    told = [line for line in lines if line.accepted or line.late or line.before]
    return Breakdown(title=title, lines=_folded(sorted(told, key=lambda line: (-line.accepted, -line.before))))


def _line(share: Share, before: int) -> BarLine:
    return BarLine(label=share.label, accepted=share.accepted, late=share.late, before=before)


def _folded(lines: Sequence[BarLine]) -> tuple[BarLine, ...]:
    if len(lines) <= MOST:
        return tuple(lines)
    rest = lines[MOST - 1 :]
    together = BarLine(
        label=f"其余 {len(rest)} 个", accepted=sum(line.accepted for line in rest),
        late=sum(line.late for line in rest), before=sum(line.before for line in rest),
    )  # fmt: skip
    return (*lines[: MOST - 1], together)


def chart(broken: Breakdown, width: float) -> Drawing:
    """A bar a line with its number, amber where something was late, and a tick where the month before stood."""
    return bars([_value(line) for line in broken.lines], width, max(LABEL_ROOM, width * 0.27), NUMBER_ROOM)


def _value(line: BarLine) -> Value:
    late = f"，超时 {line.late}" if line.late else ""
    tone = Tone.AMBER if line.late else Tone.JADE
    return Value(line.label, line.accepted, f"{count(line.accepted)}{late}", tone, line.before or None)
