"""What the page of one handover tells: who signed when, each item with its answer, the words, what was added, the seal."""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import groupby
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ui.kit.facts import Facts, Sections
from ui.kit.labels import Prose, Text
from ui.kit.lines import Line, Lines
from ui.kit.spacing import column
from venue_desk.domain.calendar import at_station, day_of
from venue_desk.domain.handover import HandoverAddition, HandoverItem
from venue_desk.domain.handover_history import HandoverRow
from venue_desk.domain.handover_seals import seal_text

Name = Callable[[UUID | None], str]


def record_page(
    row: HandoverRow, items: Sequence[HandoverItem], additions: Sequence[HandoverAddition], name: Name
) -> QWidget:
    """The signatures first, the seal last."""
    handover = row.turn.handover
    assert handover is not None  # the list holds what was begun
    page = Sections()
    page.add(
        "",
        Facts(
            [
                ("交班", _signature(row.giver, handover.given_at)),
                ("接班", _signature(row.taker, handover.taken_at)),
                ("带班", f"{row.lead_giver or '—'} → {row.lead_taker or '—'}"),
                ("上一班情况", handover.situation),
                ("注意事项", handover.notes),
            ]
        ),
    )
    for group, each in groupby(items, key=lambda item: item.group):
        page.add(group.label, Lines(_line(item, name) for item in each))
    if additions:
        page.add("补记", _additions(additions, name))
    if handover.seal:
        page.add("封存码", _seal(handover.seal))
    return page


def _signature(name: str, at: datetime | None) -> str:
    if at is None:
        return f"{name or '—'}，还没签字"
    day = day_of(at)
    return f"{name}　{day.month}月{day.day}日 {at_station(at):%H:%M} 用口令签字"


def _line(item: HandoverItem, name: Name) -> Line:
    followed = f"由{name(item.followed_by)}去查" if item.followed_by else ""
    answer = "，".join(part for part in (item.difference, followed) if part)
    meta = "　".join(part for part in (item.detail, item.mark, answer) if part)
    at = f"{at_station(item.answered_at):%H:%M}" if item.answered_at else ""
    return Line(fact=item.fact, meta=meta, right=item.state.label, right_meta=at)


def _additions(additions: Sequence[HandoverAddition], name: Name) -> QWidget:
    shown = QWidget()
    box = column(shown, gap=4)
    for each in additions:
        day = day_of(each.at)
        box.addWidget(Prose(f"{day.month}月{day.day}日 {at_station(each.at):%H:%M} {name(each.noted_by)}：{each.text}"))
    return shown


def _seal(seal: str) -> QWidget:
    shown = QWidget()
    box = column(shown, gap=4)
    groups = seal_text(seal).split(" ")
    for at in range(0, len(groups), 8):
        box.addWidget(Text(" ".join(groups[at : at + 8]), "body"))
    box.addWidget(Prose("和印出来的交接单对照：一样，就没有人改过。", "hint"))
    return shown
