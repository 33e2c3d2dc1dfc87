"""`venue-desk receipt`: whether a scanned receipt is genuine, with the station's data or with nothing but its public key."""

from argparse import Namespace

from venue_desk.commands import acting, say
from venue_desk.desk import Desk
from venue_desk.domain.receipts import ReceiptCode, Verdict
from venue_desk.services.receipts import verdict_offline

NOT_GENUINE = 1


def check_offline(arguments: Namespace) -> int:
    """As the township does: the key it was given tells a receipt from a forged one."""
    verdict, code = verdict_offline(arguments.code, arguments.key)
    if verdict is not Verdict.GENUINE:
        say("回执上的码和这把公钥对不上：可能改过、是假的，或是别的站开的。")
        return NOT_GENUINE
    say(verdict.sentence)
    _tell(code)
    return 0


def check_receipt(desk: Desk, arguments: Namespace) -> int:
    """At the station: what it proves, and where the case is. Without a code, the public key for the township."""
    act = acting(desk, "")
    if not arguments.code:
        say(desk.receipts.public_key(act))
        return 0
    read = desk.receipts.read(act, arguments.code)
    say(read.verdict.sentence)
    if read.gap is not None:
        say(read.gap.sentence(act.today))
    elif read.code is not None and read.verdict is Verdict.GENUINE:
        _tell(read.code)
    return 0 if read.verdict is Verdict.GENUINE else NOT_GENUINE


def _tell(code: ReceiptCode) -> None:
    day = code.promised_on
    say(f"编号 {code.number}，站点 {code.station_code}，承诺 {day.year}年{day.month}月{day.day}日前办结。")
