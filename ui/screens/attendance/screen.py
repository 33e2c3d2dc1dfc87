"""The 签到签退 screen: the month's shifts as they were served; 补签, 改, 签退, each with its trace."""

from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, cast

from ui.entry import Entries, Entry
from ui.exporting import Exporting
from ui.kit.empty_state import Emptiness
from ui.kit.fields import Choice
from ui.kit.filters import Filtering, Narrowing, State
from ui.kit.panel import PanelPage
from ui.kit.register import Register, RegisterView
from ui.kit.sources import ListSource
from ui.kit.spacing import column
from ui.kit.spelling import is_spelled, spellings
from ui.kit.verb import Verb
from ui.screen import Screen
from ui.screens.attendance.columns import EARLY, LATE, columns, mark_of, said_day
from ui.screens.attendance.form import (
    AS_ROSTERED,
    afterwards_fields,
    clock_of,
    corrected,
    correcting_fields,
    inside,
    leaving_fields,
    near,
    run_choices,
    values_of,
)
from ui.screens.attendance.page import served_page
from venue_desk.changes import Topic
from venue_desk.domain.attendance import SignOn, clock
from venue_desk.domain.attendance_month import ServedShift
from venue_desk.domain.roster import month_after, month_of
from venue_desk.services.listings import Wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from uuid import UUID

    from PySide6.QtWidgets import QWidget

    from ui.screen import Shell
    from venue_desk.desk import Desk
    from venue_desk.domain.acts import Act
    from venue_desk.services.saved import Saved

ALL, MISSED, AMISS, THERE = "all", "missed", "amiss", "there"
MONTHS = 6
REACH = timedelta(days=7)
"""So far back a shift can be chosen in 补签; what is older is put right from its own row."""


class AttendanceScreen(Screen):
    """Who really was there."""

    TOPICS: ClassVar = frozenset({Topic.ATTENDANCE, Topic.ROSTER, Topic.SWAPS, Topic.CADRES, Topic.SHIFTS})

    def __init__(self, desk: "Desk", shell: "Shell") -> None:
        super().__init__()
        self._desk, self._shell = desk, shell
        self.view = RegisterView(self._register())
        column(self).addWidget(self.view)
        self.view.filtered.connect(self.refresh)
        self._entries = Entries(desk, shell, self.view, self.refresh)

    def refresh(self) -> None:
        """The month again, the latest shift first."""
        act, filtering = self._desk.act(), self.view.filters.filtering()
        rows = [row for row in self._served(act) if _matches(row, filtering)]
        begun = [row for row in rows if row.begins_at <= act.at or row.sign_on is not None]
        rows = sorted(begun, key=lambda row: row.begins_at, reverse=True)  # stable: within a shift the leads first
        self.view.filters.show_counts({state: sum(_is(row, state, act.at) for row in rows) for state in STATES})
        shown = [row for row in rows if _is(row, filtering.state, act.at)]
        self.view.show_rows(_source(shown))
        done = sum(row.sign_on is not None for row in shown)
        self.view.sheet.show_foot(f"{len(shown)} 班，签到 {done} 班")
        self.view.show_summary(f"{self._month().month}月")

    def regions(self) -> "Sequence[QWidget]":
        """For F6."""
        return self.view.regions()

    def arrive(self, **about: object) -> None:
        """`afterwards` opens 补签 for a cadre, `sign_off` and `sign_on_id` a sign-on; `cadre_id` shows one's shifts."""
        self.refresh()
        draft, act = str(about.get("draft", "")), self._desk.act()
        if "cadre_id" in about:
            self.view.filters.restore(Filtering(ALL, {"cadre": about["cadre_id"]}))
        for name, opens in (("sign_off", self._leave), ("sign_on_id", self._correct)):
            if name in about:
                one = self._desk.attendance.get(act, cast("UUID", about[name]))
                self.view.pick(_key(one.day, one.shift, one.cadre_id))
                opens(one)
        if "afterwards" in about or draft == "sign_on.new":
            self.sign_on_afterwards(cast("UUID | None", about.get("afterwards")), str(about.get("slot", "")))

    def settle(self) -> None:
        """The cursor on the table."""
        self.view.sheet.take_focus()

    def sign_on_afterwards(self, cadre_id: "UUID | None" = None, slot: str = "") -> None:
        """补签, of a duty named by its slot, or of the shift that runs."""
        act = self._desk.act()
        runs = self._desk.shifts.runs(act.station_id, act.today - REACH, act.today)
        said = slot.split("/")[:2]
        chosen = next((run for run in runs if [str(run.day), run.name] == said), None)
        chosen = chosen or next((run for run in reversed(runs) if run.begins_at <= act.at), None)
        values: dict[str, Any] = {
            "cadre_id": cadre_id,
            "role": AS_ROSTERED,
            "on_at": clock_of(chosen.begins_at) if chosen else None,
        }
        values["run"] = (chosen.day, chosen.name) if chosen else None
        self._entries.open(
            Entry(
                key="sign_on.new", title="补签", verb="补签", values=values, save=self._save_afterwards,
                fields=afterwards_fields(self._cadres, lambda: run_choices(runs, self._desk.act().at)),
                told=lambda one: f"已补签：{self._name(one)} {one.shift}",
                note="谁补的、为什么，都有记录", key_of=lambda one: _key(one.day, one.shift, one.cadre_id),
            )
        )  # fmt: skip

    def export(self) -> None:
        """导出Excel of every shift of the month."""
        Exporting(self._desk, self._shell, self.view, "sign_ons", self._exported).open()

    def export_month(self) -> None:
        """The month's table: of each cadre the duties planned and done."""
        Exporting(self._desk, self._shell, self.view, "attendance", self._exported).open()

    def tour_states(self) -> "Mapping[str, Callable[[], object]]":
        """One shift, and 补签."""
        return {"record": partial(self.view.open_row, 1), "form": self.sign_on_afterwards}

    # within

    def _register(self) -> Register:
        return Register(
            name="attendance",
            title="签到签退",
            thing="班",
            columns=columns(lambda: self._desk.act().at),
            source=_source([]),
            purpose=Emptiness(
                "sign-in", "点一班，看谁签的、几点来几点走。", "忘了签的，按 Ctrl+N 补签，要写一句为什么。"
            ),
            nothing=Emptiness(
                "sign-in", "这个月还没有人签到。", "到了岗，在值班台上点「签到」。", "补签", self.sign_on_afterwards
            ),
            page_of=self._page,
            new=Verb("补签", self.sign_on_afterwards, icon="plus", keys="Ctrl+N"),
            quiet=(
                Verb("值班统计", self.export_month, icon="chart"),
                Verb("导出Excel", self.export, icon="export"),
            ),
            states=tuple(State(key, words) for key, words in STATES.items()),
            narrowings=(Narrowing("month", "月份", self._months), Narrowing("cadre", "干部", self._cadres)),
        )

    def _months(self) -> "list[Choice]":
        this = month_of(self._desk.act().today)
        months = [month_after(this, -back) for back in range(1, MONTHS)]
        return [Choice(month, f"{month.year}年{month.month}月") for month in months]

    def _month(self) -> date:
        chosen = self.view.filters.filtering().chosen.get("month")
        return month_of(self._desk.act().today) if chosen is None else cast("date", chosen)

    def _cadres(self) -> "list[Choice]":
        return [Choice(cadre.id, cadre.name) for cadre in self._desk.cadres.serving(self._desk.act().station_id)]

    def _served(self, act: "Act") -> list[ServedShift]:
        return self._desk.attendance.served(act.station_id, self._month(), act.at)

    def _exported(self) -> Wanted:
        act = self._desk.act()
        return Wanted(station_id=act.station_id, today=act.today, year=act.today.year, month=self._month())

    def _name(self, one: SignOn) -> str:
        return self._desk.cadres.get(self._desk.act(), one.cadre_id).name

    def _page(self, row: ServedShift) -> PanelPage:
        act, one = self._desk.act(), row.sign_on
        verbs: list[Verb] = []
        primary = None
        if one is not None:
            verbs.append(Verb("改", partial(self._correct, one), icon="edit"))
        if one is not None and one.off_at is None:
            primary = Verb("签退", partial(self._leave, one), icon="sign-out")
        elif one is None and row.begins_at <= act.at:
            slot = f"{row.day}/{row.shift}"
            primary = Verb("补签", partial(self.sign_on_afterwards, row.cadre_id, slot), icon="sign-in")
        noted_by = self._desk.cadres.get(act, one.noted_by).name if one is not None else ""
        return PanelPage(
            title=row.name, meta=said_day(row, act.today), mark=mark_of(row, act.at),
            content=served_page(row, noted_by, act.at), verbs=verbs, primary=primary,
        )  # fmt: skip

    def _save_afterwards(self, act: "Act", values: "Mapping[str, Any]") -> "Saved[SignOn]":
        day, name = values["run"]
        run = next(run for run in self._desk.shifts.runs(act.station_id, day, day) if run.name == name)
        at = inside(values["on_at"], run)
        return self._desk.attendance.sign_on(
            act, values["cadre_id"], run=run, role=values["role"] or None, at=at, note=values["note"]
        )

    def _correct(self, one: SignOn) -> None:
        self._entries.open(
            Entry(
                key=f"sign_on.{one.id}", title=f"改{self._name(one)}的签到", verb="存下", fields=correcting_fields(),
                values=values_of(one), note="改之前的样子留在变更记录里",
                save=lambda act, values: self._desk.attendance.correct(act, one, corrected(one, values)),
                told=lambda saved: f"已改好：{self._name(saved)} {clock(saved.on_at)} 签到",
                key_of=lambda saved: _key(saved.day, saved.shift, saved.cadre_id),
            )
        )  # fmt: skip

    def _leave(self, one: SignOn) -> None:
        now = self._desk.act().at
        self._entries.open(
            Entry(
                key=f"sign_off.{one.id}", title=f"{self._name(one)}签退", verb="签退", fields=leaving_fields(),
                values={"off_at": clock_of(min(now, one.ends_at))},
                save=lambda act, values: self._sign_off(act, one, values),
                told=lambda saved: f"{self._name(saved)} {clock(saved.off_at or now)} 签退",
                key_of=lambda saved: _key(saved.day, saved.shift, saved.cadre_id),
            )
        )  # fmt: skip

    def _sign_off(self, act: "Act", one: SignOn, values: "Mapping[str, Any]") -> "Saved[SignOn]":
        """The minute that runs is now; another one is told as such."""
        runs_now = clock_of(act.at) == values["off_at"]
        at = None if runs_now else near(values["off_at"], min(act.at, one.ends_at))
        return self._desk.attendance.sign_off(act, one, at=at, note=values["note"])


STATES = {ALL: "全部", THERE: "在岗", MISSED: "没签到", AMISS: "迟到早退"}


def _is(row: ServedShift, state: str, now: datetime) -> bool:
    there = row.sign_on is not None and row.sign_on.off_at is None and now < row.sign_on.ends_at
    amiss = LATE in row.remark or EARLY in row.remark
    return {ALL: True, THERE: there, MISSED: row.missed, AMISS: amiss}[state]


def _matches(row: ServedShift, filtering: Filtering) -> bool:
    cadre = filtering.chosen.get("cadre")
    return (cadre is None or row.cadre_id == cadre) and (not filtering.text or is_spelled(row.name, filtering.text))


def _key(day: date, shift: str, cadre_id: "UUID") -> tuple[date, str, "UUID"]:
    return day, shift, cadre_id


def _source(rows: "Sequence[ServedShift]") -> ListSource[ServedShift]:
    return ListSource(
        rows,
        key=lambda row: _key(row.day, row.shift, row.cadre_id),
        name=lambda row: row.name,
        sorts={"name": lambda row: spellings(row.name), "day": lambda row: row.begins_at},
    )
