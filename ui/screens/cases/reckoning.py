"""What the form of a new case can tell before it is saved: method, days, agent, phone. Asked once for each choice, not a key."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from ui.kit.fields import Reckoned, Values
from ui.screens.cases.materials import KEYS
from venue_desk.domain.calendar import short_date
from venue_desk.domain.case_intake import Suggested, material_lines, missing
from venue_desk.domain.cases import CaseEntry, Channel, MaterialLine
from venue_desk.domain.catalogue import Method, ServiceItem
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import Finding
from venue_desk.domain.households import whose_phone

if TYPE_CHECKING:
    from venue_desk.desk import Desk

SAID = (
    "villager_id", "item_id", "method", "agent_id", "phone", "channel", "acting_name", "acting_relation", "acting_phone",
    "acting_id_number", "matter", "promised_on", "result",
)  # fmt: skip


@dataclass
class Reckoner:
    """Of one open form."""

    desk: "Desk"
    items: dict[UUID, ServiceItem]
    _known: dict[Any, Any] = field(default_factory=dict)

    def item(self, values: Values) -> ServiceItem | None:
        """The item chosen."""
        key = values.get("item_id")
        return self.items.get(key) if isinstance(key, UUID) else None

    def conditions(self, values: Values) -> Reckoned:
        """Whom the item is for: asked before anything is taken."""
        item = self.item(values)
        return Reckoned(item.conditions if item else "")

    def lines(self, values: Values) -> tuple[MaterialLine, ...]:
        """What the item asks for."""
        item = self.item(values)
        return material_lines(item) if item else ()

    def method(self, values: Values) -> Method:
        """The one that fits."""
        found = self._suggested(values)
        return found.method if found else Method.ON_BEHALF

    def why(self, values: Values) -> Reckoned:
        """建议：要交镇中心，可代交; nothing once another was chosen."""
        found = self._suggested(values)
        return Reckoned(f"建议：{found.why}" if found and values.get("method") is found.method else "")

    def promised(self, values: Values) -> date | None:
        """By when it is done at the latest."""
        item = self.item(values)
        return self._limits(item, None)[0] if item else None

    def promise_words(self, values: Values) -> Reckoned:
        """15 个工作日."""
        item = self.item(values)
        if item is None:
            return Reckoned("")
        return Reckoned(f"{item.promised_days} 个工作日" if item.promised_days else "当场办")

    def hand_in(self, values: Values) -> Reckoned:
        """By when it must lie at the township."""
        item, promised_on = self.item(values), values.get("promised_on")
        if item is None:
            return Reckoned("")
        by = self._limits(item, promised_on if isinstance(promised_on, date) else None)[1]
        return Reckoned(short_date(by, self.desk.act().today) if by else "不用交镇中心")

    def agent(self, values: Values) -> UUID | None:
        """Who covers the group, the one on duty first."""
        found = self._agent(values)
        return found[0] if found else None

    def agent_words(self, values: Values) -> Reckoned:
        """包这个组，正在值班."""
        found = self._agent(values)
        return Reckoned(found[1] if found and found[0] == values.get("agent_id") else "")

    def phone(self, values: Values) -> str:
        """Of the villager, or of the household."""
        key = values.get("villager_id")
        return self._once(("phone", key), lambda: self._phone(key)) if isinstance(key, UUID) else ""

    def envelope(self, values: Values) -> int | None:
        """The next empty one, as soon as something is kept."""
        return (
            self._once("envelope", lambda: self.desk.cases.next_envelope(self.desk.act().station_id))
            if holds(values)
            else None
        )

    def lacking(self, values: Values) -> Reckoned:
        """还缺 2 样，算待补正, before the keys."""
        lacking = missing(lines_of(values))
        if (
            not lacking
            or values.get("method") is Method.ON_THE_SPOT
            or not any(line.given for line in lines_of(values))
        ):
            return Reckoned("")
        return Reckoned(f"还缺 {len(lacking)} 样，算待补正　{KEYS}")

    def entry(self, values: Values) -> CaseEntry:
        """The typed values as the service takes them."""
        said: dict[str, Any] = {name: values.get(name) for name in SAID}
        if not values.get("acting"):
            said |= dict.fromkeys((name for name in SAID if name.startswith("acting_")), "")
        if values.get("method") is not Method.ON_THE_SPOT:
            said["result"] = ""
        number = cast("int | None", values.get("envelope"))
        held = [replace(line, envelope=number) if line.envelope is not None else line for line in lines_of(values)]
        return CaseEntry(**{**said, "materials": tuple(held)})

    def findings(self, values: Values) -> list[Finding]:
        """What the rules say so far; nothing while it is not known whose case it is, and of what."""
        if any(values.get(name) is None for name in ("villager_id", "item_id", "agent_id")):
            return []
        try:
            found = self.desk.cases.findings(self.desk.act(), self.entry(values))
        except Refused as refused:
            return list(refused.findings)
        return at_fields(each for each in found if each.code not in LATER)

    def _suggested(self, values: Values) -> Suggested | None:
        item, villager, channel = self.item(values), values.get("villager_id"), values.get("channel")
        if item is None or not isinstance(villager, UUID) or not isinstance(channel, Channel):
            return None
        key = ("method", item.id, villager, channel)
        return cast(
            "Suggested", self._once(key, lambda: self.desk.cases.suggest(self.desk.act(), item.id, villager, channel))
        )

    def _limits(self, item: ServiceItem, promised_on: date | None) -> tuple[date, date | None]:
        key = ("limits", item.id, promised_on)
        limits = self._once(key, lambda: self.desk.cases.limits(self.desk.act(), item.id, promised_on))
        return cast("tuple[date, date | None]", limits)

    def _agent(self, values: Values) -> tuple[UUID, str] | None:
        villager = values.get("villager_id")
        if not isinstance(villager, UUID):
            return None
        cadre, why = self._once(("agent", villager), lambda: self.desk.cases.suggest_agent(self.desk.act(), villager))
        return (cadre.id, why) if cadre else None

    def _phone(self, villager_id: UUID) -> str:
        station = self.desk.act().station_id
        home = self.desk.households.of_villager(station, villager_id)
        page = self.desk.households.get(station, home.id)
        person = next((member for member in page.members if member.id == villager_id), None)
        found = whose_phone(page, person)
        return found.phone if found else ""

    def _once(self, key: Any, ask: Callable[[], Any]) -> Any:
        if key not in self._known:
            self._known[key] = ask()
        return self._known[key]


def lines_of(values: Values) -> tuple[MaterialLine, ...]:
    """The materials as they stand in the form."""
    found = values.get("materials")
    return found if isinstance(found, tuple) else ()


def holds(values: Values) -> bool:
    """Whether an original is kept."""
    return any(line.envelope is not None for line in lines_of(values))


def at_fields(findings: Iterable[Finding]) -> list[Finding]:
    """The number of the envelope has a field of its own here."""
    return [replace(each, field="envelope") if each.code == "case.envelope" else each for each in findings]


LATER = frozenset({"case.result", "case.lacking", "case.amendment"})
"""Said on saving: while one still ticks and types they would only be in the way."""
