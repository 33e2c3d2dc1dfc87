"""Lodging (住宿): rooms and beds, who sleeps at the station in which night. A night is named by the date it begins."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from venue_desk.domain.calendar import NIGHT_ENDS, STATION_ZONE, at_station, day_of, night_of, short_date
from venue_desk.domain.findings import Finding, must, should
from venue_desk.domain.identity import check_name
from venue_desk.domain.leaves import Leave, LeaveState

TEXT_MAX = 60
NOON = time(12)
"""Somebody may move in from noon on, and has left by the next noon."""
SMALL_HOURS = 3
"""Whoever is on duty at this hour is on watch by night."""
AHEAD = timedelta(minutes=5)
"""How far a time may lie ahead of the clock: two clocks are never quite the same."""
N = TypeVar("N", bound="NightEntry")


class NightHow(StrEnum):
    """How it is known that somebody sleeps here."""

    ROLL_CALL = "roll_call"
    PHONE = "phone"
    IN_PERSON = "in_person"
    AS_PLANNED = "as_planned"
    SPOT_CHECK = "spot_check"

    @property
    def label(self) -> str:
        """The word on screen and paper."""
        return {
            "roll_call": "点名", "phone": "座机报到", "in_person": "本人登记", "as_planned": "按计划", "spot_check": "抽查",
        }[self.value]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A room with beds; its place in the list."""

    id: UUID
    station_id: UUID
    name: str
    position: int
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bed:
    """A bed of a room: 1 号床."""

    id: UUID
    station_id: UUID
    room_id: UUID
    name: str
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomOf:
    """A room with its beds."""

    room: Room
    beds: tuple[Bed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NightEntry:
    """One sleeper in one night: a cadre, or a guest by name and unit. `left_at` is set when they left, early or in the morning."""

    night: date
    cadre_id: UUID | None = None
    guest: str = ""
    guest_unit: str = ""
    bed_id: UUID | None = None
    arrived_at: datetime
    left_at: datetime | None = None
    how: NightHow = NightHow.ROLL_CALL
    note: str = ""

    def lies_from(self, at: datetime) -> bool:
        """Whether they are in their bed at that time or later."""
        return self.left_at is None or self.left_at > at


@dataclass(frozen=True, slots=True, kw_only=True)
class Night(NightEntry):
    """A night on record. Cancelled, it is closed and says why (`cancelled_for`); it is never deleted."""

    id: UUID
    station_id: UUID
    noted_by: UUID
    closed_on: date | None = None
    cancelled_for: str = ""

    @property
    def stays(self) -> bool:
        """Whether they sleep here: not who left before the morning."""
        return stays(self.night, self.left_at)

    def counts(self, until_hour: int) -> bool:
        """Whether it is a night slept here: nobody counts who left before that hour of the morning or came after it."""
        over = _next_morning(self.night, until_hour)
        return self.closed_on is None and self.arrived_at < over and (self.left_at is None or self.left_at >= over)


def stays(night: date, left_at: datetime | None) -> bool:
    """Whoever left before the morning does not sleep here, nor eat there: one rule for all registers."""
    return left_at is None or night_of(left_at) > night


class Expected(StrEnum):
    """What is known beforehand of a cadre's night."""

    ON_DUTY = "on_duty"
    PLANNED = "planned"
    LEAVE = "leave"
    FREE = "free"

    @property
    def label(self) -> str:
        """The word on screen and paper."""
        return {"on_duty": "值夜", "planned": "该住", "leave": "准假", "free": "自定"}[self.value]

    @property
    def sleeps_here(self) -> bool:
        """Whether 按计划 signs them in."""
        return self in (Expected.ON_DUTY, Expected.PLANNED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sleeper:
    """A line of the roll call: a cadre, what is expected and why, and the night once it is noted. `bed` is its name, or the usual one."""

    cadre_id: UUID
    name: str
    expected: Expected
    why: str
    night: Night | None = None
    bed_id: UUID | None = None
    bed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tonight:
    """晚间报到: everybody of the station, the guests, and how many beds are free."""

    night: date
    rows: tuple[Sleeper, ...]
    guests: tuple[Night, ...]
    beds_free: int

    @property
    def here(self) -> int:
        """How many sleep here, guests with them."""
        return sum(row.night is not None and row.night.stays for row in self.rows) + self.guests_here

    @property
    def guests_here(self) -> int:
        """How many guests sleep here."""
        return sum(guest.stays for guest in self.guests)

    @property
    def unanswered(self) -> tuple[Sleeper, ...]:
        """Those who should be here and are not noted yet."""
        return tuple(row for row in self.rows if row.expected.sleeps_here and row.night is None)


def watch_night(begins_at: datetime, ends_at: datetime) -> date | None:
    """The night that a stretch of duty keeps its cadre here: the one in which it is on watch at three in the morning."""
    begun = day_of(begins_at)
    nights = (begun - timedelta(days=1), begun)
    return next((night for night in nights if begins_at <= _next_morning(night, SMALL_HOURS) < ends_at), None)


def tidy_night(entry: N) -> N:
    """The entry as it is kept: a cadre is no guest."""
    guest, unit = ("", "") if entry.cadre_id else (entry.guest.strip(), entry.guest_unit.strip())
    return replace(entry, guest=guest, guest_unit=unit, note=entry.note.strip())


def check_night(
    entry: NightEntry,
    others: Iterable[Night],
    tonight: date,
    now: datetime,
    names: Mapping[UUID, str],
    beds: Mapping[UUID, str],
) -> list[Finding]:
    """One bed one sleeper, one sleeper one bed; no night to come; nobody leaves before arriving.

    `others` are the open rows of that night without the entry's own; `names` and `beds` what cadres and beds are called.
    """
    others = tuple(others)
    return [
        *_check_who(entry, others, now, names, beds),
        *_check_bed(entry, others, names, beds),
        *_check_times(entry, tonight, now),
        *(
            [must("night.note", "note", f"备注最多 {TEXT_MAX} 个字，请写短一些。")]
            if len(entry.note) > TEXT_MAX else []
        ),
    ]  # fmt: skip


def late_findings(entry: NightEntry, until_hour: int) -> list[Finding]:
    """Whoever comes when the night is over has not slept it: noted it is all the same."""
    if _next_morning(entry.night, until_hour) <= entry.arrived_at < _morning_after(entry.night):
        told = f"{at_station(entry.arrived_at):%H:%M} 才到，这一晚不算住。昨晚就在的，请改「几点到的」。"
        return [should("night.late", "arrived_at", told)]
    return []


def leave_findings(entry: NightEntry, leaves: Iterable[Leave], name: str) -> list[Finding]:
    """Whoever is on approved leave sleeps here all the same: worth a look."""
    away = [each for each in leaves if each.cadre_id == entry.cadre_id and each.state is LeaveState.APPROVED]
    if any(each.covers(entry.night) for each in away):
        return [should("night.leave", "cadre_id", f"{name}这一晚已经准假。真住在站里的，就照实登记。")]
    return []


def check_part(name: str, others: Iterable[str], what: str) -> list[Finding]:
    """The name of a room or bed is there, and no other open one has it."""
    findings = check_name(name, "name", what)
    if name in others:
        findings.append(must("lodging.name_twice", "name", f"已经有「{name}」了，请换一个名字。"))
    return findings


def check_cancelling(night: Night, reason: str) -> list[Finding]:
    """A night is cancelled once, and says why."""
    if night.closed_on is not None:
        return [must("night.cancelled", "", "这一条已经划掉了，不用再划。")]
    if not reason:
        return [must("night.reason", "reason", "请写明为什么划掉，例如「记错人了」。")]
    if len(reason) > TEXT_MAX:
        return [must("night.reason", "reason", f"原因最多 {TEXT_MAX} 个字，请写短一些。")]
    return []


def who(night: NightEntry, names: Mapping[UUID, str]) -> str:
    """The cadre's name, or the guest's."""
    return names.get(night.cadre_id, "") if night.cadre_id else night.guest


def _check_who(
    entry: NightEntry, others: tuple[Night, ...], now: datetime, names: Mapping[UUID, str], beds: Mapping[UUID, str]
) -> list[Finding]:
    if entry.cadre_id is None:
        found = check_name(entry.guest, "guest", "客人姓名")
        if len(entry.guest_unit) > TEXT_MAX:
            found.append(must("night.unit", "guest_unit", f"单位最多 {TEXT_MAX} 个字，请写短一些。"))
        return found
    if entry.cadre_id not in names:
        return [must("night.cadre", "cadre_id", "请选住站的干部。")]
    before = next((each for each in others if each.cadre_id == entry.cadre_id), None)
    if before is None:
        return []
    where = f"，住{beds[before.bed_id]}" if before.bed_id and before.bed_id in beds else ""
    day = night_word(entry.night, now)
    return [must("night.twice", "cadre_id", f"{names[entry.cadre_id]}{day}已经登记了{where}。要换床位，请改那一条。")]


def _check_bed(
    entry: NightEntry, others: tuple[Night, ...], names: Mapping[UUID, str], beds: Mapping[UUID, str]
) -> list[Finding]:
    if entry.bed_id is None:
        return []
    if entry.bed_id not in beds:
        return [must("night.bed", "bed_id", "这张床已经停用，请换一张。")]
    beside = (each for each in others if each.lies_from(entry.arrived_at) and entry.lies_from(each.arrived_at))
    taken = next((each for each in beside if each.bed_id == entry.bed_id), None)
    if taken is None:
        return []
    return [must("night.taken", "bed_id", f"{beds[entry.bed_id]}这一晚{who(taken, names)}住着，请换一张床。")]


def _check_times(entry: NightEntry, tonight: date, now: datetime) -> list[Finding]:
    if entry.night > tonight:
        return [must("night.later", "night", "这一晚还没到，到了那天再登记。")]
    if now < evening(entry.night, NOON):
        return [must("night.later", "night", "今晚的住宿，中午 12 点以后登记。")]
    return [*_check_arrival(entry, now), *(_check_leaving(entry, now) if entry.left_at else ())]


def _check_arrival(entry: NightEntry, now: datetime) -> list[Finding]:
    noon, at = evening(entry.night + timedelta(days=1), NOON), at_station(entry.arrived_at)
    if entry.arrived_at > now + AHEAD:
        return [must("night.arrived", "arrived_at", "入住时间在现在以后，请改成到站的时候。")]
    if _morning_after(entry.night) <= entry.arrived_at < noon:
        sentence = f"早上 {at:%H:%M} 才到，这一晚不算住。晚上到的，请写 {at.hour + 12}:{at:%M}。"
        return [must("night.morning", "arrived_at", sentence)]
    if not evening(entry.night, NOON) <= entry.arrived_at < noon:
        sentence = "入住时间不在这一晚（中午 12 点到第二天早上 6 点），请改过来。"
        return [must("night.arrived", "arrived_at", sentence)]
    return []


def _check_leaving(entry: NightEntry, now: datetime) -> list[Finding]:
    assert entry.left_at is not None
    if entry.left_at <= entry.arrived_at:
        return [must("night.left", "left_at", "离开时间比入住还早，请改过来。")]
    if entry.left_at > now + AHEAD:
        return [must("night.left", "left_at", "离开时间在现在以后，等离开了再记。")]
    if entry.left_at >= evening(entry.night + timedelta(days=1), NOON):
        return [must("night.left", "left_at", "离开时间过了第二天中午，后面的晚上请另记一条。")]
    if entry.left_at < _morning_after(entry.night) and not entry.note:
        return [should("night.early", "note", "夜里离开的，建议写上为什么。")]
    return []


def night_word(night: date, now: datetime) -> str:
    """今晚, after midnight 昨夜; any other night by its date."""
    if night == night_of(now):
        return "今晚" if night == day_of(now) else "昨夜"
    word = short_date(night, night_of(now))
    return f"{word.removesuffix('天') if word in ('昨天', '明天') else word}晚"


def evening(day: date, at: time) -> datetime:
    """That hour of the day by the station's clock."""
    return datetime.combine(day, at, STATION_ZONE)


def _morning_after(night: date) -> datetime:
    return datetime.combine(night + timedelta(days=1), NIGHT_ENDS, STATION_ZONE)


def _next_morning(night: date, hour: int) -> datetime:
    return evening(night + timedelta(days=1), time(hour))
