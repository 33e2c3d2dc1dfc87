"""The figures of the cases by the month: for the tab, for the paper, and as a list for Excel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from db import cadres, case_list, stations
from venue_desk.domain.case_figures import figures
from venue_desk.domain.case_report import BarLine, FigureLine, MonthFigures, Span, broken_down, figure_lines
from venue_desk.domain.catalogue import Method
from venue_desk.domain.roster import month_after, month_end, month_of
from venue_desk.exchange.writing import Shape
from venue_desk.services.listings import ExportColumn, Listed, Listing, Wanted


@dataclass(frozen=True, slots=True)
class CaseFigures:
    """What is read of a month."""

    def month(self, station_id: UUID, month: date, today: date) -> MonthFigures:
        """Its figures up to today, those of the month before and of the same month last year, and what they fall to."""
        return month_figures(station_id, month, today)


def month_figures(station_id: UUID, month: date, today: date) -> MonthFigures:
    """As `CaseFigures.month`, for papers and lists."""
    now, before, year_ago = (_span(station_id, month_after(month, -back), today) for back in (0, 1, 12))
    agents = cadres.names(station_id)
    hamlets = {each.id: each.name for each in stations.hamlets(station_id)}
    return MonthFigures(
        month=month,
        through=now[2],
        lines=figure_lines(*(figures(*span) for span in (now, before, year_ago))),
        breakdowns=(
            broken_down("按办理方式", now, before, lambda c: c.method.label, [method.label for method in Method]),
            broken_down("按代办员", now, before, lambda c: agents.get(c.agent_id, "")),
            broken_down("按事项", now, before, lambda c: c.item_name),
            broken_down("按自然社", now, before, lambda c: hamlets.get(c.hamlet_id, "已撤的社")),
        ),
        empty=not any(cases for cases, _, _ in (now, before, year_ago)),
    )


def _span(station_id: UUID, month: date, today: date) -> Span:
    last = max(min(month_end(month), today), month)
    return case_list.counted(station_id, month, last), month, last


@dataclass(frozen=True, slots=True)
class BarRow:
    """A line of a breakdown on a sheet."""

    title: str
    line: BarLine


def export_columns() -> dict[str, Listed]:
    """民事代办月统计: the figures, and beside them what they fall to."""
    return {"case_figures": _listing}


def _listing(wanted: Wanted) -> Listing[FigureLine]:
    month = month_of(wanted.month or wanted.today)
    said = f"{month.year}年{month.month}月"
    return Listing(
        name="月统计",
        title=f"{said}民事代办统计",
        columns=[
            ExportColumn(title="指标", room=14, of=lambda r: r.label),
            ExportColumn(title="本月", room=10, of=lambda r: r.now),
            ExportColumn(title="上月", room=10, of=lambda r: r.before),
            ExportColumn(title="去年同月", room=10, of=lambda r: r.year_ago),
        ],
        rows=partial(_lines, wanted, month),
        beside=(
            Listing(
                name="分项", title=f"{said}民事代办分项", columns=_bar_columns(), rows=partial(_bars, wanted, month)
            ),
        ),
    )


def _bar_columns() -> list[ExportColumn[BarRow]]:
    return [
        ExportColumn(title="分项", room=12, of=lambda r: r.title),
        ExportColumn(title="名称", room=18, of=lambda r: r.line.label),
        ExportColumn(title="本月受理（件）", of=lambda r: r.line.accepted, shape=Shape.WHOLE),
        ExportColumn(title="上月受理（件）", of=lambda r: r.line.before, shape=Shape.WHOLE),
        ExportColumn(title="超时（件）", of=lambda r: r.line.late, shape=Shape.WHOLE),
    ]


def _lines(wanted: Wanted, month: date) -> Sequence[FigureLine]:
    return month_figures(wanted.station_id, month, wanted.today).lines if wanted.station_id else ()


def _bars(wanted: Wanted, month: date) -> Sequence[BarRow]:
    if wanted.station_id is None:
        return ()
    found = month_figures(wanted.station_id, month, wanted.today)
    return [BarRow(broken.title, line) for broken in found.breakdowns for line in broken.lines]
