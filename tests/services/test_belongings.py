"""物品: registered, changed, given up; handed over kind by kind."""

from dataclasses import replace

import pytest

from db import integrity
from tests.shift_change import Shifting, seal_use
from venue_desk.domain.belongings import BelongingEntry, BelongingKind
from venue_desk.domain.errors import Refused
from venue_desk.services.belongings import TOLD_MAX


def key(name: str, count: int = 1) -> BelongingEntry:
    return BelongingEntry(kind=BelongingKind.KEY, name=name, count=count)


def test_a_belonging_is_kept_tidy_and_may_be_undone(change: Shifting) -> None:
    act = change.at("10:00")
    saved = change.desk.belongings.register(act, key(" 食堂钥匙 ", 2))
    assert saved.record.name == "食堂钥匙"
    changed = change.desk.belongings.change(act, saved.record, key("食堂钥匙", 3)).record
    assert changed.count == 3
    other = change.desk.belongings.register(act, key("车库钥匙"))
    change.desk.undo(act, other)
    assert "车库钥匙" not in [each.name for each in change.desk.belongings.rows(act.station_id)]
    assert integrity.check() == []


@pytest.mark.parametrize(
    ("entry", "code", "field"),
    [
        (key(" "), "belonging.name", "name"),
        (key("大门钥匙"), "belonging.twice", "name"),
        (key("食堂钥匙", 0), "belonging.count", "count"),
        (key("长" * 31), "belonging.long", "name"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(change: Shifting, entry: BelongingEntry, code: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        change.desk.belongings.register(change.at("10:00"), entry)
    assert [(found.code, found.field) for found in refused.value.findings] == [(code, field)]


def test_what_was_given_up_is_only_looked_at_and_its_name_is_free_again(change: Shifting) -> None:
    act = change.at("10:00")
    gate = next(each for each in change.desk.belongings.rows(act.station_id) if each.name == "大门钥匙")
    closed = change.desk.belongings.close(act, gate).record
    assert [each.name for each in change.desk.belongings.rows(act.station_id, closed=True)] == ["大门钥匙"]
    with pytest.raises(Refused):
        change.desk.belongings.change(act, closed, replace(closed, count=5))
    change.desk.belongings.register(act, key("大门钥匙"))


def test_a_seal_given_up_is_pressed_no_more(change: Shifting) -> None:
    act = change.at("10:00")
    (seal,) = change.desk.belongings.seals(act.station_id)
    change.desk.belongings.close(act, seal)
    with pytest.raises(Refused):
        change.desk.seal_uses.register(act, seal_use(change, seal.id))
    assert [row.seal for row in change.desk.seal_uses.rows(act.station_id)] == ["村委会公章", "村委会公章"]


def test_many_of_a_kind_are_counted_not_listed_without_end(change: Shifting) -> None:
    act = change.at("10:00")
    for number in range(TOLD_MAX):
        change.desk.belongings.register(act, key(f"{number} 号柜钥匙"))
    offers = change.desk.handover.offers(act.station_id, act.at)
    (keys,) = [offer for offer in offers if offer.icon == "key"]
    assert keys.fact == "钥匙 9 把"
    assert keys.detail.endswith("等 8 样")
