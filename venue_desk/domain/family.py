"""分户, 并户, moving between households, and two records of one person: what must hold before and is noted after."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from uuid import UUID

from venue_desk.domain.calendar import plain_date
from venue_desk.domain.findings import Finding, must, should
from venue_desk.domain.households import Household, Relation, Villager, tidy_villager
from venue_desk.domain.money import quantity

SHOWN_TWICE = 5
"""So many doubled records are named one by one among the to-dos; the rest is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Twice:
    """Two open records that may be one person; `same_id` if by the ID number, else by name within one household."""

    first: Villager
    first_home: Household
    second: Villager
    second_home: Household
    same_id: bool


def check_split(living: Sequence[Villager], leaving: Mapping[UUID, Relation]) -> list[Finding]:
    """Somebody goes and somebody stays, the head stays, and the new household has exactly one."""
    gone = [member for member in living if member.id in leaving]
    if not gone or len(gone) != len(leaving):
        return [must("family.nobody", "members", "请选分出去的人。")]
    if any(member.relation is Relation.HEAD for member in gone):
        return [must("family.head_leaves", "head", "户主不能分出去。请先换户主，再分户。")]
    heads = sum(relation is Relation.HEAD for relation in leaving.values())
    if heads != 1:
        return [must("family.heads", "head", "新户要有一位户主，只能一位。")]
    return []


def check_merge(household: Household, into: Household, relations: Mapping[UUID, Relation]) -> list[Finding]:
    """Into another open household of the same station, whose head stays its head."""
    if into.id == household.id:
        return [must("family.same", "into", "请选另一户。")]
    if into.closed_on is not None:
        return [must("family.into_closed", "into", f"{into.head_name}户已经注销，请选一户在册的。")]
    if Relation.HEAD in relations.values():
        return [must("family.heads", "relation", "并入的那户已有户主，请另选关系。")]
    return []


def check_move(villager: Villager, living: Sequence[Villager], into: Household, relation: Relation) -> list[Finding]:
    """A head with others at home is followed by another head first; the last one home is a 并户."""
    if into.id == villager.household_id:
        return [must("family.same", "into", "就在这一户里，请选另一户。")]
    if into.closed_on is not None:
        return [must("family.into_closed", "into", f"{into.head_name}户已经注销，请选一户在册的。")]
    if relation is Relation.HEAD:
        return [must("family.heads", "relation", "那户已有户主，请另选关系。")]
    if len(living) == 1:
        return [must("family.last", "into", f"{villager.name}是这户最后一位，请用「并户」。")]
    if villager.relation is Relation.HEAD:
        return [must("family.head_leaves", "into", f"{villager.name}是户主，请先换一位户主。")]
    return []


def check_same_person(keep: Villager, drop: Villager, living_with: Sequence[Villager]) -> list[Finding]:
    """Two ID numbers are two people; a head with others at home is followed by another head first."""
    if keep.id == drop.id:
        return [must("family.same_record", "", "这是同一条，请选另一条。")]
    if keep.id_number and drop.id_number and keep.id_number != drop.id_number:
        return [must("family.two_people", "", f"两条{keep.name}的身份证号不一样，是两个人。抄写有误就先改正其中一条。")]
    if drop.relation is Relation.HEAD and len(living_with) > 1:
        return [must("family.head_leaves", "", f"要去掉的{drop.name}是户主，请先给那户换一位户主。")]
    return []


def filled_from(keep: Villager, drop: Villager) -> Villager:
    """The record that stays, its blanks filled from the other; nothing known is lost."""
    blanks = {name: getattr(drop, name) for name in FILLED if not getattr(keep, name)}
    note = "；".join(dict.fromkeys(text for text in (keep.note, drop.note) if text))
    return tidy_villager(replace(keep, note=note, **blanks))  # type: ignore[return-value]


def told_merge(
    household: Household, into: Household, people: Iterable[Villager], relations: Mapping[UUID, Relation]
) -> list[str]:
    """What 并户 does, sentence by sentence."""
    coming = "、".join(f"{person.name}（{relations[person.id].label}）" for person in people)
    said = [f"{coming}转到{into.number}户，户主还是{into.head_name}。"] if coming else []
    said.append(f"{household.number}户注销，写明并入{into.number}户。那户的补贴和发过的卡都留着，还能查。")
    if household.land:
        said.append(f"耕地 {quantity(household.land)} 亩仍写在{household.number}户，要算到{into.number}户请再改。")
    return said


FILLED = {"id_number": "身份证号", "gender": "性别", "born_on": "出生日期", "phone": "电话"}
"""What a record lends to the one that stays, where that one has a blank."""


def told_one(keep: Villager, keep_home: Household, drop: Villager, drop_home: Household, *, alone: bool) -> list[str]:
    """What making one of two records does, sentence by sentence; `alone` if nobody else lives where the other is dropped."""
    lent = [word for name, word in FILLED.items() if getattr(drop, name) and not getattr(keep, name)]
    said = [f"留下{_where(keep, keep_home)}这一条；{_where(drop, drop_home)}那一条注销，写明并入哪一条。"]
    if lent:
        said.append(f"从那一条补上{'、'.join(lent)}。")
    if alone and keep_home.id != drop_home.id:
        said.append(f"{drop_home.number}户再没有别人，一起注销。那户的补贴和发过的卡都留着，还能查。")
    return [*said, "两条的变更记录都留着。"]


def _where(villager: Villager, home: Household) -> str:
    return f"{home.number}户的{villager.name}（{villager.relation.label}）"


def noted(note: str, day: date, what: str) -> str:
    """The note with a line more, as the paper register has it: 2026年11月23日分出0301户（李强等 2 人）."""
    return "；".join(part for part in (note, f"{plain_date(day)}{what}") if part)


def names_of(people: Sequence[Villager]) -> str:
    """李强；李强、王梅；李强等 4 人."""
    return f"{people[0].name}等 {len(people)} 人" if len(people) > 2 else "、".join(person.name for person in people)


def are_two_people(first: Villager, second: Villager) -> bool:
    """Namesakes of one household whose ID numbers or birth dates differ."""
    if first.id_number and second.id_number:
        return first.id_number != second.id_number
    return bool(first.born_on and second.born_on and first.born_on != second.born_on)


def pairs_of(found: Sequence[tuple[Villager, Household]], *, by_id: bool = False) -> list[Twice]:
    """Neighbours in a list who share what it is ordered by: their ID number, else name and household."""
    pairs = []
    for (first, here), (second, there) in pairwise(found):
        if by_id:
            alike = first.id_number == second.id_number
        else:
            alike = first.name == second.name and here.id == there.id and not are_two_people(first, second)
            alike = alike and not (first.id_number and first.id_number == second.id_number)
        if alike:
            pairs.append(Twice(first=first, first_home=here, second=second, second_home=there, same_id=by_id))
    return pairs


def twice_findings(found: Iterable[Twice]) -> list[Finding]:
    """To be looked at: the first few by name, the rest as a number."""
    pairs = list(found)
    told = [replace(_twice_finding(pair), subject=pair.second_home.id) for pair in pairs[:SHOWN_TWICE]]
    if len(pairs) > SHOWN_TWICE:
        rest = len(pairs) - SHOWN_TWICE
        told.append(should("villager.twice_more", "", f"另外还有 {rest} 处登记了两遍，核对完这几处再看。"))
    return told


def _twice_finding(pair: Twice) -> Finding:
    name, here, there = pair.first.name, pair.first_home.number, pair.second_home.number
    if not pair.same_id:
        return should("villager.twice", "name", f"{name}在户号 {here} 里登记了两遍，请核对后合成一条。")
    other = "" if pair.second.name == name else f"（{pair.second.name}）"
    where = f"户号 {here} 里有两条" if here == there else f"户号 {here} 和 {there} 各有一条"
    return should("villager.twice", "id_number", f"{name}{other}的身份证号登记了两遍，{where}，请核对后合成一条。")
