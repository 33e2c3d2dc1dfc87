"""What a station has in hand at any moment of its past, offered to a handover in the words of the registers."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from venue_desk.domain.belongings import BelongingKind
from venue_desk.domain.calendar import day_of
from venue_desk.domain.handover import HandoverOffer
from venue_desk.domain.leaves import Leave, LeaveState
from venue_desk.services import belongings, leaves, petty_cash, roster, seal_uses
from venue_desk.services.demo.village import Village


@dataclass(slots=True)
class InHand:
    """`given_at`: when it was last handed over."""

    village: Village
    given_at: datetime | None = None
    away: dict[date, list[Leave]] = field(default_factory=lambda: defaultdict(list))
    names: Mapping[UUID, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Who is away is looked up by day."""
        self.names = {cadre.id: cadre.name for cadre in self.village.cadres}
        for leave in self.village.leaves:
            if leave.state is LeaveState.APPROVED:
                for number in range((leave.to_on - leave.from_on).days + 1):
                    self.away[leave.from_on + timedelta(days=number)].append(leave)

    def offers(self, at: datetime) -> list[HandoverOffer]:
        """Keys, seals, equipment and cash, then who serves and who is away tomorrow."""
        since = self.given_at or datetime.combine(day_of(at), time(), at.tzinfo)
        since_said = "上次交接后" if self.given_at else "今天"
        having = sorted(self.village.belongings, key=lambda each: list(BelongingKind).index(each.kind))
        uses = _between(self.village.seal_uses, since, at)
        seals = [
            seal_uses.offer(seal, [use for use in uses if use.seal_id == seal.id], since_said)
            for seal in having
            if seal.kind is BelongingKind.SEAL
        ]
        return [*belongings.offers(having), *seals, self._cash(since, since_said, at), *self._tomorrow(at)]

    def _cash(self, since: datetime, since_said: str, at: datetime) -> HandoverOffer:
        moved = [entry.amount_fen for entry in _between(self.village.cash, since, at)]
        balance = sum(entry.amount_fen for entry in self.village.cash if entry.at <= at)
        came, went = sum(fen for fen in moved if fen > 0), -sum(fen for fen in moved if fen < 0)
        return petty_cash.offer(balance, came, went, since_said)

    def _tomorrow(self, at: datetime) -> list[HandoverOffer]:
        day = day_of(at) + timedelta(days=1)
        placed = [duty for run in self.village.runs_of(day) for duty in self.village.serving(run)]
        found = [roster.tomorrow_offer(placed, self.names)]
        return [*found, leaves.tomorrow_offer(self.away[day], self.names)] if self.away[day] else found


def _between(records: Sequence[Any], after: datetime, until: datetime) -> Sequence[Any]:
    begin, end = (bisect_right(records, at, key=lambda record: record.at) for at in (after, until))
    return records[begin:end]
