"""晚间报到 and the register of nights: one bed one sleeper, one sleeper one bed, each in one night only."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from db import integrity, journal
from db.lodging import NightTable
from tests.builders import add_cadre, counted_queries, query_plan
from tests.services.at_the_station import TODAY, YESTERDAY, act_of, at, crew
from venue_desk.desk import Desk
from venue_desk.domain.cadres import CadreEntry
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import Severity
from venue_desk.domain.leaves import LeaveEntry, LeaveKind
from venue_desk.domain.lodging import Bed, Expected, NightEntry, NightHow
from venue_desk.domain.lodging_standing import DayMark, Reach
from venue_desk.domain.regimes import RegimeTermEntry
from venue_desk.domain.settings import SettingEntry
from venue_desk.domain.stations import Regime, StationEntry
from venue_desk.services.listings import Wanted
from venue_desk.services.lodging_month import LodgingMonth


def furnish(desk: Desk, *rooms: int) -> list[Bed]:
    """Rooms with so many beds, 东1间, 东2间…"""
    act = act_of(desk, None, "08:00")
    for number, beds in enumerate(rooms or (2, 1), 1):
        desk.rooms.add_room(act, f"东{number}间", beds)
    return [bed for room in desk.rooms.all(act.station_id) for bed in room.beds]


def refusal(refused: "pytest.ExceptionInfo[Refused]") -> tuple[str, str, str]:
    (found,) = refused.value.findings
    return found.code, found.field, found.sentence


def month(desk: Desk, tonight: date = TODAY) -> LodgingMonth:
    return desk.lodging.month(desk.act().station_id, tonight, tonight)


def test_the_roll_call_lists_everybody_with_what_is_expected_of_them(desk: Desk) -> None:
    wang, _, head, zhang = crew(desk)
    act = act_of(desk, None, "09:00")
    off = LeaveEntry(cadre_id=wang.id, kind=LeaveKind.PERSONAL, from_on=TODAY, to_on=TODAY, reason="家里有事")
    desk.leaves.register(act, off)
    asked = desk.lodging.tonight(act_of(desk, None, "20:00"))
    told = {row.name: (row.expected, row.why) for row in asked.rows}
    assert told["陈志远"] == (Expected.ON_DUTY, "带班值夜")
    assert told["张小梅"] == (Expected.ON_DUTY, "值夜")
    assert told["王建军"] == (Expected.LEAVE, "准假（事假）")
    assert told["李秀兰"][0] is Expected.FREE
    assert [row.name for row in asked.unanswered] == ["陈志远", "张小梅"]
    assert (asked.night, asked.here, asked.beds_free) == (TODAY, 0, 0)
    assert {head.id, zhang.id} == {row.cadre_id for row in asked.unanswered}


def test_one_tap_says_who_sleeps_here_and_in_the_usual_bed(desk: Desk) -> None:
    *_, head, _ = crew(desk)
    beds = furnish(desk)
    night = NightEntry(night=YESTERDAY, cadre_id=head.id, bed_id=beds[1].id, arrived_at=at("20:00", YESTERDAY))
    desk.lodging.sign_in(act_of(desk, None, "08:10"), night)
    saved = desk.lodging.here(act_of(desk, None, "20:05"), head.id)
    assert (saved.record.bed_id, saved.record.how, saved.record.night) == (beds[1].id, NightHow.ROLL_CALL, TODAY)
    asked = desk.lodging.tonight(act_of(desk, None, "20:06"))
    assert next(row for row in asked.rows if row.cadre_id == head.id).bed == "东1间2床"
    assert asked.beds_free == 2
    desk.undo(act_of(desk, None, "20:07"), saved)
    assert desk.lodging.tonight(act_of(desk, None, "20:08")).here == 0


def test_after_midnight_it_is_still_last_night(desk: Desk) -> None:
    *_, head, _ = crew(desk)
    assert desk.lodging.here(act_of(desk, None, "05:59"), head.id).record.night == YESTERDAY
    assert desk.lodging.here(
        act_of(desk, None, "06:00"), head.id, night=YESTERDAY - timedelta(days=1)
    ).record.arrived_at == at("20:00", YESTERDAY - timedelta(days=1))


def test_as_planned_notes_all_who_should_be_here_each_in_a_bed_of_their_own(desk: Desk) -> None:
    *_, head, zhang = crew(desk)
    beds = furnish(desk)
    desk.lodging.sign_in(
        act_of(desk, None, "20:00"),
        NightEntry(night=TODAY, guest="孙干事", guest_unit="镇党建办", bed_id=beds[0].id, arrived_at=at("19:30")),
    )
    saved = desk.lodging.as_planned(act_of(desk, None, "20:10"))
    assert [(each.cadre_id, each.bed_id) for each in saved.record] == [(head.id, beds[1].id), (zhang.id, beds[2].id)]
    assert {each.how for each in saved.record} == {NightHow.AS_PLANNED}
    with pytest.raises(Refused) as refused:
        desk.lodging.as_planned(act_of(desk, None, "20:11"))
    assert refusal(refused)[0] == "night.nobody"
    desk.undo(act_of(desk, None, "20:12"), saved)
    assert desk.lodging.tonight(act_of(desk, None, "20:13")).here == 1
    assert integrity.check() == []


def test_as_planned_is_held_to_the_rules_of_the_register(desk: Desk) -> None:
    crew(desk)
    with pytest.raises(Refused) as refused:
        desk.lodging.as_planned(act_of(desk, None, "08:30"))
    assert refusal(refused) == ("night.later", "night", "今晚的住宿，中午 12 点以后登记。")
    assert desk.lodging.nights(desk.act().station_id, TODAY, TODAY) == []
    assert len(desk.lodging.as_planned(act_of(desk, None, "12:00")).record) == 2


def test_the_roll_call_lists_whoever_serves_in_that_night(desk: Desk) -> None:
    _, li, _, zhang = crew(desk)
    tomorrow = TODAY + timedelta(days=1)
    desk.lodging.here(act_of(desk, None, "08:00"), li.id, night=YESTERDAY)
    desk.cadres.leave(act_of(desk, None, "09:00"), zhang, TODAY)  # rostered tonight all the same
    desk.cadres.leave(act_of(desk, None, "09:00"), li, TODAY)
    new = add_cadre(desk, "何晓东", joined_on=tomorrow)
    act = act_of(desk, None, "20:00")
    assert [row.name for row in desk.lodging.tonight(act).rows] == ["陈志远", "王建军"]
    assert [row.name for row in desk.lodging.tonight(act, YESTERDAY).rows] == ["陈志远", "王建军", "李秀兰", "张小梅"]
    assert "何晓东" in [row.name for row in desk.lodging.tonight(act_of(desk, None, "20:00", tomorrow)).rows]
    assert [night.cadre_id for night in desk.lodging.as_planned(act).record] == [act.cadre_id]
    with pytest.raises(Refused) as refused:
        desk.lodging.here(act_of(desk, None, "20:10"), new.id)
    assert refusal(refused) == ("night.cadre", "cadre_id", "何晓东2026年11月25日才到任，请再看一遍。")


def test_two_in_a_bed_and_one_in_two_beds_are_refused_at_their_field(desk: Desk) -> None:
    _, li, head, _ = crew(desk)
    beds = furnish(desk)
    act = act_of(desk, None, "20:00")
    first = NightEntry(night=TODAY, cadre_id=head.id, bed_id=beds[0].id, arrived_at=act.at)
    desk.lodging.sign_in(act, first)
    with pytest.raises(Refused) as refused:
        desk.lodging.sign_in(act, replace(first, cadre_id=li.id))
    assert refusal(refused) == ("night.taken", "bed_id", "东1间1床这一晚陈志远住着，请换一张床。")
    with pytest.raises(Refused) as refused:
        desk.lodging.sign_in(act, replace(first, bed_id=beds[1].id))
    assert refusal(refused) == (
        "night.twice", "cadre_id", "陈志远今晚已经登记了，住东1间1床。要换床位，请改那一条。",
    )  # fmt: skip
    desk.lodging.sign_in(act, replace(first, night=YESTERDAY, arrived_at=at("21:00", YESTERDAY)))


def test_the_tables_themselves_refuse_what_slips_in_between(desk: Desk) -> None:
    *_, head, zhang = crew(desk)
    beds = furnish(desk)
    act = act_of(desk, None, "20:00")
    entry = NightEntry(night=TODAY, cadre_id=head.id, bed_id=beds[0].id, arrived_at=act.at)
    saved = desk.lodging.sign_in(act, entry)
    moved = desk.lodging.change(act, saved.record, replace(entry, bed_id=beds[1].id))
    desk.lodging.sign_in(act, replace(entry, cadre_id=zhang.id))
    with pytest.raises(Refused) as refused:
        desk.undo(act_of(desk, None, "20:30"), moved)
    assert refusal(refused)[:2] == ("night.taken", "bed_id")


def test_came_late_left_early_changed_the_bed(desk: Desk) -> None:
    *_, head, _ = crew(desk)
    beds = furnish(desk)
    night = desk.lodging.here(act_of(desk, None, "20:00"), head.id).record
    said = NightEntry(night=TODAY, cadre_id=head.id, arrived_at=at("21:40"), bed_id=beds[2].id)
    late = desk.lodging.change(act_of(desk, None, "22:00"), night, said).record
    assert (late.arrived_at, late.bed_id, late.how) == (at("21:40"), beds[2].id, NightHow.ROLL_CALL)
    tomorrow = TODAY + timedelta(days=1)
    act = act_of(desk, None, "05:30", tomorrow)
    with pytest.raises(Refused) as refused:
        desk.lodging.change(act, late, replace(said, left_at=at("21:30")))
    assert refusal(refused) == ("night.left", "left_at", "离开时间比入住还早，请改过来。")
    early = replace(said, left_at=at("23:10"))
    (found,) = desk.lodging.findings(act, early, late)
    assert (found.code, found.severity) == ("night.early", Severity.SHOULD)
    left = desk.lodging.change(act, late, replace(early, note="孩子发烧")).record
    (row,) = [row for row in month(desk).rows if row.cadre_id == head.id]
    assert row.done == 0  # who left before five in the morning has not slept here
    desk.lodging.change(act, left, replace(said, left_at=at("05:20", tomorrow), note="赶早班车"))
    (row,) = [row for row in month(desk).rows if row.cadre_id == head.id]
    assert row.done == 1


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        ({"night": TODAY + timedelta(days=1)}, "night.later", "night"),
        ({"arrived_at": at("21:00")}, "night.arrived", "arrived_at"),
        ({"arrived_at": at("11:00")}, "night.arrived", "arrived_at"),
        ({"cadre_id": None}, "name.blank", "guest"),
        ({"note": "长" * 61}, "night.note", "note"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(desk: Desk, said: dict[str, object], code: str, field: str) -> None:
    *_, head, _ = crew(desk)
    act = act_of(desk, None, "20:00")
    entry = NightEntry(night=TODAY, cadre_id=head.id, arrived_at=act.at)
    with pytest.raises(Refused) as refused:
        desk.lodging.sign_in(act, replace(entry, **said))  # type: ignore[arg-type]
    assert refusal(refused)[1] == field
    assert desk.lodging.nights(act.station_id, YESTERDAY, TODAY) == []


def test_tonight_is_noted_from_noon_on(desk: Desk) -> None:
    *_, head, _ = crew(desk)
    with pytest.raises(Refused) as refused:
        desk.lodging.here(act_of(desk, None, "11:59"), head.id)
    assert refusal(refused) == ("night.later", "night", "今晚的住宿，中午 12 点以后登记。")
    assert desk.lodging.here(act_of(desk, None, "12:00"), head.id).record.night == TODAY


def test_sleeping_here_on_leave_is_worth_a_look_and_no_more(desk: Desk) -> None:
    wang, *_ = crew(desk)
    act = act_of(desk, None, "20:00")
    desk.leaves.register(
        act, LeaveEntry(cadre_id=wang.id, kind=LeaveKind.SICK, from_on=TODAY, to_on=TODAY, reason="感冒")
    )
    entry = NightEntry(night=TODAY, cadre_id=wang.id, arrived_at=act.at)
    (found,) = desk.lodging.findings(act, entry)
    assert (found.code, found.severity) == ("night.leave", Severity.SHOULD)
    desk.lodging.sign_in(act, entry)


def test_a_cancelled_night_stays_with_its_reason_and_frees_the_bed(desk: Desk) -> None:
    _, li, head, _ = crew(desk)
    beds = furnish(desk)
    act = act_of(desk, None, "20:00")
    entry = NightEntry(night=TODAY, cadre_id=head.id, bed_id=beds[0].id, arrived_at=act.at)
    night = desk.lodging.sign_in(act, entry).record
    with pytest.raises(Refused) as refused:
        desk.lodging.cancel(act, night, " ")
    assert refusal(refused)[:2] == ("night.reason", "reason")
    cancelled = desk.lodging.cancel(act, night, "记错人了")
    desk.lodging.sign_in(act, replace(entry, cadre_id=li.id))
    assert [each.cadre_id for each in desk.lodging.nights(act.station_id, TODAY, TODAY)] == [li.id]
    assert [change.action.value for change in journal.history("nights", cancelled.record.id)] == ["add", "close"]
    assert NightTable.select().count() == 2


def test_who_left_the_station_sleeps_here_no_more_and_answers_for_the_days_before(desk: Desk) -> None:
    _, li, *_ = crew(desk)
    desk.lodging.here(act_of(desk, None, "08:00"), li.id, night=YESTERDAY)
    desk.cadres.leave(act_of(desk, None, "09:00"), li, TODAY)
    entry = NightEntry(night=TODAY, cadre_id=li.id, arrived_at=at("20:00"))
    with pytest.raises(Refused) as refused:
        desk.lodging.sign_in(act_of(desk, None, "20:00"), entry)
    assert refusal(refused)[:2] == ("night.cadre", "cadre_id")
    (row,) = [row for row in month(desk).rows if row.name == "李秀兰"]
    assert (row.required, row.done, row.reach) == (1, 1, Reach.MET)


def test_the_month_counts_from_the_first_night_of_the_register(desk: Desk) -> None:
    _, li, *_ = crew(desk)
    assert month(desk).heading == "11 月，每人至少 15 晚"
    assert {row.required for row in month(desk).rows} == {4}  # ⌈15 × 7 ÷ 30⌉: nothing was noted before tonight
    desk.lodging.here(act_of(desk, None, "20:00", date(2026, 11, 1)), li.id)
    assert {row.required for row in month(desk).rows} == {15}
    assert {row.reach for row in month(desk).rows} == {Reach.LOST}


def test_a_change_of_the_regime_that_is_to_come_can_be_put_off(desk: Desk) -> None:
    act, december, january = act_of(desk, None, "08:00"), date(2026, 12, 1), date(2027, 1, 1)
    before = desk.stations.get(act.station_id)
    entry = StationEntry(**{name: getattr(before, name) for name in StationEntry.__dataclass_fields__})
    live_in = replace(entry, regime=Regime.LIVE_IN)
    desk.stations.change(act, before, live_in, regime_from=december, document="示例〔2026〕1号")
    saved = desk.stations.change(act, desk.stations.get(act.station_id), live_in, regime_from=january)
    (term,) = desk.regimes.terms(act.station_id)
    assert (term.from_on, term.document_number) == (january, "示例〔2026〕1号")
    assert desk.regimes.on(act.station_id, december) is Regime.ROTATING
    desk.undo(act_of(desk, None, "08:10"), saved)
    assert [each.from_on for each in desk.regimes.terms(act.station_id)] == [december]


def test_a_day_named_in_the_form_that_changes_nothing_is_told_and_a_document_is_kept(desk: Desk) -> None:
    act, december = act_of(desk, None, "08:00"), date(2026, 12, 1)
    station = desk.stations.get(act.station_id)
    entry = StationEntry(**{name: getattr(station, name) for name in StationEntry.__dataclass_fields__})
    with pytest.raises(Refused) as refused:
        desk.stations.change(act, station, entry, regime_from=december)
    assert refusal(refused) == ("regime.same", "regime", "到那一天本来就是轮流值班，不用再改。")
    live_in = replace(entry, regime=Regime.LIVE_IN)
    desk.stations.change(act, station, live_in, regime_from=december)
    desk.stations.change(act, station, live_in, regime_from=december, document="示例〔2026〕1号")
    assert [term.document_number for term in desk.regimes.terms(act.station_id)] == ["示例〔2026〕1号"]
    with pytest.raises(Refused):
        desk.stations.change(act, station, live_in, regime_from=december, document="示例〔2026〕1号")


def test_a_regime_from_a_month_that_is_over_is_told(desk: Desk) -> None:
    past = RegimeTermEntry(from_on=date(2026, 10, 1), regime=Regime.LIVE_IN, document_number="镇发〔2026〕8号")
    (found,) = desk.regimes.findings(act_of(desk, None, "08:00"), past)
    assert (found.code, found.sentence) == ("regime.past", "10月起的各个月都会按新办法重算，印出去的表不会变。")


def test_an_old_night_filled_in_later_is_on_record_and_asks_nobody_for_more(desk: Desk) -> None:
    _, li, *_ = crew(desk)
    desk.lodging.here(act_of(desk, None, "20:00", date(2026, 11, 10)), li.id)
    before = [(row.name, row.required, row.sentence) for row in month(desk).rows]
    old = NightEntry(night=date(2026, 10, 3), guest="刘志强", arrived_at=at("20:00", date(2026, 10, 3)))
    desk.lodging.sign_in(act_of(desk, None, "08:00"), old)
    desk.lodging.here(act_of(desk, None, "08:01"), li.id, night=date(2026, 10, 4))
    desk.lodging.here(act_of(desk, None, "08:02"), li.id, night=date(2026, 11, 2))
    assert [(row.name, row.required, row.sentence) for row in month(desk).rows] == before
    october = desk.lodging.month(desk.act().station_id, date(2026, 10, 1), TODAY).rows
    assert {row.required for row in october} == {0}
    assert next(row for row in october if row.name == "李秀兰").days[3] is DayMark.EXTRA


def test_whoever_is_taken_off_the_roster_keeps_the_nights_and_owes_none(desk: Desk) -> None:
    _, li, *_ = crew(desk)
    act = act_of(desk, None, "08:00")
    for day in (20, 21, 22):
        desk.lodging.here(act, li.id, night=date(2026, 11, day))
    entry = CadreEntry(**{name: getattr(li, name) for name in CadreEntry.__dataclass_fields__})
    desk.cadres.change(act, li, replace(entry, on_roster=False))
    (row,) = [row for row in month(desk).rows if row.name == "李秀兰"]
    assert (row.required, row.done, row.sentence) == (0, 0, "这个月不要求住站")
    assert row.days[19:22] == (DayMark.EXTRA,) * 3
    called = next(row for row in desk.lodging.tonight(act_of(desk, None, "20:00")).rows if row.name == "李秀兰")
    assert (called.expected, called.why) == (Expected.FREE, "这个月不要求住站")


def test_another_quota_is_dated(desk: Desk) -> None:
    act = act_of(desk, None, "08:00")
    desk.lodging.here(act_of(desk, None, "20:00", date(2026, 11, 1)), act.cadre_id)
    entry = SettingEntry(key="nights_per_month", value=18, from_on=date(2026, 11, 16), document_number="示例")
    desk.settings.set(act, entry)
    now = month(desk)
    assert (now.rows[0].required, now.rule_sentence) == (17, "每人 15 至 18 晚，按天数折算")


def test_another_regime_begins_on_a_day_and_the_days_before_keep_theirs(desk: Desk) -> None:
    act = act_of(desk, None, "08:00")
    desk.lodging.here(act_of(desk, None, "20:00", date(2026, 11, 1)), act.cadre_id)
    within = RegimeTermEntry(from_on=date(2026, 11, 16), regime=Regime.LIVE_IN)
    assert {found.code for found in desk.regimes.findings(act, within)} == {
        "regime.within", "regime.past", "regime.document",
    }  # fmt: skip
    saved = desk.regimes.set(act, within)
    assert month(desk).rule_sentence == "16 日起由轮流值班改为集中食宿"
    assert month(desk).rows[0].required == 8 + 11
    back = desk.regimes.set(act, RegimeTermEntry(from_on=date(2026, 11, 26), regime=Regime.ROTATING))
    assert month(desk).rule_sentence == "16 日起由轮流值班改为集中食宿，26 日起改为轮流值班"
    desk.undo(act_of(desk, None, "08:05"), back)
    assert desk.regimes.on(act.station_id, date(2026, 11, 15)) is Regime.ROTATING
    with pytest.raises(Refused) as refused:
        desk.regimes.set(act, RegimeTermEntry(from_on=date(2026, 11, 20), regime=Regime.LIVE_IN))
    assert refusal(refused)[:2] == ("regime.same", "regime")
    desk.undo(act_of(desk, None, "08:10"), saved)
    assert month(desk).rows[0].required == 15


def test_the_regime_in_the_stations_form_holds_from_the_day_it_says_else_from_today(desk: Desk) -> None:
    act, december = act_of(desk, None, "08:00"), date(2026, 12, 1)
    before = desk.stations.get(act.station_id)
    entry = StationEntry(**{name: getattr(before, name) for name in StationEntry.__dataclass_fields__})
    live_in = replace(entry, regime=Regime.LIVE_IN)
    saved = desk.stations.change(act, before, live_in, regime_from=december, document="示例〔2026〕1号")
    assert [desk.regimes.on(act.station_id, day) for day in (TODAY, december)] == [Regime.ROTATING, Regime.LIVE_IN]
    assert desk.regimes.coming(act.station_id, TODAY) == "12月1日起改为集中食宿"
    desk.stations.change(act, saved.record, replace(entry, address="村委会院内"))
    assert len(desk.regimes.terms(act.station_id)) == 1  # the regime of today was not touched
    back = desk.stations.change(act, desk.stations.get(act.station_id), entry, regime_from=december)
    assert desk.regimes.on(act.station_id, december) is Regime.ROTATING
    desk.undo(act_of(desk, None, "08:10"), back)
    now = desk.stations.change(act, desk.stations.get(act.station_id), live_in)
    assert [desk.regimes.on(act.station_id, day) for day in (YESTERDAY, TODAY)] == [Regime.ROTATING, Regime.LIVE_IN]
    desk.undo(act_of(desk, None, "08:20"), now)
    assert [term.from_on for term in desk.regimes.terms(act.station_id)] == [december]


def test_a_month_is_read_in_ten_queries_however_many_cadres(desk: Desk) -> None:
    for name in ("王建军", "李秀兰", "张小梅"):
        add_cadre(desk, name)
    with counted_queries() as few:
        month(desk)
    for number in range(8):
        add_cadre(desk, f"干部{'甲乙丙丁戊己庚辛'[number]}")
    with counted_queries() as many:
        assert len(month(desk).rows) == 12
    assert len(many) == len(few) <= 10


def test_no_reading_of_a_month_looks_through_all_nights(desk: Desk) -> None:
    act = act_of(desk, None, "20:00")
    desk.lodging.here(act, act.cadre_id)
    with counted_queries() as sent:
        month(desk)
        desk.lodging.tonight(act)
        desk.exports.sheet(act, "lodging", Wanted(station_id=act.station_id, today=TODAY, year=2026))
    asked = [query for query in sent if 'FROM "nights"' in query]
    assert len(asked) >= 5
    assert [
        step for query in asked for step in query_plan(query) if step.startswith("SCAN") and "latest" not in step
    ] == []
