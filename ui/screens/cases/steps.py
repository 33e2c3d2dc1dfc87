"""The small form of each step: just what it needs, filled in as far as it is known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ui.kit.fields import Choice, Field, Kind, Values
from ui.kit.typed_dates import Lean
from venue_desk.domain.case_steps import WORDS, StepEntry
from venue_desk.domain.cases import Rating, Step
from venue_desk.domain.catalogue import Method
from venue_desk.domain.network import Level, ServicePoint
from venue_desk.services.case_files import CaseFile

if TYPE_CHECKING:
    from venue_desk.domain.cadres import Cadre

AT_ONCE = frozenset({Step.BRING_BACK, Step.ARCHIVE, Step.URGE, Step.NOTIFY, Step.WENT})
"""Taken by the press of the button: there is nothing to ask."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepForm:
    """What is asked for a step, and what stands there already."""

    fields: Sequence[Field]
    values: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The places of the network and the cadres who take cases on."""

    points: Sequence[ServicePoint]
    agents: "Sequence[Cadre]"

    def point(self, key: object) -> ServicePoint | None:
        """The place chosen."""
        return next((point for point in self.points if point.id == key), None)


def step_form(step: Step, file: CaseFile, around: Around) -> StepForm:
    """The form of that step for that case."""
    if step in (Step.HAND_IN, Step.MOVE):
        return _placing(step, file, around)
    if step in (Step.ASK_AMENDMENT, Step.AMEND):
        return _amending(step, file)
    if step in (Step.COLLECT, Step.RETURN_ORIGINAL):
        return _signing(step, file)
    if step is Step.APPOINT:
        return _appointing(file)
    if step is Step.RATE:
        ratings = [Choice(rating, rating.label) for rating in Rating]
        return StepForm(
            fields=[
                Field(name="rating", label="评价", kind=Kind.CHOICE, choices=ratings, required=True),
                Field(name="note", label="他怎么说", hint="可以不写"),
            ]
        )  # fmt: skip
    if step is Step.CHANGE_AGENT:
        others = [Choice(each.id, each.name) for each in around.agents if each.id != file.case.agent_id]
        return StepForm(
            fields=[
                Field(name="agent_id", label="换成哪位代办员", kind=Kind.CHOICE, choices=others, required=True),
                Field(name="note", label="为什么换", hint="可以不写"),
            ]
        )  # fmt: skip
    why = Field(name="note", label=WORDS.get(step, "说明"), placeholder=_EXAMPLES.get(step, ""))
    if step is Step.EXTEND:
        until = Field(name="on", label="延到哪天", kind=Kind.DATE, lean=Lean.AHEAD, required=True)
        return StepForm(
            fields=[until, why], note=f"原来承诺 {file.case.promised_on.month}月{file.case.promised_on.day}日"
        )
    return StepForm(fields=[why])


_EXAMPLES = {
    Step.FINISH: "例如 新户口簿已办好", Step.WITHDRAW: "例如 本人说不办了", Step.SUSPEND: "例如 等法院判决",
    Step.REFUSE: "例如 不符合低保条件，已当面说明", Step.EXTEND: "例如 县里要再核实一次",
}  # fmt: skip


def _placing(step: Step, file: CaseFile, around: Around) -> StepForm:
    places = [p for p in around.points if p.level is not Level.STATION and p.id != file.case.point_id]
    if step is Step.HAND_IN:
        places = [point for point in places if point.level is not Level.GROUP]
    choices = [Choice(point.id, point.name, point.contact) for point in places]
    fields = [
        Field(
            name="place", label="送到哪里", kind=Kind.CHOICE, choices=choices, required=True,
            hint="" if choices else "先在「网络」里登记镇中心和部门",
        ),
        Field(name="with_whom", label="谁收的", suggest=lambda values: _contact(values, around)),
        Field(name="note", label="说明", hint="可以不写"),
    ]  # fmt: skip
    if file.held:
        names = "、".join(each.name for each in file.held)
        fields.insert(2, Field(name="with_originals", label="证件", kind=Kind.TICK, placeholder=f"{names}也带去"))
    likely = next((point.id for point in places if _is_likely(point, step, file)), None)
    return StepForm(fields=fields, values={"place": likely})


def _contact(values: Values, around: Around) -> str:
    point = around.point(values.get("place"))
    return point.contact if point else ""


def _is_likely(point: ServicePoint, step: Step, file: CaseFile) -> bool:
    """Handed in it goes to the township; from there to the department that decides."""
    if step is Step.HAND_IN:
        return point.level is Level.TOWNSHIP
    return point.level is Level.COUNTY and point.name == file.item.department


def _amending(step: Step, file: CaseFile) -> StepForm:
    if step is Step.AMEND:
        lacking = [Choice(each.position, each.name) for each in file.materials if not each.given]
        ticked = tuple(each.position for each in file.lacking)
        brought = Field(name="brought", label="补来了什么", kind=Kind.TICKS, choices=lacking)
        return StepForm(
            fields=[*([brought] if lacking else ()), Field(name="note", label="说明", hint="可以不写")],
            values={"brought": ticked} if lacking else {},
            note="时限从今天接着走",
        )  # fmt: skip
    materials = [Choice(each.position, each.name) for each in file.materials]
    return StepForm(
        fields=[
            *([Field(name="missing", label="要补哪几样", kind=Kind.TICKS, choices=materials)] if materials else ()),
            Field(name="note", label=WORDS[step], placeholder="例如 存折要补盖章的复印件"),
        ],
        note="补齐以前时限停着",
    )  # fmt: skip


def _signing(step: Step, file: CaseFile) -> StepForm:
    person = Field(name="person", label="谁来领、签了字" if step is Step.COLLECT else "还给谁、签了字", required=True)
    values: dict[str, Any] = {"person": file.case.acting_name or file.case.applicant}
    if step is Step.COLLECT:
        return StepForm(fields=[person, Field(name="note", label="说明", hint="可以不写")], values=values)
    held = [Choice(each.id, each.name) for each in file.held]
    values["original_ids"] = tuple(each.id for each in file.held)
    envelope = f"{file.held[0].envelope} 号袋" if file.held else ""
    given = Field(name="original_ids", label="归还哪几样", kind=Kind.TICKS, choices=held, hint=envelope)
    return StepForm(fields=[given, person], values=values)


def _appointing(file: CaseFile) -> StepForm:
    bring = "、".join(material.name for material in file.materials)
    home = file.case.method is Method.MOBILE
    return StepForm(
        fields=[
            Field(name="on", label="哪天", kind=Kind.DATE, lean=Lean.AHEAD, required=True, row="when"),
            Field(name="with_whom", label="几点", placeholder="例如 9:30", row="when"),
            Field(name="place", label="去哪里", placeholder="" if home else "例如 县残联办证大厅"),
            Field(name="note", label="要带什么"),
        ],
        values={"place": f"{file.case.applicant}家" if home else "", "note": bring},
    )  # fmt: skip


def step_entry(step: Step, values: Mapping[str, Any], around: Around) -> StepEntry:
    """The typed values as the service takes them."""
    point = around.point(values.get("place")) if step in (Step.HAND_IN, Step.MOVE) else None
    kept = {
        name: value for name, value in values.items() if name not in ("place", "original_ids") and value is not None
    }
    return StepEntry(
        step=step,
        **kept,
        place=point.name if point else str(values.get("place") or "") if step is Step.APPOINT else "",
        point_id=point.id if point else None,
        level=point.level if point else None,
        original_ids=tuple(key for key in values.get("original_ids") or () if isinstance(key, UUID)),
    )
