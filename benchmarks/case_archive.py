"""A station's archive of cases, made up from those of the demo: so many of them, evenly over so many years."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from db import case_list, journal
from db import cases as table
from venue_desk.desk import Desk
from venue_desk.domain.case_listing import CaseFilter, CaseView
from venue_desk.domain.cases import Case, CaseStep, number_of
from venue_desk.domain.ids import new_id

TEMPLATES, AT_ONCE = 200, 2000
SEQUENCE_FROM = 1000
"""The demo's own numbers of a day stay below."""


def make(folder: Path, count: int, years: int, now: datetime) -> None:
    """A demo station, its finished cases multiplied up to `count` over the `years` before `now`."""
    from venue_desk.services.access import names_with_password, sign_in
    from venue_desk.services.demo.places import Scale
    from venue_desk.services.demo.writing import PASSWORD, demo_job

    for _ in demo_job(folder, Scale.STATION, 1, 0, now):
        pass
    desk = Desk(sign_in(folder, names_with_password(folder)[0], PASSWORD, now), lambda: now)
    try:
        _grow(desk, count, years)
    finally:
        desk.close()


def _grow(desk: Desk, count: int, years: int) -> None:
    act = desk.act()
    known = desk.cases.count(act.station_id, CaseFilter(today=act.today, view=CaseView.ALL))
    ended = CaseFilter(today=act.today, view=CaseView.ENDED)
    templates = [row.case for row in case_list.page(act.station_id, ended, limit=TEMPLATES)]
    steps = {case.id: table.steps(case.id) for case in templates}
    cases: list[Case] = []
    lines: list[CaseStep] = []
    for case, of in _copies(desk, templates, max(count - known, 0), years):
        cases.append(case)
        lines += (replace(each, id=new_id(each.at, desk.cases.random)) for each in _moved_steps(steps[of.id], case, of))
        if len(cases) == AT_ONCE:
            _write(desk, cases, lines)
            cases, lines = [], []
    _write(desk, cases, lines)


def _write(desk: Desk, cases: list[Case], steps: list[CaseStep]) -> None:
    journal.add_many(desk.act(), table.CaseTable, cases)
    journal.add_many(desk.act(), table.CaseStepTable, steps)


def _copies(desk: Desk, templates: list[Case], count: int, years: int) -> Iterator[tuple[Case, Case]]:
    """Each moved to its day, with a number of that day."""
    random, numbers, act = Random(2026), Counter[date](), desk.act()
    code, first = desk.signed_in.station.code, act.today - timedelta(days=years * 365)
    for at in range(count):
        of, day = random.choice(templates), first + timedelta(days=at * (years * 365 - 60) // count)
        numbers[day] += 1
        moved = _moved(of, day - of.accepted_on)
        number = number_of(code, day, SEQUENCE_FROM + numbers[day])
        yield replace(moved, id=new_id(moved.accepted_at, desk.cases.random), number=number), of


def _moved(record: Any, by: timedelta) -> Any:
    """The same so many days earlier or later."""
    dates = {field.name: getattr(record, field.name) for field in fields(record)}
    return replace(record, **{name: value + by for name, value in dates.items() if isinstance(value, date)})


def _moved_steps(steps: list[CaseStep], case: Case, of: Case) -> list[CaseStep]:
    by = case.accepted_on - of.accepted_on
    return [replace(_moved(step, by), case_id=case.id) for step in steps]
