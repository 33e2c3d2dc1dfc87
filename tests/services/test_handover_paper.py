"""The sheet of a handover is gathered as it was signed, and issued as any other paper."""

from argparse import Namespace
from pathlib import Path

import pytest

from tests.builders import text_of
from tests.shift_change import DAY, Shifting, password
from venue_desk.commands.orders import order_of
from venue_desk.domain.errors import Refused
from venue_desk.domain.handover import Handover, HandoverOrder, ItemState
from venue_desk.domain.handover_seals import seal_text
from venue_desk.services.gathering import Gathered


def gathered(change: Shifting, handover: Handover) -> Gathered:
    return change.desk.printouts.gather(change.at("20:05"), HandoverOrder(handover_id=handover.id))


def test_a_sealed_handover_is_printed_with_all_that_was_signed(change: Shifting, tmp_path: Path) -> None:
    given = change.given()
    first, *_ = change.accepted(given)
    act = change.at("19:57")
    change.desk.handover.answer(act, first, ItemState.TAKEN_AS_IS, "少一把大门钥匙", change.id("李秀兰"))
    taken = change.desk.handover.take(
        change.act("张小梅", "20:01"), given, change.id("张小梅"), password("张小梅")
    ).record
    change.desk.handover.add(change.act("张小梅", "21:40"), taken, "钥匙找到了。")
    run = change.desk.printouts.start(act, gathered(change, taken), tmp_path / "handover.pdf")
    assert list(run.job())
    (printout,) = change.desk.printouts.record(act, run).record
    text = text_of((tmp_path / "handover.pdf").read_bytes())
    for words in (
        "值班交接单", "11月23日白班", "11月23日夜班", "李秀兰", "张小梅", "带班 王建军", "带班 陈志远", "村委会公章 1 枚",
        "带着差异接下", "11月23日 19:50", "11月23日 20:01", "钥匙找到了。", seal_text(taken.seal), printout.serial,
    ):  # fmt: skip
        assert words in text, words
    assert printout.serial == "105203-J-20261123-0001"
    assert printout.title == "2026年11月23日白班交夜班的交接单"
    assert change.desk.printouts.findings(gathered(change, taken)) == []


def test_a_late_one_says_how_long_nobody_had_taken_over(change: Shifting) -> None:
    (piece,) = gathered(change, change.sealed("20:42")).pieces
    assert piece.data.gap == "无人接班 42 分钟"


def test_before_the_giver_signed_there_is_nothing_to_print_and_before_the_taker_did_it_says_so(
    change: Shifting,
) -> None:
    begun = change.begun()
    (found,) = change.desk.printouts.findings(gathered(change, begun))
    assert found.sentence == "交班人还没签字。请先签字交班，再来印交接单。"
    seen = change.desk.handover.offers(begun.station_id, change.at("19:50").at)
    given = change.desk.handover.give(change.at("19:50"), begun, seen, password("李秀兰")).record
    assert [found.code for found in change.desk.printouts.findings(gathered(change, given))] == ["handover.draft"]
    (piece,) = gathered(change, given).pieces
    assert {item.answer for group in piece.data.groups for item in group.items} == {""}


def test_the_command_line_finds_a_handover_by_day_and_shift(change: Shifting) -> None:
    sealed = change.sealed()
    act = change.at("20:05")
    for shift in ("", "白班"):
        wanted = Namespace(paper="handover", date=DAY, shift=shift)
        assert order_of(change.desk, act, wanted) == HandoverOrder(handover_id=sealed.id)
    with pytest.raises(Refused) as refused:
        order_of(change.desk, act, Namespace(paper="handover", date=DAY, shift="中班"))
    assert refused.value.sentence == "11月23日「中班」没有办过交接。请看 --date 和 --shift 写得对不对。"
