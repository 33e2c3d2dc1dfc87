"""约办: with whom to go where and when, and whose home to go to with what; 去过了 once one went."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from ui.exporting import Exporting
from ui.kit.columns import Column, Kind, Mark, Tone
from ui.kit.empty_state import Emptiness
from ui.kit.facts import Facts, Sections
from ui.kit.fields import Choice
from ui.kit.filters import Narrowing, State
from ui.kit.lines import Line, Lines
from ui.kit.panel import PanelPage
from ui.kit.register import Register, RegisterView
from ui.kit.sources import ListSource
from ui.kit.spelling import is_spelled
from ui.kit.verb import Verb
from venue_desk.domain.calendar import short_date
from venue_desk.domain.case_appointments import AppointmentRow, kept_day, when_words
from venue_desk.domain.cases import Appointment, Case, Step
from venue_desk.domain.catalogue import Method
from venue_desk.services.listings import Wanted

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.screen import Shell
    from venue_desk.desk import Desk

ALL, TODAY, MISSED, HOME, OPEN = "all", "today", "missed", "home", "open"


class AppointmentTab:
    """The register of times agreed and still to be agreed."""

    def __init__(self, desk: "Desk", shell: "Shell", tabs: "QWidget", new: Verb) -> None:
        self._desk, self._shell = desk, shell
        self._rows: list[AppointmentRow] = []
        self.view = RegisterView(self._register(tabs, new))
        self.view.filtered.connect(self.refresh)
        self.exporting = Exporting(desk, shell, self.view, "appointments", self._exported)

    def refresh(self) -> None:
        """Read what is agreed."""
        act, filtering = self._desk.act(), self.view.filters.filtering()
        self._rows = self._desk.appointments.rows(act.station_id)
        views = _views(act.today)
        shown = [
            row for row in self._rows
            if views[filtering.state](row) and filtering.chosen.get("hamlet") in (None, row.case.hamlet_id)
            and is_spelled(row.case.applicant, filtering.text)
        ]  # fmt: skip
        self.view.show_rows(_source(shown))
        self.view.filters.show_counts({key: sum(map(passes, self._rows)) for key, passes in views.items()})
        self.view.sheet.show_foot(f"{len(shown)} 趟" if shown else "", _trips(shown))

    def export(self) -> None:
        """导出Excel of what is agreed."""
        self.exporting.open()

    # within

    def _register(self, tabs: "QWidget", new: Verb) -> Register:
        today = self._desk.act().today
        columns: tuple[Column[AppointmentRow], ...] = (
            Column("申请人", lambda r: r.case.applicant, meta=lambda r: r.hamlet, width=92),
            Column("事项", lambda r: r.case.item_name, meta=lambda r: r.case.method.label),
            Column("去哪里", lambda r: r.appointment.place if r.appointment else "", meta=lambda r: r.agent, width=176),
            Column("什么时候", lambda _r: "", kind=Kind.CHIP, mark=lambda r: _mark(r, today), width=144),
        )
        return Register(
            name="appointments", title="民事代办", thing="约好的", columns=columns, source=_source([]),
            purpose=Emptiness("walk", "点一趟，看和谁去、去哪里、带什么。", "去完点「去过了」，值班台就不再提。"),
            nothing=Emptiness("walk", "没有要领着办、上门办的。", "在那一件里点「约时间」，就排到这里。"),
            page_of=self._page, new=new,
            quiet=(Verb("导出Excel", self.export, icon="export"),),
            states=(
                State(ALL, "全部"), State(TODAY, "今天"), State(MISSED, "过了没记"), State(HOME, "上门"), State(OPEN, "还没约"),
            ),
            narrowings=(Narrowing("hamlet", "社", self._hamlets),), tabs=tabs,
        )  # fmt: skip

    def _page(self, row: AppointmentRow) -> PanelPage:
        case, agreed, today = row.case, row.appointment, self._desk.act().today
        page = Sections()
        pairs = [("事项", case.item_name), ("办理", f"{case.method.label}，代办员{row.agent}")]
        if agreed is not None:
            pairs += [
                ("什么时候", when_words(agreed.on, agreed.hour, today)),
                ("去哪里", agreed.place),
                ("带什么", agreed.bring),
            ]
        pairs.append(("承诺办结", short_date(case.promised_on, today)))
        page.add("", Facts([(label, value) for label, value in pairs if value]))
        if along := self._along(row):
            page.add(f"{row.hamlet}还要上门的", Lines([_line(each, today) for each in along]))
        look = Verb("看这件", partial(self._shell.go, "cases", case_id=case.id), icon="case")
        again = partial(self._shell.go, "cases", case_id=case.id, step=Step.APPOINT.value)
        return PanelPage(
            title=case.applicant, meta=row.hamlet, mark=_mark(row, today), content=page,
            verbs=(look, Verb("改约", again, icon="calendar")) if agreed else (look,),
            primary=Verb("去过了", partial(self._went, row), icon="walk") if agreed
            else Verb("约时间", again, icon="calendar"),
        )  # fmt: skip

    def _along(self, row: AppointmentRow) -> list[AppointmentRow]:
        """Going to a home, one looks whom else of that hamlet one can see on the way."""
        if row.case.method is not Method.MOBILE:
            return []
        near = (each for each in self._rows if each.case.hamlet_id == row.case.hamlet_id)
        return [each for each in near if each.case.method is Method.MOBILE and each.case.id != row.case.id]

    def _went(self, row: AppointmentRow) -> None:
        done: list[Any] = []
        agreed, today = row.appointment, self._desk.act().today
        if agreed is not None and self.view.panel.attempt(
            lambda: done.append(self._desk.appointments.went(self._desk.act(), row))
        ):
            self.refresh()
            self._shell.toast(went_words(row.case, agreed, today), undo=partial(self._undo, done[0]))

    def _undo(self, saved: Any) -> None:
        self._desk.undo(self._desk.act(), saved)
        self.refresh()

    def _hamlets(self) -> "Sequence[Choice]":
        return [Choice(each.id, each.name) for each in self._desk.stations.hamlets(self._desk.act().station_id)]

    def _exported(self) -> Wanted:
        act = self._desk.act()
        return Wanted(station_id=act.station_id, today=act.today, year=act.today.year)


def went_words(case: Case, agreed: Appointment, today: date) -> str:
    """已记今天去过了：张文海 高龄津贴申请."""
    return f"已记{short_date(kept_day(agreed, today), today)}去过了：{case.applicant} {case.item_name}"


def _views(today: date) -> dict[str, Callable[[AppointmentRow], bool]]:
    return {
        ALL: lambda _row: True,
        TODAY: lambda row: row.is_today(today),
        MISSED: lambda row: row.missed(today),
        HOME: lambda row: row.case.method is Method.MOBILE,
        OPEN: lambda row: row.appointment is None,
    }


def _mark(row: AppointmentRow, today: date) -> Mark:
    agreed = row.appointment
    if agreed is None:
        return Mark("还没约", Tone.OUTLINE, "clock")
    if row.missed(today):
        return Mark(f"{when_words(agreed.on, '', today)}过了", Tone.RED, "must")
    tone, icon = (Tone.AMBER, "clock") if row.is_today(today) else (Tone.NEUTRAL, "")
    return Mark(when_words(agreed.on, agreed.hour, today), tone, icon)


def _line(row: AppointmentRow, today: date) -> Line:
    agreed = row.appointment
    when = when_words(agreed.on, agreed.hour, today) if agreed else "还没约"
    return Line(
        fact=f"{row.case.applicant} {row.case.item_name}", meta=f"带上{agreed.bring}" if agreed and agreed.bring else "",
        right=when,
    )  # fmt: skip


def _trips(rows: "Sequence[AppointmentRow]") -> str:
    """上门：一社 3、二社 2: by hamlet, as one goes."""
    homes = Counter(row.hamlet for row in rows if row.case.method is Method.MOBILE)
    return f"上门：{'、'.join(f'{hamlet} {count}' for hamlet, count in homes.items())}" if homes else ""


def _source(rows: "Sequence[AppointmentRow]") -> ListSource[AppointmentRow]:
    return ListSource(
        rows,
        key=lambda row: row.appointment.id if row.appointment else row.case.id,
        name=lambda row: row.case.applicant,
    )
