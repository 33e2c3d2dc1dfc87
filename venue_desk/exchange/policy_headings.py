"""A column for each policy, as villages draw up a year in one table: 良种补贴, 退耕还林（亩）, 耕地补贴金额."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from venue_desk.domain.importing import Column, PolicyColumn

_BLANKS = re.compile(r"[\s:：*＊_《》「」“”\"·、]+")
_BRACKETS = re.compile(r"\(.*?\)")
_QUANTITY = re.compile(r"面积|数量|亩|人数|月数|株|头数|户数|\((人|月|人月|人·月|株|头|只|棵)\)")
_RATE = re.compile(r"标准|单价|/")
_BESIDE = re.compile(
    r"[0-9]{4}年?度?|年度|补贴|补助|资金|金额|应发|实发|发放|兑付|核定|种植|享受|合计|面积|数量|标准|单价|人数|月数|户数|\(.*?\)"
)


def policy_column(heading: str, policies: Sequence[str]) -> PolicyColumn | None:
    """The policy a heading names and what the column says of it; None if it names none, or more than one."""
    plain = _plain(heading)
    for name, form in _forms(policies):
        before, found, after = plain.partition(form)
        beside = before + after
        if found and not _BESIDE.sub("", beside).strip():
            return PolicyColumn(name, _measure(beside))
    return None


def _forms(policies: Sequence[str]) -> list[tuple[str, str]]:
    """How a policy may be named, the longest first; without its brackets only if that means no other."""
    plain = [(name, _plain(name)) for name in policies]
    bare = [(name, _BRACKETS.sub("", form)) for name, form in plain]
    means = Counter(form for _, form in bare)
    forms = {*plain, *((name, form) for name, form in bare if form and means[form] == 1)}
    return sorted(forms, key=lambda named: (-len(named[1]), named[0]))


def _measure(beside: str) -> Column:
    if _RATE.search(beside):
        return Column.RATE
    return Column.QUANTITY if _QUANTITY.search(beside) else Column.AMOUNT


def _plain(text: str) -> str:
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text))
