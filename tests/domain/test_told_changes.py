"""变更记录 in the words of the register: masked, and never an id or a word of the program."""

from uuid import UUID

import pytest

from tests.builders import NOW
from venue_desk.domain.history import Action, Change
from venue_desk.domain.told_changes import Names, told

WHO, WHAT, PLACE = UUID(int=1), UUID(int=2), UUID(int=3)
NAMES = Names(records={WHAT: "张强"}, cadres={WHO: "王建军"}, places={str(PLACE): "三社"})


def change(
    table: str, before: dict[str, object] | None, after: dict[str, object] | None, action: Action = Action.CHANGE
) -> Change:
    return Change(
        id=1,
        at=NOW,
        actor=WHO,
        station_id=WHO,
        table_name=table,
        row_id=WHAT,
        action=action,
        before=before,
        after=after,
    )


@pytest.mark.parametrize(
    ("table", "before", "after", "said"),
    [
        ("villagers", {"phone": "13800001111"}, {"phone": "13900002222"}, "电话：138****1111 → 139****2222"),
        ("villagers", {"phone": "13800001111"}, {"phone": "13811111111"}, "电话：改了中间几位，仍显示为 138****1111"),
        ("villagers", {"id_number": ""}, {"id_number": "621199195802140011"}, "身份证号：空 → 6211**********0011"),
        ("villagers", {"born_on": None}, {"born_on": "1958-02-14"}, "出生日期：空 → 1958年2月14日"),
        ("villagers", {"gender": "male"}, {"gender": "female"}, "性别：男 → 女"),
        ("villagers", {"household_id": "x"}, {"household_id": str(PLACE)}, "所在农户：别处 → 三社"),
        ("households", {"account": "62101234560013"}, {"account": ""}, "一卡通：尾号 0013 → 空"),
        ("households", {"land": 2500}, {"land": 12000}, "耕地：2.5 亩 → 12 亩"),
        ("households", {"note": "独居"}, {"note": "独居；2026年11月23日分出0301户（张强）"}, "备注：2026年11月23日分出0301户（张强）"),
        ("households", {"note": "独居"}, {"note": ""}, "备注：空"),
        (
            "villagers", {"closed_on": None, "closed_because": None}, {"closed_on": "2026-11-20", "closed_because": "died"},
            "去世，2026年11月20日",
        ),
        ("villagers", None, {"name": "张强"}, "登记"),
    ],
)  # fmt: skip
def test_a_change_in_plain_words(
    table: str, before: dict[str, object] | None, after: dict[str, object], said: str
) -> None:
    assert [(line.who, line.whose, line.what) for line in told([change(table, before, after)], NAMES)] == [
        ("王建军", "张强", said)
    ]


def test_what_follows_from_the_rest_is_not_told() -> None:
    assert (
        told(
            [change("households", {"head_pinyin": "a", "group_id": "1"}, {"head_pinyin": "b", "group_id": "2"})], NAMES
        )
        == []
    )


def test_looking_and_undoing_are_told_too() -> None:
    looked = change("villagers", None, {"field": "id_number"}, Action.REVEAL)
    undone = change("villagers", {"phone": "13800001111"}, {"phone": ""}, Action.UNDO)
    never = change("villagers", {"name": "张强"}, None, Action.UNDO)
    assert [line.what for line in told([looked, undone, never], NAMES)] == [
        "看了身份证号", "撤销，电话：138****1111 → 空", "撤销了登记",
    ]  # fmt: skip
