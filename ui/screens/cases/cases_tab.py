"""办件: the register of cases, by their day; the panel is the page of one, or what is being registered."""

from functools import partial
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from ui.entry import Entries
from ui.exporting import Exporting
from ui.kit.empty_state import Emptiness
from ui.kit.facts import Sections
from ui.kit.fields import Choice
from ui.kit.filters import Filtering, Narrowing, State
from ui.kit.finding_line import FindingLine
from ui.kit.labels import Prose
from ui.kit.panel import PanelPage
from ui.kit.register import Register, RegisterView
from ui.kit.verb import Verb
from ui.screens.cases.columns import TRACK, CaseSource, Reading, case_order, columns, due_mark
from ui.screens.cases.deeds import CaseDeeds
from ui.screens.cases.intake import Intake
from ui.screens.cases.page import case_page
from ui.screens.cases.receipt import ReceiptLine
from ui.screens.cases.track import TrackCell
from venue_desk.domain.case_figures import percent
from venue_desk.domain.case_listing import CaseCounts, CaseFilter, CaseRow, CaseView
from venue_desk.domain.cases import Case
from venue_desk.domain.findings import must
from venue_desk.domain.receipts import Verdict
from venue_desk.services.case_files import CaseFile
from venue_desk.services.listings import Wanted
from venue_desk.services.receipts import ReadReceipt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.screen import Shell
    from venue_desk.desk import Desk
    from venue_desk.services.saved import Saved

CHIPS = (
    CaseView.IN_HAND, CaseView.LATE, CaseView.TODAY, CaseView.AMENDING, CaseView.HOLDING, CaseView.TO_COLLECT,
    CaseView.ENDED,
)  # fmt: skip
FOUND_MAX = 300
"""So many answers to 查找 are listed; nobody reads further down."""


class CaseTab:
    """The register of cases."""

    def __init__(self, desk: "Desk", shell: "Shell", tabs: "QWidget", new: Verb) -> None:
        self._desk, self._shell = desk, shell
        self._reading, self.receipt = self._read_now(), ReceiptLine(desk, shell)
        self.view = RegisterView(self._register(tabs, new))
        table = self.view.table
        table.setItemDelegateForColumn(TRACK, TrackCell(table, lambda row: self._reading.lying(row.case)))
        self.view.filtered.connect(self._narrow)
        self.exporting = Exporting(desk, shell, self.view, "cases", self._exported)
        self.entries = Entries(desk, shell, self.view, lambda: None, self._undo)  # `follow` reads the register anew
        self.deeds = CaseDeeds(desk, shell, self.view, self.entries, self.follow)
        self.intake = Intake(desk, shell, self.view, self.entries, self.follow, self.open, self.receipt)

    def refresh(self) -> None:
        """Read the page of the register that is on screen again, and the figures under it."""
        self._narrow()
        act = self._desk.act()
        counts = self._desk.cases.counts(act.station_id, act.today)
        self.view.filters.show_counts(_chip_counts(counts))
        month = self._desk.cases.figures(act.station_id, act.today.replace(day=1), act.today)
        on_time = f"，按时 {percent(month.on_time)}" if month.done else ""
        self.view.sheet.show_foot(_foot(counts), f"本月受理 {month.accepted}{on_time}" if month.accepted else "")

    def file(self, case_id: UUID) -> CaseFile:
        """One case with all that belongs to it."""
        return self._desk.cases.get(self._desk.act(), case_id)

    def open(self, case_id: UUID) -> CaseFile:
        """One case's page, in the list it stands in."""
        file = self.file(case_id)
        if self.view.panel.form() is not None:
            self.view.leave()  # its draft is kept
        if not self.view.pick(case_id):
            self.view.filters.restore(Filtering(CaseView.IN_HAND if file.case.open else CaseView.ENDED))
            self.refresh()
            self.view.pick(case_id)
        return file

    def tell(self, read: ReadReceipt) -> None:
        """What a scanned receipt fails to prove, and the way to the case that it names."""
        number = read.code.number if read.code is not None and read.verdict is Verdict.FORGED else ""
        page = Sections()
        page.add("", FindingLine(must("receipt", "", read.verdict.sentence), tinted=True))
        if read.gap is not None:
            page.add("", Prose(read.gap.sentence(self._desk.act().today)))
        self.view.show_page(
            PanelPage(
                title="扫到的回执",
                meta=read.code.number if read.code is not None else "",
                content=page,
                verbs=(Verb("按编号查找", partial(self._find_number, number), icon="search"),) if number else (),
            )
        )

    def follow(self, case: Case) -> None:
        """After a step: its page, as long as it is in hand; one that is over leaves the list."""
        if case.open:
            self.view.table.pick(None)  # or the page of the one before would be made anew first
        self.refresh()
        if case.open and not self.view.pick(case.id):
            self.open(case.id)

    def export(self) -> None:
        """导出Excel of what stands in the table."""
        self.exporting.open()

    # within

    def _narrow(self) -> None:
        """Another filter, order or word: what stands on the chips and in the foot is of all cases and stays."""
        self._reading = self._read_now()
        self.view.show_rows(CaseSource(self._desk.cases, self._desk.act().station_id, self._wanted()))

    def _undo(self, saved: "Saved[Any]") -> None:
        self._desk.undo(self._desk.act(), saved)
        self.refresh()

    def _find_number(self, number: str) -> None:
        found: list[Case] = []
        if self.view.panel.attempt(lambda: found.append(self._desk.cases.numbered(self._desk.act(), number))):
            self.open(found[0].id)

    def _register(self, tabs: "QWidget", new: Verb) -> Register:
        return Register(
            name="cases",
            title="民事代办",
            thing="代办件",
            columns=columns(lambda: self._reading),
            source=CaseSource(
                self._desk.cases, self._desk.act().station_id, CaseFilter(today=self._reading.today)
            ),
            purpose=Emptiness(
                "case", "点一件，看它在哪一级、在谁手里、下一步做什么。", "按 Ctrl+N 登记新来的事。"
            ),
            nothing=Emptiness(
                "case", "还没有代办件。", "村民来办事时按 Ctrl+N 登记。", new.word, new.act
            ),
            page_of=self._page,
            new=new,
            quiet=(Verb("导出Excel", self.export, icon="export"),),
            states=tuple(State(view, view.label) for view in CHIPS),
            narrowings=(
                Narrowing("group", "组", self._group_choices),
                Narrowing("agent", "代办员", self._agent_choices),
            ),
            tabs=tabs,
            above=self.receipt,
        )  # fmt: skip

    def _page(self, row: CaseRow) -> PanelPage:
        file = self.file(row.case.id)
        case = file.case
        return PanelPage(
            title=case.applicant,
            meta=row.group,
            mark=due_mark(case, file.due),
            sealed="" if case.open else f"这件{case.state.label}，只能看。",
            content=case_page(file, self._reading, self.deeds.reveal),
            verbs=self.deeds.others(file),
            primary=self.deeds.primary(file),
        )

    def _read_now(self) -> Reading:
        act = self._desk.act()
        return Reading(act.today, self._desk.holidays.calendar(act.station_id))

    def _wanted(self) -> CaseFilter:
        filtering, act = self.view.filters.filtering(), self._desk.act()
        text = filtering.text
        return CaseFilter(
            today=act.today,
            view=CaseView(filtering.state),
            group_id=cast("UUID | None", filtering.chosen.get("group")),
            agent_id=cast("UUID | None", filtering.chosen.get("agent")),
            ids=self._desk.search.cases(act.station_id, text, FOUND_MAX) if text else None,
        )

    def _exported(self) -> Wanted:
        """The cases as they stand in the table."""
        act, wanted = self._desk.act(), self._wanted()
        _, descending = case_order(self.view.table.order(), wanted.view)
        return Wanted(
            station_id=act.station_id, today=act.today, year=act.today.year, cases=wanted, descending=descending
        )

    def _group_choices(self) -> list[Choice]:
        return [Choice(group.id, group.name) for group in self._desk.stations.groups(self._desk.act().station_id)]

    def _agent_choices(self) -> list[Choice]:
        serving = self._desk.cadres.serving(self._desk.act().station_id)
        return [Choice(cadre.id, cadre.name) for cadre in serving if cadre.is_agent]


def _chip_counts(counts: CaseCounts) -> dict[str, int]:
    return {
        CaseView.IN_HAND: counts.in_hand, CaseView.LATE: counts.late, CaseView.TODAY: counts.today,
        CaseView.AMENDING: counts.amending, CaseView.HOLDING: counts.holding, CaseView.TO_COLLECT: counts.to_collect,
    }  # fmt: skip


def _foot(counts: CaseCounts) -> str:
    """在手 9 件：在办 7、待还 1、待回访 1."""
    if not counts.in_hand:
        return "在手没有"
    parts = (
        ("在办", counts.doing), ("待还证件", counts.to_return), ("待领取", counts.to_collect - counts.to_return),
        ("待回访", counts.to_rate), ("待归档", counts.to_archive),
    )  # fmt: skip
    return f"在手 {counts.in_hand} 件：{'、'.join(f'{word} {number}' for word, number in parts if number)}"
