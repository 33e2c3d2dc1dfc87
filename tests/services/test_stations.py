"""The station, its groups and hamlets: opened once, named once, given up only when empty."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import NOW, SETUP, STATION, TODAY, add_household, villager
from venue_desk.desk import Desk
from venue_desk.domain.errors import Refused
from venue_desk.domain.stations import FirstCadre, StationEntry, seal_of


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str]]:
    return [(finding.code, finding.field) for finding in refused.value.findings]


def test_a_new_station_has_a_hamlet_for_each_group_and_a_head(desk: Desk) -> None:
    station_id = desk.act().station_id
    groups, hamlets = desk.stations.groups(station_id), desk.stations.hamlets(station_id)
    assert [group.name for group in groups] == ["一社", "二社", "三社"]
    assert [(hamlet.name, hamlet.group_id) for hamlet in hamlets] == [(group.name, group.id) for group in groups]
    (head,) = desk.cadres.serving(station_id)
    assert (head.name, head.is_head, head.whole_village, head.phone) == ("陈志远", True, True, "13800000107")
    assert desk.act().cadre_id == head.id


def test_the_same_code_opens_no_second_station(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        desk.stations.open_new_station(SETUP, NOW)
    assert codes(refused) == [("station.code_twice", "code")]
    assert len(desk.stations.all()) == 1


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"code": "62112210520"}, ("station.code", "code")),
        ({"code": "62112210520三"}, ("station.code", "code")),
        ({"village": " "}, ("name.empty", "village")),
        ({"name": "站" * 51}, ("name.long", "name")),
    ],
)
def test_a_station_needs_its_names_and_code(desk: Desk, change: dict[str, str], expected: tuple[str, str]) -> None:
    setup = replace(SETUP, station=replace(STATION, **change))  # type: ignore[arg-type] # texts only
    with pytest.raises(Refused) as refused:
        desk.stations.open_new_station(setup, NOW)
    assert expected in codes(refused)


def test_groups_twice_and_a_short_password_are_told_together(desk: Desk) -> None:
    setup = replace(
        SETUP,
        station=replace(STATION, code="621122105204"),
        groups=("一社", " 一社", ""),
        cadre=FirstCadre(name="", phone="", password="1234"),
    )
    with pytest.raises(Refused) as refused:
        desk.stations.open_new_station(setup, NOW)
    assert [code for code, _ in codes(refused)] == ["groups.twice", "name.empty", "password.short"]


def test_the_full_width_code_and_phones_are_kept_narrow(desk: Desk) -> None:
    before = desk.stations.get(desk.act().station_id)
    entry = replace(before, code="６２１１２２１０５２０３", phone="0932 662-2001", name="浅河村 便民服务站")
    saved = desk.stations.change(desk.act(), before, entry)
    assert (saved.record.code, saved.record.phone) == ("621122105203", "09326622001")
    assert desk.stations.get(before.id) == saved.record
    desk.undo(desk.act(), saved)
    assert desk.stations.get(before.id) == before


def test_a_group_brings_a_hamlet_and_goes_with_undo(desk: Desk) -> None:
    act = desk.act()
    saved = desk.stations.add_group(act, "四社")
    assert [h.name for h in desk.stations.hamlets(act.station_id)][-1] == "四社"
    assert saved.record.position == 4
    desk.undo(desk.act(), saved)
    assert "四社" not in {group.name for group in desk.stations.groups(None)}
    assert "四社" not in {hamlet.name for hamlet in desk.stations.hamlets(None)}


def test_names_of_hamlets_are_unique_among_the_open_ones(desk: Desk) -> None:
    act = desk.act()
    first, second, _ = desk.stations.hamlets(act.station_id)
    with pytest.raises(Refused) as refused:
        desk.stations.rename_hamlet(act, second, "一社")
    assert codes(refused) == [("part.twice", "name")]
    desk.stations.close_hamlet(act, first)
    assert desk.stations.rename_hamlet(act, second, "一社").record.name == "一社"
    assert [h.name for h in desk.stations.hamlets(act.station_id)] == ["一社", "三社"]
    assert len(desk.stations.hamlets(act.station_id, closed=True)) == 3


def test_a_hamlet_where_people_live_and_a_group_with_hamlets_stay(desk: Desk) -> None:
    add_household(desk, "0001", "张满仓", "一社", villager("李玉梅", relation=villager().relation.SPOUSE))
    act = desk.act()
    with pytest.raises(Refused, match="还有 1 户"):
        desk.stations.close_hamlet(act, desk.stations.hamlets(act.station_id)[0])
    group = desk.stations.groups(act.station_id)[1]
    with pytest.raises(Refused, match="二社"):
        desk.stations.close_group(act, group)
    desk.stations.close_hamlet(act, desk.stations.hamlets(act.station_id)[1])
    assert desk.stations.close_group(act, group).record.closed_on == TODAY


def test_the_top_bar(desk: Desk) -> None:
    bar = desk.stations.top_bar(desk.act().station_id, date(2026, 11, 23))
    assert (bar.seal, bar.station, bar.township) == ("浅河", "浅河村便民服务站", "陇西县菜子镇")
    assert (bar.day, bar.lunar) == ("2026年11月23日 星期一", "农历十月十五 · 小雪第2天")


@pytest.mark.parametrize(
    ("village", "seal"), [("浅河村", "浅河"), ("王村", "王村"), ("菜子坪村", "菜子"), ("浅河", "浅河")]
)
def test_the_seal_has_two_characters(village: str, seal: str) -> None:
    assert seal_of(village) == seal


def test_changes_are_told_once_after_the_commit(desk: Desk) -> None:
    heard: list[frozenset[str]] = []
    desk.announcer.subscribe(heard.append)
    desk.stations.add_group(desk.act(), "四社")
    with pytest.raises(Refused):
        desk.stations.add_group(desk.act(), "四社")
    assert heard == [frozenset({"stations"})]


def test_another_station_of_the_file_is_out_of_reach(desk: Desk) -> None:
    other = StationEntry(**{name: getattr(STATION, name) for name in STATION.__slots__} | {"code": "621122105204"})
    desk.stations.open_new_station(replace(SETUP, station=other), NOW)
    stranger = next(s for s in desk.stations.all() if s.code == "621122105204")
    group = desk.stations.groups(stranger.id)[0]
    with pytest.raises(Refused) as refused:
        desk.stations.rename_group(desk.act(), group, "新社")
    assert codes(refused) == [("record.gone", "")]
