"""知情卡和公示: hamlet by hamlet, who has this year's sheet, and how long the list has still to hang."""

from functools import partial
from typing import TYPE_CHECKING, cast

from ui.kit.columns import Mark
from ui.kit.empty_state import Emptiness
from ui.kit.fields import Choice
from ui.kit.filters import Narrowing
from ui.kit.panel import PanelPage
from ui.kit.register import Register, RegisterView
from ui.kit.sources import ListSource
from ui.kit.verb import Verb
from ui.screens.policies.columns import paper_columns, sheets_mark
from ui.screens.policies.pages import LACKING_MAX, papers_page
from venue_desk.domain.households import HouseholdFilter, HouseholdRow
from venue_desk.domain.printouts import HamletPapers

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.screen import Shell
    from venue_desk.desk import Desk

SHEET, LIST = "policy-sheet", "hamlet-list"
_ALL_OF_A_HAMLET = 2000


class PapersTab:
    """The papers of a year by hamlet."""

    def __init__(self, desk: "Desk", shell: "Shell", tabs: "QWidget", new: Verb) -> None:
        self._desk, self._shell = desk, shell
        self._this_year = desk.act().today.year
        self.view = RegisterView(self._register(tabs, new))
        self.view.filtered.connect(self.refresh)

    def refresh(self) -> None:
        """Read again how far sheets and lists have come."""
        text = self.view.filters.filtering().text
        rows = self._desk.printouts.by_hamlet(self._desk.act().station_id, self._year())
        shown = [row for row in rows if text in row.hamlet]
        self.view.show_rows(_source(shown))
        with_sheet, lacking = sum(row.with_sheet for row in shown), sum(row.without_sheet for row in shown)
        said = f"还有 {lacking} 户没发" if lacking else "都发齐了"
        sums = f"已发知情卡 {with_sheet} 户，{said}" if with_sheet + lacking else ""
        self.view.sheet.show_foot(f"{self._year()}年 {len(shown)} 个社", sums)

    def print_all(self) -> None:
        """The sheets of the hamlet picked, else of the whole village."""
        picked: HamletPapers | None = self.view.table.picked_row()
        if picked is not None:
            self._print(SHEET, picked)
        else:
            self._shell.go("printouts", paper=SHEET, year=self._year())

    # within

    def _register(self, tabs: "QWidget", new: Verb) -> Register:
        return Register(
            name="policy-papers",
            title="惠农政策",
            thing="社",
            columns=paper_columns(self._desk.act().today),
            source=_source([]),
            purpose=Emptiness(
                "cards",
                "点一个社，看谁还没有知情卡、名单公示到哪天。",
                "也可以一次印全村的。",
                "印全村知情卡",
                self.print_all,
            ),
            nothing=Emptiness("cards", "还没有社。", "在设置里添上本村的社，就能按社发知情卡。"),
            page_of=self._page,
            new=new,
            quiet=(Verb("印知情卡", self.print_all, icon="printer", keys="Ctrl+P"),),
            narrowings=(Narrowing("year", "往年", self._year_choices),),
            tabs=tabs,
        )

    def _page(self, row: HamletPapers) -> PanelPage:
        wanted = HouseholdFilter(year=self._year(), hamlet_id=row.hamlet_id, without_sheet=True)
        lacking = self._desk.households.page(self._desk.act().station_id, wanted, limit=LACKING_MAX)
        return PanelPage(
            title=row.hamlet,
            meta=f"{self._year()}年，{row.households} 户领补贴",
            mark=sheets_mark(row) or Mark("没有领补贴的"),
            content=papers_page(row, lacking, self._desk.act().today),
            verbs=self._verbs(row, lacking) if row.households else (),
            primary=Verb("印知情卡", partial(self._print, SHEET, row), icon="printer") if row.households else None,
        )

    def _verbs(self, row: HamletPapers, lacking: list[HouseholdRow]) -> tuple[Verb, ...]:
        post = Verb("印公示名单", partial(self._print, LIST, row))
        some = 0 < len(lacking) and row.with_sheet
        return (Verb("只印没发的", partial(self._print_lacking, row)), post) if some else (post,)

    def _print(self, paper: str, row: HamletPapers) -> None:
        self._shell.go("printouts", paper=paper, hamlet_id=row.hamlet_id, year=self._year())

    def _print_lacking(self, row: HamletPapers) -> None:
        wanted = HouseholdFilter(year=self._year(), hamlet_id=row.hamlet_id, without_sheet=True)
        lacking = self._desk.households.page(self._desk.act().station_id, wanted, limit=_ALL_OF_A_HAMLET)
        ids = tuple(each.household.id for each in lacking)
        self._shell.go("printouts", paper=SHEET, household_ids=ids, year=self._year())

    def _year(self) -> int:
        return cast("int", self.view.filters.filtering().chosen.get("year", self._this_year))

    def _year_choices(self) -> list[Choice]:
        years = self._desk.entitlements.years(self._desk.act().station_id)
        return [Choice(year, f"{year}年") for year in years if year != self._this_year]


def _source(rows: list[HamletPapers]) -> ListSource[HamletPapers]:
    return ListSource(rows, key=lambda row: row.hamlet_id, name=lambda row: row.hamlet)
