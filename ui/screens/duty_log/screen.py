"""The 值班记录 screen: every line, narrowed by kind, days and words; 补记, 上报, export and print."""

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from ui.entry import Entries, Entry
from ui.exporting import Exporting
from ui.kit.empty_state import Emptiness
from ui.kit.fields import Choice
from ui.kit.filters import Filtering, Narrowing, State
from ui.kit.panel import PanelPage
from ui.kit.register import Register, RegisterView
from ui.kit.sources import PagedSource
from ui.kit.spacing import column
from ui.kit.verb import Verb
from ui.log_entry import told
from ui.screen import Screen
from ui.screens.duty_log.columns import columns, mark_of
from ui.screens.duty_log.form import (
    entry_of,
    fields,
    new_values,
    report_fields,
    report_values,
    reported_at_of,
    values_of,
)
from ui.screens.duty_log.page import log_page
from venue_desk.changes import Topic
from venue_desk.domain.attendance import moment
from venue_desk.domain.calendar import day_of, short_date
from venue_desk.domain.duty_log import Conversion, LogFilter, LogKind, LogLine, LogRow
from venue_desk.domain.printouts import PaperKey
from venue_desk.domain.roster import month_after, month_end, month_of
from venue_desk.services.listings import Wanted
from venue_desk.services.registers import conversions
from venue_desk.services.revealing import reveal
from venue_desk.services.saved import Saved

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from uuid import UUID

    from PySide6.QtWidgets import QWidget

    from ui.screen import Shell
    from venue_desk.desk import Desk

ALL = "all"
Days = tuple[date, date]


class DutyLogScreen(Screen):
    """Everything that came to the desk."""

    TOPICS: ClassVar = frozenset({Topic.DUTY_LOG, Topic.HANDOVER, Topic.CADRES})

    def __init__(self, desk: "Desk", shell: "Shell") -> None:
        super().__init__()
        self._desk, self._shell = desk, shell
        self._day: date | None = None
        self.view = RegisterView(self._register())
        column(self).addWidget(self.view)
        self.view.filtered.connect(self.refresh)
        self.exporting = Exporting(desk, shell, self.view, "duty_log", self._exported)
        self._entries = Entries(desk, shell, self.view, self.refresh)

    def refresh(self) -> None:
        """The page of the log that is on screen again, and how many of each kind there are."""
        station_id, wanted = self._desk.act().station_id, self._wanted()
        self.view.show_rows(self._source(wanted))
        counts = {key: self._desk.duty_log.count(station_id, self._wanted(key)) for key in (ALL, *LogKind)}
        self.view.filters.show_counts(counts)
        self.view.sheet.show_foot(f"{self._desk.duty_log.count(station_id, wanted)} 条")

    def regions(self) -> "Sequence[QWidget]":
        """For F6."""
        return self.view.regions()

    def arrive(self, **about: object) -> None:
        """`log_line_id` opens a line, `report` its report; `new` an empty form; `draft` goes on with one that was left."""
        self.refresh()
        draft = str(about.get("draft", ""))
        wanted = about.get("log_line_id") or about.get("report")
        if wanted is not None:
            self.open(cast("UUID", wanted))
        if about.get("new") or draft == "log_form.new":
            self.add()
        elif wanted is not None and about.get("report"):
            self._report(self._desk.duty_log.get(self._desk.act(), cast("UUID", wanted)))
        elif wanted is not None and draft:
            self._change(self._desk.duty_log.get(self._desk.act(), cast("UUID", wanted)))

    def settle(self) -> None:
        """The cursor on the table."""
        self.view.sheet.take_focus()

    def open(self, line_id: "UUID") -> None:
        """One line's page, wherever its row stands: an old one among those of its day."""
        line = self._desk.duty_log.get(self._desk.act(), line_id)
        self.view.filters.restore(Filtering(ALL))
        if self._source(self._wanted()).place(line_id, None) is None:
            self._day = day_of(line.at)
            self.view.filters.restore(Filtering(ALL, {"days": (self._day, self._day)}))
        self.view.pick(line_id)

    def add(self) -> None:
        """补记: the form of a line that was not written down at once."""
        self._entries.open(
            Entry(
                key="log_form.new", title="补记", verb="补记", fields=fields(), values=new_values(self._desk.act().at),
                save=lambda act, values: self._desk.duty_log.note(act, entry_of(values)), told=told,
                note="按发生的时间记入那一班",
            )
        )  # fmt: skip

    def export(self) -> None:
        """导出Excel of what stands in the table."""
        self.exporting.open()

    def print_log(self) -> None:
        """The log as it is bound."""
        self._shell.go("printouts", paper=PaperKey.DUTY_LOG.value)

    def tour_states(self) -> "Mapping[str, Callable[[], object]]":
        """A line, and the form of one written afterwards."""
        return {"record": partial(self.view.open_row, 1), "form": self.add}

    # within

    def _register(self) -> Register:
        return Register(
            name="duty_log",
            title="值班记录",
            thing="值班记录",
            columns=columns(self._desk.act().today),
            source=self._source(LogFilter()),
            purpose=Emptiness("note", "点一条，看事由、处理和上报。", "没当时记下的，按 Ctrl+N 补记。"),
            nothing=Emptiness(
                "note",
                "还没有值班记录。",
                "有人来访、来电，按 Ctrl+J 记一句；当时没记的，在这里补记。",
                "补记",
                self.add,
            ),
            page_of=self._page,
            new=Verb("补记", self.add, icon="plus", keys="Ctrl+N"),
            quiet=(
                Verb("导出Excel", self.export, icon="export"),
                Verb("打印", self.print_log, icon="printer", keys="Ctrl+P"),
            ),
            states=(State(ALL, "全部"), *(State(kind.value, kind.label) for kind in LogKind)),
            narrowings=(Narrowing("days", "日期", self._days),),
        )

    def _days(self) -> "list[Choice]":
        """Stretches of time, and the day of a line that was looked for."""
        today = self._desk.act().today
        looked_for = [Choice((self._day, self._day), short_date(self._day, today))] if self._day else []
        monday, month = today - timedelta(days=today.weekday()), month_of(today)
        before = month_after(month, -1)
        yesterday = today - timedelta(days=1)
        return [
            Choice((today, today), "今天"), Choice((yesterday, yesterday), "昨天"), Choice((monday, today), "本周"),
            Choice((month, today), "本月"), Choice((before, month_end(before)), "上月"),
            Choice((date(today.year, 1, 1), today), "今年"), *looked_for,
        ]  # fmt: skip

    def _wanted(self, state: str = "") -> LogFilter:
        """Of the state picked, or of another one."""
        filtering = self.view.filters.filtering()
        first, last = cast("Days | tuple[None, None]", filtering.chosen.get("days", (None, None)))
        state = state or filtering.state
        kind = None if state == ALL else LogKind(state)
        return LogFilter(kind=kind, first=first, last=last, text=filtering.text)

    def _source(self, wanted: LogFilter) -> PagedSource[LogRow]:
        log, station_id = self._desk.duty_log, self._desk.act().station_id
        return PagedSource(
            lambda: log.count(station_id, wanted),
            lambda offset, limit: log.rows(station_id, wanted, offset=offset, limit=limit),
            key=lambda row: row.line.id,
        )

    def _exported(self) -> Wanted:
        act = self._desk.act()
        return Wanted(station_id=act.station_id, today=act.today, year=act.today.year, log=self._wanted())

    def _page(self, row: LogRow) -> PanelPage:
        line, act = row.line, self._desk.act()
        open_incident = line.level is not None and line.reported_at is None
        verbs = [Verb("改", partial(self._change, line), icon="edit"), Verb("撤回", partial(self._take_back, line))]
        turned = [
            Verb(each.verb, partial(self._convert, each, line)) for each in conversions() if line.kind in each.kinds
        ]
        kind = line.kind.label if line.who else ""
        return PanelPage(
            title=line.who or line.kind.label,
            meta=" · ".join(part for part in (kind, moment(line.at, act.at), line.shift) if part),
            mark=mark_of(row),
            content=log_page(row, act.at, partial(self._reveal, line)),
            sealed="这一班已交接封存，只能补记，不能改。" if row.sealed else "",
            verbs=[*turned, *([] if row.sealed else verbs)],
            primary=Verb("上报", partial(self._report, line), icon="megaphone") if open_incident else None,
        )

    def _reveal(self, line: LogLine) -> str:
        return reveal(self._desk.act(), line, "phone")

    def _convert(self, conversion: Conversion, line: LogLine) -> None:
        self._shell.go(conversion.screen, **conversion.about(line))

    def _change(self, line: LogLine) -> None:
        self._entries.open(
            Entry(
                key=f"log_form.{line.id}", title="改值班记录", verb="存下", fields=fields(), values=values_of(line),
                save=lambda act, values: self._desk.duty_log.change(act, line, entry_of(values, line)),
                told=lambda saved: f"已改好：{saved.kind.label} {saved.who}".rstrip(),
            )
        )  # fmt: skip

    def _report(self, line: LogLine) -> None:
        self._entries.open(
            Entry(
                key=f"log_report.{line.id}", title="上报突发", verb="已上报", fields=report_fields(),
                values=report_values(self._desk.act().at), note=line.matter,
                save=lambda act, values: self._desk.duty_log.report(
                    act, line, values["reported_to"], reported_at_of(values)
                ),
                told=lambda saved: f"已上报：{saved.reported_to}",
            )
        )  # fmt: skip

    def _take_back(self, line: LogLine) -> None:
        saved: list[Saved[LogLine]] = []
        if self.view.panel.attempt(lambda: saved.append(self._desk.duty_log.take_back(self._desk.act(), line))):
            self.refresh()
            self._shell.toast("已撤回这一条", undo=lambda: self._entries.undo(saved[0]))
