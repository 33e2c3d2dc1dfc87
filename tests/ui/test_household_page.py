"""The page of one household, section by section; and two records of one person, found and made one."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.builders import YEAR, add_entitlement, add_household, add_policy, id_number, villager
from tests.ui.at_desk import Hand, at_desk
from tests.ui.conftest import child, focus, settle
from tests.ui.test_households_screen import again, button, people, screen
from ui.kit.confirm_sheet import ConfirmSheet
from ui.kit.labels import Prose, Text
from ui.screens.households import page as page_module
from ui.screens.households.on_page import OnPage, Section
from venue_desk.desk import Desk
from venue_desk.domain.households import ClosedBecause, Household, Relation
from venue_desk.domain.identity import Gender

Key = Qt.Key


def titles(hand: Hand) -> list[str]:
    settle()
    panel = screen(hand).view.panel
    return [label.text() for label in panel.findChildren(Text) if label.property("role") == "card-title"]


def words(hand: Hand) -> list[str]:
    settle()
    panel = screen(hand).view.panel
    return [label.text() for label in panel.findChildren(Text) if label.isVisibleTo(panel) and label.text()]


def open_page(hand: Hand, home: Household) -> None:
    again(hand)
    screen(hand).open(home.id)
    settle()


def test_everything_about_a_household_stands_on_its_page(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "households") as (desk, hand):
        wife = villager("马秀英", Relation.SPOUSE, phone="13800000102", id_number=id_number("19600101", 2))
        home = add_household(
            desk,
            "0001",
            "张满仓",
            "一社",
            wife,
            land=5600,
            account="6210123456780013",
            bank="农村信用社",
            note="低保户",
        )
        policy, other = add_policy(desk), add_policy(desk, "退耕还林")
        for year, quantity in ((YEAR, 3200), (YEAR - 1, 2800), (YEAR - 2, 1000), (YEAR - 3, 500)):
            add_entitlement(desk, home, policy, quantity, year)
        add_entitlement(desk, home, other, 1000, YEAR - 2)
        open_page(hand, home)
        own = ["家人", f"{YEAR}年补贴", "往年补贴", "发过的卡和单", "变更记录"]
        assert [title for title in titles(hand) if title in own] == own
        said = words(hand)
        for fact in ("0001", "一社", "尾号 0013", "农村信用社", "5.6 亩", "低保户", "去年 28.00", "32.00"):
            assert fact in said
        assert any("配偶  女" in line and "138****0102" in line for line in said)
        before = [line for line in said if line in {f"{YEAR - 2}年", f"{YEAR - 3}年", "2 项", "1 项", "20.00", "5.00"}]
        assert before == [f"{YEAR - 2}年", "2 项", "20.00", f"{YEAR - 3}年", "1 项", "5.00"]


def test_a_year_before_is_looked_at_line_by_line(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "households") as (desk, hand):
        home, policy = add_household(desk), add_policy(desk)
        for year, quantity in ((YEAR - 2, 1000), (YEAR - 3, 500)):
            add_entitlement(desk, home, policy, quantity, year)
        open_page(hand, home)
        hand.click(button(hand, "看明细"))
        assert screen(hand).view.panel.accessibleName() == f"{YEAR - 2}年补贴"
        assert "上年 5.00" in words(hand)
        hand.click(button(hand, "回到这户"))
        assert screen(hand).view.panel.accessibleName() == "张满仓"


def test_a_register_to_come_adds_a_section_of_its_own(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def visits(at: OnPage) -> Section | None:
        return Section("走访", Prose(f"{at.household.head_name}户还没有走访过")) if at.open else None

    monkeypatch.setattr(page_module, "SECTIONS", (*page_module.SECTIONS[:-1], visits, page_module.SECTIONS[-1]))
    with at_desk(tmp_path, qtbot, "households") as (desk, hand):
        home = add_household(desk)
        open_page(hand, home)
        assert titles(hand)[-2:] == ["走访", "变更记录"]
        assert "张满仓户还没有走访过" in words(hand)
        desk.households.close(desk.act(), home, ClosedBecause.MOVED, desk.act().today)
        open_page(hand, home)
        assert "走访" not in titles(hand)


# --- one person twice


def doubled(desk: Desk) -> tuple[Household, Household]:
    number = id_number(order=1)
    first = add_household(desk, "0001", "张满仓", "一社", villager("张强", Relation.SON, id_number=number))
    son = villager("张强", Relation.OTHER, id_number=number, phone="13800000199")
    return first, add_household(desk, "0002", "马秀英", "一社", son)


def test_those_registered_twice_are_a_filter_of_their_own(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "households") as (desk, hand):
        add_household(
            desk, "0003", "尉迟长河", "一社", villager("尉迟清", Relation.SON), villager("尉迟清", Relation.SON)
        )
        add_household(desk, "0004", "王根生")
        again(hand)
        chip = screen(hand).view.filters._chips["doubled"]
        assert (chip.isVisible(), chip.text()) == (True, "疑似重复 1")
        doubled(desk)
        settle()
        hand.click(chip)
        table = screen(hand).view.table
        assert chip.text() == "疑似重复 3"
        assert [row.household.number for row in table.every_row()] == ["0001", "0002", "0003"]


def test_where_nobody_is_registered_twice_the_filter_is_not_in_the_way(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "households") as (desk, hand):
        add_household(desk)
        again(hand)
        assert not screen(hand).view.filters._chips["doubled"].isVisible()


def test_what_becomes_of_the_two_is_told_before_they_are_made_one(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        home, _ = doubled(desk)
        open_page(hand, home)
        hand.click(button(hand, "留这户的"))
        sheet = child(screen(hand).view.panel, ConfirmSheet)
        assert focus() is sheet.back
        said = [prose.text() for prose in sheet.findChildren(Prose)]
        assert said[:3] == [
            "留下0001户的张强（子）这一条；0002户的张强（其他）那一条注销，写明并入哪一条。",
            "从那一条补上电话。",
            "两条的变更记录都留着。",
        ]
        hand.key(Key.Key_Escape)
        assert len(people(desk, "0002")) == 2
        hand.click(button(hand, "留那户的"))
        hand.click(child(screen(hand).view.panel, ConfirmSheet).verb)
        assert people(desk, "0001") == [("张满仓", Relation.HEAD)]
        assert people(desk, "0002")[-1][0] == "张强"
        assert "可能登记了两遍" not in titles(hand)
        hand.ctrl(Key.Key_Z)
        assert len(people(desk, "0001")) == 2
        assert "可能登记了两遍" in titles(hand)


def test_two_records_nothing_but_a_cadre_knows_to_be_one(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "households") as (desk, hand):
        home = add_household(desk, "0001", "张满仓", "一社", villager("张强", Relation.SON, gender=Gender.MALE))
        add_household(desk, "0002", "张小强", "一社", phone="13800000111")
        open_page(hand, home)
        hand.click(button(hand, "并人"))
        hand.key(Key.Key_Right)  # 张满仓 → 张强
        hand.enter()
        hand.type("zxq")
        hand.enter()
        hand.ctrl(Key.Key_S)
        sheet = child(screen(hand).view.panel, ConfirmSheet)
        said = [prose.text() for prose in sheet.findChildren(Prose)]
        assert said[0].startswith("留下0001户的张强（子）这一条；0002户的张小强（户主）那一条注销")
        assert said[1].startswith("0002户再没有别人，一起注销")
        hand.click(sheet.verb)
        assert people(desk, "0001")[-1] == ("张强", Relation.SON)
        assert desk.households.find(desk.act().station_id, "0002") is None
        hand.ctrl(Key.Key_Z)
        assert people(desk, "0002") == [("张小强", Relation.HEAD)]


def test_two_id_numbers_are_said_to_be_two_people_at_once(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "households") as (desk, hand):
        son = villager("张强", Relation.SON, id_number=id_number(order=1))
        home = add_household(desk, "0001", "张满仓", "一社", son)
        add_household(desk, "0002", "马秀英", "一社", replace(son, name="张小强", id_number=id_number(order=3)))
        open_page(hand, home)
        hand.click(button(hand, "并人"))
        hand.key(Key.Key_Right)
        hand.enter()
        hand.type("zxq")
        hand.enter()
        hand.ctrl(Key.Key_S)
        form = screen(hand).view.panel.form()
        assert form is not None
        assert "是两个人" in form.cells["other"].findings[0].sentence
        assert len(people(desk, "0001")) == 2
