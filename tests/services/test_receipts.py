from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.case_village import accept
from tests.torture import examples
from venue_desk.desk import Desk
from venue_desk.domain.case_listing import CaseFilter
from venue_desk.domain.errors import Refused
from venue_desk.domain.receipts import LETTERS, Verdict, looks_like_receipt, read_code
from venue_desk.services.receipts import verdict_offline

CHANGES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*-"


def test_a_receipt_leads_to_its_case_and_names_nobody(desk: Desk) -> None:
    case = accept(desk)
    text = desk.receipts.code(desk.act(), case)
    assert LETTERS.fullmatch(text)
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


def test_what_a_scanner_types_is_known_for_a_receipt(desk: Desk) -> None:
    assert looks_like_receipt(desk.receipts.code(desk.act(), accept(desk)).lower())
    assert not looks_like_receipt("105203-Z-20261123-0007")
