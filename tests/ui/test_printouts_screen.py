"""印: what was asked for is filled in, the paper is the real one, and what was printed is remembered."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.builders import add_cadre, add_entitlement, add_household, add_policy, cadre_entry, text_of
from tests.ui.at_desk import at_desk
from tests.ui.at_printouts import cards, finished, press, said, screen, village
from tests.ui.conftest import child, focus, settle
from ui.screens.printouts.kinds import KINDS
from ui.screens.printouts.subsidies import SubsidyAsking
from venue_desk.domain.printouts import PaperKey
from venue_desk.services.paper_catalogue import catalogue

Key = Qt.Key


def test_hand_only_those_without_a_card(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "cadres") as (desk, hand):
        village(desk)
        hand.window.go("printouts", paper="contact-card")
        settle()
        hand.click(cards(hand).acts[0])
        copies = {each.copies for each in cards(hand).who.chosen()}
        assert copies == {3}
        assert hand.strokes == 1
        assert screen(hand).options.send.isEnabled()


def test_saving_writes_the_file_and_remembers_who_was_given_a_card(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path / "d", qtbot, "cadres") as (desk, hand):
        village(desk)
        hand.window.go("printouts", paper="contact-card")
        settle()
        out = tmp_path / "cards.pdf"
        screen(hand).save_as(out)
        finished(hand, qtbot)
        assert text_of(out.read_bytes()).count("王建军") == 3
        counts = desk.households.counts(desk.act().station_id, 2026)
        assert counts.without_card == 0
        assert "已存：cards.pdf" in hand.window._toast.text()


def test_a_lost_sheet_is_printed_again_to_the_letter(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path / "d", qtbot, "cadres") as (desk, hand):
        village(desk)
        hand.window.go("printouts", paper="policy-sheet", year=2026)
        settle()
        screen(hand).save_as(tmp_path / "all.pdf")
        finished(hand, qtbot)
        first = desk.printouts.rows(desk.act().station_id, PaperKey.POLICY_SHEET)[0].printout
        hand.window.go("printouts", again=first.id)
        settle()
        screen(hand).save_as(tmp_path / "again.pdf")
        finished(hand, qtbot)
        again = text_of((tmp_path / "again.pdf").read_bytes())
        assert first.serial in again
        assert again in text_of((tmp_path / "all.pdf").read_bytes())
        station = desk.act().station_id
        number = first.data["household_number"]
        household = desk.households.find(station, number)
        assert household is not None
        issued = desk.households.get(station, household.id).issued
        assert sorted(i.issuance.times for i in issued) == [1, 2]


def test_the_first_free_place_moves_the_cards_along(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "cadres") as (desk, hand):
        village(desk)
        agent = next(c for c in desk.cadres.serving(desk.act().station_id) if c.name == "王建军")
        hand.window.go("printouts", paper="contact-card", cadre_ids=(agent.id,))
        settle()
        line = cards(hand).who._lines[[x.facts.cadre.id for x in cards(hand).who._lines].index(agent.id)]
        line.show_copies(9)
        cards(hand).options.start.setFocus()
        hand.type("3")
        assert cards(hand).options.start.start() == 3
        gathered = screen(hand)._gathered
        assert gathered is not None
        assert desk.printouts.pages(gathered) == 2


def test_every_paper_of_the_catalogue_belongs_to_one_kind() -> None:
    papers = [paper.value for kind in KINDS for paper in kind.papers]
    assert sorted(papers) == sorted(line.key for line in catalogue())


def test_what_was_printed_is_shown_by_kind_in_whatever_size(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path / "d", qtbot, "cadres") as (desk, hand):
        village(desk)
        for paper in ("contact-card", "contact-card-a6"):
            hand.window.go("printouts", paper=paper)
            settle()
            line = next(each for each in cards(hand).who._lines if each.facts.cadre.name == "王建军")
            line.show_copies(1)
            screen(hand)._look()
            screen(hand).save_as(tmp_path / f"{paper}.pdf")
            finished(hand, qtbot)
        hand.window.go("printouts", paper="issued")
        settle()
        for words, count in (("连心卡", 2), ("知情卡", 0), ("全部", 2)):
            press(hand, words)
            assert len(screen(hand).issued._sheet.table.every_row()) == count, words


def test_another_kind_is_picked_from_the_list(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "cadres") as (desk, hand):
        village(desk)
        hand.window.go("printouts", paper="contact-card")
        settle()
        screen(hand).kinds.setFocus()
        hand.key(Key.Key_Down)
        assert screen(hand).kinds.currentText() == "知情卡"
        assert screen(hand).options.send.text() == "打印 3 页"
        assert not cards(hand).who.isVisible()
        press(hand, "印发登记")
        assert screen(hand).issued.isVisible()
        screen(hand).kinds.setFocus()
        hand.key(Key.Key_Down)
        assert cards(hand).who.isVisible()


def test_a_digit_is_the_place_to_begin_at_unless_a_field_wants_it(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "cadres") as (desk, hand):
        village(desk)
        hand.window.go("printouts", paper="contact-card")
        settle()
        for stop in (screen(hand).options.send, cards(hand).options.qr, cards(hand).who._lines[0].tick):
            stop.setFocus()
            cards(hand).options.start.set_start(1)
            hand.key(Key.Key_4)
            assert cards(hand).options.start.start() == 4, stop
        line = next(line for line in cards(hand).who._lines if line.facts.cadre.name == "王建军")
        line.number.setFocus()
        line.number.selectAll()
        hand.type("7")
        assert (line.copies(), cards(hand).options.start.start()) == (7, 4)
        hand.enter()
        assert focus() is not line.number
        assert not screen(hand).options.job.busy()


def test_the_card_in_hand_is_enlarged_and_its_words_can_be_changed(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "cadres") as (desk, hand):
        village(desk)
        add_cadre(desk, "李秀兰", "二社")
        hand.window.go("printouts", paper="contact-card")
        settle()
        lines = {line.facts.cadre.name: line for line in cards(hand).who._lines}
        before = cards(hand).who.close_up.grab().toImage()
        lines["李秀兰"].number.setFocus()
        settle()
        assert cards(hand).who.close_up.grab().toImage() != before
        press(hand, "改文字")
        assert hand.window.key() == "cadres"
        found = hand.window.screen_of("cadres").view.table.picked_row()  # type: ignore[attr-defined]  # its register
        assert found.cadre.name == "李秀兰"


def test_tab_goes_in_reading_order(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "cadres") as (desk, hand):
        village(desk)
        hand.window.go("printouts", paper="contact-card")
        settle()
        screen(hand).kinds.setFocus()
        passed: list[QWidget] = []
        while focus() is not screen(hand).options.send and len(passed) < 60:
            hand.key(Key.Key_Tab)
            passed.append(focus())
        who, how, out = cards(hand).who, cards(hand).options, screen(hand).options
        stops = [who._lines[0].tick, who._lines[0].number, who.close_up.change]
        stops += [how.paper.buttons()[0], how.crop_marks, how.qr, out.save, out.send]
        places = [passed.index(stop) for stop in stops]
        assert places == sorted(places)


def test_another_year_is_another_paper(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "cadres") as (desk, hand):
        village(desk)
        add_entitlement(desk, add_household(desk, "0009", "赵家旺"), add_policy(desk, "耕地补贴"), year=2025)
        hand.window.go("printouts", paper="policy-sheet", year=2026)
        settle()
        assert screen(hand).options.send.text() == "打印 3 页"
        child(screen(hand), SubsidyAsking).who._years.setFocus()
        hand.key(Key.Key_Down)
        assert screen(hand).options.send.text() == "打印 1 页"


def test_where_there_is_nothing_it_says_what_to_do(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "cadres") as (desk, hand):
        head = desk.cadres.serving(desk.act().station_id)[0]
        desk.cadres.change(desk.act(), head, cadre_entry(head.name, is_agent=False, is_head=True, phone=head.phone))
        hand.window.go("printouts", paper="policy-sheet")
        settle()
        assert not screen(hand).options.send.isEnabled()
        press(hand, "登记补贴")
        assert hand.window.key() == "policies"
        hand.window.go("printouts", paper="contact-card")
        settle()
        press(hand, "登记干部")
        assert hand.window.key() == "cadres"


@pytest.mark.parametrize("percent", [100, 125, 150])
def test_nothing_is_cut_at_any_size_of_type(tmp_path: Path, qtbot: QtBot, percent: int) -> None:
    from ui.style import Appearance

    with at_desk(tmp_path, qtbot, "cadres") as (desk, hand):
        village(desk)
        hand.window.resize(1366, 768)
        hand.window.dress(Appearance("light", percent))
        for paper in (kind.key for kind in KINDS):
            hand.window.go("printouts", paper=paper)
            settle()
            here = screen(hand)
            assert here.width() <= hand.window.width()
            for widget in (here.kinds, here._back, here.options.send, here.options.save, here.preview):
                assert widget.width() >= widget.minimumSizeHint().width(), (paper, widget)
                corner = widget.mapTo(here, widget.rect().bottomRight())
                assert here.rect().contains(corner), (paper, widget)
        assert QApplication.focusWidget() is not None


def test_a_character_no_font_has_is_named_before_printing(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "cadres") as (desk, hand):
        policy = add_policy(desk)
        add_entitlement(desk, add_household(desk, "0001", "张\U000f1234"), policy)
        hand.window.go("printouts", paper="policy-sheet")
        settle()
        assert not screen(hand).options.send.isEnabled()
        press(hand, "印成〓")
        assert screen(hand).options.send.isEnabled()


def test_a_character_no_font_has_is_spelled_otherwise_on_this_paper(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path / "d", qtbot, "cadres") as (desk, hand):
        home = add_household(desk, "0001", "张\U000f1234\U000f1235")
        add_entitlement(desk, home, add_policy(desk))
        hand.window.go("printouts", paper="policy-sheet")
        settle()
        press(hand, "换个写法")
        hand.type("羽")
        hand.enter()
        hand.enter()
        assert "最多 12 个字" in said(hand)  # the second line is still empty, and what was typed stands
        assert not screen(hand).options.send.isEnabled()
        hand.type("（上羽下中）")
        hand.enter()
        assert said(hand) == ""
        assert focus() is screen(hand).options.send
        assert screen(hand).options.send.isEnabled()
        gathered = screen(hand)._gathered
        assert gathered is not None
        assert "张羽（上羽下中）" in text_of(desk.printouts.preview(gathered)).replace("\n", "")
        screen(hand).save_as(tmp_path / "a.pdf")
        finished(hand, qtbot)
        assert "张羽（上羽下中）" in text_of((tmp_path / "a.pdf").read_bytes()).replace("\n", "")
        (row,) = desk.printouts.rows(desk.act().station_id)
        assert row.printout.data["head"] == "张羽（上羽下中）"
        assert desk.households.get(desk.act().station_id, home.id).household.head_name == home.head_name
        hand.window.go("printouts", paper="policy-sheet")  # the next paper is asked about anew
        settle()
        assert not screen(hand).options.send.isEnabled()
        press(hand, "换个写法")
        hand.key(Key.Key_Escape)
        assert hand.window.key() == "printouts"
        assert screen(hand).preview.holds_focus()


def test_stopping_leaves_nothing_behind(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path / "d", qtbot, "cadres") as (desk, hand):
        village(desk)
        hand.window.go("printouts", paper="contact-card")
        settle()
        for line in cards(hand).who._lines:
            line.show_copies(9999)
        screen(hand)._look()
        out = tmp_path / "cards.pdf"
        out.write_bytes(b"old")
        screen(hand).save_as(out)
        hand.click(screen(hand).options.job._stop)
        finished(hand, qtbot)
        assert out.read_bytes() == b"old"
        assert desk.printouts.count(desk.act().station_id) == 0
        assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []
