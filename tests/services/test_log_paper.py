"""值班记录 on paper: shift by shift with who was there; phones masked, what was not reported named."""

from datetime import date, timedelta
from pathlib import Path

from tests.builders import text_of
from tests.rostered import add_staff, fill_month
from tests.services.at_the_station import TODAY, YESTERDAY, act_of, at
from venue_desk.desk import Desk
from venue_desk.domain.duty_log import IncidentLevel, LogKind, LogLineEntry, LogOrder
from venue_desk.domain.roster import Role
from venue_desk.services.gathering import Gathered

NOVEMBER = date(2026, 11, 1)


def gathered(desk: Desk, first: date, last: date) -> Gathered:
    return desk.printouts.gather(act_of(desk, None, "08:45"), LogOrder(first=first, last=last))


def busy(desk: Desk) -> None:
    """Yesterday: a visit by day, a call behind midnight, an incident nobody reported; who led by night signed on and off."""
    staff = add_staff(desk)
    fill_month(desk, staff, NOVEMBER)
    lead = staff["王建军"]
    night = next(r for r in desk.shifts.runs(lead.station_id, YESTERDAY, YESTERDAY) if r.name == "夜班")
    signed = desk.attendance.sign_on(act_of(desk, lead, "19:50", YESTERDAY), run=night, role=Role.LEAD).record
    desk.attendance.sign_off(act_of(desk, lead, "08:04"), signed)
    for entry in (
        LogLineEntry(at=at("09:12", YESTERDAY), kind=LogKind.VISIT, who="张满仓", phone="13800000013", matter="问补贴"),
        LogLineEntry(at=at("00:40"), kind=LogKind.CALL, who="何满堂", matter="老人发烧", handling="派车送镇卫生院"),
        LogLineEntry(
            at=at("15:00", YESTERDAY), kind=LogKind.INCIDENT, who="何满堂", matter="渠塌了", level=IncidentLevel.MAJOR
        ),
        LogLineEntry(at=at("08:30"), kind=LogKind.VISIT, who="马秀英", matter="盖章"),
    ):
        desk.duty_log.note(act_of(desk, None, "08:40"), entry)


def test_a_day_shift_by_shift(desk: Desk, tmp_path: Path) -> None:
    busy(desk)
    run_of = gathered(desk, YESTERDAY, YESTERDAY)
    (piece,) = run_of.pieces
    by_day, by_night = piece.data.shifts
    assert [(line.time, line.kind, line.who, line.phone, line.reported) for line in by_day.lines] == [
        ("09:12", "来访", "张满仓", "138****0013", ""), ("15:00", "突发", "何满堂", "", "还没上报"),
    ]  # fmt: skip
    assert [(line.time, line.matter) for line in by_night.lines] == [("24日 00:40", "老人发烧")]
    assert "带班 王建军 19:50—次日 08:04" in by_night.people
    assert all(person.endswith("没有签到") for person in by_day.people)
    run = desk.printouts.start(desk.act(), run_of, tmp_path / "log.pdf")
    assert list(run.job())
    (printout,) = desk.printouts.record(desk.act(), run).record
    text = text_of((tmp_path / "log.pdf").read_bytes())
    assert printout.serial == "105203-R-20261124-0001"
    for words in ("值班记录", "2026年11月23日", "老人发烧", "138****0013", "值班人签字", "第 1 页，共 1 页"):
        assert words in text, words
    assert "13800000013" not in text
    assert "盖章" not in text  # today's


def test_today_has_only_the_shifts_that_have_begun(desk: Desk) -> None:
    busy(desk)
    (piece,) = gathered(desk, TODAY, TODAY).pieces
    assert [shift.name for shift in piece.data.shifts] == ["白班"]
    assert [line.who for line in piece.data.shifts[0].lines] == ["马秀英"]
    assert all(person.endswith("还没签到") for person in piece.data.shifts[0].people)


def test_several_days_in_their_order_and_none_where_nothing_was(desk: Desk) -> None:
    assert gathered(desk, YESTERDAY, TODAY).pieces == ()
    busy(desk)
    (piece,) = gathered(desk, YESTERDAY, TODAY).pieces
    assert [(shift.day, shift.name) for shift in piece.data.shifts] == [
        (YESTERDAY, "白班"), (YESTERDAY, "夜班"), (TODAY, "白班"),
    ]  # fmt: skip
    assert piece.title == "2026 年 11 月 23 日至11 月 24 日值班记录"
    assert gathered(desk, TODAY, YESTERDAY).pieces == ()
    assert gathered(desk, TODAY - timedelta(days=92), TODAY).pieces == ()
