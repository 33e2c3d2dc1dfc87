"""The forms of a policy and of its rates, and from their values to what the services take."""

from collections.abc import Mapping
from typing import Any

from ui.kit.fields import Field, Kind
from venue_desk.domain.policies import Policy, PolicyEntry, RateEntry
from venue_desk.domain.records import said

NEW_POLICY: dict[str, Any] = {"unit": "亩", "per": "年", "method": "一卡通"}


def policy_fields() -> list[Field]:
    """The facts of a policy; its rates are dated and have a form of their own."""
    return [
        Field(name="name", label="政策名称", required=True, placeholder="例如 耕地地力保护补贴"),
        Field(name="unit", label="按什么算", placeholder="亩、人、户", row="measure"),
        Field(name="per", label="多久一次", placeholder="年、月、次", row="measure"),
        Field(name="department", label="主管部门", hint="印在知情卡上", row="asking"),
        Field(name="inquiry_phone", label="咨询电话", kind=Kind.PHONE, row="asking"),
        Field(name="audience", label="补给谁", placeholder="例如 拥有耕地承包权的种地农民"),
        Field(name="method", label="怎么发", row="giving"),
        Field(name="procedure", label="怎么办", placeholder="例如 村申报、镇审核、县发放", row="giving", share=2),
        Field(name="is_sample", label="只是示例，金额还没核对", kind=Kind.TICK),
    ]


def rate_fields(policy: Policy) -> list[Field]:
    """A rate that takes over: how much, by which document, from when."""
    return [
        Field(name="rate_fen", label="标准", kind=Kind.MONEY, required=True, hint=f"元/{counted(policy)}"),
        Field(name="document_number", label="文号", placeholder="例如 甘财农〔2026〕12号"),
        Field(name="from_on", label="从哪天起", kind=Kind.DATE, required=True, hint="以前的标准到前一天为止"),
    ]


def rate_correction_fields(policy: Policy) -> list[Field]:
    """A rate as it should have been written."""
    *facts, from_on = rate_fields(policy)
    begins = Field(name=from_on.name, label=from_on.label, kind=Kind.DATE, required=True, row="days")
    return [*facts, begins, Field(name="to_on", label="到哪天止", kind=Kind.DATE, hint="还在用就空着", row="days")]


def policy_entry(values: Mapping[str, Any]) -> PolicyEntry:
    """The typed values as the service takes them."""
    names = PolicyEntry.__dataclass_fields__
    return PolicyEntry(**{name: value for name, value in values.items() if name in names})


def policy_values(policy: Policy) -> dict[str, Any]:
    """The record as the form shows it."""
    return said(PolicyEntry, policy)


def rate_entry(values: Mapping[str, Any]) -> RateEntry:
    """The typed values as the service takes them."""
    return RateEntry(
        rate_fen=values["rate_fen"],
        from_on=values["from_on"],
        to_on=values.get("to_on"),
        document_number=str(values["document_number"] or ""),
    )


def counted(policy: Policy) -> str:
    """What the rate is paid for: 亩·年, 人·月."""
    return "·".join(part for part in (policy.unit, policy.per) if part)
