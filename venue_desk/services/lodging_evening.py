"""What the evening asks of lodging: the roll call, who can miss no night any more, and who sleeps here for the handover."""

from collections.abc import Iterable
from datetime import datetime, time
from uuid import UUID

from db import lodging as table
from db import settings
from venue_desk.domain.calendar import day_of, night_of
from venue_desk.domain.findings import Finding, Severity, should
from venue_desk.domain.handover import HandoverOffer, ItemGroup
from venue_desk.domain.home import Done
from venue_desk.domain.lodging import Expected, Sleeper, Tonight, evening
from venue_desk.domain.lodging_standing import NightMark, Reach, Standing
from venue_desk.domain.roster import month_of
from venue_desk.domain.settings import value_on
from venue_desk.services.lodging import roll_call
from venue_desk.services.lodging_month import month_at


def todos_at(station_id: UUID, now: datetime) -> list[Finding]:
    """The roll call of tonight, and who can just still reach the month. Nothing where no night was ever noted."""
    if table.first_night(station_id) is None:
        return []
    tonight = night_of(now)
    month = month_at(station_id, month_of(tonight), tonight)
    asked = roll_call(month, tonight, {}, {})
    hour = value_on(settings.settings(station_id), "roll_call_hour", tonight)
    return [*_roll_call(asked, hour, now), *(_tight(row) for row in month.rows if row.reach is Reach.TIGHT)]


def handover_items(station_id: UUID, at: datetime) -> list[HandoverOffer]:
    """Who sleeps here tonight: as noted, or before the roll call as it is expected."""
    if table.first_night(station_id) is None:
        return []
    tonight = night_of(at)
    asked = roll_call(month_at(station_id, month_of(tonight), tonight), tonight, {}, {})
    if not asked.here and not asked.unanswered:
        return []
    fact = f"今晚住站 {asked.here} 人" if asked.here else f"今晚该住站 {len(asked.unanswered)} 人"
    mark = f"{len(asked.unanswered)} 人没登记" if asked.here and asked.unanswered else ""
    return [
        HandoverOffer(
            group=ItemGroup.TONIGHT, icon="bed", fact=fact, detail=_who(asked), mark=mark, source="lodging_evening"
        )
    ]


def done_at(station_id: UUID, begins: datetime, ends: datetime) -> list[Done]:
    """How many were noted this evening, and who looked in."""
    day = day_of(begins)
    nights = table.nights(station_id, night_of(begins), day)
    came = [each.arrived_at for each in nights if begins <= each.arrived_at < ends]
    checks = [each for each in table.spot_checks(station_id, night_of(begins), day) if begins <= each.at < ends]
    return [
        *([Done(max(came), f"晚间报到 {len(came)} 人")] if came else []),
        *(Done(check.at, f"{check.by_whom}抽查住站") for check in checks),
    ]


def _roll_call(asked: Tonight, hour: int, now: datetime) -> list[Finding]:
    missing = asked.unanswered
    if not missing:
        return []
    if now < evening(asked.night, time(hour)):
        told = f"今晚该住站 {len(missing)} 人，{_who(asked)}，{hour}:00 后报到。"
        return [should("lodging.tonight", "", told)]
    return [should("lodging.roll_call", "", f"今晚还有 {len(missing)} 人没报到，{_names(missing)}。")]


def _tight(row: Standing) -> Finding:
    left = row.marks.count(NightMark.OPEN)
    sentence = f"{row.name}{row.sentence}，这个月还要住 {left} 晚。"
    return Finding("lodging.tight", Severity.SHOULD, sentence, subject=row.cadre_id)


def _who(asked: Tonight) -> str:
    """陈志远、张小梅值夜，周玉凤该住，赵文博请假已批，客人 1 位."""
    duty = [row for row in asked.rows if row.expected is Expected.ON_DUTY and (row.night is None or row.night.stays)]
    others = [row for row in asked.rows if row.night and row.night.stays and row.expected is not Expected.ON_DUTY]
    gone = [row for row in asked.rows if row.night and not row.night.stays]
    planned = [row for row in asked.unanswered if row.expected is Expected.PLANNED]
    away = [row for row in asked.rows if row.expected is Expected.LEAVE and not row.night]
    parts = [
        f"{_names(duty)}值夜" if duty else "",
        f"{_names(others)}住站" if others else "",
        f"{_names(planned)}该住" if planned else "",
        f"{_names(away)}请假已批" if away else "",
        f"{_names(gone)}来过又走了" if gone else "",
        f"客人 {asked.guests_here} 位" if asked.guests_here else "",
    ]
    return "，".join(part for part in parts if part)


def _names(rows: Iterable[Sleeper]) -> str:
    return "、".join(row.name for row in rows)
