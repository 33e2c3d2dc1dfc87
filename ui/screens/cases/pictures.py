"""States of the form worth a picture: empty, the picker open, and a certificate answered."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from ui.kit.field_person import PersonEditor
from ui.kit.form import Form
from venue_desk.domain.cases import MaterialLine
from venue_desk.domain.catalogue import MaterialForm

if TYPE_CHECKING:
    from ui.screens.cases.cases_tab import CaseTab
    from venue_desk.desk import Desk

TYPED, ITEM, CERTIFICATE = "zw", "高龄", "健在证明"


def intake_states(desk: "Desk", tab: "CaseTab") -> Mapping[str, Callable[[], object]]:
    """Name → how to get there."""
    return {
        "form": tab.intake.register,
        "picker": partial(_type_a_name, tab),
        "forbidden": partial(_ask_for_a_certificate, desk, tab),
    }


def _type_a_name(tab: "CaseTab") -> None:
    editor = _form(tab).cells["villager_id"].editor
    assert isinstance(editor, PersonEditor)
    editor.picker.line.insert(TYPED)
    editor.picker.line.textEdited.emit(TYPED)


def _ask_for_a_certificate(desk: "Desk", tab: "CaseTab") -> None:
    """An old villager, an allowance, two originals kept, and a certificate no village gives."""
    form, act = _form(tab), desk.act()
    people = desk.search.villagers(act.station_id, TYPED, act.today, 1)
    items = desk.catalogue.find(act.station_id, ITEM)
    if not people or not items:
        return
    form.put("villager_id", people[0].id)
    form.put("item_id", items[0].id)
    form.edited.emit("item_id")
    lines = cast("tuple[MaterialLine, ...]", form.values()["materials"])
    held = [replace(line, given=True, envelope=1 if place < 2 else None) for place, line in enumerate(lines[:-1])]
    asked = MaterialLine(name=CERTIFICATE, form=MaterialForm.ORIGINAL, required=False)
    form.put("materials", (*held, *lines[-1:], asked))
    form.edited.emit("materials")
    form.flush()


def _form(tab: "CaseTab") -> Form:
    tab.intake.register()
    form = tab.view.panel.form()
    assert form is not None
    return form
