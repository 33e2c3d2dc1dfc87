"""The demo station's last handovers: gathered from its registers, sealed in one chain with those before, as in the pictures."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from db import handover as table
from tests.services.told import SPRING
from venue_desk.desk import Desk
from venue_desk.domain.handover import HandoverState, ItemGroup, ItemState
from venue_desk.domain.handover_seals import broken_seals
from venue_desk.services import access
from venue_desk.services.demo.places import Scale
from venue_desk.services.demo.writing import PASSWORD, demo_job

EVENING = SPRING.replace(hour=19, minute=55)


@contextmanager
def desk_at(folder: Path, now: datetime) -> Iterator[Desk]:
    """The desk of a demo station made at that moment."""
    if not folder.exists():
        for _ in demo_job(folder, Scale.STATION, 1, 1, now):
            pass
    desk = Desk(access.sign_in(folder, "陈志远", PASSWORD, now), lambda: now)
    try:
        yield desk
    finally:
        desk.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "station"


def test_the_whole_chain_of_seals_holds(folder: Path) -> None:
    with desk_at(folder, SPRING) as desk:
        sealed = table.sealed(desk.act().station_id)
        assert len(sealed) > 170
        assert list(broken_seals([(each, table.items([each.id])) for each in sealed])) == []
        assert desk.handover.findings(desk.act().station_id, SPRING) == []


def test_the_last_ones_are_those_of_the_pictures(folder: Path) -> None:
    with desk_at(folder, SPRING) as desk:
        today, yesterday, before, nobody = desk.handover.recent(desk.act(), desk.handover.coming(desk.act()), 4)
        assert [(row.giver, row.taker) for row in (before, yesterday, today)] == [
            ("马德林", "王建军"), ("王建军", "周玉凤"), ("周玉凤", "李秀兰"),
        ]  # fmt: skip
        assert nobody.gap_text(SPRING, 10) == "无人接班 42 分钟"
        handover = desk.handover.last_sealed(desk.act().station_id)
        assert handover is not None
        assert handover == today.turn.handover
        assert [f"{at.astimezone(SPRING.tzinfo):%H:%M}" for at in (handover.given_at, handover.taken_at) if at] == [
            "08:04", "08:06",
        ]  # fmt: skip
        assert [added.text for added in desk.handover.additions(handover)] == ["公章印泥已换新。"]


def test_what_is_in_hand_stands_in_them_and_one_differed_lately(folder: Path) -> None:
    with desk_at(folder, SPRING) as desk:
        handover = desk.handover.last_sealed(desk.act().station_id)
        assert handover is not None
        items = desk.handover.items(handover)
        assert {item.group for item in items} == set(ItemGroup)
        assert any(item.fact.startswith("医保报销 刘桂芳") for item in items)
        assert [item.detail for item in items if item.fact == "备用金 216.50 元"] == ["与账面相符，上次交接后没有收支"]
        rows = desk.handover.rows(desk.act().station_id)
        lately = [row.turn.handover for row in rows if row.turn.due_at > SPRING - timedelta(days=20)]
        differing = [i for i in table.items([each.id for each in lately if each]) if i.state is ItemState.TAKEN_AS_IS]
        assert len(differing) == 1
        assert differing[0].difference
        assert differing[0].followed_by


def test_in_the_evening_the_taker_is_half_through(tmp_path: Path) -> None:
    with desk_at(tmp_path / "evening", EVENING) as desk:
        turn = desk.handover.coming(desk.act()).turn
        assert turn.handover is not None
        assert (turn.handover.state, turn.handover.seal) == (HandoverState.GIVEN, "")
        items = desk.handover.items(turn.handover)
    states = Counter(item.state for item in items)
    assert states[ItemState.ACCEPTED] >= 4
    assert states[ItemState.WAITING] >= 4
    assert [item.fact for item in items if item.state is ItemState.DIFFERS] == ["7 号袋　张文海"]
    seal = next(item for item in items if item.fact.startswith("村委会公章"))
    assert seal.detail.startswith("上次交接后用印 2 次")
