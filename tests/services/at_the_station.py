"""A rostered day at the test station: duties in the table, and acts at any hour of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from db import journal, roster
from tests.builders import add_cadre
from venue_desk.desk import Desk
from venue_desk.domain.acts import Act
from venue_desk.domain.cadres import Cadre
from venue_desk.domain.calendar import STATION_ZONE
from venue_desk.domain.ids import new_ids
from venue_desk.domain.roster import Duty, Role

TODAY = date(2026, 11, 24)
"""The day after the station was set up: nothing is written before what stands there already."""
YESTERDAY = TODAY - timedelta(days=1)


def at(clock: str, day: date = TODAY) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), STATION_ZONE)


def act_of(desk: Desk, cadre: Cadre | None, clock: str, day: date = TODAY) -> Act:
    """The cadre (None: who is signed in) acts at that time of the station's clock."""
    act = desk.act()
    return replace(act, cadre_id=cadre.id if cadre else act.cadre_id, at=at(clock, day))


def place(desk: Desk, shift: str, people: Sequence[Cadre], day: date = TODAY) -> list[Duty]:
    """The first leads, the second serves."""
    act = desk.act()
    run = next(run for run in desk.shifts.runs(act.station_id, day, day) if run.name == shift)
    made = [
        Duty(
            id=duty_id, station_id=act.station_id, day=day, shift=shift, role=role, begins_at=run.begins_at,
            ends_at=run.ends_at, cadre_id=cadre.id,
        )
        for duty_id, role, cadre in zip(new_ids(act.at, desk.roster.random, len(people)), Role, people, strict=False)
    ]  # fmt: skip
    journal.add_many(act, roster.DutyTable, made)
    return made


def crew(desk: Desk) -> tuple[Cadre, Cadre, Cadre, Cadre]:
    """王建军 and 李秀兰 by day, 陈志远 (who is signed in) and 张小梅 by night; yesterday's night was theirs too."""
    head = desk.cadres.serving(desk.act().station_id)[0]
    wang, li = add_cadre(desk, "王建军", leads_duty=True), add_cadre(desk, "李秀兰", phone="138-0000-0103")
    zhang = add_cadre(desk, "张小梅", phone="138-0000-0104")
    place(desk, "夜班", (head, zhang), YESTERDAY)
    place(desk, "白班", (wang, li))
    place(desk, "夜班", (head, zhang))
    return wang, li, head, zhang
