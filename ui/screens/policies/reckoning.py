"""补贴 as it is reckoned while one types: the rate of the day, quantity × rate, last year's beside. No widget here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ui.kit.fields import Reckoned, Values
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import Finding, must
from venue_desk.domain.households import Household
from venue_desk.domain.money import amount_of, quantity, yuan
from venue_desk.domain.policies import (
    Entitlement,
    EntitlementEntry,
    Policy,
    Rate,
    counted_in,
    rate_of_year,
    rate_text,
)
from venue_desk.services.revealing import reveal

if TYPE_CHECKING:
    from venue_desk.desk import Desk


@dataclass(slots=True)
class Reckoner:
    """What one open form knows beside what is typed. `before` is the entitlement being corrected."""

    desk: "Desk"
    station_id: UUID
    today: date
    policies: Mapping[UUID, Policy]
    before: Entitlement | None = None
    _rates: dict[UUID, Sequence[Rate]] = field(default_factory=dict)
    _payee: Household | None = None
    _last: dict[tuple[UUID, UUID, int], Entitlement | None] = field(default_factory=dict)

    # what the fields ask

    def rate_words(self, values: Values) -> Reckoned:
        """Beside the policy: its rate, and since when."""
        policy, rate = self._policy(values), self._rate(values)
        if policy is None:
            return Reckoned("")
        if rate is None:
            return Reckoned(f"{self._year(values)} 年还没有标准")
        return Reckoned(rate_text(rate, policy.unit, policy.per))

    def last_year(self, values: Values) -> Reckoned:
        """Beside the quantity: what it counts, and how much it was last year."""
        policy, drawn = self._policy(values), self._drawn_last_year(values)
        unit = counted_in(policy.unit, policy.per) if policy is not None else ""
        last = f"去年 {quantity(drawn.quantity)}" if drawn is not None else ""
        return Reckoned("　".join(part for part in (unit, last) if part))

    def how(self, values: Values) -> Reckoned:
        """Beside the amount: how it comes about."""
        policy, rate, drawn = self._policy(values), self._rate(values), values["quantity"]
        if policy is None or rate is None or not isinstance(drawn, int):
            return Reckoned("")
        counted = counted_in(policy.unit, policy.per)
        return Reckoned(f"{quantity(drawn)} {counted} × {yuan(rate)} = {yuan(amount_of(drawn, rate))}")

    def amount(self, values: Values) -> int | None:
        """Quantity × rate."""
        rate, drawn = self._rate(values), values["quantity"]
        return amount_of(drawn, rate) if rate is not None and isinstance(drawn, int) else None

    def account(self, values: Values) -> str:
        """The 一卡通 of the household; one already paid into stays."""
        household = values["household_id"]
        if self.before is not None and household == self.before.household_id:
            return self.before.account
        if not isinstance(household, UUID):
            return ""
        if self._payee is None or self._payee.id != household:
            self._payee = self.desk.households.get(self.station_id, household).household
        return self._payee.account

    def reveal_account(self) -> None:
        """Somebody looks at the whole number: it is written down at whose."""
        if (shown := self.before or self._payee) is not None:
            reveal(self.desk.act(), shown, "account")

    # what saving and looking ask

    def entry(self, values: Mapping[str, Any]) -> EntitlementEntry:
        """The typed values as the service takes them; refused where no rate says how much."""
        rate = self._rate(values)
        if rate is None:
            sentence = f"这项政策 {values['year']} 年还没有标准，请先到「政策」里添上。"
            raise Refused([must("entitlement.no_rate", "policy_id", sentence)])
        return EntitlementEntry(**{**values, "rate_fen": rate})

    def findings(self, values: Mapping[str, Any]) -> list[Finding]:
        """What can be told before all is typed."""
        if any(values[name] is None for name in ("household_id", "policy_id", "year")):
            return []
        try:
            entry = self.entry({**values, **{name: 0 for name in ("quantity", "amount_fen") if values[name] is None}})
        except Refused as refused:
            return list(refused.findings)
        found = self.desk.entitlements.findings(self.station_id, entry, self.before)
        blank = {name for name in ("quantity", "amount_fen") if values[name] is None}
        return [finding for finding in found if finding.field not in blank]

    def rates_of(self, policy_id: UUID) -> Sequence[Rate]:
        """Read once for each open form."""
        if policy_id not in self._rates:
            self._rates[policy_id] = self.desk.policies.rates(self.station_id, policy_id)
        return self._rates[policy_id]

    # within

    def _policy(self, values: Values) -> Policy | None:
        chosen = values["policy_id"]
        return self.policies.get(chosen) if isinstance(chosen, UUID) else None

    def _year(self, values: Values) -> int:
        year = values["year"]
        return year if isinstance(year, int) and date.min.year <= year <= date.max.year else self.today.year

    def _rate(self, values: Values) -> int | None:
        """The one it was reckoned with, while policy and year stay; else that of the day it is paid."""
        policy, year = self._policy(values), self._year(values)
        if policy is None:
            return None
        if self.before is not None and (self.before.policy_id, self.before.year) == (policy.id, year):
            return self.before.rate_fen
        paid = values.get("paid_on")
        rate = rate_of_year(self.rates_of(policy.id), year, paid if isinstance(paid, date) else self.today)
        return rate.rate_fen if rate is not None else None

    def _drawn_last_year(self, values: Values) -> Entitlement | None:
        household, policy, year = values["household_id"], self._policy(values), self._year(values)
        if not isinstance(household, UUID) or policy is None:
            return None
        key = (household, policy.id, year - 1)
        if key not in self._last:
            self._last[key] = self.desk.entitlements.drawn(self.station_id, *key)
        return self._last[key]
