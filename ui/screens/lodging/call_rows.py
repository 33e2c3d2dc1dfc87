"""The lines of tonight's roll call: cadres in the order of the station, the guests below them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from venue_desk.domain.attendance import clock
from venue_desk.domain.lodging import Expected, Night, Sleeper, Tonight


class CallState(StrEnum):
    """What is known of somebody tonight."""

    HERE = "here"
    LEFT = "left"
    WAITING = "waiting"
    LEAVE = "leave"
    FREE = "free"


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """One line. `meta` says what was expected, `said` what is known; `number` is the digit that leads there."""

    number: int
    name: str
    meta: str
    state: CallState
    said: str = ""
    sleeper: Sleeper | None = None
    night: Night | None = None

    @property
    def key(self) -> UUID:
        """Who it is, however often the list is read again."""
        if self.sleeper is not None:
            return self.sleeper.cadre_id
        assert self.night is not None  # a guest is a night
        return self.night.id

    @property
    def spoken(self) -> str:
        """The line as one phrase."""
        return "，".join(part for part in (self.name, self.meta, self.said) if part)


def called(tonight: Tonight, beds: Mapping[UUID, str]) -> Iterator[Called]:
    """Every line; `beds` are the names of the beds."""
    for number, row in enumerate(tonight.rows, 1):
        meta = row.why or row.expected.label
        state = _state(row)
        yield Called(
            number=number, name=row.name, meta=meta, state=state, said=_said(row, state), sleeper=row, night=row.night
        )
    for number, night in enumerate(tonight.guests, len(tonight.rows) + 1):
        place = beds.get(night.bed_id, "") if night.bed_id else ""
        yield Called(
            number=number, name=night.guest, meta=" · ".join(part for part in ("客人", night.guest_unit) if part),
            state=CallState.LEFT if night.left_at else CallState.HERE, said=_when(night, place), night=night,
        )  # fmt: skip


def _state(row: Sleeper) -> CallState:
    if row.night is not None:
        return CallState.LEFT if row.night.left_at else CallState.HERE
    if row.expected is Expected.LEAVE:
        return CallState.LEAVE
    return CallState.WAITING if row.expected.sleeps_here else CallState.FREE


def _said(row: Sleeper, state: CallState) -> str:
    if row.night is not None:
        return _when(row.night, row.bed)
    return {CallState.WAITING: "还没到", CallState.LEAVE: "不用到", CallState.FREE: "没报到"}[state]


def _when(night: Night, bed: str) -> str:
    """东屋 1 号床 20:05 到; of who left, when they did: the bed is in the form."""
    came = f"{clock(night.arrived_at)} 到"
    return f"{came} {clock(night.left_at)} 离开" if night.left_at else f"{bed} {came}".strip()


def counted(tonight: Tonight, *, has_beds: bool) -> str:
    """该住 6 人，已到 4 人，客人 1 位，空床 5 张."""
    wanted, came = sum(line.expected.sleeps_here for line in tonight.rows), tonight.here - tonight.guests_here
    parts = [
        f"该住 {wanted} 人" if wanted else "",
        f"已到 {came} 人" if wanted or came else "还没有人报到",
        f"客人 {tonight.guests_here} 位" if tonight.guests_here else "",
        f"空床 {tonight.beds_free} 张" if has_beds else "床位在「房间」里加",
    ]
    return "，".join(part for part in parts if part)
