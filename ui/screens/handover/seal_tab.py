"""用印登记: one line and Enter; a number once given stays, cancelled with its reason if need be."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from functools import partial
from typing import TYPE_CHECKING, Any

from ui.entry import Entries, Entry
from ui.kit.columns import Column, Mark, Tone
from ui.kit.columns import Kind as ColumnKind
from ui.kit.empty_state import Emptiness
from ui.kit.facts import one_section
from ui.kit.fields import Choice, Field, Kind
from ui.kit.finding_line import Mend
from ui.kit.panel import PanelPage
from ui.kit.register import Register, RegisterView
from ui.kit.sources import ListSource, PagedSource
from ui.kit.verb import Verb
from ui.made_files import export_verb
from ui.quick_line import Quick, QuickLine
from venue_desk.domain.acts import Act
from venue_desk.domain.calendar import STATION_ZONE, at_station, day_of, short_date
from venue_desk.domain.findings import Finding, Severity
from venue_desk.domain.seal_uses import SealUseEntry, SealUseRow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.screen import Shell
    from venue_desk.desk import Desk


class SealTab:
    """The register of the village's seals."""

    def __init__(self, desk: "Desk", shell: "Shell", tabs: "QWidget", to_belongings: Callable[[], object]) -> None:
        self._desk, self._shell, self._to_belongings = desk, shell, to_belongings
        self.line = QuickLine(
            desk,
            Quick(
                key="seal_use.new", verb="登记", fields=self._fields, save=self._register, defaults=self._defaults,
                mends=self._mends, clock=lambda _typed: {"day": desk.act().today}, look=self._look_at,
            ),
        )  # fmt: skip
        self.view = RegisterView(
            Register(
                name="seal-uses",
                title="交接班",
                thing="用印",
                columns=columns(lambda: desk.act().today),
                source=ListSource[SealUseRow]([], key=lambda row: row.use.id),
                purpose=Emptiness("sealed", "点一行，看谁批准、谁经手。", "写错了的作废，编号留着，再登记一次。"),
                nothing=Emptiness("sealed", "还没有用印。", "上面一行写给谁、用在什么上，回车就登记，编号自己接着往下排。"),
                page_of=self._page,
                quiet=(export_verb(desk, shell, "seal_uses", "用印登记", lambda: self.view),),
                tabs=tabs,
                above=self.line,
            )
        )  # fmt: skip
        self._entries = Entries(desk, shell, self.view, self.refresh)
        self.view.filtered.connect(lambda _: self.refresh())

    def refresh(self) -> None:
        """Read again; the line goes on with the last seal and who approved it."""
        self.line.refresh()
        station = self._desk.act().station_id
        register, text = self._desk.seal_uses, self.view.filters.filtering().text
        count = register.count(station, text)
        self.view.show_rows(
            PagedSource(
                lambda: count, lambda offset, limit: register.rows(station, text, offset=offset, limit=limit),
                key=lambda row: row.use.id,
            )
        )  # fmt: skip
        last = register.last(station)
        self.view.sheet.show_foot(f"{count} 次用印", f"登记到{last.title}" if last else "")

    def take_focus(self) -> None:
        """In the line."""
        self.line.take_focus()

    # within

    def _fields(self) -> list[Field]:
        return [
            Field(name="for_whom", label="给谁用", row="one", share=3, placeholder="例如 三社马秀英"),
            Field(name="matter", label="用在什么上", row="one", share=5, placeholder="例如 低保申请表", ends=True),
            Field(name="copies", label="份数", kind=Kind.WHOLE, row="one"),
            Field(name="seal_id", label="哪枚章", kind=Kind.CHOICE, row="two", share=3, choices=self._seals()),
            Field(name="approved_by", label="谁批准", kind=Kind.CHOICE, row="two", share=3, choices=self._people()),
            Field(name="day", label="哪天用的", kind=Kind.DATE, row="two", share=2),
        ]

    def _seals(self) -> Sequence[Choice]:
        found = self._desk.belongings.seals(self._desk.act().station_id)
        return [Choice(each.id, each.name) for each in found] or [Choice(None, "还没有登记公章")]

    def _people(self) -> Sequence[Choice]:
        serving = self._desk.cadres.serving(self._desk.act().station_id)
        return [Choice(cadre.id, cadre.name, cadre.position or cadre.kind.label) for cadre in serving]

    def _defaults(self) -> Mapping[str, Any]:
        act = self._desk.act()
        last = self._desk.seal_uses.last(act.station_id)
        seals, serving = self._seals(), self._desk.cadres.serving(act.station_id)
        head = next((cadre.id for cadre in serving if cadre.is_head), None)
        return {
            "copies": 1, "day": act.today, "seal_id": last.seal_id if last else seals[0].key,
            "approved_by": last.approved_by if last else head,
        }  # fmt: skip

    def _look_at(self, act: Act, values: Mapping[str, Any]) -> Sequence[Finding]:
        found = self._desk.seal_uses.findings(act, _entry(act, values))
        return [each for each in found if each.severity is Severity.SHOULD]

    def _register(self, act: Act, values: Mapping[str, Any]) -> None:
        use = self._desk.seal_uses.register(act, _entry(act, values)).record
        self.refresh()
        self._shell.toast(
            f"已登记{use.title}：{use.for_whom} {use.matter}", see=partial(self.view.pick, use.id), verb="看"
        )

    def _mends(self, finding: Finding) -> Sequence[Mend]:
        return (Mend("去登记公章", self._to_belongings),) if finding.field == "seal_id" else ()

    def _page(self, row: SealUseRow) -> PanelPage:
        use, today = row.use, self._desk.act().today
        facts = [
            ("给谁用", use.for_whom), ("用在什么上", use.matter), ("份数", f"{use.copies} 份"), ("哪枚章", row.seal),
            ("用印时间", f"{short_date(day_of(use.at), today)} {at_station(use.at):%H:%M}"), ("谁批准", row.approved_by),
            ("经手人", row.noted_by), *([("作废原因", use.cancelled_for)] if use.closed_on else []),
        ]  # fmt: skip
        return PanelPage(
            title=use.title,
            mark=Mark("已作废", Tone.RED) if use.closed_on else None,
            sealed="编号不能再用，留在登记里。" if use.closed_on else "",
            content=one_section(facts),
            verbs=() if use.closed_on else (Verb("作废", partial(self._ask_cancel, row)),),
        )

    def _ask_cancel(self, row: SealUseRow) -> None:
        self._entries.open(
            Entry(
                key=f"seal_use.cancel.{row.use.id}", title=f"作废{row.use.title}", verb="作废",
                fields=[Field(name="reason", label="为什么作废", required=True, placeholder="例如 写重了")],
                save=lambda act, values: self._desk.seal_uses.cancel(act, row.use, values["reason"] or ""),
                told=lambda use: f"已作废：{use.title}", note="编号留着，不给别的用",
            )
        )  # fmt: skip


def columns(today: Callable[[], date]) -> Sequence[Column[SealUseRow]]:
    """The number first: that is what the paper carries."""
    return (
        Column("编号", lambda r: f"第 {r.use.number} 号", meta=lambda r: f"{r.use.year}年", width=92),
        Column("给谁、用在什么上", lambda r: r.use.matter, meta=lambda r: r.use.for_whom, mark=_cancelled),
        Column("时间", lambda r: short_date(day_of(r.use.at), today()), meta=lambda r: f"{at_station(r.use.at):%H:%M}", width=104),
        Column("印章", lambda r: r.seal, meta=lambda r: f"{r.use.copies} 份", width=132),
        Column("批准", lambda r: r.approved_by, meta=lambda r: f"经手 {r.noted_by}", width=116, kind=ColumnKind.TEXT),
    )  # fmt: skip


def _entry(act: Act, values: Mapping[str, Any]) -> SealUseEntry:
    return SealUseEntry(
        at=moment(act, values["day"]), seal_id=values["seal_id"] or act.station_id, for_whom=values["for_whom"] or "",
        matter=values["matter"] or "", copies=values["copies"] or 0, approved_by=values["approved_by"] or act.station_id,
    )  # fmt: skip


def _cancelled(row: SealUseRow) -> Mark | None:
    return Mark(f"已作废：{row.use.cancelled_for}", Tone.RED, "must") if row.use.closed_on else None


def moment(act: Act, day: date | None) -> datetime:
    """Now for what happened today; what is entered for another day is put at its noon."""
    if day is None or day == act.today:
        return act.at
    return datetime.combine(day, time(12), STATION_ZONE)
