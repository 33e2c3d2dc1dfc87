"""农户: find, register, correct, close; the strokes are those of docs/at-the-desk.md."""

from dataclasses import replace
from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.builders import add_entitlement, add_household, add_policy, id_number, villager
from tests.ui.at_desk import Hand, at_desk
from tests.ui.conftest import child, settle
from ui.kit.buttons import Button
from ui.kit.confirm_sheet import ConfirmSheet
from ui.kit.field_text import ReadOnlyEditor
from ui.kit.field_ticks import TicksEditor
from ui.kit.finding_line import FindingLine
from ui.kit.form import Form
from ui.kit.labels import ElidedText, Prose
from ui.screens.households import HouseholdsScreen
from ui.screens.printouts import PrintoutsScreen
from venue_desk.desk import Desk
from venue_desk.domain.households import Household, HouseholdFilter, Relation
from venue_desk.domain.identity import Gender

Key = Qt.Key


def screen(hand: Hand) -> HouseholdsScreen:
    found = hand.window.screen_of("households")
    assert isinstance(found, HouseholdsScreen)
    return found


def button(hand: Hand, word: str) -> Button:
    settle()
    panel = screen(hand).view.panel
    return next(b for b in panel.findChildren(Button) if b.text() == word and b.isVisibleTo(panel))


def picked(hand: Hand) -> str:
    row = screen(hand).view.table.picked_row()
    assert row is not None
    return str(row.household.number)


def again(hand: Hand) -> None:
    hand.window.go("households")
    settle()


def test_hand_find_by_initials(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "households") as (desk, hand):
        for number, head in (("0001", "张满仓"), ("0002", "马秀英"), ("0003", "尉迟长河")):
            add_household(desk, number, head)
        again(hand)
        hand.ctrl(Key.Key_F)
        hand.type("mxy")
        hand.key(Key.Key_Down)
        row = screen(hand).view.table.picked_row()
        assert row is not None
        assert row.household.head_name == "马秀英"
        assert hand.strokes == 2


def test_letters_on_the_table_lead_to_a_head_and_go_round(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "households") as (desk, hand):
        for number, head in (("0001", "张满仓"), ("0002", "马秀英"), ("0003", "张秀兰"), ("0004", "尉迟长河")):
            add_household(desk, number, head)
        again(hand)
        table = screen(hand).view.table
        table.setFocus()
        led = []
        for letters in ("z", "z", "zm", "yc"):
            for letter in letters:
                hand.key(Key(ord(letter.upper())))
            table._forget_letters()
            led.append(picked(hand))
        assert led == ["0003", "0001", "0001", "0004"]


def test_the_picked_household_stays_picked_however_far_down(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "households") as (desk, hand):
        for number in range(1, 206):
            add_household(desk, f"{number:04d}", "张满仓")
        again(hand)
        table = screen(hand).view.table
        table.setFocus()
        hand.key(Key.Key_End)
        hand.key(Key.Key_Up)
        assert picked(hand) == "0204"
        add_household(desk, "0000", "马秀英")
        settle()
        assert picked(hand) == "0204"
        assert table.currentIndex().row() == 204


def test_a_new_household_with_its_head_by_keys_alone(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "households") as (desk, hand):
        hand.ctrl(Key.Key_N)
        hand.type("杨彩霞")
        hand.enter()
        hand.type("13800001234")
        form = child(screen(hand).view.panel, Form)
        form.cells["hamlet_id"].editor.set_text("三社")
        hand.ctrl(Key.Key_S)
        station = desk.act().station_id
        found = desk.households.find(station, "0001")
        assert found is not None
        assert found.head_name == "杨彩霞"
        page = desk.households.get(station, found.id)
        assert (page.hamlet, page.members[0].phone) == ("三社", "13800001234")


def test_a_digit_copied_wrong_is_told_at_its_field(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "households") as (desk, hand):
        hand.ctrl(Key.Key_N)
        hand.type("杨彩霞")
        number = id_number()
        cell = child(screen(hand).view.panel, Form).cells["id_number"]
        cell.editor.set_text(number[:-1] + ("1" if number[-1] != "1" else "2"))
        child(screen(hand).view.panel, Form).cells["hamlet_id"].editor.set_text("三社")
        hand.ctrl(Key.Key_S)
        assert ["末位校验" in finding.sentence for finding in cell.findings] == [True]
        assert cell.editor.control().hasFocus()
        assert desk.households.find(desk.act().station_id, "0001") is None


def test_a_whole_id_number_tells_who_it_is_at_once(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "households") as (_, hand):
        again(hand)
        hand.ctrl(Key.Key_N)
        form = child(hand.window, Form)
        form.cells["id_number"].editor.control().setFocus()
        hand.type(id_number("19580214"))
        assert form.cells["id_number"]._hint.text() == "男，1958-02-14 出生"


def test_hand_add_a_member(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "households") as (desk, hand):
        household = add_household(desk)
        again(hand)
        screen(hand).view.pick(household.id)
        hand.click(button(hand, "添家人"))
        hand.type("王秀珍")
        hand.enter()
        hand.type("配偶")
        hand.ctrl(Key.Key_S)
        members = desk.households.get(desk.act().station_id, household.id).members
        assert [(m.name, m.relation) for m in members][-1] == ("王秀珍", Relation.SPOUSE)
        assert hand.strokes == 3


def test_hand_print_its_sheet(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "households") as (desk, hand):
        household = add_household(desk)
        add_entitlement(desk, household, add_policy(desk))
        again(hand)
        screen(hand).view.pick(household.id)
        hand.ctrl(Key.Key_P)
        page = hand.window.screen_of("printouts")
        assert isinstance(page, PrintoutsScreen)
        assert page._gathered is not None
        assert [piece.household_ids for piece in page._gathered.pieces] == [(household.id,)]
        assert hand.strokes == 1


def test_closing_a_household_is_asked_and_can_be_let_be(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "households") as (desk, hand):
        household = add_household(desk, "0001", "张满仓", "一社", villager("王秀珍", Relation.SPOUSE))
        again(hand)
        screen(hand).view.pick(household.id)
        hand.click(button(hand, "注销"))
        sheet = child(screen(hand).view.panel, ConfirmSheet)
        assert sheet.back.hasFocus()
        hand.enter()
        station = desk.act().station_id
        assert desk.households.count(station, HouseholdFilter(year=2026)) == 1
        hand.click(button(hand, "注销"))
        sheet = child(screen(hand).view.panel, ConfirmSheet)
        assert sheet.form is not None
        sheet.form.cells["because"].editor.set_text("迁出")
        hand.click(sheet.verb)
        assert desk.households.count(station, HouseholdFilter(year=2026)) == 0
        assert desk.households.count(station, HouseholdFilter(year=2026, closed=True)) == 1
        hand.ctrl(Key.Key_Z)
        assert desk.households.count(station, HouseholdFilter(year=2026)) == 1


def test_a_member_who_died_stays_on_the_page(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "households") as (desk, hand):
        household = add_household(desk, "0001", "张满仓", "一社", villager("王秀珍", Relation.SPOUSE))
        again(hand)
        screen(hand).view.pick(household.id)
        hand.click(button(hand, "去世迁出"))
        child(screen(hand).view.panel, Form).cells["because"].editor.set_text("去世")
        hand.ctrl(Key.Key_S)
        page = desk.households.get(desk.act().station_id, household.id)
        assert [m.name for m in page.living_here] == ["张满仓"]
        assert len(page.members) == 2


def test_nothing_found_offers_to_clear_the_filter(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "households") as (desk, hand):
        add_household(desk)
        again(hand)
        hand.ctrl(Key.Key_F)
        hand.type("qqq")
        assert screen(hand).view.table.count() == 0
        clear = next(b for b in screen(hand).view.sheet.findChildren(Button) if b.text() == "清除筛选")
        hand.click(clear)
        assert screen(hand).view.table.count() == 1


# --- 分户, 并户, 转户, 合成一条 ----------------------------------------------------------------------------------------


def people(desk: Desk, number: str) -> list[tuple[str, Relation]]:
    station = desk.act().station_id
    found = desk.households.find(station, number)
    assert found is not None
    return [(m.name, m.relation) for m in desk.households.get(station, found.id).living_here]


def three_generations(desk: Desk) -> Household:
    return add_household(
        desk, "0001", "张满仓", "一社",
        villager("王秀珍", Relation.SPOUSE), villager("张强", Relation.SON, gender=Gender.MALE),
        villager("李梅", Relation.DAUGHTER_IN_LAW), villager("张小宝", Relation.GRANDCHILD, gender=Gender.MALE),
    )  # fmt: skip


def test_a_son_leaves_with_his_wife_and_child_and_it_can_be_undone(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "households") as (desk, hand):
        household = three_generations(desk)
        again(hand)
        screen(hand).view.pick(household.id)
        hand.click(button(hand, "分户"))
        form = child(screen(hand).view.panel, Form)
        form.cells["head"].editor.set_text("张强（子）")
        ticks = form.cells["members"].editor
        assert isinstance(ticks, TicksEditor)
        for box in ticks.boxes.values():
            if box.text() in {"李梅（儿媳）", "张小宝（孙辈）"}:
                hand.click(box)
        family = form.cells["family"].editor
        assert isinstance(family, ReadOnlyEditor)
        assert family.line.text() == "张强（户主）、李梅（配偶）、张小宝（子）"
        hand.ctrl(Key.Key_S)
        assert people(desk, "0002") == [
            ("张强", Relation.HEAD), ("李梅", Relation.SPOUSE), ("张小宝", Relation.SON),
        ]  # fmt: skip
        assert people(desk, "0001") == [("张满仓", Relation.HEAD), ("王秀珍", Relation.SPOUSE)]
        shown = screen(hand).view.panel.page
        assert shown is not None
        assert shown.title == "张强"
        hand.ctrl(Key.Key_Z)
        assert len(people(desk, "0001")) == 5
        assert desk.households.find(desk.act().station_id, "0002") is None


def test_two_households_become_one(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "households") as (desk, hand):
        add_household(desk, "0001", "张强", "一社", villager("李梅", Relation.SPOUSE, gender=Gender.FEMALE))
        wife = villager("王秀珍", Relation.SPOUSE, gender=Gender.FEMALE)
        old = add_household(desk, "0002", "张满仓", "一社", wife, land=5600)
        again(hand)
        screen(hand).view.pick(old.id)
        hand.click(button(hand, "并户"))
        hand.type("zq")
        hand.enter()
        child(screen(hand).view.panel, Form).cells["relation"].editor.set_text("父亲")
        hand.ctrl(Key.Key_S)
        sheet = child(screen(hand).view.panel, ConfirmSheet)
        assert [prose.text() for prose in sheet.findChildren(Prose)][:3] == [
            "张满仓（父亲）、王秀珍（母亲）转到0001户，户主还是张强。",
            "0002户注销，写明并入0001户。那户的补贴和发过的卡都留着，还能查。",
            "耕地 5.6 亩仍写在0002户，要算到0001户请再改。",
        ]
        hand.click(sheet.back)
        assert child(screen(hand).view.panel, Form).cells["relation"].editor.text() == "父亲"
        hand.ctrl(Key.Key_S)
        hand.click(child(screen(hand).view.panel, ConfirmSheet).verb)
        assert people(desk, "0001") == [
            ("张强", Relation.HEAD), ("李梅", Relation.SPOUSE), ("张满仓", Relation.FATHER), ("王秀珍", Relation.MOTHER),
        ]  # fmt: skip
        assert desk.households.counts(desk.act().station_id, 2026).closed == 1
        hand.ctrl(Key.Key_Z)
        assert len(people(desk, "0002")) == 2


def test_a_daughter_moves_to_another_household(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "households") as (desk, hand):
        home = add_household(desk, "0001", "张满仓", "一社", villager("张霞", Relation.DAUGHTER))
        add_household(desk, "0002", "马秀英", "一社")
        again(hand)
        screen(hand).view.pick(home.id)
        hand.click(button(hand, "转户"))
        hand.enter()
        hand.type("mxy")
        hand.enter()
        hand.type("儿媳")
        hand.ctrl(Key.Key_S)
        assert people(desk, "0002")[-1] == ("张霞", Relation.DAUGHTER_IN_LAW)
        assert people(desk, "0001") == [("张满仓", Relation.HEAD)]


def test_the_page_tells_what_was_changed_and_goes_back_to_the_household(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "households") as (desk, hand):
        home = add_household(desk, "0001", "张满仓", "一社")
        for land in range(1, 7):
            home = desk.households.change(desk.act(), home, replace(home, land=land * 1000)).record
        again(hand)
        screen(hand).view.pick(home.id)
        panel = screen(hand).view.panel
        said = [text.text() for text in panel.findChildren(ElidedText)]
        assert "张满仓户　耕地：5 亩 → 6 亩" in said
        assert "张满仓户　耕地：1 亩 → 2 亩" not in said
        hand.click(button(hand, "看全部"))
        said = [text.text() for text in panel.findChildren(ElidedText)]
        assert "张满仓户　耕地：1 亩 → 2 亩" in said
        hand.click(button(hand, "回到这户"))
        assert panel.page is not None
        assert panel.page.title == "张满仓"


# --- 导出Excel --------------------------------------------------------------------------------------------------------


def exported(hand: Hand, qtbot: QtBot, out: Path) -> list[tuple[object, ...]]:
    screen(hand).exporting.save_as(out)
    qtbot.waitUntil(out.exists, timeout=20_000)
    settle()
    return list(load_workbook(out).worksheets[0].iter_rows(min_row=4, values_only=True))


def test_what_is_filtered_is_exported_and_numbers_are_covered(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path / "d", qtbot, "households") as (desk, hand):
        add_household(desk, "0001", "张满仓", "一社", villager("张强", Relation.SON, phone="13800001111"))
        add_household(desk, "0002", "马秀英", "一社")
        again(hand)
        hand.ctrl(Key.Key_F)
        hand.type("zmc")
        quiet = next(b for b in screen(hand).view.findChildren(Button) if b.text() == "导出Excel")
        hand.click(quiet)
        rows = exported(hand, qtbot, tmp_path / "a.xlsx")
        assert [row[4] for row in rows] == ["张满仓", "张强"]
        assert rows[1][9] == "138****1111"
        qtbot.waitUntil(lambda: "已导出：a.xlsx" in hand.window._toast.text(), timeout=5_000)


def test_the_whole_numbers_want_a_reason(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path / "d", qtbot, "households") as (desk, hand):
        add_household(desk, "0001", "张满仓", "一社", villager("张强", Relation.SON, phone="13800001111"))
        again(hand)
        screen(hand).export()
        hand.key(Key.Key_Right)
        screen(hand).exporting.save_as(tmp_path / "a.xlsx")
        settle()
        form = child(screen(hand).view.panel, Form)
        assert [finding.field for finding in form.cells["reason"].findings] == ["reason"]
        assert not (tmp_path / "a.xlsx").exists()
        hand.type("报镇民政办核对")
        assert exported(hand, qtbot, tmp_path / "a.xlsx")[1][9] == "13800001111"


def test_a_blank_sheet_for_the_group_heads(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path / "d", qtbot, "households") as (_desk, hand):
        screen(hand).export()
        assert button(hand, "空白填写表").isEnabled()
        out = tmp_path / "b.xlsx"
        screen(hand).exporting.save_blank(out)
        qtbot.waitUntil(out.exists, timeout=20_000)
        page = load_workbook(out).worksheets[0]
        assert str(page["A1"].value) == "浅河村农户名册（填写表）"


def test_a_folder_that_is_gone_is_said_in_the_panel(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path / "d", qtbot, "households") as (desk, hand):
        add_household(desk)
        again(hand)
        screen(hand).export()
        screen(hand).exporting.save_as(tmp_path / "no" / "a.xlsx")
        panel = screen(hand).view.panel
        qtbot.waitUntil(lambda: bool(panel.findChildren(FindingLine)), timeout=20_000)
        assert "找不到文件夹" in panel.findChildren(FindingLine)[0].finding.sentence
