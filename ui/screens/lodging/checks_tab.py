"""抽查: who came to look, whom they found, what they said."""

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from ui.entry import Entries, Entry
from ui.kit.columns import Column
from ui.kit.empty_state import Emptiness
from ui.kit.facts import one_section
from ui.kit.fields import Choice, Field, Kind
from ui.kit.filters import Narrowing
from ui.kit.finding_line import Mend
from ui.kit.panel import PanelPage
from ui.kit.register import Register, RegisterView
from ui.kit.sources import ListSource
from ui.kit.spelling import is_spelled
from ui.kit.verb import Verb
from ui.screens.lodging.night_form import clock_of
from venue_desk.domain.attendance import clock
from venue_desk.domain.calendar import STATION_ZONE, at_station, night_of, short_date
from venue_desk.domain.records import said
from venue_desk.domain.roster import month_after, month_of
from venue_desk.domain.spot_checks import SpotCheck, SpotCheckEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from PySide6.QtWidgets import QWidget

    from ui.screen import Shell
    from venue_desk.desk import Desk
    from venue_desk.domain.acts import Act
    from venue_desk.domain.findings import Finding
    from venue_desk.services.saved import Saved

MONTHS = 12
NEW = "spot_check.new"


class ChecksTab:
    """The register of spot checks, month by month."""

    def __init__(self, desk: "Desk", shell: "Shell", tabs: "QWidget", quiet: "Sequence[Verb]") -> None:
        self._desk, self._shell = desk, shell
        self._names: dict[UUID, str] = {}
        self.view = RegisterView(self._register(tabs, quiet))
        self.view.filtered.connect(lambda _: self.refresh())
        self._entries = Entries(desk, shell, self.view, self.refresh)

    def refresh(self) -> None:
        """The month's checks, the latest first."""
        act = self._desk.act()
        self._names = {cadre.id: cadre.name for cadre in self._desk.cadres.serving(act.station_id)}
        text = self.view.filters.filtering().text
        found = self._desk.spot_checks.of_month(act.station_id, self.month())
        shown = [check for check in found if is_spelled(f"{check.by_whom} {check.unit}", text)]
        self.view.show_rows(_source(sorted(shown, key=lambda check: check.at, reverse=True)))
        away = sum(bool(check.away) for check in shown)
        self.view.sheet.show_foot(f"{len(shown)} 次", f"{away} 次有人不在" if away else "")
        self.view.show_summary(f"{self.month().month}月")

    def take_focus(self) -> None:
        """On the table."""
        self.view.sheet.take_focus()

    def month(self) -> "date":
        """The month in sight."""
        chosen = self.view.filters.filtering().chosen.get("month")
        return month_of(night_of(self._desk.act().at)) if chosen is None else month_of(chosen)  # type: ignore[arg-type]  # set by us

    def note(self) -> None:
        """记抽查: whoever is noted as sleeping here is taken to have been seen."""
        act = self._desk.act()
        tonight = self._desk.lodging.tonight(act)
        here = tuple(row.cadre_id for row in tonight.rows if row.night is not None and row.night.left_at is None)
        values = {"day": act.today, "time": clock_of(act.at), "present": here, "result": "在岗在位"}
        self._open(NEW, "记抽查", "记下", values, self._desk.spot_checks.note)

    def go_on(self, draft: str) -> None:
        """The form that was left, by the key of its draft."""
        checks = self._desk.spot_checks.of_year(self._desk.act().station_id, self._desk.act().today)
        found = next((check for check in checks if draft == f"spot_check.{check.id}"), None)
        if found is not None:
            self._change(found)
        elif draft == NEW:
            self.note()

    # within

    def _open(
        self, key: str, title: str, verb: str, values: "Mapping[str, Any]",
        save: "Callable[[Act, SpotCheckEntry], Saved[SpotCheck]]",
    ) -> None:  # fmt: skip
        self._entries.open(
            Entry(
                key=key, title=title, verb=verb, fields=self._fields((*values["present"], *values.get("away", ()))), values=values,
                save=lambda act, typed: save(act, _entry(typed)), told=lambda check: f"已{verb}抽查：{check.by_whom}",
                check=self._look, mends=self._mends,
            )
        )  # fmt: skip

    def _change(self, before: SpotCheck) -> None:
        """改 what was written down of it."""
        values = {name: value for name, value in said(SpotCheckEntry, before).items() if name != "at"}
        values |= {"day": at_station(before.at).date(), "time": clock_of(before.at)}
        change = self._desk.spot_checks.change
        self._open(
            f"spot_check.{before.id}", "改这次抽查", "存下", values, lambda act, entry: change(act, before, entry)
        )

    def _register(self, tabs: "QWidget", quiet: "Sequence[Verb]") -> Register:
        return Register(
            name="spot-checks", title="住宿", thing="抽查", columns=self._columns(), source=_source([]),
            purpose=Emptiness("shield", "点一次抽查，看谁在、谁不在。", "镇上来查，按 Ctrl+N 记下来。"),
            nothing=Emptiness("shield", "这个月没有抽查。", "镇上、县里来人查岗，在这里记。", "记抽查", self.note),
            page_of=self._page, new=Verb("记抽查", self.note, icon="plus", keys="Ctrl+N"), quiet=quiet, tabs=tabs,
            narrowings=(Narrowing("month", "月份", self._months),),
        )  # fmt: skip

    def _columns(self) -> "tuple[Column[SpotCheck], ...]":
        return (
            Column("时间", lambda c: short_date(at_station(c.at).date(), self._desk.act().today), meta=lambda c: clock(c.at), width=112),
            Column("谁来查的", lambda c: c.by_whom, meta=lambda c: c.unit, width=168),
            Column("结果", lambda c: c.result, meta=self._counted),
        )  # fmt: skip

    def _counted(self, check: SpotCheck) -> str:
        return f"在 {len(check.present)} 人" + (f"，不在 {self._who(check.away)}" if check.away else "")

    def _who(self, ids: "Sequence[UUID]") -> str:
        return "、".join(self._names.get(each, "已离任的干部") for each in ids)

    def _page(self, check: SpotCheck) -> PanelPage:
        facts = (
            ("单位", check.unit), ("在站", self._who(check.present)), ("不在站", self._who(check.away) or "没有"),
            ("结果", check.result), ("说明", check.note),
        )  # fmt: skip
        day = short_date(at_station(check.at).date(), self._desk.act().today)
        return PanelPage(
            title=check.by_whom, meta=f"{day} {clock(check.at)}", content=one_section(facts),
            verbs=(Verb("划掉", partial(self._cancel, check)),),
            primary=Verb("改", partial(self._change, check), icon="edit"),
        )  # fmt: skip

    def _fields(self, named: "Sequence[UUID]") -> list[Field]:
        """The staff, and whoever the check names that has left the station since."""
        people = [Choice(each, self._who([each])) for each in dict.fromkeys((*self._names, *named))]
        return [
            Field(name="by_whom", label="谁来查的", required=True, placeholder="如 孙主任、何干事"),
            Field(name="unit", label="单位", placeholder="如 镇党政办", ends=True),
            Field(name="day", label="哪天", kind=Kind.DATE, required=True, row="when"),
            Field(name="time", label="几点", kind=Kind.TIME, required=True, row="when"),
            Field(name="present", label="查到谁在站", kind=Kind.TICKS, choices=people),
            Field(name="away", label="谁不在站", kind=Kind.TICKS, choices=people),
            Field(name="result", label="结果", required=True),
            Field(name="note", label="说明", hint="可以不写"),
        ]

    def _look(self, values: "Mapping[str, Any]") -> "Sequence[Finding]":
        """Where the check and the nightly register differ, while one types; what is lacking is told on saving."""
        if values["day"] is None or values["time"] is None:
            return ()
        found = self._desk.spot_checks.findings(self._desk.act(), _entry(values))
        return [f for f in found if f.field in ("present", "away", "at") and f.code != "spot_check.nobody"]

    def _mends(self, finding: "Finding") -> "Sequence[Mend]":
        return [Mend("补上登记", self._note_missing)] if finding.code == "spot_check.unnoted" else ()

    def _note_missing(self) -> None:
        """Whoever was seen and is not in the register sleeps here: the check is how it is known."""
        form = self.view.panel.form()
        if form is None:
            return
        seen, done = _entry(form.values()), list[Any]()
        seeing = self._desk.lodging.seen
        if self.view.panel.attempt(lambda: done.append(seeing(self._desk.act(), seen.present, seen.at))):
            form.show_findings(self._look(form.values()), go=False)
            names = self._who([night.cadre_id for night in done[0].record])
            self._shell.toast(f"已补上{names}这一晚", undo=partial(self._take_back, done[0]))

    def _take_back(self, saved: "Saved[Any]") -> None:
        """The form that asked for it says again what is lacking."""
        self.view.panel.attempt(lambda: self._desk.undo(self._desk.act(), saved))
        if (form := self.view.panel.form()) is not None and "present" in form.cells:
            form.show_findings(self._look(form.values()), go=False)

    def _cancel(self, check: SpotCheck) -> None:
        done: list[Any] = []
        if self.view.panel.attempt(lambda: done.append(self._desk.spot_checks.close(self._desk.act(), check))):
            self.refresh()
            self._shell.toast(f"已划掉：{check.by_whom}的抽查", undo=lambda: self._entries.undo(done[0]))

    def _months(self) -> list[Choice]:
        this = month_of(night_of(self._desk.act().at))
        months = [month_after(this, -back) for back in range(1, MONTHS)]
        return [Choice(month, f"{month.year}年{month.month}月") for month in months]


def _entry(values: "Mapping[str, Any]") -> SpotCheckEntry:
    told: dict[str, Any] = {name: str(values[name] or "") for name in ("by_whom", "unit", "result", "note")}
    told |= {name: tuple(values[name]) for name in ("present", "away")}
    return SpotCheckEntry(at=datetime.combine(values["day"], values["time"], STATION_ZONE), **told)


def _source(checks: "Sequence[SpotCheck]") -> ListSource[SpotCheck]:
    return ListSource(checks, key=lambda check: check.id, name=lambda check: check.by_whom)
