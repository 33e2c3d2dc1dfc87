"""送件: cases carried to a place together and fetched from it together, and the list of what went when."""

from functools import partial
from typing import TYPE_CHECKING, Any

from ui.entry import Entries, Entry
from ui.kit.columns import Column
from ui.kit.empty_state import Emptiness
from ui.kit.facts import Facts, Sections
from ui.kit.fields import Choice, Field, Kind, Values
from ui.kit.lines import Line, Lines
from ui.kit.panel import PanelPage
from ui.kit.register import Register, RegisterView
from ui.kit.sources import ListSource
from ui.kit.verb import Verb
from venue_desk.domain.calendar import at_station, short_date
from venue_desk.domain.case_listing import CaseFilter
from venue_desk.domain.cases import Batch, Case, CaseState
from venue_desk.domain.network import Level
from venue_desk.domain.printouts import PaperKey
from venue_desk.services.deliveries import DeliveryEntry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from ui.screen import Shell
    from venue_desk.desk import Desk
    from venue_desk.domain.acts import Act

IN_HAND_MAX = 1000


class DeliveryTab:
    """The register of deliveries."""

    def __init__(self, desk: "Desk", shell: "Shell", tabs: "QWidget", new: Verb) -> None:
        self._desk, self._shell = desk, shell
        self.view = RegisterView(self._register(tabs, new))
        self._entries = Entries(desk, shell, self.view, self.refresh)

    def refresh(self) -> None:
        """Read the deliveries, and how many cases wait to be carried."""
        batches = self._desk.deliveries.latest(self._desk.act().station_id)
        self.view.show_rows(_source(batches))
        waiting = sum(case.hand_in_on is not None for case in self._cases(CaseState.ACCEPTED))
        self.view.sheet.show_foot(f"{len(batches)} 次", f"{waiting} 件等着送" if waiting else "")

    def carry(self) -> None:
        """送件: those that are ready."""
        self._ask("送件", self._cases(CaseState.ACCEPTED), outward=True)

    def fetch(self) -> None:
        """取件: those that lie elsewhere."""
        self._ask("取件", self._cases(CaseState.UNDER_WAY), outward=False)

    # within

    def _register(self, tabs: "QWidget", new: Verb) -> Register:
        today = self._desk.act().today
        columns: tuple[Column[Batch], ...] = (
            Column("送取", lambda b: "送件" if b.outward else "取件", meta=lambda b: b.received_by, width=112),
            Column("地方", lambda b: b.place, meta=lambda b: b.number),
            Column(
                "时间", lambda b: short_date(at_station(b.at).date(), today), meta=lambda b: f"{at_station(b.at):%H:%M}",
                width=132,
            ),
        )  # fmt: skip
        return Register(
            name="deliveries", title="民事代办", thing="送件", columns=columns, source=_source([]),
            purpose=Emptiness("truck", "点一次，看送了哪些件、谁收的。", "送件单一式两份，一份带回来存档。"),
            nothing=Emptiness("truck", "还没有送过件。", "点「送件」，勾上要带的件，选送到哪里。", "送件", self.carry),
            page_of=self._page, new=new,
            quiet=(Verb("取件", self.fetch, icon="return"), Verb("送件", self.carry, icon="truck")), tabs=tabs,
        )  # fmt: skip

    def _page(self, batch: Batch) -> PanelPage:
        _, cases = self._desk.deliveries.get(self._desk.act(), batch.id)
        page = Sections()
        page.add("", Facts((("编号", batch.number), ("谁收的", batch.received_by), ("说明", batch.note))))
        lines = [
            Line(
                fact=f"{case.applicant} {case.item_name}", meta=case.number,
                verbs=(Verb("看这件", partial(self._shell.go, "cases", case_id=case.id)),),
            )
            for case in cases
        ]  # fmt: skip
        page.add(f"{len(cases)} 件", Lines(lines))
        paper = partial(self._shell.go, "printouts", paper=PaperKey.DELIVERY_LIST.value, batch_id=batch.id)
        return PanelPage(
            title=batch.place, meta="送件" if batch.outward else "取件", content=page,
            primary=Verb("印送件单", paper, icon="printer"),
        )  # fmt: skip

    def _cases(self, state: CaseState) -> list[Case]:
        act = self._desk.act()
        rows = self._desk.cases.page(act.station_id, CaseFilter(today=act.today), limit=IN_HAND_MAX)
        return [row.case for row in rows if row.case.state is state]

    def _ask(self, word: str, cases: "Sequence[Case]", *, outward: bool) -> None:
        points = [
            p for p in self._desk.network.rows(self._desk.act().station_id) if p.level in (Level.TOWNSHIP, Level.COUNTY)
        ]
        contacts = {point.id: point.contact for point in points}

        def contact(values: Values) -> str:
            return next((name for key, name in contacts.items() if key == values.get("point_id")), "")

        ready = tuple(case.id for case in cases if case.hand_in_on is not None) if outward else ()
        fields = [
            Field(
                name="case_ids", label="哪几件", kind=Kind.TICKS,
                choices=[Choice(case.id, f"{case.applicant} {case.item_name}") for case in cases],
            ),
            Field(
                name="point_id", label="送到哪里" if outward else "从哪里取", kind=Kind.CHOICE, required=True,
                choices=[Choice(point.id, point.name, point.contact) for point in points],
            ),
            Field(name="received_by", label="谁收的" if outward else "谁交的", suggest=contact),
            *([Field(name="with_originals", label="证件", kind=Kind.TICK, placeholder="证件也带去")] if outward else ()),
            Field(name="note", label="说明", hint="可以不写"),
        ]  # fmt: skip
        place = next((point.id for point in points if point.level is Level.TOWNSHIP), None)

        def save(act: "Act", values: "Mapping[str, Any]") -> Any:
            entry = DeliveryEntry(**{**values, "case_ids": tuple(values["case_ids"])})
            return (self._desk.deliveries.carry if outward else self._desk.deliveries.fetch)(act, entry)

        self._entries.open(
            Entry(
                key=f"delivery.{word}", title=word, verb=word, fields=fields, save=save,
                values={"case_ids": ready, "point_id": place}, told=lambda batch: f"已{word}：{batch.place}",
            )
        )  # fmt: skip


def _source(batches: "Sequence[Batch]") -> ListSource[Batch]:
    return ListSource(batches, key=lambda batch: batch.id, name=lambda batch: batch.place)
