"""What can be printed here, in words."""

from typing import TYPE_CHECKING

from ui.kit.empty_state import Emptiness
from venue_desk.domain.printouts import PaperKey

if TYPE_CHECKING:
    from collections.abc import Callable

    from venue_desk.services.gathering import Gathered

CARDS, SHEETS, LISTS, ISSUED = "contact-card", "policy-sheet", "hamlet-list", "issued"
KINDS = ((CARDS, "连心卡"), (SHEETS, "知情卡"), (LISTS, "公示名单"), (ISSUED, "印发登记"))
PAPERS = {CARDS: "便民连心卡", SHEETS: "惠农政策知情卡", LISTS: "补贴公示名单"}
TITLES = {**{kind: f"印{name}" for kind, name in PAPERS.items()}, ISSUED: "印发登记"}
NOTES = {
    CARDS: "印完后记入印发登记：户主、日期、补发次数。",
    SHEETS: "印完后记入印发登记，每户一张，丢了可以照原样补印。",
    LISTS: "名单只有户主、政策和金额，没有证件、电话和账号。",
}
OF_PAPER = {PaperKey.POLICY_SHEET: SHEETS, PaperKey.HAMLET_LIST: LISTS}
"""Which kind a paper belongs to; all others are cards."""


def amount(gathered: "Gathered", pages: int) -> str:
    """57 张卡 · A4 共 6 页."""
    copies = sum(piece.copies for piece in gathered.pieces)
    unit = {PaperKey.POLICY_SHEET: "户", PaperKey.HAMLET_LIST: "个社"}.get(gathered.paper, "张卡")
    return f"{copies} {unit} · A4 共 {pages} 页" if pages else ""


def nothing(kind: str, year: int, register: "Callable[[], object]") -> Emptiness:
    """Why there is no paper to look at, and where it comes from."""
    if kind == CARDS:
        return Emptiness("cards", "还没有选人", "勾上要印谁的卡，填上张数，这里就是印出来的样子。")
    said = f"{year} 年还没有登记补贴"
    return Emptiness("leaf", said, "登记了补贴明细，或导入了发放表，这里就有。", "登记补贴", register)
