"""与户主关系 when the head changes: a table of families as they are, and what never happens."""

from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import NOW
from venue_desk.domain.households import Relation, Villager
from venue_desk.domain.identity import Gender
from venue_desk.domain.ids import new_id
from venue_desk.domain.kinship import through_old_head, to_new_head

R, MAN, WOMAN = Relation, Gender.MALE, Gender.FEMALE
_RANDOM = Random(1)
HOME = UUID(int=1)


def person(relation: Relation, gender: Gender | None = None) -> Villager:
    return Villager(
        id=new_id(NOW, _RANDOM), station_id=HOME, household_id=HOME, name="某", relation=relation, gender=gender
    )


@pytest.mark.parametrize(
    ("head", "member", "gender", "becomes"),
    [
        (R.SON, R.DAUGHTER_IN_LAW, WOMAN, R.SPOUSE),
        (R.SON, R.GRANDCHILD, WOMAN, R.DAUGHTER),
        (R.SON, R.GRANDCHILD, None, R.OTHER),
        (R.SON, R.HEAD, MAN, R.FATHER),
        (R.SON, R.SPOUSE, WOMAN, R.MOTHER),
        (R.SON, R.DAUGHTER, WOMAN, R.SIBLING),
        (R.SON, R.MOTHER, WOMAN, R.GRANDPARENT),
        (R.DAUGHTER, R.SON_IN_LAW, MAN, R.SPOUSE),
        (R.DAUGHTER_IN_LAW, R.SON, MAN, R.SPOUSE),
        (R.DAUGHTER_IN_LAW, R.GRANDCHILD, MAN, R.SON),
        (R.SPOUSE, R.HEAD, MAN, R.SPOUSE),
        (R.SPOUSE, R.SON, MAN, R.SON),
        (R.SPOUSE, R.MOTHER, WOMAN, R.OTHER),
        (R.FATHER, R.MOTHER, WOMAN, R.SPOUSE),
        (R.MOTHER, R.HEAD, MAN, R.SON),
        (R.SIBLING, R.MOTHER, WOMAN, R.MOTHER),
        (R.GRANDPARENT, R.HEAD, MAN, R.GRANDCHILD),
        (R.OTHER, R.SON, MAN, R.OTHER),
    ],
)
def test_who_goes_along_with_a_new_head(
    head: Relation, member: Relation, gender: Gender | None, becomes: Relation
) -> None:
    assert to_new_head(person(head), person(member, gender)) is becomes


@pytest.mark.parametrize(
    ("old_head", "member", "gender", "becomes"),
    [
        (R.FATHER, R.HEAD, MAN, R.FATHER),
        (R.FATHER, R.SPOUSE, WOMAN, R.MOTHER),
        (R.FATHER, R.SON, MAN, R.SIBLING),
        (R.MOTHER, R.MOTHER, WOMAN, R.GRANDPARENT),
        (R.SON, R.SPOUSE, WOMAN, R.DAUGHTER_IN_LAW),
        (R.SON, R.DAUGHTER, WOMAN, R.GRANDCHILD),
        (R.DAUGHTER, R.SPOUSE, MAN, R.SON_IN_LAW),
        (R.SON_IN_LAW, R.SPOUSE, WOMAN, R.DAUGHTER),
        (R.SPOUSE, R.SON, MAN, R.SON),
        (R.SIBLING, R.FATHER, MAN, R.FATHER),
        (R.SIBLING, R.SPOUSE, WOMAN, R.OTHER),
        (R.OTHER, R.SPOUSE, WOMAN, R.OTHER),
    ],
)
def test_who_comes_in_with_the_old_head(
    old_head: Relation, member: Relation, gender: Gender | None, becomes: Relation
) -> None:
    assert through_old_head(old_head, person(member, gender)) is becomes


BUT_HEAD = st.sampled_from([relation for relation in R if relation is not R.HEAD])
GENDERS = st.sampled_from([MAN, WOMAN, None])


@given(st.sampled_from(list(R)), st.sampled_from(list(R)), GENDERS)
def test_there_is_never_a_second_head(head: Relation, member: Relation, gender: Gender | None) -> None:
    new = person(head)
    assert to_new_head(new, new) is R.HEAD
    if not (head is R.HEAD and member is R.HEAD):
        assert to_new_head(new, person(member, gender)) is not R.HEAD


@given(BUT_HEAD, st.sampled_from(list(R)), GENDERS)
def test_nobody_comes_in_as_head(old_head: Relation, member: Relation, gender: Gender | None) -> None:
    assert through_old_head(old_head, person(member, gender)) is not R.HEAD
