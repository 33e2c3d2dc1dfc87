"""留样: the menu fills the line in, Enter keeps; what is due is discarded in one key; certificates beside it."""

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QDate, Qt
from pytestqt.qtbot import QtBot

from tests.ui.at_desk import Hand
from tests.ui.conftest import child, settle
from tests.ui.test_canteen_meals import TODAY, at_canteen, screen
from ui.kit.buttons import Button
from ui.screens.canteen.certificates_page import CertificatesPage
from ui.screens.canteen.samples_tab import SamplesTab
from venue_desk.desk import Desk
from venue_desk.domain.health_certificates import HealthCertificateEntry
from venue_desk.domain.meals import Meal
from venue_desk.domain.menus import MenuEntry
from venue_desk.domain.samples import Sample, SampleEntry

Key = Qt.Key


def tab(hand: Hand) -> SamplesTab:
    screen(hand).show_tab("samples")
    settle()
    screen(hand).settle()
    return screen(hand).samples


def kept(desk: Desk, dish: str, days_ago: int) -> Sample:
    """A sample of that many days ago."""
    act = desk.act()
    entry = SampleEntry(
        day=TODAY - timedelta(days=days_ago), meal=Meal.LUNCH, dish=dish, grams=125,
        kept_at=act.at - timedelta(days=days_ago), kept_by="何彩云",
    )  # fmt: skip
    return desk.samples.keep(act, [entry]).record[0]


def shown(hand: Hand) -> list[str]:
    return [row.dish for row in screen(hand).samples.view.table.every_row()]


def test_the_dishes_on_the_menu_are_kept_with_one_enter(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        desk.meals.write_menu(desk.act(), [MenuEntry(day=TODAY, meal=Meal.BREAKFAST, dishes="馒头、小米粥")])
        line = tab(hand).line
        assert line.form.values()["dish"] == "馒头、小米粥"
        line.form.put("kept_by", "何彩云")
        hand.strokes = 0
        hand.enter()
        assert hand.strokes == 1
        assert sorted(shown(hand)) == ["小米粥", "馒头"]
        assert line.form.values()["dish"] == ""  # both lie there now
        assert line.form.values()["kept_by"] == "何彩云"
        hand.ctrl(Key.Key_Z)
        assert shown(hand) == []


def test_what_is_lacking_is_told_at_its_field_and_the_draft_stays(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        line = tab(hand).line
        hand.enter()
        assert [found.code for found in line.form.cells["dish"].findings] == ["sample.dish"]
        hand.type("臊子面")
        hand.enter()
        assert [found.code for found in line.form.cells["kept_by"].findings] == ["sample.kept_by"]
        assert desk.drafts.load(desk.act(), "sample.new") is not None


def test_all_that_is_due_is_discarded_in_one_key_and_nothing_else(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        for dish, days in (("馒头", 3), ("小米粥", 2), ("米饭", 1)):
            kept(desk, dish, days)
        tab(hand)
        hand.strokes = 0
        hand.ctrl(Key.Key_D)
        assert hand.strokes == 1
        assert [each.dish for each in desk.samples.kept(desk.act().station_id)] == ["米饭"]
        hand.ctrl(Key.Key_Z)
        assert len(desk.samples.kept(desk.act().station_id)) == 3


def test_the_todo_of_the_home_screen_leads_to_the_sample(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        due, _ = kept(desk, "馒头", 3), kept(desk, "米饭", 1)
        hand.window.go("home")
        settle()
        home = hand.window.screen_of("home")
        assert home is not None
        hand.click(next(b for b in home.findChildren(Button) if b.text() == "登记销毁"))
        assert shown(hand) == ["馒头"]
        panel = screen(hand).samples.view.panel
        assert panel.primary is not None
        assert panel.primary.text() == "登记销毁"
        hand.click(panel.primary)
        (gone,) = [each for each in desk.samples.between(due.station_id, due.day, due.day) if each.discarded_at]
        assert gone.id == due.id


def test_one_that_is_not_due_offers_no_way_to_throw_it_away(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        kept(desk, "米饭", 1)
        tab(hand).view.open_row(1)
        settle()
        assert screen(hand).samples.view.panel.primary is None


def test_a_slip_in_a_sample_is_put_right(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        kept(desk, "米饭", 1)
        view = tab(hand).view
        view.open_row(1)
        settle()
        hand.click(next(b for b in view.panel.findChildren(Button) if b.text() == "改"))
        hand.type("大米饭")
        hand.ctrl(Key.Key_S)
        assert [each.dish for each in desk.samples.kept(desk.act().station_id)] == ["大米饭"]


def test_a_certificate_is_registered_and_told_of_before_it_is_over(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        screen(hand).show_certificates()
        settle()
        page = child(hand.window, CertificatesPage)
        page.register()
        form = page.view.panel.form()
        assert form is not None
        for text in ("何彩云", "甘健2025-118", "2025-12-10", "2026-12-09"):
            hand.type(text)
            hand.enter()
        (one,) = desk.health_certificates.all(desk.act().station_id)
        assert one.expires_on == QDate(2026, 12, 9).toPython() == date(2026, 12, 9)
        assert "到期，请去体检换证" in page.view.sheet._right.text()


def test_the_todo_about_a_certificate_opens_its_page(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        entry = HealthCertificateEntry(
            person="何彩云", number="甘健118", issued_on=date(2025, 12, 10), expires_on=date(2026, 12, 9)
        )
        desk.health_certificates.register(desk.act(), entry)
        hand.window.go("home")
        hand.window.go("canteen", certificates=True)
        settle()
        assert child(hand.window, CertificatesPage).isVisible()
