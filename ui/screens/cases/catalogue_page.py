"""What the panel tells of a service item, and of a certificate no village may write."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from ui.kit.facts import Facts, Sections, one_section
from ui.kit.labels import Prose, Text, hairline
from ui.kit.spacing import column, row
from ui.kit.timeline import Event, Timeline
from venue_desk.domain.calendar import short_date
from venue_desk.domain.case_intake import Forbidden
from venue_desk.domain.catalogue import Material, ServiceItem
from venue_desk.domain.catalogue_changes import Edition, copies_words, days_words, need_words


def item_page(item: ServiceItem, editions: Sequence[Edition], today: date) -> Sections:
    """What is asked at the desk first: who decides, by when, on what conditions, with which papers."""
    page = Sections()
    page.add("", Facts(_facts(item)))
    page.add("材料", Materials(item.materials))
    if len(editions) > 1:
        page.add("改过几次", Timeline([_event(each, today) for each in editions]))
    return page


def certificate_page(certificate: Forbidden) -> Sections:
    """Where it is to be had, and what one tells the villager."""
    return one_section(
        (
            ("该去哪里", certificate.authority), ("怎么跟村民说", certificate.advice), ("改办哪一项", certificate.instead),
            ("也叫", "、".join(certificate.words)), ("依据", certificate.document),
        )
    )  # fmt: skip


def how_words(item: ServiceItem) -> str:
    """领着办，要本人到场."""
    return f"{item.method.label}，要本人到场" if item.presence else item.method.label


class Materials(QWidget):
    """One under the other: what and how many; then whether it must be, where it comes from, what is looked at, in full."""

    def __init__(self, materials: Sequence[Material]) -> None:
        super().__init__()
        box = column(self, gap=8)
        for place, material in enumerate(materials):
            if place:
                box.addWidget(hairline())
            head = row(gap=8)
            head.addWidget(Prose(material.name, "fact"), 1)
            head.addWidget(Text(copies_words(material), "meta"))
            box.addLayout(head)
            box.addWidget(Prose(_meta(material), "meta"))
        if not materials:
            box.addWidget(Text("这一项不要材料", "meta"))


def _facts(item: ServiceItem) -> list[tuple[str, str | QWidget]]:
    return [
        ("主管部门", item.department), ("哪一级办", item.decided_at.label), ("承诺时限", days_words(item.promised_days)),
        ("办理方式", how_words(item)), ("受理条件", item.conditions), ("设定依据", item.basis),
        ("主项", "，".join(part for part in (item.family, item.kind) if part)), ("村民怎么叫", "、".join(item.words)),
    ]  # fmt: skip


def _meta(material: Material) -> str:
    parts = [
        need_words(material),
        f"来源：{material.source}" if material.source else "",
        f"看：{material.check}" if material.check else "",
        "看过或用完退还" if material.returned else "",
    ]
    return "　".join(part for part in parts if part)


def _event(edition: Edition, today: date) -> Event:
    first = not edition.changes and edition.item.version == 1
    return Event(
        fact=f"第 {edition.item.version} 版，从{short_date(edition.item.from_on, today)}起",
        meta=f"{edition.by}登记" if first and edition.by else f"{edition.by}改" if edition.by else "",
        note="\n".join(edition.changes) or ("" if first else "和前一版一样"),
    )
