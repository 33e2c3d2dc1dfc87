"""放假安排: a year's days off and the days worked for them, told where they come from; entered, corrected, brought in."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.entry import Entry, Values
from ui.kit.buttons import Button
from ui.kit.chips import AMBER, JADE, Chip
from ui.kit.fields import Choice, Field, Kind
from ui.kit.finding_line import FindingLine, Mend
from ui.kit.labels import Prose, Text, hairline
from ui.kit.panel import PanelPage
from ui.kit.spacing import column, row
from ui.kit.typed_dates import Lean
from ui.kit.verb import Verb
from ui.screens.settings.day_strip import DayCell, DayStrip
from ui.screens.settings.holiday_import import HolidayImport
from venue_desk.domain.calendar import plain_date
from venue_desk.domain.findings import should
from venue_desk.domain.holiday_year import Stretch, last_document, record_of, stretches
from venue_desk.domain.holidays import (
    FIRST_DAY,
    LAST_DAY,
    DayKind,
    Holiday,
    HolidayEntry,
    WorkCalendar,
    unpublished_sentence,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.screens.settings.place import Place
    from venue_desk.domain.acts import Act

NEW = "settings.holiday.new"
CHANGED = "settings.holiday."
KINDS = (Choice(True, "放假"), Choice(False, "上班"))
NOTE = "点哪一天就改哪一天。排班、住宿、代办时限都按这里算。"


class HolidayPages:
    """One year at a time."""

    def __init__(self, place: "Place") -> None:
        self._place = place
        self._imports = HolidayImport(place, self.look_at)
        self.year: int | None = None

    def show(self) -> "YearPage":
        """The year one looks at; at first this one."""
        act = self._place.act()
        year = self.year = self.year or act.today.year
        entered = self._place.desk.holidays.rows(act.station_id)
        calendar = self._place.desk.holidays.calendar(act.station_id)
        page = YearPage(year, calendar, stretches(entered, year), self)
        self._place.show(
            PanelPage(
                title="放假安排", content=page,
                verbs=(
                    Verb("存填写表", partial(self._imports.ask_blank, year)),
                    Verb("导入", partial(self._imports.ask, year), icon="import"),
                ),
                primary=Verb("登记一天", self.add, icon="plus"),
            )
        )  # fmt: skip
        return page

    def look_at(self, year: int) -> None:
        """The year to be shown from now on."""
        self.year = min(max(year, FIRST_DAY.year), LAST_DAY.year)

    def turn(self, step: int) -> None:
        """The year before, the year after; the cursor stays on the way there."""
        self.look_at((self.year or self._place.act().today.year) + step)
        page = self.show()
        (page.later if step > 0 else page.earlier).setFocus()

    def import_now(self) -> None:
        """From the line that says a year is not known."""
        self._imports.ask(self.year or self._place.act().today.year)

    def open(self, day: date) -> None:
        """A day as it was entered, or, as it is published, to be set otherwise."""
        act = self._place.act()
        record = record_of(self._place.desk.holidays.rows(act.station_id), day)
        if record is not None:
            self.change(record)
        else:
            self.add(day)

    def add(self, day: date | None = None) -> None:
        """A day off, or one that is worked instead."""
        act, holidays = self._place.act(), self._place.desk.holidays
        calendar = holidays.calendar(act.station_id)
        year = self.year or act.today.year
        document = last_document(holidays.rows(act.station_id), year)
        values: Values = {"off": True, "document_number": document}
        if day is not None:
            off = calendar.kind(day) is DayKind.HOLIDAY
            values = {"off": off, "day": day, "name": calendar.name(day), "document_number": document}
        self._open(
            NEW, f"登记{plain_date(day)}" if day else "登记一天", "登记", values,
            lambda act, values: holidays.add(act, _entry(values, act), anyway=self._place.anyway), "已登记",
        )  # fmt: skip

    def change(self, record: Holiday) -> None:
        """What was entered, corrected; or taken back, so that the published calendar holds again."""
        holidays = self._place.desk.holidays
        values = {
            "day": record.day, "off": record.off, "name": record.name, "document_number": record.document_number
        }  # fmt: skip
        self._open(
            f"{CHANGED}{record.id}", f"改{plain_date(record.day)}", "存下", values,
            lambda act, values: holidays.change(act, record, _entry(values, act), anyway=self._place.anyway), "已改",
            (Verb("撤掉这一天", partial(self._close, record)),),
        )  # fmt: skip

    def go_on(self, draft: str) -> None:
        """With a form that was left; one about a day that is gone leaves the page."""
        rows = self._place.desk.holidays.rows(self._place.act().station_id)
        record = next((each for each in rows if draft == f"{CHANGED}{each.id}"), None)
        if draft == NEW:
            self.add()
        elif record is not None:
            self.change(record)

    def _close(self, record: Holiday) -> None:
        place = self._place
        place.do(
            lambda: place.desk.holidays.close(place.act(), record, anyway=place.anyway),
            f"已撤掉：{plain_date(record.day)}，按公布的日历算",
        )

    def _open(
        self,
        key: str,
        title: str,
        verb: str,
        values: Values,
        save: "Callable[[Act, Values], object]",
        told: str,
        verbs: tuple[Verb, ...] = (),
    ) -> None:
        self._place.open(
            Entry(
                key=key, title=title, verb=verb, fields=_fields(self._lean()), values=values, save=save,  # type: ignore[arg-type]
                told=lambda saved: f"{told}：{_said(saved)}",
            ),
            verbs=verbs,
        )  # fmt: skip

    def _lean(self) -> Lean:
        """A day typed without its year is one of the year on show."""
        today = self._place.act().today
        year = self.year or today.year
        return Lean.AHEAD if year > today.year else Lean.BEHIND if year < today.year else Lean.HERE


def _fields(lean: Lean) -> tuple[Field, ...]:
    return (
        Field(name="day", label="哪一天", kind=Kind.DATE, required=True, row="day", lean=lean),
        Field(name="off", label="放假还是上班", kind=Kind.CHOICE, choices=KINDS, row="day", share=1),
        Field(name="name", label="名称", placeholder="例如 国庆节", hint="什么假，或替哪个假上班"),
        Field(name="document_number", label="依据", placeholder="例如 国办发明电〔2026〕8号", hint="放假通知的文号"),
    )


def _entry(values: Values, act: "Act") -> HolidayEntry:
    return HolidayEntry(
        day=values["day"] or act.today,
        off=bool(values["off"]),
        name=str(values["name"] or ""),
        document_number=str(values["document_number"] or ""),
    )


def _said(holiday: Holiday) -> str:
    return f"{plain_date(holiday.day)}{'放假' if holiday.off else '上班'}"


class YearPage(QWidget):
    """The year with its switch, how far it is known, and its festivals."""

    def __init__(self, year: int, calendar: WorkCalendar, festivals: tuple[Stretch, ...], pages: HolidayPages) -> None:
        super().__init__()
        self._year, self._pages = year, pages
        self.strips: list[DayStrip] = []
        body = column(self, gap=12)
        body.addLayout(self._head(festivals, published=calendar.published(year)))
        if not calendar.published(year):
            told = should("holidays.unpublished", "", unpublished_sentence(year))
            body.addWidget(FindingLine(told, (Mend("导入", pages.import_now),), tinted=True))
        body.addWidget(Prose(NOTE, "meta"))
        for festival in festivals:
            body.addWidget(hairline())
            body.addWidget(self._festival(festival))
        body.addStretch(1)
        self.setFocusProxy(self.later)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The scroll area would take PgUp and PgDn: they are for the screen."""
        step = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._pages.turn(step)

    def _head(self, festivals: tuple[Stretch, ...], *, published: bool) -> QHBoxLayout:
        line = row(gap=8)
        turn = self._pages.turn
        self.earlier = Button("上一年", partial(turn, -1), kind="quiet-icon", icon="left", keys="PgUp")
        self.later = Button("下一年", partial(turn, 1), kind="quiet-icon", icon="right", keys="PgDn")
        line.addWidget(self.earlier)
        line.addWidget(Text(f"{self._year} 年", "card-title"))
        line.addWidget(self.later)
        line.addWidget(Chip("已公布", JADE, "check") if published else Chip("还没公布", AMBER, "hourglass"))
        off = sum(festival.off for festival in festivals)
        worked = sum(len(festival.days) for festival in festivals) - off
        line.addWidget(Text(f"放假 {off} 天" + (f"，调休上班 {worked} 天" if worked else ""), "meta"))
        line.addStretch(1)
        return line

    def _festival(self, festival: Stretch) -> QWidget:
        shown = QWidget()
        body = column(shown, gap=6)
        head = row(gap=12)
        head.addWidget(Text(festival.name, "fact"))
        head.addWidget(Text(festival.sentence, "meta"))
        head.addStretch(1)
        head.addWidget(Text(festival.source, "hint"))
        body.addLayout(head)
        cells = [DayCell(day.day, day.off, day.day in festival.entered) for day in festival.days]
        strip = DayStrip(festival.name, cells)
        strip.opened.connect(self._pages.open)
        self.strips.append(strip)
        body.addWidget(strip)
        return shown
