"""Who a person is on paper: GB 11643, names of every script, phones, and masks that give nothing away."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from venue_desk.domain.findings import Severity
from venue_desk.domain.identity import (
    Gender,
    age_on,
    birth_of,
    check_account,
    check_id_number,
    check_name,
    check_phone,
    clean_digits,
    clean_name,
    is_dialable,
    mask_account,
    mask_id_number,
    mask_phone,
    show_phone,
)

TODAY = date(2026, 11, 23)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def with_check_digit(body: str) -> str:
    """Seventeen digits and the check of GB 11643-1999 §4.3, written apart from the code under test."""
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True)) % 11]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("", None),
        (with_check_digit("62119919580214001"), None),
        (with_check_digit("62242519580214001"), None),
        (with_check_digit("00000019580214001"), None),
        (with_check_digit("62119919000229001"), "id.date"),
        (with_check_digit("62119920270101001"), "id.date"),
        (with_check_digit("62119918791231001"), "id.date"),
        ("62119919580214001", "id.form"),
        ("62119919580214001Ｙ", "id.form"),
        ("6211991958021400١9", "id.form"),
    ],
)
def test_id_numbers(number: str, code: str | None) -> None:
    assert [f.code for f in check_id_number(number, TODAY)] == ([code] if code else [])


def test_an_eighteen_sign_number_with_a_letter_inside_is_not_told_to_be_eighteen_signs() -> None:
    (finding,) = check_id_number("62119919580214O010", TODAY)
    assert "现在是 18 位" not in finding.sentence


@given(st.dates(date(1880, 1, 1), TODAY), st.integers(1, 999), st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(born: date, order: int, place: int, shift: int) -> None:
    sound = with_check_digit(f"621199{born:%Y%m%d}{order:03d}")
    assert not check_id_number(sound, TODAY)
    wrong = sound[:place] + str((int(sound[place]) + shift) % 10) + sound[place + 1 :]
    assert check_id_number(wrong, TODAY)


@given(st.dates(date(1880, 1, 1), TODAY), st.integers(0, 999))
def test_birth_and_gender_follow_from_the_number(born: date, order: int) -> None:
    birth = birth_of(with_check_digit(f"621199{born:%Y%m%d}{order:03d}"))
    assert birth is not None
    assert (birth.born_on, birth.gender) == (born, Gender.MALE if order % 2 else Gender.FEMALE)


@pytest.mark.parametrize("number", ["", "62119919580214001", "621199195802140012", "62119919580230001X"])
def test_an_unsound_number_tells_nothing(number: str) -> None:
    assert birth_of(number) is None


def test_a_leap_day_child_is_a_year_older_on_the_first_of_march() -> None:
    born = date(2004, 2, 29)
    assert [age_on(born, d) for d in (date(2005, 2, 28), date(2005, 3, 1), date(2024, 2, 29))] == [0, 1, 20]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" 张 三　丰 ", "张三丰"),
        ("买买提•吐尔逊", "买买提·吐尔逊"),
        ("阿依古丽・阿不都", "阿依古丽·阿不都"),
        ("John  Smith", "John Smith"),
        ("𠮷野\u3000太郎", "𠮷野太郎"),
        ("郎\uf92c", "郎\uf92c"),
        ("\U0002f81a一", "\U0002f81a一"),
        ("e\u0301va", "éva"),
    ],
)
def test_names_as_kept(typed: str, kept: str) -> None:
    assert clean_name(typed) == kept


@given(st.text(max_size=60))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean_name(text)
    assert clean_name(once) == once


def test_digits_as_kept() -> None:
    assert clean_digits(" ６２１１ 99-1958 0214 001x ") == "62119919580214001X"


@pytest.mark.parametrize(
    ("name", "codes"), [("", ["name.empty"]), ("长" * 51, ["name.long"]), ("𪚥" * 50, []), ("·", [])]
)
def test_names_are_one_to_fifty_characters_of_any_kind(name: str, codes: list[str]) -> None:
    assert [f.code for f in check_name(name)] == codes


@pytest.mark.parametrize(
    ("phone", "code"),
    [
        ("", None),
        ("138-0000-0101", None),
        ("１３８０００００１０１", None),
        ("0932-6622 001", None),
        ("09326622001", None),
        ("6622001", "phone.short"),
        ("667", "phone.short"),
        ("12800000101", "phone.odd"),
        ("问老王", "phone.odd"),
    ],
)
def test_phones_are_reminded_of_never_refused(phone: str, code: str | None) -> None:
    findings = check_phone(phone)
    assert [f.code for f in findings] == ([code] if code else [])
    assert all(f.severity is Severity.SHOULD for f in findings)


@pytest.mark.parametrize(
    ("account", "sound"), [("", True), ("62101234567890123", True), ("6210 1234", False), ("1234567", False)]
)
def test_accounts_are_digits(account: str, sound: bool) -> None:
    assert (not check_account(account)) is sound


def test_masks_keep_the_ends_only() -> None:
    assert mask_id_number("621199195802140013") == "6211**********0013"
    assert mask_phone("138-0000-0101") == "138****0101"
    assert mask_account("62101234560013") == "尾号 0013"
    assert (mask_id_number("1234"), mask_phone("667"), mask_account("")) == ("****", "***", "")


@given(st.text("0123456789X", min_size=9, max_size=18))
def test_a_mask_is_as_long_as_what_it_hides(number: str) -> None:
    masked = mask_id_number(number)
    assert len(masked) == len(number)
    assert set(masked[4:-4]) <= {"*"}


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("13800000101", "138-0000-0101"),
        ("09326622001", "0932-6622001"),
        ("01062345678", "010-62345678"),
        ("667", "667"),
    ],
)
def test_phones_are_shown_in_groups(kept: str, shown: str) -> None:
    assert show_phone(kept) == shown


def test_only_numbers_of_the_plan_are_dialable() -> None:
    assert [is_dialable(p) for p in ("13800000101", "0932-6622001", "667", "问老王", "")] == [
        True,
        True,
        False,
        False,
        False,
    ]
