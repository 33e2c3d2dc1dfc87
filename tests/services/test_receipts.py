import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import integrity, journal
from db.receipts import signing_keys
from tests.case_village import accept, applicant, entry, item
from tests.torture import examples
from venue_desk.desk import Desk
from venue_desk.domain.calendar import at_station
from venue_desk.domain.case_listing import CaseFilter
from venue_desk.domain.errors import Refused
from venue_desk.domain.history import Action
from venue_desk.domain.receipts import Verdict, looks_like_receipt, read_code
from venue_desk.services.receipts import code_of, verdict_offline

CHANGES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*-"


def test_a_receipt_leads_to_its_case_and_names_nobody(desk: Desk) -> None:
    case = accept(desk)
    text = desk.receipts.code(desk.act(), case)
    assert re.fullmatch(r"[0-9A-Z*-]+", text)
    assert len(text) < 154  # a QR code of version 6 at level M holds it
    assert case.applicant not in text
    assert desk.receipts.code(desk.act(), case) == text
    for scanned in (text, text.lower(), f" {text}\r"):
        read = desk.receipts.read(desk.act(), scanned)
        assert (read.verdict, read.case) == (Verdict.GENUINE, case)


@settings(max_examples=examples(30), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(place=st.integers(0, 145), sign=st.sampled_from(CHANGES))
def test_one_sign_changed_is_never_genuine(desk: Desk, place: int, sign: str) -> None:
    if not desk.cases.count(desk.act().station_id, case_filter(desk)):
        accept(desk)
    case = next(iter(desk.cases.page(desk.act().station_id, case_filter(desk)))).case
    text = desk.receipts.code(desk.act(), case)
    altered = text[: place % len(text)] + sign + text[place % len(text) + 1 :]
    if read_code(altered) != read_code(text):  # the last letter of base32 holds three bits to spare
        assert desk.receipts.read(desk.act(), altered).verdict is not Verdict.GENUINE


def case_filter(desk: Desk) -> CaseFilter:
    return CaseFilter(today=desk.act().today)


@pytest.mark.parametrize(
    ("spoil", "verdict"),
    [
        (lambda text: text[:60], Verdict.TORN),
        (lambda text: text.replace("QH1", "QH9"), Verdict.TORN),
        (lambda text: text.replace("621122105203", "621122105204"), Verdict.FOREIGN),
        (lambda text: text.replace("*20261214*", "*20261230*"), Verdict.FORGED),
        (lambda _text: "MECARD:N:张文海;;", Verdict.TORN),
    ],
    ids=["half", "other layout", "other station", "other promise", "other code"],
)
def test_torn_foreign_and_altered_ones_are_told_apart(
    desk: Desk, spoil: Callable[[str], str], verdict: Verdict
) -> None:
    text = desk.receipts.code(desk.act(), accept(desk))
    read = desk.receipts.read(desk.act(), spoil(text))
    assert read.verdict is verdict
    assert read.case is None
    assert read.verdict.sentence.endswith("。")


def test_the_township_tells_a_forged_one_with_the_public_key_alone(desk: Desk) -> None:
    text, public = desk.receipts.code(desk.act(), accept(desk)), desk.receipts.public_key(desk.act())
    assert verdict_offline(text, public)[0] is Verdict.GENUINE
    assert verdict_offline(text, "00" * 32)[0] is Verdict.FORGED
    assert verdict_offline(text, "no key")[0] is Verdict.FORGED
    with pytest.raises(Refused, match="没有扫全"):
        verdict_offline(text[:-3], public)


def test_a_receipt_whose_registration_was_taken_back_is_no_forgery(desk: Desk) -> None:
    act = desk.act()
    saved = desk.cases.accept(act, entry(desk, applicant(desk), item(desk)))
    text = desk.receipts.code(act, saved.record)
    desk.undo(act, saved)
    read = desk.receipts.read(act, text)
    assert (read.verdict, read.case) == (Verdict.UNDONE, None)
    assert read.gap is not None
    told = f"编号 105203-20261123-0001 的登记（张文海 高龄津贴申请）今天 {at_station(act.at):%H:%M}由{desk.signed_in.cadre.name}撤销了。"
    assert read.gap.sentence(act.today) == told
    with pytest.raises(Refused, match=r"由.*撤销了"):
        desk.cases.numbered(act, saved.record.number)
    assert accept(desk).number == "105203-20261123-0002"


def test_a_receipt_of_ours_that_no_register_knows_is_not_called_forged(desk: Desk) -> None:
    case = accept(desk)
    station = desk.stations.get(desk.act().station_id)
    unknown = code_of(station, replace(case, number="105203-20261123-0099"))
    assert desk.receipts.read(desk.act(), unknown).verdict is Verdict.LOST


def test_the_audit_tells_that_a_key_was_made_and_keeps_its_private_half_to_itself(desk: Desk) -> None:
    public = desk.receipts.public_key(desk.act())
    (key,) = signing_keys(desk.act().station_id)
    (made,) = journal.history("signing_keys", key.id)
    assert made.after is not None
    assert (made.action, made.after["public"]) == (Action.ADD, public)
    assert key.private not in str(made)
    assert integrity.check() == []


def test_what_a_scanner_types_is_known_for_a_receipt(desk: Desk) -> None:
    assert looks_like_receipt(desk.receipts.code(desk.act(), accept(desk)).lower())
    assert not looks_like_receipt("105203-Z-20261123-0007")
