"""本月住站, from one reading: what each night requires, who slept where, and how everybody stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from itertools import pairwise
from uuid import UUID

from db import cadres, holidays, leaves, roster, settings, stations
from db import lodging as table
from venue_desk.domain.cadres import Cadre
from venue_desk.domain.holidays import calendar_of, unpublished_sentence
from venue_desk.domain.leaves import Leave, LeaveState
from venue_desk.domain.lodging import Night, evening, watch_night
from venue_desk.domain.lodging_standing import NightRule, Standing, month_rules, standing
from venue_desk.domain.regimes import regime_on
from venue_desk.domain.roster import Duty, Role, month_end
from venue_desk.domain.settings import value_on
from venue_desk.domain.stations import Regime
from venue_desk.services.saved import known

NOON = time(12)


@dataclass(frozen=True, slots=True, kw_only=True)
class LodgingMonth:
    """A month of the station, as it stands `tonight`: the rule of each night, the nights noted, and the standings.

    `rows` are those on the roster who serve in the month, the head first, and whoever else slept here: of them nothing is
    required. `duties` says of each night who is on watch.
    `notice` is what is to be told with a year whose holidays are not published yet.
    """

    month: date
    tonight: date
    rules: tuple[NightRule, ...]
    nights: tuple[Night, ...]
    rows: tuple[Standing, ...]
    leaves: tuple[Leave, ...]
    duties: Mapping[tuple[date, UUID], Role]
    staff: Mapping[UUID, Cadre]
    notice: str = ""

    @property
    def names(self) -> dict[UUID, str]:
        """What everybody is called who ever was of the station."""
        return {cadre.id: cadre.name for cadre in self.staff.values()}

    @property
    def heading(self) -> str:
        """11 月，每人至少 15 晚."""
        return f"{self.month.month} 月，{self.rule_sentence}"

    @property
    def rule_sentence(self) -> str:
        """What the month requires of everybody."""
        first = self.rules[0].regime
        changed = [rule for before, rule in pairwise(self.rules) if rule.regime is not before.regime]
        if changed:
            begun = [
                f"{rule.night.day} 日起{'' if at else f'由{first.label}'}改为{rule.regime.label}"
                for at, rule in enumerate(changed)
            ]
            return "，".join(begun)
        if first is Regime.LIVE_IN:
            return f"周一至周五住站，法定节假日除外，共 {sum(rule.counts for rule in self.rules)} 晚"
        quotas = {rule.quota for rule in self.rules}
        return (
            f"每人至少 {max(quotas)} 晚" if len(quotas) == 1 else f"每人 {min(quotas)} 至 {max(quotas)} 晚，按天数折算"
        )

    @property
    def guests(self) -> tuple[Night, ...]:
        """The guests of the month."""
        return tuple(night for night in self.nights if night.cadre_id is None)


def month_at(station_id: UUID, month: date, tonight: date) -> LodgingMonth:
    """The month of `month` (its first day) as it stands tonight."""
    last = month_end(month)
    station = known(stations.station(station_id), station_id)
    numbers, terms = settings.settings(station_id), table.regime_terms(station_id)
    calendar = calendar_of(holidays.holidays(station_id))
    rules = month_rules(
        month,
        lambda day: regime_on(terms, day, station.regime),
        lambda day: value_on(numbers, "nights_per_month", day),
        calendar,
    )
    nights = table.nights(station_id, month, last)
    away = tuple(leaves.standing(station_id, month, last))
    duties = _watches(roster.duties_at(station_id, evening(month, NOON), evening(last + timedelta(days=1), NOON)))
    slept = _slept(nights, {rule.night: value_on(numbers, "night_until_hour", rule.night) for rule in rules})
    since = table.first_night(station_id) or tonight
    staff = cadres.everyone(station_id)
    ordered = sorted(staff, key=lambda each: (not each.is_head, each.id))
    living_in = any(rule.regime is Regime.LIVE_IN for rule in rules)
    noted = {night.cadre_id for night in nights}
    free = tuple(replace(rule, regime=Regime.LIVE_IN, counts=False) for rule in rules)
    return LodgingMonth(
        month=month, tonight=tonight, rules=rules, nights=tuple(nights), leaves=away, duties=duties,
        rows=tuple(
            standing(
                cadre, rules if cadre.on_roster else free, slept.get(cadre.id, frozenset()), away, tonight,
                {night for night, cadre_id in duties if cadre_id == cadre.id}, since,
            )
            for cadre in ordered
            if serves(cadre, month, last) and (cadre.on_roster or cadre.id in noted)
        ),
        staff={cadre.id: cadre for cadre in staff},
        notice=unpublished_sentence(month.year) if living_in and not calendar.published(month.year) else "",
    )  # fmt: skip


def serves(cadre: Cadre, first: date, last: date) -> bool:
    """Whether the cadre is of the station in one of these nights."""
    return (cadre.joined_on is None or cadre.joined_on <= last) and (cadre.left_on is None or first < cadre.left_on)


def away_on(leaves_of_month: Iterable[Leave], night: date) -> dict[UUID, Leave]:
    """Whose leave for that night is approved."""
    approved = (each for each in leaves_of_month if each.state is LeaveState.APPROVED)
    return {each.cadre_id: each for each in approved if each.covers(night)}


def _slept(nights: Iterable[Night], until: Mapping[date, int]) -> dict[UUID, set[date]]:
    slept: dict[UUID, set[date]] = {}
    for night in nights:
        if night.cadre_id is not None and night.counts(until[night.night]):
            slept.setdefault(night.cadre_id, set()).add(night.night)
    return slept


def _watches(duties: Iterable[Duty]) -> dict[tuple[date, UUID], Role]:
    found = {}
    for duty in duties:
        night = watch_night(duty.begins_at, duty.ends_at)
        if night is not None and duty.cadre_id is not None:
            found[night, duty.cadre_id] = duty.role
    return found
