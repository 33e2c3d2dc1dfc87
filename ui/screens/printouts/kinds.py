"""What can be printed here, a line each: its words, its papers, and what is asked before it is printed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.screens.printouts.asking import Asking
from ui.screens.printouts.canteen_months import (
    AccountMonthAsking,
    MealMonthAsking,
    NoticeMonthAsking,
    PurchaseMonthAsking,
    SampleMonthAsking,
)
from ui.screens.printouts.cards import CardAsking
from ui.screens.printouts.cases import CaseAsking, DeliveryAsking
from ui.screens.printouts.days import DaysAsking
from ui.screens.printouts.figure_months import FigureMonthAsking
from ui.screens.printouts.handovers import HandoverAsking
from ui.screens.printouts.lodging_months import LodgingMonthAsking
from ui.screens.printouts.months import MonthAsking
from ui.screens.printouts.subsidies import SubsidyAsking
from ui.screens.printouts.weeks import WeekAsking
from venue_desk.domain.printouts import PaperKey

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from ui.screen import Shell
    from venue_desk.desk import Desk
    from venue_desk.services.gathering import Gathered


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """`word` stands in the list of kinds, `title` on the page and in the file's name; `unit` counts what is printed.

    `papers`: the first names the kind, the others are the same in another size. Kinds with the same `asks` share it.
    """

    word: str
    title: str
    papers: tuple[PaperKey, ...]
    unit: str
    note: str
    asks: "Callable[[Desk, Shell, QObject], Asking]"
    lying: str = "A4，竖放"

    @property
    def key(self) -> str:
        """What other screens call it."""
        return self.papers[0].value

    def amount(self, gathered: "Gathered", pages: int) -> str:
        """57 张卡 · A4 共 6 页."""
        copies = sum(piece.copies for piece in gathered.pieces)
        return f"{copies} {self.unit} · A4 共 {pages} 页" if pages else ""


ISSUED = "issued"
KINDS: tuple[Kind, ...] = (
    Kind(
        word="连心卡", title="便民连心卡", papers=(PaperKey.CONTACT_CARD, PaperKey.CONTACT_CARD_A6), unit="张卡",
        note="印完后记入印发登记：户主、日期、补发次数。", asks=CardAsking, lying="",
    ),
    Kind(
        word="知情卡", title="惠农政策知情卡", papers=(PaperKey.POLICY_SHEET,), unit="户",
        note="印完后记入印发登记，每户一张，丢了可以照原样补印。", asks=SubsidyAsking,
    ),
    Kind(
        word="公示名单", title="补贴公示名单", papers=(PaperKey.HAMLET_LIST,), unit="个社",
        note="名单只有户主、政策和金额，没有证件、电话和账号。", asks=SubsidyAsking,
    ),
    Kind(
        word="值班表", title="值班表", papers=(PaperKey.DUTY_ROSTER,), unit="个月",
        note="上墙的值班表：有干部的工作电话，没有村民的信息。", asks=MonthAsking, lying="A4，横放",
    ),
    Kind(
        word="公示栏", title="值班公示栏", papers=(PaperKey.DUTY_BOARD,), unit="张",
        note="上墙的公示栏：照片、职务、分工、工作电话和一周的班。", asks=WeekAsking, lying="A4，横放",
    ),
    Kind(
        word="值班记录", title="值班记录", papers=(PaperKey.DUTY_LOG,), unit="份",
        note="留在站里存档，不上墙。村民的电话遮住中间四位。", asks=DaysAsking,
    ),
    Kind(
        word="交接班单", title="值班交接单", papers=(PaperKey.HANDOVER,), unit="份",
        note="两人签过字的交接单，留在站里存档。", asks=HandoverAsking,
    ),
    Kind(
        word="代办单据", title="代办件的单据", papers=(
            PaperKey.CASE_RECEIPT, PaperKey.CASE_REGISTER, PaperKey.AUTHORIZATION, PaperKey.MATERIALS_MISSING,
            PaperKey.CASE_CLOSING, PaperKey.CASE_REFUSAL, PaperKey.CASE_SUSPENSION, PaperKey.CASE_RESUMPTION,
        ),
        unit="份", note="回执沿虚线裁开：右半给村民，左半存根留站里，领取时签字。", asks=CaseAsking, lying="A4",
    ),
    Kind(
        word="送件单", title="送件单", papers=(PaperKey.DELIVERY_LIST,), unit="份",
        note="一式两份，一份留在收件的地方，一份带回来存档。", asks=DeliveryAsking,
    ),
    Kind(
        word="代办月统计", title="民事代办月统计表", papers=(PaperKey.CASE_FIGURES,), unit="个月",
        note="报镇里、也可以上墙：只有件数和比例，没有村民的信息。", asks=FigureMonthAsking,
    ),
    Kind(
        word="就餐登记表", title="就餐登记表", papers=(PaperKey.MEAL_REGISTER,), unit="个月",
        note="留在站里存档：谁哪天吃了哪一餐，客人是谁请的。", asks=MealMonthAsking, lying="A4，横放",
    ),
    Kind(
        word="留样记录", title="食品留样记录", papers=(PaperKey.SAMPLE_LOG,), unit="个月",
        note="留在食堂备查：每样菜留了多少，保存到什么时候。", asks=SampleMonthAsking, lying="A4，横放",
    ),
    Kind(
        word="住宿登记", title="住宿登记表", papers=(PaperKey.LODGING_REGISTER,), unit="个月",
        note="每人每晚住哪张床、客人、抽查，月底签字存档。", asks=LodgingMonthAsking, lying="A4，横放",
    ),
    Kind(
        word="住站情况", title="本月住站情况", papers=(PaperKey.LODGING_STANDING,), unit="个月",
        note="每人住了几晚、还差几晚，可以上墙，也可以报镇里。", asks=LodgingMonthAsking,
    ),
    Kind(
        word="采购清单", title="食堂采购清单", papers=(PaperKey.PURCHASE_LIST,), unit="个月",
        note="报账和存档用：每样多少钱，谁送的，票在不在。", asks=PurchaseMonthAsking, lying="A4，横放",
    ),
    Kind(
        word="食堂结算表", title="食堂结算表", papers=(PaperKey.CANTEEN_ACCOUNT,), unit="个月",
        note="各人核对签字，留在站里存档。关账以前印的写着「草稿」。", asks=AccountMonthAsking,
    ),
    Kind(
        word="伙食公示", title="伙食公示", papers=(PaperKey.CANTEEN_NOTICE,), unit="个月",
        note="上墙公示：钱从哪里来、花在哪里，每个人摊多少。", asks=NoticeMonthAsking,
    ),
)  # fmt: skip

OF_PAPER = {paper.value: kind for kind in KINDS for paper in kind.papers}
"""Which kind a paper belongs to."""
