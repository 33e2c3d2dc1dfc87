"""值班记录: of which days, a stretch one says by a word or by its first and last day."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QDate, QObject
from PySide6.QtWidgets import QDateEdit, QWidget

from ui.kit.empty_state import Emptiness
from ui.kit.labels import Text
from ui.kit.spacing import column, row
from ui.screens.printouts.asking import Asking
from ui.screens.printouts.lines import Line, LineChooser
from venue_desk.domain.duty_log import LogOrder
from venue_desk.domain.roster import month_after, month_end, month_of

if TYPE_CHECKING:
    from ui.screen import Shell
    from venue_desk.desk import Desk

Days = tuple[date, date]
OWN = "own"


class DaysAsking(Asking):
    """Whatever is picked, both days stand in their fields; changing a field picks 自己选."""

    who: LineChooser

    def __init__(self, desk: "Desk", shell: "Shell", parent: QObject) -> None:
        super().__init__(desk, shell, parent)
        self.who = LineChooser("印哪几天")
        self.first, self.last = _day_field("从哪天起"), _day_field("到哪天止")
        span = QWidget()
        lines = column(span, gap=8)
        for word, field in (("从", self.first), ("到", self.last)):
            line = row(gap=8)
            line.addWidget(Text(word, "label"))
            line.addWidget(field, 1)
            lines.addLayout(line)
        self.how = (span,)
        self._show((self._now(),) * 2)
        self.who.changed.connect(self._picked)
        for field in (self.first, self.last):
            field.dateChanged.connect(self._typed)

    def order(self, kind: str) -> LogOrder:
        del kind
        first, last = self._days()
        return LogOrder(first=first, last=last)

    def arrive(self, about: Mapping[str, Any]) -> None:
        first = about.get("day", self._now())
        self._show((first, about.get("last", first)))
        self.refresh()

    def begin_anew(self) -> None:
        self.arrive({})

    def refresh(self) -> None:
        days = self._days()
        offered = self._offered()
        self.who.show_lines(
            [*offered, Line("自己选", "自己填日期", OWN)], days if days in {line.value for line in offered} else OWN
        )

    def nothing(self, kind: str) -> Emptiness:
        del kind
        go_home = partial(self.shell.go, "home")
        return Emptiness("paper", "这几天没有值班记录", "有人来访来电，在值班台记下，这里就有。", "去记一条", go_home)

    def _now(self) -> date:
        return self.desk.duty_log.day_now(self.desk.act())

    def _offered(self) -> list[Line]:
        today = self.desk.act().today
        yesterday = today - timedelta(days=1)
        still = "，到今早" if self._now() == yesterday else ""
        monday, month = today - timedelta(days=today.weekday()), month_of(today)
        before = month_after(month, -1)
        return [
            Line("今天", _said(today, today), (today, today)),
            Line("昨天", _said(yesterday, yesterday) + still, (yesterday, yesterday)),
            Line("这一周", _said(monday, today), (monday, today)),
            Line("上一周", _said(monday - timedelta(days=7), monday - timedelta(days=1)),
                 (monday - timedelta(days=7), monday - timedelta(days=1))),
            Line("这个月", _said(month, today), (month, today)),
            Line("上个月", _said(before, month_end(before)), (before, month_end(before))),
        ]  # fmt: skip

    def _days(self) -> Days:
        return cast("date", self.first.date().toPython()), cast("date", self.last.date().toPython())

    def _show(self, days: Days) -> None:
        for field, day in zip((self.first, self.last), days, strict=True):
            field.blockSignals(True)
            field.setDate(QDate(day.year, day.month, day.day))
            field.blockSignals(False)

    def _picked(self) -> None:
        if self.who.picked() == OWN:
            self.first.setFocus()
        else:
            self._show(self.who.picked())
            self.changed.emit()

    def _typed(self) -> None:
        """The days stay in order: the other field follows."""
        first, last = self._days()
        if first > last:
            other = self.last if self.first.hasFocus() else self.first
            self._show((first, first) if other is self.last else (last, last))
        self.refresh()
        self.changed.emit()


def _day_field(name: str) -> QDateEdit:
    field = QDateEdit()
    field.setDisplayFormat("yyyy年M月d日")
    field.setAccessibleName(name)
    return field


def _said(first: date, last: date) -> str:
    return f"{first.month}月{first.day}日" + (f"—{last.month}月{last.day}日" if first != last else "")
