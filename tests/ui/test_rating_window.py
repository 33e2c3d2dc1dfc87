"""请村民自己点: one press is the rating, thanks are said, and the desk goes on with what is to be mended."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.case_village import applicant
from tests.ui.case_desk import CaseDesk, case_desk
from tests.ui.conftest import focus, settle
from ui import rating_window
from ui.kit.labels import Text
from ui.rating_window import RatingWindow
from venue_desk.domain.cases import Case, Rating, Step

Key = Qt.Key


def collected(stage: CaseDesk) -> Case:
    case = stage.accept()
    case = stage.take(case, Step.FINISH, note="补贴已批")
    return stage.take(case, Step.COLLECT, person="张文海")


def asked(stage: CaseDesk, case: Case) -> RatingWindow:
    """The window, as the cadre opens it from the page."""
    stage.open(case)
    stage.press("请村民自己点")
    window = stage.hand.window.findChild(RatingWindow)
    assert isinstance(window, RatingWindow)
    window.activateWindow()
    stage.hand.qtbot.waitActive(window)
    settle()
    return window


def words(window: RatingWindow) -> str:
    return "\n".join(label.text() for label in window.findChildren(Text) if label.isVisible())


def test_the_villager_presses_once_and_is_thanked(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        case = collected(stage)
        window = asked(stage, case)
        QTest.mouseClick(window.squares[1], Qt.MouseButton.LeftButton)
        settle()
        assert stage.now(case).rating is Rating.GOOD
        assert "谢谢您的评价" in words(window)
        window.take(Rating.VERY_BAD)
        assert stage.now(case).rating is Rating.GOOD  # a second press is none
        QTest.keyClick(window, Key.Key_Escape)
        settle()
        assert stage.hand.window.findChild(RatingWindow) is None
        assert stage.told() == "已记评价：张文海 高龄津贴申请 满意"
        assert stage.verbs()[0] == "归档"
        assert "请村民自己点" not in stage.verbs()


def test_the_window_names_nobody_but_by_surname(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        stage.zhang = applicant(stage.desk, "尉迟长河", phone="13800000202")
        window = asked(stage, collected(stage))
        said = words(window) + window.windowTitle()
        assert "高龄津贴申请　申请人姓尉迟" in said
        assert [word for word in ("长河", "138", "105203-", "一社") if word in said] == []
        window.close()
        settle()


@pytest.mark.parametrize(("key", "rating"), [(Key.Key_1, Rating.VERY_GOOD), (Key.Key_5, Rating.VERY_BAD)])
def test_a_digit_is_an_answer(key: Qt.Key, rating: Rating, tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        case = collected(stage)
        window = asked(stage, case)
        QTest.keyClick(focus(), key)
        assert stage.now(case).rating is rating
        window.close()
        settle()


def test_arrows_and_enter_reach_every_square(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        case = collected(stage)
        window = asked(stage, case)
        QTest.keyClick(focus(), Key.Key_Return)
        assert stage.now(case).rating is None  # none of them has the cursor yet
        for _ in range(3):
            QTest.keyClick(focus(), Key.Key_Right)
        QTest.keyClick(focus(), Key.Key_Left)
        assert focus() is window.squares[1]
        QTest.keyClick(focus(), Key.Key_Right)
        QTest.keyClick(focus(), Key.Key_Return)
        assert stage.now(case).rating is Rating.FAIR
        window.close()
        settle()


def test_a_bad_one_leads_the_desk_to_mend_it(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        case = collected(stage)
        window = asked(stage, case)
        QTest.keyClick(focus(), Key.Key_4)
        assert "我们会在12月14日以前整改，再回访您。" in words(window)
        window.close()
        settle()
        assert stage.told() == "已记评价：张文海 高龄津贴申请 不满意，12月14日以前整改"
        assert stage.verbs()[0] == "整改"


def test_who_leaves_gives_no_answer(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        case = collected(stage)
        window = asked(stage, case)
        QTest.keyClick(window, Key.Key_Escape)
        settle()
        assert stage.now(case).rating is None
        assert "请村民自己点" in stage.verbs()


def test_thanks_go_by_themselves(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rating_window, "THANKS_MS", 50)
    with case_desk(tmp_path, qtbot) as stage:
        case = collected(stage)
        asked(stage, case).take(Rating.GOOD)
        qtbot.waitUntil(lambda: stage.hand.window.findChild(RatingWindow) is None)
        assert stage.told().startswith("已记评价：张文海")
