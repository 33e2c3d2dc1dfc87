"""The 24-hour line is drawn a sign a half hour: - past, = elapsed, ~ rest, . planned, ? nobody rostered, X gap."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.domain.watches import CALLED, DAY, DUTIES, IDS, NAMES, RUNS, at, came, drawn, facts, pair, run_of
from venue_desk.domain.attendance import (
    SignOn,
    SignOnEntry,
    check_sign_on,
    clock_finding,
    late_by,
    left_early_by,
    role_for,
    run_for,
)
from venue_desk.domain.attendance_findings import gap_findings, presence_findings
from venue_desk.domain.coverage import Coverage, Stretch, coverage
from venue_desk.domain.findings import Severity
from venue_desk.domain.roster import Role, serving_at
from venue_desk.domain.watch import Watch, WatchState, watch_at

NIGHT = (came("C", "夜班", "19:50", "08:05", -1), came("X", "夜班", "19:55", "08:05", -1))
DAYTIME = (came("W", "白班", "07:54"), came("L", "白班", "07:58"))


def line(now: str, *sign_ons: SignOn, duties: tuple = DUTIES, since: str | None = None) -> Coverage:  # type: ignore[type-arg]
    return coverage(RUNS, duties, sign_ons, DAY, at(now), at(since) if since else None)


def sentences(now: str, *sign_ons: SignOn) -> list[str]:
    return [finding.sentence for finding in gap_findings(facts(at(now), *sign_ons), line(now, *sign_ons))]


def watch(now: str, *sign_ons: SignOn, used: bool = True, duties: tuple = DUTIES) -> Watch:  # type: ignore[type-arg]
    return watch_at(serving_at(RUNS, duties, at(now)), sign_ons, RUNS, at(now), used=used)


# --- the line


def test_a_day_as_it_should_be() -> None:
    day = line("10:24", *NIGHT, *DAYTIME)
    assert drawn(day) == "----------------=====~~~~~~~~~~~~~~~~~~~........"
    assert [(each.minutes, len(each.cadre_ids)) for each in day.overlaps] == [(11, 4)]
    assert gap_findings(facts(at("10:24"), *NIGHT, *DAYTIME), day) == []
    names = [[CALLED[one] for one in segment.cadre_ids] for segment in day.segments]
    assert names[0] == ["陈志远", "张小梅"]
    assert names[-1] == ["陈志远", "张小梅"]
    assert names[-2] == ["王建军", "李秀兰"]


def test_every_minute_of_the_day_lies_in_one_segment() -> None:
    day = line("10:24", *NIGHT, *DAYTIME)
    assert day.segments[0].begins == day.begins
    assert day.segments[-1].ends == day.ends
    assert all(one.ends == other.begins for one, other in zip(day.segments, day.segments[1:], strict=False))
    assert day.ends - day.begins == timedelta(days=1)


@pytest.mark.parametrize(
    ("now", "sign_ons", "picture", "said"),
    [
        pytest.param(
            "10:24",
            (came("C", "夜班", "19:50", "08:00", -1), came("W", "白班", "08:12")),
            "----------------X====~~~~~~~~~~~~~~~~~~~........",
            ["白班 08:12 才有人签到，空了 12 分钟。有人在的，请补签。"],
            id="late",
        ),
        pytest.param(
            "09:00",
            (came("C", "夜班", "19:50", "06:30", -1), came("W", "白班", "07:30")),
            "-------------XX-==~~~~~~~~~~~~~~~~~~~~~~........",
            ["夜班 06:30 到 07:30 没有人，空了 60 分钟。有人在的，请补签。"],
            id="gone before the end",
        ),
        pytest.param(
            "10:24",
            (came("C", "夜班", "19:50", "08:00", -1),),
            "----------------XXXXX...........................",
            ["白班从 08:00 起没有人签到，已空 144 分钟。排的是王建军、李秀兰，请签到。"],
            id="nobody came",
        ),
        pytest.param(
            "10:24",
            (came("C", "夜班", "19:50", "", -1),),
            "----------------=====~~~~~~~~~~~~~~~~~~~........",
            [],
            id="the night stays until somebody comes",
        ),
        pytest.param(
            "23:00",
            (came("C", "夜班", "19:50", "", -1),),
            "----------------------------------------XXXXXX..",
            ["夜班从 20:00 起没有人签到，已空 180 分钟。排的是陈志远、张小梅，请签到。"],
            id="but no longer than the next shift",
        ),
        pytest.param(
            "12:00",
            (*NIGHT, came("W", "白班", "07:54", "10:00"), came("L", "白班", "11:00")),
            "----------------====XX==~~~~~~~~~~~~~~~~........",
            ["白班 10:00 到 11:00 没有人，空了 60 分钟。有人在的，请补签。"],
            id="a hole in the middle",
        ),
        pytest.param(
            "10:24",
            (came("Z", "白班", "08:00"), *NIGHT),
            "----------------=====~~~~~~~~~~~~~~~~~~~........",
            [],
            id="who was not rostered covers as well",
        ),
    ],
)
def test_gaps(now: str, sign_ons: tuple[SignOn, ...], picture: str, said: list[str]) -> None:
    assert drawn(line(now, *sign_ons)) == picture
    assert sentences(now, *sign_ons) == said


def test_the_clock_runs_and_the_rest_shrinks() -> None:
    assert drawn(line("19:59", *NIGHT, *DAYTIME)) == "-" * 16 + "=" * 24 + "." * 8
    closed = [replace(one, off_at=at("20:00")) for one in DAYTIME]
    assert drawn(line("20:00", *NIGHT, *closed, came("C", "夜班", "20:00"))) == "-" * 40 + "~" * 8


def test_seconds_between_two_shifts_are_no_gap() -> None:
    leaving = replace(NIGHT[0], off_at=at("08:00") - timedelta(seconds=20))
    coming = replace(DAYTIME[0], on_at=at("08:00") + timedelta(seconds=20))
    assert line("09:00", leaving, coming).gaps == ()


def test_before_the_station_began_to_sign_on_nothing_is_held_against_it() -> None:
    day = line("10:24", came("W", "白班", "09:30"), since="09:30")
    assert drawn(day) == " " * 19 + "==" + "~" * 19 + "." * 8
    assert day.gaps == ()


def test_a_shift_nobody_is_rostered_for_is_told_apart_from_a_planned_one() -> None:
    day = line("10:24", *NIGHT, *DAYTIME, duties=(*pair("WL", "白班"),))
    assert drawn(day).endswith("~????????")
    assert day.segments[-1].kind is Stretch.OPEN


def test_two_shifts_there_together_for_long_is_told() -> None:
    stayed = tuple(replace(one, off_at=at("09:30")) for one in NIGHT)
    (said,) = sentences("10:24", *stayed, *DAYTIME)
    assert said.startswith("07:54 到 09:30 两班重了 96 分钟（")


# --- single people


@pytest.mark.parametrize(("on", "late"), [("07:54", 0), ("08:10", 0), ("08:11", 11), ("09:00", 60)])
def test_late_is_what_is_over_the_setting(on: str, late: int) -> None:
    one = came("W", "白班", on)
    assert late_by(one.begins_at, one.on_at, 10) == late


@pytest.mark.parametrize(("off", "early"), [("", 0), ("20:00", 0), ("19:50", 0), ("19:00", 60)])
def test_left_early(off: str, early: int) -> None:
    assert left_early_by(came("W", "白班", "07:54", off), 10) == early


@pytest.mark.parametrize(
    ("now", "sign_ons", "said"),
    [
        ("08:05", NIGHT, []),
        ("08:25", (*NIGHT, DAYTIME[0]), ["李秀兰还没签到，白班值班，已晚 25 分钟。来了请签到，来不了请找人替班。"]),
        ("10:00", (NIGHT[0], *DAYTIME), ["张小梅昨天夜班没签到。是来了没签的，请补签。"]),
        ("10:00", (came("C", "夜班", "19:50", "", -1), NIGHT[1], *DAYTIME), ["陈志远还没签退，夜班 今天 08:00 已下班。请补上签退。"]),
        ("08:20", (came("C", "夜班", "19:50", "", -1), NIGHT[1], *DAYTIME), []),
        ("10:00", (came("C", "夜班", "19:50", "", -1), NIGHT[1], DAYTIME[1]), [
            "王建军还没签到，白班带班，已晚 120 分钟。来了请签到，来不了请找人替班。",
            "陈志远还没签退，夜班 今天 08:00 已下班。请补上签退。",
        ]),
    ],
)  # fmt: skip
def test_who_is_missing_and_who_never_left(now: str, sign_ons: tuple[SignOn, ...], said: list[str]) -> None:
    assert [finding.sentence for finding in presence_findings(facts(at(now), *sign_ons))] == said


def test_staying_because_nobody_came_is_no_oversight() -> None:
    found = presence_findings(facts(at("10:00"), came("C", "夜班", "19:50", "", -1), NIGHT[1]))
    assert {finding.code for finding in found} == {"attendance.missing"}


def test_a_shift_before_the_first_sign_on_is_not_asked_about() -> None:
    early = replace(facts(at("10:00"), *DAYTIME), since=at("07:54"))
    assert presence_findings(early) == []


# --- signing on


@pytest.mark.parametrize(
    ("letter", "clock", "shift"),
    [("W", "06:00", "白班"), ("W", "05:59", "夜班"), ("Z", "08:00", "白班"), ("W", "07:40", "白班"), ("X", "07:40", "夜班"), ("W", "12:00", "白班"), ("Z", "07:40", "夜班"), ("C", "18:30", "夜班"), ("C", "12:00", "白班")],
)  # fmt: skip
def test_one_signs_on_to_ones_own_shift_or_to_the_one_that_runs(letter: str, clock: str, shift: str) -> None:
    found = run_for(RUNS, DUTIES, (), IDS[letter], at(clock))
    assert found is not None
    assert found.name == shift


def test_who_signed_on_already_is_not_signed_on_for_the_same_shift() -> None:
    found = run_for(RUNS, DUTIES, DAYTIME, IDS["W"], at("07:56"))
    assert found is not None
    assert found.name == "夜班"
    assert run_for(RUNS, DUTIES, DAYTIME, IDS["L"], at("07:40")) != run_for(RUNS, DUTIES, (), IDS["L"], at("07:40"))


def test_what_another_entered_or_later_with_a_word_was_entered_afterwards() -> None:
    own = DAYTIME[0]
    assert not own.afterwards
    assert replace(own, noted_by=IDS["L"]).afterwards
    assert replace(own, note="接电话没顾上").afterwards


def test_the_role_is_the_rostered_one_or_what_is_wanted() -> None:
    placed = pair("WL", "白班")
    assert role_for(placed, (), IDS["L"], leads=True) is Role.ON_DUTY
    assert role_for(placed, (), IDS["Z"], leads=True) is Role.LEAD
    assert role_for(placed, DAYTIME, IDS["Z"], leads=True) is Role.ON_DUTY
    assert role_for(placed, (), IDS["Z"], leads=False) is Role.ON_DUTY
    assert role_for(placed, DAYTIME[1:], IDS["Z"], leads=True) is Role.LEAD


@pytest.mark.parametrize(
    ("on", "off", "note", "code"),
    [
        ("08:00", "", "", ""),
        ("06:00", "", "来得早", ""),
        ("05:59", "", "记错了班", "attendance.outside"),
        ("20:00", "", "记错了班", "attendance.outside"),
        ("08:40", "", "", "attendance.later"),
        ("07:00", "06:30", "补记", "attendance.ends"),
        ("07:00", "07:00", "来了又走", ""),
        ("07:00", "08:01", "补记", ""),
        ("07:00", "09:00", "补记", "attendance.off_later"),
        ("07:30", "", "", "attendance.no_note"),
        ("07:30", "", "字" * 100, ""),
        ("07:30", "", "字" * 101, "attendance.note"),
    ],
)
def test_what_a_sign_on_may_say(on: str, off: str, note: str, code: str) -> None:
    day, now = run_of("白班"), at("08:01")
    entry = SignOnEntry(
        cadre_id=IDS["W"], day=DAY, shift="白班", role=Role.LEAD, on_at=at(on), off_at=at(off) if off else None, note=note
    )  # fmt: skip
    needs_note = entry.on_at < now - timedelta(minutes=3)
    found = check_sign_on(entry, day.begins_at, day.ends_at, now, needs_note=needs_note)
    assert [finding.code for finding in found] == ([code] if code else [])


def test_a_clock_set_back_is_told_with_both_times() -> None:
    assert clock_finding(at("07:40"), None) is None
    assert clock_finding(at("08:00"), at("08:03")) is None
    assert clock_finding(at("08:00"), at("08:04")) is not None
    finding = clock_finding(at("07:40"), at("08:02"))
    assert finding is not None
    assert finding.severity is Severity.MUST
    assert finding.sentence.startswith("电脑时钟现在是 今天 07:40，可最近一次登记是 今天 08:02。")


# --- who is on watch


def test_who_is_on_watch() -> None:
    on = watch("10:24", *NIGHT, *DAYTIME)
    assert (on.state, on.run.name if on.run else "") == (WatchState.KEPT, "白班")
    assert [(NAMES["W" if p.cadre_id == IDS["W"] else "L"], p.role.label, p.present) for p in on.people] == [
        ("王建军", "带班", True), ("李秀兰", "值班", True),
    ]  # fmt: skip
    assert on.next_run is not None
    assert [CALLED[d.cadre_id] for d in on.next_duties if d.cadre_id] == ["陈志远", "张小梅"]


@pytest.mark.parametrize(
    ("now", "sign_ons", "used", "duties", "state"),
    [
        ("10:24", NIGHT, True, DUTIES, WatchState.NOBODY),
        ("10:24", (came("C", "夜班", "19:50", "", -1),), True, DUTIES, WatchState.HELD_OVER),
        ("10:24", (came("W", "白班", "07:54", "09:00"),), True, DUTIES, WatchState.NOBODY),
        ("10:24", (came("Z", "白班", "08:00"),), True, DUTIES, WatchState.KEPT),
        ("10:24", (), False, (), WatchState.UNUSED),
        ("10:24", (), False, DUTIES, WatchState.NOBODY),
        ("07:56", (came("C", "夜班", "19:50", "07:55", -1),), True, DUTIES, WatchState.NOBODY),
        ("07:56", (came("C", "夜班", "19:50", "07:55", -1), DAYTIME[0]), True, DUTIES, WatchState.KEPT),
    ],
)
def test_whether_the_desk_is_kept(now: str, sign_ons: tuple[SignOn, ...], used: bool, duties: tuple, state: WatchState) -> None:  # type: ignore[type-arg]  # fmt: skip
    assert watch(now, *sign_ons, used=used, duties=duties).state is state


def test_somebody_not_rostered_stands_behind_the_planned_ones() -> None:
    on = watch("10:24", came("Z", "白班", "08:00"))
    assert [(CALLED[p.cadre_id], p.duty is None, p.present) for p in on.people] == [
        ("王建军", False, False), ("李秀兰", False, False), ("赵文博", True, True),
    ]  # fmt: skip
