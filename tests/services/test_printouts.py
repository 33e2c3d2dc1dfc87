"""Papers: gathered quickly, numbered once, remembered only when printed, the same again when lost."""

import pickle
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.builders import (
    KEY,
    TODAY,
    YEAR,
    add_cadre,
    add_entitlement,
    add_household,
    add_policy,
    counted_queries,
    entitlement_entry,
    text_of,
)
from venue_desk.desk import Desk
from venue_desk.domain.errors import Refused
from venue_desk.domain.households import HouseholdFilter
from venue_desk.domain.printouts import (
    CardOrder,
    Copies,
    IssueReason,
    ListOrder,
    PaperKey,
    Printout,
    SheetOrder,
)
from venue_desk.domain.settings import SettingEntry
from venue_desk.services.printouts import Run


@pytest.fixture
def village(desk: Desk) -> Desk:
    """Two agents, four households, two policies."""
    add_cadre(desk, "王建军", "一社")
    add_cadre(desk, "李秀兰", "二社", phone="138-0000-0103")
    wheat, pension = add_policy(desk), add_policy(desk, "城乡居民基础养老金", 7000, unit="人", per="月")
    for number, head, hamlet in (
        ("0001", "张满仓", "一社"),
        ("0002", "赵秀兰", "一社"),
        ("0003", "王根生", "二社"),
        ("0004", "何满堂", "三社"),
    ):
        household = add_household(desk, number, head, hamlet)
        if head != "何满堂":
            add_entitlement(desk, household, wheat, 3250)
            add_entitlement(desk, household, pension, 12000, rate_fen=7000, amount_fen=84000)
    return desk


def finish(desk: Desk, run: Run) -> list[Printout]:
    assert list(run.job())
    return desk.printouts.record(desk.act(), run).record


def print_order(desk: Desk, order: CardOrder | SheetOrder | ListOrder, out: Path) -> list[Printout]:
    return finish(desk, desk.printouts.start(desk.act(), desk.printouts.gather(desk.act(), order), out))


def cards(desk: Desk) -> CardOrder:
    return CardOrder(agents=desk.printouts.default_cards(desk.act().station_id))


def without_card(desk: Desk) -> list[str]:
    rows = desk.households.page(None, HouseholdFilter(year=YEAR, without_card=True))
    return [row.household.head_name for row in rows]


def test_each_agent_gets_a_card_for_every_household_without_one(village: Desk, tmp_path: Path) -> None:
    names = {cadre.id: cadre.name for cadre in village.cadres.serving(None)}
    order = cards(village)
    assert {names[each.cadre_id]: each.copies for each in order.agents} == {"陈志远": 1, "王建军": 2, "李秀兰": 1}
    print_order(village, order, tmp_path / "cards.pdf")
    text = text_of((tmp_path / "cards.pdf").read_bytes())
    assert [
        text.count(f"{name} ") + text.count(f"{name}\n") + text.count(f"{name}\r") for name in ("王建军", "李秀兰")
    ] == [2, 1]
    assert without_card(village) == []
    assert [each.copies for each in cards(village).agents] == [0, 0, 0]
    assert [f.code for f in village.printouts.findings(village.printouts.gather(village.act(), cards(village)))] == [
        "print.nothing"
    ]


def test_fewer_cards_than_households_serve_the_first_in_the_order_of_the_village(village: Desk, tmp_path: Path) -> None:
    wang = next(cadre for cadre in village.cadres.serving(None) if cadre.name == "王建军")
    order = CardOrder(agents=(Copies(cadre_id=wang.id, copies=1),), start=3)
    gathered = village.printouts.gather(village.act(), order)
    assert (gathered.households, village.printouts.pages(gathered)) == (1, 1)
    finish(village, village.printouts.start(village.act(), gathered, tmp_path / "card.pdf"))
    assert without_card(village) == ["赵秀兰", "王根生", "何满堂"]


def test_the_start_position_lies_on_the_sheet(village: Desk, tmp_path: Path) -> None:
    order = replace(cards(village), start=11)
    gathered = village.printouts.gather(village.act(), order)
    assert [(f.code, f.field) for f in village.printouts.findings(gathered)] == [("print.start", "start")]
    with pytest.raises(Refused, match="10"):
        village.printouts.start(village.act(), gathered, tmp_path / "x.pdf")
    a6 = village.printouts.gather(village.act(), replace(order, paper=PaperKey.CONTACT_CARD_A6, start=4))
    assert village.printouts.findings(a6) == []
    assert village.printouts.pages(a6) == 2


def test_a_sheet_says_what_the_household_draws(village: Desk, tmp_path: Path) -> None:
    households = {
        row.household.head_name: row.household for row in village.households.page(None, HouseholdFilter(year=YEAR))
    }
    order = SheetOrder(year=YEAR, household_ids=(households["张满仓"].id,))
    (printout,) = print_order(village, order, tmp_path / "sheet.pdf")
    text = text_of((tmp_path / "sheet.pdf").read_bytes())
    for piece in (
        "张满仓", "一社", "0001", "良种补贴（小麦）", "示例〔2020〕1号", "3.25 亩", "10.00元/亩·年", "32.50",
        "12 人·月", "840.00", "872.50", "人民币捌佰柒拾贰元伍角整", "0013", printout.serial, "王建军", "138-0000-0101",
        "县农业农村局 0932-6622021", "菜子镇浅河村便民服务站",
    ):  # fmt: skip
        assert piece in text, piece
    assert "赵秀兰" not in text
    page = village.households.get(printout.station_id, households["张满仓"].id)
    assert [(row.serial, row.issuance.reason, row.issuance.times) for row in page.issued] == [
        (printout.serial, IssueReason.FIRST, 1)
    ]


def test_sheets_by_hamlet_and_for_all(village: Desk) -> None:
    hamlet = village.stations.hamlets(village.act().station_id)[0]
    act = village.act()
    heads = [
        [piece.data.head for piece in village.printouts.gather(act, order).pieces]
        for order in (SheetOrder(year=YEAR), SheetOrder(year=YEAR, hamlet_id=hamlet.id), SheetOrder(year=2019))
    ]
    assert heads == [["张满仓", "赵秀兰", "王根生"], ["张满仓", "赵秀兰"], []]


def test_three_hundred_sheets_take_as_many_queries_as_three(village: Desk) -> None:
    with counted_queries() as few:
        village.printouts.gather(village.act(), SheetOrder(year=YEAR))
    policy = village.policies.rows(None, TODAY)[0].policy
    households = [add_household(village, f"1{n:03d}", "张满仓", "三社") for n in range(20)]
    village.entitlements.register_many(village.act(), [entitlement_entry(h, policy) for h in households])
    with counted_queries() as many:
        assert len(village.printouts.gather(village.act(), SheetOrder(year=YEAR)).pieces) == 23
    assert len(many) == len(few) <= 10


def test_the_wall_list_shows_names_and_amounts_only(village: Desk, tmp_path: Path) -> None:
    village.settings.set(village.act(), SettingEntry(key="posting_days", value=9, from_on=date(2026, 1, 1)))
    made = print_order(village, ListOrder(year=YEAR, from_on=TODAY), tmp_path / "list.pdf")
    assert [printout.title for printout in made] == ["一社 2026 年公示名单", "二社 2026 年公示名单"]
    text = text_of((tmp_path / "list.pdf").read_bytes())
    assert "2026年11月23日至2026年12月2日" in text
    assert "张满仓" in text
    for private in ("0013", "62101234560013", "0001", "138-0000-0101"):
        assert private not in text.replace(made[0].serial, "").replace(made[1].serial, "")


def test_a_run_given_up_leaves_no_trace_and_its_numbers_are_never_given_again(village: Desk, tmp_path: Path) -> None:
    gathered = village.printouts.gather(village.act(), SheetOrder(year=YEAR))
    run = village.printouts.start(village.act(), gathered, tmp_path / "sheets.pdf")
    steps = run.job()
    next(steps)
    steps.close()
    assert list(tmp_path.glob("*.pdf*")) == [] == list(tmp_path.glob(".*"))
    assert village.printouts.rows(None) == []
    made = print_order(village, SheetOrder(year=YEAR), tmp_path / "sheets.pdf")
    taken = {piece.serial for piece in run.gathered.pieces}
    assert taken.isdisjoint({printout.serial for printout in made})
    assert len({printout.serial for printout in made}) == 3


def test_the_preview_shows_the_number_that_will_stand_there(village: Desk, tmp_path: Path) -> None:
    gathered = village.printouts.gather(village.act(), SheetOrder(year=YEAR))
    run = village.printouts.start(village.act(), gathered, tmp_path / "sheets.pdf")
    assert [piece.serial for piece in run.gathered.pieces] == [piece.serial for piece in gathered.pieces]
    assert gathered.pieces[1].serial in text_of(village.printouts.preview(gathered, 2))
    assert [piece.serial[-4:] for piece in gathered.pieces] == ["0001", "0002", "0003"]


def test_two_processes_never_take_the_same_number(village: Desk, tmp_path: Path) -> None:
    program = f"""
import sys
from datetime import date
from pathlib import Path
from uuid import UUID
from db.connection import open_database
from db.printouts import take_serials
from venue_desk.domain.printouts import PaperKey
open_database(Path(sys.argv[1]), bytes.fromhex({KEY.hex()!r}))
for _ in range(40):
    print(*take_serials(UUID(sys.argv[2]), PaperKey.POLICY_SHEET, date(2026, 11, 23), 3))
"""
    file, station = village.signed_in.folder.station, village.act().station_id
    running = [
        subprocess.Popen([sys.executable, "-c", program, file, str(station)], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    taken = [int(number) for process in running for number in process.communicate()[0].split()]
    assert sorted(taken) == list(range(1, 241))


def test_recording_twice_is_refused(village: Desk, tmp_path: Path) -> None:
    run = village.printouts.start(
        village.act(), village.printouts.gather(village.act(), cards(village)), tmp_path / "a.pdf"
    )
    finish(village, run)
    with pytest.raises(Refused) as refused:
        village.printouts.record(village.act(), run)
    assert [f.code for f in refused.value.findings] == ["printout.recorded"]
    assert len(village.printouts.rows(None)) == 3


def test_printed_wrong_is_taken_back(village: Desk, tmp_path: Path) -> None:
    run = village.printouts.start(
        village.act(), village.printouts.gather(village.act(), cards(village)), tmp_path / "a.pdf"
    )
    list(run.job())
    village.undo(village.act(), village.printouts.record(village.act(), run))
    assert len(without_card(village)) == 4
    assert village.printouts.rows(None) == []


def test_a_lost_sheet_is_printed_again_byte_for_byte(village: Desk, tmp_path: Path) -> None:
    households = village.households.page(None, HouseholdFilter(year=YEAR))
    zhang = next(row.household for row in households if row.household.head_name == "张满仓")
    order = SheetOrder(year=YEAR, household_ids=(zhang.id,))
    (printout,) = print_order(village, order, tmp_path / "first.pdf")
    village.households.change(village.act(), zhang, replace(zhang, account="62109999990000"))
    village.stations.change(
        village.act(), village.stations.get(zhang.station_id), replace(village.signed_in.station, name="新站名")
    )
    for times in (2, 3):
        again = village.printouts.again(village.act(), printout.id)
        run = village.printouts.start(village.act(), again, tmp_path / f"{times}.pdf")
        assert finish(village, run) == [printout]
        assert (tmp_path / f"{times}.pdf").read_bytes() == (tmp_path / "first.pdf").read_bytes()
    issued = village.households.get(zhang.station_id, zhang.id).issued
    assert [(row.issuance.reason, row.issuance.times) for row in issued] == [
        (IssueReason.LOST, 3), (IssueReason.LOST, 2), (IssueReason.FIRST, 1),
    ]  # fmt: skip
    (row,) = village.printouts.rows(None)
    assert (row.printout.id, row.given, row.again, row.printed_by) == (printout.id, 1, 2, "陈志远")


def test_a_lost_card_is_printed_for_one_household(village: Desk, tmp_path: Path) -> None:
    made = print_order(village, cards(village), tmp_path / "cards.pdf")
    card = next(printout for printout in made if printout.title == "王建军的连心卡")
    row = village.households.page(None, HouseholdFilter(year=YEAR))[1]
    again = village.printouts.again(village.act(), card.id, (row.household.id,), start=4)
    assert (again.pieces[0].copies, again.options.start) == (1, 4)
    finish(village, village.printouts.start(village.act(), again, tmp_path / "one.pdf"))
    issued = village.households.get(row.household.station_id, row.household.id).issued
    assert [(entry.serial, entry.issuance.times) for entry in issued] == [(card.serial, 2), (card.serial, 1)]


def test_a_sheet_with_new_contents_is_an_exchange(village: Desk, tmp_path: Path) -> None:
    for _ in range(2):
        print_order(village, SheetOrder(year=YEAR), tmp_path / "sheets.pdf")
    row = village.households.page(None, HouseholdFilter(year=YEAR))[0]
    issued = village.households.get(row.household.station_id, row.household.id).issued
    assert [(entry.issuance.reason, entry.issuance.times) for entry in issued] == [
        (IssueReason.CHANGED, 2), (IssueReason.FIRST, 1),
    ]  # fmt: skip
    assert issued[0].serial != issued[1].serial


def test_a_character_no_font_has_is_named_before_printing(village: Desk, tmp_path: Path) -> None:
    add_entitlement(
        village, add_household(village, "0009", "王\U000323af", "三社"), village.policies.rows(None, TODAY)[0].policy
    )
    gathered = village.printouts.gather(village.act(), SheetOrder(year=YEAR))
    (finding,) = village.printouts.findings(gathered)
    assert finding.code == "print.missing_character"
    assert "U+323AF" in finding.sentence
    assert village.printouts.preview(gathered, 4).startswith(b"%PDF")
    with pytest.raises(Refused):
        list(village.printouts.start(village.act(), gathered, tmp_path / "x.pdf").job())
    agreed = village.printouts.start(village.act(), gathered, tmp_path / "x.pdf", missing_as_geta=True)
    finish(village, agreed)
    assert "〓" in text_of((tmp_path / "x.pdf").read_bytes())


def test_an_agent_without_a_phone_is_named(village: Desk) -> None:
    cadre = add_cadre(village, "周玉凤", "三社", phone="")
    found = village.printouts.findings(village.printouts.gather(village.act(), cards(village)))
    assert [f.sentence for f in found] == [f"{cadre.name}没有电话，卡上会空着。请先在干部里补上。"]


def test_the_job_runs_in_another_process(village: Desk, tmp_path: Path) -> None:
    run = village.printouts.start(
        village.act(), village.printouts.gather(village.act(), SheetOrder(year=YEAR)), tmp_path / "there.pdf"
    )
    program = "import pickle, sys; print(list(pickle.load(sys.stdin.buffer)())[-1])"
    told = subprocess.run(
        [sys.executable, "-c", program], input=pickle.dumps(run.job), stdout=subprocess.PIPE, check=True
    )
    assert told.stdout.decode().strip() == "(3, 3, '已好 3 页，共 3 页')"
    there = (tmp_path / "there.pdf").read_bytes()
    list(run.job())
    assert (tmp_path / "there.pdf").read_bytes() == there


def test_how_far_the_papers_of_a_year_have_come_in_each_hamlet(village: Desk, tmp_path: Path) -> None:
    act = village.act()
    one, two, three = village.stations.hamlets(act.station_id)
    family = next(iter(village.households.page(act.station_id, HouseholdFilter(year=YEAR)))).household
    orders = (
        SheetOrder(year=YEAR, household_ids=(family.id,)),
        ListOrder(year=YEAR, from_on=date(2026, 11, 1), hamlet_id=two.id),
        ListOrder(year=YEAR, from_on=date(2026, 11, 20), hamlet_id=two.id),
    )
    for order in orders:
        finish(village, village.printouts.start(act, village.printouts.gather(act, order), tmp_path / "paper.pdf"))
    first, second, third = village.printouts.by_hamlet(act.station_id, YEAR)
    assert [p.hamlet_id for p in (first, second, third)] == [one.id, two.id, three.id]
    assert [(p.households, p.with_sheet, p.without_sheet) for p in (first, second, third)] == [
        (2, 1, 1), (1, 0, 1), (0, 0, 0),
    ]  # fmt: skip
    assert (second.posted_from, second.posted_to, second.listed_on) == (date(2026, 11, 20), date(2026, 11, 27), TODAY)
    days = (date(2026, 11, 19), date(2026, 11, 20), TODAY, date(2026, 11, 27), date(2026, 11, 28))
    assert [second.days_left(day) for day in days] == [None, 7, 4, 0, None]
    assert first.posted_from is None
    assert first.days_left(TODAY) is None
    assert [p.households for p in village.printouts.by_hamlet(act.station_id, YEAR - 1)] == [0, 0, 0]
