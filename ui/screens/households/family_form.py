"""The forms of 分户, 并户 and 转户."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ui.households_found import households, villagers
from ui.kit.fields import Choice, Field, Kind, Reckoned, Values
from ui.screens.households.form import RELATIONS, household_fields
from venue_desk.domain.households import HouseholdPage, Relation, in_order
from venue_desk.domain.kinship import to_new_head
from venue_desk.domain.stations import Hamlet

if TYPE_CHECKING:
    from venue_desk.desk import Desk

HERE, THERE = "here", "there"
OTHERS = [choice for choice in RELATIONS if choice.key is not Relation.HEAD]


def split_fields(page: HouseholdPage, hamlets: Sequence[Hamlet]) -> list[Field]:
    """Who goes, under whom; what each becomes to the new head is reckoned and shown."""
    people = _but_the_head(page)
    fields = [Field(name="head", label="新户主", kind=Kind.CHOICE, choices=people, required=True)]
    if len(people) > 1:
        fields += [
            Field(name="members", label="一起分出去的人", kind=Kind.TICKS, choices=people),
            Field(name="family", label="新户的人", kind=Kind.READ_ONLY, reckon=lambda values: _family(page, values)),
        ]
    return [*fields, *household_fields(hamlets)]


def leaving(page: HouseholdPage, values: Mapping[str, Any]) -> dict[UUID, Relation]:
    """Who goes, and what each becomes."""
    people = {member.id: member for member in page.living_here}
    head = people.get(values["head"])
    if head is None:
        return {}
    gone = [head.id, *(each for each in values.get("members") or () if each != head.id)]
    return {each: to_new_head(head, people[each]) for each in gone if each in people}


def merge_fields(page: HouseholdPage, desk: "Desk") -> list[Field]:
    """Into which household, and what the old head is there."""
    household = page.household
    return [
        Field(
            name="into", label="并到哪一户", kind=Kind.PERSON, required=True, people=households(desk, household.id),
            hint="拼音首字母、姓名或户号", placeholder="例如 zmc",
        ),
        Field(
            name="relation", label=f"{household.head_name}是那户户主的什么人", kind=Kind.CHOICE, choices=OTHERS, required=True
        ),
        Field(name="closed_on", label="日期", kind=Kind.DATE, required=True),
    ]  # fmt: skip


def move_fields(page: HouseholdPage, desk: "Desk") -> list[Field]:
    """Who goes to which household, and what they are there."""
    return [
        Field(name="who", label="谁", kind=Kind.CHOICE, choices=_but_the_head(page), required=True),
        Field(
            name="into", label="转到哪一户", kind=Kind.PERSON, required=True, people=households(desk, page.household.id),
            hint="拼音首字母、姓名或户号", placeholder="例如 zmc",
        ),
        Field(name="relation", label="与那户户主的关系", kind=Kind.CHOICE, choices=OTHERS, required=True),
    ]  # fmt: skip


def same_person_fields(page: HouseholdPage, desk: "Desk") -> list[Field]:
    """Which two records are one person, and which of them stays."""
    people = [Choice(m.id, f"{m.name}（{m.relation.label}）") for m in in_order(page.living_here)]
    stays = (Choice(HERE, "留这户的"), Choice(THERE, "留那户的"))
    return [
        Field(name="who", label="这户的哪一位", kind=Kind.CHOICE, choices=people, required=True),
        Field(
            name="other", label="和谁是同一个人", kind=Kind.PERSON, required=True, people=villagers(desk),
            hint="拼音首字母、姓名或证件末几位", placeholder="例如 zq",
        ),
        Field(name="stays", label="留哪一条", kind=Kind.CHOICE, choices=stays, required=True),
    ]  # fmt: skip


def _but_the_head(page: HouseholdPage) -> list[Choice]:
    """With the relation: two of a name stand in some households."""
    people = [person for person in in_order(page.living_here) if person.relation is not Relation.HEAD]
    return [Choice(person.id, f"{person.name}（{person.relation.label}）") for person in people]


def _family(page: HouseholdPage, values: Values) -> Reckoned:
    people = {member.id: member.name for member in page.living_here}
    relations = leaving(page, values)
    named = "、".join(f"{people[each]}（{relation.label}）" for each, relation in relations.items())
    return Reckoned(named, f"{len(relations)} 人，关系以后可改" if relations else "")
