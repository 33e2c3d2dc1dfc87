"""What a cell says, by what its column means: a text, a number, a day … or a finding that says how to write it."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from venue_desk.domain.findings import Finding, must, should
from venue_desk.domain.identity import clean_digits, clean_name, masked_number
from venue_desk.domain.importing import Column
from venue_desk.domain.money import parse_quantity
from venue_desk.exchange.days import read_day
from venue_desk.exchange.headings import words
from venue_desk.exchange.sheets import Cell

Understood = tuple[object | None, list[Finding]]
EXACT_DIGITS = 15
"""Excel keeps fifteen digits of a number: from the sixteenth on there are zeros."""

_NOTHING = ("-", "—", "/", "无")
TEXT_MAX = 500
MAX_THOUSANDTHS = 10**12
_SCIENTIFIC = re.compile(r"[0-9](\.[0-9]+)?E\+?[0-9]+", re.IGNORECASE)
_BROKEN = re.compile(r"#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|#+)", re.IGNORECASE)
_UNITS = re.compile(r"[\s亩元¥￥人口个月头只棵株/]+$|^[¥￥\s]+")
_SEPARATORS = re.compile(r"[、，,；;/\s|]+")
_WEEKDAYS = {
    **{char: day for day, char in enumerate("一二三四五六日", 1)},
    "天": 7,
    **{str(day): day for day in range(1, 8)},
}
_RUINED_ID = "身份证号被 Excel 改成了数字，最后几位已经丢了。请对照证件重填，并先把这一列设成「文本」。"
_RUINED = "{what}被 Excel 改成了数字，最后几位已经丢了。请对照原件重填，并先把这一列设成「文本」。"


_UNSEEN = frozenset({"Cc", "Cf", "Cs"})
"""Control signs, zero-width signs and halves of characters: nobody typed them on purpose."""


def text_of(cell: Cell) -> str:
    """The cell as one line of text."""
    return re.sub(r"\s+", " ", _written(cell)).strip()


def lines_of(cell: Cell) -> str:
    """The cell with the lines in which it was written: a note may have several."""
    return re.sub(r"\r\n?", "\n", _written(cell)).strip()


def said_in(column: Column, cell: Cell) -> str:
    """The cell as its column keeps it."""
    return lines_of(cell) if column in _LINES else text_of(cell)


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return format(Decimal(repr(cell)), "f").removesuffix(".0") if abs(cell) < 1e25 else repr(cell)
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}" if cell.time() == time() else f"{cell:%Y-%m-%d %H:%M}"
    # Not isprintable(): that knows only the characters of Python's own Unicode, and names have younger ones.
    return "".join(char for char in str(cell) if char.isspace() or unicodedata.category(char) not in _UNSEEN)


def understand(column: Column, cell: Cell) -> Understood:
    """The value of the cell, and what is to be mended or looked at."""
    text = said_in(column, cell)
    if not text or (text in _NOTHING and column not in (Column.NAME, Column.HEAD)):
        return None, []
    if _BROKEN.fullmatch(text):
        return None, [_must(column, "broken", f"「{column}」这一格的公式算不出来（{text}），请改成具体的内容。")]
    if len(text) > TEXT_MAX:
        return None, [_must(column, "long", f"「{column}」写了 {len(text)} 个字，最多 {TEXT_MAX} 个，请改短。")]
    return _READERS.get(column, _text)(column, cell, text)


def _must(column: Column, code: str, sentence: str) -> Finding:
    return must(f"cell.{code}", column.name.lower(), sentence)


def _should(column: Column, code: str, sentence: str) -> Finding:
    return should(f"cell.{code}", column.name.lower(), sentence)


def _text(_column: Column, _cell: Cell, text: str) -> Understood:
    return text, []


def _name(_column: Column, _cell: Cell, text: str) -> Understood:
    return clean_name(text), []


def _number(_column: Column, _cell: Cell, text: str) -> Understood:
    return "".join(unicodedata.normalize("NFKC", text).split()), []


def _digits(column: Column, cell: Cell, text: str) -> Understood:
    """A number of many digits: never guessed where Excel has spoilt it. A masked one is compared with what is on record."""
    if masked := masked_number(text):
        return masked, []
    spoilt = isinstance(cell, int | float) and abs(cell) >= 10**EXACT_DIGITS
    digits = clean_digits(text).strip("'`’‘")
    if spoilt or _SCIENTIFIC.fullmatch(digits):
        return None, [_must(column, "ruined", _RUINED.format(what=column))]
    return digits, []


def _id_number(column: Column, cell: Cell, text: str) -> Understood:
    value, findings = _digits(column, cell, text)
    lost = isinstance(value, str) and value.endswith("000") and not _holds(value)
    if lost or any(finding.code == "cell.ruined" for finding in findings):
        return None, [_must(column, "ruined", _RUINED_ID)]
    return value, findings


def _holds(id_number: str) -> bool:
    try:
        return ric.calc_check_digit(id_number) == id_number[-1] if len(id_number) == 18 else True
    except (ValidationError, ValueError):
        return True  # not a question of lost digits: the rule for ID numbers says what is wrong


def _day(column: Column, cell: Cell, text: str) -> Understood:
    found = read_day(cell, text)
    if found is None:
        return None, [_must(column, "day", f"「{column}」写成「{text}」看不懂，请写成 2026-03-01 这样。")]
    if found.whole:
        return found.day, []
    return found.day, [_should(column, "month", f"「{column}」只写了年月，按 {found.day:%Y-%m-%d} 登记，请核对。")]


def _year(column: Column, cell: Cell, text: str) -> Understood:
    if isinstance(cell, date):
        return cell.year, []
    digits = unicodedata.normalize("NFKC", text).removesuffix("度").removesuffix("年").strip()
    if re.fullmatch(r"[12][0-9]{3}", digits):
        return int(digits), []
    return None, [_must(column, "year", f"「{column}」写成「{text}」看不懂，请写成 2026 这样。")]


def _quantity(column: Column, cell: Cell, text: str) -> Understood:
    try:
        value = parse_quantity(_plain_number(cell, text))
    except ValueError:
        value = MAX_THOUSANDTHS + 1
    if abs(value) > MAX_THOUSANDTHS:
        return None, [_must(column, "number", f"「{column}」写成「{text}」看不懂，请写成 3.2 这样的数，最多三位小数。")]
    return value, []


def _money(column: Column, cell: Cell, text: str) -> Understood:
    try:
        yuan = Decimal(_plain_number(cell, text))
    except ArithmeticError:
        yuan = Decimal("NaN")
    if not yuan.is_finite() or abs(yuan) > MAX_THOUSANDTHS:
        return None, [_must(column, "money", f"「{column}」写成「{text}」看不懂，请写成 1234.50 这样的数。")]
    rounded = yuan.quantize(Decimal("0.01"), ROUND_HALF_UP)
    odd = [_should(column, "rounded", f"「{column}」不止两位小数，按 {rounded} 元登记，请核对。")] * (rounded != yuan)
    return int(rounded * 100), odd


def _plain_number(cell: Cell, text: str) -> str:
    """Without units and thousands; what a formula left behind the twelfth digit is noise."""
    if isinstance(cell, float):
        return format(Decimal(f"{cell:.12g}"), "f")
    narrow = unicodedata.normalize("NFKC", text)
    return _UNITS.sub("", narrow).replace(",", "").replace(" ", "")


def _word(table: str) -> Callable[[Column, Cell, str], Understood]:
    def read(column: Column, _cell: Cell, text: str) -> Understood:
        known = words(table)
        plain = "".join(unicodedata.normalize("NFKC", text).split())
        if plain in known:
            return known[plain], []
        return None, [_must(column, "word", f"「{column}」写成「{text}」看不懂，请写{_offered(table)}。")]

    return read


def _offered(table: str) -> str:
    return "、".join(f"「{value.label}」" for value in dict.fromkeys(words(table).values()))


def _relation(column: Column, cell: Cell, text: str) -> Understood:
    value, findings = _word("relations")(column, cell, text)
    if not findings:
        return value, []
    other = words("relations")["其他"]
    return other, [_should(column, "relation", f"没认出「{text}」是什么关系，按「其他」登记，请核对。")]


def _list(_column: Column, _cell: Cell, text: str) -> Understood:
    return tuple(dict.fromkeys(part for part in _SEPARATORS.split(text) if part)), []


def _duty_days(column: Column, _cell: Cell, text: str) -> Understood:
    """周一、周三; 星期一至星期五; 1,3,5; 每天."""
    plain = re.sub(r"周|星期|礼拜|[、，,；;/\s]", "", unicodedata.normalize("NFKC", text))
    if plain in ("每天", "每日", "全周", "天天"):
        return frozenset(range(1, 8)), []
    days: set[int] = set()
    for part in re.findall(r".[至到\-—~].|.", plain):
        first, last = _WEEKDAYS.get(part[0], 0), _WEEKDAYS.get(part[-1], 0)
        if not 0 < first <= last:
            said = f"「{column}」写成「{text}」看不懂，请写成「周一、周三」或「周一至周五」。"
            return None, [_must(column, "duty_days", said)]
        days.update(range(first, last + 1))
    return frozenset(days), []


def _yes(column: Column, _cell: Cell, text: str) -> Understood:
    known: Mapping[str, bool] = {"是": True, "√": True, "有": True, "对": True, "否": False, "不是": False, "×": False}
    if text in known:
        return known[text], []
    return None, [_must(column, "yes", f"「{column}」写成「{text}」看不懂，请写「是」或「否」。")]


_C = Column
_LINES = frozenset({_C.NOTE, _C.HOME_NOTE, _C.DUTIES})
_READERS: Mapping[Column, Callable[[Column, Cell, str], Understood]] = {
    **dict.fromkeys((_C.NUMBER, _C.SERIAL), _number),
    **dict.fromkeys((_C.NAME, _C.HEAD), _name),
    **dict.fromkeys((_C.PHONE, _C.HOME_PHONE, _C.ACCOUNT), _digits),
    **dict.fromkeys((_C.BORN_ON, _C.PAID_ON, _C.JOINED_ON), _day),
    **dict.fromkeys((_C.LAND, _C.QUANTITY), _quantity),
    **dict.fromkeys((_C.RATE, _C.AMOUNT), _money),
    **dict.fromkeys((_C.GROUPS, _C.SERVICES), _list),
    _C.ID_NUMBER: _id_number,
    _C.YEAR: _year,
    _C.GENDER: _word("genders"),
    _C.CADRE_KIND: _word("cadre_kinds"),
    _C.RELATION: _relation,
    _C.DUTY_DAYS: _duty_days,
    **dict.fromkeys((_C.AGENT, _C.WHOLE_VILLAGE, _C.IS_HEAD, _C.ON_ROSTER, _C.LEADS_DUTY), _yes),
}
