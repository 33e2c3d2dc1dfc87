"""Petty cash (备用金): what came in, what went out, and the balance that is counted at every handover."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CashEntry:
    """`amount_fen` is positive for what came in and negative for what went out, never 0."""

    at: datetime
    amount_fen: int
    matter: str
    counterparty: str = ""
    voucher: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CashRecord(CashEntry):
    """An entry on record. A wrong one stays: a counter-entry `reverses` it."""

    id: UUID
    station_id: UUID
    noted_by: UUID
    reverses: UUID | None = None
