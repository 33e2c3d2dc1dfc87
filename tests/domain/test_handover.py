"""Turns between shifts, the seal's one form, and the words of the list."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

import pytest

from venue_desk.domain.calendar import STATION_ZONE
from venue_desk.domain.handover import Handover, HandoverItem, HandoverState, ItemGroup, ItemState
from venue_desk.domain.handover_rules import check_items, progress_text
from venue_desk.domain.handover_seals import broken_seals, seal_of, seal_text
from venue_desk.domain.handover_turns import coming_at, span_text, turns
from venue_desk.domain.holidays import WorkCalendar
from venue_desk.domain.ids import new_id
from venue_desk.domain.roster import Duty, Role
from venue_desk.domain.seal_uses import SealUse, numbers_text
from venue_desk.domain.shifts import DEFAULT, runs

DAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=STATION_ZONE)
PEOPLE = {letter: UUID(int=number) for number, letter in enumerate("WZLX", start=1)}
RUNS = runs([DEFAULT], WorkCalendar(), DAY, DAY + timedelta(days=2))


def duties(*pairs: str) -> list[Duty]:
    """`WL ZX`: 王 leads by day with 李, 赵 by night with 张."""
    return [
        Duty(
            id=new_id(run.begins_at, Random(letter)), station_id=UUID(int=9), day=run.day, shift=run.name, role=role,
            begins_at=run.begins_at, ends_at=run.ends_at, cadre_id=PEOPLE[letter],
        )
        for run, pair in zip(RUNS, pairs, strict=False)
        for role, letter in zip((Role.LEAD, Role.ON_DUTY), pair, strict=True)
        if letter != "·"
    ]  # fmt: skip


def handover(day: date = DAY, **said: object) -> Handover:
    known: dict[str, object] = {
        "id": UUID(int=100), "station_id": UUID(int=9), "from_day": day, "from_shift": "白班", "to_day": day,
        "to_shift": "夜班", "due_at": NOON + timedelta(hours=8), "giver_id": PEOPLE["L"], "taker_id": PEOPLE["X"],
        "begun_at": NOON, "given_at": NOON, "taken_at": NOON, "state": HandoverState.SEALED, "notes": "今晚停水",
    }  # fmt: skip
    return Handover(**(known | said))  # type: ignore[arg-type]


def item(position: int = 1, state: ItemState = ItemState.ACCEPTED, **said: object) -> HandoverItem:
    return HandoverItem(
        id=UUID(int=200 + position), station_id=UUID(int=9), handover_id=UUID(int=100), position=position, state=state,
        group=ItemGroup.THINGS, icon="key", fact="钥匙 3 把", source="belongings", **said,  # type: ignore[arg-type]
    )  # fmt: skip


def test_the_one_on_duty_gives_and_takes_beside_the_leads() -> None:
    found = turns(RUNS, duties("WL", "ZX"), [])
    first = found[0]
    assert (first.title, first.giver_id, first.taker_id) == ("白班交夜班", PEOPLE["L"], PEOPLE["X"])
    assert (first.lead_giver_id, first.lead_taker_id) == (PEOPLE["W"], PEOPLE["Z"])
    assert first.due_at == datetime(2026, 11, 23, 20, tzinfo=STATION_ZONE)


@pytest.mark.parametrize(
    ("pairs", "giver", "taker"),
    [
        (("W·", "ZX"), "W", "X"),
        (("WL", "Z·"), "L", "Z"),
        (("WL", "LX"), "L", "X"),
        (("WL", "··"), "L", None),
        (("··", "··"), None, None),
    ],
)
def test_where_nobody_is_on_duty_the_lead_stands_in(pairs: Sequence[str], giver: str | None, taker: str | None) -> None:
    first = turns(RUNS, duties(*pairs), [])[0]
    assert first.giver_id == (PEOPLE[giver] if giver else None)
    assert first.taker_id == (PEOPLE[taker] if taker else None)
    assert first.planned is bool(giver or taker)


def test_who_goes_on_serving_hands_nothing_over() -> None:
    assert [turn.from_day.day for turn in turns(RUNS, duties("WL", "ZL", "WX"), [])][:1] == [23]
    assert turns(RUNS, duties("WL", "ZL", "WX"), [])[0].title == "夜班交白班"


@pytest.mark.parametrize(
    ("hour", "minute", "title", "earlier"),
    [(19, 44, "白班交夜班", 0), (19, 45, "白班交夜班", 0), (31, 44, "白班交夜班", 0), (31, 45, "夜班交白班", 1)],
)
def test_what_nobody_finished_stays_until_the_next_one_opens(hour: int, minute: int, title: str, earlier: int) -> None:
    found = turns(RUNS, duties("WL", "ZX", "WL"), [])
    now = datetime(2026, 11, 23, tzinfo=STATION_ZONE) + timedelta(hours=hour, minutes=minute)
    coming = coming_at(found, [], NOON - timedelta(days=9), now, 15)
    assert (coming.turn.title, len(coming.earlier)) == (title, earlier)


def test_before_the_first_handover_what_was_missed_for_long_is_passed_over() -> None:
    found = turns(RUNS, duties("WL", "ZX", "WL"), [])
    evening = datetime(2026, 11, 23, 21, 59, tzinfo=STATION_ZONE)
    assert coming_at(found, [], None, evening, 15).turn.title == "白班交夜班"
    assert coming_at(found, [], None, evening + timedelta(minutes=1), 15).turn.title == "夜班交白班"


def test_an_unfinished_one_is_asked_for_whatever_the_roster_says_now() -> None:
    left = handover(DAY - timedelta(days=20), state=HandoverState.GIVEN)
    coming = coming_at(turns(RUNS, [], []), [left], None, NOON, 15)
    assert [turn.handover for turn in coming.earlier] == [left]


def test_the_seal_has_one_form_for_ever() -> None:
    assert (
        seal_of(handover(), [item(1), item(2, ItemState.TAKEN_AS_IS, difference="少一把", followed_by=PEOPLE["W"])])
        == "d03d48f27446f1c045331496ea5c79ba239ab0e5df13340bc59ee6971916bb25"
    )


def test_the_seal_is_over_everything_both_signed() -> None:
    sealed = seal_of(handover(), [item()])
    others = [
        seal_of(replace(handover(), notes=""), [item()]),
        seal_of(replace(handover(), taken_at=NOON + timedelta(seconds=1)), [item()]),
        seal_of(replace(handover(), previous_seal="0" * 64), [item()]),
        seal_of(handover(), [replace(item(), fact="钥匙 2 把")]),
        seal_of(handover(), [replace(item(), detail="大门")]),
        seal_of(handover(), [item(), item(2)]),
        seal_of(handover(), []),
    ]
    assert len({sealed, *others}) == 8


def chain() -> list[tuple[Handover, list[HandoverItem]]]:
    """Three, each sealed after the one before."""
    found: list[tuple[Handover, list[HandoverItem]]] = []
    before = ""
    for number in range(3):
        made = handover(DAY + timedelta(days=number), previous_seal=before)
        made = replace(made, seal=seal_of(made, [item()]))
        found.append((made, [item()]))
        before = made.seal
    return found


def test_a_chain_that_holds_has_nothing_to_tell() -> None:
    assert list(broken_seals(chain())) == []


def test_one_taken_out_of_the_middle_is_missed() -> None:
    first, _, third = chain()
    (found,) = broken_seals([first, third])
    assert found.sentence.startswith("「2026年11月25日白班交夜班」前面的交接单被换过或抽走了")


def test_two_that_follow_the_same_one_are_no_chain() -> None:
    first, second, _ = chain()
    forged = handover(DAY + timedelta(days=8), previous_seal=first[0].seal)
    forged = replace(forged, seal=seal_of(forged, []))
    assert [found.code for found in broken_seals([first, second, (forged, [])])] == ["handover.chain"]


def test_what_stands_in_the_way_is_counted() -> None:
    states = (ItemState.WAITING, ItemState.WAITING, ItemState.DIFFERS, ItemState.ACCEPTED)
    items = [item(place, state) for place, state in enumerate(states)]
    assert [found.sentence for found in check_items(items)] == [
        "还有 2 项没接。请逐项点清，再签字。",
        "有 1 项不符。请查清改成「接」，或写明由谁去查，带着差异接下。",
    ]
    assert progress_text(items) == "4 项接了 1 项"
    assert progress_text([item(1), item(2, ItemState.TAKEN_AS_IS)]) == "2 项都接了，1 项带着差异"
    assert progress_text([item()]) == "1 项全部接清"


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "0 分钟"), (42, "42 分钟"), (60, "1 小时"), (185, "3 小时 5 分钟"), (2880, "2 天"), (5000, "3 天")],
)
def test_a_span_is_said_as_one_says_it(minutes: int, said: str) -> None:
    assert span_text(minutes) == said


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([31], "第 31 号"),
        ([31, 32], "第 31、32 号"),
        ([8, 9, 10, 11], "第 8—11 号"),
        ([8, 9, 10, 12], "第 8、9、10、12 号"),
    ],
)
def test_numbers_are_said_one_by_one_or_as_a_stretch(numbers: list[int], said: str) -> None:
    uses = [
        SealUse(
            id=UUID(int=number), station_id=UUID(int=9), year=2026, number=number, at=NOON, seal_id=UUID(int=3),
            for_whom="马秀英", matter="表", approved_by=UUID(int=1), noted_by=UUID(int=1),
        )
        for number in numbers
    ]  # fmt: skip
    assert numbers_text(uses) == said


def test_a_seal_is_read_in_groups_of_four() -> None:
    assert seal_text("a1b2c3d4e5") == "a1b2 c3d4 e5"
