"""The home screen: the station at a glance, in a bounded number of queries."""

import os
from datetime import timedelta
from pathlib import Path

from tests.builders import NOW, add_cadre, add_entitlement, add_household, add_policy, counted_queries, villager
from venue_desk.desk import Desk
from venue_desk.domain.households import Relation
from venue_desk.services import registers
from venue_desk.services.unit import glance


def test_an_empty_station_says_so(desk: Desk) -> None:
    facts = desk.home.facts(desk.act())
    assert facts.people_sentence == "3 个小组，还没有登记农户。"
    assert facts.cards_sentence == "还没有农户。"
    assert facts.backup_sentence == "还没有备份过，请在设置里备份一次。"
    assert facts.drafts_sentence == ""
    assert (facts.day, facts.lunar) == ("2026年11月23日 星期一", "农历十月十五 · 小雪第2天")


def test_figures_and_sentences(desk: Desk) -> None:
    add_cadre(desk, "王建军", "一社")
    household = add_household(desk, "0001", "张满仓", "一社", villager("李玉梅", Relation.SPOUSE))
    add_household(desk, "0002", "王根生", "二社")
    add_entitlement(desk, household, add_policy(desk))
    desk.drafts.save(desk.act(), "households.new", {"name": "张"})
    facts = desk.home.facts(desk.act())
    assert facts.people_sentence == "3 个小组，2 户 3 人，2 名干部。"
    assert facts.cards_sentence == "已发 0 户，还有 2 户没有卡。"
    assert facts.sheets_sentence == "2026 年还有 1 户领补贴、没有知情卡。"
    assert (facts.drafts, facts.drafts_sentence) == (1, "有 1 份没填完的，接着填就行。")
    assert [f.code for f in facts.todos] == [
        "group.no_agent",
        "group.no_agent",
        "household.no_card",
        "household.no_sheet",
    ]


def test_the_age_of_the_last_backup(desk: Desk) -> None:
    folder: Path = desk.signed_in.folder.backups
    said = []
    for days in (5, 1):
        file = folder / f"station-{days}.db"
        file.touch()
        taken = (NOW - timedelta(days=days)).timestamp()
        os.utime(file, (taken, taken))
        said.append(desk.home.facts(desk.act()).backup_sentence)
    assert said == ["上次备份 11月18日，有些日子了，请备份一次。", "上次备份 昨天。"]


def test_the_backup_of_the_day_is_due_until_it_is_taken(desk: Desk) -> None:
    today = desk.act().today
    assert desk.home.backup_is_due(today)
    file: Path = desk.signed_in.folder.backups / "station-1.db"
    file.touch()
    os.utime(file, (NOW.timestamp(), NOW.timestamp()))
    with counted_queries() as asked:
        assert not desk.home.backup_is_due(today)
    assert asked == []
    assert desk.home.backup_is_due(today + timedelta(1))


def test_in_one_glance_what_stands_behind_everything_is_read_once(desk: Desk) -> None:
    with counted_queries() as apart:
        apart_facts = desk.home.facts(desk.act())
    with glance(), counted_queries() as together:
        facts = desk.home.facts(desk.act())
    assert facts == apart_facts
    assert len(together) < len(apart)
    for name in ("settings", "holidays", "shift_patterns"):
        assert sum(f'FROM "{name}"' in each for each in together) == 1


def test_what_is_saved_within_a_glance_is_seen_in_it(desk: Desk) -> None:
    station = desk.act().station_id
    with glance():
        before = [group.name for group in desk.stations.groups(station)]
        desk.stations.add_group(desk.act(), "新社")
        assert [group.name for group in desk.stations.groups(station)] == [*before, "新社"]


def test_the_home_screen_reads_as_often_for_many_as_for_none(desk: Desk) -> None:
    with counted_queries() as none:
        desk.home.facts(desk.act())
    for number in range(5):
        add_household(desk, f"{number:04d}")
    with counted_queries() as some:
        desk.home.facts(desk.act())
    assert len(some) == len(none) <= 5 * len(registers.REGISTERS)


def test_every_register_is_asked_for_its_todos(desk: Desk) -> None:
    add_household(desk)
    asked = [
        f.code
        for m in registers.REGISTERS
        if hasattr(m, "todos")
        for f in m.todos(desk.act().station_id, desk.act().today)
    ]
    assert asked == [f.code for f in registers.todos(desk.act().station_id, desk.act().at)]
    assert "household.no_card" in asked
