"""Numbers an authority may change: dated, each with the document that set it. Words and defaults are here."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from venue_desk.domain.findings import Finding, must


@dataclass(frozen=True, slots=True)
class Rule:
    """A number the station lives by, what it means, its default and the source of the default."""

    key: str
    title: str
    unit: str
    default: int
    least: int
    most: int
    source: str


RULES: tuple[Rule, ...] = (
    Rule("nights_per_month", "轮流值班每月至少住宿", "晚", 15, 0, 31, "「驻村代办、强基为民」工程"),
    Rule("roll_call_hour", "晚间点名从几点开始", "点", 20, 12, 23, "驻村干部住站制度"),
    Rule("night_until_hour", "凌晨几点前离开，这一晚不算", "点", 5, 0, 6, "本站自定"),
    Rule("posting_days", "补贴名单公示天数", "天", 7, 1, 60, "惠农补贴公示要求"),
    Rule("hand_in_days", "代办件最迟交镇中心", "个工作日", 3, 1, 30, "民事代办制度"),
    Rule("mend_days", "评价不满意的多久整改好", "个工作日", 15, 1, 60, "政务服务“好差评”制度"),
    Rule("rest_shifts", "两班之间至少歇", "班", 1, 0, 3, "值班制度"),
    Rule("late_minutes", "过了几分钟没签到算迟到", "分钟", 10, 0, 120, "值班制度"),
    Rule("report_minutes", "较大突发事件几分钟内上报", "分钟", 60, 10, 1440, "值班信息报送制度"),
    Rule("handover_minutes", "下班前几分钟打开交接班", "分钟", 15, 0, 120, "交接班制度"),
    Rule("meal_cut_off", "前一天几点截止报餐", "点", 17, 8, 23, "食堂管理制度"),
    Rule("sample_grams", "每样菜留样至少", "克", 125, 50, 1000, "食品安全留样规定"),
    Rule("sample_hours", "留样保存", "小时", 48, 24, 240, "食品安全留样规定"),
    Rule("idle_lock_minutes", "多久不用自动锁屏", "分钟", 10, 1, 120, "本站自定"),
)

_BY_KEY = {r.key: r for r in RULES}


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingEntry:
    """A rule's number from `from_on` on, by document `document_number`."""

    key: str
    value: int
    from_on: date
    document_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting(SettingEntry):
    """A dated setting on record."""

    id: UUID
    station_id: UUID


def rule(key: str) -> Rule:
    """The rule named `key`. KeyError for an unknown one: that is our fault, not the user's."""
    return _BY_KEY[key]


def in_force(settings: "tuple[Setting, ...] | list[Setting]", key: str, day: date) -> Setting | None:
    """The setting in force on the date of the fact, None while the default holds."""
    known = [s for s in settings if s.key == key and s.from_on <= day]
    return max(known, key=lambda s: (s.from_on, s.id), default=None)


def value_on(settings: "tuple[Setting, ...] | list[Setting]", key: str, day: date) -> int:
    """The number in force on the date of the fact, else the default."""
    setting = in_force(settings, key, day)
    return setting.value if setting else rule(key).default


def tidy_setting(entry: SettingEntry) -> SettingEntry:
    """The entry as it is kept."""
    return replace(entry, document_number=entry.document_number.strip())


def check_setting(entry: SettingEntry) -> list[Finding]:
    """The number lies within what makes sense for its rule."""
    of = rule(entry.key)
    if of.least <= entry.value <= of.most:
        return []
    return [must("setting.range", "value", f"「{of.title}」应在 {of.least} 到 {of.most} {of.unit}之间。")]
