"""A village for cases: an item that the township decides, one done at the desk, a township centre, an old villager."""

from typing import Any

from db import journal
from db import network as network_table
from tests import builders
from tests.builders import NOW
from venue_desk.desk import Desk
from venue_desk.domain.cases import Case, CaseEntry, MaterialLine
from venue_desk.domain.catalogue import Material, MaterialForm, Method, ServiceItem, ServiceItemEntry
from venue_desk.domain.households import Villager
from venue_desk.domain.ids import new_id
from venue_desk.domain.network import Level, ServicePoint

BENEFIT = ServiceItemEntry(
    name="高龄津贴申请", department="县民政局", conditions="本县户籍，年满八十周岁", promised_days=15, decided_at=Level.TOWNSHIP, words=("高龄补贴",),
    materials=(
        Material(name="身份证", form=MaterialForm.ORIGINAL, returned=True),
        Material(name="户口簿", form=MaterialForm.ORIGINAL, returned=True),
        Material(name="近期两寸照片", copies=2),
    ),
)  # fmt: skip
AT_ONCE = ServiceItemEntry(
    name="养老资格认证", department="县社保局", promised_days=0, method=Method.ON_THE_SPOT, decided_at=Level.STATION
)


def item(desk: Desk, entry: ServiceItemEntry = BENEFIT) -> ServiceItem:
    """The item of that name, entered once."""
    known = {each.name: each for each in desk.catalogue.rows(desk.act().station_id)}
    return known.get(entry.name) or desk.catalogue.register(desk.act(), entry).record


def applicant(desk: Desk, name: str = "张文海", **said: Any) -> Villager:
    """The head of a new household of 一社."""
    act = desk.act()
    household = builders.add_household(desk, desk.households.next_number(act.station_id), name, **said)
    return desk.households.get(act.station_id, household.id).members[0]


def centre(desk: Desk) -> ServicePoint:
    """The township's service centre."""
    act = desk.act()
    point = ServicePoint(
        id=new_id(NOW, desk.cases.random), station_id=act.station_id, level=Level.TOWNSHIP, name="菜子镇便民服务中心",
        phone="0932-6622100", contact="孙主任",
    )  # fmt: skip
    journal.add(act, network_table.ServicePointTable, point)
    return point


def entry(desk: Desk, villager: Villager, of: ServiceItem, **said: Any) -> CaseEntry:
    """All materials given, none held."""
    lines = tuple(
        MaterialLine(name=m.name, form=m.form, copies=m.copies, required=m.required, given=True) for m in of.materials
    )
    values: dict[str, Any] = {
        "method": Method.ON_BEHALF, "agent_id": desk.signed_in.cadre.id, "phone": "13800000201", "materials": lines,
    } | said  # fmt: skip
    return CaseEntry(villager_id=villager.id, item_id=of.id, **values)


def accept(desk: Desk, villager: Villager | None = None, **said: Any) -> Case:
    """A case accepted now."""
    return desk.cases.accept(desk.act(), entry(desk, villager or applicant(desk), item(desk), **said)).record
