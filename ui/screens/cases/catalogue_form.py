"""The form of a service item, and what it hands to the service."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from ui.kit.fields import Choice, Field, Kind
from ui.screens.cases.material_rows import KEYS, MaterialRowsEditor
from venue_desk.domain.catalogue import Method, ServiceItem, ServiceItemEntry
from venue_desk.domain.network import Level
from venue_desk.domain.records import said

Values = Mapping[str, Any]
BLANK = ServiceItemEntry(name="")


def item_fields(*, changing: bool) -> list[Field]:
    """`changing` asks from which day the new version holds."""
    return [
        Field(name="name", label="事项", required=True, placeholder="例如 医保报销"),
        Field(name="words", label="村民怎么叫", kind=Kind.TAGS, hint="照这些话也找得到", placeholder="例如 报药费，回车"),
        Field(name="department", label="主管部门", row="who", share=3, placeholder="例如 县医疗保障局"),
        Field(
            name="decided_at", label="哪一级办", kind=Kind.CHOICE, row="who", share=2,
            choices=[Choice(level, level.mark) for level in Level],
        ),
        Field(name="family", label="主项", row="kind", share=3),
        Field(name="kind", label="事项类型", row="kind", share=2, placeholder="例如 公共服务"),
        Field(name="conditions", label="受理条件", kind=Kind.MULTILINE, placeholder="什么人、什么情形可以办"),
        Field(name="basis", label="设定依据", placeholder="文件名或文号"),
        Field(
            name="method", label="办理方式", kind=Kind.CHOICE, row="how", share=4,
            choices=[Choice(method, method.label) for method in Method],
        ),
        Field(name="promised_days", label="几个工作日", kind=Kind.WHOLE, hint="0＝当场办", row="how", share=3, required=True),
        Field(name="presence", label="本人到场", kind=Kind.TICK, placeholder="要本人到场"),
        Field(name="materials", label="材料", hint=KEYS, editor=MaterialRowsEditor, ends=not changing),
        *([Field(name="from_on", label="从哪天起", kind=Kind.DATE, required=True, hint="这天以前受理的仍按原来的办")] if changing else []),
    ]  # fmt: skip


def values_of(entry: ServiceItemEntry) -> dict[str, Any]:
    """What the form opens with."""
    return said(ServiceItemEntry, entry)


def entry_of(values: Values) -> ServiceItemEntry:
    """As typed; days that cannot be read are refused by the form before."""
    known = {name: value for name, value in values.items() if name != "from_on"}
    return ServiceItemEntry(
        **{**known, "promised_days": -1 if values["promised_days"] is None else values["promised_days"]}
    )


def opening(item: ServiceItem, today: date) -> dict[str, Any]:
    """The version in force, to be changed from today."""
    return {**values_of(item), "from_on": today}
