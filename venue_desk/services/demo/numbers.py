"""Numbers of fictional people, each given once: ID numbers, phones, accounts."""

from collections import Counter
from datetime import date, timedelta
from itertools import count

from stdnum.cn import ric

from venue_desk.domain.identity import Gender

AREA = "621199"
"""An area code that GB/T 2260 does not assign: the numbers can be nobody's."""

PHONES = 99_000
"""138-0000-1000 to 138-0009-9999; those below 1000 are kept for the people of the pictures."""

_PHONE_STRIDE, _STRIDE_19, _STRIDE_16 = 61_187, 618_033_988_749_893, 618_033_988_749
"""Prime to the numbers they are used with: their multiples meet every value once, and look scattered."""


class Numbers:
    """Gives out numbers in order, so that the same demo gives the same ones."""

    def __init__(self) -> None:
        """Nothing is given out yet."""
        self._born: Counter[tuple[date, Gender]] = Counter()
        self._phones = count()
        self._accounts = count(1)

    def id_number(self, born_on: date, gender: Gender) -> str:
        """An ID number with a sound date and check digit; blank for the 500th of a day, who has lost the card."""
        nth = self._born[born_on, gender]
        self._born[born_on, gender] += 1
        sequence = 2 * nth + (1 if gender is Gender.MALE else 2)
        return _with_check_digit(born_on, sequence) if sequence < 1000 else ""

    def id_number_ending(self, year: int, tail: str, gender: Gender) -> tuple[date, str]:
        """The first birthday of `year` whose ID number ends in `tail` (three digits of sequence and the check digit)."""
        days = (date(year, 1, 1) + timedelta(days=day) for day in range(365))
        born_on = next(day for day in days if _with_check_digit(day, int(tail[:3])).endswith(tail))
        self._born[born_on, gender] = int(tail[:3]) // 2 + 1
        return born_on, _with_check_digit(born_on, int(tail[:3]))

    def phone(self) -> str:
        """A mobile number of the fictional block; blank once all are given out."""
        nth = next(self._phones)
        return f"138000{1000 + nth * _PHONE_STRIDE % PHONES:05d}" if nth < PHONES else ""

    def account(self) -> str:
        """The number of a 一卡通: 19 digits, as most banks have it, or 16."""
        nth = next(self._accounts)
        if nth % 9:
            return f"6211{nth * _STRIDE_19 % 10**15:015d}"
        return f"6211{nth * _STRIDE_16 % 10**12:012d}"


def _with_check_digit(born_on: date, sequence: int) -> str:
    body = f"{AREA}{born_on:%Y%m%d}{sequence:03d}"
    return body + ric.calc_check_digit(f"{body}0")
