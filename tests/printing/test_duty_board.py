"""The board: everyone with face, task and phone; the week below; without a photo a head and 名章, never a hole."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from printing.papers import duty_board
from printing.papers.duty_board import SAMPLE, BoardPerson, DutyBoard
from printing.papers.duty_roster import RosterShift
from printing.render import STREAM_FROM, PrintJob
from tests.printing.sheets import char_boxes, place_of, places_of, printed, text_of

FACE = "a" * 64


def jpeg(colour: str) -> bytes:
    file = BytesIO()
    Image.new("RGB", (48, 64), colour).save(file, "JPEG")
    return file.getvalue()


def board(data: DutyBoard, folder: Path, pictures: dict[str, bytes] | None = None) -> Any:
    return printed(PrintJob("duty-board", (data,), folder / "board.pdf", pictures=pictures or {}))


def staff(count: int) -> DutyBoard:
    people = [
        BoardPerson(name=f"人{at:02d}", position="驻村干部", duties=f"分工{at:02d}", phone=f"138-0000-{at:04d}")
        for at in range(count)
    ]
    return replace(SAMPLE, people=tuple(people))


def reddish(page: Any) -> int:
    """How many points of the page are pure red, as no ink of ours is."""
    red, green, blue = np.moveaxis(np.asarray(page.render(scale=1).to_pil().convert("RGB")), 2, 0)
    return int(((red > 240) & (green < 25) & (blue < 25)).sum())


def test_a_photo_stands_where_it_is_and_a_head_where_there_is_none(tmp_path: Path) -> None:
    first = replace(SAMPLE.people[0], photo=FACE)
    data = replace(SAMPLE, people=(first, *SAMPLE.people[1:]))
    assert list(duty_board.PAPER.pictures(data)) == [FACE]
    with_photo = board(data, tmp_path, {FACE: jpeg("red")})
    assert reddish(with_photo[0]) > 5000
    assert text_of(with_photo).count("印") == len(SAMPLE.people) - 1 + 1  # 管印章 is one of the tasks
    for unreadable in ({}, {FACE: b"torn"}, {FACE: jpeg("red")[:100]}):
        document = board(data, tmp_path, unreadable)
        assert reddish(document[0]) == 0
        assert text_of(document).count("印") == len(SAMPLE.people) + 1


def test_the_same_photos_give_the_same_bytes(tmp_path: Path) -> None:
    people = tuple(replace(person, photo=FACE) for person in SAMPLE.people)
    first = (
        board(replace(SAMPLE, people=people), tmp_path, {FACE: jpeg("red")}),
        (tmp_path / "board.pdf").read_bytes(),
    )
    second = (
        board(replace(SAMPLE, people=people), tmp_path, {FACE: jpeg("red")}),
        (tmp_path / "board.pdf").read_bytes(),
    )
    assert first[1] == second[1]
    assert first[1].count(b"/DCTDecode") == 1  # kept once for all who have it


def test_a_long_run_holds_photos_too(tmp_path: Path) -> None:
    data = replace(SAMPLE, people=(replace(SAMPLE.people[0], photo=FACE),), week=(), hours=())
    job = PrintJob("duty-board", (data,) * STREAM_FROM, tmp_path / "many.pdf", pictures={FACE: jpeg("red")})
    document = printed(job)
    assert len(document) == STREAM_FROM
    assert reddish(document[STREAM_FROM - 1]) > 5000


@pytest.mark.parametrize("count", [0, 1, 4, 5, 8, 9, 10, 11, 23, 40])
def test_everyone_is_on_it_once(count: int, tmp_path: Path) -> None:
    data = staff(count)
    document = board(data, tmp_path)
    assert len(document) == duty_board.PAPER.pages(data)
    copied = text_of(document)
    for person in data.people:
        assert copied.count(person.phone) == 1
        assert copied.count(person.duties) == 1
    assert copied.count("周一 23日") == 1
    for page in document:
        for char, left, top, right, bottom in char_boxes(page):
            assert 9.5 <= left, char
            assert right <= 287.5, char
            assert 5 < top, char
            assert bottom < 208, char


def test_the_week_names_everybody_and_its_gaps(tmp_path: Path) -> None:
    shifts = tuple(RosterShift(mark=mark, leads=("王建军",), others=("李秀兰",) * 5) for mark in "夜早中")
    shifts += (RosterShift(mark="晚", leads=("王建军",), vacant=1),)
    data = replace(SAMPLE, week=tuple(replace(day, shifts=shifts) for day in SAMPLE.week))
    page = board(data, tmp_path)[0]
    assert len(places_of(page, "待排")) == 7
    assert len(places_of(page, "李秀兰")) == 7 * 15 + 1
    lowest = max(place.bottom for place in places_of(page, "138-0000-01"))
    assert lowest < place_of(page, "周一 23日").top


def test_without_a_roster_the_faces_have_the_page(tmp_path: Path) -> None:
    copied = text_of(board(replace(SAMPLE, week=(), hours=()), tmp_path))
    assert "周一" not in copied
    assert "138-0000-0107" in copied
