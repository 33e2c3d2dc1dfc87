"""Rooms and beds: named once, and given up only while nobody lies in them."""

import pytest

from tests.services.at_the_station import TODAY, act_of
from venue_desk.desk import Desk
from venue_desk.domain.errors import Refused
from venue_desk.domain.lodging import NightEntry
from venue_desk.domain.spot_checks import SpotCheckEntry


def said(refused: "pytest.ExceptionInfo[Refused]") -> tuple[str, str]:
    (found,) = refused.value.findings
    return found.code, found.field


def drawn(desk: Desk) -> list[str]:
    return [
        f"{each.room.name} {' '.join(bed.name for bed in each.beds)}" for each in desk.rooms.all(desk.act().station_id)
    ]


def test_rooms_and_beds_are_put_there_and_renamed(desk: Desk) -> None:
    act = act_of(desk, None, "08:00")
    east = desk.rooms.add_room(act, " 东一间 ", 2).record
    desk.rooms.add_room(act, "西一间")
    desk.rooms.add_bed(act, east)
    assert drawn(desk) == ["东一间 1床 2床 3床", "西一间 1床"]
    with pytest.raises(Refused) as refused:
        desk.rooms.add_room(act, "东一间")
    assert said(refused) == ("lodging.name_twice", "name")
    with pytest.raises(Refused) as refused:
        desk.rooms.add_room(act, "南屋", 13)
    assert said(refused) == ("room.beds", "beds")
    (bed, *_) = desk.rooms.all(act.station_id)[0].beds
    with pytest.raises(Refused) as refused:
        desk.rooms.rename_bed(act, bed, "2床")
    assert said(refused) == ("lodging.name_twice", "name")
    desk.rooms.rename_bed(act, bed, "靠窗")
    desk.rooms.rename_room(act, east, "东屋")
    assert "东屋靠窗" in desk.rooms.bed_names(act.station_id).values()


def test_a_bed_in_which_somebody_lies_tonight_is_not_given_up(desk: Desk) -> None:
    act = act_of(desk, None, "20:00")
    room = desk.rooms.add_room(act, "东一间", 2).record
    first, second = desk.rooms.all(act.station_id)[0].beds
    desk.lodging.sign_in(act, NightEntry(night=TODAY, cadre_id=act.cadre_id, bed_id=first.id, arrived_at=act.at))
    for give_up in (lambda: desk.rooms.close_bed(act, first), lambda: desk.rooms.close_room(act, room)):
        with pytest.raises(Refused) as refused:
            give_up()
        assert said(refused) == ("bed.taken", "")
    desk.rooms.close_bed(act, second)
    assert drawn(desk) == ["东一间 1床"]
    guest = NightEntry(night=TODAY, guest="孙干事", bed_id=second.id, arrived_at=act.at)
    with pytest.raises(Refused) as refused:
        desk.lodging.sign_in(act, guest)
    assert said(refused) == ("night.bed", "bed_id")


def test_a_room_is_given_up_with_its_beds_and_comes_back_whole(desk: Desk) -> None:
    act = act_of(desk, None, "08:00")
    room = desk.rooms.add_room(act, "东一间", 2).record
    saved = desk.rooms.close_room(act, room)
    assert (drawn(desk), desk.rooms.bed_names(act.station_id)) == ([], {})
    desk.undo(act_of(desk, None, "08:05"), saved)
    assert drawn(desk) == ["东一间 1床 2床"]


def test_a_spot_check_says_who_was_there_and_where_the_register_differs(desk: Desk) -> None:
    act = act_of(desk, None, "22:30")
    entry = SpotCheckEntry(at=act.at, by_whom="镇党委 张副书记", present=(act.cadre_id,), result="在岗在位")
    (unnoted,) = desk.spot_checks.findings(act, entry)
    assert unnoted.sentence == "陈志远在站，还没登记住宿，请补上。"
    desk.lodging.here(act, act.cadre_id)
    assert desk.spot_checks.findings(act, entry) == []
    saved = desk.spot_checks.note(act, entry)
    assert (saved.record.night, [each.id for each in desk.spot_checks.of_month(act.station_id, TODAY)]) == (
        TODAY, [saved.record.id],
    )  # fmt: skip
    gone = SpotCheckEntry(at=act.at, by_whom="县委督查室", away=(act.cadre_id,), result="1 人不在")
    assert [found.code for found in desk.spot_checks.findings(act, gone)] == ["spot_check.gone"]
    desk.undo(act_of(desk, None, "22:40"), saved)
    assert desk.spot_checks.of_month(act.station_id, TODAY) == []


def test_a_spot_check_names_who_checked_whom_and_what_was_found(desk: Desk) -> None:
    act = act_of(desk, None, "22:30")
    with pytest.raises(Refused) as refused:
        desk.spot_checks.note(act, SpotCheckEntry(at=act.at, by_whom=" "))
    assert [found.field for found in refused.value.findings] == ["by_whom", "result", "present"]
    both = SpotCheckEntry(at=act.at, by_whom="张", present=(act.cadre_id,), away=(act.cadre_id,), result="在岗")
    with pytest.raises(Refused) as refused:
        desk.spot_checks.note(act, both)
    assert said(refused) == ("spot_check.both", "away")
