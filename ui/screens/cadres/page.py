"""What the panel tells of one cadre."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.kit.buttons import Button
from ui.kit.facts import Facts, Sections
from ui.kit.labels import Prose
from ui.kit.masked import MaskedValue
from ui.kit.portrait import Portrait
from ui.kit.spacing import row
from venue_desk.domain.attendance_month import MonthRow
from venue_desk.domain.cadres import CadreFacts, duty_days_text, roster_part
from venue_desk.domain.calendar import plain_date
from venue_desk.domain.identity import mask_id_number, show_phone


def cadre_page(
    facts: CadreFacts,
    photo: bytes | None,
    month: MonthRow | None,
    reveal: Callable[[], str],
    see_duties: Callable[[], object],
) -> QWidget:
    """Phone and groups first: that is what one opens the page for; the face beside them."""
    cadre = facts.cadre
    page = Sections()
    id_number: str | QWidget = ""
    if cadre.id_number:
        id_number = MaskedValue("身份证号", mask_id_number(cadre.id_number), reveal)
    page.add(
        "",
        _beside(
            Portrait(cadre.name, photo),
            Facts(
                [
                    ("电话", show_phone(cadre.phone)),
                    ("包组", facts.covers),
                    ("值班日", duty_days_text(cadre.duty_days)),
                    ("排班", roster_part(cadre)),
                    ("分工", cadre.duties),
                    ("身份证号", id_number),
                    ("到岗", plain_date(cadre.joined_on) if cadre.joined_on else ""),
                    *([("离岗", plain_date(cadre.left_on))] if cadre.left_on else []),
                ]
            ),
        ),
    )
    if cadre.is_agent:
        page.add("能代办", Prose("、".join(cadre.services) or "还没写能代办什么，连心卡上会空着。"))
        page.add("连心卡", Prose(facts.cards_sentence))
    if month is not None:
        page.add("本月值班", Prose(month.sentence), Button("看签到", see_duties, kind="row"))
    return page


def _beside(portrait: Portrait, facts: Facts) -> QWidget:
    holder = QWidget()
    line = row(holder, gap=16)
    line.addWidget(facts, 1)
    line.addWidget(portrait, 0, Qt.AlignmentFlag.AlignTop)
    return holder
