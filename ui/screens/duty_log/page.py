"""What the panel tells of one line."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QWidget

from ui.kit.facts import Facts, Sections
from ui.kit.masked import MaskedValue
from venue_desk.domain.attendance import moment
from venue_desk.domain.duty_log import LogRow
from venue_desk.domain.identity import mask_phone


def log_page(row: LogRow, now: datetime, reveal: Callable[[], str]) -> QWidget:
    """What it was about first."""
    line = row.line
    phone: str | QWidget = MaskedValue("电话", mask_phone(line.phone), reveal) if line.phone else ""
    pairs: list[tuple[str, str | QWidget]] = [("事由", line.matter), ("处理情况", line.handling), ("电话", phone)]
    if line.level is not None:
        reported = f"{line.reported_to}　{moment(line.reported_at, now)}" if line.reported_at else "还没上报"
        pairs += [("突发等级", line.level.label), ("上报", reported)]
    page = Sections()
    page.add("", Facts([*pairs, ("记录人", row.noted_by)]))
    return page
