"""变更记录 and 可能登记了两遍: what happened to a household, and what should be looked at."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.kit.lines import Line, Lines
from ui.kit.verb import Verb
from venue_desk.domain.calendar import at_station, day_of, short_date
from venue_desk.domain.family import Twice
from venue_desk.domain.households import Household, Relation, Villager
from venue_desk.domain.told_changes import ToldChange

if TYPE_CHECKING:
    from datetime import date

    from ui.screens.households.family_acts import FamilyActs

LATEST = 4


def changes(told: Sequence[ToldChange], today: "date", limit: int | None = None) -> QWidget:
    """The latest first: what, of whom; when and by whom below."""
    return Lines([_change(line, today) for line in told[:limit]], "还没有变更记录")


def _change(line: ToldChange, today: "date") -> Line:
    when = f"{short_date(day_of(line.at), today)} {at_station(line.at):%H:%M}"
    return Line(fact="　".join(part for part in (line.whose, line.what) if part), meta=f"{when}　{line.who}".rstrip())


def doubles(pairs: Iterable[Twice], household: Household, acts: "FamilyActs") -> QWidget:
    """Each pair with the verbs that make one of it."""
    return Lines([_double(pair, household, acts) for pair in pairs])


def _double(pair: Twice, household: Household, acts: "FamilyActs") -> Line:
    alike = "身份证号一样" if pair.same_id else "姓名一样"
    here, there = pair.first_home, pair.second_home
    if here.id == there.id:
        stays = pair.second if pair.second.relation is Relation.HEAD else pair.first
        return Line(
            fact=f"{pair.first.name}登记了两遍", meta=f"都在这一户，{alike}",
            verbs=(Verb("合成一条", lambda: acts.look_at_pair(pair, stays)),),
        )  # fmt: skip
    own, other = (pair.first, pair.second) if here.id == household.id else (pair.second, pair.first)
    away = there if here.id == household.id else here
    return Line(
        fact=f"{own.name}在{away.number}户也有一条", meta=f"{_what(other)}，{alike}",
        verbs=(Verb("留这户的", lambda: acts.look_at_pair(pair, own)), Verb("留那户的", lambda: acts.look_at_pair(pair, other))),
    )  # fmt: skip


def _what(villager: Villager) -> str:
    return f"{villager.name}（{villager.relation.label}）"
