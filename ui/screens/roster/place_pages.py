"""What concerns the one place one stands on: 找人替班, 谁改过, and the menu under the right button."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ui.entry import Entry
from ui.kit.facts import Sections
from ui.kit.fields import Choice, Field, Kind
from ui.kit.lines import Line, Lines
from ui.kit.panel import PanelPage
from ui.screens.roster.candidates import candidates
from ui.screens.roster.deeds import Deeds
from venue_desk.domain.calendar import at_station, day_of, short_date
from venue_desk.domain.roster import RosterFacts, Slot
from venue_desk.domain.roster_fairness import Fairness

if TYPE_CHECKING:
    from venue_desk.domain.told_changes import ToldChange


class PlacePages:
    """Of the drawn month."""

    def __init__(self, deeds: Deeds) -> None:
        self._deeds, self._desk = deeds, deeds.desk
        self._facts: RosterFacts | None = None
        self._fairness = Fairness((), 0.0)

    def show_month(self, facts: RosterFacts, fairness: Fairness) -> None:
        """Which month the screen has drawn."""
        self._facts, self._fairness = facts, fairness

    def stand_in(self, slot: Slot) -> None:
        """找人替班: who serves instead, and what was reported of it."""
        if self._facts is None:
            return
        here = self._facts.on(slot)
        name = self._facts.name(here) if here else ""
        self._deeds.entries.open(
            Entry(
                key=f"stand_in.{slot.key}", title="找人替班", verb="替班", fields=self._fields(self._facts, slot),
                save=lambda _act, given: self._save(slot, given),
                told=lambda _duties: f"{said(slot)}：{f'替{name}值班' if name else '已排上'}",
                note=f"{said(slot)}　{name}".rstrip(), key_of=lambda _duties: None,
            )
        )  # fmt: skip

    def history(self, slot: Slot) -> None:
        """谁改过."""
        self._deeds.side.show_list(lambda: self._history(slot))

    def _save(self, slot: Slot, given: Mapping[str, Any]) -> Any:
        note = str(given.get("note") or "")
        return self._deeds.saving(f"{said(slot)}替班", self._desk.roster.stand_in, slot, given["cadre_id"], note)

    def _fields(self, facts: RosterFacts, slot: Slot) -> list[Field]:
        people = [
            Choice(each.cadre_id, each.name, each.facts) for each in candidates(facts, self._fairness, slot)
        ]  # fmt: skip
        return [
            Field(name="cadre_id", label="谁来替", kind=Kind.CHOICE, required=True, choices=people),
            Field(name="note", label="报备", hint="报给了谁，会印在墙上", placeholder="例如 已报镇党政办"),
        ]

    def _history(self, slot: Slot) -> PanelPage:
        act = self._desk.act()
        told = self._desk.roster.history(act.station_id, slot)
        page = Sections()
        page.add("", Lines([self._line(line) for line in told], "这一格还没有人改过"))
        return PanelPage(title="谁改过", meta=f"{said(slot)}{slot.role.label}", content=page)

    def _line(self, line: "ToldChange") -> Line:
        when = f"{short_date(day_of(line.at), self._desk.act().today)} {at_station(line.at):%H:%M}"
        return Line(fact=line.what, meta=f"{when}　{line.who}")


def said(slot: Slot) -> str:
    """12月10日白班."""
    return f"{slot.day.month}月{slot.day.day}日{slot.shift}"
