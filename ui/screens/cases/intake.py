"""登记新件: the form of a new case in the panel, from the first letter of the name to the receipt, without leaving the keys."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ui.entry import Entries, Entry
from ui.kit.columns import Mark
from ui.kit.fields import Choice, Field, Kind
from ui.kit.finding_line import Mend
from ui.kit.form import Form
from ui.kit.labels import Prose
from ui.kit.panel import PanelPage
from ui.kit.verb import Verb
from ui.name_field import name_field
from ui.screens.cases.intake_fields import asked_certificate, intake_fields
from ui.screens.cases.item_field import ItemEditor
from ui.screens.cases.materials import MaterialsEditor
from ui.screens.cases.receipt import ReceiptLine
from ui.screens.cases.reckoning import Reckoner, at_fields
from venue_desk.domain.case_intake import Forbidden
from venue_desk.domain.cases import Case, CaseState, Channel
from venue_desk.domain.catalogue import Method
from venue_desk.domain.duty_log import LogKind
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import Finding, must
from venue_desk.domain.households import HouseholdEntry, Relation, VillagerEntry

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.kit.register import RegisterView
    from ui.screen import Shell
    from venue_desk.desk import Desk
    from venue_desk.domain.acts import Act
    from venue_desk.domain.households import Household
    from venue_desk.services.saved import Saved

NEW = "case.new"
VERBS = {True: "登记办结", False: "登记并打印回执"}
"""What is done on the spot needs no receipt."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What a new case begins with, and the key under which its draft is kept."""

    key: str
    values: Mapping[str, Any]


class Intake:
    """One form at a time; `show` leads to the case once it is registered, `open_case` to another one."""

    def __init__(
        self,
        desk: "Desk",
        shell: "Shell",
        view: "RegisterView",
        entries: Entries,
        show: "Callable[[Case], object]",
        open_case: "Callable[[UUID], object]",
        receipt: ReceiptLine,
    ) -> None:
        self._desk, self._shell, self._view, self._entries = desk, shell, view, entries
        self._show, self._open_case, self._receipt = show, open_case, receipt
        self._saved: Saved[Case] | None = None
        self._begun = Begun(NEW, {})
        self._reckoner = self._reckon_anew()
        self.form: Form | None = None

    # how it begins

    def register(self) -> None:
        """Of whoever stands at the desk; a station that has no items yet is offered the common ones first."""
        if self._desk.catalogue.rows(self._desk.act().station_id):
            self._open(Begun(NEW, {}))
        else:
            self._offer_items()

    def _offer_items(self) -> None:
        """用常办事项: the shipped items, and the places they go to."""
        told = "目录里还没有事项，登记不了代办。先用随程序来的常办事项，以后照县里的目录改。"
        self._view.show_page(
            PanelPage(
                title="登记新件", content=Prose(told), primary=Verb("用常办事项", self._take_items, icon="list"),
            )
        )  # fmt: skip

    def _take_items(self) -> None:
        act = self._desk.act()
        if self._view.panel.attempt(lambda: (self._desk.catalogue.take_over(act), self._desk.network.take_over(act))):
            self.register()

    def register_for(self, villager_id: UUID) -> None:
        """Of this villager: the cursor waits at the item."""
        self._open(Begun(f"{NEW}.for.{villager_id}", {"villager_id": villager_id}), "item_id")

    def register_item(self, root_id: UUID) -> None:
        """Of this item, in the version in force."""
        items = self._desk.catalogue.rows(self._desk.act().station_id)
        item = next((item for item in items if item.root_id == root_id), None)
        self._open(Begun(f"{NEW}.item.{root_id}", {"item_id": item.id} if item else {}))

    def register_line(self, line_id: UUID) -> None:
        """Of what somebody came or rang about, as the duty log has it."""
        line = self._desk.duty_log.get(self._desk.act(), line_id)
        values: dict[str, Any] = {
            "matter": line.matter,
            "channel": Channel.PHONE if line.kind is LogKind.CALL else Channel.DESK,
        }
        if line.phone:
            values["phone"] = line.phone
        if line.villager_id is not None:
            values["villager_id"] = line.villager_id
        self._open(Begun(f"{NEW}.log.{line_id}", values), "item_id" if line.villager_id else "")

    def go_on(self, draft: str) -> None:
        """The form that was left, by the key of its draft."""
        _, _, rest = draft.partition(f"{NEW}.")
        kind, _, key = rest.partition(".")
        begin = {"for": self.register_for, "item": self.register_item, "log": self.register_line}.get(kind)
        if begin is None:
            self.register()
        else:
            begin(UUID(key))

    # within

    def _open(self, begun: Begun, at: str = "") -> None:
        self._begun, self._reckoner, self.form = begun, self._reckon_anew(), None
        values = {"channel": Channel.DESK, "method": Method.ON_BEHALF, **begun.values}
        self.form = form = self._entries.open(
            Entry(
                key=begun.key, title="登记新件", verb=VERBS[False], mark=Mark("免费代办"), values=values,
                fields=intake_fields(self._reckoner, self._new_villager),
                save=self._accept, told=_told, then=self._registered, check=self._look, mends=self._mends,
                note="回执登记后就打印", primary_icon="printer",
            )
        )  # fmt: skip
        form.edited.connect(self._typed)
        if "item_id" in begun.values and not self._materials().value():
            self._list_materials()
        self._follow()
        form.show_findings(self._look(form.values()), go=False)  # now with what mends them
        if at:
            form.focus_cell(form.cells[at])

    def _reckon_anew(self) -> Reckoner:
        items = self._desk.catalogue.rows(self._desk.act().station_id)
        return Reckoner(self._desk, {item.id: item for item in items})

    def _materials(self) -> MaterialsEditor:
        assert self.form is not None
        editor = self.form.cells["materials"].editor
        assert isinstance(editor, MaterialsEditor)
        return editor

    def _typed(self, name: str) -> None:
        if name == "item_id":
            self._list_materials()
        self._follow()

    def _list_materials(self) -> None:
        """Those of the item; while it is being typed, those of the one before."""
        assert self.form is not None
        if self.form.values().get("item_id") is not None:
            self._materials().list_for(self._reckoner.lines(self.form.values()))
            self._materials().changed.emit()

    def _follow(self) -> None:
        """What is shown beside a field and hangs on another one."""
        assert self.form is not None
        values = self.form.values()
        number = values.get("envelope")
        self._materials().show_envelope(number if isinstance(number, int) else 0)
        if self._view.panel.primary is not None:
            self._view.panel.primary.setText(VERBS[values.get("method") is Method.ON_THE_SPOT])

    def _look(self, values: Mapping[str, Any]) -> list[Finding]:
        asked = self._asked_certificate()
        if asked is not None:
            return [must("case.asked_forbidden", "item_id", asked.sentence)]
        return self._reckoner.findings(values)

    def _accept(self, act: "Act", values: Mapping[str, Any]) -> "Saved[Case]":
        try:
            self._saved = self._desk.cases.accept(act, self._reckoner.entry(values))
        except Refused as refused:
            raise Refused(at_fields(refused.findings)) from refused
        return self._saved

    def _registered(self, case: Case) -> None:
        self._desk.search.opened(case.villager_id, self._desk.act().at)
        self._show(case)
        saved = self._saved
        if case.state is not CaseState.COLLECTED and saved is not None:
            self._receipt.print_receipt(case, lambda: self._entries.undo(saved))

    # what is in the way

    def _mends(self, finding: Finding) -> list[Mend]:
        if self.form is None:
            return []
        if finding.code == "case.twice" and finding.subject is not None:
            return [Mend("打开那件", partial(self._open_case, finding.subject))]
        if finding.code == "case.asked_forbidden":
            return self._instead(self._asked_certificate())
        if finding.code != "case.forbidden":
            return []
        lines = self._materials().model.lines
        place, asked = next(
            ((place, asked) for place, line in enumerate(lines) if (asked := asked_certificate(line.name))),
            (None, None),
        )
        taken = [Mend("删掉这一样", partial(self._materials().remove, place))] if place is not None else []
        return [*self._instead(asked), *taken]

    def _instead(self, certificate: Forbidden | None) -> list[Mend]:
        """The item by which they get what they came for."""
        if certificate is None or not certificate.instead or self.form is None:
            return []
        known = (item for item in self._reckoner.items.values() if item.name == certificate.instead)
        item = next(known, None)
        chosen = self.form.values().get("item_id")
        return [Mend(f"改办{item.name}", partial(self._take_item, item.id))] if item and item.id != chosen else []

    def _take_item(self, item_id: UUID) -> None:
        assert self.form is not None
        for place, line in reversed(list(enumerate(self._materials().model.lines))):
            if asked_certificate(line.name):
                self._materials().remove(place)
        self.form.put("item_id", item_id)
        self._list_materials()
        self._follow()
        self.form.changed.emit()
        self.form.focus_cell(self.form.cells["materials"])

    def _asked_certificate(self) -> Forbidden | None:
        if self.form is None:
            return None
        editor = self.form.cells["item_id"].editor
        return editor.certificate() if isinstance(editor, ItemEditor) else None

    # somebody nobody knows yet

    def _new_villager(self, typed: str) -> None:
        """登记新农户 in the same place, then back to the case that was begun."""
        begun, name = self._begun, "" if typed.isascii() else typed
        hamlets = self._desk.stations.hamlets(self._desk.act().station_id)
        fields = [
            name_field(self._desk, "户主姓名"),
            Field(
                name="hamlet_id", label="住哪个社", kind=Kind.CHOICE, required=True,
                choices=[Choice(hamlet.id, hamlet.name) for hamlet in hamlets],
            ),
            Field(name="phone", label="电话", kind=Kind.PHONE, hint="可以先不填"),
        ]  # fmt: skip
        self._entries.open(
            Entry(
                key="household.quick", title="登记新农户", verb="登记，接着办件", fields=fields, values={"name": name},
                save=self._found,
                told=lambda household: f"已登记农户：{household.head_name}，户号 {household.number}",
                note="证件号、一卡通以后在「农户」里补", then=partial(self._go_back, begun),
            )
        )  # fmt: skip

    def _found(self, act: "Act", values: Mapping[str, Any]) -> "Saved[Household]":
        hamlets = {hamlet.id: hamlet for hamlet in self._desk.stations.hamlets(act.station_id)}
        hamlet = hamlets[values["hamlet_id"]]
        home = HouseholdEntry(
            number=self._desk.households.next_number(act.station_id), group_id=hamlet.group_id, hamlet_id=hamlet.id
        )
        head = VillagerEntry(name=values["name"], phone=values["phone"], relation=Relation.HEAD)
        try:
            return self._desk.households.register(act, home, [head])
        except Refused as refused:
            raise Refused(
                [must(f.code, f.field.removeprefix("members.0."), f.sentence) for f in refused.findings]
            ) from refused

    def _go_back(self, begun: Begun, household: "Household") -> None:
        head = self._desk.households.get(household.station_id, household.id).members[0]
        self._open(begun)
        assert self.form is not None
        self.form.put("villager_id", head.id)
        self._follow()
        self.form.focus_cell(self.form.cells["item_id"])


def _told(case: Case) -> str:
    whose = f"{case.applicant} {case.item_name}"
    if case.state is CaseState.COLLECTED:
        return f"已办结：{whose}"
    return f"已登记，等补正：{whose}" if case.state is CaseState.AMENDING else f"已登记：{whose}"
