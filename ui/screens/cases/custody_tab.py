"""证件: what is held for whom in which envelope, and which of it should have gone back by now."""

from functools import partial
from typing import TYPE_CHECKING

from ui.kit.columns import Column, Kind, Mark, Tone
from ui.kit.empty_state import Emptiness
from ui.kit.facts import Facts, Sections
from ui.kit.filters import State
from ui.kit.panel import PanelPage
from ui.kit.register import Register, RegisterView
from ui.kit.sources import ListSource
from ui.kit.spelling import is_spelled
from ui.kit.verb import Verb
from ui.made_files import export_verb
from venue_desk.domain.calendar import short_date
from venue_desk.domain.cases import Step
from venue_desk.services.custody import HeldRow, held_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from ui.screen import Shell
    from venue_desk.desk import Desk

ALL, OVERDUE = "all", "overdue"
BACK = Mark("该归还了", Tone.AMBER, "return")


class CustodyTab:
    """The register of papers held."""

    def __init__(self, desk: "Desk", shell: "Shell", tabs: "QWidget", new: Verb) -> None:
        self._desk, self._shell = desk, shell
        self.view = RegisterView(self._register(tabs, new))
        self.view.filtered.connect(self.refresh)

    def refresh(self) -> None:
        """Read what is held."""
        filtering, rows = self.view.filters.filtering(), held_rows(self._desk.act().station_id)
        late = [row for row in rows if row.overdue]
        shown = [r for r in (late if filtering.state == OVERDUE else rows) if is_spelled(r.owner, filtering.text)]
        self.view.show_rows(_source(shown))
        self.view.filters.show_counts({ALL: len(rows), OVERDUE: len(late)})
        envelopes = len({row.original.envelope for row in shown})
        self.view.sheet.show_foot(f"{envelopes} 个袋，{len(shown)} 样证件" if shown else "")

    # within

    def _register(self, tabs: "QWidget", new: Verb) -> Register:
        today = self._desk.act().today
        columns: tuple[Column[HeldRow], ...] = (
            Column("袋号", lambda r: str(r.original.envelope), width=64, kind=Kind.NUMBER),
            Column("证件", lambda r: r.original.name, meta=lambda r: f"{short_date(r.since, today)}收下", width=132),
            Column("谁的", lambda r: r.owner, meta=lambda r: r.case.item_name),
            Column("现在在", lambda r: r.original.away_at or "本站", width=144),
            Column("", lambda _r: "", kind=Kind.CHIP, mark=lambda r: BACK if r.overdue else None, width=120),
        )
        return Register(
            name="custody", title="民事代办", thing="证件", columns=columns, source=_source([]),
            purpose=Emptiness("card", "点一样，看是哪一件的，归还时签收。", "办结了还没还的，标着「该归还了」。"),
            nothing=Emptiness("card", "没有存着村民的证件。", "登记代办时在材料里按 L，就留下装袋。"),
            page_of=self._page, new=new,
            quiet=(export_verb(self._desk, self._shell, "held_originals", "证件保管", lambda: self.view),),
            states=(State(ALL, "全部"), State(OVERDUE, "该归还了")), tabs=tabs,
        )  # fmt: skip

    def _page(self, row: HeldRow) -> PanelPage:
        page, today = Sections(), self._desk.act().today
        facts = (
            ("袋号", f"{row.original.envelope} 号袋"), ("收下", short_date(row.since, today)),
            ("现在在", row.original.away_at or "本站"), ("哪一件", f"{row.case.item_name}，{row.case.state.label}"),
        )  # fmt: skip
        page.add("", Facts(facts))
        give_back = partial(self._shell.go, "cases", case_id=row.case.id, step=Step.RETURN_ORIGINAL.value)
        return PanelPage(
            title=row.original.name, meta=row.owner, mark=BACK if row.overdue else None, content=page,
            verbs=(Verb("看这件", partial(self._shell.go, "cases", case_id=row.case.id), icon="case"),),
            primary=Verb("归还签收", give_back, icon="return"),
        )  # fmt: skip


def _source(rows: "Sequence[HeldRow]") -> ListSource[HeldRow]:
    return ListSource(rows, key=lambda row: row.original.id, name=lambda row: row.owner)
