"""What one version of a service item has that the one before it had not, in sentences a cadre reads to a villager."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from venue_desk.domain.catalogue import Material, ServiceItem, ServiceItemEntry

WORDS = {
    "name": "名称", "words": "村民怎么叫", "family": "主项", "department": "主管部门", "kind": "事项类型",
    "decided_at": "哪一级办", "basis": "设定依据", "conditions": "受理条件", "method": "办理方式",
    "promised_days": "承诺时限", "presence": "本人到场",
}  # fmt: skip
MATERIAL_WORDS = {
    "form": "形式", "copies": "份数", "required": "必要性", "source": "来源", "check": "审查要点", "returned": "看后退还",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One version as the page tells of it: who wrote it, and what it changed of the one before."""

    item: ServiceItem
    by: str
    changes: tuple[str, ...]


def days_words(days: int) -> str:
    """15 个工作日; 当场办 where nothing is promised but now."""
    return f"{days} 个工作日" if days else "当场办"


def copies_words(material: Material) -> str:
    """原件 1 份."""
    return f"{material.form.label} {material.copies} 份"


def need_words(material: Material) -> str:
    """必须交, or 可以不交."""
    return "必须交" if material.required else "可以不交"


def told_changes(before: ServiceItemEntry, after: ServiceItemEntry) -> Iterator[str]:
    """One sentence a change: 承诺时限：15 个工作日 → 10 个工作日; the materials after the rest."""
    for name, words in WORDS.items():
        old, new = _shown(name, getattr(before, name)), _shown(name, getattr(after, name))
        if old != new:
            yield f"{words}：{old or '没写'} → {new or '没写'}"
    yield from _of_materials(_by_name(before.materials), _by_name(after.materials))


def _of_materials(before: Mapping[str, Material], after: Mapping[str, Material]) -> Iterator[str]:
    added = [name for name in after if name not in before]
    dropped = [name for name in before if name not in after]
    if added:
        yield f"材料多了{'、'.join(added)}"
    if dropped:
        yield f"材料少了{'、'.join(dropped)}"
    for name in (name for name in after if name in before):
        changed = [
            f"{words} {_of_material(field, before[name]) or '没写'} → {_of_material(field, after[name]) or '没写'}"
            for field, words in MATERIAL_WORDS.items()
            if getattr(before[name], field) != getattr(after[name], field)
        ]
        if changed:
            yield f"材料「{name}」：{'，'.join(changed)}"


def _by_name(materials: Sequence[Material]) -> dict[str, Material]:
    return {each.name: each for each in materials}


def _shown(name: str, value: Any) -> str:
    if name == "words":
        return "、".join(value)
    if name == "promised_days":
        return days_words(value)
    if name == "presence":
        return "要到场" if value else "不用到场"
    return str(value.label) if name in ("decided_at", "method") else str(value)


def _of_material(field: str, material: Material) -> str:
    value = getattr(material, field)
    if field == "required":
        return need_words(material)
    if field == "returned":
        return "退还" if value else "不退"
    return str(value.label) if field == "form" else str(value)
