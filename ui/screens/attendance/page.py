"""What the panel tells of one shift of one cadre."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from ui.kit.facts import Facts, Sections
from venue_desk.domain.attendance import moment
from venue_desk.domain.attendance_month import ServedShift


def served_page(row: ServedShift, noted_by: str, now: datetime) -> QWidget:
    """When they came and left, who entered it, and why afterwards."""
    one = row.sign_on
    how = "替班" if row.stands_in else "换来的" if row.swapped else "照排班"
    pairs: list[tuple[str, str | QWidget]] = [("怎么来的", how if row.planned else "没排班，来顶的")]
    if one is None:
        pairs.append(("签到", "没签到" if row.missed else "还没签到"))
    else:
        pairs += [
            ("签到", moment(one.on_at, now)),
            ("签退", moment(one.off_at, now) if one.off_at else "还在岗" if now < one.ends_at else "没签退"),
            ("情况", row.remark or "按时"),
            ("谁登记的", noted_by),
            *([("说明", one.note)] if one.note else []),
        ]
    page = Sections()
    page.add("", Facts(pairs))
    return page
