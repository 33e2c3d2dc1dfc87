"""The wall roster is gathered as the month stands: who stands in, what is still empty, whether it was published."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.builders import counted_queries, text_of
from tests.rostered import DECEMBER, add_staff, fill_month, slot
from venue_desk.desk import Desk
from venue_desk.domain.roster import Role
from venue_desk.domain.roster_sheet import RosterOrder
from venue_desk.services.gathering import Gathered


def gathered(desk: Desk, month: date = DECEMBER) -> Gathered:
    return desk.printouts.gather(desk.act(), RosterOrder(month=month))


def codes(desk: Desk) -> list[str]:
    return [finding.code for finding in desk.printouts.findings(gathered(desk))]


def test_a_month_as_it_was_published(desk: Desk, tmp_path: Path) -> None:
    fill_month(desk, add_staff(desk))
    assert codes(desk) == ["roster.draft"]
    desk.roster.publish(desk.act(), DECEMBER)
    assert codes(desk) == []
    run = desk.printouts.start(desk.act(), gathered(desk), tmp_path / "roster.pdf")
    assert list(run.job())
    (printout,) = desk.printouts.record(desk.act(), run).record
    text = text_of((tmp_path / "roster.pdf").read_bytes())
    for words in (
        "2026年12月值班表", "菜子镇浅河村便民服务站", "0932-6622000", "0932-6622012", "公布日期 2026年11月23日",
        "白班 08:00—20:00", "夜班 20:00—次日 08:00", "第一书记", "138-0000-0107", printout.serial, "大雪", "冬至", "冬月",
    ):  # fmt: skip
        assert words in text, words
    assert printout.serial == "105203-B-20261123-0001"
    assert (printout.title, printout.year) == ("2026 年 12 月值班表", 2026)


def test_printed_again_it_is_the_same_though_the_month_changed(desk: Desk, tmp_path: Path) -> None:
    staff = add_staff(desk)
    fill_month(desk, staff)
    run = desk.printouts.start(desk.act(), gathered(desk), tmp_path / "first.pdf")
    assert list(run.job())
    (printout,) = desk.printouts.record(desk.act(), run).record
    desk.roster.fill(desk.act(), slot(10), staff["马德林"].id)
    again = desk.printouts.start(desk.act(), desk.printouts.again(desk.act(), printout.id), tmp_path / "again.pdf")
    assert list(again.job())
    assert desk.printouts.record(desk.act(), again).record == [printout]
    assert (tmp_path / "again.pdf").read_bytes() == (tmp_path / "first.pdf").read_bytes()
    assert len(desk.printouts.rows(None)) == 1


def test_who_stands_in_is_named_with_whom_and_why(desk: Desk) -> None:
    staff = add_staff(desk)
    fill_month(desk, staff)
    before = desk.roster.facts(desk.act().station_id, DECEMBER)
    at = slot(10)
    rostered = before.on(at)
    other = next(cadre for cadre in staff.values() if cadre.id != rostered and not cadre.leads_duty)
    desk.roster.stand_in(desk.act(), at, other.id, "病假")
    (piece,) = gathered(desk).pieces
    assert piece.data.days[9].note == f"{other.name}替{before.name(rostered) if rostered else ''}（病假）"
    assert piece.data.days[8].note == ""


def test_a_gap_a_change_after_publishing_and_a_missing_phone_are_told(desk: Desk) -> None:
    staff = add_staff(desk)
    fill_month(desk, staff)
    desk.roster.publish(desk.act(), DECEMBER)
    desk.roster.fill(desk.act(), slot(10), None)
    mute = staff["周玉凤"]
    desk.cadres.change(desk.act(), mute, replace(mute, phone=""))
    assert codes(desk) == ["roster.changed", "roster.gaps", "cadre.no_phone"]
    (piece,) = gathered(desk).pieces
    tenth = piece.data.days[9].shifts[0]
    assert (tenth.mark, tenth.others, tenth.vacant) == ("白", (), 1)


def test_a_month_nobody_filled_is_no_paper(desk: Desk) -> None:
    add_staff(desk)
    (finding,) = desk.printouts.findings(gathered(desk))
    assert finding.sentence == "这个月还没有排班。请先在排班里排好，再来印值班表。"


def test_who_left_stays_on_the_month_they_served(desk: Desk) -> None:
    staff = add_staff(desk)
    fill_month(desk, staff)
    desk.cadres.leave(desk.act(), staff["马德林"], date(2026, 12, 5))
    (piece,) = gathered(desk).pieces
    assert "马德林" in [person.name for person in piece.data.people]


def test_a_full_month_takes_as_many_queries_as_a_thin_one(desk: Desk) -> None:
    staff = add_staff(desk)
    desk.roster.fill(desk.act(), slot(1, role=Role.LEAD), staff["王建军"].id)
    with counted_queries() as few:
        gathered(desk)
    fill_month(desk, staff)
    with counted_queries() as many:
        gathered(desk)
    assert len(many) == len(few) <= 13
