"""A line of the duty log: what it must say, and until when an incident is to be reported."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.domain.watches import BORN, DAY, STATION, at
from venue_desk.domain.duty_log import (
    IncidentLevel,
    LogKind,
    LogLine,
    LogLineEntry,
    check_line,
    report_finding,
    tidy_line,
)
from venue_desk.domain.findings import Severity
from venue_desk.domain.found import log_entry

NOW = at("10:24")


def entry(**said: Any) -> LogLineEntry:
    values: dict[str, Any] = {"at": NOW, "kind": LogKind.VISIT, "who": "王秀珍", "matter": "问养老金认证"}
    return LogLineEntry(**(values | said))


def incident(**said: Any) -> LogLineEntry:
    values: dict[str, Any] = {"kind": LogKind.INCIDENT, "matter": "羊圈着火", "level": IncidentLevel.MAJOR}
    return entry(**(values | said))


def line(**said: Any) -> LogLine:
    written = incident(**said)
    fields = {name: getattr(written, name) for name in LogLineEntry.__slots__}
    return LogLine(id=STATION, station_id=STATION, day=DAY, shift="白班", noted_by=STATION, **fields)


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ({}, []),
        ({"matter": ""}, ["log.no_matter"]),
        ({"matter": "事" * 501}, ["log.long"]),
        ({"who": ""}, ["log.no_who"]),
        ({"at": NOW + timedelta(minutes=2)}, []),
        ({"at": NOW + timedelta(minutes=10)}, ["log.later"]),
        ({"phone": "12"}, ["phone.odd"]),
    ],
)
def test_a_visit(said: dict[str, Any], codes: list[str]) -> None:
    assert [finding.code for finding in check_line(tidy_line(entry(**said)), NOW)] == codes


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ({}, []),
        ({"who": ""}, []),
        ({"level": None}, ["log.no_level"]),
        ({"reported_at": NOW}, ["log.no_reported_to"]),
        ({"reported_to": "镇值班室", "reported_at": NOW}, []),
        ({"reported_to": "镇值班室", "reported_at": NOW - timedelta(minutes=1)}, ["log.reported_before"]),
        ({"reported_to": "镇值班室", "reported_at": NOW + timedelta(minutes=9)}, ["log.reported_later"]),
    ],
)
def test_an_incident(said: dict[str, Any], codes: list[str]) -> None:
    assert [finding.code for finding in check_line(tidy_line(incident(**said)), NOW)] == codes


def test_only_an_incident_has_a_level_and_is_reported() -> None:
    tidied = tidy_line(
        entry(level=IncidentLevel.GRAVE, reported_to="镇里", reported_at=NOW, who=" 王 秀珍", phone="138-0000-0101")
    )
    assert (tidied.level, tidied.reported_to, tidied.reported_at) == (None, "", None)
    assert (tidied.who, tidied.phone) == ("王秀珍", "13800000101")


def test_until_when_it_is_to_be_reported() -> None:
    soon = report_finding(line(), 60, NOW + timedelta(minutes=30))
    late = report_finding(line(), 60, NOW + timedelta(minutes=61))
    assert soon is not None
    assert late is not None
    assert soon.sentence == "较大突发还没上报，请在 11:24 以前报镇里：今天 10:24 羊圈着火。"
    assert late.sentence == "较大突发还没上报，已过 60 分钟，请马上报镇里：今天 10:24 羊圈着火。"
    assert (soon.code, late.code) == ("log.unreported", "log.late")
    assert (late.severity, late.subject) == (Severity.MUST, STATION)


@pytest.mark.parametrize(
    "said",
    [
        {"level": IncidentLevel.MINOR},
        {"reported_to": "镇值班室", "reported_at": NOW},
        {"kind": LogKind.CALL},
    ],
)
def test_nothing_to_report(said: dict[str, Any]) -> None:
    assert report_finding(line(**said), 60, NOW + timedelta(hours=2)) is None


def test_it_is_found_by_who_and_by_what() -> None:
    found = log_entry(replace(line(who="董兴旺"), handling="已让老石去看"))
    assert (found.title, found.beside) == ("董兴旺", ("羊圈着火", "已让老石去看"))
    assert found.facts == "突发 2026年11月23日 10:24 羊圈着火"
    assert log_entry(line(who="")).title == "羊圈着火"
    assert log_entry(replace(line(), closed_on=BORN.date())).closed == "撤回"
