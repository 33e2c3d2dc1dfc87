"""Which control a kind of field gets."""

from collections.abc import Callable
from datetime import date

from ui.kit.editor import Editor
from ui.kit.field_choice import choice_editor
from ui.kit.field_guarded import GuardedEditor
from ui.kit.field_number import DateEditor, NumberEditor
from ui.kit.field_person import PersonEditor
from ui.kit.field_tags import TagsEditor
from ui.kit.field_text import BoxEditor, GroupedEditor, LineEditor, PhoneEditor, ReadOnlyEditor
from ui.kit.field_ticks import TickEditor, TicksEditor, WeekdaysEditor
from ui.kit.field_time import TimeEditor
from ui.kit.fields import Field, Kind

_EDITORS: dict[Kind, Callable[[Field], Editor]] = {
    Kind.TEXT: LineEditor,
    Kind.MULTILINE: BoxEditor,
    Kind.PASSWORD: LineEditor,
    Kind.MONEY: NumberEditor,
    Kind.QUANTITY: NumberEditor,
    Kind.WHOLE: NumberEditor,
    Kind.TIME: TimeEditor,
    Kind.CHOICE: choice_editor,
    Kind.TICK: TickEditor,
    Kind.TICKS: TicksEditor,
    Kind.WEEKDAYS: WeekdaysEditor,
    Kind.TAGS: TagsEditor,
    Kind.PERSON: PersonEditor,
    Kind.READ_ONLY: ReadOnlyEditor,
}
_NUMBERED: dict[Kind, Callable[[Field], LineEditor]] = {
    Kind.PHONE: PhoneEditor,
    Kind.ID_NUMBER: GroupedEditor,
    Kind.ACCOUNT: GroupedEditor,
}


def editor_for(field: Field, today: Callable[[], date]) -> Editor:
    """A fresh control; `today` is what typed dates are reckoned from."""
    if field.editor is not None:
        made: Editor = field.editor(field)
        return made
    if field.kind is Kind.DATE:
        return DateEditor(field, today)
    if field.kind in _NUMBERED:
        inner = _NUMBERED[field.kind](field)
        return inner if field.guard is None else GuardedEditor(field, inner)
    return _EDITORS[field.kind](field)
