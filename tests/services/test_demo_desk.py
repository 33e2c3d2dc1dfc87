"""The demo's desk day by day: sign-ons, log, seals, cash and handovers, up to the moment and not beyond it."""

from datetime import date, datetime, timedelta
from itertools import accumulate, pairwise

import pytest

from tests.services.told import NOW, Told, forenoon, records, tell
from venue_desk.domain.attendance import SignOn, check_sign_on, late_by
from venue_desk.domain.belongings import Belonging, BelongingKind, check_belonging
from venue_desk.domain.coverage import coverage
from venue_desk.domain.duty_log import LogKind, LogLine, check_line, must_report
from venue_desk.domain.findings import blocking
from venue_desk.domain.handover import Handover, HandoverItem
from venue_desk.domain.handover_seals import broken_seals
from venue_desk.domain.petty_cash import CashRecord
from venue_desk.domain.roster import Role
from venue_desk.domain.seal_uses import SealUse, check_seal_use
from venue_desk.services.demo.handover import GATHERED
from venue_desk.services.demo.places import Scale
from venue_desk.services.demo.village import Closing, Village

TODAY = NOW.date()
LATE = timedelta(hours=1)
"""Nobody was ever so late to take over."""
MOMENTS = [NOW.replace(hour=hour, minute=minute) for hour, minute in ((0, 20), (8, 3), (20, 2))]


@pytest.fixture(scope="module")
def two_years() -> list[Told]:
    return tell(years=2)


@pytest.fixture(scope="module")
def township() -> list[Told]:
    return tell(Scale.TOWNSHIP)


def handed_over(told: list[Told]) -> dict[Handover, list[HandoverItem]]:
    """Each handover with its items, in the order of the turns."""
    items: dict[object, list[HandoverItem]] = {}
    for item in records(told, HandoverItem):
        items.setdefault(item.handover_id, []).append(item)
    found: list[Handover] = sorted(records(told, Handover), key=lambda each: each.due_at)
    return {each: items.get(each.id, []) for each in found}


def gaps(village: Village, sign_ons: list[SignOn], days: int, now: datetime) -> list[tuple[date, int]]:
    """The minutes of the last days in which nobody was there."""
    back = [now.date() - timedelta(days=number) for number in range(days)]
    lines = [coverage(village.runs, village.duties.values(), sign_ons, day, now) for day in back]
    return [(line.day, gap.minutes) for line in lines for gap in line.gaps]


def test_sign_ons_keep_the_rules_and_those_entered_afterwards_say_why(two_years: list[Told]) -> None:
    sign_ons: list[SignOn] = records(two_years, SignOn)
    for one in sign_ons:
        found = check_sign_on(one, one.begins_at, one.ends_at, NOW, needs_note=one.afterwards)
        assert blocking(found) == ()
    late = sum(bool(late_by(one.begins_at, one.on_at, 10)) for one in sign_ons)
    assert 10 < late < 0.03 * len(sign_ons)
    assert 5 < sum(one.afterwards for one in sign_ons) < 0.02 * len(sign_ons)
    begun = [duty for duty in two_years[0][0].duties.values() if duty.begins_at <= NOW]
    assert 0 < len(begun) - len(sign_ons) < 0.01 * len(begun)


def test_somebody_was_there_every_minute_of_the_last_weeks(two_years: list[Told]) -> None:
    village = two_years[0][0]
    sign_ons: list[SignOn] = [one for one in records(two_years, SignOn) if one.day > TODAY - timedelta(days=33)]
    assert gaps(village, sign_ons, 30, NOW) == []
    there = {village.name(one.cadre_id): f"{one.on_at:%H:%M}" for one in sign_ons if one.off_at is None}
    assert there == {"王建军": "07:54", "李秀兰": "07:58"}


@pytest.mark.parametrize("now", MOMENTS)
def test_at_any_hour_the_desk_is_kept_and_nothing_lies_ahead(now: datetime) -> None:
    told = tell(now=now)
    village, portions = told[0]
    sign_ons: list[SignOn] = records(told, SignOn)
    assert max(portion.at for portion in portions) <= now
    assert gaps(village, [one for one in sign_ons if one.day > TODAY - timedelta(days=3)], 2, now) == []
    assert any(one.off_at is None for one in sign_ons)
    said = [one.off_at for one in sign_ons if one.off_at] + [line.at for line in records(told, LogLine)]
    said += [use.at for use in records(told, SealUse)] + [entry.at for entry in records(told, CashRecord)]
    assert max(said) <= now


def test_elsewhere_the_days_of_the_last_weeks_are_kept_too(township: list[Told]) -> None:
    for village, portions in township[1:]:
        told = [(village, portions)]
        days = {one.day for one in records(told, SignOn)}
        assert (len(days), max(days)) == (61, TODAY)
        recent = [one for one in records(told, SignOn) if one.day > TODAY - timedelta(days=6)]
        assert gaps(village, recent, 3, NOW) == []
        assert {line.day for line in records(told, LogLine)} <= days
        assert 25 <= len(records(told, Handover)) <= 30


def test_the_log_is_about_villagers_who_live_there(two_years: list[Told]) -> None:
    village = two_years[0][0]
    lines: list[LogLine] = records(two_years, LogLine)
    living = {m.id for members in village.villagers.values() for m in members}
    assert sum(line.villager_id in living for line in lines) > 0.8 * len(lines)
    assert 3 < len(lines) / len({line.day for line in lines}) < 6
    for line in lines:
        assert check_line(line, NOW) == []
        assert (line.shift == "白班") == (8 <= line.at.hour < 20)
    incidents = [line for line in lines if line.kind is LogKind.INCIDENT]
    assert 6 < len(incidents) < 30
    assert any(must_report(line) for line in incidents)
    assert all(line.reported_at for line in incidents)


def test_todays_log_is_that_of_the_pictures(two_years: list[Told]) -> None:
    today: list[LogLine] = [line for line in records(two_years, LogLine) if line.at.date() == TODAY]
    assert [(f"{line.at:%H:%M}", line.kind.label, line.who) for line in today[-3:]] == [
        ("08:31", "来电", "石满仓"), ("09:15", "来访", "董兴旺"), ("09:52", "来电", "王秀珍"),
    ]  # fmt: skip
    assert len(today) == 6
    assert sum(line.villager_id is not None for line in today) == 5


def test_seal_uses_are_numbered_through_each_year(two_years: list[Told]) -> None:
    _, portions = two_years[0]
    uses: list[SealUse] = records(two_years, SealUse)
    for year in (2025, 2026):
        numbers = [use.number for use in uses if use.year == year]
        assert numbers == list(range(1, len(numbers) + 1))
    assert [use.number for use in uses if use.at.date() == TODAY] == [31, 32]
    assert all(check_seal_use(after, NOW, before) == [] for before, after in pairwise(uses))
    closed = [after for p in portions if isinstance(p, Closing) for _, after in p.pairs if isinstance(after, SealUse)]
    assert all(use.cancelled_for for use in closed)
    having: list[Belonging] = records(two_years, Belonging)
    assert all(check_belonging(each, [o for o in having if o is not each]) == [] for each in having)
    seals = {each.id for each in having if each.kind is BelongingKind.SEAL}
    assert {use.seal_id for use in uses} == seals


@pytest.mark.parametrize("seed", [0, 2])
def test_the_box_never_holds_less_than_nothing_and_today_what_the_pictures_say(seed: int) -> None:
    book: list[CashRecord] = records(tell(seed=seed), CashRecord)
    assert [entry.at for entry in book] == sorted(entry.at for entry in book)
    after = list(accumulate(entry.amount_fen for entry in book))
    assert min(after) >= 0
    assert after[-1] == 21_650
    amounts = {entry.id: entry.amount_fen for entry in book}
    countered = [entry for entry in book if entry.reverses_id]
    assert all(entry.amount_fen == -amounts[entry.reverses_id] for entry in countered if entry.reverses_id)


def test_every_turn_was_handed_over_and_the_seals_hold(two_years: list[Told], township: list[Told]) -> None:
    for village, portions in [*two_years, *township[:3]]:
        found = handed_over([(village, portions)])
        assert list(broken_seals(list(found.items()))) == []
        known = NOW - GATHERED if village.place.village == "浅河村" else NOW
        ended = [run for run in village.runs if next(iter(found)).due_at <= run.ends_at and run.ends_at < known - LATE]
        assert [(each.from_day, each.from_shift) for each in found][: len(ended)] == [(r.day, r.name) for r in ended]
        for handover, items in found.items():
            assert handover.begun_at < (handover.given_at or NOW) < (handover.taken_at or NOW)
            assert handover.giver_id != handover.taker_id
            assert len(items) >= 7
            assert all(item.accepted and item.answered_by == handover.taker_id for item in items)


def test_a_changed_handover_would_break_its_seal(two_years: list[Told]) -> None:
    (first, items), *rest = handed_over(two_years).items()
    assert [f.code for f in broken_seals([(first, items[1:]), *rest])] == ["handover.altered"]


@pytest.mark.parametrize("today", [date(2024, 2, 29), date(2026, 3, 1)])
def test_on_any_day_the_pictures_people_are_on_duty(today: date) -> None:
    told = tell(now=forenoon(today))
    village = told[0][0]
    here: list[SignOn] = [one for one in records(told, SignOn) if one.off_at is None]
    assert {(village.name(one.cadre_id), one.role) for one in here} == {("王建军", Role.LEAD), ("李秀兰", Role.ON_DUTY)}
    assert sum(entry.amount_fen for entry in records(told, CashRecord)) == 21_650
