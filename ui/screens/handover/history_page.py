"""历次交接: a page over the screen; every handover month by month, with all that was signed, added and printed of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.entry import Entries, Entry
from ui.kit.columns import Column, Mark, Tone
from ui.kit.columns import Kind as ColumnKind
from ui.kit.empty_state import Emptiness
from ui.kit.fields import Choice, Field, Kind
from ui.kit.filters import Narrowing
from ui.kit.panel import PanelPage
from ui.kit.register import Register, RegisterView
from ui.kit.sources import ListSource
from ui.kit.spacing import column
from ui.kit.verb import Verb
from ui.made_files import export_verb
from ui.screen import Screen
from ui.screens.handover.record_page import record_page
from venue_desk.changes import Topic
from venue_desk.domain.calendar import at_station, day_of, short_date
from venue_desk.domain.handover import Handover
from venue_desk.domain.handover_history import HandoverRow
from venue_desk.domain.roster import month_after, month_of

if TYPE_CHECKING:
    from ui.screen import Shell
    from venue_desk.desk import Desk

LATELY = timedelta(days=31)
MONTHS_MAX = 36


class HistoryPage(Screen):
    """The last month, or any other."""

    TOPICS: ClassVar = frozenset({Topic.HANDOVER})

    def __init__(self, desk: "Desk", shell: "Shell", opened: UUID | None = None) -> None:
        super().__init__()
        self._desk, self._shell = desk, shell
        self.view = RegisterView(
            Register(
                name="handovers",
                title="历次交接",
                thing="交接",
                columns=self._columns(),
                source=_source([]),
                purpose=Emptiness("handover", "点一次交接，看接了哪些、差了哪些。", "封存的只能补记，不能改。"),
                nothing=Emptiness("handover", "这一个月还没有交接。", "下班前 15 分钟，交接班会自己打开。"),
                page_of=self._page,
                quiet=(
                    Verb("返回", shell.close_page, icon="arrow-left"),
                    export_verb(
                        desk, shell, "handovers", "交接班", lambda: self.view,
                        lambda whole: replace(whole, month=self._month()),
                    ),
                ),
                narrowings=(Narrowing("month", "哪个月", self._months),),
            )
        )  # fmt: skip
        self._entries = Entries(desk, shell, self.view, self.refresh)
        column(self).addWidget(self.view)
        self.view.filters.find_line.hide()
        self.view.filtered.connect(lambda _: self.refresh())
        self.refresh()
        if opened is not None:
            self.view.pick(opened)

    def refresh(self) -> None:
        """Read the month again."""
        act = self._desk.act()
        month = self._month()
        first = month or act.today - LATELY
        last = month_after(month) - timedelta(days=1) if month else act.today
        rows = self._desk.handover.between(act.station_id, first, last)
        patience = self._desk.settings.value(act.station_id, "late_minutes", act.today)
        gaps = sum(bool(row.gap_text(act.at, patience)) for row in rows)
        self.view.show_rows(_source(rows))
        self.view.sheet.show_foot(
            f"{len(rows)} 次交接", f"其中 {gaps} 次有空档" if gaps else "都接上了" if rows else ""
        )

    def regions(self) -> Sequence[QWidget]:
        """For F6."""
        return self.view.regions()

    def settle(self) -> None:
        """On the table."""
        self.view.sheet.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._shell.close_page()
        else:
            super().keyPressEvent(event)

    # within

    def _columns(self) -> Sequence[Column[HandoverRow]]:
        return (
            Column("班次", self._when, meta=lambda r: r.turn.title, width=128),
            Column("谁交给谁", lambda r: f"{r.giver or '—'} → {r.taker or '—'}", meta=_leads),
            Column("签字", _signed, meta=lambda r: r.items_text if r.turn.done else "", width=152),
            Column("", lambda _: "", mark=self._mark, width=184, kind=ColumnKind.CHIP),
        )

    def _when(self, row: HandoverRow) -> str:
        return f"{short_date(day_of(row.turn.due_at), self._desk.act().today)} {at_station(row.turn.due_at):%H:%M}"

    def _mark(self, row: HandoverRow) -> Mark:
        act = self._desk.act()
        patience = self._desk.settings.value(act.station_id, "late_minutes", act.today)
        gap = row.gap_text(act.at, patience)
        if gap:
            return Mark(gap, Tone.RED, "must")
        state = row.state_text(act.at, patience)
        return Mark(state, Tone.JADE, "lock") if state == "已封存" else Mark(state, Tone.AMBER, "warning")

    def _month(self) -> date | None:
        """The one picked."""
        return cast("date | None", self.view.filters.filtering().chosen.get("month"))

    def _months(self) -> Sequence[Choice]:
        act = self._desk.act()
        first = self._desk.handover.first_day(act.station_id) or act.today
        months: list[Choice] = []
        month = month_of(act.today)
        while month >= month_of(first) and len(months) < MONTHS_MAX:
            months.append(Choice(month, f"{month.year}年{month.month}月"))
            month = month_after(month, -1)
        return months

    def _page(self, row: HandoverRow) -> PanelPage:
        handover = row.turn.handover
        assert handover is not None  # the list holds what was begun
        sealed = bool(handover.seal)
        return PanelPage(
            title=f"{short_date(day_of(row.turn.due_at), self._desk.act().today)} {row.turn.title}",
            mark=self._mark(row),
            sealed="已经封存，只能补记，不能改。" if sealed else "还没有签完。",
            content=record_page(
                row, self._desk.handover.items(handover), self._desk.handover.additions(handover), self._name
            ),
            verbs=(Verb("补记", partial(self._ask_addition, handover), icon="plus"),) if sealed else (),
            primary=Verb("打印", partial(self._print, handover), icon="printer"),
        )

    def _name(self, cadre_id: UUID | None) -> str:
        station = self._desk.act().station_id
        everyone = (cadre for left in (False, True) for cadre in self._desk.cadres.serving(station, left=left))
        return next((cadre.name for cadre in everyone if cadre.id == cadre_id), "")

    def _print(self, handover: Handover) -> None:
        self._shell.go("printouts", paper="handover", handover_id=handover.id)

    def _ask_addition(self, handover: Handover) -> None:
        self._entries.open(
            Entry(
                key=f"handover.add.{handover.id}", title=f"补记：{handover.turn}", verb="补记",
                fields=[Field(name="text", label="补记什么", kind=Kind.MULTILINE, required=True)],
                save=lambda act, values: self._desk.handover.add(act, handover, values["text"] or ""),
                told=lambda _: "已补记，封存的内容没有变", key_of=lambda added: added.handover_id,
            )
        )  # fmt: skip


def _source(rows: Sequence[HandoverRow]) -> ListSource[HandoverRow]:
    return ListSource(
        rows, key=lambda row: row.turn.handover.id if row.turn.handover else row.turn.key, name=lambda row: row.giver
    )


def _leads(row: HandoverRow) -> str:
    return f"带班{row.lead_giver or '—'} → {row.lead_taker or '—'}" if row.lead_giver or row.lead_taker else ""


def _signed(row: HandoverRow) -> str:
    handover = row.turn.handover
    if handover is None or handover.given_at is None:
        return "没有签字"
    given = f"{at_station(handover.given_at):%H:%M}"
    if handover.taken_at is None:
        return f"{given} 已交"
    day = "" if day_of(handover.taken_at) == day_of(handover.given_at) else "次日 "
    return f"{given} → {day}{at_station(handover.taken_at):%H:%M}"
