"""本月值班: of each cadre the duties planned and done, late, missed, stood in for others, taken over by a swap."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from venue_desk.domain.attendance import SignOn, late_by, name_of
from venue_desk.domain.attendance_findings import said_of
from venue_desk.domain.roster import Duty, Role
from venue_desk.domain.swaps import Swap, SwapState


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthRow:
    """One cadre's month. A swapped duty counts for who did it; `stood_in` and `swapped` are part of `done`."""

    cadre_id: UUID
    name: str
    planned: int = 0
    done: int = 0
    late: int = 0
    missed: int = 0
    stood_in: int = 0
    swapped: int = 0

    @property
    def sentence(self) -> str:
        """排了 9 班，值了 7 班，迟到 1 次，没签到 1 班，替班 1 班，换来 2 班。"""
        counts = (
            (self.late, f"迟到 {self.late} 次"), (self.missed, f"没签到 {self.missed} 班"),
            (self.stood_in, f"替班 {self.stood_in} 班"), (self.swapped, f"换来 {self.swapped} 班"),
        )  # fmt: skip
        if not self.planned and not self.done:
            return "没有排班。"
        more = "".join(f"，{said}" for number, said in counts if number)
        return f"排了 {self.planned} 班，值了 {self.done} 班{more}。"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedShift:
    """One shift of one cadre in the month, planned or done or both; `remark` says what was amiss in how it was done."""

    cadre_id: UUID
    name: str
    day: date
    shift: str
    role: Role
    begins_at: datetime
    planned: bool
    sign_on: SignOn | None
    stands_in: bool
    swapped: bool
    missed: bool
    remark: str


def served_shifts(
    duties: Iterable[Duty],
    sign_ons: Sequence[SignOn],
    swaps: Iterable[Swap],
    names: Mapping[UUID, str],
    now: datetime,
    late_minutes: int,
) -> list[ServedShift]:
    """Every shift planned or served, in the order of time; one planned and not yet begun is there without a remark."""
    came = {(one.day, one.shift, one.cadre_id): one for one in sign_ons}
    taken = _taken(swaps)
    served = []
    for duty in duties:
        if duty.cadre_id is None:
            continue
        one = came.pop((duty.day, duty.shift, duty.cadre_id), None)
        served.append(
            ServedShift(
                cadre_id=duty.cadre_id, name=name_of(names, duty.cadre_id), day=duty.day, shift=duty.shift,
                role=duty.role, begins_at=duty.begins_at, planned=True, sign_on=one,
                stands_in=duty.stands_in_for is not None, swapped=(duty.id, duty.cadre_id) in taken,
                missed=one is None and duty.ends_at <= now,
                remark=said_of(one, late_minutes, rostered=True) if one else "",
            )
        )  # fmt: skip
    beside = [
        ServedShift(
            cadre_id=one.cadre_id, name=name_of(names, one.cadre_id), day=one.day, shift=one.shift, role=one.role,
            begins_at=one.begins_at, planned=False, sign_on=one, stands_in=True, swapped=False, missed=False,
            remark=said_of(one, late_minutes, rostered=False),
        )
        for one in came.values()
    ]  # fmt: skip
    return sorted([*served, *beside], key=lambda each: (each.begins_at, each.role.value, each.name))


def month_rows(served: Iterable[ServedShift], names: Mapping[UUID, str], late_minutes: int) -> list[MonthRow]:
    """The table, in the order of `names`; who did nothing and was not planned stands in it with noughts."""
    of_cadre: dict[UUID, list[ServedShift]] = {cadre_id: [] for cadre_id in names}
    for each in served:
        of_cadre.setdefault(each.cadre_id, []).append(each)
    return [_row(cadre_id, name_of(names, cadre_id), own, late_minutes) for cadre_id, own in of_cadre.items()]


def _row(cadre_id: UUID, name: str, own: Sequence[ServedShift], limit: int) -> MonthRow:
    done = [each for each in own if each.sign_on is not None]
    return MonthRow(
        cadre_id=cadre_id,
        name=name,
        planned=sum(each.planned for each in own),
        done=len(done),
        late=sum(bool(each.planned and late_by(each.begins_at, each.sign_on.on_at, limit)) for each in done if each.sign_on),
        missed=sum(each.missed for each in own),
        stood_in=sum(each.stands_in for each in done),
        swapped=sum(each.swapped for each in done),
    )  # fmt: skip


def _taken(swaps: Iterable[Swap]) -> frozenset[tuple[UUID, UUID]]:
    """Duty and cadre of every duty that came by an approved swap."""
    approved = [swap for swap in swaps if swap.state is SwapState.APPROVED]
    given = {(swap.duty_id, swap.with_cadre_id) for swap in approved}
    return frozenset(given | {(swap.return_duty_id, swap.cadre_id) for swap in approved if swap.return_duty_id})
