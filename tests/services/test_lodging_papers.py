"""The papers of the lodging: what was noted is on them, with beds, guests and checks; an empty month comes to none."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from printing.papers.lodging_register import LodgingRegister
from printing.papers.lodging_standing import LodgingStanding
from tests.builders import NOW, open_desk
from tests.rostered import add_staff
from venue_desk.desk import Desk
from venue_desk.domain.calendar import STATION_ZONE
from venue_desk.domain.leaves import LeaveEntry, LeaveKind
from venue_desk.domain.lodging import NightEntry
from venue_desk.domain.lodging_papers import LodgingOrder
from venue_desk.domain.printouts import PaperKey
from venue_desk.domain.spot_checks import SpotCheckEntry
from venue_desk.services.gathering import Gathered
from venue_desk.services.listings import Wanted

NOVEMBER = date(2026, 11, 1)
LAST_NIGHT = date(2026, 11, 22)


def gathered(desk: Desk, paper: PaperKey, month: date = NOVEMBER) -> Gathered:
    return desk.printouts.gather(desk.act(), LodgingOrder(paper=paper, month=month))


def test_a_month_in_which_nobody_slept_here_comes_to_no_paper(tmp_path: Path) -> None:
    with open_desk(tmp_path) as desk:
        add_staff(desk)
        assert gathered(desk, PaperKey.LODGING_REGISTER).pieces == ()
        assert gathered(desk, PaperKey.LODGING_STANDING).pieces == ()


def test_the_register_has_marks_beds_guests_and_checks(tmp_path: Path) -> None:
    with open_desk(tmp_path) as desk:
        staff = add_staff(desk)
        desk.rooms.add_room(desk.act(), "东一", 2)
        bed, other = (bed for each in desk.rooms.all(desk.act().station_id) for bed in each.beds)
        came = NOW - timedelta(hours=14)
        slept = NightEntry(night=LAST_NIGHT, cadre_id=staff["王建军"].id, bed_id=bed.id, arrived_at=came)
        desk.lodging.sign_in(desk.act(), slept)
        guest = NightEntry(
            night=LAST_NIGHT, guest="刘志强", guest_unit="县农技中心", bed_id=other.id, arrived_at=came,
            left_at=NOW - timedelta(hours=3),
        )  # fmt: skip
        desk.lodging.sign_in(desk.act(), guest)
        away = replace(desk.act(), cadre_id=staff["马德林"].id)
        leave = LeaveEntry(cadre_id=staff["马德林"].id, kind=LeaveKind.SICK, from_on=NOW.date(), to_on=NOW.date())
        desk.leaves.approve(desk.act(), desk.leaves.register(away, leave).record)
        present, missing = (staff["王建军"].id,), (staff["周玉凤"].id,)
        check = SpotCheckEntry(
            at=came, by_whom="孙主任", unit="镇党政办", present=present, away=missing, result="一人不在"
        )
        desk.spot_checks.note(desk.act(), check)

        (piece,) = gathered(desk, PaperKey.LODGING_REGISTER).pieces
        data = piece.data
        assert isinstance(data, LodgingRegister)
        assert (data.serial, piece.title) == ("105203-A-20261123-0001", "2026 年 11 月住宿登记表")
        lines = {sleeper.name: sleeper for sleeper in data.sleepers}
        assert (lines["王建军"].nights[21].mark, lines["王建军"].nights[21].bed) == ("√", "1")
        assert data.beds == ("东一1床",)
        assert (lines["马德林"].nights[22].mark, lines["马德林"].excused) == ("假", "1")
        assert (lines["周玉凤"].nights[21].mark, lines["周玉凤"].nights[23].mark) == ("×", "")
        (one,) = data.guests
        assert (one.night, one.name, one.unit, one.bed) == ("11月22日", "刘志强", "县农技中心", "东一2床")
        assert (one.hours, one.noted_by) == ("20:24—次日 07:24", "陈志远")
        (noted,) = data.checks
        assert (noted.by_whom, noted.present, noted.away) == ("镇党政办 孙主任", "王建军", "周玉凤")


def test_the_standing_counts_as_the_home_screen_does(tmp_path: Path) -> None:
    with open_desk(tmp_path) as desk:
        staff = add_staff(desk)
        entry = NightEntry(night=LAST_NIGHT, cadre_id=staff["王建军"].id, arrived_at=NOW - timedelta(hours=14))
        desk.lodging.sign_in(desk.act(), entry)
        found = gathered(desk, PaperKey.LODGING_STANDING)
        data = found.pieces[0].data
        assert isinstance(data, LodgingStanding)
        shown = desk.lodging.month(desk.act().station_id, NOVEMBER, NOW.date()).rows
        assert [(line.name, line.sentence) for line in data.lines] == [(row.name, row.sentence) for row in shown]
        for line, row in zip(data.lines, shown, strict=True):
            assert sum(line.cells) == len(row.marks) == line.required
            assert line.missing == line.required - line.done - line.excused
        told = [finding.sentence for finding in desk.printouts.findings(found)]
        assert any("这个月还没完" in sentence for sentence in told)


def test_after_midnight_papers_and_excel_still_stand_in_the_night_that_runs(tmp_path: Path) -> None:
    with open_desk(tmp_path) as desk:
        staff = add_staff(desk)
        entry = NightEntry(night=LAST_NIGHT, cadre_id=staff["王建军"].id, arrived_at=NOW - timedelta(hours=14))
        desk.lodging.sign_in(desk.act(), entry)
        act = replace(desk.act(), at=datetime(2026, 11, 24, 0, 30, tzinfo=STATION_ZONE))
        register, standing = (
            desk.printouts.gather(act, LodgingOrder(paper=paper, month=NOVEMBER)).pieces[0].data
            for paper in (PaperKey.LODGING_REGISTER, PaperKey.LODGING_STANDING)
        )
        assert {sleeper.nights[22].mark for sleeper in register.sleepers} == {""}
        assert (register.made_on, standing.made_on) == (NOW.date(), NOW.date())
        shown = [row.sentence for row in desk.lodging.month(act.station_id, NOVEMBER, NOW.date()).rows]
        assert [line.sentence for line in standing.lines] == shown
        wanted = Wanted(station_id=act.station_id, today=act.today, year=2026)
        assert [row[-1] for row in desk.exports.sheet(act, "lodging_standing", wanted).rows] == shown
        last = replace(act, at=datetime(2026, 12, 1, 0, 30, tzinfo=STATION_ZONE))
        found = desk.printouts.gather(last, LodgingOrder(paper=PaperKey.LODGING_REGISTER, month=NOVEMBER))
        assert [finding.code for finding in desk.printouts.findings(found)] == ["lodging.running"]
        assert desk.exports.sheet(last, "lodging_standing", replace(wanted, today=last.today)).title.endswith(
            "11月住站情况"
        )
