"""The form of an entitlement: whose, of what, how much; all below that is filled in already."""

from typing import Any
from uuid import UUID

from ui.households_found import households
from ui.kit.fields import Choice, Field, Kind
from ui.kit.typed_dates import Lean
from ui.screens.policies.reckoning import Reckoner
from venue_desk.domain.policies import Entitlement, EntitlementEntry, rate_of_year, rate_text
from venue_desk.domain.records import said


def drawn_fields(reckoner: Reckoner, *, one_after_another: bool) -> list[Field]:
    """In the order in which the list from the township is read out."""
    return [
        Field(
            name="household_id", label="农户", kind=Kind.PERSON, required=True, hint="拼音首字母、姓名或户号",
            people=households(reckoner.desk), placeholder="例如 zmc",
        ),
        Field(
            name="policy_id", label="政策", kind=Kind.CHOICE, required=True, choices=policy_choices(reckoner),
            reckon=reckoner.rate_words,
        ),
        Field(
            name="quantity", label="数量", kind=Kind.QUANTITY, required=True, row="drawn", ends=one_after_another,
            reckon=reckoner.last_year,
        ),
        Field(
            name="amount_fen", label="金额", kind=Kind.MONEY, required=True, row="drawn", suggest=reckoner.amount, share=2,
            reckon=reckoner.how, hint="元",
        ),
        Field(name="year", label="年度", kind=Kind.WHOLE, required=True, row="when"),
        Field(name="paid_on", label="发放日期", kind=Kind.DATE, hint="还没发就空着", lean=Lean.BEHIND, row="when", share=2),
        Field(name="account", label="一卡通账号", kind=Kind.ACCOUNT, suggest=reckoner.account, guard=reckoner.reveal_account),
        Field(name="note", label="备注", hint="印在知情卡上"),
    ]  # fmt: skip


def policy_choices(reckoner: Reckoner) -> list[Choice]:
    """The running policies, each with its rate of today."""
    return [Choice(policy.id, policy.name, _rate_note(reckoner, policy.id)) for policy in reckoner.policies.values()]


def _rate_note(reckoner: Reckoner, policy_id: UUID) -> str:
    policy = reckoner.policies[policy_id]
    rate = rate_of_year(reckoner.rates_of(policy_id), reckoner.today.year, reckoner.today)
    return rate_text(rate.rate_fen, policy.unit, policy.per) if rate is not None else "还没有标准"


def drawn_values(entitlement: Entitlement) -> dict[str, Any]:
    """The record as the form shows it."""
    return {name: value for name, value in said(EntitlementEntry, entitlement).items() if name != "rate_fen"}


def next_values(entitlement: Entitlement) -> dict[str, Any]:
    """After one household the next, of the same policy: what the list has in common stays."""
    return {name: getattr(entitlement, name) for name in ("policy_id", "year", "paid_on")}


def next_of_household(entitlement: Entitlement) -> dict[str, Any]:
    """The next policy of the same household."""
    return {name: getattr(entitlement, name) for name in ("household_id", "year")}
