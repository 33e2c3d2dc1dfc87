"""Cases: the catalogue and the network, years of finished ones, and those in hand today as the pictures show them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from venue_desk.domain.cadres import Cadre, agents_of
from venue_desk.domain.cases import Case, CaseState, CaseStep, Rating, Step, number_of
from venue_desk.domain.catalogue import Method, ServiceItem, ServiceItemEntry
from venue_desk.domain.deadlines import hand_in_by
from venue_desk.domain.holidays import WorkCalendar
from venue_desk.domain.households import Household, Villager
from venue_desk.domain.identity import age_on
from venue_desk.domain.network import Level
from venue_desk.domain.records import said
from venue_desk.services.demo import catalogue, open_cases
from venue_desk.services.demo.founding import is_home
from venue_desk.services.demo.scene import Scene
from venue_desk.services.demo.village import Batch, Portions, Village
from venue_desk.services.resource_files import service_items, table

IN_ALL = 493
"""Cases of a village over the whole demo: 106,000 of the county fall on 215 villages (DOMAIN §1)."""

ARCHIVED_AFTER, SETTLED = 20, 12
"""Days after which a finished case is archived though nobody rated it; so many days back everything is finished."""

HAND_IN_DAYS, MEND_DAYS = 3, 15
GROWN = 18
CALENDAR = WorkCalendar()
GOOD = {Rating.VERY_GOOD: 61, Rating.GOOD: 31, Rating.FAIR: 8}


@cache
def case_words() -> dict[str, Any]:
    """What the demo's cases are made of."""
    return table("demo", "cases.toml")


def demo_rows(scene: Scene, village: Village) -> Portions:
    """The catalogue on the second day; then month by month; at the demo station what is in hand today."""
    at = scene.at(scene.founded + timedelta(days=1), 9)
    items = [_item(scene, village, shipped.entry, at) for shipped in service_items()]
    yield Batch(at, village.head.id, items)
    past = _Past(scene, village, {item.name: item for item in items})
    for month in past.months():
        yield from month
    if is_home(village.place):
        known = {item.name: item for item in items}
        yield from catalogue.demo_rows(scene, village, known)
        yield from open_cases.demo_rows(scene, village, known)


def _item(scene: Scene, village: Village, entry: ServiceItemEntry, at: datetime) -> ServiceItem:
    item_id = scene.id(at)
    return ServiceItem(
        id=item_id, root_id=item_id, station_id=village.station.id, version=1, from_on=scene.founded,
        **said(ServiceItemEntry, entry),
    )  # fmt: skip


class _Past:
    """Finished cases of one village."""

    def __init__(self, scene: Scene, village: Village, items: dict[str, ServiceItem]) -> None:
        self.scene, self.village, self.items = scene, village, items
        self.words = case_words()["past"]
        self.shares = {items[name]: share for name, share in case_words()["items"].items()}
        self.numbers: Counter[date] = Counter()
        self.taken = {scene.today - timedelta(days=row["days"]) for row in case_words()["open"]}
        homes = {household.id: household for household in village.households if household.closed_on is None}
        self.people = [
            (member, homes[home_id])
            for home_id, members in village.villagers.items()
            if home_id in homes
            for member in members
            if member.closed_on is None and member.born_on and age_on(member.born_on, scene.today) >= GROWN
        ]
        groups = [group.id for group in village.groups]
        self.agents = agents_of(groups, [cadre for cadre in village.cadres if cadre.is_agent])

    def months(self) -> Iterator[Portions]:
        """The cases of each month, with their steps."""
        last = self.scene.today - timedelta(days=SETTLED)
        days = [self.scene.founded + timedelta(days=3 + n) for n in range((last - self.scene.founded).days - 3)]
        worked = [day for day in days if not CALENDAR.off(day) and day not in self.taken]
        chosen = sorted(self.scene.random.choices(worked, k=IN_ALL)) if worked else []
        months: dict[tuple[int, int], list[date]] = {}
        for day in chosen:
            months.setdefault((day.year, day.month), []).append(day)
        for of_month in months.values():
            yield self._month(of_month)

    def _month(self, days: Sequence[date]) -> Portions:
        cases, steps = [], []
        for day in days:
            case = self._case(day)
            cases.append(case)
            steps += self._steps(case)
        at = min(max(step.at for step in steps), self.scene.now)
        yield Batch(at, self.village.clerk.id, cases)
        yield Batch(at, self.village.clerk.id, steps)

    def _case(self, day: date) -> Case:
        scene, item = self.scene, self.scene.weighted(self.shares)
        person, home = scene.random.choice(self.people)
        at = scene.clock(day, scene.random.randrange(8, 18), scene.random.randrange(60))
        self.numbers[day] += 1
        case = self._accepted(item, person, home, at, self.numbers[day])
        lost = scene.random.random() * 100
        if lost < self.words["withdrawn"] + self.words["refused"]:
            withdrawn = lost < self.words["withdrawn"]
            return replace(case, state=CaseState.WITHDRAWN if withdrawn else CaseState.REFUSED, open=False)
        return self._rated(self._done(case))

    def _accepted(self, item: ServiceItem, person: Villager, home: Household, at: datetime, sequence: int) -> Case:
        day, agent = at.date(), self._agent(home)
        promised_on = CALENDAR.workday_after(day, item.promised_days)
        return Case(
            id=self.scene.id(at), station_id=self.village.station.id,
            number=number_of(self.village.station.code, day, sequence), villager_id=person.id, household_id=home.id,
            group_id=home.group_id, hamlet_id=home.hamlet_id, applicant=person.name, phone=person.phone or home.phone,
            item_id=item.id, item_root_id=item.root_id, item_name=item.name, method=self._method(item),
            agent_id=agent.id, state=CaseState.ACCEPTED, level=Level.STATION, since_on=day, accepted_at=at,
            accepted_on=day, accepted_by=agent.id, promised_days=item.promised_days, promised_on=promised_on,
            hand_in_on=hand_in_by(CALENDAR, day, HAND_IN_DAYS, item.decided_at, promised_on),
        )  # fmt: skip

    def _agent(self, home: Household) -> Cadre:
        return self.agents.get(home.group_id, self.village.clerk)

    def _method(self, item: ServiceItem) -> Method:
        return Method.MOBILE if item.promised_days and self.scene.chance(0.08) else item.method

    def _done(self, case: Case) -> Case:
        scene = self.scene
        late = case.promised_days > 0 and scene.random.random() * 100 < self.words["late"]
        took = case.promised_days + scene.random.randrange(1, 5) if late else self._quick(case.promised_days)
        done_on = CALENDAR.workday_after(case.accepted_on, took)
        if done_on > scene.today:
            done_on, took = case.accepted_on, 0
        archived = (scene.today - done_on).days > ARCHIVED_AFTER
        return replace(
            case, state=CaseState.ARCHIVED if archived else CaseState.COLLECTED, done_on=done_on, worked_days=took,
            on_time=done_on <= case.promised_on, result=f"「{case.item_name}」已办好", collected_on=done_on,
            collected_by=case.applicant, since_on=done_on, open=not archived,
        )  # fmt: skip

    def _quick(self, promised: int) -> int:
        return round(promised * self.scene.random.uniform(0.2, 2 * (1 - self.words["faster"]) - 0.2))

    def _rated(self, case: Case) -> Case:
        scene = self.scene
        if scene.random.random() * 100 >= self.words["rated"] or case.done_on is None:
            return case
        bad = scene.random.random() * 100 < self.words["bad"]
        rating = Rating.BAD if bad else scene.weighted(GOOD)
        mend_by = CALENDAR.workday_after(case.done_on, MEND_DAYS) if bad else None
        mended = min(case.done_on + timedelta(days=4), scene.today) if bad else None
        return replace(
            case, rating=rating, rated_on=case.done_on, mend_by=mend_by, mended_on=mended, state=CaseState.ARCHIVED,
            open=False,
        )  # fmt: skip

    def _steps(self, case: Case) -> list[CaseStep]:
        """Accepted, carried to the township where it is decided there, finished, collected."""
        lines: list[tuple[Step, date, CaseState, Level, str]] = [
            (Step.ACCEPT, case.accepted_on, CaseState.ACCEPTED, Level.STATION, "")
        ]
        centre = f"{self.village.station.township}便民服务中心"
        if case.hand_in_on and case.done_on and case.done_on > case.accepted_on:
            day = min(case.hand_in_on, case.done_on)
            lines.append((Step.HAND_IN, day, CaseState.UNDER_WAY, Level.TOWNSHIP, centre))
        if case.done_on:
            lines.append((Step.FINISH, case.done_on, CaseState.DONE, Level.STATION, ""))
            lines.append((Step.COLLECT, case.done_on, CaseState.COLLECTED, Level.STATION, ""))
        else:
            step = Step.WITHDRAW if case.state is CaseState.WITHDRAWN else Step.REFUSE
            lines.append((step, case.accepted_on, case.state, Level.STATION, ""))
        return [self._step(case, at, line) for at, line in enumerate(lines, 1)]

    def _step(self, case: Case, position: int, line: tuple[Step, date, CaseState, Level, str]) -> CaseStep:
        step, day, state, level, place = line
        at = case.accepted_at if position == 1 else self.scene.at(day, 17, position * 7)
        return CaseStep(
            id=self.scene.id(at), station_id=case.station_id, case_id=case.id, position=position, step=step,
            at=max(at, case.accepted_at), by=case.agent_id, to_state=state, level=level, place=place,
            note=_note(step, case), with_whom=case.applicant if step is Step.COLLECT else "",
        )  # fmt: skip


def _note(step: Step, case: Case) -> str:
    return {
        Step.FINISH: case.result, Step.WITHDRAW: "本人说先不办了", Step.REFUSE: "不符合条件，已当面说明",
    }.get(step, "")  # fmt: skip
