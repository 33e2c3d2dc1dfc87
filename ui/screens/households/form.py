"""The forms of a household and of a villager."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ui.kit.fields import Choice, Field, Kind, Reckoned, Values
from ui.name_field import name_field
from venue_desk.domain.errors import Refused
from venue_desk.domain.households import (
    ClosedBecause,
    Household,
    HouseholdEntry,
    Relation,
    Villager,
    VillagerEntry,
)
from venue_desk.domain.identity import Gender, birth_of
from venue_desk.domain.records import said
from venue_desk.domain.stations import Hamlet
from venue_desk.services.saved import Saved

if TYPE_CHECKING:
    from venue_desk.desk import Desk

GENDERS = (Choice(None, "未填"), *(Choice(gender, gender.label) for gender in Gender))
"""Nobody is a man because nothing was picked: the ID number tells, or somebody does."""
RELATIONS = tuple(Choice(relation, relation.label) for relation in Relation)
HEAD_FIELDS = ("name", "id_number", "phone")


def household_fields(hamlets: Sequence[Hamlet]) -> list[Field]:
    """The facts of a household."""
    return [
        Field(name="number", label="户号", required=True, row="place"),
        Field(
            name="hamlet_id", label="住哪个社", kind=Kind.CHOICE, required=True, row="place",
            choices=[Choice(hamlet.id, hamlet.name) for hamlet in hamlets],
        ),
        Field(name="account", label="一卡通账号", kind=Kind.ACCOUNT, row="bank", share=2),
        Field(name="bank", label="开户行", placeholder="例如 信用社", row="bank"),
        Field(name="land", label="耕地", kind=Kind.QUANTITY, unit="亩", row="land"),
        Field(name="address", label="门牌或位置", row="land", share=2),
        Field(name="note", label="备注", kind=Kind.MULTILINE),
    ]  # fmt: skip


def new_household_fields(desk: "Desk", hamlets: Sequence[Hamlet]) -> list[Field]:
    """The head first: whoever stands at the desk says their name, not their number."""
    return [
        name_field(desk, "户主姓名", row="head"),
        Field(name="phone", label="电话", kind=Kind.PHONE, row="head"),
        Field(name="id_number", label="户主身份证号", kind=Kind.ID_NUMBER, hint="可以先不填", reckon=told_by_id),
        *household_fields(hamlets),
    ]


def villager_fields(desk: "Desk") -> list[Field]:
    """One person of a household."""
    return [
        name_field(desk, row="who"),
        Field(name="relation", label="与户主关系", kind=Kind.CHOICE, choices=RELATIONS, required=True, row="who"),
        Field(name="id_number", label="身份证号", kind=Kind.ID_NUMBER, hint="可以先不填", reckon=told_by_id),
        Field(name="gender", label="性别", kind=Kind.CHOICE, choices=GENDERS, row="birth"),
        Field(name="born_on", label="出生日期", kind=Kind.DATE, hint="有身份证号就不用填", row="birth"),
        Field(name="phone", label="电话", kind=Kind.PHONE),
        Field(name="note", label="备注"),
    ]


def closing_fields() -> list[Field]:
    """Why and when somebody is here no longer."""
    reasons = [Choice(reason, reason.label) for reason in (ClosedBecause.DIED, ClosedBecause.MOVED)]
    return [
        Field(name="because", label="原因", kind=Kind.CHOICE, choices=reasons, required=True),
        Field(name="closed_on", label="日期", kind=Kind.DATE, required=True),
    ]


def head_fields(old: Villager) -> list[Field]:
    """What the old head is to the new one."""
    others = [choice for choice in RELATIONS if choice.key is not Relation.HEAD]
    label = f"{old.name}是新户主的什么人"
    return [Field(name="relation", label=label, kind=Kind.CHOICE, choices=others, required=True)]


def told_by_id(values: Values) -> Reckoned:
    """What the number tells, as soon as it is whole."""
    born = birth_of(str(values.get("id_number") or ""))
    return Reckoned(f"{born.gender.label}，{born.born_on:%Y-%m-%d} 出生" if born else "")


def household_entry(
    values: Mapping[str, Any], hamlets: Sequence[Hamlet], before: Household | None = None
) -> HouseholdEntry:
    """The typed values as the service takes them; the group follows from the hamlet."""
    chosen = next((hamlet for hamlet in hamlets if hamlet.id == values["hamlet_id"]), hamlets[0])
    kept = said(HouseholdEntry, before) if before else {}
    typed = {name: value for name, value in values.items() if name in HouseholdEntry.__dataclass_fields__}
    typed["land"] = typed.get("land") or 0
    return HouseholdEntry(
        **{**kept, **typed, "hamlet_id": values["hamlet_id"] or chosen.id, "group_id": chosen.group_id}
    )


def head_entry(values: Mapping[str, Any]) -> VillagerEntry:
    """The head out of the form of a new household."""
    texts = {name: str(values[name] or "") for name in HEAD_FIELDS}
    return VillagerEntry(name=texts["name"], id_number=texts["id_number"], phone=texts["phone"], relation=Relation.HEAD)


def at_the_head(register: Callable[[], Saved[Household]]) -> Saved[Household]:
    """In the form of a new household the fields of the first member are its own."""
    try:
        return register()
    except Refused as refused:
        mine = [replace(each, field=each.field.removeprefix("members.0.")) for each in refused.findings]
        raise Refused(mine) from refused


def villager_entry(values: Mapping[str, Any]) -> VillagerEntry:
    """A member out of the form."""
    return VillagerEntry(**{**values, "relation": values["relation"] or Relation.OTHER})
