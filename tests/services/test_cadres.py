"""Cadres: who serves, what they cover, and how far their cards have come."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import add_cadre, add_household, cadre_entry, counted_queries, id_number
from venue_desk.desk import Desk
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import Severity
from venue_desk.domain.identity import Gender


def test_a_cadre_is_kept_tidy(desk: Desk) -> None:
    entry = cadre_entry(
        " 王 建军 ",
        phone="１３８-0000-0101",
        id_number=id_number("19790512", 2).lower(),
        services=("医保", " ", "医保 ", "养老"),
    )
    cadre = desk.cadres.register(desk.act(), entry).record
    assert (cadre.name, cadre.phone, cadre.gender) == ("王建军", "13800000101", Gender.FEMALE)
    assert cadre.services == ("医保", "养老")
    assert desk.cadres.get(desk.act(), cadre.id) == cadre


def test_reminders_do_not_block(desk: Desk) -> None:
    entry = cadre_entry(phone="", services=("代办" * 11,), joined_on=date(2027, 1, 1))
    found = desk.cadres.findings(entry, desk.act().today)
    assert {f.severity for f in found} == {Severity.SHOULD}
    assert [f.code for f in found] == ["cadre.no_phone", "cadre.long_service", "cadre.joined_later"]
    desk.cadres.register(desk.act(), entry)


def test_a_wrong_id_number_blocks_at_its_field(desk: Desk) -> None:
    wrong = id_number("19790512", 2)[:-1] + ("0" if id_number("19790512", 2)[-1] != "0" else "1")
    with pytest.raises(Refused) as refused:
        desk.cadres.register(desk.act(), cadre_entry(id_number=wrong))
    assert [(f.code, f.field) for f in refused.value.findings] == [("id.check_digit", "id_number")]
    assert len(desk.cadres.serving(None)) == 1


def test_change_undo_and_change_under_ones_feet(desk: Desk) -> None:
    before = add_cadre(desk)
    saved = desk.cadres.change(desk.act(), before, replace(cadre_entry(), position="村文书"))
    with pytest.raises(Refused, match="陈志远"):
        desk.cadres.change(desk.act(), before, replace(cadre_entry(), position="妇联主任"))
    desk.undo(desk.act(), saved)
    assert desk.cadres.get(desk.act(), before.id) == before
    with pytest.raises(Refused):
        desk.undo(desk.act(), saved)


def test_facts_count_households_and_cards_of_the_groups_covered(desk: Desk) -> None:
    add_cadre(desk, "王建军", "一社", "二社")
    for number, hamlet in (("0001", "一社"), ("0002", "二社"), ("0003", "三社")):
        add_household(desk, number, "张满仓", hamlet)
    head, wang = desk.cadres.rows(desk.act().station_id)
    assert (wang.covers, wang.households, wang.without_card) == ("一社、二社", 2, 2)
    assert (head.covers, head.households) == ("全村", 3)
    assert wang.cards_sentence == "已发 0 户，还有 2 户没有卡。"


def test_cover_takes_groups_of_the_station_only(desk: Desk) -> None:
    cadre = add_cadre(desk, "王建军", "一社")
    ids = tuple(group.id for group in desk.stations.groups(cadre.station_id))
    saved = desk.cadres.cover(desk.act(), cadre, (ids[2], cadre.id, ids[1]))
    assert saved.record.group_ids == (ids[1], ids[2])


def test_leaving_closes_and_the_last_head_must_stay(desk: Desk) -> None:
    cadre = add_cadre(desk, joined_on=date(2026, 3, 1))
    act = desk.act()
    with pytest.raises(Refused, match="到岗日期以前"):
        desk.cadres.leave(act, cadre, date(2026, 2, 1))
    left = desk.cadres.leave(act, cadre, date(2026, 11, 1)).record
    assert [c.name for c in desk.cadres.serving(act.station_id)] == ["陈志远"]
    assert desk.cadres.serving(act.station_id, left=True) == [left]
    assert desk.cadres.come_back(act, left).record.here
    with pytest.raises(Refused, match="唯一的站长"):
        desk.cadres.leave(act, desk.cadres.serving(act.station_id)[0], act.today)


def test_the_list_takes_as_many_queries_for_many_as_for_one(desk: Desk) -> None:
    with counted_queries() as few:
        desk.cadres.rows(desk.act().station_id)
    for number in range(8):
        add_cadre(desk, f"王{'一二三四五六七八'[number]}", "一社")
    with counted_queries() as many:
        assert len(desk.cadres.rows(desk.act().station_id)) == 9
    assert len(many) == len(few) <= 3
