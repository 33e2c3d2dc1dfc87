"""What the 值班记录 table shows of a line, and where its rows come from: pages of the log, the latest first."""

from datetime import date
from typing import TYPE_CHECKING

from ui.kit.columns import Column, Kind, Mark, Tone
from venue_desk.domain.attendance import clock
from venue_desk.domain.calendar import day_of, short_date
from venue_desk.domain.duty_log import LogKind, LogRow, must_report
from venue_desk.domain.identity import mask_phone

if TYPE_CHECKING:
    pass


def mark_of(row: LogRow) -> Mark | None:
    """What presses, else how grave it is, else that nothing can be changed any more."""
    line = row.line
    if line.level is not None and line.reported_at is not None:
        return Mark("已上报", Tone.JADE, "check")
    if must_report(line):
        return Mark("没上报", Tone.RED, "must")
    if line.kind is LogKind.INCIDENT and line.level is not None:
        return Mark(line.level.label, Tone.AMBER, "warning")
    return Mark("已封存", Tone.OUTLINE, "sealed") if row.sealed else None


def columns(today: date) -> tuple[Column[LogRow], ...]:
    """The columns; days are said as seen from `today`."""
    return (
        Column(
            "时间", lambda r: clock(r.line.at),
            meta=lambda r: f"{short_date(day_of(r.line.at), today)} {r.line.shift}".rstrip(), width=128,
        ),
        Column("方式", lambda r: r.line.kind.label, width=60),
        Column("来人", lambda r: r.line.who or "—", meta=lambda r: mask_phone(r.line.phone), width=128),
        Column("事由", lambda r: r.line.matter, meta=lambda r: r.line.handling or f"{r.noted_by}记"),
        Column("", lambda _r: "", kind=Kind.CHIP, mark=mark_of, width=104),
    )  # fmt: skip
