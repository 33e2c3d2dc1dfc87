"""Money is whole fen, quantities are whole thousandths; here they are multiplied and written out."""

from decimal import ROUND_HALF_UP, Decimal

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_YUAN_SIGNS = str.maketrans("", "", "元¥￥")
_MYRIADS = ("", "万", "亿", "万")

MAX_FEN = 10**15
"""Ten million million yuan: far above any sum of a county, far below 64 bits."""


def yuan(fen: int) -> str:
    """123456 → '1,234.56'."""
    sign = "-" if fen < 0 else ""
    whole, cents = divmod(abs(fen), 100)
    return f"{sign}{whole:,}.{cents:02d}"


def signed_yuan(fen: int) -> str:
    """What something changes by: 273 → '+2.73'."""
    return f"+{yuan(fen)}" if fen > 0 else yuan(fen)


def quantity(thousandths: int) -> str:
    """2500 → '2.5', 3000 → '3': no trailing zeros."""
    return (
        format(Decimal(thousandths) / 1000, "f").rstrip("0").rstrip(".")
        if thousandths % 1000
        else str(thousandths // 1000)
    )


def amount_of(thousandths: int, rate_fen: int) -> int:
    """Quantity × rate in fen, rounded half up as accounts are (a row is rounded, totals add rounded rows)."""
    return int((Decimal(thousandths) * rate_fen / 1000).quantize(Decimal(1), ROUND_HALF_UP))


def parse_yuan(text: str) -> int:
    """'1,234.5' → 123450 fen. ValueError for anything that is no amount or has more than two decimals."""
    return _scaled(text.translate(_YUAN_SIGNS), 100)


def parse_quantity(text: str) -> int:
    """'2.5' → 2500 thousandths. ValueError for anything that is no number or has more than three decimals."""
    return _scaled(text, 1000)


def _scaled(text: str, scale: int) -> int:
    try:
        value = Decimal(text.replace(",", "").replace("，", "").strip()) * scale
    except ArithmeticError:
        raise ValueError(text) from None
    if not value.is_finite() or value != value.to_integral_value() or abs(value) > MAX_FEN:
        raise ValueError(text)
    return int(value)


def capital_yuan(fen: int) -> str:
    """The amount in capitals, as 正确填写票据和结算凭证的基本规定 (支付结算办法 附一) has it.

    12345 → '人民币壹佰贰拾叁元肆角伍分'; whole yuan end in 整; a missing 角 before 分 is written 零.
    """
    sign = "负" if fen < 0 else ""
    whole, cents = divmod(abs(fen), 100)
    jiao, last = divmod(cents, 10)
    text = f"{_capital_whole(whole)}元" if whole else ""
    if jiao:
        text += f"{_DIGITS[jiao]}角"
    elif last and whole:
        text += "零"
    if last:
        text += f"{_DIGITS[last]}分"
    else:
        text = f"{text or '零元'}整"
    return f"人民币{sign}{text}"


def _capital_whole(number: int) -> str:
    groups: list[str] = []
    pending_zero = False
    for index in range(len(_MYRIADS) - 1, -1, -1):
        group = number // 10000**index % 10000
        if not group:
            pending_zero = bool(groups)
            continue
        if groups and (pending_zero or group < 1000):
            groups.append("零")
        groups.append(_capital_group(group) + _MYRIADS[index])
        if index == 3 and not number // 10**8 % 10000:
            groups.append("亿")
        pending_zero = False
    return "".join(groups)


def _capital_group(group: int) -> str:
    text, zero = "", False
    for place in range(3, -1, -1):
        digit = group // 10**place % 10
        if digit:
            text += ("零" if zero and text else "") + _DIGITS[digit] + _PLACES[place]
        zero = not digit
    return text
