"""How a correction is told on paper: of which month, why, what was eaten, and who bears more; of many only how many."""

from datetime import date
from uuid import UUID

from venue_desk.domain.canteen_papers import told_correction
from venue_desk.domain.corrections import Correction, CorrectionLine, RightMeal
from venue_desk.domain.meals import Meal

WANG, LI = UUID(int=1), UUID(int=2)
NAMES = {WANG: "王建军", LI: "李秀兰"}


def correction(lines: int, meals: int, of: date = date(2026, 10, 1), reason: str = "漏记一餐") -> Correction:
    return Correction(
        id=UUID(int=9), station_id=UUID(int=8), noted_by=WANG, of_month=of, day=date(2026, 11, 3), reason=reason,
        lines=tuple(CorrectionLine(cadre_id=(WANG, LI)[at % 2], amount_fen=(250, -250)[at % 2]) for at in range(lines)),
        meals=tuple(RightMeal(cadre_id=WANG, day=date(2026, 10, 21 + at), meal=Meal.LUNCH, portions=2) for at in range(meals)),
    )  # fmt: skip


def test_a_correction_names_month_reason_meals_and_who_bears_more_or_less() -> None:
    told = told_correction(correction(2, 1), NAMES)
    assert told == (
        "2026年11月3日冲正10月的账：漏记一餐。王建军10月21日午餐应是 2 份；王建军多摊 2.50 元、李秀兰少摊 2.50 元。"
    )
    assert "冲正2025年12月的账" in told_correction(correction(2, 0, date(2025, 12, 1)), NAMES)


def test_of_many_only_the_number_is_told() -> None:
    told = told_correction(correction(24, 8), NAMES)
    assert told == "2026年11月3日冲正10月的账：漏记一餐。改了 8 餐；24 个人的账有增减，见11月的「冲正」一栏。"


def test_a_reason_that_ends_its_sentence_is_not_ended_twice() -> None:
    assert "漏记。王建军多摊" in told_correction(correction(2, 0, reason="漏记。"), NAMES)
