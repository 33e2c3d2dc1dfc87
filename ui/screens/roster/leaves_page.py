"""请假: what waits for a decision, the leaves of the month, and the wishes; with the forms that enter them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from ui.entry import Entry
from ui.kit.facts import Sections
from ui.kit.fields import Choice, Field, Kind
from ui.kit.panel import PanelPage
from ui.kit.typed_dates import Lean
from ui.kit.verb import Verb
from ui.screens.roster.deeds import Deeds
from ui.screens.roster.side import Listed, record
from ui.screens.roster.staff import cadre_choices
from venue_desk.domain.calendar import short_date
from venue_desk.domain.findings import Finding, should
from venue_desk.domain.leaves import Leave, LeaveEntry, LeaveKind, LeaveState, Wish, WishEntry, days_text
from venue_desk.domain.roster import month_end

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from venue_desk.domain.roster import RosterFacts

ANY_SHIFT = ""


class LeavesPage:
    """Of the drawn month; what waits is shown whatever month it is of."""

    def __init__(self, deeds: Deeds) -> None:
        self._deeds, self._desk = deeds, deeds.desk
        self._facts: RosterFacts | None = None

    def show_month(self, facts: "RosterFacts") -> None:
        """Which month the screen has drawn."""
        self._facts = facts

    def open(self) -> None:
        """The lists."""
        self._deeds.side.show_list(self._page)

    def ask(self, cadre_id: UUID | None = None, day: date | None = None) -> None:
        """登记请假, for whoever stands where one is."""
        values = {"cadre_id": cadre_id, "kind": LeaveKind.PERSONAL, "from_on": day, "to_on": day}
        self._deeds.entries.open(
            Entry(
                key="leave.new", title="登记请假", verb="登记", fields=self._leave_fields(),
                values={name: value for name, value in values.items() if value is not None},
                check=self._check, told=self._told_leave,
                save=lambda _act, given: self._deeds.saving("登记请假", self._desk.leaves.register, _entry(given)),
            )
        )  # fmt: skip

    def change(self, leave: Leave) -> None:
        """改 the days or the reason."""
        fields = [field for field in self._leave_fields() if field.name != "cadre_id"]
        self._deeds.entries.open(
            Entry(
                key=f"leave.{leave.id}", title=f"改{self._name(leave.cadre_id)}的假", verb="存下", fields=fields,
                values={"kind": leave.kind, "from_on": leave.from_on, "to_on": leave.to_on, "reason": leave.reason},
                check=lambda given: self._check({**given, "cadre_id": leave.cadre_id}, leave),
                told=self._told_leave,
                save=lambda _act, given: self._deeds.saving(
                    "改请假", self._desk.leaves.change, leave, _entry({**given, "cadre_id": leave.cadre_id})
                ),
            )
        )  # fmt: skip

    def go_on(self, draft: str) -> None:
        """The change of a leave that was left unfinished, by the key of its draft."""
        self.open()
        self.change(self._desk.leaves.get(self._desk.act().station_id, UUID(draft.removeprefix("leave."))))

    def wish(self, cadre_id: UUID | None = None, day: date | None = None) -> None:
        """记意愿: rather, or rather not."""
        values = {"cadre_id": cadre_id, "day": day, "wants": False, "shift": ANY_SHIFT}
        self._deeds.entries.open(
            Entry(
                key="wish.new", title="记意愿", verb="记下", fields=self._wish_fields(),
                values={name: value for name, value in values.items() if value is not None},
                told=lambda wish: f"已记下：{self._name(wish.cadre_id)}{self._wish_words(wish)}",
                save=lambda _act, given: self._deeds.saving("记意愿", self._desk.leaves.wish, WishEntry(**given)),
            )
        )  # fmt: skip

    def approve(self, leave: Leave) -> bool:
        """准假, from the lists or from what is to be mended."""
        return self._do("准假", leave, self._desk.leaves.approve)

    def refuse(self, leave: Leave) -> bool:
        """不准."""
        return self._do("没准假", leave, self._desk.leaves.refuse)

    def waiting_for(self, cadre_id: UUID, day: date) -> Leave | None:
        """The leave asked for by that cadre over that day."""
        leaves = self._facts.leaves if self._facts else ()
        asked = (each for each in leaves if each.state is LeaveState.ASKED)
        return next((each for each in asked if each.cadre_id == cadre_id and each.covers(day)), None)

    # within

    def _page(self) -> PanelPage:
        act, facts = self._desk.act(), self._facts
        month = facts.month if facts else act.today.replace(day=1)
        waiting = self._desk.leaves.waiting(act.station_id)
        granted = [
            leave for leave in self._desk.leaves.between(act.station_id, month, month_end(month))
            if leave.state is LeaveState.APPROVED
        ]  # fmt: skip
        wishes = self._desk.leaves.wishes(act.station_id, month, month_end(month))
        page = Sections()
        page.add(f"等着批（{len(waiting)}）", Listed([self._asked(each) for each in waiting], "没有等着批的假"))
        page.add(f"{month.month}月的假", Listed([self._granted(each) for each in granted], "这个月没有人请假"))
        page.add("意愿", Listed([self._wished(each) for each in wishes], "排班时尽量照顾，照顾不了会提醒"))
        return PanelPage(
            title="请假",
            content=page,
            verbs=(Verb("记意愿", self.wish),),
            primary=Verb("登记请假", self.ask, icon="plus"),
        )

    def _asked(self, leave: Leave) -> "QWidget":
        act = self._desk.act()
        mine = self._desk.leaves.decides(act, leave.cadre_id)
        decide = (Verb("准假", lambda: self.approve(leave)), Verb("不准", lambda: self.refuse(leave)))
        needing = self._desk.leaves.duties_under(act, leave)
        return record(
            f"{self._name(leave.cadre_id)}　{leave.kind.label} {_days(leave)} 天",
            (f"{days_text(leave, act.today)}　{leave.reason}".rstrip(), "" if mine else "等站长或带班干部批"),
            (*(decide if mine else ()), *self._own(leave)),
            f"准了要换人：{_named(needing)}" if needing else "",
        )

    def _granted(self, leave: Leave) -> "QWidget":
        act = self._desk.act()
        return record(
            f"{self._name(leave.cadre_id)}　{leave.kind.label} {_days(leave)} 天",
            (f"{days_text(leave, act.today)}　{leave.reason}".rstrip(),),
            self._own(leave),
        )

    def _own(self, leave: Leave) -> tuple[Verb, ...]:
        act = self._desk.act()
        if act.cadre_id not in (leave.cadre_id, leave.asked_by) and not self._desk.leaves.decides(act, leave.cadre_id):
            return ()
        change = Verb("改", partial(self.change, leave))
        begun = leave.state is LeaveState.APPROVED and leave.from_on < act.today
        return (change,) if begun else (change, Verb("撤回", lambda: self._withdraw(leave)))

    def _wished(self, wish: Wish) -> "QWidget":
        words = f"{self._name(wish.cadre_id)}　{self._wish_words(wish)}"
        return record(words, (), (Verb("撤掉", lambda: self._close_wish(wish)),))

    def _wish_words(self, wish: Wish) -> str:
        return f"{short_date(wish.day, self._desk.act().today)}{wish.shift}{'愿意值' if wish.wants else '不方便'}"

    def _withdraw(self, leave: Leave) -> None:
        self._do("撤回请假", leave, self._desk.leaves.withdraw)

    def _close_wish(self, wish: Wish) -> None:
        self._deeds.in_panel("已撤掉意愿", lambda act: self._desk.leaves.close_wish(act, wish))

    def _do(self, what: str, leave: Leave, verb: Any) -> bool:
        told = f"{what}：{self._name(leave.cadre_id)} {days_text(leave, self._desk.act().today)}"
        do = self._deeds.in_panel if self._deeds.side.is_page() else self._deeds.in_month
        return do(told, lambda act: verb(act, leave))

    def _told_leave(self, leave: Leave) -> str:
        needing = self._desk.leaves.duties_under(self._desk.act(), leave)
        after = f"，{len(needing)} 班要换人" if needing else ""
        return f"{leave.state.label}：{self._name(leave.cadre_id)} {days_text(leave, self._desk.act().today)}{after}"

    def _check(self, given: Mapping[str, Any], leave: Leave | None = None) -> list[Finding]:
        if any(given.get(name) is None for name in ("cadre_id", "kind", "from_on", "to_on")):
            return []
        found = self._desk.leaves.findings(self._desk.act(), _entry(given), leave)
        needing = [finding for finding in found if finding.code == "leave.duty"]
        told = [should("leave.duty", "to_on", f"这几天有班，准了假要换人：{_named(needing)}。")] if needing else []
        return [finding for finding in found if finding not in needing] + told

    def _leave_fields(self) -> list[Field]:
        return [
            Field(name="cadre_id", label="谁请假", kind=Kind.CHOICE, required=True, choices=self._cadres),
            Field(name="kind", label="哪种假", kind=Kind.CHOICE, required=True, choices=[Choice(k, k.label) for k in LeaveKind]),
            Field(name="from_on", label="第一天", kind=Kind.DATE, required=True, lean=Lean.AHEAD, row="days"),
            Field(
                name="to_on", label="最后一天", kind=Kind.DATE, required=True, lean=Lean.AHEAD, row="days",
                suggest=lambda given: given.get("from_on"),
            ),
            Field(name="reason", label="事由"),
        ]  # fmt: skip

    def _wish_fields(self) -> list[Field]:
        shifts = dict.fromkeys(run.name for run in self._facts.runs) if self._facts else {}
        return [
            Field(name="cadre_id", label="谁", kind=Kind.CHOICE, required=True, choices=self._cadres),
            Field(name="day", label="哪天", kind=Kind.DATE, required=True, lean=Lean.AHEAD),
            Field(
                name="shift", label="哪个班", kind=Kind.CHOICE, required=True,
                choices=[Choice(ANY_SHIFT, "都算"), *(Choice(name, name) for name in shifts)],
            ),
            Field(
                name="wants", label="愿不愿意", kind=Kind.CHOICE, required=True,
                choices=[Choice(False, "不方便"), Choice(True, "愿意值")],
            ),
        ]  # fmt: skip

    def _cadres(self) -> Sequence[Choice]:
        return cadre_choices(self._desk.cadres.serving(self._desk.act().station_id))

    def _name(self, cadre_id: UUID) -> str:
        return self._facts.name(cadre_id) if self._facts else ""


def _entry(given: Mapping[str, Any]) -> LeaveEntry:
    return LeaveEntry(
        cadre_id=cast("UUID", given["cadre_id"]), kind=LeaveKind(given["kind"]), from_on=given["from_on"],
        to_on=given["to_on"], reason=str(given.get("reason") or ""),
    )  # fmt: skip


def _days(leave: Leave) -> int:
    return (leave.to_on - leave.from_on + timedelta(days=1)).days


def _named(needing: Sequence[Finding]) -> str:
    """10日白班、11日夜班 out of the keys of their places."""
    days = [finding.field.split("/") for finding in needing]
    return "、".join(f"{int(day[-2:])}日{shift}" for day, shift, *_ in days)
