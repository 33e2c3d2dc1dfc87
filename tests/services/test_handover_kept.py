"""A handover survives what happens to it: two windows, a page out of date, a crash; sealed it is only added to."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from db import integrity
from db.connection import close_database
from tests.db.people import beside
from tests.services.test_handover import refusal
from tests.shift_change import DAY, Shifting, moment, password, reopened
from venue_desk.domain.errors import Refused
from venue_desk.domain.handover import HandoverState, ItemState
from venue_desk.domain.home import Done
from venue_desk.domain.roster import month_after, month_of
from venue_desk.services.export import exports
from venue_desk.services.handover import done_at, todos_at
from venue_desk.services.listings import Wanted

NEXT = DAY + timedelta(days=1)


def test_two_windows_begin_the_same_handover_once(change: Shifting) -> None:
    act = change.at("19:46")
    turn = change.desk.handover.coming(act).turn
    change.desk.handover.begin(act, turn)
    with pytest.raises(Refused) as refused:
        change.desk.handover.begin(act, turn)
    assert refusal(refused)[0] == "handover.begun"


def test_a_page_that_is_out_of_date_signs_nothing(change: Shifting) -> None:
    begun = change.begun()
    change.desk.handover.write(change.at("19:47"), begun, "", "另一个窗口写的")
    seen = change.desk.handover.offers(begun.station_id, moment("19:50"))
    with pytest.raises(Refused, match="刚改过这里"):
        change.desk.handover.give(change.at("19:50"), begun, seen, password("李秀兰"))


CRASHES = """
import os, sys
from pathlib import Path
from tests.shift_change import reopened, password
from venue_desk.domain.handover import ItemState
with reopened(Path(sys.argv[1])) as made:
    given = made.given()
    first = made.desk.handover.items(given)[0]
    made.desk.handover.answer(made.at("19:55"), first, ItemState.DIFFERS, "少一把")
    os._exit(9)
"""


def test_after_a_crash_all_that_was_acknowledged_is_there(change: Shifting) -> None:
    folder = change.desk.signed_in.folder.path
    close_database()
    with beside(CRASHES, folder) as other:
        other.communicate()
    assert other.returncode == 9
    with reopened(folder) as made:
        act = made.at("20:00")
        handover = made.desk.handover.coming(act).turn.handover
        assert handover is not None
        assert (handover.state, handover.given_at) == (HandoverState.GIVEN, moment("19:50"))
        first, *rest = made.desk.handover.items(handover)
        assert (first.state, first.difference) == (ItemState.DIFFERS, "少一把")
        assert {item.state for item in rest} == {ItemState.WAITING}
        assert integrity.check() == []


# --- after sealing


def test_what_is_sealed_can_only_be_added_to(change: Shifting) -> None:
    sealed = change.sealed()
    item = change.desk.handover.items(sealed)[0]
    act = change.act("张小梅", "21:40")
    for attempt in (
        lambda: change.desk.handover.write(act, sealed, "", "后来写的"),
        lambda: change.desk.handover.answer(act, item, ItemState.DIFFERS, "少一把"),
        lambda: change.desk.handover.give(act, sealed, [], password("李秀兰")),
        lambda: change.desk.handover.take(act, sealed, change.id("王建军"), password("王建军")),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.findings[0].code == "handover.sealed"
    change.desk.handover.add(act, sealed, " 公章印泥已换新。 ")
    (added,) = change.desk.handover.additions(sealed)
    assert (added.text, added.noted_by, added.at) == ("公章印泥已换新。", change.id("张小梅"), moment("21:40"))
    assert integrity.check() == []


def test_nothing_is_added_before_sealing(change: Shifting) -> None:
    given = change.given()
    with pytest.raises(Refused) as refused:
        change.desk.handover.add(change.at("19:52"), given, "忘了说")
    assert refusal(refused)[0] == "handover.unsealed"


def test_what_was_signed_is_not_undone_by_an_old_message(change: Shifting) -> None:
    begun = change.begun()
    seen = change.desk.handover.offers(begun.station_id, moment("19:50"))
    saved = change.desk.handover.give(change.at("19:50"), begun, seen, password("李秀兰"))
    change.desk.undo(change.at("19:51"), saved)  # the giver thinks again
    assert change.desk.handover.get(change.at("19:51"), begun.id).state is HandoverState.OPEN
    given = change.desk.handover.give(change.at("19:52"), begun, seen, password("李秀兰"))
    change.accepted(given.record)
    with pytest.raises(Refused):
        change.desk.undo(change.at("19:58"), given)
    taken = change.desk.handover.take(change.at("20:01"), given.record, change.id("张小梅"), password("张小梅"))
    change.desk.undo(change.at("20:02"), taken)
    assert change.desk.handover.get(change.at("20:03"), begun.id).state is HandoverState.SEALED


# --- the list


def test_the_list_tells_who_gave_to_whom_and_shows_the_gaps(change: Shifting) -> None:
    change.sealed("20:42")
    act = change.at("19:50", NEXT)
    never, late = change.desk.handover.recent(act, change.desk.handover.coming(act), 5)
    assert (never.turn.title, never.state_text(act.at, 10), never.giver) == ("夜班交白班", "没办", "张小梅")
    assert (late.giver, late.taker, late.lead_giver, late.lead_taker) == ("李秀兰", "张小梅", "王建军", "陈志远")
    assert (late.gap_text(act.at, 10), late.state_text(act.at, 10)) == ("无人接班 42 分钟", "有空档")
    assert late.items_text == "交接 5 项，全部接清"
    assert [row.turn.title for row in change.desk.handover.rows(act.station_id)] == ["白班交夜班"]


# --- the home screen


def told(change: Shifting, clock: str, day: date = DAY) -> list[tuple[str, str]]:
    act = change.at(clock, day)
    return [(found.code, found.sentence) for found in todos_at(act.station_id, act.at)]


def test_two_hours_before_its_end_a_shift_is_told_to_lay_everything_ready(change: Shifting) -> None:
    change.sealed()
    assert told(change, "05:59", NEXT) == []
    assert told(change, "06:00", NEXT) == [("handover.ahead", "夜班交白班，08:00 待办、证件、公章、钥匙逐项交。")]


def test_what_was_given_waits_for_the_taker_and_then_is_done(change: Shifting) -> None:
    assert told(change, "17:59") == []
    ready = [("handover.tonight", "白班交夜班，20:00 待办、证件、公章、钥匙逐项交。")]
    assert told(change, "18:00") == told(change, "19:50") == ready
    given = change.given()
    assert told(change, "19:55") == [("handover.given", "白班交夜班，交班人已签字，请张小梅逐项来接。")]
    change.accepted(given)
    change.desk.handover.take(change.act("张小梅", "20:01"), given, change.id("张小梅"), password("张小梅"))
    assert told(change, "20:02") == []
    assert done_at(change.at("20:02").station_id, moment("00:00"), moment("00:00", NEXT)) == [
        Done(moment("20:01"), "张小梅接班签字")
    ]
    assert done_at(change.at("20:02").station_id, moment("00:00", NEXT), moment("23:00", NEXT)) == []


def test_who_is_late_is_told_of_the_gap_alone(change: Shifting) -> None:
    change.given()
    assert [code for code, _ in told(change, "20:42")] == ["handover.unsigned"]
    act = change.at("18:30")
    assert change.desk.handover.findings(act.station_id, act.at) == []


def test_what_goes_out_as_excel_is_that_of_the_month_or_of_the_year(change: Shifting) -> None:
    change.sealed()
    station, exported = change.at("19:50").station_id, exports()["handovers"]
    whole = Wanted(station_id=station, today=DAY, year=DAY.year)
    asked = {
        "the year": whole,
        "the month": replace(whole, month=month_of(DAY)),
        "the month before": replace(whole, month=month_after(month_of(DAY), -1)),
        "the year before": replace(whole, year=DAY.year - 1),
    }
    assert {name: len(exported(wanted).rows()) for name, wanted in asked.items()} == {
        "the year": 1, "the month": 1, "the month before": 0, "the year before": 0,
    }  # fmt: skip
    assert exported(asked["the month"]).title == f"{DAY.year}年{DAY.month}月交接班登记"
