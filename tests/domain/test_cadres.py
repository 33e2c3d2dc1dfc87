"""Cadres: duty days in words, whose card a group gets, who may leave."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from venue_desk.domain.cadres import EVERY_DAY, Cadre, CadreKind, agents_of, check_cadre, check_leaving, duty_days_text

STATION, ONE, TWO, THREE = (UUID(int=number) for number in range(4))


def cadre(name: str, *groups: UUID, agent: bool = True, whole: bool = False, head: bool = False) -> Cadre:
    return Cadre(
        id=UUID(int=len(name) * 100 + ord(name[0])), station_id=STATION, name=name, kind=CadreKind.VILLAGE, group_ids=groups,
        is_agent=agent, whole_village=whole, is_head=head, phone="13800000101", services=("医保",),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (frozenset(), ""),
        (frozenset({1}), "周一"),
        (frozenset({4, 1}), "周一、周四"),
        (frozenset({1, 2}), "周一、周二"),
        (frozenset({1, 2, 3, 4, 5}), "周一至周五"),
        (frozenset({1, 3, 4, 5, 7}), "周一、周三至周五、周日"),
        (EVERY_DAY, "每天"),
    ],
)
def test_duty_days_in_words(days: frozenset[int], text: str) -> None:
    assert duty_days_text(days) == text


def test_a_group_gets_the_card_of_who_covers_it_else_of_the_whole_village_else_of_the_head() -> None:
    first, second, clerk = cadre("王建军", ONE), cadre("李秀兰", ONE, TWO), cadre("周文书", THREE, agent=False)
    everywhere, head = cadre("赵书记", whole=True), cadre("陈站长", agent=False, head=True)
    assert agents_of([ONE, TWO, THREE], [first, second, clerk, everywhere, head]) == {
        ONE: first, TWO: second, THREE: everywhere,
    }  # fmt: skip
    assert agents_of([ONE, THREE], [first, clerk, head]) == {ONE: first, THREE: head}
    assert agents_of([THREE], [clerk]) == {}


def test_the_only_head_stays() -> None:
    head, other = cadre("陈站长", head=True), cadre("王站长", head=True)
    assert [f.code for f in check_leaving(head, [head], date(2026, 11, 23))] == ["cadre.last_head"]
    assert check_leaving(head, [head, other], date(2026, 11, 23)) == []


def test_duty_days_outside_the_week_are_refused() -> None:
    found = check_cadre(replace(cadre("王建军"), duty_days=frozenset({0, 8})), date(2026, 11, 23))
    assert [f.code for f in found] == ["cadre.duty_days"]
