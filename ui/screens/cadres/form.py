"""The form of a cadre, and from its values to the entry that the service takes."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ui.kit.fields import Choice, Field, Kind
from ui.name_field import name_field
from venue_desk.domain.cadres import Cadre, CadreEntry, CadreKind
from venue_desk.domain.identity import Gender
from venue_desk.domain.records import said
from venue_desk.domain.stations import Group

if TYPE_CHECKING:
    from venue_desk.desk import Desk

KINDS = tuple(Choice(kind, kind.label) for kind in CadreKind)
GENDERS = (Choice(None, "未填"), *(Choice(gender, gender.label) for gender in Gender))
"""Nobody is a man because nothing was picked: the ID number tells, or somebody does."""


def fields(
    desk: "Desk",
    groups: Callable[[], Sequence[Group]],
    services: Sequence[str],
    reveal: Callable[[], object] | None,
) -> list[Field]:
    """In the order in which one is asked for them at the desk. `reveal` is called when the ID number is looked at."""
    return [
        name_field(desk, row="who", share=2),
        Field(name="gender", label="性别", kind=Kind.CHOICE, choices=GENDERS, row="who"),
        Field(name="position", label="职务", placeholder="例如 村文书", row="post"),
        Field(name="phone", label="电话", kind=Kind.PHONE, hint="印在连心卡上", row="post"),
        Field(name="kind", label="身份", kind=Kind.CHOICE, choices=KINDS, required=True),
        Field(
            name="group_ids", label="包哪几个组", kind=Kind.TICKS, hint="两包一访",
            choices=lambda: [Choice(group.id, group.name) for group in groups()],
        ),
        Field(name="whole_village", label="负责全村", kind=Kind.TICK, row="scope"),
        Field(name="is_agent", label="当代办员，印连心卡", kind=Kind.TICK, row="scope"),
        Field(name="is_head", label="站长", kind=Kind.TICK, row="scope"),
        Field(name="on_roster", label="参加值班", kind=Kind.TICK, row="roster"),
        Field(name="leads_duty", label="能带班", kind=Kind.TICK, row="roster"),
        Field(name="services", label="能代办什么", kind=Kind.TAGS, hint="一项一回车", choices=[Choice(s, s) for s in services]),
        Field(name="duty_days", label="在站值班日", kind=Kind.WEEKDAYS),
        Field(name="duties", label="分工", placeholder="例如 台账、公示、知情卡"),
        Field(name="id_number", label="身份证号", kind=Kind.ID_NUMBER, hint="可以不填", row="more", share=2, guard=reveal),
        Field(name="joined_on", label="到岗日期", kind=Kind.DATE, row="more"),
    ]  # fmt: skip


def entry_of(values: Mapping[str, Any]) -> CadreEntry:
    """The typed values as the service takes them; whoever has no group of their own may be in charge of all."""
    return CadreEntry(
        **{
            **values,
            "kind": values["kind"] or CadreKind.VILLAGE,
            "group_ids": tuple(values["group_ids"] or ()),
            "services": tuple(values["services"] or ()),
            "duty_days": frozenset(values["duty_days"] or ()),
        }
    )


def values_of(cadre: Cadre) -> dict[str, Any]:
    """The record as the form shows it."""
    return said(CadreEntry, cadre)


NEW: dict[str, Any] = {"kind": CadreKind.VILLAGE, "is_agent": True, "on_roster": True}
