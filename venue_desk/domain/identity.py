"""Who a person is on paper: ID numbers (GB 11643-1999), names, phones, accounts, and how each is masked."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from phonenumbers import PhoneNumberType, is_valid_number, number_type, parse
from phonenumbers.phonenumberutil import NumberParseException
from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from venue_desk.domain.findings import Finding, must, should

if TYPE_CHECKING:
    from datetime import date

NAME_MAX = 50
ACCOUNT_MAX = 30
_ID_LENGTH = 18
_ID_FORM = re.compile(r"[0-9]{17}[0-9X]")
_ORDINARY = re.compile(r"[^\uF900-\uFAFF\U0002F800-\U0002FA1F]+")
_MIDDLE_DOTS = str.maketrans(dict.fromkeys("•‧∙・．", "·"))


class Gender(StrEnum):
    """性别."""

    MALE = "male"
    FEMALE = "female"

    @property
    def label(self) -> str:
        """男 / 女."""
        return "男" if self is Gender.MALE else "女"


@dataclass(frozen=True, slots=True)
class Masked:
    """A number of which only some digits are shown: 6211**********0013, 138****0101, 尾号 0013."""

    shown: str

    def covers(self, whole: str) -> bool:
        """Whether every digit that is shown stands so in the whole number; the stars may be fewer or more."""
        form = re.sub(r"(\\\*)+", ".+", re.escape(self.shown))
        return re.fullmatch(form, clean_digits(whole)) is not None


@dataclass(frozen=True, slots=True)
class Birth:
    """What an ID number tells: the day of birth and the gender."""

    born_on: "date"
    gender: Gender


def clean_name(text: str) -> str:
    """The name as it is kept: one form of the middle dot, no blanks between Han characters, composed letters.

    Compatibility ideographs are left alone: every normal form would replace what is somebody's real name.
    """
    text = (
        _ORDINARY.sub(lambda run: unicodedata.normalize("NFC", run[0]), text)
        .translate(_MIDDLE_DOTS)
        .replace("\u3000", " ")
        .strip()
    )
    return re.sub(r"\s+", " ", text) if text.isascii() else re.sub(r"(?<![A-Za-z])\s+|\s+(?![A-Za-z])", "", text)


def check_name(name: str, field: str = "name", what: str = "姓名") -> list[Finding]:
    """A name is 1 to 50 characters; every Han character is welcome."""
    if not name:
        return [must("name.empty", field, f"请填写{what}。")]
    if len(name) > NAME_MAX:
        return [must("name.long", field, f"{what}最多 {NAME_MAX} 个字，现在是 {len(name)} 个，请改短。")]
    return []


def clean_digits(text: str) -> str:
    """Full-width digits made narrow, blanks and hyphens dropped, x made X."""
    return re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", text)).upper()


def check_id_number(id_number: str, today: "date", field: str = "id_number") -> list[Finding]:
    """Blank is allowed. The length, the date and the check digit must hold; the area code is never judged."""
    if not id_number:
        return []
    if len(id_number) != _ID_LENGTH:
        return [must("id.form", field, f"身份证号是 18 位，现在是 {len(id_number)} 位，请对照证件再看一遍。")]
    if not _ID_FORM.fullmatch(id_number):
        return [must("id.form", field, "身份证号前 17 位都是数字，末位是数字或 X，请对照证件再看一遍。")]
    try:
        born_on = ric.get_birth_date(id_number)
    except ValidationError:
        return [must("id.date", field, "身份证号第 7 到 14 位不是一个日期，请对照证件再看一遍。")]
    if not 1880 <= born_on.year or born_on > today:
        return [must("id.date", field, f"身份证号里的出生日期是 {born_on:%Y-%m-%d}，请对照证件再看一遍。")]
    if ric.calc_check_digit(id_number) != id_number[-1]:
        return [must("id.check_digit", field, "身份证号有一位抄错了（末位校验对不上），请对照证件再看一遍。")]
    return []


def birth_of(id_number: str) -> Birth | None:
    """Birth date and gender of a sound 18-digit number, None for a blank or unsound one."""
    if not _ID_FORM.fullmatch(id_number) or ric.calc_check_digit(id_number) != id_number[-1]:
        return None
    try:
        born_on = ric.get_birth_date(id_number)
    except ValidationError:
        return None
    return Birth(born_on, Gender.MALE if int(id_number[16]) % 2 else Gender.FEMALE)


def age_on(born_on: "date", day: "date") -> int:
    """Full years on `day` (周岁)."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def check_phone(phone: str, field: str = "phone", what: str = "电话") -> list[Finding]:
    """Blank is allowed; anything unusual is only reminded of, since short and village numbers are real."""
    digits = clean_digits(phone)
    if not digits or re.fullmatch(r"1[3-9]\d{9}|0\d{2,3}[2-9]\d{6,7}", digits, re.ASCII):
        return []
    if re.fullmatch(r"\d{3,8}", digits, re.ASCII):
        return [should("phone.short", field, f"{what}只有 {len(digits)} 位。是短号就不用改。")]
    return [should("phone.odd", field, f"{what}「{phone}」看着不像常见号码，请再核对一遍。")]


def is_dialable(phone: str) -> bool:
    """Whether the national numbering plan knows the number (used for cards: a QR must dial)."""
    try:
        number = parse(phone, "CN")
    except NumberParseException:
        return False
    return is_valid_number(number) and number_type(number) != PhoneNumberType.UNKNOWN


def check_account(account: str, field: str = "account") -> list[Finding]:
    """Blank is allowed; otherwise digits only, as printed on the 一卡通."""
    if account and not re.fullmatch(rf"[0-9]{{8,{ACCOUNT_MAX}}}", account):
        return [must("account.form", field, "一卡通账号只有数字，8 到 30 位，请对照存折再看一遍。")]
    return []


def mask_id_number(id_number: str) -> str:
    """First and last four digits: 6211**********0013."""
    return (
        f"{id_number[:4]}{'*' * (len(id_number) - 8)}{id_number[-4:]}" if len(id_number) > 8 else "*" * len(id_number)
    )


def mask_phone(phone: str) -> str:
    """First three and last four digits: 138****0101."""
    digits = clean_digits(phone)
    return f"{digits[:3]}****{digits[-4:]}" if len(digits) > 7 else "*" * len(digits)


def mask_account(account: str) -> str:
    """The last four digits only, as papers show it: 尾号 0013."""
    return f"尾号 {account[-4:]}" if account else ""


def masked_number(text: str) -> Masked | None:
    """The number in one form if it is a masked one, as our own lists have it; None for any other text."""
    digits = clean_digits(text)
    if digits.startswith("尾号"):
        return Masked(f"*{digits.removeprefix('尾号').lstrip(':：')}")
    return Masked(digits) if "*" in digits else None


def show_phone(phone: str) -> str:
    """13800000101 → 138-0000-0101; landlines keep their area code apart."""
    digits = clean_digits(phone)
    if re.fullmatch(r"1\d{10}", digits):
        return f"{digits[:3]}-{digits[3:7]}-{digits[7:]}"
    if match := re.fullmatch(r"(0[12]\d|0[3-9]\d{2})(\d{7,8})", digits):
        return f"{match[1]}-{match[2]}"
    return phone
