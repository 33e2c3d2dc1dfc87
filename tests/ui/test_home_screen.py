"""值班台: what is due and the way to it, by real keys and clicks; the strokes are those of docs/at-the-desk.md."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.builders import NOW, SETUP, YEAR, add_cadre, add_entitlement, add_household, add_policy
from tests.case_village import applicant
from tests.ui.at_desk import Hand, at_desk
from tests.ui.case_desk import case_desk
from tests.ui.conftest import child, focus, settle
from ui.kit.buttons import Button
from ui.kit.columns import Tone
from ui.kit.empty_state import EmptyState
from ui.kit.labels import Text
from ui.screens.cadres import CadresScreen
from ui.screens.home import HomeScreen
from ui.screens.home.progress import TALL, Reach
from ui.screens.home.reaches import cards_reach, sheets_reach
from ui.screens.home.todo_card import TodoCard
from ui.screens.home.todos import DUE, LACKING, OVERDUE, PLANNED, Todo, TodoGroup, todo_groups
from ui.screens.households import HouseholdsScreen
from ui.screens.printouts import PrintoutsScreen
from ui.screens.printouts.subsidies import SubsidyAsking
from ui.screens.settings import SettingsScreen
from ui.style import Appearance
from venue_desk.desk import Desk
from venue_desk.domain.findings import must, should
from venue_desk.domain.printouts import CardOrder, Copies

Key = Qt.Key


def screen(hand: Hand) -> HomeScreen:
    found = hand.window.screen_of("home")
    assert isinstance(found, HomeScreen)
    return found


def back_home(hand: Hand) -> HomeScreen:
    hand.window.go("home")
    settle()
    return screen(hand)


def todo(hand: Hand, fact: str) -> Button:
    """The button of the line that begins with these words."""
    return next(b for b in screen(hand).todos.buttons if fact in b.accessibleName())


def facts_on(card: TodoCard) -> list[str]:
    return [label.text() for label in card.findChildren(Text) if label.property("role") == "fact"]


def running_station(desk: Desk) -> None:
    """Households, cadres and a policy: past its first steps."""
    add_cadre(desk, "王建军", "一社", "二社", "三社")
    household = add_household(desk)
    add_household(desk, "0002", "李秀芳", "二社")
    add_entitlement(desk, household, add_policy(desk))


def give_cards(desk: Desk, folder: Path) -> None:
    """Print and hand out every card that is lacking."""
    act = desk.act()
    agents = tuple(Copies(cadre_id=c.cadre_id, copies=c.copies) for c in desk.printouts.default_cards(act.station_id))
    gathered = desk.printouts.gather(act, CardOrder(agents=agents))
    run = desk.printouts.start(act, gathered, folder / "cards.pdf")
    desk.printouts.record(act, run)


def test_a_new_station_is_led_step_by_step_and_the_next_step_is_the_red_one(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        card = screen(hand).todos
        assert facts_on(card)[:4] == ["1. 填电话", "2. 登记干部", "3. 登记农户", "4. 登记政策"]
        assert [b.text() for b in card.buttons if b.property("kind") == "primary"] == ["登记干部"]
        add_cadre(desk, "王建军")
        settle()
        assert [b.text() for b in card.buttons if b.property("kind") == "primary"] == ["登记农户"]
        running_station(desk)
        settle()
        assert not any(fact.startswith("1. ") for fact in facts_on(card))


def test_without_a_phone_the_first_step_goes_to_the_very_field(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        station = desk.stations.get(desk.act().station_id)
        desk.stations.change(desk.act(), station, replace(SETUP.station, phone=""))
        settle()
        assert screen(hand).station.phone.text() == "还没填"
        hand.click(todo(hand, "1. 填电话"))
        assert hand.window.key() == "settings"
        hand.type("0932-6622000")
        hand.ctrl(Key.Key_S)
        assert desk.stations.get(desk.act().station_id).phone == "09326622000"
        assert back_home(hand).station.phone.text() == "0932-6622000"


def test_hand_the_cards_still_missing(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        running_station(desk)
        settle()
        hand.click(todo(hand, "还有 2 户没有连心卡"))
        page = hand.window.screen_of("printouts")
        assert isinstance(page, PrintoutsScreen)
        assert hand.window.key() == "printouts"
        assert page._title.text() == "印便民连心卡"
        assert hand.strokes == 1


def test_hand_the_sheets_still_missing(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        running_station(desk)
        settle()
        hand.click(todo(hand, f"还有 1 户没有 {YEAR} 年知情卡"))
        page = hand.window.screen_of("printouts")
        assert isinstance(page, PrintoutsScreen)
        assert page._title.text() == "印惠农政策知情卡"
        assert hand.strokes == 1


def test_a_cadre_without_a_phone_opens_their_own_form(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        running_station(desk)
        cadre = add_cadre(desk, "张小梅", "二社", phone="")
        settle()
        hand.click(todo(hand, "张小梅没有电话"))
        page = hand.window.screen_of("cadres")
        assert isinstance(page, CadresScreen)
        form = page.view.panel.form()
        assert form is not None
        assert form.texts()["name"] == cadre.name


def test_hand_register_a_household_from_the_quick_actions(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (_, hand):
        hand.click(screen(hand).quick.verbs["登记农户"])
        page = hand.window.screen_of("households")
        assert isinstance(page, HouseholdsScreen)
        form = page.view.panel.form()
        assert form is not None
        assert next(iter(form.cells.values())).isAncestorOf(focus())
        assert hand.strokes == 1


@pytest.mark.parametrize(("verb", "title"), [("印知情卡", "印惠农政策知情卡"), ("补印丢了的", "印发登记")])
def test_hand_a_paper_from_the_quick_actions(tmp_path: Path, qtbot: QtBot, verb: str, title: str) -> None:
    with at_desk(tmp_path, qtbot, "home") as (_, hand):
        hand.click(screen(hand).quick.verbs[verb])
        page = hand.window.screen_of("printouts")
        assert isinstance(page, PrintoutsScreen)
        assert page._title.text() == title
        assert hand.strokes == 1


def test_hand_go_on_with_a_draft(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "households") as (_, hand):
        hand.ctrl(Key.Key_N)
        hand.type("周玉凤")
        hand.key(Key.Key_Escape)
        back_home(hand)
        hand.strokes = 0
        hand.click(todo(hand, "登记农户没填完"))
        page = hand.window.screen_of("households")
        assert isinstance(page, HouseholdsScreen)
        form = page.view.panel.form()
        assert form is not None
        assert "周玉凤" in form.texts().values()
        assert hand.strokes == 1


@pytest.mark.parametrize("key", ["household.{household}", "villager.new.{household}", "villager.{villager}"])
def test_a_draft_about_a_record_opens_the_form_of_that_record(tmp_path: Path, qtbot: QtBot, key: str) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        household = add_household(desk, "0007", "赵喜顺")
        person = desk.households.get(household.station_id, household.id).members[0]
        desk.drafts.save(desk.act(), key.format(household=household.id, villager=person.id), {"note": "先记一笔"})
        settle()
        hand.click(todo(hand, "没填完"))
        page = hand.window.screen_of("households")
        assert isinstance(page, HouseholdsScreen)
        assert page.view.panel.form() is not None
        assert "赵喜顺" in page.view.panel.accessibleName()


@pytest.mark.parametrize(
    ("key", "field"),
    [("settings.station", "address"), ("settings.rule.posting_days", "value"), ("settings.group.new", "name")],
)
def test_a_draft_of_the_settings_opens_its_form(tmp_path: Path, qtbot: QtBot, key: str, field: str) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        desk.drafts.save(desk.act(), key, {field: "12"})
        settle()
        hand.click(todo(hand, "没填完"))
        page = hand.window.screen_of("settings")
        assert isinstance(page, SettingsScreen)
        form = page.panel.form()
        assert form is not None
        assert form.texts()[field] == "12"
        assert form.isAncestorOf(focus())


def test_a_draft_of_a_record_that_is_gone_still_opens_its_screen(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        desk.drafts.save(desk.act(), f"villager.{desk.act().cadre_id}", {"name": "周玉凤"})
        settle()
        hand.click(todo(hand, "改家人没填完"))
        assert hand.window.key() == "households"


def test_findings_stand_under_their_day_and_the_overdue_ones_first(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        facts = desk.home.facts(desk.act())
        found = [
            replace(should("x", "", "后天去走访，二社。"), due=facts.today + timedelta(2)),
            replace(should("x", "", "名单要拍照，今天摘下。"), due=facts.today),
            replace(must("x", "", "医保报销没有交，请催一下。"), due=facts.today - timedelta(2)),
            should("group.no_agent", "", "「一社」还没有人包，请给它定一位代办员。"),
        ]
        groups = todo_groups(desk, hand.window, replace(facts, todos=tuple(found)))
        assert [group.title for group in groups] == [OVERDUE, DUE, PLANNED, LACKING]
        late = groups[0].todos[0]
        assert (late.fact, late.meta, late.tone) == ("医保报销没有交", "请催一下", "red")
        assert late.mark is not None
        assert (late.mark.text, late.mark.tone) == ("逾期 2 天", Tone.RED)
        soon = groups[1].todos[0].mark
        assert soon is not None
        assert soon.tone is Tone.AMBER
        assert groups[2].todos[0].mark is None


def test_every_finding_of_today_has_a_verb_that_goes_somewhere(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        running_station(desk)
        add_cadre(desk, "张小梅", phone="")
        facts = desk.home.facts(desk.act())
        assert len({finding.code for finding in facts.todos}) >= 3
        for group in todo_groups(desk, hand.window, facts):
            for line in group.todos:
                hand.window.go("home")
                line.act()
                assert line.verb
                assert hand.window.key() != "home"


def test_what_is_listed_is_counted_once_with_a_verb_or_without(qtbot: QtBot) -> None:
    card = TodoCard()
    qtbot.addWidget(card)
    plain, done = Todo(icon="info", fact="等何永强来领"), Todo(icon="done", fact="1. 填电话", done=True)
    card.show_groups([TodoGroup(DUE, (plain, replace(plain, verb="去看"))), TodoGroup(PLANNED, (plain, done))])
    assert card.meta.text() == "共 3 件"


CASE_VERBS = {
    "case.late": "催办", "case.due": "办结", "case.hand_in": "送件", "case.to_collect": "通知领取",
    "case.told": "领取签收", "case.mend": "整改", "case.appointment": "去过了", "custody.return": "归还签收",
}  # fmt: skip


def test_every_to_do_about_a_case_has_its_verb_and_leads_to_that_case(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as place:
        case, other = place.accept(), place.accept(applicant(place.desk, "何永强"))
        facts = place.desk.home.facts(place.desk.act())
        todos = tuple(replace(should(code, "", "张文海。"), subject=case.id) for code in CASE_VERBS)
        groups = todo_groups(place.desk, place.hand.window, replace(facts, todos=todos, last_backup=NOW))
        lines = [line for group in groups for line in group.todos]
        assert sorted(line.verb for line in lines) == sorted(CASE_VERBS.values())
        for line in lines:
            place.open(other)
            line.act()
            settle()
            assert place.hand.window.key() == "cases"
            # the page of the case, or the step that the verb begins
            assert place.view.panel.accessibleName() in (case.applicant, line.verb, "交镇中心")


def test_nothing_to_do_is_said_calmly(qtbot: QtBot) -> None:
    card = TodoCard()
    qtbot.addWidget(card)
    card.show_groups([])
    assert child(card, EmptyState)._fact.text() == "今天没有要办的了"
    assert card.meta.text() == ""
    card.show_groups([TodoGroup(PLANNED, ())])
    settle()
    assert card.findChild(EmptyState) is None


def test_the_bars_tell_how_far_each_hamlet_has_come(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        running_station(desk)
        give_cards(desk, tmp_path)
        add_household(desk, "0003", "赵喜顺", "一社")
        settle()

        def told(reaches: list[Reach]) -> list[tuple[str, int, int]]:
            return [(reach.place, reach.have, reach.wanted) for reach in reaches]

        facts = desk.home.facts(desk.act())
        assert told(cards_reach(desk, hand.window, facts)) == [
            ("全村", 2, 3),
            ("一社", 1, 2),
            ("二社", 1, 1),
            ("三社", 0, 0),
        ]
        assert told(sheets_reach(desk, hand.window, facts)) == [
            ("全村", 0, 1),
            ("一社", 0, 1),
            ("二社", 0, 0),
            ("三社", 0, 0),
        ]
        hand.window.resize(1440, TALL)
        settle()
        words = [label.text() for label in screen(hand).progress._rows.findChildren(Text)]
        assert "三社" not in words
        assert "发齐" in words
        hand.window.resize(1440, 900)
        settle()
        words = [label.text() for label in screen(hand).progress._rows.findChildren(Text)]
        assert [word for word in words if word in ("连心卡", "知情卡", "一社")] == ["连心卡", "知情卡"]


def test_a_hamlet_that_lacks_sheets_is_one_click_from_its_print(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        running_station(desk)
        settle()
        hand.window.resize(1440, TALL)
        settle()
        progress = screen(hand).progress
        progress.kind.setFocus()
        hand.key(Key.Key_Right)
        hand.click(next(b for b in progress.findChildren(Button) if "一社" in b.accessibleName()))
        page = hand.window.screen_of("printouts")
        assert isinstance(page, PrintoutsScreen)
        assert child(page, SubsidyAsking).who.place().words == "一社"


def test_the_last_paper_is_printed_again_from_here(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        running_station(desk)
        give_cards(desk, tmp_path)
        settle()
        latest = screen(hand).latest
        assert latest.isVisible()
        hand.click(child(latest, Button))
        page = hand.window.screen_of("printouts")
        assert isinstance(page, PrintoutsScreen)
        assert page._title.text().startswith("补印：")


def test_in_a_low_window_only_the_list_scrolls(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        running_station(desk)
        for number in range(20):
            add_cadre(desk, f"干部{number}", phone="")
        hand.window.resize(1280, 680)
        settle()
        home = screen(hand)
        whole = home.station.parentWidget()
        assert whole is not None
        viewport = whole.parentWidget()
        assert viewport is not None
        assert whole.height() <= viewport.height()
        assert home.todos._area.verticalScrollBar().maximum() > 0
        assert not home.latest.isVisible()
        assert not home.progress.isVisible()


def test_large_type_cuts_no_line_of_what_is_to_be_done(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        running_station(desk)
        hand.window.resize(1366, 768)
        hand.window.dress(Appearance("light", 150))
        settle()
        todos = screen(hand).todos
        facts = [label for label in todos.findChildren(Text) if label.property("role") == "fact" and label.isVisible()]
        assert facts
        for fact in facts:
            assert fact.height() >= fact.heightForWidth(fact.width()) > 0, fact.text()
