"""The 农户 screen: find the household, and everything about it stands on one page."""

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, cast

from ui.dropping import FileDrop
from ui.entry import Entries
from ui.exporting import Exporting
from ui.kit.columns import Mark
from ui.kit.empty_state import Emptiness
from ui.kit.fields import Choice
from ui.kit.filters import Filtering, Narrowing, State
from ui.kit.panel import PanelPage
from ui.kit.register import Register, RegisterView
from ui.kit.spacing import column
from ui.kit.verb import Verb
from ui.screen import Screen
from ui.screens.households.acts import HouseholdActs
from ui.screens.households.columns import HouseholdSource, columns, household_order
from ui.screens.households.on_page import OnPage
from ui.screens.households.page import household_page
from venue_desk.changes import Topic
from venue_desk.domain.households import HouseholdFilter, HouseholdPage, HouseholdRow, HouseholdSums
from venue_desk.domain.importing import ImportKind
from venue_desk.domain.money import quantity, yuan
from venue_desk.services import histories
from venue_desk.services.listings import Wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from uuid import UUID

    from PySide6.QtWidgets import QWidget

    from ui.screen import Shell
    from venue_desk.desk import Desk
    from venue_desk.domain.acts import Act

ALL, NO_CARD, NO_SHEET, DOUBLED, CLOSED = "all", "no_card", "no_sheet", "doubled", "closed"
COUNTING = "正在合计…"
AT_ONCE = 3000
"""Of so many households the sums are there before one sees that they were asked for."""


class HouseholdsScreen(Screen):
    """The households of the station."""

    TOPICS: ClassVar = frozenset({Topic.HOUSEHOLDS, Topic.ENTITLEMENTS, Topic.PRINTOUTS, Topic.STATIONS})

    def __init__(self, desk: "Desk", shell: "Shell") -> None:
        super().__init__()
        self._desk, self._shell = desk, shell
        self._year = desk.act().today.year
        self._counts: Mapping[str, int] | None = None
        self.view = RegisterView(self._register())
        column(self).addWidget(self.view)
        self.view.filtered.connect(self._show)
        FileDrop(self, lambda file: self.bring_in(file=file))
        self.exporting = Exporting(desk, shell, self.view, "households", self._exported)
        self.acts = HouseholdActs(desk, shell, self.view, Entries(desk, shell, self.view, self.refresh))

    def refresh(self) -> None:
        """Read the page of the register that is on screen again, and all the numbers round it."""
        self._counts = None
        self._show()

    def regions(self) -> "Sequence[QWidget]":
        """For F6."""
        return self.view.regions()

    def settle(self) -> None:
        """The cursor in 查找: one comes here with a name in mind."""
        self.view.find_here()

    def arrive(self, **about: object) -> None:
        """`household_id` opens its page, `new` the form, `state` picks a filter, `draft` goes on with a form that was left."""
        if "state" in about:
            self.view.filters.restore(Filtering(str(about["state"])))
        self.refresh()
        if "household_id" in about:
            self.open(cast("UUID", about["household_id"]))
        if about.get("new") or about.get("draft") == "household.new":
            self.register()
        elif "draft" in about and "household_id" in about:
            page = self._desk.households.get(self._desk.act().station_id, cast("UUID", about["household_id"]))
            self.acts.go_on(page, str(about["draft"]))

    def open(self, household_id: "UUID") -> None:
        """One household's page, wherever its row stands."""
        page = self._desk.households.get(self._desk.act().station_id, household_id)
        self.view.filters.restore(Filtering(CLOSED if page.household.closed_on else ALL, {}, page.household.number))
        self.view.pick(household_id)

    def register(self) -> None:
        """The form of a new household."""
        self.acts.register()

    def bring_in(self, **about: object) -> None:
        """导入Excel: a whole roster at once."""
        self._shell.go("importing", kind=ImportKind.HOUSEHOLDS, **about)

    def export(self) -> None:
        """导出Excel of what stands in the table."""
        self.exporting.open()

    def tour_states(self) -> "Mapping[str, Callable[[], object]]":
        """The page of a household, and the form of a new one."""
        return {"record": partial(self.view.open_row, 1), "form": self.register}

    # within

    def _register(self) -> Register:
        return Register(
            name="households",
            title="农户",
            thing="农户",
            columns=columns(self._year),
            source=HouseholdSource(
                self._desk.households, self._desk.act().station_id, HouseholdFilter(year=self._year)
            ),
            purpose=Emptiness(
                "house", "点一户，看家人、补贴和发过的卡。", "按 Ctrl+F，输姓名拼音首字母或户号就能找到。"
            ),
            nothing=Emptiness(
                "house",
                "还没有农户。",
                "按 Ctrl+N 登记一户；村里有花名册的，点「导入Excel」整本导进来。",
                "登记农户",
                self.register,
            ),
            page_of=self._page,
            new=Verb("登记农户", self.register, icon="plus", keys="Ctrl+N"),
            quiet=(
                Verb("导入Excel", self.bring_in, icon="import"),
                Verb("导出Excel", self.export, icon="export"),
                Verb("印知情卡", self.print_sheets, icon="printer", keys="Ctrl+P"),
            ),
            states=(
                State(ALL, "在册"),
                State(NO_CARD, "没有卡"),
                State(NO_SHEET, "没有知情卡"),
                State(DOUBLED, "疑似重复", rare=True),
                State(CLOSED, "已注销"),
            ),
            narrowings=(Narrowing("hamlet", "社", self._hamlet_choices),),
        )

    def _wanted(self) -> HouseholdFilter:
        filtering = self.view.filters.filtering()
        return HouseholdFilter(
            year=self._year,
            hamlet_id=cast("UUID | None", filtering.chosen.get("hamlet")),
            without_card=filtering.state == NO_CARD,
            without_sheet=filtering.state == NO_SHEET,
            doubled=filtering.state == DOUBLED,
            closed=filtering.state == CLOSED,
            text=filtering.text,
        )

    def _show(self) -> None:
        """What the filter lets through; the numbers on the chips hold until something is written. Many sums are read beside."""
        station, wanted = self._desk.act().station_id, self._wanted()
        source = self._source(wanted)
        self.view.show_rows(source)
        read = partial(_figures, self._desk, station, wanted, self._counts)
        if self._desk.households.count(station, HouseholdFilter(year=self._year)) <= AT_ONCE:
            self._show_figures(read())
        else:
            self.view.sheet.show_foot(f"{self.view.table.count()} 户，{COUNTING}")
            self._shell.read("households", read, self._show_figures)

    def _show_figures(self, figures: "tuple[Mapping[str, int], HouseholdSums]") -> None:
        self._counts, sums = figures
        self.view.filters.show_counts(self._counts)
        self.view.sheet.show_foot(
            f"{sums.households} 户，{sums.members} 口人，耕地 {quantity(sums.land)} 亩",
            f"{self._year}年补贴 {yuan(sums.entitled_fen)} 元",
        )

    def _source(self, wanted: HouseholdFilter) -> HouseholdSource:
        filtering = self.view.filters.filtering()
        known = None if filtering.narrowed or self._counts is None else self._counts[filtering.state]
        return HouseholdSource(self._desk.households, self._desk.act().station_id, wanted, known)

    def _hamlet_choices(self) -> "list[Choice]":
        return [Choice(hamlet.id, hamlet.name) for hamlet in self._desk.stations.hamlets(self._desk.act().station_id)]

    def _page(self, row: HouseholdRow) -> PanelPage:
        act = self._desk.act()
        page = self._desk.households.get(act.station_id, row.household.id)
        household = page.household
        verbs: tuple[Verb, ...] = ()
        if household.closed_on is None:
            verbs = (
                Verb("改", partial(self.acts.change, household), icon="edit"),
                Verb("注销", partial(self.acts.ask_close, page)),
            )
        return PanelPage(
            title=household.head_name,
            meta=f"{row.hamlet} · {len(page.living_here)} 口人",
            mark=Mark(household.closed_because.label) if household.closed_because else None,
            sealed="这户已注销，只能看。" if household.closed_on else "",
            content=household_page(self._on_page(act, page)),
            verbs=verbs,
            primary=None if household.closed_on else Verb("印知情卡", self.print_sheets, icon="printer"),
        )

    def _on_page(self, act: "Act", page: HouseholdPage) -> OnPage:
        household_id = page.household.id
        return OnPage(
            desk=self._desk,
            shell=self._shell,
            acts=self.acts,
            page=page,
            today=act.today,
            year=self._year,
            told=histories.of_household(act.station_id, household_id),
            twice=self._desk.families.twice_of(act.station_id, household_id),
        )

    def _exported(self) -> Wanted:
        """The rows as they stand in the table."""
        act = self._desk.act()
        order, descending = household_order(self.view.table.order())
        return Wanted(
            station_id=act.station_id,
            today=act.today,
            year=self._year,
            households=self._wanted(),
            household_order=order,
            descending=descending,
        )

    def print_sheets(self) -> None:
        """The sheet of the household picked, else of those the filter lets through."""
        picked: HouseholdRow | None = self.view.table.picked_row()
        about: dict[str, Any] = {"paper": "policy-sheet", "year": self._year}
        wanted = self._wanted()
        if picked is not None:
            about["household_ids"] = (picked.household.id,)
        elif wanted.hamlet_id:
            about["hamlet_id"] = wanted.hamlet_id
        self._shell.go("printouts", **about)


def _figures(
    desk: "Desk", station_id: "UUID", wanted: HouseholdFilter, known: "Mapping[str, int] | None"
) -> "tuple[Mapping[str, int], HouseholdSums]":
    """The numbers on the chips, unless they are known, and the sums of what is shown."""
    return known or _counts(desk, station_id, wanted.year), desk.households.sums(station_id, wanted)


def _counts(desk: "Desk", station_id: "UUID", year: int) -> "Mapping[str, int]":
    counts = desk.households.counts(station_id, year)
    return {
        ALL: counts.households,
        NO_CARD: counts.without_card,
        NO_SHEET: counts.without_sheet,
        DOUBLED: desk.households.count(station_id, HouseholdFilter(year=year, doubled=True)),
        CLOSED: counts.closed,
    }
