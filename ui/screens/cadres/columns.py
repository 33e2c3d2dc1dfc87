"""What the 干部 table shows of a cadre."""

from ui.kit.columns import Column, Mark, Tone
from venue_desk.domain.cadres import Cadre, CadreFacts, duty_days_text
from venue_desk.domain.identity import show_phone


def cards_mark(facts: CadreFacts) -> Mark | None:
    """How far the cards of the covered households have come."""
    if not facts.cadre.is_agent or not facts.households:
        return None
    if facts.without_card:
        return Mark(f"{facts.without_card} 户没卡", Tone.AMBER, "cards")
    return Mark("卡已发齐", Tone.JADE, "check")


def post_of(cadre: Cadre) -> str:
    """村党支部书记 · 村干部; the 站长 is named as such."""
    head = "站长" if cadre.is_head and cadre.position != "站长" else ""
    return " · ".join(dict.fromkeys(part for part in (cadre.position, cadre.kind.label, head) if part))


COLUMNS: tuple[Column[CadreFacts], ...] = (
    Column("姓名", lambda f: f.cadre.name, meta=lambda f: post_of(f.cadre), sort="name"),
    Column("电话", lambda f: show_phone(f.cadre.phone), meta=lambda f: duty_days_text(f.cadre.duty_days), width=148),
    Column(
        "包组",
        lambda f: f.covers,
        meta=lambda f: f"{f.households} 户" if f.households else "",
        width=112,
        sort="covers",
    ),
    Column("连心卡", lambda _f: "", mark=cards_mark, width=128),
)
