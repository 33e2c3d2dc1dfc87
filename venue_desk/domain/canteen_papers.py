"""The papers of the canteen are of a month: which one, and which month; and how a 冲正 is told on them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from venue_desk.domain.calendar import plain_date
from venue_desk.domain.corrections import Correction
from venue_desk.domain.money import yuan
from venue_desk.domain.printouts import PaperKey

POSTED = timedelta(days=7)
"""So long the notice hangs at least, as what is paid to villagers does."""
NAMED = 4
"""So many meals and shares are told one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CanteenOrder:
    """One paper of a month, by its first day; the notice hangs from `from_on` on, else from the day it is printed."""

    paper: PaperKey
    month: date
    from_on: date | None = None


def told_correction(correction: Correction, names: Mapping[UUID, str]) -> str:
    """2026年11月3日冲正10月的账：漏记一餐。王建军10月21日午餐应是 2 份；王建军多摊 2.50 元、李秀兰少摊 2.50 元。"""
    of, day = correction.of_month, correction.day
    said = f"{of.month}月" if of.year == day.year else f"{of.year}年{of.month}月"
    parts = [part for part in (_eaten(correction, names), _borne(correction, names)) if part]
    return f"{plain_date(day)}冲正{said}的账：{correction.reason.rstrip('。')}。{'；'.join(parts)}。"


def _eaten(correction: Correction, names: Mapping[UUID, str]) -> str:
    if len(correction.meals) > NAMED:
        return f"改了 {len(correction.meals)} 餐"
    return "、".join(
        f"{names.get(each.cadre_id, '')}{each.day.month}月{each.day.day}日{each.meal.label}应是 {each.portions} 份"
        for each in correction.meals
    )


def _borne(correction: Correction, names: Mapping[UUID, str]) -> str:
    if len(correction.lines) > NAMED:
        return f"{len(correction.lines)} 个人的账有增减，见{correction.day.month}月的「冲正」一栏"
    return "、".join(
        f"{names.get(line.cadre_id, '')}{'多摊' if line.amount_fen > 0 else '少摊'} {yuan(abs(line.amount_fen))} 元"
        for line in correction.lines
    )
