"""Beside the month: who serves how often, what is to be mended, and 公布 with the reason why it is on or off."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QBoxLayout, QWidget

from ui import theme
from ui.kit.finding_line import Mends
from ui.kit.spacing import column
from ui.screens.roster.fair_table import FairCard
from ui.screens.roster.reading import Read
from ui.screens.roster.to_mend import MendCard
from venue_desk.domain.calendar import day_of, short_date

_FAIR_WIDTH = 340
Direction = QBoxLayout.Direction


class Overview(QWidget):
    """One over the other, or abreast where it lies over the month."""

    def __init__(self, mends: Mends, publish: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fair, self.to_mend = FairCard(), MendCard(mends, publish)
        self._box = column(self, gap=16)
        self._box.addWidget(self.fair)
        self._box.addWidget(self.to_mend, 1)

    def show_month(self, now: Read, people: frozenset[UUID], today: date, *, previewed: bool) -> bool:
        """As it was read; `people` are marked. Answers whether it can be published."""
        self.fair.show_fairness(now.fairness, people)
        nothing = "没有要处理的。" if now.view.begun else "这个月还没有排。点「自动排班」，或选一格按回车。"
        self.to_mend.show_findings(now.findings, nothing)
        able = not previewed and publishable(now)
        note = "采用了再公布" if previewed else publishing_note(now, today)
        self.to_mend.show_publishing(note, able=able, verb="再公布" if now.publication else "公布")
        return able

    def lie_abreast(self, *, abreast: bool) -> None:
        """With room in width and little in height."""
        self._box.setDirection(Direction.LeftToRight if abreast else Direction.TopToBottom)
        self.fair.setMinimumWidth(theme.current().px(_FAIR_WIDTH) if abreast else 0)


def publishable(now: Read) -> bool:
    """Nothing must be mended, and there is something that is not published yet."""
    return not now.must and (now.publication is None or bool(now.changes)) and bool(now.facts.able)


def publishing_note(now: Read, today: date) -> str:
    """Why 公布 is on or off."""
    if now.must:
        return f"改完 {now.must} 处即可公布" if now.view.begun else "排好了才能公布"
    if now.publication is None:
        return "没有必改的了，可以公布"
    if now.changes:
        return f"之后改了 {now.changes} 处，大家看到的还是旧的"
    day = short_date(day_of(now.publication.published_at), today)
    return f"{day}公布，{now.facts.name(now.publication.published_by)}"
