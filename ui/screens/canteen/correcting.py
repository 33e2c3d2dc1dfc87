"""冲正 of the shares of a closed month: whose meals, how many portions they should have been; who bears more is read first."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ui.entry import Entries, Entry
from ui.kit.fields import Choice, Field, Kind
from venue_desk.domain.acts import Act
from venue_desk.domain.calendar import short_date
from venue_desk.domain.corrections import CorrectionEntry, Eating, RightMeal
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import Finding, Severity, must, should
from venue_desk.domain.meals import Meal
from venue_desk.domain.money import yuan
from venue_desk.domain.roster import month_of
from venue_desk.domain.settlements import Share
from venue_desk.services.settlements import SettlementMonth

if TYPE_CHECKING:
    from venue_desk.desk import Desk

ONE_DAY = timedelta(days=1)
DAYS_MAX = 31


class Correcting:
    """Opens the form in the panel of the account."""

    def __init__(self, desk: "Desk", entries: Entries, done: Callable[[], object]) -> None:
        self._desk, self._entries, self._done = desk, entries, done

    def open(self, found: SettlementMonth, share: Share | None = None) -> None:
        """For a closed month; of somebody picked or of anybody."""
        month = found.settlement.month
        account = self._desk.settlements.account(self._desk.act().station_id, month)
        self._entries.open(
            Entry(
                key=f"correction.{month}", title=f"冲正{month.month}月的分摊", verb="冲正", fields=self._fields(found),
                values={"cadre_id": share.cadre_id} if share is not None else {},
                save=lambda act, typed: self._desk.settlements.counter(act, self._entry(act, month, account, typed)),
                note="写应有的份数，连他请的客人", ask=partial(self._told, found, account),
                check=partial(self._stands, account), final="冲正记在今天所在的月份，和原来的账都留着。",
                told=lambda _: f"已冲正{month.month}月的分摊", then=lambda _: self._done(),
            )
        )  # fmt: skip

    # within

    def _fields(self, found: SettlementMonth) -> list[Field]:
        people = [Choice(cadre_id, name) for cadre_id, name in self._names(found).items()]
        meals = [Choice(meal, meal.label) for meal in Meal]
        month = found.settlement.month.month
        return [
            Field(name="cadre_id", label="谁的份数不对", kind=Kind.CHOICE, choices=people),
            Field(name="first", label="哪天", kind=Kind.DATE, row="when", required=True, placeholder=f"例如 {month}月21日"),
            Field(name="last", label="到哪天", kind=Kind.DATE, row="when", placeholder="只有一天不用填"),
            Field(name="meals", label="哪几餐", kind=Kind.TICKS, choices=meals),
            Field(name="portions", label="每餐应有几份", kind=Kind.WHOLE, required=True, hint="没吃写 0"),
            Field(name="reason", label="为什么冲正", placeholder="例如 下乡没吃"),
        ]  # fmt: skip

    def _names(self, found: SettlementMonth) -> dict[UUID, str]:
        """Whoever has a share of the month, and who serves here now."""
        names = {share.cadre_id: share.name for share in found.settlement.shares}
        return names | {cadre.id: cadre.name for cadre in self._desk.cadres.serving(self._desk.act().station_id)}

    def _entry(self, act: Act, month: date, account: Mapping[Eating, int], typed: Mapping[str, Any]) -> CorrectionEntry:
        """As typed, of those meals that stand otherwise; who bears more is reckoned anew."""
        meals = tuple(
            each for each in _meals(typed) if account.get((each.cadre_id, each.day, each.meal), 0) != each.portions
        )
        found = _lacking(typed, meals)
        if found:
            raise Refused(found)
        sound = all(each.portions >= 0 and month_of(each.day) == month for each in meals)
        lines = self._desk.settlements.recount(act.station_id, month, meals) if sound else ()
        return CorrectionEntry(of_month=month, day=act.today, lines=lines, reason=typed["reason"] or "", meals=meals)

    def _stands(self, account: Mapping[Eating, int], typed: Mapping[str, Any]) -> Sequence[Finding]:
        """What stands there now, told while one types."""
        meals = _meals(typed)
        if not meals:
            return ()
        stands = [account.get((each.cadre_id, each.day, each.meal), 0) for each in meals]
        return [should("correction.stands", "portions", f"这 {len(meals)} 餐现在记的是 {sum(stands)} 份。")]

    def _told(
        self, found: SettlementMonth, account: Mapping[Eating, int], act: Act, typed: Mapping[str, Any]
    ) -> Sequence[str]:
        entry = self._entry(act, found.settlement.month, account, typed)
        findings = self._desk.settlements.counter_findings(act, entry)
        if any(each.severity is Severity.MUST for each in findings):
            raise Refused(findings)
        names = self._names(found)
        stood = sum(account.get((each.cadre_id, each.day, each.meal), 0) for each in entry.meals)
        right = sum(each.portions for each in entry.meals)
        whose, first, last = names[typed["cadre_id"]], entry.meals[0].day, entry.meals[-1].day
        when = short_date(first, act.today) + (f"—{short_date(last, act.today)}" if last > first else "")
        return [
            f"{whose} {when} {len(entry.meals)} 餐，从 {stood} 份改成 {right} 份。",
            *(
                f"{names.get(line.cadre_id, '')} {'多' if line.amount_fen > 0 else '少'}摊 {yuan(abs(line.amount_fen))} 元。"
                for line in entry.lines
            ),
        ]


def _meals(typed: Mapping[str, Any]) -> tuple[RightMeal, ...]:
    """Every ticked meal of every day of the stretch; none while something is still to be typed."""
    first, last, portions = typed["first"], typed["last"] or typed["first"], typed["portions"]
    if typed["cadre_id"] is None or first is None or not 0 <= (last - first).days <= DAYS_MAX:
        return ()
    days = [first + ONE_DAY * number for number in range((last - first).days + 1)]
    return tuple(
        RightMeal(cadre_id=typed["cadre_id"], day=day, meal=meal, portions=portions if portions is not None else 0)
        for day in days
        for meal in Meal
        if meal in typed["meals"]
    )


def _lacking(typed: Mapping[str, Any], meals: Sequence[RightMeal]) -> list[Finding]:
    """What is not said yet."""
    if typed["cadre_id"] is None:
        return [must("correction.who", "cadre_id", "请选是谁的份数不对。")]
    if (
        typed["last"] is not None
        and typed["first"] is not None
        and not 0 <= (typed["last"] - typed["first"]).days <= DAYS_MAX
    ):
        return [must("correction.day", "last", "请写同一个月里、不早于前面那天的日期。")]
    if not typed["meals"]:
        return [must("correction.meals", "meals", "请选是哪几餐。")]
    if not meals:
        return [must("correction.nothing", "portions", "这几餐本来就是这么多份，不用冲正。")]
    return []
