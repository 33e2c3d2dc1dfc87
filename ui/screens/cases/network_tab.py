"""网络: the places a case may go to, from the groups' service points to the county, with whom to ring there."""

from functools import partial
from typing import TYPE_CHECKING, Any

from ui.entry import Entries, Entry
from ui.kit.columns import Column
from ui.kit.empty_state import Emptiness
from ui.kit.facts import Facts, Sections
from ui.kit.fields import Choice, Field, Kind
from ui.kit.filters import State
from ui.kit.panel import PanelPage
from ui.kit.register import Register, RegisterView
from ui.kit.sources import ListSource
from ui.kit.spelling import is_spelled
from ui.kit.verb import Verb
from venue_desk.domain.identity import show_phone
from venue_desk.domain.network import Level, ServicePoint, ServicePointEntry
from venue_desk.domain.records import said

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from ui.screen import Shell
    from venue_desk.desk import Desk

ALL = "all"
LEVELS = (Level.TOWNSHIP, Level.COUNTY, Level.GROUP, Level.STATION)
COLUMNS: tuple[Column[ServicePoint], ...] = (
    Column("地方", lambda p: p.name, meta=lambda p: p.level.label),
    Column("找谁", lambda p: p.contact or "还没写", meta=lambda p: show_phone(p.phone) or "还没有电话", width=160),
    Column("什么时候", lambda p: p.hours, meta=lambda p: p.address, width=200),
)


class NetworkTab:
    """The register of places."""

    def __init__(self, desk: "Desk", shell: "Shell", tabs: "QWidget", new: Verb) -> None:
        self._desk, self._shell = desk, shell
        self.view = RegisterView(self._register(tabs, new))
        self.view.filtered.connect(self.refresh)
        self._entries = Entries(desk, shell, self.view, self.refresh)

    def refresh(self) -> None:
        """Read the places again."""
        filtering = self.view.filters.filtering()
        points = self._desk.network.rows(self._desk.act().station_id)
        shown = [p for p in points if filtering.state in (ALL, p.level) and is_spelled(p.name, filtering.text)]
        self.view.show_rows(_source(shown))
        lacking = sum(not point.phone for point in points if point.level is not Level.GROUP)
        self.view.sheet.show_foot(f"{len(shown)} 处", f"{lacking} 处还没有电话" if lacking else "")

    def register(self) -> None:
        """登记一处."""
        self._open("point.new", "登记一处", "登记", {"level": Level.COUNTY}, None)

    def go_on(self, draft: str) -> None:
        """The form that was left, by the key of its draft."""
        point = next(
            (p for p in self._desk.network.rows(self._desk.act().station_id) if draft == f"point.{p.id}"), None
        )
        if point is not None:
            self._change(point)
        elif draft == "point.new":
            self.register()

    def take_over(self) -> None:
        """What follows from groups, station and items."""
        self._desk.network.take_over(self._desk.act())
        self.refresh()

    # within

    def _register(self, tabs: "QWidget", new: Verb) -> Register:
        return Register(
            name="network", title="民事代办", thing="地方", columns=COLUMNS, source=_source([]),
            purpose=Emptiness("tree", "点一处，写上找谁、打哪个电话。", "催办时电话会自动复制好。"),
            nothing=Emptiness(
                "tree", "还没有代办网络。", "按本站的小组、镇中心和事项的主管部门生成，以后再改。", "生成", self.take_over
            ),
            page_of=self._page, new=new, quiet=(Verb("登记一处", self.register, icon="plus"),),
            states=(State(ALL, "全部"), *(State(level, level.label) for level in LEVELS)), tabs=tabs,
        )  # fmt: skip

    def _page(self, point: ServicePoint) -> PanelPage:
        page = Sections()
        facts = (
            ("找谁", point.contact),
            ("电话", show_phone(point.phone)),
            ("什么时候", point.hours),
            ("在哪里", point.address),
        )
        page.add("", Facts(facts))
        return PanelPage(
            title=point.name, meta=point.level.label, content=page, verbs=(Verb("停用", partial(self._close, point)),),
            primary=Verb("改", partial(self._change, point), icon="edit"),
        )  # fmt: skip

    def _change(self, point: ServicePoint) -> None:
        self._open(f"point.{point.id}", f"改{point.name}", "存下", said(ServicePointEntry, point), point)

    def _open(self, key: str, title: str, verb: str, values: "Mapping[str, Any]", before: ServicePoint | None) -> None:
        network = self._desk.network

        def save(act: Any, typed: "Mapping[str, Any]") -> Any:
            entry = ServicePointEntry(**{**values, **typed, "cadre_id": before.cadre_id if before else None})
            return network.change(act, before, entry) if before else network.register(act, entry)

        self._entries.open(
            Entry(
                key=key, title=title, verb=verb, fields=self._fields(), save=save,
                values={name: value for name, value in values.items() if name != "cadre_id"},
                told=lambda point: f"已存下：{point.name}",
            )
        )  # fmt: skip

    def _fields(self) -> list[Field]:
        groups = [Choice(g.id, g.name) for g in self._desk.stations.groups(self._desk.act().station_id)]
        return [
            Field(name="name", label="名称", required=True),
            Field(
                name="level", label="哪一级", kind=Kind.CHOICE, choices=[Choice(level, level.mark) for level in Level],
            ),
            Field(
                name="group_id", label="哪个小组", kind=Kind.CHOICE, choices=[Choice(None, "不是小组的"), *groups],
                shown=lambda values: values.get("level") is Level.GROUP,
            ),
            Field(name="contact", label="找谁", row="who", placeholder="例如 孙主任"),
            Field(name="phone", label="电话", kind=Kind.PHONE, row="who"),
            Field(name="hours", label="什么时候"),
            Field(name="address", label="在哪里"),
        ]  # fmt: skip

    def _close(self, point: ServicePoint) -> None:
        done: list[Any] = []
        if self.view.panel.attempt(lambda: done.append(self._desk.network.close(self._desk.act(), point))):
            self.refresh()
            self._shell.toast(f"已停用：{point.name}", undo=lambda: self._entries.undo(done[0]))


def _source(points: "Sequence[ServicePoint]") -> ListSource[ServicePoint]:
    return ListSource(points, key=lambda point: point.id, name=lambda point: point.name)
