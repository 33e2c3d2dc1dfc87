"""交接班: what is due, what is stated, who signs what and when; and all that must not be."""

from dataclasses import replace
from datetime import timedelta

import pytest

from db import integrity, journal
from db.cadres import CadreTable
from db.roster import DutyTable, duties
from tests.shift_change import DAY, Shifting, moment, password
from venue_desk.changes import Topic
from venue_desk.domain.belongings import BelongingEntry, BelongingKind
from venue_desk.domain.duty_log import IncidentLevel, LogKind, LogLineEntry
from venue_desk.domain.errors import Refused
from venue_desk.domain.handover import HandoverState, ItemGroup, ItemState
from venue_desk.domain.handover_seals import seal_of
from venue_desk.domain.leaves import LeaveEntry, LeaveKind
from venue_desk.domain.settings import SettingEntry

NEXT = DAY + timedelta(days=1)


def refusal(refused: "pytest.ExceptionInfo[Refused]") -> tuple[str, str, str]:
    (found,) = refused.value.findings
    return found.code, found.field, found.sentence


# --- what is due


@pytest.mark.parametrize(("clock", "due"), [("19:44", False), ("19:45", True), ("20:05", True), ("21:59", True)])
def test_a_shift_is_handed_over_from_a_quarter_of_an_hour_before_its_end(
    change: Shifting, clock: str, due: bool
) -> None:
    act = change.at(clock)
    coming = change.desk.handover.coming(act)
    if due:
        assert (coming.turn.title, coming.turn.due_at, coming.opens_at) == (
            "白班交夜班",
            moment("20:00"),
            moment("19:45"),
        )
        assert (coming.turn.giver_id, coming.turn.taker_id) == (change.id("李秀兰"), change.id("张小梅"))
        assert (coming.turn.lead_giver_id, coming.turn.lead_taker_id) == (change.id("王建军"), change.id("陈志远"))
    assert (coming.turn.title == "白班交夜班" and coming.due(act.at)) is due


def test_the_minutes_before_are_the_stations_own(change: Shifting) -> None:
    change.desk.settings.set(change.at("09:00"), SettingEntry(key="handover_minutes", value=60, from_on=DAY))
    assert change.desk.handover.coming(change.at("19:01")).turn.title == "白班交夜班"


def test_after_sealing_the_next_one_is_what_comes(change: Shifting) -> None:
    change.sealed()
    coming = change.desk.handover.coming(change.at("20:02"))
    assert (coming.turn.title, coming.turn.due_at) == ("夜班交白班", moment("08:00", NEXT))
    assert not coming.due(moment("20:02"))


def test_where_the_same_people_go_on_nothing_is_handed_over(change: Shifting) -> None:
    act = change.at("12:00")
    for duty in duties(act.station_id, DAY, DAY):
        if duty.shift == "夜班" and duty.cadre_id == change.id("张小梅"):
            journal.change(act, DutyTable, duty, replace(duty, cadre_id=change.id("李秀兰")))
    turn = change.desk.handover.coming(change.at("19:50")).turn
    assert (turn.from_day, turn.title) == (NEXT, "白班交夜班")  # 李秀兰 serves through the night and the day after


def test_nobody_is_told_of_gaps_before_the_station_ever_handed_over(change: Shifting) -> None:
    station = change.at("20:30").station_id
    assert change.desk.handover.findings(station, moment("20:30")) == []


def test_a_gap_is_told_with_its_minutes_and_who_stays_responsible(change: Shifting) -> None:
    change.sealed()
    station = change.at("08:00", NEXT).station_id
    assert change.desk.handover.findings(station, moment("08:09", NEXT)) == []
    (found,) = change.desk.handover.findings(station, moment("08:42", NEXT))
    assert found.sentence == "夜班交白班过了 42 分钟还没有人接班。请接班人来办交接，签字前仍由夜班的张小梅负责。"
    change.given("08:43", NEXT)
    (found,) = change.desk.handover.findings(station, moment("09:10", NEXT))
    assert found.code == "handover.unsigned"
    assert "1 小时 10 分钟还没签完" in found.sentence


def test_a_forgotten_one_is_offered_again_with_the_next_and_can_still_be_made_good(change: Shifting) -> None:
    change.sealed()
    act = change.at("19:50", NEXT)
    coming = change.desk.handover.coming(act)
    assert coming.turn.title == "白班交夜班"
    assert [turn.title for turn in coming.earlier] == ["夜班交白班"]
    (found,) = change.desk.handover.findings(act.station_id, act.at)
    assert found.sentence == "今天 08:00 夜班交白班没有办交接。请两班的人补办。"
    late = change.desk.handover.begin(act, coming.earlier[0]).record
    assert (late.from_shift, late.giver_id) == ("夜班", change.id("张小梅"))
    seen = change.desk.handover.offers(act.station_id, act.at)
    change.desk.handover.give(act, late, seen, password("张小梅"))
    (found,) = change.desk.handover.findings(act.station_id, act.at)
    assert found.sentence == "今天 08:00 夜班交白班的交接没有办完。请接班人接着签字。"


# --- what is stated


def test_every_register_says_what_there_is_to_hand_over(change: Shifting) -> None:
    act = change.at("19:50")
    offers = change.desk.handover.offers(act.station_id, act.at)
    told = [(offer.fact, offer.detail) for offer in offers if offer.group is ItemGroup.THINGS]
    assert told == [
        ("钥匙 3 把", "大门钥匙 2 把、档案室钥匙"),
        ("设备 1 台", "打印机"),
        ("村委会公章 1 枚", "今天用印 2 次，登记第 1、2 号"),
        ("备用金 216.50 元", "与账面相符，今天收 300.00 元、支 83.50 元"),
    ]


def test_incidents_not_reported_and_who_serves_or_is_away_tomorrow_are_told(change: Shifting) -> None:
    act = change.act("陈志远", "16:00")
    leave = LeaveEntry(cadre_id=change.id("马德林"), kind=LeaveKind.PERSONAL, from_on=NEXT, to_on=NEXT)
    change.desk.leaves.register(act, leave)
    line = LogLineEntry(
        at=moment("15:00"), kind=LogKind.INCIDENT, who="何永强", matter="村东头水管爆裂", level=IncidentLevel.MAJOR
    )
    change.desk.duty_log.note(act, line)
    told = {offer.fact: (offer.group, offer.detail) for offer in change.desk.handover.offers(act.station_id, act.at)}
    assert told["突发 村东头水管爆裂"] == (ItemGroup.DUE, "")
    assert told["明天 1 人请假"] == (ItemGroup.TONIGHT, "马德林（事假）")
    assert told["明天值班"] == (ItemGroup.TONIGHT, "白班 王建军、李秀兰；夜班 陈志远、张小梅")
    assert change.begun("19:46").situation == "本班没有来访来电，突发 1 起。"


def test_what_was_told_at_one_handover_is_not_told_again_at_the_next(change: Shifting) -> None:
    change.sealed()
    at = moment("07:50", NEXT)
    details = [offer.detail for offer in change.desk.handover.offers(change.at("07:50", NEXT).station_id, at)]
    assert "上次交接后没有用印" in details
    assert "与账面相符，上次交接后没有收支" in details


def test_the_items_are_gathered_anew_until_the_giver_signs_and_then_stand(change: Shifting) -> None:
    begun = change.begun()
    act = change.at("19:48")
    seen = change.desk.handover.offers(act.station_id, act.at)
    chair = BelongingEntry(kind=BelongingKind.EQUIPMENT, name="折叠椅")
    change.desk.belongings.register(act, chair)
    with pytest.raises(Refused) as refused:
        change.desk.handover.give(change.at("19:50"), begun, seen, password("李秀兰"))
    assert refusal(refused)[2] == "刚才又有变化：设备 2 台。请看过再签字。"
    seen = change.desk.handover.offers(act.station_id, moment("19:51"))
    given = change.desk.handover.give(change.at("19:51"), begun, seen, password("李秀兰")).record
    change.desk.belongings.register(change.at("19:52"), replace(chair, name="音响"))
    assert [item.fact for item in change.desk.handover.items(given)] == [offer.fact for offer in seen]


def test_what_the_giver_writes_is_on_disk_at_once_and_fixed_by_signing(change: Shifting) -> None:
    begun = change.begun()
    assert begun.situation == "本班没有来访来电，没有突发事件。"
    written = change.desk.handover.write(change.at("19:47"), begun, "一切正常", " 今晚停水 ").record
    assert change.desk.handover.get(change.at("19:47"), begun.id).notes == "今晚停水"
    seen = change.desk.handover.offers(begun.station_id, moment("19:50"))
    given = change.desk.handover.give(change.at("19:50"), written, seen, password("李秀兰")).record
    with pytest.raises(Refused) as refused:
        change.desk.handover.write(change.at("19:51"), given, "另写", "")
    assert refusal(refused)[0] == "handover.given"


# --- who signs


def test_a_handover_is_signed_item_by_item_and_sealed(change: Shifting) -> None:
    heard: list[frozenset[Topic]] = []
    change.desk.announcer.subscribe(heard.append)
    sealed = change.sealed()
    assert (sealed.state, sealed.giver_id, sealed.taker_id) == (
        HandoverState.SEALED, change.id("李秀兰"), change.id("张小梅"),
    )  # fmt: skip
    assert (sealed.given_at, sealed.taken_at, sealed.previous_seal) == (moment("19:50"), moment("20:01"), "")
    assert sealed.seal == seal_of(sealed, change.desk.handover.items(sealed))
    assert frozenset({Topic.HANDOVER}) in heard
    assert integrity.check() == []


def test_the_next_seal_holds_the_one_before(change: Shifting) -> None:
    first = change.sealed()
    given = change.given("07:50", NEXT)
    change.accepted(given, "07:55", NEXT)
    second = change.desk.handover.take(change.at("08:01", NEXT), given, change.id("李秀兰"), password("李秀兰")).record
    assert second.previous_seal == first.seal
    assert integrity.check() == []


def test_a_stand_in_may_take_who_was_not_planned(change: Shifting) -> None:
    given = change.given()
    change.accepted(given)
    act = change.at("20:01")
    taken = change.desk.handover.take(act, given, change.id("王建军"), password("王建军")).record
    assert taken.taker_id == change.id("王建军")


def test_what_differs_blocks_until_it_is_right_or_taken_over_with_its_sentence_and_a_name(change: Shifting) -> None:
    given = change.given()
    first, *_ = change.accepted(given)
    act = change.at("19:57")
    answer = change.desk.handover.answer
    with pytest.raises(Refused) as refused:
        answer(act, first, ItemState.DIFFERS)
    assert refusal(refused)[1] == "difference"
    differing = answer(act, first, ItemState.DIFFERS, "少一把大门钥匙").record
    with pytest.raises(Refused) as refused:
        change.desk.handover.take(change.at("20:01"), given, change.id("张小梅"), password("张小梅"))
    assert refusal(refused)[0] == "handover.differs"
    with pytest.raises(Refused) as refused:
        answer(act, differing, ItemState.TAKEN_AS_IS, "少一把大门钥匙")
    assert refusal(refused)[1] == "followed_by"
    answer(act, differing, ItemState.TAKEN_AS_IS, "少一把大门钥匙", change.id("李秀兰"))
    sealed = change.desk.handover.take(change.at("20:01"), given, change.id("张小梅"), password("张小梅")).record
    kept = change.desk.handover.items(sealed)[0]
    assert (kept.difference, kept.followed_by) == ("少一把大门钥匙", change.id("李秀兰"))


def test_an_answer_can_be_taken_back_and_then_waits_again(change: Shifting) -> None:
    given = change.given()
    first, *_ = change.accepted(given)
    waiting = change.desk.handover.answer(change.at("19:58"), first, ItemState.WAITING).record
    assert (waiting.answered_at, waiting.answered_by) == (None, None)
    with pytest.raises(Refused) as refused:
        change.desk.handover.take(change.at("20:01"), given, change.id("张小梅"), password("张小梅"))
    assert refusal(refused) == ("handover.waiting", "items", "还有 1 项没接。请逐项点清，再签字。")


def test_a_wrong_password_signs_nothing(change: Shifting) -> None:
    begun = change.begun()
    seen = change.desk.handover.offers(begun.station_id, moment("19:50"))
    with pytest.raises(Refused) as refused:
        change.desk.handover.give(change.at("19:50"), begun, seen, "猜的")
    assert refusal(refused) == ("access.password", "password", "口令不对。请看大小写和输入法，再输一遍。")
    given = change.desk.handover.give(change.at("19:50"), begun, seen, password("李秀兰")).record
    change.accepted(given)
    with pytest.raises(Refused) as refused:  # the giver's own does not sign for the taker
        change.desk.handover.take(change.at("20:01"), given, change.id("张小梅"), password("李秀兰"))
    assert refusal(refused)[1] == "password"
    assert change.desk.handover.get(change.at("20:02"), given.id).state is HandoverState.GIVEN


def test_the_giver_cannot_take_their_own_shift(change: Shifting) -> None:
    given = change.given()
    change.accepted(given)
    with pytest.raises(Refused) as refused:
        change.desk.handover.take(change.at("20:01"), given, change.id("李秀兰"), password("李秀兰"))
    assert refusal(refused)[:2] == ("handover.same", "taker_id")


def test_a_taker_without_a_password_is_told_who_gives_them_one(change: Shifting) -> None:
    given = change.given()
    change.accepted(given)
    with pytest.raises(Refused) as refused:
        change.desk.handover.take(change.at("20:01"), given, change.id("马德林"), "")
    assert refusal(refused) == (
        "access.none", "password", "马德林还没有口令。请站长在设置里给马德林设口令，再来签字。",
    )  # fmt: skip


def test_who_left_the_station_neither_gives_nor_takes(change: Shifting) -> None:
    given = change.given()
    change.accepted(given)
    taker = change.people["张小梅"]
    journal.close(change.at("19:58"), CadreTable, taker, replace(taker, left_on=DAY))
    with pytest.raises(Refused) as refused:
        change.desk.handover.take(change.at("20:01"), given, taker.id, password("张小梅"))
    assert refusal(refused) == ("handover.gone", "taker_id", "张小梅已不在本站，不能接班。请另选一个人。")
    with pytest.raises(Refused) as refused:
        change.desk.handover.take(change.at("20:01"), given, None, "")
    assert refusal(refused)[1] == "taker_id"


def test_somebody_else_of_the_shift_may_give(change: Shifting) -> None:
    begun = change.begun()
    seen = change.desk.handover.offers(begun.station_id, moment("19:50"))
    given = change.desk.handover.give(change.at("19:50"), begun, seen, password("王建军"), change.id("王建军")).record
    assert given.giver_id == change.id("王建军")


# --- the clock, two windows, a crash


def test_a_clock_set_back_is_put_right_before_anybody_signs(change: Shifting) -> None:
    begun = change.begun("19:46")
    seen = change.desk.handover.offers(begun.station_id, moment("19:40"))
    with pytest.raises(Refused) as refused:
        change.desk.handover.give(change.at("19:40"), begun, seen, password("李秀兰"))
    assert refusal(refused) == (
        "handover.clock", "",
        "电脑的时间是 11月23日 19:40，比开始交接的时候（11月23日 19:46）还早。请先把电脑的时间调准，再签字。",
    )  # fmt: skip


def test_the_taker_signs_no_earlier_than_the_giver(change: Shifting) -> None:
    given = change.given("19:50")
    change.accepted(given, "19:55")
    with pytest.raises(Refused, match="时间调准"):
        change.desk.handover.take(change.at("19:49"), given, change.id("张小梅"), password("张小梅"))
