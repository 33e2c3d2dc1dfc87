"""Ctrl+K: what the desk finds, and the screens and acts one can go to; the one picked opens on its own screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ui.found_acts import FOUND, verbs_of
from ui.kit.hits import Hit
from ui.kit.search_box import SHOWN_MAX, SearchBox
from ui.kit.verb import Verb
from ui.screen import ScreenSpec, Shell
from venue_desk.domain.found import Hit as Found
from venue_desk.domain.found import Kind, Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.kit.line_edit import LineEdit
    from venue_desk.desk import Desk

GO = "arrow-right"
# What else people call a screen.
ALSO: Mapping[str, tuple[str, ...]] = {
    "home": ("首页", "今天要办", "待办"),
    "duty-log": ("来访", "来电", "突发", "日志"),
    "attendance": ("考勤", "值班统计"),
    "handover": ("交班", "接班", "公章", "钥匙"),
    "cases": ("代办件", "办事", "送件"),
    "canteen": ("伙食", "吃饭", "灶上"),
    "lodging": ("住站", "值夜", "床位"),
    "households": ("村民", "户"),
    "policies": ("补贴", "惠农", "公示"),
    "cadres": ("代办员", "包组"),
    "printouts": ("印发登记", "补印"),
}


@dataclass(frozen=True, slots=True)
class Errand:
    """An act that can be gone to: its words, its screen, and what that screen is told."""

    title: str
    screen: str
    about: Mapping[str, Any]
    words: tuple[str, ...] = ()


ERRANDS = (
    Errand("记值班记录", "home", {"jot": True}, ("来访", "来电", "突发")),
    Errand("补记值班记录", "duty-log", {"new": True}),
    Errand("补签", "attendance", {"afterwards": None}, ("签到",)),
    Errand("登记用印", "handover", {"tab": "seals"}, ("盖章", "公章")),
    Errand("记备用金", "handover", {"tab": "cash"}, ("收支", "报销")),
    Errand("登记物品", "handover", {"tab": "belongings", "new": True}, ("钥匙", "设备")),
    Errand("印交接单", "printouts", {"paper": "handover"}, ("打印",)),
    Errand("点名", "lodging", {}, ("晚间报到", "住宿", "住站")),
    Errand("登记客人住宿", "lodging", {"new": True}, ("客人",)),
    Errand("记抽查", "lodging", {"tab": "checks", "new": True}, ("查岗", "抽查记录")),
    Errand("房间床位", "lodging", {"tab": "rooms"}, ("加床", "宿舍")),
    Errand("看谁还差几晚", "lodging", {"tab": "standing"}, ("住站情况", "晚数", "够不够")),
    Errand("印住宿登记表", "printouts", {"paper": "lodging-register"}, ("打印",)),
    Errand("印住站情况", "printouts", {"paper": "lodging-standing"}, ("上墙", "打印")),
    Errand("报餐", "canteen", {}, ("报数", "吃饭", "就餐")),
    Errand("写菜单", "canteen", {"menu": True}, ("菜单", "菜谱", "食谱")),
    Errand("改餐费", "canteen", {"prices": True}, ("餐费标准", "伙食费", "饭钱")),
    Errand("登记采购", "canteen", {"tab": "purchases", "new": True}, ("买菜", "进货", "发票", "索证索票")),
    Errand("看供货商", "canteen", {"tab": "purchases", "suppliers": True}, ("许可证", "菜店")),
    Errand("领用和报损", "canteen", {"tab": "stock"}, ("出库", "领料", "报损", "库存", "保质期")),
    Errand("盘点库存", "canteen", {"tab": "stock", "count": True}, ("盘库",)),
    Errand("登记留样", "canteen", {"tab": "samples"}, ("销毁",)),
    Errand("看健康证", "canteen", {"tab": "samples", "certificates": True}, ("炊事员", "厨师", "体检")),
    Errand("伙食结算", "canteen", {"tab": "settlement"}, ("关账", "预交", "拨款", "分摊", "冲正", "结余")),
    Errand("印就餐登记表", "printouts", {"paper": "meal-register"}, ("打印",)),
    Errand("印采购清单", "printouts", {"paper": "purchase-list"}, ("打印",)),
    Errand("印留样记录", "printouts", {"paper": "sample-log"}, ("打印",)),
    Errand("印食堂结算表", "printouts", {"paper": "canteen-account"}, ("打印",)),
    Errand("印伙食公示", "printouts", {"paper": "canteen-notice"}, ("上墙", "打印")),
    Errand("登记代办", "cases", {"new": True}, ("新件", "受理", "办事")),
    Errand("登记农户", "households", {"new": True}, ("新农户", "添户")),
    Errand("登记干部", "cadres", {"new": True}, ("新干部",)),
    Errand("记补贴", "policies", {"new": True}, ("登记补贴", "补贴明细")),
    Errand("导入农户", "importing", {"kind": "households"}, ("花名册", "名册", "批量")),
    Errand("导入补贴", "importing", {"kind": "entitlements"}, ("发放表", "补贴明细")),
    Errand("导入干部", "importing", {"kind": "cadres"}),
    Errand("印连心卡", "printouts", {"paper": "contact-card"}, ("便民卡", "打印")),
    Errand("印知情卡", "printouts", {"paper": "policy-sheet"}, ("知情单", "打印")),
    Errand("印公示名单", "printouts", {"paper": "hamlet-list"}, ("上墙", "打印")),
    Errand("印值班表", "printouts", {"paper": "duty-roster"}, ("上墙", "打印")),
    Errand("印公示栏", "printouts", {"paper": "duty-board"}, ("照片", "上墙", "打印")),
    Errand("印值班记录", "printouts", {"paper": "duty-log"}, ("打印",)),
    Errand("代办统计", "cases", {"tab": "figures"}, ("提速率", "满意率", "月报")),
    Errand("印代办统计表", "printouts", {"paper": "case-figures"}, ("月报", "打印")),
    Errand("补印丢了的卡", "printouts", {"paper": "issued"}, ("印发登记", "补发")),
    Errand("改本站电话", "settings", {"page": "station"}, ("本站", "地址", "站名")),
    Errand("小组和自然社", "settings", {"page": "parts"}, ("添社",)),
    Errand("改规定的数", "settings", {"page": "rules"}, ("规定",)),
    Errand("打开公示屏", "settings", {"page": "public", "open": True}, ("大屏", "电视", "大厅")),
    Errand("写通知", "settings", {"page": "public", "draft": "settings.notice.new"}, ("公示屏", "通知")),
    Errand("调字号和颜色", "settings", {"page": "look"}, ("放大", "深色", "显示")),
    Errand("备份", "settings", {"page": "backup"}, ("恢复",)),
    Errand("改口令", "settings", {"page": "passwords"}, ("密码",)),
    Errand("打印机", "settings", {"page": "printers"}),
)


class SearchEverywhere:
    """Hangs the results under the line of the top bar."""

    def __init__(self, desk: "Desk", shell: Shell, specs: Sequence[ScreenSpec], line: "LineEdit") -> None:
        self._desk, self._shell = desk, shell
        known = {spec.key for spec in specs}
        self._errands = {errand.title: errand for errand in ERRANDS if errand.screen in known}
        screens = [Place(spec.key, spec.title, ALSO.get(spec.key, ())) for spec in specs]
        acts = [Place(errand.title, errand.title, errand.words) for errand in self._errands.values()]
        self._search = replace(desk.search, places=(*screens, *acts))
        self.box = SearchBox(line, self.find, self.open, self.verbs)

    def find(self, typed: str) -> list[Hit]:
        """The best of everything, as the popup shows it."""
        act = self._desk.act()
        return [_shown(found) for found in self._search.find(act.station_id, typed, act.today, SHOWN_MAX)]

    def open(self, hit: Hit) -> None:
        """The record on its screen, its page open; a place as it is named."""
        self.verbs(hit)[0].act()

    def verbs(self, hit: Hit) -> list[Verb]:
        """What can be done with it; opening it comes first."""
        assert isinstance(hit.key, tuple)
        kind, key = hit.key
        if kind is Kind.PLACE:
            return [Verb("打开", partial(self._go, key), icon=GO)]
        verbs = verbs_of(self._desk, self._shell, kind, key)
        return [replace(verb, act=partial(self._do, key, verb.act)) for verb in verbs]

    def _go(self, place: str) -> None:
        errand = self._errands.get(place)
        self._shell.go(*((errand.screen,) if errand else (place,)), **(errand.about if errand else {}))

    def _do(self, key: UUID, act: "Callable[[], object]") -> None:
        """What was dealt with stands first next time."""
        self._search.opened(key, self._desk.act().at)
        act()


def _shown(found: Found) -> Hit:
    icon = FOUND[found.kind].icon if found.kind in FOUND else GO
    return Hit((found.kind, found.id), found.title, found.facts, found.spans, found.group, icon, found.facts_spans)
