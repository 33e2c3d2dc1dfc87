"""备用金: the balance large, in and out in one line; a wrong entry is countered, both stay."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from ui.kit.columns import Column, Mark, Tone
from ui.kit.columns import Kind as ColumnKind
from ui.kit.empty_state import Emptiness
from ui.kit.facts import one_section
from ui.kit.fields import Choice, Field, Kind
from ui.kit.labels import Text
from ui.kit.panel import PanelPage
from ui.kit.register import Register, RegisterView
from ui.kit.sources import ListSource, PagedSource
from ui.kit.spacing import column
from ui.kit.verb import Verb
from ui.made_files import export_verb
from ui.quick_line import Quick, QuickLine
from ui.screens.handover.seal_tab import moment
from venue_desk.domain.acts import Act
from venue_desk.domain.calendar import at_station, day_of, short_date
from venue_desk.domain.money import capital_yuan, yuan
from venue_desk.domain.petty_cash import CashEntry, CashRecord, CashRow

if TYPE_CHECKING:
    from ui.screen import Shell
    from venue_desk.desk import Desk

OUT, IN = "out", "in"
WAYS = (Choice(OUT, "支出"), Choice(IN, "收入"))


class CashTab:
    """The cash book."""

    def __init__(self, desk: "Desk", shell: "Shell", tabs: "QWidget") -> None:
        self._desk, self._shell = desk, shell
        self.balance = Text("", "title")
        self.line = QuickLine(
            desk,
            Quick(
                key="cash.new", verb="登记", fields=_fields, save=self._register, begins="amount_fen",
                defaults=lambda: {"way": OUT, "day": desk.act().today}, lead=_under("现在应有", self.balance),
                clock=lambda _typed: {"day": desk.act().today},
            ),
        )  # fmt: skip
        self.view = RegisterView(
            Register(
                name="petty-cash",
                title="交接班",
                thing="收支",
                columns=columns(lambda: desk.act().today),
                source=ListSource[CashRow]([], key=lambda row: row.record.id),
                purpose=Emptiness("wallet", "点一行，看这一笔的对方和凭据。", "记错了的冲掉，再登记一笔，两笔都留着。"),
                nothing=Emptiness("wallet", "还没有收支。", "上面一行先登记一笔收入，例如 镇上拨来的备用金，回车就记下。"),
                page_of=self._page,
                quiet=(export_verb(desk, shell, "petty_cash", "备用金", lambda: self.view),),
                tabs=tabs,
                above=self.line,
            )
        )  # fmt: skip
        self.view.filtered.connect(lambda _: self.refresh())

    def refresh(self) -> None:
        """Read again."""
        station = self._desk.act().station_id
        balance = self._desk.petty_cash.balance(station)
        self.balance.setText(f"{yuan(balance)} 元")
        self.balance.setAccessibleName(f"备用金现在应有 {capital_yuan(balance)}")
        self.line.refresh()
        book, text = self._desk.petty_cash, self.view.filters.filtering().text
        sums = book.sums(station, text)
        self.view.show_rows(
            PagedSource(
                lambda: sums.count, lambda offset, limit: book.rows(station, text, offset=offset, limit=limit),
                key=lambda row: row.record.id,
            )
        )  # fmt: skip
        moved = f"收 {yuan(sums.came_fen)} 元　支 {yuan(sums.went_fen)} 元" if sums.count else ""
        self.view.sheet.show_foot(f"{sums.count} 笔", moved)

    def take_focus(self) -> None:
        """On the amount: most entries are expenses."""
        self.line.take_focus()

    # within

    def _register(self, act: Act, values: Mapping[str, Any]) -> None:
        amount = values["amount_fen"] or 0
        entry = CashEntry(
            at=moment(act, values["day"]), amount_fen=abs(amount) if values["way"] == IN else -abs(amount),
            matter=values["matter"] or "", counterparty=values["counterparty"] or "", voucher=values["voucher"] or "",
        )  # fmt: skip
        record = self._desk.petty_cash.register(act, entry).record
        self.refresh()
        self._shell.toast(
            f"已记{_way(record)} {yuan(abs(record.amount_fen))} 元：{record.matter}，现有 {self.balance.text()}"
        )

    def _page(self, row: CashRow) -> PanelPage:
        record, today = row.record, self._desk.act().today
        facts = [
            (_way(record), f"{yuan(abs(record.amount_fen))} 元"), ("大写", capital_yuan(abs(record.amount_fen))),
            ("用途", record.matter), ("对方", record.counterparty), ("凭据", record.voucher),
            ("时间", f"{short_date(day_of(record.at), today)} {at_station(record.at):%H:%M}"),
            ("记完余额", f"{yuan(row.balance_fen)} 元"), ("经手人", row.noted_by),
        ]  # fmt: skip
        final = row.countered or record.reverses_id is not None
        return PanelPage(
            title=record.matter,
            mark=_mark(row),
            sealed="冲账和冲掉的一笔都留在账上，不能再改。" if final else "",
            content=one_section(facts),
            note="" if final else "记下的不能改，记错了冲掉再记",
            verbs=() if final else (Verb("冲账", partial(self._counter, record)),),
        )

    def _counter(self, record: CashRecord) -> None:
        done: list[CashRecord] = []
        if self.view.panel.attempt(lambda: done.append(self._desk.petty_cash.counter(self._desk.act(), record).record)):
            self.refresh()
            self.view.pick(done[0].id)
            self._shell.toast(f"已冲账：{record.matter} {yuan(abs(record.amount_fen))} 元")


def _fields() -> list[Field]:
    return [
        Field(name="way", label="收还是支", kind=Kind.CHOICE, row="one", share=3, choices=WAYS),
        Field(name="amount_fen", label="金额", kind=Kind.MONEY, row="one", share=2, unit="元"),
        Field(name="matter", label="用在什么上", row="one", share=5, placeholder="例如 买打印纸", ends=True),
        Field(name="counterparty", label="付给谁、谁给的", row="two", share=3, placeholder="可以不填"),
        Field(name="voucher", label="凭据", row="two", share=3, placeholder="例如 发票号"),
        Field(name="day", label="哪天的", kind=Kind.DATE, row="two", share=2),
    ]


def columns(today: Callable[[], date]) -> Sequence[Column[CashRow]]:
    """In, out and what was left, as in a cash book."""
    return (
        Column("时间", lambda r: short_date(day_of(r.record.at), today()), meta=lambda r: f"{at_station(r.record.at):%H:%M}", width=104),
        Column("用途", lambda r: r.record.matter, meta=lambda r: r.record.counterparty, mark=_mark),
        Column("收入", lambda r: yuan(r.record.amount_fen) if r.record.amount_fen > 0 else "", width=104, kind=ColumnKind.NUMBER),
        Column("支出", lambda r: yuan(-r.record.amount_fen) if r.record.amount_fen < 0 else "", width=104, kind=ColumnKind.NUMBER),
        Column("余额", lambda r: yuan(r.balance_fen), width=116, kind=ColumnKind.NUMBER),
    )  # fmt: skip


def _mark(row: CashRow) -> Mark | None:
    if row.countered:
        return Mark("已冲掉", Tone.AMBER, "undo")
    return Mark("冲账", Tone.NEUTRAL, "undo") if row.record.reverses_id is not None else None


def _way(record: CashRecord) -> str:
    return "收入" if record.amount_fen > 0 else "支出"


def _under(caption: str, figure: Text) -> QWidget:
    shown = QWidget()
    box = column(shown, gap=2)
    label = Text(caption, "label")
    label.setBuddy(figure)
    box.addWidget(label)
    box.addWidget(figure)
    box.addStretch(1)
    return shown
