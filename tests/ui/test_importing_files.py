"""Files that are no tables of ours: the sentence stands in place, and the next one can be chosen there; large ones do not hold the window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.exchange.books import HEADER, SHEET, book_of, with_part
from tests.ui.at_desk import Hand, at_desk
from tests.ui.at_import import ROSTER, SAMPLES, choose, counts, press, quiet, said, screen
from tests.ui.conftest import settle
from ui import theme
from ui.kit.buttons import Button
from ui.screens.importing.work import tell
from ui.style import Appearance
from venue_desk.domain.errors import Refused, Unavailable
from venue_desk.domain.findings import Finding, must

OLE = bytes.fromhex("D0CF11E0A1B11AE1")
ROW = ("0001", "一社", "张三", "户主", "", "")
Key = Qt.Key


def written(content: bytes) -> Callable[[Path], Path]:
    def make(file: Path) -> Path:
        file.write_bytes(content)
        return file

    return make


def huge(file: Path) -> Path:
    with file.open("wb") as stream:
        stream.write(b"PK\x03\x04")
        stream.truncate(100 * 2**20)
    return file


def bomb(file: Path) -> Path:
    book_of(file, [HEADER, ROW])
    return with_part(file, SHEET, lambda xml: xml.replace(b"<sheetData>", b"<sheetData>" + b" " * (120 * 2**20)))


def wide(file: Path) -> Path:
    file.write_text(",".join(["姓名", *["列"] * 20_000]) + "\n张三" + ",1" * 20_000, "utf-8")
    return file


BAD: dict[str, tuple[Callable[[Path], Path], str]] = {
    "password": (written(OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le")), "设了打开密码"),
    "xls": (written(OLE + bytes(600)), "旧格式的 .xls"),
    "corrupt": (written(b"PK\x03\x04" + b"rubbish" * 50), "没有保存完整"),
    "empty": (written(b""), "是空的"),
    "gone": (lambda file: file, "有没有被别的程序占用"),
    "huge": (huge, "有 100 MB"),
    "bomb": (bomb, "解开后太大"),
    "wide": (wide, "有 20001 列"),
}


def test_each_is_answered_in_place_and_the_page_stays_usable(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with at_desk(tmp_path / "d", qtbot, "households") as (_, hand):
        press(hand, "导入Excel")
        for name, (make, sentence) in BAD.items():
            choose(hand, make(tmp_path / f"{name}.xlsx"), monkeypatch)
            quiet(hand, qtbot)
            assert sentence in said(hand), name
            assert screen(hand).start.button.isVisible()
            assert screen(hand).steps.spoken() == "第 1 步，共 4 步：选文件"
        choose(hand, ROSTER, monkeypatch)
        assert said(hand) == ""
        assert counts(hand) == [5, 0, 0, 3]


def village(file: Path, people: int) -> Path:
    rows = [f"{n:04d},一社,户{n},户主," for n in range(1, people + 1)]
    file.write_text("\n".join(("户号,社,姓名,与户主关系,备注", *rows)), "utf-8")
    return file


def test_a_large_table_is_looked_at_and_brought_in_beside_the_window(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = village(tmp_path / "全村.csv", 5000)
    with at_desk(tmp_path / "d", qtbot, "households") as (desk, hand):
        press(hand, "导入Excel")
        choose(hand, file, monkeypatch)
        assert screen(hand).start.job.busy()
        assert screen(hand).results.plan is None
        hand.window.go("cadres")  # the window is free meanwhile
        hand.window.go("importing")
        quiet(hand, qtbot)
        assert counts(hand) == [5000, 0, 0, 0]
        press(hand, "导入 5000 户")
        job = screen(hand).results.job
        qtbot.waitUntil(lambda: "已写" in job._what.text(), timeout=30_000)
        press(hand, "停下")
        qtbot.waitUntil(lambda: not job.busy(), timeout=30_000)
        settle()
        assert "没有留下半份的东西" in job._note.text()
        assert desk.households.counts(desk.act().station_id, 2026).households == 0
        assert desk.imports.past(desk.act()) == []
        assert screen(hand).results.primary.isEnabled()
        assert screen(hand).steps.spoken() == "第 3 步，共 4 步：看结果"


@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [(Refused([must("a", "", "请改。")]), "请改。"), (Unavailable("磁盘满了。"), "磁盘满了。")],
)
def test_what_stands_against_it_is_said(trouble: Exception, sentence: str) -> None:
    said: list[Finding] = []
    tell(trouble, said.extend)
    assert [finding.sentence for finding in said] == [sentence]


def test_a_fault_of_ours_is_said_too_and_goes_on_to_the_log() -> None:
    said: list[Finding] = []
    with pytest.raises(ZeroDivisionError):
        tell(ZeroDivisionError(), said.extend)
    assert "本站数据没有动" in said[0].sentence


def test_stopping_the_look_leads_back_to_choosing(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = village(tmp_path / "全村.csv", 5000)
    with at_desk(tmp_path / "d", qtbot, "households") as (_, hand):
        press(hand, "导入Excel")
        choose(hand, file, monkeypatch)
        press(hand, "停下")
        quiet(hand, qtbot)
        choose(hand, ROSTER, monkeypatch)
        quiet(hand, qtbot)
        assert counts(hand) == [5, 0, 0, 3]


def test_with_large_type_one_half_is_in_sight_at_a_time(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with at_desk(tmp_path, qtbot, "households") as (_, hand):
        hand.window.resize(1366, 768)
        hand.window.dress(Appearance("light", 150))
        settle()
        press(hand, "导入Excel")
        choose(hand, SAMPLES / "two_row_header.xlsx", monkeypatch)
        here = screen(hand)
        assert (here.results.isVisible(), here.table.isVisible()) == (True, False)
        here.parts.setFocus()
        hand.key(Key.Key_Left)
        assert (here.results.isVisible(), here.table.isVisible()) == (False, True)
        assert here.table.columns.boxes()[4].isVisible()
        hand.window.dress(Appearance("light"))
        hand.window.resize(1440, 900)
        settle()
        assert (here.results.isVisible(), here.table.isVisible()) == (True, True)
        assert theme.current().percent == 100


def test_every_control_says_what_it_is(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    with at_desk(tmp_path, qtbot, "households") as (_, hand):
        press(hand, "导入Excel")
        choose(hand, ROSTER, monkeypatch)
        unnamed = [one for one in controls(hand) if not (one.accessibleName() or getattr(one, "text", str)())]
        assert unnamed == []
        for _ in range(60):
            QTest.keyClick(hand.window.focusWidget(), Key.Key_Tab)
            if (
                isinstance(hand.window.focusWidget(), Button)
                and hand.window.focusWidget() is screen(hand).table.another
            ):
                return
        pytest.fail("Tab does not come round to 换文件")


def controls(hand: Hand) -> list[Button]:
    return [one for one in screen(hand).findChildren(Button) if one.isVisible()]
