"""政策: what there is to draw, and the rates in force from when to when."""

from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ui.entry import Entries, Entry
from ui.exporting import Exporting
from ui.kit.columns import Mark
from ui.kit.empty_state import Emptiness
from ui.kit.facts import Sections
from ui.kit.filters import Filtering, State
from ui.kit.lines import Line
from ui.kit.panel import PanelPage
from ui.kit.register import Register, RegisterView
from ui.kit.sources import ListSource
from ui.kit.spelling import is_spelled, spellings
from ui.kit.verb import Verb
from ui.screens.policies.columns import policy_columns
from ui.screens.policies.pages import policy_facts, rate_line, rates_of, year_of
from ui.screens.policies.policy_form import (
    NEW_POLICY,
    policy_entry,
    policy_fields,
    policy_values,
    rate_correction_fields,
    rate_entry,
    rate_fields,
)
from venue_desk.domain.money import yuan
from venue_desk.domain.policies import Policy, PolicyRow, Rate, RateEntry, rate_text
from venue_desk.domain.records import said
from venue_desk.services.listings import Wanted

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ui.kit.form import Form
    from ui.screen import Shell
    from venue_desk.desk import Desk

RUNNING, CLOSED = "running", "closed"


class PolicyTab:
    """The register of policies. `see` shows who draws one."""

    def __init__(
        self, desk: "Desk", shell: "Shell", tabs: "QWidget", new: Verb, see: "Callable[[UUID], object]"
    ) -> None:
        self._desk, self._shell, self._see = desk, shell, see
        self._year = desk.act().today.year
        self.view = RegisterView(self._register(tabs, new))
        self.view.filtered.connect(self.refresh)
        self.exporting = Exporting(desk, shell, self.view, "policies", self._exported)
        self._entries = Entries(desk, shell, self.view, self.refresh)

    def refresh(self) -> None:
        """Read the policies again."""
        filtering: Filtering = self.view.filters.filtering()
        act = self._desk.act()
        by_state = {
            state: self._desk.policies.rows(act.station_id, act.today, closed=state == CLOSED)
            for state in (RUNNING, CLOSED)
        }
        found = [row for row in by_state[filtering.state] if _matches(row, filtering.text)]
        shown = sorted(found, key=lambda row: -row.total_fen)
        self.view.show_rows(_source(shown))
        self.view.filters.show_counts({state: len(rows) for state, rows in by_state.items()})
        total = sum(row.total_fen for row in shown)
        sums = f"{self._year}年补贴合计 {yuan(total)} 元" if total else ""
        self.view.sheet.show_foot(f"{len(shown)} 项政策" if shown else "", sums)

    def open(self, policy_id: UUID) -> Policy:
        """One policy's page, running or not."""
        policy = self._desk.policies.get(self._desk.act().station_id, policy_id)
        self.view.filters.restore(Filtering(CLOSED if policy.closed_on else RUNNING))
        self.refresh()
        self.view.pick(policy_id)
        return policy

    def go_on(self, draft: str) -> None:
        """Open the form that was left unfinished, by the key of its draft."""
        form, _, record = draft.rpartition(".")
        if record == "new":
            self.register()
        elif form == "policy":
            self._change(self.open(UUID(record)))
        elif form == "rate.new":
            self.follow_rate(self.open(UUID(record)))
        else:
            self._go_on_correcting(UUID(record))

    def register(self) -> None:
        """登记政策."""
        self._entries.open(
            Entry(
                key="policy.new", title="登记政策", verb="登记", fields=policy_fields(), values=NEW_POLICY,
                save=lambda act, values: self._desk.policies.register(act, policy_entry(values)),
                told=lambda policy: f"已登记政策：{policy.name}",
                note="标准登记后再添",
            )
        )  # fmt: skip

    def follow_rate(self, policy: Policy) -> "Form":
        """添标准: it takes over from the one in force."""
        return self._entries.open(
            Entry(
                key=f"rate.new.{policy.id}", title=f"{policy.name}添标准", verb="添上", fields=rate_fields(policy),
                save=lambda act, values: self._desk.policies.follow_rate(act, policy, rate_entry(values)),
                told=lambda rate: f"已添标准：{policy.name} {rate_text(rate.rate_fen, policy.unit, policy.per)}",
                key_of=lambda _: policy.id,
            )
        )  # fmt: skip

    def export(self) -> None:
        """导出Excel of what stands in the table."""
        self.exporting.open()

    # within

    def _exported(self) -> Wanted:
        """The policies as they stand in the table."""
        act = self._desk.act()
        return Wanted(
            station_id=act.station_id, today=act.today, year=self._year,
            closed=self.view.filters.filtering().state == CLOSED,
            ids=tuple(row.policy.id for row in self.view.table.every_row()),
        )  # fmt: skip

    def _register(self, tabs: "QWidget", new: Verb) -> Register:
        register = Verb("登记政策", self.register, icon="leaf")
        return Register(
            name="policies",
            title="惠农政策",
            thing="政策",
            columns=policy_columns(self._year),
            source=_source([]),
            purpose=Emptiness(
                "leaf", "点一项政策，看标准、文号和今年发了多少。", "标准变了，用「添标准」接上，以前的自己留着。"
            ),
            nothing=Emptiness(
                "leaf", "还没有政策。", "先登记政策和标准，再登记各户的补贴。", "登记政策", self.register
            ),
            page_of=self._page,
            new=new,
            quiet=(Verb("导出Excel", self.export, icon="export"), register),
            states=(State(RUNNING, "在用"), State(CLOSED, "已停用")),
            tabs=tabs,
        )

    def _page(self, row: PolicyRow) -> PanelPage:
        policy, running = row.policy, row.policy.closed_on is None
        page = Sections()
        see = Verb("看明细", partial(self._see, policy.id), icon="list").button("row") if row.households else None
        page.add(f"{self._year}年补贴", year_of(row), see)
        page.add("标准", rates_of(self._rate_lines(row), policy))
        page.add("怎么领", policy_facts(policy))
        verbs = (Verb("改", partial(self._change, policy), icon="edit"), Verb("停用", partial(self._close, policy)))
        return PanelPage(
            title=policy.name,
            mark=Mark("示例") if policy.is_sample else None,
            sealed="" if running else "已经停用，只能看。",
            note="金额请照文件核对" if policy.is_sample and running else "",
            content=page,
            verbs=verbs if running else (),
            primary=Verb("添标准", partial(self.follow_rate, policy), icon="plus") if running else None,
        )

    def _rate_lines(self, row: PolicyRow) -> list[Line]:
        act, policy = self._desk.act(), row.policy
        rates = self._desk.policies.rates(act.station_id, policy.id)
        return [
            rate_line(
                policy, rate, in_force=rate == row.rate, today=act.today,
                verbs=self._rate_verbs(policy, rate, latest=rate == rates[-1]),
            )
            for rate in reversed(rates)
        ]  # fmt: skip

    def _rate_verbs(self, policy: Policy, rate: Rate, *, latest: bool) -> tuple[Verb, ...]:
        """Only the latest can be taken back: without an earlier one its years would have none."""
        if policy.closed_on is not None:
            return ()
        change = Verb("改", partial(self._change_rate, policy, rate))
        return (change, Verb("作废", partial(self._close_rate, policy, rate))) if latest else (change,)

    def _change(self, policy: Policy) -> None:
        self._entries.open(
            Entry(
                key=f"policy.{policy.id}", title=f"改{policy.name}", verb="存下", fields=policy_fields(),
                values=policy_values(policy),
                save=lambda act, values: self._desk.policies.change(act, policy, policy_entry(values)),
                told=lambda changed: f"已改好：{changed.name}",
            )
        )  # fmt: skip

    def _close(self, policy: Policy) -> None:
        self._do(lambda: self._desk.policies.close(self._desk.act(), policy), f"已停用：{policy.name}，以前发的都留着")

    def _change_rate(self, policy: Policy, rate: Rate) -> None:
        self._entries.open(
            Entry(
                key=f"rate.{rate.id}", title=f"改{policy.name}的标准", verb="存下", fields=rate_correction_fields(policy),
                values=said(RateEntry, rate),
                save=lambda act, values: self._desk.policies.change_rate(act, rate, rate_entry(values)),
                told=lambda _: f"已改好标准：{policy.name}",
                note="已经登记的补贴不跟着变",
                key_of=lambda _: policy.id,
            )
        )  # fmt: skip

    def _go_on_correcting(self, rate_id: UUID) -> None:
        act = self._desk.act()
        for row in self._desk.policies.rows(act.station_id, act.today):
            for rate in self._desk.policies.rates(act.station_id, row.policy.id):
                if rate.id == rate_id:
                    self._change_rate(self.open(row.policy.id), rate)

    def _close_rate(self, policy: Policy, rate: Rate) -> None:
        words = rate_text(rate.rate_fen, policy.unit, policy.per)
        self._do(
            lambda: self._desk.policies.close_rate(self._desk.act(), rate),
            f"已作废：{policy.name} {words}，前一个还在用就改它的截止日期",
        )

    def _do(self, act: "Callable[[], Any]", told: str) -> None:
        """Done at once, with 撤销; what hinders it stands in the panel."""
        done: list[Any] = []
        if self.view.panel.attempt(lambda: done.append(act())):
            self.refresh()
            self._shell.toast(told, undo=lambda: self._entries.undo(done[0]))


def _source(rows: list[PolicyRow]) -> ListSource[PolicyRow]:
    return ListSource(
        rows,
        key=lambda row: row.policy.id,
        name=lambda row: row.policy.name,
        sorts={"name": lambda row: spellings(row.policy.name), "total": lambda row: row.total_fen},
    )


def _matches(row: PolicyRow, text: str) -> bool:
    known = (row.policy.department, row.policy.audience, row.rate.document_number if row.rate else "")
    return not text or is_spelled(row.policy.name, text) or any(text in word for word in known)
