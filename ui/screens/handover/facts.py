"""What the 交接 page shows, read at once: the turn in hand, its handover and items, who is who, what came before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from venue_desk.domain.cadres import Cadre
from venue_desk.domain.calendar import at_station
from venue_desk.domain.handover import Handover, HandoverAddition, HandoverItem, HandoverOffer, HandoverState, ItemState
from venue_desk.domain.handover_history import HandoverRow
from venue_desk.domain.handover_rules import progress_text
from venue_desk.domain.handover_turns import Coming, Turn

if TYPE_CHECKING:
    from venue_desk.desk import Desk
    from venue_desk.domain.findings import Finding

PAST = 4
TurnKey = tuple[date, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnFacts:
    """One reading. `items` once the giver has signed, `offers` what there is to hand over until then."""

    now: datetime
    coming: Coming
    turn: Turn
    people: Mapping[UUID, Cadre]
    serving: tuple[Cadre, ...]
    offers: tuple[HandoverOffer, ...]
    items: tuple[HandoverItem, ...]
    gap: "Finding | None"
    last: Handover | None
    last_items: tuple[HandoverItem, ...]
    additions: tuple[HandoverAddition, ...]
    past: tuple[HandoverRow, ...]
    patience: int
    situation: str

    @property
    def handover(self) -> Handover | None:
        """The handover of the turn, once it was begun."""
        return self.turn.handover

    @property
    def given(self) -> bool:
        """Whether the giver has signed."""
        return self.handover is not None and self.handover.state is not HandoverState.OPEN

    @property
    def giver_id(self) -> UUID | None:
        """Who gives: as begun, else as planned."""
        return self.handover.giver_id if self.handover is not None else self.turn.giver_id

    @property
    def taker_id(self) -> UUID | None:
        """Who takes: as begun, else as planned."""
        return self.handover.taker_id if self.handover is not None else self.turn.taker_id

    @property
    def due(self) -> bool:
        """Whether it is time, or past it."""
        return self.now >= self.coming.opens_at or self.turn.key != self.coming.turn.key

    @property
    def progress(self) -> str:
        """10 项接了 5 项; 10 项要交."""
        return progress_text(self.items) if self.given else f"{len(self.offers)} 项要交"

    @property
    def standing(self) -> str:
        """还有 4 项没接、1 项不符: what stands in the way of the taker's signature."""
        states = [item.state for item in self.items]
        parts = ((states.count(ItemState.WAITING), "没接"), (states.count(ItemState.DIFFERS), "不符"))
        told = "、".join(f"{count} 项{word}" for count, word in parts if count)
        return f"还有 {told}" if told else ""

    def cadre(self, cadre_id: UUID | None) -> Cadre | None:
        """Who it is, also one who left."""
        return self.people.get(cadre_id) if cadre_id is not None else None

    def name(self, cadre_id: UUID | None) -> str:
        """李秀兰; "" for nobody."""
        cadre = self.cadre(cadre_id)
        return cadre.name if cadre is not None else ""


def read(desk: "Desk", key: TurnKey | None) -> TurnFacts:
    """The turn with that key if it is still unfinished, else the one due now or next."""
    act = desk.act()
    coming = desk.handover.coming(act)
    turn = next((each for each in coming.earlier if each.key == key), coming.turn)
    serving = desk.cadres.serving(act.station_id)
    people = {cadre.id: cadre for cadre in (*serving, *desk.cadres.serving(act.station_id, left=True))}
    given = turn.given
    last = desk.handover.last_sealed(act.station_id)
    return TurnFacts(
        now=act.at, coming=coming, turn=turn, people=people, serving=tuple(serving),
        offers=() if given else tuple(desk.handover.offers(act.station_id, act.at)),
        items=tuple(desk.handover.items(turn.handover)) if given and turn.handover else (),
        gap=desk.handover.gap_in(act, coming) if turn.key == coming.turn.key else None,
        last=last, last_items=tuple(desk.handover.items(last)) if last else (),
        additions=tuple(desk.handover.additions(last)) if last else (),
        past=tuple(desk.handover.recent(act, coming, PAST)),
        patience=desk.settings.value(act.station_id, "late_minutes", act.today),
        situation=turn.handover.situation if turn.handover else desk.handover.situation(act, turn),
    )  # fmt: skip


def clock(at: datetime | None) -> str:
    """19:50."""
    return f"{at_station(at):%H:%M}" if at is not None else ""
