"""What presses is told once, by the most pressing thing; what is held goes with the shift, envelope by envelope."""

from dataclasses import replace
from datetime import date, timedelta

from tests.builders import NOW, TODAY
from tests.case_village import accept, applicant, centre, entry, item
from venue_desk.desk import Desk
from venue_desk.domain.case_steps import StepEntry
from venue_desk.domain.cases import Case, Rating, Step
from venue_desk.domain.findings import Finding
from venue_desk.domain.handover import ItemGroup
from venue_desk.services import case_listing, custody
from venue_desk.services.deliveries import DeliveryEntry
from venue_desk.services.listings import Wanted


def told(desk: Desk, day: date) -> list[tuple[str, str]]:
    return [(f.code, f.sentence) for f in _todos(desk, day)]


def _todos(desk: Desk, day: date) -> list[Finding]:
    return case_listing.todos(desk.act().station_id, day)


def with_originals(desk: Desk, name: str = "马秀英") -> Case:
    said = entry(desk, applicant(desk, name), item(desk))
    envelope = desk.cases.next_envelope(desk.act().station_id)
    lines = (*(replace(line, envelope=envelope) for line in said.materials[:2]), said.materials[2])
    return desk.cases.accept(desk.act(), replace(said, materials=lines)).record


def test_a_case_is_told_when_it_is_to_be_handed_in_due_and_late(desk: Desk) -> None:
    case = accept(desk)
    assert told(desk, TODAY) == []
    assert told(desk, date(2026, 11, 25)) == [
        ("case.hand_in", "送交高龄津贴申请 张文海。最迟明天交到镇中心。")
    ]  # fmt: skip
    point = centre(desk)
    desk.deliveries.carry(desk.act(), DeliveryEntry(case_ids=(case.id,), point_id=point.id, received_by="孙主任"))
    assert told(desk, date(2026, 11, 25)) == []
    assert told(desk, date(2026, 12, 14)) == [("case.due", "高龄津贴申请 张文海。在菜子镇便民服务中心 孙主任处。")]
    (late,) = _todos(desk, date(2026, 12, 16))
    assert (late.code, late.due, late.subject) == ("case.late", date(2026, 12, 14), case.id)


def test_what_is_done_is_to_be_collected_and_a_bad_rating_mended(desk: Desk) -> None:
    case = desk.cases.take(desk.act(), accept(desk), StepEntry(step=Step.FINISH, note="已批")).record
    assert told(desk, TODAY) == [("case.to_collect", "通知领取高龄津贴申请 张文海。今天办结，还没通知。")]
    rated = StepEntry(step=Step.RATE, rating=Rating.BAD, note="等太久")
    desk.cases.take(desk.act(), case, rated)
    assert told(desk, TODAY) == [("case.mend", "整改高龄津贴申请 张文海。评价「不满意」。")]


def test_an_appointment_is_told_on_its_day(desk: Desk) -> None:
    going = StepEntry(step=Step.APPOINT, on=TODAY + timedelta(days=1), with_whom="9:30", place="县残联")
    desk.cases.take(desk.act(), accept(desk), going)
    assert told(desk, TODAY) == []
    assert ("case.appointment", "代着办：张文海的高龄津贴申请。约在今天 9:30，县残联。") in told(
        desk, TODAY + timedelta(days=1)
    )


def test_envelopes_go_with_the_shift_and_are_overdue_once_the_case_is_done(desk: Desk) -> None:
    case = with_originals(desk)
    station = desk.act().station_id
    (offer,) = custody.handover_items(station, NOW)
    assert (offer.group, offer.fact, offer.detail, offer.mark) == (
        ItemGroup.PAPERS, "1 号袋　马秀英", "身份证 1 件、户口簿 1 件，今天收下", "",
    )  # fmt: skip
    assert custody.todos(station, TODAY) == []
    desk.cases.take(desk.act(), case, StepEntry(step=Step.FINISH, note="已批"))
    (finding,) = custody.todos(station, TODAY + timedelta(days=3))
    assert finding.sentence == "归还马秀英的身份证、户口簿。1 号袋，「高龄津贴申请」办结已 3 天。"
    assert custody.handover_items(station, NOW)[0].mark == "该归还了"


def test_originals_that_go_along_are_said_to_lie_there(desk: Desk) -> None:
    case, point = with_originals(desk), centre(desk)
    order = DeliveryEntry(case_ids=(case.id,), point_id=point.id, with_originals=True)
    desk.deliveries.carry(desk.act(), order)
    (offer,) = custody.handover_items(desk.act().station_id, NOW)
    assert offer.detail.endswith("随件在菜子镇便民服务中心")
    desk.deliveries.fetch(desk.act(), order)
    assert not custody.handover_items(desk.act().station_id, NOW)[0].detail.endswith("服务中心")


def test_what_presses_goes_with_the_shift(desk: Desk) -> None:
    case = accept(desk)
    station = desk.act().station_id
    assert case_listing.handover_items(station, NOW) == []
    (offer,) = case_listing.handover_items(station, NOW + timedelta(days=24))
    assert (offer.fact, offer.mark, offer.urgent, offer.subject_id) == (
        "高龄津贴申请 张文海", "逾期 3 天", True, case.id,
    )  # fmt: skip
    desk.cases.take(desk.act(), case, StepEntry(step=Step.FINISH, note="已批"))
    assert case_listing.handover_items(station, NOW)[0].mark == "待领取"


def test_both_registers_go_out_as_excel_with_phones_masked(desk: Desk) -> None:
    case = with_originals(desk)
    act = desk.act()
    wanted = Wanted(station_id=act.station_id, today=act.today, year=act.today.year)
    cases = desk.exports.sheet(act, "cases", wanted, None)
    assert cases.rows[0][0] == case.number
    assert "138****0201" in cases.rows[0]
    held = desk.exports.sheet(act, "held_originals", wanted, None)
    assert [row[1] for row in held.rows] == ["身份证", "户口簿"]


def test_what_was_done_today_is_told(desk: Desk) -> None:
    case = accept(desk)
    desk.cases.take(desk.act(), case, StepEntry(step=Step.FINISH, note="已批"))
    begins = NOW - timedelta(hours=2)
    done = case_listing.done_at(desk.act().station_id, begins, begins + timedelta(days=1))
    assert [each.what for each in done] == ["受理高龄津贴申请 张文海", "办结高龄津贴申请 张文海"]


def test_the_list_for_excel_says_why_a_number_is_not_in_it(desk: Desk) -> None:
    act = desk.act()
    accept(desk)
    gone = desk.cases.accept(act, entry(desk, applicant(desk, "李满仓"), item(desk)))
    wanted = Wanted(station_id=act.station_id, today=TODAY, year=2026)
    assert desk.exports.sheet(act, "cases", wanted, None).beside == ()
    desk.undo(act, gone)
    accept(desk)
    sheet = desk.exports.sheet(act, "cases", wanted, None)
    assert [row[0] for row in sheet.rows] == ["105203-20261123-0001", "105203-20261123-0003"]
    (beside,) = sheet.beside
    assert [(row[0], row[1]) for row in beside.rows] == [("105203-20261123-0002", "李满仓")]
    assert "1 行" in beside.beneath
    assert beside.rows[0][-1] == desk.signed_in.cadre.name
