"""A heading that names a policy is that policy's own column, and says what it holds."""

import pytest

from venue_desk.domain.importing import Column, ImportKind, PolicyColumn
from venue_desk.exchange.headings import meaning
from venue_desk.exchange.policy_headings import policy_column

POLICIES = ("良种补贴（小麦）", "退耕还林（延长期）", "退耕还林（新一轮）", "耕地地力保护补贴", "计生奖扶")
AMOUNT, QUANTITY, RATE = Column.AMOUNT, Column.QUANTITY, Column.RATE


@pytest.mark.parametrize(
    ("heading", "policy", "measure"),
    [
        ("良种补贴（小麦）", "良种补贴（小麦）", AMOUNT),
        ("良种补贴(小麦)", "良种补贴（小麦）", AMOUNT),
        ("良种补贴", "良种补贴（小麦）", AMOUNT),
        ("2026年良种补贴资金（元）", "良种补贴（小麦）", AMOUNT),
        ("良种补贴面积（亩）", "良种补贴（小麦）", QUANTITY),
        ("良 种 补 贴\n(亩)", "良种补贴（小麦）", QUANTITY),
        ("耕地地力保护补贴标准", "耕地地力保护补贴", RATE),
        ("耕地地力保护补贴（元/亩）", "耕地地力保护补贴", RATE),
        ("退耕还林（新一轮）金额", "退耕还林（新一轮）", AMOUNT),
        ("计生奖扶人数", "计生奖扶", QUANTITY),
    ],
)
def test_a_policy_and_its_measure(heading: str, policy: str, measure: Column) -> None:
    assert policy_column(heading, POLICIES) == PolicyColumn(policy, measure)


@pytest.mark.parametrize(
    "heading", ["退耕还林", "耕地面积", "补贴金额（元）", "合计", "", "计生奖扶对象姓名", "是否领良种补贴"]
)
def test_what_names_none_or_more_than_one_is_not_guessed(heading: str) -> None:
    assert policy_column(heading, POLICIES) is None


def test_only_a_table_of_entitlements_has_such_columns() -> None:
    assert meaning(ImportKind.ENTITLEMENTS, "计生奖扶", POLICIES) == (PolicyColumn("计生奖扶", AMOUNT), 100)
    assert meaning(ImportKind.ENTITLEMENTS, "2026年补贴金额(元)", POLICIES) == (AMOUNT, 60)
    assert meaning(ImportKind.HOUSEHOLDS, "计生奖扶") is None


def test_nothing_but_a_measure_stands_in_such_a_column() -> None:
    with pytest.raises(ValueError, match="no measure"):
        PolicyColumn("计生奖扶", Column.NAME)
