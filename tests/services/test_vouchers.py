"""Photos of vouchers: named by their purchase, kept by the backups as long as it names them, told of when lost."""

import os
from datetime import date, timedelta

import pytest

from db import attachments, backup
from db.connection import DATABASE
from tests.services.canteen import NOVEMBER, bought, buy, on
from tests.services.test_purchases import AFTER, DAY, refused
from venue_desk.desk import Desk
from venue_desk.domain.errors import Refused
from venue_desk.services.upkeep import Upkeep

RECEIPT, OTHER = b"\xff\xd8\xff" + b"receipt" * 400, b"\xff\xd8\xff" + b"another" * 400


def test_a_photo_is_kept_before_its_purchase_is_and_read_again(desk: Desk) -> None:
    name = desk.vouchers.keep(RECEIPT)
    made = desk.purchases.register(on(desk, DAY), bought(desk, DAY, photo=name)).record
    assert desk.vouchers.of(made.photo) == RECEIPT
    folder = desk.signed_in.folder
    assert b"receipt" not in (folder.attachments / name).read_bytes()
    assert desk.vouchers.of("") is None


def test_a_photo_is_put_replaced_and_taken_away_each_one_step_back(desk: Desk) -> None:
    act, made = on(desk, DAY), buy(desk, DAY)
    first = desk.vouchers.put(act, made, RECEIPT)
    second = desk.vouchers.put(act, first.record, OTHER)
    gone = desk.vouchers.take_away(act, second.record)
    for saved, shown in ((gone, OTHER), (second, RECEIPT), (first, None)):
        desk.undo(act, saved)
        (row,) = desk.purchases.month(act.station_id, NOVEMBER)
        assert desk.vouchers.of(row.purchase.photo) == shown


def test_a_photo_is_put_with_a_settled_purchase_too_and_a_counter_entry_has_none(desk: Desk) -> None:
    made, act = buy(desk, DAY), on(desk, AFTER)
    desk.settlements.close(act, NOVEMBER)
    put = desk.vouchers.put(act, made, RECEIPT)
    desk.undo(act, put)
    put = desk.vouchers.put(act, made, RECEIPT)
    assert desk.purchases.counter(act, put.record).record.photo == ""


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff" + bytes(1_500_000)])
def test_what_is_no_small_jpeg_is_refused(desk: Desk, content: bytes) -> None:
    assert refused(lambda: desk.vouchers.keep(content)) == ["voucher.form@photo"]


def test_a_voucher_is_not_swept_and_a_backup_brings_it_back(desk: Desk) -> None:
    folder, key, act = desk.signed_in.folder, desk.signed_in.key, on(desk, DAY)
    named = desk.vouchers.put(act, buy(desk, DAY), RECEIPT).record.photo
    loose = desk.vouchers.keep(OTHER)
    for name in (named, loose):
        os.utime(folder.attachments / name, (0, 0))
    taken = backup.make(folder, key, act.at)
    assert backup.sweep(folder, key, taken, act.at + timedelta(days=3)) == [loose]
    assert attachments.used_in(DATABASE.obj) == {named}
    (folder.attachments / named).unlink()
    assert desk.vouchers.of(named) == RECEIPT


def test_a_lost_one_is_told_with_the_day_and_the_supplier(desk: Desk) -> None:
    named = desk.vouchers.put(on(desk, DAY), buy(desk, date(2026, 11, 24)), RECEIPT).record.photo
    upkeep = Upkeep(desk.signed_in)
    assert upkeep.check() == []
    (desk.signed_in.folder.attachments / named).unlink()
    assert desk.vouchers.of(named) is None
    (finding,) = upkeep.check()
    assert finding.sentence.startswith("2026年11月24日惠民粮油店的凭证：附件文件不在了")


def test_it_must_be_a_purchase_of_this_station(desk: Desk) -> None:
    made = buy(desk, DAY)
    act = on(desk, DAY)
    desk.purchases.cancel(act, made)
    with pytest.raises(Refused):
        desk.vouchers.put(act, made, RECEIPT)
