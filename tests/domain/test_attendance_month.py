"""The month's table: who was planned, who came, and for whom it counts."""

from datetime import date
from random import Random

from tests.domain.watches import BORN, CALLED, DUTIES, IDS, STATION, at, came, pair
from venue_desk.domain.attendance_month import MonthRow, month_rows, served_shifts
from venue_desk.domain.ids import new_id
from venue_desk.domain.roster import Duty
from venue_desk.domain.swaps import Swap, SwapState


def table(*sign_ons: object, duties: tuple[Duty, ...] = DUTIES, swaps: tuple[Swap, ...] = (), now: str = "21:00") -> dict[str, MonthRow]:  # fmt: skip
    served = served_shifts(duties, sign_ons, swaps, CALLED, at(now), 10)  # type: ignore[arg-type]
    return {row.name: row for row in month_rows(served, CALLED, 10)}


def figures(row: MonthRow) -> tuple[int, ...]:
    return row.planned, row.done, row.late, row.missed, row.stood_in, row.swapped


def test_planned_done_late_and_missed() -> None:
    rows = table(came("C", "夜班", "19:50", "08:00", -1), came("W", "白班", "08:30", "20:00"))
    assert {name: figures(row) for name, row in rows.items()} == {
        "王建军": (1, 1, 1, 0, 0, 0),
        "李秀兰": (1, 0, 0, 1, 0, 0),
        "陈志远": (2, 1, 0, 0, 0, 0),
        "张小梅": (2, 0, 0, 1, 0, 0),
        "赵文博": (0, 0, 0, 0, 0, 0),
    }
    assert rows["王建军"].sentence == "排了 1 班，值了 1 班，迟到 1 次。"
    assert rows["赵文博"].sentence == "没有排班。"


def test_a_shift_that_still_runs_is_not_missed_yet() -> None:
    assert figures(table(now="12:00")["李秀兰"]) == (1, 0, 0, 0, 0, 0)


def test_who_came_unplanned_stood_in_and_was_not_late() -> None:
    rows = table(came("Z", "白班", "09:30", "20:00"))
    assert figures(rows["赵文博"]) == (0, 1, 0, 0, 1, 0)
    assert rows["李秀兰"].missed == 1


def test_a_named_stand_in_counts_for_who_did_it() -> None:
    lead, other = pair("WZ", "白班")
    stand_in = Duty(**{name: getattr(other, name) for name in Duty.__slots__} | {"stands_in_for": IDS["L"]})
    rows = table(came("Z", "白班", "07:50"), came("W", "白班", "07:50"), duties=(lead, stand_in))
    assert figures(rows["赵文博"]) == (1, 1, 0, 0, 1, 0)
    assert figures(rows["李秀兰"]) == (0, 0, 0, 0, 0, 0)


def test_a_swapped_duty_counts_for_who_did_it() -> None:
    lead, other = pair("WZ", "白班")
    asked = Swap(
        id=new_id(BORN, Random(7)), station_id=STATION, cadre_id=IDS["L"], duty_id=other.id, with_cadre_id=IDS["Z"],
        state=SwapState.APPROVED, asked_at=BORN, entered_by=IDS["L"],
    )  # fmt: skip
    rows = table(came("Z", "白班", "07:50"), duties=(lead, other), swaps=(asked,))
    assert figures(rows["赵文博"]) == (1, 1, 0, 0, 0, 1)
    assert rows["赵文博"].sentence == "排了 1 班，值了 1 班，换来 1 班。"


def test_every_shift_says_what_was_amiss() -> None:
    served = served_shifts(
        DUTIES, [came("W", "白班", "08:30", "18:00"), came("L", "白班", "07:50", note="接电话没顾上")], (), CALLED, at("21:00"), 10
    )  # fmt: skip
    said = {(each.name, each.day, each.shift): (each.remark, each.missed) for each in served}
    day, before = date(2026, 11, 23), date(2026, 11, 22)
    assert said["王建军", day, "白班"] == ("迟到 30 分钟，早退 120 分钟", False)
    assert said["李秀兰", day, "白班"] == ("补签", False)
    assert said["陈志远", before, "夜班"] == ("", True)
    assert said["陈志远", day, "夜班"] == ("", False)
