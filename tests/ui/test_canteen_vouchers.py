"""The photo of a voucher: read at full size, put there when it was forgotten, also after the month is closed."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.ui.conftest import child, focus, settle
from tests.ui.test_canteen_books import at_tab, buy, verb
from tests.ui.test_canteen_meals import screen
from ui.kit.filters import Filtering
from ui.photo_file import voucher_from
from ui.screens.canteen.voucher_page import VoucherPage
from ui.screens.canteen.voucher_photo import VoucherView

Key = Qt.Key


def receipt(path: Path) -> Path:
    image = QImage(1200, 1600, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    image.save(str(path / "票.png"))
    return path / "票.png"


def test_enter_on_the_photo_shows_it_large_and_esc_leads_back(tmp_path: Path, qtbot: QtBot) -> None:
    with at_tab(tmp_path, qtbot, "purchases") as (desk, hand, view):
        bought = buy(desk, date(2026, 11, 5))
        desk.vouchers.put(desk.act(), bought, voucher_from(receipt(tmp_path)))
        screen(hand).refresh()
        view.pick(bought.id)
        settle()
        photo = child(view.panel, VoucherView)
        small = photo.height()
        photo.setFocus()
        hand.enter()
        page = child(hand.window, VoucherPage)
        fits = page.shown()
        assert fits.height() > 1.5 * small
        hand.key(Key.Key_Plus)
        hand.enter()
        assert page.shown().height() == 2 * fits.height()
        hand.key(Key.Key_Escape)
        assert focus() is photo
        hand.click(photo)
        assert child(hand.window, VoucherPage).isVisible()


def test_a_forgotten_photo_is_put_to_a_purchase_of_a_closed_month(tmp_path: Path, qtbot: QtBot) -> None:
    with at_tab(tmp_path, qtbot, "purchases") as (desk, hand, view):
        october = date(2026, 10, 1)
        desk.settlements.close(desk.act(), october)
        view.filters.restore(Filtering(chosen={"month": october}))
        screen(hand).refresh()
        view.open_row(1)
        assert verb(view, "放照片").isEnabled()
        (row,) = desk.purchases.month(desk.act().station_id, october)
        screen(hand).purchases.put_photo(row.purchase, receipt(tmp_path))
        settle()
        assert child(view.panel, VoucherView).has_photo()
        assert verb(view, "换照片").isEnabled()
        hand.ctrl(Key.Key_Z)
        (row,) = desk.purchases.month(desk.act().station_id, october)
        assert row.purchase.photo == ""
