"""换班: what waits for the other's word or for a decision, and the form that asks for one or arranges it."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from ui.entry import Entry
from ui.kit.facts import Sections
from ui.kit.fields import Choice, Field, Kind
from ui.kit.panel import PanelPage
from ui.kit.verb import Verb
from ui.screens.roster.deeds import Deeds
from ui.screens.roster.side import Listed, record
from ui.screens.roster.staff import cadre_choices
from venue_desk.domain.calendar import short_date
from venue_desk.domain.roster import Duty, Slot, month_end
from venue_desk.domain.swaps import Swap, SwapEntry, SwapState

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from venue_desk.domain.findings import Finding
    from venue_desk.domain.roster import RosterFacts
    from venue_desk.services.swaps import SwapRow

LATEST = 12
"""So many of those that ended are shown."""


class SwapsPage:
    """Whatever month they are of."""

    def __init__(self, deeds: Deeds) -> None:
        self._deeds, self._desk = deeds, deeds.desk
        self._facts: RosterFacts | None = None

    def show_month(self, facts: "RosterFacts") -> None:
        """Which month the screen has drawn."""
        self._facts = facts

    def open(self) -> None:
        """The lists."""
        self._deeds.side.show_list(self._page)

    def ask(self, slot: Slot | None = None) -> None:
        """换班, of whoever stands where one is."""
        duty = self._facts.duties.get(slot) if self._facts and slot else None
        known = duty is not None and duty.cadre_id is not None and duty.begins_at > self._desk.act().at
        self._deeds.entries.open(
            Entry(
                key="swap.new", title="换班", verb="换班", fields=self._fields(),
                values={"duty_id": duty.id} if duty is not None and known else {},
                check=self._check, told=self._told, save=lambda _act, given: self._save(given),
                note="定了就换" if self._decides_for_others() else "对方同意后再批",
            )
        )  # fmt: skip

    # within

    def _save(self, given: Mapping[str, Any]) -> Any:
        entry = _entry(given)
        act = self._desk.act()
        owner = next((duty.cadre_id for duty in self._upcoming() if duty.id == entry.duty_id), None)
        mine = owner is not None and self._desk.swaps.decides(act, owner, entry.with_cadre_id)
        verb = self._desk.swaps.arrange if mine else self._desk.swaps.ask
        return self._deeds.saving("换班", verb, entry)

    def _page(self) -> PanelPage:
        act = self._desk.act()
        waiting = self._desk.swaps.waiting(act)
        ended = [row for row in self._desk.swaps.latest(act.station_id, LATEST) if not row.swap.state.open]
        page = Sections()
        page.add(f"等着的（{len(waiting)}）", Listed([self._waiting(row) for row in waiting], "没有等着的换班"))
        page.add("办完的", Listed([self._ended(row) for row in ended], "还没有换过班"))
        return PanelPage(title="换班", content=page, primary=Verb("换班", self.ask, icon="swap"))

    def _waiting(self, row: "SwapRow") -> "QWidget":
        state = f"{row.swap.state.label}　{row.swap.reason}".rstrip()
        return record(self._both(row.swap), (self._words(row), state), self._verbs(row.swap), row.hindered)

    def _ended(self, row: "SwapRow") -> "QWidget":
        return record(self._both(row.swap), (self._words(row), row.swap.state.label))

    def _verbs(self, swap: Swap) -> tuple[Verb, ...]:
        act, service = self._desk.act(), self._desk.swaps
        found: list[Verb] = []
        asked = act.cadre_id == swap.with_cadre_id or service.decides(act, swap.with_cadre_id)
        if swap.state is SwapState.ASKED and asked:
            found += [self._verb("同意", swap, service.accept), self._verb("不同意", swap, service.decline)]
        if swap.state is SwapState.ACCEPTED and service.decides(act, swap.cadre_id, swap.with_cadre_id):
            found += [self._verb("批准", swap, service.approve), self._verb("不批", swap, service.refuse)]
        if act.cadre_id in (swap.cadre_id, swap.entered_by) or service.decides(act, swap.cadre_id):
            found.append(self._verb("撤回", swap, service.withdraw))
        return tuple(found)

    def _verb(self, word: str, swap: Swap, verb: Any) -> Verb:
        told = f"{word}换班：{self._both(swap)}"
        return Verb(word, partial(self._deeds.in_panel, told, lambda act: verb(act, swap)))

    def _words(self, row: "SwapRow") -> str:
        """12月10日白班换12月12日夜班, or simply 代值12月10日白班."""
        return f"{self._when(row.duty)}换{self._when(row.back)}" if row.back else f"代值{self._when(row.duty)}"

    def _told(self, swap: Swap) -> str:
        both = self._both(swap)
        return f"已换班：{both}" if swap.state is SwapState.APPROVED else f"已提换班：{both}，{swap.state.label}"

    def _check(self, given: Mapping[str, Any]) -> "list[Finding]":
        if given.get("duty_id") is None or given.get("with_cadre_id") is None:
            return []
        return self._desk.swaps.findings(self._desk.act(), _entry(given))

    def _fields(self) -> list[Field]:
        duties = [Choice(duty.id, f"{self._when(duty)}　{self._name(duty.cadre_id)}") for duty in self._upcoming()]
        owners = {duty.id: duty.cadre_id for duty in self._upcoming()}
        return [
            Field(
                name="duty_id", label="换出去的班", kind=Kind.CHOICE, required=True, choices=duties, hint="姓名首字母或日子",
            ),
            Field(
                name="return_duty_id", label="换回来的班", kind=Kind.CHOICE, choices=duties, hint="只是帮忙值一班就空着",
            ),
            Field(
                name="with_cadre_id", label="和谁换", kind=Kind.CHOICE, required=True,
                choices=lambda: cadre_choices(self._desk.cadres.serving(self._desk.act().station_id)),
                suggest=lambda given: owners.get(cast("UUID", given.get("return_duty_id"))),
            ),
            Field(name="reason", label="事由"),
        ]  # fmt: skip

    def _decides_for_others(self) -> bool:
        act = self._desk.act()
        others = [each.id for each in self._desk.cadres.serving(act.station_id) if each.id != act.cadre_id]
        return self._desk.swaps.decides(act, *others)

    def _upcoming(self) -> list[Duty]:
        """The filled places to come, to the end of the drawn month or of the next thirty days."""
        act = self._desk.act()
        until = max(month_end(self._facts.month) if self._facts else act.today, act.today + timedelta(days=30))
        return self._desk.roster.upcoming(act, until)

    def _both(self, swap: Swap) -> str:
        return f"{self._name(swap.cadre_id)}和{self._name(swap.with_cadre_id)}"

    def _when(self, duty: Duty) -> str:
        return f"{short_date(duty.day, self._desk.act().today)}{duty.shift}"

    def _name(self, cadre_id: UUID | None) -> str:
        return self._facts.name(cadre_id) if self._facts and cadre_id else ""


def _entry(given: Mapping[str, Any]) -> SwapEntry:
    return SwapEntry(
        duty_id=given["duty_id"], with_cadre_id=given["with_cadre_id"], return_duty_id=given.get("return_duty_id"),
        reason=str(given.get("reason") or ""),
    )  # fmt: skip
