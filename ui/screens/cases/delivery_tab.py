"""送件: cases carried to a place together and fetched from it together, and the list of what went when."""

from functools import partial
from typing import TYPE_CHECKING, Any

from ui.entry import Entries, Entry
from ui.kit.columns import Column, Mark, Tone
from ui.kit.empty_state import Emptiness
from ui.kit.facts import Facts, Sections
from ui.kit.fields import Choice, Field, Kind, Values
from ui.kit.lines import Line, Lines
from ui.kit.panel import PanelPage
from ui.kit.register import Register, RegisterView
from ui.kit.sources import ListSource
from ui.kit.verb import Verb
from venue_desk.domain.calendar import at_station, short_date
from venue_desk.domain.cases import Batch
from venue_desk.domain.network import Level
from venue_desk.domain.printouts import PaperKey
from venue_desk.services.deliveries import BatchRow, DeliveryEntry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from ui.screen import Shell
    from venue_desk.desk import Desk
    from venue_desk.domain.acts import Act
    from venue_desk.services.saved import Saved

BACK = Mark("已撤销", Tone.OUTLINE, "undo")


class DeliveryTab:
    """The register of deliveries."""

    def __init__(self, desk: "Desk", shell: "Shell", tabs: "QWidget", new: Verb) -> None:
        self._desk, self._shell = desk, shell
        self.view = RegisterView(self._register(tabs, new))
        self._entries = Entries(desk, shell, self.view, self.refresh)

    def refresh(self) -> None:
        """Read the deliveries, and how many cases wait to be carried."""
        station = self._desk.act().station_id
        rows, waiting = self._desk.deliveries.rows(station), self._desk.deliveries.waiting(station)
        self.view.show_rows(_source(rows))
        standing = sum(not row.taken_back for row in rows)
        self.view.sheet.show_foot(f"{standing} 次", f"{waiting} 件等着送" if waiting else "")

    def carry(self) -> None:
        """送件: those that are ready."""
        self._ask("送件", outward=True)

    def fetch(self) -> None:
        """取件: those that lie elsewhere."""
        self._ask("取件", outward=False)

    # within

    def _register(self, tabs: "QWidget", new: Verb) -> Register:
        today = self._desk.act().today
        columns: tuple[Column[BatchRow], ...] = (
            Column(
                "送取", lambda r: r.batch.word, meta=lambda r: r.batch.received_by, width=112,
            ),
            Column("地方", lambda r: r.batch.place, meta=lambda r: r.batch.number, mark=lambda r: BACK if r.taken_back else None),
            Column("几件", lambda r: f"{r.cases} 件", width=80),
            Column(
                "时间", lambda r: short_date(at_station(r.batch.at).date(), today),
                meta=lambda r: f"{at_station(r.batch.at):%H:%M}", width=132,
            ),
        )  # fmt: skip
        return Register(
            name="deliveries", title="民事代办", thing="送件", columns=columns, source=_source([]),
            purpose=Emptiness("truck", "点一次，看送了哪些件、谁收的。", "送件单一式两份，一份带回来存档。"),
            nothing=Emptiness("truck", "还没有送过件。", "点「送件」，勾上要带的件，选送到哪里。", "送件", self.carry),
            page_of=self._page, new=new,
            quiet=(Verb("取件", self.fetch, icon="return"), Verb("送件", self.carry, icon="truck")), tabs=tabs,
        )  # fmt: skip

    def _page(self, row: BatchRow) -> PanelPage:
        batch, cases = self._desk.deliveries.get(self._desk.act(), row.batch.id)
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
        back = Verb(f"撤销{batch.word}", partial(self._take_back, batch), icon="undo")
        return PanelPage(
            title=batch.place, meta=batch.word, content=page,
            sealed=f"这次{batch.word}已撤销，各件回到原来的地方。" if row.taken_back else "",
            verbs=() if row.taken_back else (back,),
            primary=None if row.taken_back else Verb("印送件单", paper, icon="printer"),
        )  # fmt: skip

    def _take_back(self, batch: Batch) -> None:
        done: list[Saved[Batch]] = []
        if self.view.panel.attempt(lambda: done.append(self._desk.deliveries.take_back(self._desk.act(), batch))):
            self.refresh()
            self._shell.toast(f"已撤销{batch.word}：{batch.place}", undo=partial(self._entries.undo, done[0]))

    def _ask(self, word: str, *, outward: bool) -> None:
        station = self._desk.act().station_id
        ready = self._desk.deliveries.ready(station, outward=outward)
        points = [p for p in self._desk.network.rows(station) if p.level in (Level.TOWNSHIP, Level.COUNTY)]
        contacts = {point.id: point.contact for point in points}

        def contact(values: Values) -> str:
            return next((name for key, name in contacts.items() if key == values.get("point_id")), "")

        fields = [
            Field(
                name="case_ids", label="哪几件", kind=Kind.TICKS,
                choices=[Choice(case.id, f"{case.applicant} {case.item_name}") for case in ready.cases],
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
                values={"case_ids": ready.waiting, "point_id": place}, told=lambda batch: f"已{word}：{batch.place}",
            )
        )  # fmt: skip


def _source(rows: "Sequence[BatchRow]") -> ListSource[BatchRow]:
    return ListSource(rows, key=lambda row: row.batch.id, name=lambda row: row.batch.place)
