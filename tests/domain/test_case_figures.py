from datetime import date
from typing import Any
from uuid import UUID

from venue_desk.domain.case_figures import Counted, Figures, breakdown, figures, percent
from venue_desk.domain.cases import Rating
from venue_desk.domain.catalogue import Method

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
ONE = UUID(int=1)


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def case(accepted: str, done: str | None = None, promised: str = "12-31", **said: Any) -> Counted:
    values: dict[str, Any] = {
        "promised_days": 10, "worked_days": None, "on_time": None, "rating": None, "method": Method.ON_BEHALF,
        "agent_id": ONE, "item_name": "低保申请", "hamlet_id": ONE, "running": done is None,
    } | said  # fmt: skip
    ended = day(done) if done else None
    return Counted(accepted_on=day(accepted), done_on=ended, promised_on=day(promised), **values)


CASES = [
    case("10-20", "11-02", worked_days=9, on_time=True, rating=Rating.GOOD),
    case("11-03", "11-20", worked_days=13, on_time=False, rating=Rating.BAD, method=Method.MOBILE),
    case("11-05", "11-05", promised_days=0, worked_days=0, on_time=True, method=Method.ON_THE_SPOT),
    case("11-28"),
    case("10-28", promised="11-11"),
    case("10-01", "10-09", worked_days=4, on_time=True),
    case("11-10", "12-02", worked_days=16, on_time=False),
]


def test_the_figures_of_a_month() -> None:
    assert figures(CASES, FIRST, LAST) == Figures(
        accepted=4, done=3, mean_days=22 / 3, faster=1 - 22 / 20,
        on_time=2 / 3, rated=2 / 3, satisfied=0.5, late=2,
    )  # fmt: skip


def test_nothing_gives_no_shares() -> None:
    assert figures([], FIRST, LAST) == Figures()
    assert (percent(None), percent(0.944)) == ("没有", "94%")


def test_a_breakdown_adds_up_to_the_whole() -> None:
    shares = breakdown(CASES, FIRST, LAST, lambda each: each.method.label, [m.label for m in Method])
    assert [(s.label, s.accepted, s.done) for s in shares] == [
        ("马上办", 1, 1), ("代着办", 2, 1), ("领着办", 0, 0), ("流动办", 1, 1),
    ]  # fmt: skip
    whole = figures(CASES, FIRST, LAST)
    assert (sum(s.accepted for s in shares), sum(s.late for s in shares)) == (whole.accepted, whole.late)
