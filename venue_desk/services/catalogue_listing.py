"""The catalogue as a list for Excel: an item a row; its materials, and the certificates no village may write, beside."""

from dataclasses import dataclass

from db import catalogue as table
from venue_desk.domain.case_intake import Forbidden
from venue_desk.domain.catalogue import Material, ServiceItem
from venue_desk.exchange.writing import Shape
from venue_desk.services.listings import ExportColumn, Listed, Listing, Wanted, yes_no
from venue_desk.services.resource_files import certificates


@dataclass(frozen=True, slots=True)
class _Asked:
    """One material, with the item that asks for it."""

    item: ServiceItem
    material: Material
    number: int


def export_columns() -> dict[str, Listed]:
    """事项目录, as it is in force."""
    return {"catalogue": _listing}


def _listing(wanted: Wanted) -> Listing[ServiceItem]:
    assert wanted.station_id is not None
    items = table.service_items(wanted.station_id)
    columns: list[ExportColumn[ServiceItem]] = [
        ExportColumn(title="事项", room=16, of=lambda i: i.name),
        ExportColumn(title="主项", room=16, of=lambda i: i.family),
        ExportColumn(title="村民怎么叫", room=18, of=lambda i: "、".join(i.words)),
        ExportColumn(title="主管部门", room=14, of=lambda i: i.department),
        ExportColumn(title="事项类型", room=10, of=lambda i: i.kind),
        ExportColumn(title="哪一级办", room=14, of=lambda i: i.decided_at.label),
        ExportColumn(title="设定依据", room=28, of=lambda i: i.basis),
        ExportColumn(title="受理条件", room=28, of=lambda i: i.conditions),
        ExportColumn(title="办理方式", of=lambda i: i.method.label),
        ExportColumn(title="承诺工作日", of=lambda i: i.promised_days, shape=Shape.WHOLE, note="0 是当场办"),
        ExportColumn(title="本人到场", of=lambda i: yes_no(i.presence)),
        ExportColumn(title="材料", room=28, of=lambda i: "、".join(each.name for each in i.materials)),
        ExportColumn(title="第几版", of=lambda i: i.version, shape=Shape.WHOLE),
        ExportColumn(title="从哪天起", of=lambda i: i.from_on, shape=Shape.DATE),
    ]
    return Listing(
        name="事项目录", title="民事代办事项目录", columns=columns, rows=lambda: items,
        beside=(_materials(items), _certificates()),
    )  # fmt: skip


def _materials(items: list[ServiceItem]) -> Listing[_Asked]:
    columns: list[ExportColumn[_Asked]] = [
        ExportColumn(title="事项", room=16, of=lambda a: a.item.name),
        ExportColumn(title="序号", of=lambda a: a.number, shape=Shape.WHOLE),
        ExportColumn(title="材料", room=18, of=lambda a: a.material.name),
        ExportColumn(title="必须交", of=lambda a: yes_no(a.material.required)),
        ExportColumn(title="原件或复印件", room=12, of=lambda a: a.material.form.label),
        ExportColumn(title="份数", of=lambda a: a.material.copies, shape=Shape.WHOLE),
        ExportColumn(title="来源", room=18, of=lambda a: a.material.source),
        ExportColumn(title="审查要点", room=28, of=lambda a: a.material.check),
        ExportColumn(title="看后退还", of=lambda a: yes_no(a.material.returned)),
    ]
    asked = [_Asked(item, each, number) for item in items for number, each in enumerate(item.materials, 1)]
    return Listing(
        name="材料", title="民事代办事项要的材料", columns=columns, rows=lambda: asked,
        begins=lambda a: a.number == 1,
    )  # fmt: skip


def _certificates() -> Listing[Forbidden]:
    columns: list[ExportColumn[Forbidden]] = [
        ExportColumn(title="证明", room=20, of=lambda c: c.name),
        ExportColumn(title="该去哪里", room=20, of=lambda c: c.authority),
        ExportColumn(title="怎么跟村民说", room=40, of=lambda c: c.advice),
        ExportColumn(title="改办哪一项", room=14, of=lambda c: c.instead),
        ExportColumn(title="依据", room=18, of=lambda c: c.document),
    ]
    return Listing(
        name="村里不能开的证明", title="村里不能开的证明", columns=columns, rows=lambda: list(certificates())
    )
