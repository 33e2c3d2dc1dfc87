"""Ctrl+K from anywhere: what is found under its captions, and every kind of hit opens where it belongs."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.builders import add_cadre, add_entitlement, add_household, add_policy
from tests.ui.at_desk import Hand, at_desk
from tests.ui.conftest import child, focus, settle, type_text
from tests.ui.test_home_screen import give_cards
from ui.kit.hits import Caption, Hit, Offer
from ui.kit.popup_list import PopupList
from ui.kit.search_box import SearchBox
from ui.screens import SCREENS
from ui.screens.cadres import CadresScreen
from ui.screens.households import HouseholdsScreen
from ui.screens.printouts import PrintoutsScreen
from ui.search_everywhere import ERRANDS
from venue_desk.desk import Desk
from venue_desk.domain.households import Relation, VillagerEntry

Key = Qt.Key


def village(desk: Desk, folder: Path) -> None:
    add_cadre(desk, "王建军", "一社")
    policy = add_policy(desk, "良种补贴（小麦）")
    for number, head in enumerate(("张文海", "张万顺", "李秀芳"), start=1):
        household = add_household(desk, f"000{number}", head, "一社")
        add_entitlement(desk, household, policy)
    home = desk.households.find(desk.act().station_id, "0003")
    assert home is not None
    desk.households.add_villager(desk.act(), home, VillagerEntry(name="周喜鹊", relation=Relation.SPOUSE))
    give_cards(desk, folder)
    desk.search.rebuild()
    settle()


def look_for(hand: Hand, typed: str) -> PopupList:
    hand.ctrl(Key.Key_K)
    type_text(focus(), typed)
    box = hand.window.top.search.popup
    assert isinstance(box, SearchBox)
    return box.popup


def lines(popup: PopupList) -> list[str]:
    shown = [popup._model.line(number) for number in range(popup._model.rowCount())]
    return [
        f"[{line.text}]" if isinstance(line, Caption) else line.title if isinstance(line, Hit) else line.text
        for line in shown
    ]


def test_hand_find_somebody(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        village(desk, tmp_path)
        look_for(hand, "zwh")
        hand.enter()
        page = hand.window.screen_of("households")
        assert isinstance(page, HouseholdsScreen)
        assert hand.window.key() == "households"
        assert page.view.panel.accessibleName() == "张文海"
        assert hand.strokes == 2


def test_hits_stand_under_their_captions_with_the_matched_part_marked(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        village(desk, tmp_path)
        popup = look_for(hand, "张文")
        assert lines(popup)[:2] == ["[人]", "张文海"]
        assert "[农户]" in lines(popup)
        first = popup.current()
        assert isinstance(first, Hit)
        assert first.spans == ((0, 2),)
        assert first.icon == "user"


def test_the_end_of_a_number_is_marked_where_it_is_shown(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        village(desk, tmp_path)
        popup = look_for(hand, "0101")
        hit = popup.current()
        assert isinstance(hit, Hit)
        assert hit.title == "王建军"
        (start, end), = hit.facts_spans  # fmt: skip
        assert hit.facts[start:end] == "0101"


def test_a_villager_opens_the_household_they_live_in(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "cadres") as (desk, hand):
        village(desk, tmp_path)
        look_for(hand, "zxq")
        hand.enter()
        page = hand.window.screen_of("households")
        assert isinstance(page, HouseholdsScreen)
        assert page.view.panel.accessibleName() == "李秀芳"


def test_a_cadre_opens_their_record(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        village(desk, tmp_path)
        look_for(hand, "wangjianjun")
        hand.enter()
        page = hand.window.screen_of("cadres")
        assert isinstance(page, CadresScreen)
        assert page.view.panel.accessibleName() == "王建军"


def test_a_policy_and_a_paper_open_where_they_belong(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        village(desk, tmp_path)
        look_for(hand, "良种补贴")
        hand.enter()
        assert hand.window.key() == "policies"
        serial = desk.printouts.rows(desk.act().station_id)[0].printout.serial
        look_for(hand, serial)
        hand.enter()
        page = hand.window.screen_of("printouts")
        assert isinstance(page, PrintoutsScreen)
        assert page._title.text().startswith("补印：")


@pytest.mark.parametrize(("typed", "key"), [("干部", "cadres"), ("nonghu", "households"), ("设置", "settings")])
def test_a_screen_is_a_place_to_go(tmp_path: Path, qtbot: QtBot, typed: str, key: str) -> None:
    with at_desk(tmp_path, qtbot, "home") as (_, hand):
        popup = look_for(hand, typed)
        assert lines(popup)[0] == "[去哪里]"
        hand.enter()
        assert hand.window.key() == key


def test_an_act_opens_its_form(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (_, hand):
        look_for(hand, "登记农户")
        hand.enter()
        page = hand.window.screen_of("households")
        assert isinstance(page, HouseholdsScreen)
        form = page.view.panel.form()
        assert form is not None
        assert form.isAncestorOf(focus())


def test_every_act_names_a_screen_there_is_and_words_of_its_own() -> None:
    known = {spec.key for spec in SCREENS}
    titles = [spec.title for spec in SCREENS] + [errand.title for errand in ERRANDS]
    assert {errand.screen for errand in ERRANDS} <= known
    assert len(set(titles)) == len(titles)


def test_what_was_opened_last_stands_first_next_time(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        village(desk, tmp_path)
        first, second = [title for title in lines(look_for(hand, "zw")) if title in {"张文海", "张万顺"}][:2]
        hand.key(Key.Key_Down)
        hand.enter()
        assert lines(look_for(hand, "zw"))[1] == second != first


def test_nothing_found_is_said_and_esc_leads_back_to_where_one_was(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        village(desk, tmp_path)
        was = focus()
        popup = look_for(hand, "查无此人")
        offer = popup.current()
        assert isinstance(offer, Offer)
        assert "没有找到「查无此人」" in offer.text
        hand.key(Key.Key_Escape)
        assert not popup.isVisible()
        hand.key(Key.Key_Escape)
        assert hand.window.top.search.text() == ""
        assert focus() is was
        assert child(hand.window, PopupList) is not None
