"""结算: a month to the cent: sources, person-meals, shares that add up, what was paid in; closed behind a question."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.entry import Entries, Entry
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.columns import Column, Mark, Tone
from ui.kit.columns import Kind as ColumnKind
from ui.kit.confirm_sheet import ConfirmSheet
from ui.kit.empty_state import Emptiness
from ui.kit.facts import Facts, Sections
from ui.kit.labels import Text
from ui.kit.panel import PanelPage
from ui.kit.register import Register, RegisterView
from ui.kit.sources import ListSource
from ui.kit.spacing import row
from ui.kit.verb import Verb
from ui.screens.canteen.correcting import Correcting
from ui.screens.canteen.exporting import export_month
from ui.screens.canteen.settlement_forms import (
    advance_entry,
    advance_fields,
    allot_entry,
    allot_fields,
)
from ui.screens.canteen.settlement_page import MonthDeeds, month_page, paid_list
from venue_desk.domain.advances import Advance, Allotment
from venue_desk.domain.calendar import day_of, short_date
from venue_desk.domain.corrections import Correction
from venue_desk.domain.findings import Severity
from venue_desk.domain.money import signed_yuan, yuan
from venue_desk.domain.printouts import PaperKey
from venue_desk.domain.roster import month_after, month_of
from venue_desk.domain.settlements import Share
from venue_desk.services.saved import Saved
from venue_desk.services.settlements import SettlementMonth

if TYPE_CHECKING:
    from ui.screen import Shell
    from venue_desk.desk import Desk

CLOSE = "Ctrl+Enter"
NEW = "new"
FINAL = "关账以后，这个月的采购、就餐和餐费都不能再改，错了只能冲正。"


class SettlementTab:
    """One month; the earliest that is still open, until another is asked for."""

    def __init__(self, desk: "Desk", shell: "Shell", tabs: QWidget) -> None:
        self._desk, self._shell = desk, shell
        self._month = desk.settlements.first_open(desk.act().station_id) or month_of(desk.act().today)
        self._found: SettlementMonth | None = None
        self.before = Button("上个月", partial(self.step, -1), kind="quiet-icon", icon="left", keys="PgUp")
        self.after = Button("下个月", partial(self.step, 1), kind="quiet-icon", icon="right", keys="PgDn")
        self._title, self._told = Text("", "panel-title"), Text("", "meta")
        self.view = RegisterView(
            Register(
                name="settlement",
                title="食堂",
                thing="应摊",
                columns=_columns(),
                source=_source([]),
                purpose=Emptiness("scales", "点一个人，看预交和结余。", "一个月过完了，核对以后关账。"),
                nothing=Emptiness("scales", "这个月还没有账。", "登记了就餐、采购和预交，这里就算得出来。"),
                page_of=self._page,
                quiet=(
                    Verb("拨款", self.allot, icon="bank"),
                    Verb("预交", self.advance, icon="wallet"),
                    Verb("导出Excel", self.export, icon="export"),
                    Verb("伙食公示", partial(self.print_month, PaperKey.CANTEEN_NOTICE), icon="megaphone"),
                    Verb("打印", self.print_month, icon="printer", keys="Ctrl+P"),
                ),
                tabs=tabs,
                above=self._head(),
                idle=self._summary,
            )
        )
        self._entries = Entries(desk, shell, self.view, self.refresh)
        self._correcting = Correcting(desk, self._entries, self._rest)
        self._deeds = MonthDeeds(take_back=self._take_back, cancel=self._cancel, see_meals=self._see_meals)
        self.view.filters.hide()
        for keys, act in (("PgUp", self.before.click), ("PgDown", self.after.click), ("Ctrl+Return", self.ask_close)):
            QShortcut(QKeySequence(keys), self.view).activated.connect(act)

    @property
    def found(self) -> SettlementMonth:
        """The month in sight, read when it is first looked at."""
        if self._found is None:
            self._found = self._read()
        return self._found

    def refresh(self) -> None:
        """The month as it stands now."""
        act, self._found = self._desk.act(), self._read()
        settled, month = self.found.settlement, self._month
        self._title.setText(f"{month.year}年{month.month}月")
        back = settled.total_fen < 0
        told = [
            f"{'退回的比花的多' if back else '一共花了'} {yuan(abs(settled.total_fen))} 元",
            f"{settled.person_meals} 人次",
        ]
        if settled.person_meals and not back:
            told.append(f"每人次 {yuan(settled.cost_per_meal_fen)} 元")
        told.append(f"个人承担 {yuan(settled.personal_fen)} 元")
        self._told.setText(" · ".join(told))
        self.after.setEnabled(month < month_of(act.today))
        self.view.show_rows(_source(settled.shares))
        shared = sum(share.share_fen for share in settled.shares)
        also = f"，退补以前月份 {yuan(settled.earlier_fen)} 元" if settled.earlier_fen else ""
        balanced = shared + settled.earlier_fen == settled.personal_fen
        foot = f"应摊相加 {yuan(shared)} 元{also}，和个人承担的一分不差" if balanced else ""
        self.view.sheet.show_foot(f"{len(settled.shares)} 人", foot if settled.shares else "")

    def take_focus(self) -> None:
        """On the month: its page is in sight while nobody is picked."""
        self.before.setFocus()

    def step(self, months: int) -> None:
        """Another month, none to come."""
        wanted = month_after(self._month, months)
        if wanted <= month_of(self._desk.act().today):
            self.show_month(wanted)

    def show_month(self, month: date) -> None:
        """This one."""
        self._month = month_of(month)
        self.refresh()
        self._rest()

    def advance(self, share: Share | None = None) -> None:
        """预交, of somebody picked or of anybody."""
        picked = {"cadre_id": share.cadre_id} if share is not None else {}
        self._entries.open(
            Entry(
                key=f"advance.{share.cadre_id if share is not None else NEW}", title="预交", verb="记下",
                fields=advance_fields(self._desk, self.found.settlement),
                values={"day": self._day(), **picked}, note="退给他的，写负数",
                save=lambda act, typed: self._desk.advances.advance(act, advance_entry(act, typed)),
                told=lambda paid: f"已记预交 {yuan(paid.amount_fen)} 元", key_of=lambda paid: paid.cadre_id,
            )
        )  # fmt: skip

    def allot(self) -> None:
        """拨款 of a fund."""
        self._entries.open(
            Entry(
                key="allotment.new", title="拨款", verb="记下", fields=allot_fields(), values={"day": self._day()},
                save=lambda act, typed: self._desk.advances.allot(act, allot_entry(act, typed)),
                told=lambda paid: f"已记{paid.source.label}拨款 {yuan(paid.amount_fen)} 元",
                then=lambda _: self._rest(), note="退回去的，写负数",
            )
        )  # fmt: skip

    def tour_states(self) -> Mapping[str, Callable[[], object]]:
        """The month that runs; the last one closed, what is asked to put it right, and what closing asks."""
        before = month_after(month_of(self._desk.act().today), -1)

        def closing() -> None:
            """As it is asked on the first of the next month: the last closing is looked at as if it were to come."""
            self.show_month(before)
            self.view.show_page(self._asked(before))

        return {
            "settlement-closed": partial(self.show_month, before),
            "settlement-counter": self.counter,
            "settlement-closing": closing,
        }

    def ask_close(self) -> None:
        """结算关账: what will happen, on a sheet; the cursor stands on the way back."""
        if self.found.closed is not None or self._blocked():
            self._shell.toast(self._blocked() or f"{self._month.month}月已经关账了", icon="info")
            return
        self.view.show_page(self._asked(self._month))

    def counter(self, share: Share | None = None) -> None:
        """冲正 of the shares of a closed month."""
        self._correcting.open(self.found, share)

    def export(self) -> None:
        """导出Excel of the month in sight: shares, and the funds on a sheet beside."""
        export_month(self._desk, self._shell, self.view, "settlements", "食堂结算", self._month)

    def go_on(self, draft: str) -> None:
        """The form that was left; that of a counter-entry names its month."""
        word, _, rest = draft.partition(".")
        if word == "correction":
            self.show_month(date.fromisoformat(rest))
            self.counter()
        elif word == "advance":
            self.advance(next((each for each in self.found.settlement.shares if str(each.cadre_id) == rest), None))
        else:
            self.allot()

    def show_summary(self) -> None:
        """The month's own page, also where there is no room for it beside the table."""
        self.view.table.pick(None)
        self.view.show_page(self._summary())

    def print_month(self, paper: PaperKey = PaperKey.CANTEEN_ACCOUNT) -> None:
        """To where the account, or the notice for the wall, is printed."""
        self._shell.go("printouts", paper=paper.value, month=self._month)

    # within

    def _rest(self) -> None:
        """Nobody is picked, the month's own page is there."""
        self.view.table.pick(None)
        self.view.show_nothing()
        self.before.setFocus()

    def _read(self) -> SettlementMonth:
        act = self._desk.act()
        return self._desk.settlements.month(act.station_id, self._month, act.today)

    def _day(self) -> date:
        """Today, or the last day of an open month in sight: into a closed one nothing is booked."""
        today = self._desk.act().today
        return today if self.found.closed else min(today, month_after(self._month) - date.resolution)

    def _head(self) -> Card:
        card = Card(insets="16 8 16 8")
        line = row(gap=8)
        for widget in (self.before, self._title, self.after, self._told):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(Button("本月的账", self.show_summary, icon="scales"))
        card.body.addLayout(line)
        return card

    def _blocked(self) -> str:
        return next((found.sentence for found in self.found.findings if found.severity is Severity.MUST), "")

    def _summary(self) -> PanelPage:
        """The month where nobody is picked: sources, what is strange, money that came in, the cost through the year."""
        if self._found is None:
            return PanelPage(title="", content=QWidget())
        act, closed, blocked = self._desk.act(), self.found.closed, self._blocked()
        months = self._desk.settlements.months(act.station_id, self._month, act.today)
        names = {c.id: c.name for left in (False, True) for c in self._desk.cadres.serving(act.station_id, left=left)}
        sealed, verbs = "", tuple[Verb, ...]()
        if closed is not None:
            sealed = f"{names.get(closed.closed_by, '')} {short_date(day_of(closed.closed_at), act.today)}关账，账不能再动，错了用冲正。"
            verbs = (Verb("冲正", self.counter, icon="undo"),)
        return PanelPage(
            title=f"{self._month.month}月的账",
            mark=Mark("已关账", Tone.JADE, "lock") if closed is not None else None,
            sealed=sealed,
            content=month_page(self.found, months, names, self._deeds, act.today),
            note=blocked,
            verbs=verbs,
            primary=None if closed or blocked else Verb("结算关账", self.ask_close, icon="lock", keys=CLOSE),
        )

    def _page(self, share: Share) -> PanelPage:
        page, today = Sections(), self._desk.act().today
        facts = [
            ("就餐", f"{share.meals} 份" + (f"，客人 {share.guest_meals} 份" if share.guest_meals else "")),
            ("上月结余", f"{yuan(share.before_fen)} 元"), ("本月预交", f"{yuan(share.advance_fen)} 元"),
            ("本月应摊", f"{yuan(share.share_fen)} 元"),
            *([("冲正", f"{yuan(share.corrected_fen)} 元")] if share.corrected_fen else []),
            ("月末结余", f"{yuan(share.after_fen)} 元"),
        ]  # fmt: skip
        page.add("", Facts(facts))
        paid = [each for each in self.found.advances if each.cadre_id == share.cadre_id]
        if paid:
            page.add("预交", paid_list(paid, self.found, self._deeds, today))
        return PanelPage(
            title=share.name, mark=_mark(share), content=page,
            verbs=(
                Verb("冲正", partial(self.counter, share), icon="undo") if self.found.closed
                else Verb("预交", partial(self.advance, share), icon="wallet"),
            ),
        )  # fmt: skip

    def _take_back(self, paid: Advance | Allotment) -> None:
        """作废 while the month is open, 冲正 once it is closed."""
        closed = self.found.closed is not None
        verb = self._desk.advances.counter if closed else self._desk.advances.cancel
        word = "已冲正" if closed else "已作废"
        self._do(lambda: verb(self._desk.act(), paid), f"{word}：{yuan(paid.amount_fen)} 元")

    def _cancel(self, correction: Correction) -> None:
        """A counter-entry that was one too many, while the month it is booked in is open."""
        told = f"已作废{correction.of_month.month}月分摊的冲正"
        self._do(lambda: self._desk.settlements.cancel_counter(self._desk.act(), correction), told)

    def _asked(self, month: date) -> PanelPage:
        settled = self.found.settlement
        owing = [share for share in settled.shares if share.after_fen < 0]
        what = [
            f"{month.year}年{month.month}月一共花了 {yuan(settled.total_fen)} 元，{settled.person_meals} 人次，个人承担 {yuan(settled.personal_fen)} 元。",
            f"{len(settled.shares)} 个人的应摊和结余转到 {month_after(month).month} 月，{_owing(owing)}。",
            *(found.sentence for found in self.found.findings),
        ]  # fmt: skip
        return PanelPage(title="结算关账", content=ConfirmSheet(what, FINAL, "关账", self._close, self._rest))

    def _see_meals(self) -> None:
        self._shell.go("canteen", day=self._month)

    def _close(self) -> None:
        told = f"{self._month.year}年{self._month.month}月已关账"
        if self._do(lambda: self._desk.settlements.close(self._desk.act(), self._month), told):
            self._rest()

    def _do(self, act: Callable[[], Saved[Any]], told: str) -> bool:
        done: list[Saved[Any]] = []
        if not self.view.panel.attempt(lambda: done.append(act())):
            return False
        self.refresh()
        self._shell.toast(told, undo=lambda: self._entries.undo(done[0]))
        return True


def _columns() -> Sequence[Column[Share]]:
    number = ColumnKind.NUMBER
    return (
        Column(
            "姓名", lambda s: s.name, meta=lambda s: f"客人 {s.guest_meals} 份" if s.guest_meals else "", mark=_mark
        ),
        Column("份数", lambda s: f"{s.portions}", width=64, kind=number),
        Column("上月结余", lambda s: yuan(s.before_fen), width=92, kind=number),
        Column("预交", lambda s: yuan(s.advance_fen), width=88, kind=number),
        Column(
            "应摊",
            lambda s: yuan(s.share_fen),
            width=104,
            kind=number,
            meta=lambda s: f"冲正 {signed_yuan(s.corrected_fen)}" if s.corrected_fen else "",
        ),
        Column("月末结余", lambda s: yuan(s.after_fen), width=100, kind=number),
    )


def _source(rows: Sequence[Share]) -> ListSource[Share]:
    return ListSource(rows, key=lambda share: share.cadre_id, name=lambda share: share.name)


def _mark(share: Share) -> Mark | None:
    return Mark("要补交", Tone.AMBER, "warning") if share.after_fen < 0 else None


def _owing(owing: Sequence[Share]) -> str:
    return f"其中 {len(owing)} 人要补交" if owing else "没有人要补交"
