"""值班公示栏: everyone who serves, their photos beside the data, and the duties of the week."""

from datetime import date
from io import BytesIO
from pathlib import Path

from PIL import Image

from db import attachments
from db.connection import DATABASE
from tests.builders import text_of
from tests.rostered import add_staff, fill_month
from venue_desk.desk import Desk
from venue_desk.domain.roster_sheet import BoardOrder
from venue_desk.services.gathering import Gathered

MONDAY = date(2026, 12, 7)


def photo(colour: str = "red") -> bytes:
    file = BytesIO()
    Image.new("RGB", (48, 64), colour).save(file, "JPEG")
    return file.getvalue()


def gathered(desk: Desk, monday: date = MONDAY) -> Gathered:
    return desk.printouts.gather(desk.act(), BoardOrder(monday=monday))


def test_staff_and_week_as_they_stand(desk: Desk) -> None:
    staff = add_staff(desk)
    fill_month(desk, staff)
    wang = desk.photos.put(desk.act(), staff["王建军"], photo()).record
    (piece,) = gathered(desk).pieces
    board = piece.data
    assert [day.day.day for day in board.week] == list(range(7, 14))
    assert [len(day.shifts) for day in board.week] == [2] * 7
    assert {person.name: person.photo for person in board.people}["王建军"] == wang.photo
    assert {person.name for person in board.people} == set(staff)
    text = text_of(desk.printouts.preview(gathered(desk)))
    assert "周一 7日" in text
    assert "大雪" in text
    assert [f.code for f in desk.printouts.findings(gathered(desk))] == ["board.no_photo", "board.no_duties"]


def test_a_week_across_two_months_and_one_nobody_filled(desk: Desk) -> None:
    staff = add_staff(desk)
    fill_month(desk, staff)
    (piece,) = gathered(desk, date(2026, 11, 30)).pieces
    first, second = piece.data.week[:2]
    assert first.shifts[0].vacant == 2
    assert second.shifts[0].vacant == 0
    (piece,) = gathered(desk, date(2026, 11, 16)).pieces
    assert piece.data.week == ()
    assert "board.no_week" in [f.code for f in desk.printouts.findings(gathered(desk, date(2026, 11, 16)))]


def test_printed_again_it_has_the_photos_it_had(desk: Desk, tmp_path: Path) -> None:
    staff = add_staff(desk)
    wang = desk.photos.put(desk.act(), staff["王建军"], photo("red")).record
    run = desk.printouts.start(desk.act(), gathered(desk), tmp_path / "first.pdf")
    assert list(run.job())
    (printout,) = desk.printouts.record(desk.act(), run).record
    desk.photos.put(desk.act(), wang, photo("blue"))
    again = desk.printouts.start(desk.act(), desk.printouts.again(desk.act(), printout.id), tmp_path / "again.pdf")
    assert list(again.job())
    assert (tmp_path / "again.pdf").read_bytes() == (tmp_path / "first.pdf").read_bytes()


def test_what_a_printed_board_names_is_not_swept(desk: Desk, tmp_path: Path) -> None:
    staff = add_staff(desk)
    wang = desk.photos.put(desk.act(), staff["王建军"], photo("red")).record
    run = desk.printouts.start(desk.act(), gathered(desk), tmp_path / "first.pdf")
    assert list(run.job())
    desk.printouts.record(desk.act(), run)
    desk.photos.take_away(desk.act(), wang)
    assert wang.photo in attachments.used_in(DATABASE.obj)
