"""Photos: any picture becomes a small upright JPEG without its secrets; what is none is refused in a sentence."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.builders import add_cadre
from tests.ui.at_desk import Hand, at_desk
from tests.ui.conftest import settle
from ui.kit.buttons import Button
from ui.kit.finding_line import FindingLine
from ui.kit.portrait import Portrait
from ui.kit.quiet_verbs import QuietVerbs
from ui.photo_file import photo_from
from ui.screens.cadres import CadresScreen
from venue_desk.desk import Desk
from venue_desk.domain.cadres import Cadre
from venue_desk.domain.errors import Refused
from venue_desk.services.upkeep import Upkeep


def picture(file: Path, width: int, height: int, kind: bytes = b"JPEG") -> Path:
    """Blue above, green below."""
    image = QImage(QSize(width, height), QImage.Format.Format_RGB32)
    image.fill(QColor("blue"))
    painter = QPainter(image)
    painter.fillRect(0, height // 2, width, height, QColor("green"))
    painter.end()
    image.setText("Description", "secret place")
    assert QImageWriter(str(file), kind).write(image)
    return file


def size_of(jpeg: bytes) -> tuple[int, int]:
    image = QImage.fromData(jpeg)
    return image.width(), image.height()


@pytest.mark.parametrize(
    ("width", "height", "kept"),
    [
        (480, 640, (480, 640)),
        (3000, 4000, (480, 640)),
        (4000, 3000, (480, 640)),
        (90, 120, (90, 120)),
        (50, 300, (50, 66)),
    ],
)
@pytest.mark.parametrize("kind", [b"JPEG", b"PNG"])
def test_a_picture_becomes_three_to_four_and_no_larger_than_it_must(
    qapp: QApplication, tmp_path: Path, width: int, height: int, kept: tuple[int, int], kind: bytes
) -> None:
    jpeg = photo_from(picture(tmp_path / "a.img", width, height, kind))
    assert size_of(jpeg) == kept
    assert jpeg.startswith(b"\xff\xd8\xff")
    assert len(jpeg) < 400_000
    assert b"secret place" not in jpeg


def test_a_photo_taken_lying_down_stands_up(qapp: QApplication, tmp_path: Path) -> None:
    plain = picture(tmp_path / "a.jpg", 400, 300).read_bytes()
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"  # turn by a quarter to the right
    turned = plain[:2] + b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + plain[2:]
    (tmp_path / "b.jpg").write_bytes(turned)
    image = QImage.fromData(photo_from(tmp_path / "b.jpg"))
    assert (image.width(), image.height()) == (300, 400)
    assert image.pixelColor(20, 200).green() > 100  # what was below is now at the left
    assert image.pixelColor(280, 200).blue() > 100


def test_see_through_is_white(qapp: QApplication, tmp_path: Path) -> None:
    image = QImage(300, 400, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    QImageWriter(str(tmp_path / "a.png")).write(image)
    assert QImage.fromData(photo_from(tmp_path / "a.png")).pixelColor(10, 10).lightness() > 250


def test_what_is_no_photo_is_refused_in_a_sentence(qapp: QApplication, tmp_path: Path) -> None:
    huge = tmp_path / "huge.jpg"
    with huge.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    (tmp_path / "table.jpg").write_bytes(b"PK\x03\x04 a workbook")
    torn = picture(tmp_path / "torn.png", 800, 600, b"PNG").read_bytes()
    (tmp_path / "torn.png").write_bytes(torn[: len(torn) // 2])
    picture(tmp_path / "drawing.bmp", 40, 40, b"BMP")
    for name, said in (
        ("huge.jpg", "「huge.jpg」有 200 MB，太大了"), ("table.jpg", "不是 JPG 或 PNG 照片"), ("torn.png", "可能没有拷完整"),
        ("drawing.bmp", "不是 JPG 或 PNG 照片"), ("gone.jpg", "读不到「gone.jpg」"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=said):
            photo_from(tmp_path / name)


def open_page(hand: Hand, cadre: Cadre) -> CadresScreen:
    hand.window.go("cadres")
    settle()
    screen = hand.window.screen_of("cadres")
    assert isinstance(screen, CadresScreen)
    screen.view.pick(cadre.id)
    settle()
    return screen


def press(hand: Hand, words: str) -> None:
    """Click the button of these words, or choose them from 更多."""
    shown = [b for b in hand.window.findChildren(Button) if b.text() == words and b.isVisible()]
    if shown:
        hand.click(shown[0])
    else:
        (folded,) = [
            verbs for verbs in hand.window.findChildren(QuietVerbs) if words in verbs.folded() and verbs.isVisible()
        ]
        next(verb for verb in folded._verbs if verb.word == words).act()  # the offscreen platform opens no menus
    settle()


def portrait(screen: CadresScreen) -> Portrait:
    settle()
    (found,) = screen.findChildren(Portrait)
    return found


def photo_of(desk: Desk, cadre: Cadre) -> str:
    return desk.cadres.get(desk.act(), cadre.id).photo


def test_a_photo_is_put_replaced_and_taken_away_each_one_step_back(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with at_desk(tmp_path / "d", qtbot, "cadres") as (desk, hand):
        wang = add_cadre(desk, "王建军", "一社")
        screen = open_page(hand, wang)
        assert not portrait(screen).has_photo()
        chosen = [picture(tmp_path / "a.jpg", 300, 400), picture(tmp_path / "b.jpg", 600, 800)]
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(chosen.pop(0)), ""))
        press(hand, "放照片")
        first = photo_of(desk, wang)
        assert portrait(screen).has_photo()
        assert "已放好王建军的照片" in hand.window._toast.text()
        press(hand, "换照片")
        assert photo_of(desk, wang) not in ("", first)
        hand.ctrl(Qt.Key.Key_Z)
        assert photo_of(desk, wang) == first
        press(hand, "拿掉照片")
        assert photo_of(desk, wang) == ""
        assert not portrait(screen).has_photo()
        assert Upkeep(desk.signed_in).check() == []


def test_a_wrong_file_is_told_where_it_was_chosen(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with at_desk(tmp_path / "d", qtbot, "cadres") as (desk, hand):
        wang = add_cadre(desk, "王建军", "一社")
        open_page(hand, wang)
        (tmp_path / "a.jpg").write_bytes(b"no picture at all")
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "a.jpg"), ""))
        press(hand, "放照片")
        said = [line.finding.sentence for line in hand.window.findChildren(FindingLine) if line.isVisible()]
        assert said == ["「a.jpg」不是 JPG 或 PNG 照片。请另选一张。"]
        assert photo_of(desk, wang) == ""


def test_a_photo_whose_file_is_lost_is_told_by_the_check(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path / "d", qtbot, "cadres") as (desk, hand):
        wang = add_cadre(desk, "王建军", "一社")
        desk.photos.put(desk.act(), wang, photo_from(picture(tmp_path / "a.jpg", 300, 400)))
        for file in desk.signed_in.folder.attachments.iterdir():
            file.unlink()
        screen = open_page(hand, wang)
        assert not portrait(screen).has_photo()
        (finding,) = Upkeep(desk.signed_in).check()
        assert finding.sentence.startswith("王建军的照片：附件文件不在了。")
