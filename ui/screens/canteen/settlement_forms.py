"""What is asked for 预交 and 拨款, and the entries that become of it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ui.kit.fields import Choice, Field, Kind
from venue_desk.domain.acts import Act
from venue_desk.domain.advances import AdvanceEntry, AllotmentEntry
from venue_desk.domain.money import yuan
from venue_desk.domain.purchases import FUNDS
from venue_desk.domain.settlements import Settlement

if TYPE_CHECKING:
    from venue_desk.desk import Desk


def advance_fields(desk: "Desk", settled: Settlement) -> list[Field]:
    """预交, of those who serve, and of those who left and have money in the month's account."""
    serving = {each.id: each.name for each in desk.cadres.serving(desk.act().station_id)}
    gone = [share for share in settled.shares if share.cadre_id not in serving]
    people = [Choice(cadre_id, name) for cadre_id, name in serving.items()]
    people += [Choice(share.cadre_id, share.name, f"已离岗，结余 {yuan(share.after_fen)} 元") for share in gone]
    return [
        Field(name="cadre_id", label="谁交的", kind=Kind.CHOICE, choices=people, row="who"),
        Field(name="amount_fen", label="多少钱", kind=Kind.MONEY, unit="元", row="who", ends=True),
        Field(name="day", label="哪天", kind=Kind.DATE, row="when", required=True),
        Field(name="note", label="备注", placeholder="可以不填", row="when"),
    ]


def advance_entry(act: Act, typed: Mapping[str, Any]) -> AdvanceEntry:
    """As typed; nobody picked is for the rule to refuse."""
    return AdvanceEntry(
        cadre_id=typed["cadre_id"] or act.station_id, day=typed["day"], amount_fen=typed["amount_fen"] or 0,
        note=typed["note"] or "",
    )  # fmt: skip


def allot_fields() -> list[Field]:
    """拨款."""
    return [
        Field(name="source", label="谁拨的", kind=Kind.CHOICE, choices=[Choice(each, each.label) for each in FUNDS]),
        Field(name="amount_fen", label="多少钱", kind=Kind.MONEY, unit="元", row="what"),
        Field(name="document_number", label="文号", placeholder="可以不填", row="what", ends=True),
        Field(name="day", label="哪天", kind=Kind.DATE, row="when", required=True),
        Field(name="note", label="备注", placeholder="可以不填", row="when"),
    ]


def allot_entry(act: Act, typed: Mapping[str, Any]) -> AllotmentEntry:
    """As typed."""
    return AllotmentEntry(
        source=typed["source"], day=typed["day"] or act.today, amount_fen=typed["amount_fen"] or 0,
        document_number=typed["document_number"] or "", note=typed["note"] or "",
    )  # fmt: skip
