"""小组和自然社: what households and agents are ordered by. Given up rather than deleted."""

from functools import partial
from typing import Any

from ui.entry import Entry
from ui.kit.facts import Sections
from ui.kit.fields import Choice, Field, Kind
from ui.kit.labels import Prose
from ui.kit.lines import Line, Lines
from ui.kit.panel import PanelPage
from ui.kit.verb import Verb
from ui.screens.settings.place import Place
from venue_desk.domain.stations import Group, Hamlet

NEW_GROUP, NEW_HAMLET = "settings.group.new", "settings.hamlet.new"
NOTE = "小组是干部包的，自然社是印知情卡和公示名单用的，两个可以同名。"


def show(place: Place) -> None:
    """Both lists, one under the other."""
    station_id, stations = place.act().station_id, place.desk.stations
    groups, hamlets = stations.groups(station_id, closed=True), stations.hamlets(station_id, closed=True)
    households = place.desk.households.by_hamlet(station_id)
    open_groups = [group for group in groups if group.closed_on is None]
    covers = _agents(place)
    page = Sections()
    page.add("", Prose(NOTE, "meta"))
    page.add(
        "村民小组",
        Lines([_group_line(place, group, covers.get(group.id, "")) for group in open_groups]),
        Verb("添小组", partial(add_group, place), icon="plus").button(),
    )
    page.add(
        "自然社",
        Lines(
            [
                _hamlet_line(place, hamlet, groups, households.get(hamlet.id, 0))
                for hamlet in hamlets
                if hamlet.closed_on is None
            ]
        ),
        Verb("添自然社", partial(add_hamlet, place, open_groups), icon="plus").button(),
    )
    closed = [group.name for group in groups if group.closed_on is not None]
    closed += [hamlet.name for hamlet in hamlets if hamlet.closed_on is not None]
    if closed:
        page.add("", Prose(f"已停用：{'、'.join(dict.fromkeys(closed))}。过去的登记里还看得到。", "meta"))
    place.show(PanelPage(title="小组和自然社", content=page))


def add_group(place: Place) -> None:
    """A further group, which brings a hamlet of its name along."""
    _ask_name(
        place, NEW_GROUP, "添小组", "添上", "", "会同时添一个同名的自然社",
        lambda act, values: place.desk.stations.add_group(act, str(values["name"] or "")), "已添小组",
    )  # fmt: skip


def add_hamlet(place: Place, groups: list[Group]) -> None:
    """A further hamlet of one of the groups."""
    choices = tuple(Choice(group, group.name) for group in groups)
    of_group = Field(name="group", label="属于哪个小组", kind=Kind.CHOICE, choices=choices, required=True)
    place.open(
        Entry(
            key=NEW_HAMLET, title="添自然社", verb="添上",
            fields=(Field(name="name", label="社名", required=True), of_group),
            values={"group": groups[0]} if groups else {},
            save=lambda act, values: place.desk.stations.add_hamlet(act, _group(values, groups), str(values["name"] or "")),
            told=lambda hamlet: f"已添自然社：{hamlet.name}",
        )
    )  # fmt: skip


def _group(values: Any, groups: list[Group]) -> Group:
    chosen = values["group"]
    return chosen if isinstance(chosen, Group) else groups[0]


def _ask_name(place: Place, key: str, title: str, verb: str, name: str, note: str, save: Any, done: str) -> None:
    place.open(
        Entry(
            key=key, title=title, verb=verb, fields=(Field(name="name", label="名称", required=True),),
            values={"name": name}, save=save, told=lambda part: f"{done}：{part.name}", note=note,
        )
    )  # fmt: skip


def _group_line(place: Place, group: Group, agents: str) -> Line:
    stations = place.desk.stations
    rename = partial(
        _ask_name, place, f"settings.group.{group.id}", f"改「{group.name}」的名字", "存下", group.name, "过去印的还是旧名字",
        lambda act, values: stations.rename_group(act, group, str(values["name"] or "")), "已改名",
    )  # fmt: skip
    close = partial(
        place.do, lambda: stations.close_group(place.act(), group), f"已停用小组：{group.name}"
    )  # fmt: skip
    return Line(
        fact=group.name,
        meta=f"代办员 {agents}" if agents else "还没有人包",
        verbs=(Verb("改名", rename), Verb("停用", close)),
    )


def _hamlet_line(place: Place, hamlet: Hamlet, groups: list[Group], households: int) -> Line:
    stations = place.desk.stations
    of = next(group.name for group in groups if group.id == hamlet.group_id)
    rename = partial(
        _ask_name, place, f"settings.hamlet.{hamlet.id}", f"改「{hamlet.name}」的名字", "存下", hamlet.name, "过去印的还是旧名字",
        lambda act, values: stations.rename_hamlet(act, hamlet, str(values["name"] or "")), "已改名",
    )  # fmt: skip
    close = partial(place.do, lambda: stations.close_hamlet(place.act(), hamlet), f"已停用自然社：{hamlet.name}")
    return Line(
        fact=hamlet.name,
        meta=f"属{of}",
        right=f"{households} 户" if households else "没有农户",
        verbs=(Verb("改名", rename), Verb("停用", close)),
    )


def _agents(place: Place) -> dict[Any, str]:
    names: dict[Any, list[str]] = {}
    for cadre in place.desk.cadres.serving(place.act().station_id):
        for group_id in cadre.group_ids if cadre.is_agent else ():
            names.setdefault(group_id, []).append(cadre.name)
    return {group_id: "、".join(found) for group_id, found in names.items()}
