"""What home, handover and Excel say of lodging, by the hour."""

from dataclasses import replace
from datetime import date, timedelta

from tests.services.at_the_station import TODAY, YESTERDAY, act_of, at, crew
from venue_desk.desk import Desk
from venue_desk.domain.lodging import NightEntry
from venue_desk.domain.spot_checks import SpotCheckEntry
from venue_desk.services import lodging_evening, registers
from venue_desk.services.listings import Wanted


def todos(desk: Desk, clock: str, day: date = TODAY) -> list[tuple[str, str]]:
    found = registers.todos(desk.act().station_id, at(clock, day))
    return [(each.code, each.sentence) for each in found if each.code.startswith("lodging")]


def test_a_station_that_never_noted_a_night_is_left_alone(desk: Desk) -> None:
    crew(desk)
    station_id = desk.act().station_id
    assert todos(desk, "20:30") == []
    assert lodging_evening.handover_items(station_id, at("20:00")) == []


def test_the_roll_call_is_told_before_its_hour_and_asked_for_from_then_on(desk: Desk) -> None:
    *_, head, zhang = crew(desk)
    desk.lodging.here(act_of(desk, None, "08:00"), head.id, night=YESTERDAY)
    told = "今晚该住站 2 人，陈志远、张小梅值夜，20:00 后报到。"
    assert todos(desk, "10:00") == [("lodging.tonight", told)]
    desk.lodging.here(act_of(desk, None, "20:05"), zhang.id)
    asked = [("lodging.roll_call", "今晚还有 1 人没报到，陈志远。")]
    assert todos(desk, "20:10") == asked
    assert todos(desk, "05:00", TODAY + timedelta(days=1)) == asked  # it is still the same night
    desk.lodging.here(act_of(desk, None, "05:05", TODAY + timedelta(days=1)), head.id)
    assert todos(desk, "05:10", TODAY + timedelta(days=1)) == []


def test_who_can_miss_no_night_any_more_is_told_by_name(desk: Desk) -> None:
    _, li, *_ = crew(desk)
    for number in range(1, 9):
        desk.lodging.here(act_of(desk, None, "20:00", date(2026, 11, number)), li.id)
    (tight,) = [sentence for code, sentence in todos(desk, "10:00") if code == "lodging.tight"]
    assert tight == "李秀兰今晚起一晚都不能缺，这个月还要住 7 晚。"


def test_the_handover_says_who_sleeps_here_tonight(desk: Desk) -> None:
    wang, _, head, _ = crew(desk)
    desk.lodging.here(act_of(desk, None, "08:00"), head.id, night=YESTERDAY)
    (before,) = lodging_evening.handover_items(head.station_id, at("12:00"))
    assert (before.fact, before.detail) == ("今晚该住站 2 人", "陈志远、张小梅值夜")
    act = act_of(desk, None, "20:00")
    desk.lodging.here(act, wang.id)
    desk.lodging.sign_in(act, NightEntry(night=TODAY, guest="孙干事", arrived_at=act.at))
    (after,) = lodging_evening.handover_items(head.station_id, at("20:10"))
    assert (after.fact, after.mark) == ("今晚住站 2 人", "2 人没登记")
    assert after.detail == "陈志远、张小梅值夜，王建军住站，客人 1 位"


def test_what_was_done_this_evening(desk: Desk) -> None:
    wang, *_ = crew(desk)
    desk.lodging.here(act_of(desk, None, "20:05"), wang.id)
    desk.lodging.here(act_of(desk, None, "20:07"), desk.act().cadre_id)
    check = SpotCheckEntry(at=at("21:30"), by_whom="张副书记", present=(wang.id,), result="在岗在位")
    desk.spot_checks.note(act_of(desk, None, "21:40"), check)
    done = registers.done(wang.station_id, at("22:00"))
    assert [(f"{each.at:%H:%M}", each.what) for each in done if each.at >= at("20:00")] == [
        ("12:07", "晚间报到 2 人"),
        ("13:30", "张副书记抽查住站"),
    ]


def test_the_registers_of_the_month_go_out_as_excel(desk: Desk) -> None:
    *_, head, _ = crew(desk)
    act = act_of(desk, None, "20:05")
    night = desk.lodging.here(act, head.id).record
    desk.lodging.cancel(act, night, "记错人了")
    desk.lodging.here(act, head.id)
    wanted = Wanted(station_id=act.station_id, today=TODAY, year=2026)
    rows = desk.exports.sheet(act, "lodging", wanted).rows
    assert [(row[0], row[1], row[2], row[6], row[9]) for row in rows] == [
        (TODAY, "陈志远", "村干部", "点名", "记错人了"),
        (TODAY, "陈志远", "村干部", "点名", ""),
    ]
    standing = desk.exports.sheet(act, "lodging_standing", wanted).rows
    assert [row[0] for row in standing] == ["陈志远", "王建军", "李秀兰", "张小梅"]
    assert standing[0][1:7] == (4, 1, 0, 6, 0, 1)
    desk.spot_checks.note(act, SpotCheckEntry(at=act.at, by_whom="张", away=(head.id,), result="1 人不在"))
    october = replace(wanted, month=date(2026, 10, 1))
    assert [len(desk.exports.sheet(act, "spot_checks", each).rows) for each in (wanted, october)] == [1, 0]
