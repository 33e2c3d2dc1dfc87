"""用印登记: numbered through the year without gaps, whoever writes at the same time; a cancelled number stays."""

from contextlib import ExitStack
from dataclasses import replace
from datetime import date

import pytest

from db import integrity
from db.connection import close_database, open_database
from db.folder import DataFolder
from tests.builders import KEY
from tests.db.people import beside
from tests.shift_change import Shifting, moment, seal_use
from venue_desk.domain.belongings import BelongingEntry, BelongingKind
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import Severity
from venue_desk.services.listings import Wanted

REGISTERS_MANY = """
import sys
from pathlib import Path
from random import Random
from uuid import UUID
from tests.shift_change import reopened, seal_use
from venue_desk.services.seal_uses import SealUses
with reopened(Path(sys.argv[1])) as made:
    register = SealUses(made.desk.announcer, Random(int(sys.argv[3])))
    print("ready", flush=True)
    sys.stdin.readline()
    for _ in range(25):
        register.register(made.act("王建军", "15:00"), seal_use(made, UUID(sys.argv[2]), clock="15:00"))
"""


def refusal(refused: "pytest.ExceptionInfo[Refused]") -> tuple[str, str]:
    (found,) = refused.value.findings
    return found.code, found.field


def test_uses_are_numbered_through_the_year(change: Shifting) -> None:
    (seal,) = change.desk.belongings.seals(change.at("10:00").station_id)
    third = change.desk.seal_uses.register(change.at("10:00"), seal_use(change, seal.id)).record
    assert (third.title, third.noted_by) == ("2026年第3号", change.id("李秀兰"))
    new_year = date(2027, 1, 1)
    entry = seal_use(change, seal.id, clock="09:00", day=new_year)
    assert change.desk.seal_uses.register(change.at("09:01", new_year), entry).record.title == "2027年第1号"
    late = seal_use(change, seal.id, clock="17:00", day=date(2026, 12, 31))
    assert change.desk.seal_uses.register(change.at("09:02", new_year), late).record.title == "2026年第4号"
    rows = change.desk.seal_uses.rows(third.station_id)
    assert [row.use.title for row in rows] == ["2027年第1号", *(f"2026年第{number}号" for number in (4, 3, 2, 1))]
    assert {(row.seal, row.approved_by) for row in rows} == {("村委会公章", "王建军")}


@pytest.mark.slow
def test_two_processes_never_take_the_same_number(change: Shifting) -> None:
    folder = change.desk.signed_in.folder.path
    (seal,) = change.desk.belongings.seals(change.at("15:00").station_id)
    with ExitStack() as running:
        others = [running.enter_context(beside(REGISTERS_MANY, folder, str(seal.id), str(seed))) for seed in (1, 2)]
        for other in others:
            assert other.stdout is not None
            assert other.stdout.readline() == "ready\n"
        for other in others:
            assert other.stdin is not None
            other.stdin.write("\n")
            other.stdin.flush()
        for other in others:
            other.communicate()
        assert [other.returncode for other in others] == [0, 0]
    close_database()
    open_database(DataFolder(folder).station, KEY)
    numbers = [row.use.number for row in change.desk.seal_uses.rows(seal.station_id)]
    assert numbers == list(range(52, 0, -1))


def test_a_cancelled_use_keeps_its_number_and_says_why(change: Shifting) -> None:
    act = change.at("10:00")
    last = change.desk.seal_uses.last(act.station_id)
    assert last is not None
    with pytest.raises(Refused) as refused:
        change.desk.seal_uses.cancel(act, last, "  ")
    assert refusal(refused) == ("seal_use.reason", "reason")
    cancelled = change.desk.seal_uses.cancel(act, last, " 写重了 ")
    assert (cancelled.record.number, cancelled.record.cancelled_for) == (2, "写重了")
    following = change.desk.seal_uses.register(act, seal_use(change, last.seal_id)).record
    assert following.number == 3
    with pytest.raises(Refused) as refused:
        change.desk.seal_uses.cancel(act, cancelled.record, "又写")
    assert refusal(refused)[0] == "seal_use.cancelled"
    change.desk.undo(change.at("10:05"), cancelled)
    assert integrity.check() == []


def test_a_use_is_found_by_words_letters_and_number(change: Shifting) -> None:
    register, act = change.desk.seal_uses, change.at("10:00")
    (seal,) = change.desk.belongings.seals(act.station_id)
    register.register(act, replace(seal_use(change, seal.id), for_whom="四社石来福", matter="危房改造表"))
    for typed, count in (
        ("何永强", 1),
        ("heyongqiang", 1),
        ("hyq", 1),
        ("危房", 1),
        ("3", 1),
        ("四社 危房", 1),
        ("qqq", 0),
    ):
        assert (register.count(act.station_id, typed), len(register.rows(act.station_id, typed))) == (count, count), (
            typed
        )


def test_registering_cannot_be_undone_so_no_number_goes_missing(change: Shifting) -> None:
    act = change.at("10:00")
    (seal,) = change.desk.belongings.seals(act.station_id)
    saved = change.desk.seal_uses.register(act, seal_use(change, seal.id))
    change.desk.undo(act, saved)
    assert change.desk.seal_uses.count(act.station_id) == 3


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"for_whom": " "}, "for_whom"),
        ({"matter": ""}, "matter"),
        ({"copies": 0}, "copies"),
        ({"at": moment("10:06")}, "at"),
    ],
)
def test_what_is_not_said_is_asked_at_its_field(change: Shifting, said: dict[str, object], field: str) -> None:
    (seal,) = change.desk.belongings.seals(change.at("10:00").station_id)
    with pytest.raises(Refused) as refused:
        change.desk.seal_uses.register(change.at("10:00"), replace(seal_use(change, seal.id), **said))  # type: ignore[arg-type]
    assert refusal(refused)[1] == field
    assert change.desk.seal_uses.count(seal.station_id) == 2


def test_only_a_seal_of_the_station_is_pressed_and_only_a_cadre_here_approves(change: Shifting) -> None:
    act = change.at("10:00")
    key = next(each for each in change.desk.belongings.rows(act.station_id) if each.kind is BelongingKind.KEY)
    with pytest.raises(Refused) as refused:
        change.desk.seal_uses.register(act, seal_use(change, key.id))
    assert refusal(refused)[1] == "seal_id"
    (seal,) = change.desk.belongings.seals(act.station_id)
    with pytest.raises(Refused) as refused:
        change.desk.seal_uses.register(act, replace(seal_use(change, seal.id), approved_by=seal.id))
    assert refusal(refused)[1] == "approved_by"


def test_an_earlier_time_than_the_number_before_is_worth_a_look_and_no_more(change: Shifting) -> None:
    (seal,) = change.desk.belongings.seals(change.at("10:00").station_id)
    entry = seal_use(change, seal.id, clock="08:10")
    (found,) = change.desk.seal_uses.findings(change.at("10:00"), entry)
    assert (found.code, found.severity) == ("seal_use.order", Severity.SHOULD)
    change.desk.seal_uses.register(change.at("10:00"), entry)


def test_a_second_seal_is_handed_over_by_itself(change: Shifting) -> None:
    act = change.at("10:00")
    entry = BelongingEntry(kind=BelongingKind.SEAL, name="党支部公章", place="党支部抽屉")
    change.desk.belongings.register(act, entry)
    offers = change.desk.handover.offers(act.station_id, act.at)
    told = {offer.fact: offer.detail for offer in offers if offer.source == "seal_uses"}
    assert told == {
        "村委会公章 1 枚": "今天用印 2 次，登记第 1、2 号",
        "党支部公章 1 枚": "今天没有用印，在党支部抽屉",
    }


def test_the_register_goes_out_as_excel(change: Shifting) -> None:
    act = change.at("10:00")
    wanted = Wanted(station_id=act.station_id, today=act.today, year=act.today.year)
    sheet = change.desk.exports.sheet(act, "seal_uses", wanted)
    assert [row[:2] for row in sheet.rows] == [(2026, 2), (2026, 1)]
