"""What was begun and not saved: which form a draft belongs to, what was typed first, and the way back into it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from venue_desk.domain.drafts import Draft
from venue_desk.domain.errors import Refused

if TYPE_CHECKING:
    from venue_desk.desk import Desk

About = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Origin:
    """The forms whose draft keys begin with `prefix`; `about` tells their screen which record to open."""

    prefix: str
    title: str
    screen: str
    about: "Callable[[Desk, UUID | None], About]" = lambda _desk, _record: {}


def _record(name: str) -> "Callable[[Desk, UUID | None], About]":
    return lambda _desk, record: {name: record} if record else {}


def _home_of(desk: "Desk", villager: UUID | None) -> About:
    home = desk.households.of_villager(desk.act().station_id, villager) if villager else None
    return {"household_id": home.id} if home else {}


# The longer prefix stands first: "household.head.…" is a draft about a villager, not about a household.
ORIGINS = (
    Origin("household.new", "登记农户", "households"),
    Origin("household.head.", "换户主", "households", _home_of),
    Origin("household.split.", "分户", "households", _record("household_id")),
    Origin("household.merge.", "并户", "households", _record("household_id")),
    Origin("household.move.", "转户", "households", _record("household_id")),
    Origin("household.", "改农户", "households", _record("household_id")),
    Origin("villager.new.", "添家人", "households", _record("household_id")),
    Origin("villager.", "改家人", "households", _home_of),
    Origin("case.new", "登记代办", "cases"),
    Origin("case.household", "登记代办", "cases"),
    Origin("case.", "代办件的一步", "cases", _record("case_id")),
    Origin("delivery.", "送件", "cases", lambda _desk, _record: {"tab": "deliveries"}),
    Origin("item.new", "添事项", "cases", lambda _desk, _record: {"tab": "catalogue"}),
    Origin("item.withdraw.", "停办事项", "cases", lambda _desk, _record: {"tab": "catalogue"}),
    Origin("item.", "改事项", "cases", lambda _desk, _record: {"tab": "catalogue"}),
    Origin("point.", "代办网络的一处", "cases", lambda _desk, _record: {"tab": "network"}),
    Origin("cadre.new", "登记干部", "cadres"),
    Origin("cadre.leave.", "干部离岗", "cadres", _record("cadre_id")),
    Origin("cadre.", "改干部", "cadres", _record("cadre_id")),
    Origin("entitlement.new", "登记补贴", "policies", lambda _desk, _record: {"new": True}),
    Origin("entitlement.", "改补贴", "policies", _record("entitlement_id")),
    Origin("policy.new", "登记政策", "policies", lambda _desk, _record: {"tab": "policies"}),
    Origin("policy.", "改政策", "policies", _record("policy_id")),
    Origin("rate.new.", "添标准", "policies", _record("policy_id")),
    Origin("rate.", "改标准", "policies", lambda _desk, _record: {"tab": "policies"}),
    Origin("leave.", "请假", "roster"),
    Origin("wish.", "意愿", "roster"),
    Origin("swap.", "换班", "roster"),
    Origin("stand_in.", "替班", "roster"),
    Origin("log_form.new", "补记", "duty-log"),
    Origin("log_form.", "改值班记录", "duty-log", _record("log_line_id")),
    Origin("log_report.", "上报突发", "duty-log", _record("report")),
    Origin("sign_on.new", "补签", "attendance"),
    Origin("sign_on.", "改签到", "attendance", _record("sign_on_id")),
    Origin("sign_off.", "补签退", "attendance", _record("sign_off")),
    Origin("handover.add.", "补记", "handover"),
    Origin("handover.", "交接班的注意事项", "handover"),
    Origin("belonging.", "物品", "handover", lambda _desk, _record: {"tab": "belongings"}),
    Origin("seal_use.", "登记用印", "handover", lambda _desk, _record: {"tab": "seals"}),
    Origin("cash.", "记备用金", "handover", lambda _desk, _record: {"tab": "cash"}),
    Origin("night.guest", "登记客人住宿", "lodging"),
    Origin("night.cancel.", "划掉一晚", "lodging"),
    Origin("night.", "住宿登记", "lodging"),
    Origin("room.new", "加一间屋", "lodging"),
    Origin("room.", "房间改名", "lodging"),
    Origin("bed.name.", "床位改名", "lodging"),
    Origin("bed.", "加床", "lodging"),
    Origin("spot_check.", "记抽查", "lodging"),
    Origin("meal_guest.new", "登记客人", "canteen"),
    Origin("meal_guest.", "改客人", "canteen"),
    Origin("menu.", "写菜单", "canteen"),
    Origin("meal_price.", "餐费标准", "canteen"),
    Origin("purchase.new", "登记采购", "canteen"),
    Origin("purchase.", "改采购", "canteen"),
    Origin("supplier.", "供货商", "canteen"),
    Origin("stock.count", "盘点", "canteen"),
    Origin("stock.change.", "改领用", "canteen"),
    Origin("stock.", "登记领用", "canteen"),
    Origin("sample.", "留样", "canteen"),
    Origin("certificate.", "健康证", "canteen"),
    Origin("advance.", "预交", "canteen"),
    Origin("allotment.", "拨款", "canteen"),
    Origin("correction.", "冲正", "canteen"),
    Origin("settings.station", "改本站", "settings", lambda _desk, _record: {"page": "station"}),
    Origin("settings.rule.", "改规定", "settings", lambda _desk, _record: {"page": "rules"}),
    Origin("settings.holiday.", "放假安排", "settings", lambda _desk, _record: {"page": "holidays"}),
    Origin("settings.shifts", "改班次", "settings", lambda _desk, _record: {"page": "shifts"}),
    Origin("settings.", "小组和自然社", "settings", lambda _desk, _record: {"page": "parts"}),
)


def origin_of(draft: Draft) -> Origin | None:
    """The form this draft was left in; None for one that this version no longer has."""
    return next((origin for origin in ORIGINS if draft.key.startswith(origin.prefix)), None)


def typed_first(draft: Draft) -> str:
    """The name that was typed, or else the first words, by which one knows it again."""
    texts = [draft.texts.get("name", ""), *draft.texts.values()]
    return next((text.strip().splitlines()[0] for text in texts if text.strip()), "")


def way_back(desk: "Desk", origin: Origin, draft: Draft) -> About:
    """What its screen is told, so that the form opens again with all that was typed."""
    try:
        about = origin.about(desk, _uuid(draft.key))
    except Refused:
        # The record is gone meanwhile: the screen alone is the best way left.
        return {}
    return {**about, "draft": draft.key}


def _uuid(key: str) -> UUID | None:
    try:
        return UUID(key.rpartition(".")[2])
    except ValueError:
        return None
