"""A station with a staff that serves, and a month filled so that no rule is broken."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from tests.builders import add_cadre
from venue_desk.desk import Desk
from venue_desk.domain.acts import Act
from venue_desk.domain.cadres import Cadre
from venue_desk.domain.roster import Role, Slot

DECEMBER = date(2026, 12, 1)
LEADS = ("陈志远", "王建军", "赵文博")
OTHERS = ("李秀兰", "张小梅", "周玉凤", "马德林")
STAFF = (*LEADS, *OTHERS)


def add_staff(desk: Desk) -> dict[str, Cadre]:
    """Three who lead (the first of them is the 站长, at the desk), four who serve under them; by name."""
    (head,) = desk.cadres.serving(desk.act().station_id)
    led = desk.cadres.change(desk.act(), head, replace(head, leads_duty=True)).record
    rest = [add_cadre(desk, name, leads_duty=name in LEADS) for name in STAFF[1:]]
    return {cadre.name: cadre for cadre in (led, *rest)}


def even(desk: Desk, staff: dict[str, Cadre], month: date = DECEMBER) -> dict[Slot, UUID]:
    """Who serves when everybody takes turns: each of three leads every third shift, each other every fourth."""
    facts = desk.roster.facts(desk.act().station_id, month)
    turn = {(run.day, run.name): 2 * run.day.toordinal() + (run.name == "夜班") for run in facts.month_runs}
    takers = {Role.LEAD: LEADS, Role.ON_DUTY: OTHERS}
    return {
        slot: staff[takers[slot.role][turn[slot.day, slot.shift] % len(takers[slot.role])]].id for slot in facts.slots
    }


def fill_month(desk: Desk, staff: dict[str, Cadre], month: date = DECEMBER) -> dict[Slot, UUID]:
    """The month, filled."""
    assignments = even(desk, staff, month)
    desk.roster.take_plan(desk.act(), assignments)
    return assignments


def acting(desk: Desk, cadre: Cadre) -> Act:
    """Somebody else at the desk."""
    return replace(desk.act(), cadre_id=cadre.id)


def slot(day: int, shift: str = "白班", role: Role = Role.ON_DUTY, month: date = DECEMBER) -> Slot:
    return Slot(month.replace(day=day), shift, role)


def name_on(desk: Desk, at: Slot) -> str:
    """Who stands in a place, "" for nobody."""
    facts = desk.roster.facts(desk.act().station_id, at.day)
    found = facts.on(at)
    return facts.name(found) if found else ""
