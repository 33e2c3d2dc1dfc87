"""The demo's cases: finished ones as the rules have them, and those in hand as the pictures show them."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from uuid import UUID

import pytest

from db import cases, catalogue, custody
from db.connection import close_database
from tests.services.told import NOW, Told, records, tell
from venue_desk.domain.case_figures import Counted, figures
from venue_desk.domain.cases import Case, CaseState, CaseStep, Step
from venue_desk.domain.holidays import WorkCalendar
from venue_desk.services import access
from venue_desk.services.demo.cases import IN_ALL
from venue_desk.services.demo.places import Scale
from venue_desk.services.demo.writing import PASSWORD, demo_job

CALENDAR = WorkCalendar()
TODAY = NOW.date()


@pytest.fixture(scope="module")
def told() -> list[Told]:
    return tell(years=2)


@pytest.fixture(scope="module")
def station_id(tmp_path_factory: pytest.TempPathFactory) -> Iterator[UUID]:
    folder = tmp_path_factory.mktemp("demo") / "data"
    list(demo_job(folder, Scale.STATION, 1, 1, NOW))
    signed_in = access.sign_in(folder, access.names_with_password(folder)[0], PASSWORD, NOW)
    yield signed_in.station.id
    close_database()


def test_finished_cases_keep_their_clock_and_their_numbers(told: list[Told]) -> None:
    found: list[Case] = records(told, Case)
    assert len(found) == IN_ALL
    assert len({case.number for case in found}) == IN_ALL
    for case in found:
        assert CALENDAR.workdays(case.accepted_on, case.promised_on) == case.promised_days
        if case.done_on is not None:
            assert case.done_on <= TODAY
            assert case.on_time == (case.done_on <= case.promised_on)
            assert case.worked_days == CALENDAR.workdays(case.accepted_on, case.done_on)
        assert case.open == (case.state is CaseState.COLLECTED)


def test_their_steps_follow_each_other(told: list[Told]) -> None:
    steps: dict[object, list[CaseStep]] = {}
    for step in records(told, CaseStep):
        steps.setdefault(step.case_id, []).append(step)
    assert len(steps) == IN_ALL
    for each in steps.values():
        assert [step.position for step in each] == list(range(1, len(each) + 1))
        assert each[0].step is Step.ACCEPT
        assert [step.at for step in each] == sorted(step.at for step in each)
        assert each[-1].at <= NOW


def test_a_year_of_a_village_looks_like_the_county_says(told: list[Told]) -> None:
    cases_of_year: list[Case] = records(told, Case)
    month = figures(map(counted, cases_of_year), date(2026, 1, 1), date(2026, 10, 31))
    assert month.on_time is not None
    assert 0.88 < month.on_time < 0.99
    assert month.faster is not None
    assert 0.2 < month.faster < 0.7
    assert month.satisfied is not None
    assert month.satisfied > 0.9


def counted(case: Case) -> Counted:
    names = {field.name for field in fields(Counted)} - {"running"}
    return Counted(**{name: getattr(case, name) for name in names}, running=False)


@pytest.mark.slow
def test_the_station_has_in_hand_what_the_pictures_show(station_id: UUID) -> None:
    in_hand = {case.applicant: case for case in cases.in_hand(station_id)}
    assert in_hand["刘桂芳"].promised_on < TODAY
    assert in_hand["刘桂芳"].with_whom == "孙主任"
    assert in_hand["何永强"].state is CaseState.DONE
    assert in_hand["郭银生"].state is CaseState.AMENDING
    assert in_hand["董兴旺"].place == "县残联"
    assert [each.envelope for each in custody.held(station_id)] == [3, 7, 7]


def test_the_catalogue_has_a_change_and_one_withdrawn_to_be_looked_at(station_id: UUID) -> None:
    (changed,) = (item for item in catalogue.service_items(station_id) if item.version > 1)
    assert [each.promised_days for each in catalogue.versions(changed.root_id)] == [15, 20]
    assert [bool(each.withdrawn_for) for each in catalogue.withdrawn(station_id)] == [True]
