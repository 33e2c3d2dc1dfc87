"""The form of a shift pattern: a preset or one's own division, a row a shift, the day drawn while one types."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.entry import Entry, Values
from ui.kit.fields import Choice, Field, Kind
from ui.kit.labels import Text
from ui.kit.spacing import column
from ui.kit.verb import Verb
from ui.screens.settings.shift_bar import ShiftBar
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import Finding
from venue_desk.domain.shifts import MOST_SHIFTS, PRESETS, Shift, ShiftPattern, ShiftPatternEntry

if TYPE_CHECKING:
    from ui.kit.form import Form
    from ui.screens.settings.place import Place
    from venue_desk.domain.acts import Act
    from venue_desk.services.saved import Saved

OWN = "own"
EVERY, REST = "shifts", "rest_day_shifts"
PARTS = (EVERY, REST)
UNSAID = -1
"""A time that was not written."""

Save = Callable[["Act", ShiftPatternEntry], "Saved[ShiftPattern]"]


class ShiftForm:
    """One pattern being typed. Rows beyond the shifts there are stay hidden; the findings come back to their rows."""

    def __init__(self, place: "Place", key: str, title: str, pattern: ShiftPatternEntry, save: Save) -> None:
        self._place, self._save_pattern = place, save
        self._counts = {EVERY: len(pattern.shifts), REST: len(pattern.rest_day_shifts) or 1}
        self._bars = {EVERY: ShiftBar("一天 24 小时"), REST: ShiftBar("休息日 24 小时")}
        self._drawn = {part: _captioned(bar) for part, bar in self._bars.items()}
        self.form: Form = place.open(
            Entry(
                key=key, title=title, verb="存下", fields=_fields(), values=_values(pattern), save=self._save,
                told=lambda saved: f"已定班次：{'、'.join(shift.name for shift in saved.shifts)}，{_day(saved.from_on)}起",
                check=self._check, note="以前的日子还按以前的班次",
            ),
            verbs=(Verb("去一班", self.fewer), Verb("添一班", self.more, icon="plus")),
        )  # fmt: skip
        self._draw()
        self._settle_drafted()
        self.form.cells["preset"].edited.connect(lambda _: self._take_preset())
        for name, cell in self.form.cells.items():
            if name != "preset":
                cell.edited.connect(lambda _: self._follow())
        self._follow()
        self.form.take_focus()

    def more(self) -> None:
        """One shift more a day."""
        self._count(min(self._counts[EVERY] + 1, MOST_SHIFTS))

    def fewer(self) -> None:
        """One less; what stood in its row is gone."""
        self._count(max(self._counts[EVERY] - 1, 1))

    def entry(self, values: Values) -> ShiftPatternEntry:
        """What is typed, row by row as typed."""
        differs = bool(values["differs"])
        return ShiftPatternEntry(
            from_on=values["from_on"] or self._place.act().today,
            shifts=self._shifts(values, EVERY),
            rest_day_shifts=self._shifts(values, REST) if differs else (),
            document_number=str(values["document_number"] or ""),
        )

    def _shifts(self, values: Values, part: str) -> tuple[Shift, ...]:
        return tuple(_shift(values, f"{part}.{place}") for place in range(self._counts[part]))

    def _save(self, act: "Act", values: Values) -> "Saved[ShiftPattern]":
        try:
            return self._save_pattern(act, self.entry(values))
        except Refused as refused:
            raise Refused(self._at_rows(values, refused.findings)) from None

    def _check(self, values: Values) -> list[Finding]:
        return self._at_rows(values, self._place.desk.shifts.findings(self.entry(values)))

    def _at_rows(self, values: Values, findings: Iterable[Finding]) -> list[Finding]:
        """The rules count the shifts by the clock, the form as they were typed."""
        entry = self.entry(values)
        order = {
            part: sorted(range(len(shifts)), key=lambda place, shifts=shifts: shifts[place].begins)  # type: ignore[misc]
            for part, shifts in ((EVERY, entry.shifts), (REST, entry.rest_day_shifts))
        }
        return [replace(finding, field=_at_row(finding.field, order)) for finding in findings]

    # --- shown

    def _draw(self) -> None:
        """Each drawing under the rows it draws."""
        box = self.form.layout()
        assert isinstance(box, QVBoxLayout)
        box.insertWidget(box.indexOf(self.form.cells["differs"]), self._drawn[EVERY])
        box.insertWidget(box.count() - 1, self._drawn[REST])

    def _settle_drafted(self) -> None:
        """A draft may have more rows than the pattern had."""
        texts = self.form.texts()
        for part in PARTS:
            written = [place for place in range(MOST_SHIFTS) if texts[f"{part}.{place}.name"].strip()]
            self._counts[part] = max([self._counts[part], *(place + 1 for place in written)])

    def _count(self, count: int) -> None:
        gone = {
            name: None for place in range(count, MOST_SHIFTS) for name in _names(EVERY, place)
        }  # fmt: skip
        self._counts[EVERY] = count
        self._put(gone)
        self._follow()
        self.form.focus_cell(self.form.cells[f"{EVERY}.{count - 1}.name"])

    def _take_preset(self) -> None:
        chosen = self.form.values()["preset"]
        if chosen in PRESETS:
            shifts = PRESETS[str(chosen)]
            self._counts[EVERY] = len(shifts)
            self._put(_rows(EVERY, shifts))
        self._follow()

    def _put(self, values: Mapping[str, object]) -> None:
        for name, value in values.items():
            self.form.cells[name].editor.set_value(value)

    def _follow(self) -> None:
        """Rows, drawing and preset after what is typed."""
        values = self.form.values()
        entry, differs = self.entry(values), bool(values["differs"])
        for part in PARTS:
            for place in range(MOST_SHIFTS):
                shown = place < self._counts[part] and (part == EVERY or differs)
                for name in _names(part, place):
                    self.form.cells[name].setVisible(shown)
                    self.form.cells[name].setEnabled(shown)
        self._bars[EVERY].show_shifts(_told(entry.shifts))
        self._bars[REST].show_shifts(_told(entry.rest_day_shifts))
        self._drawn[REST].setVisible(differs)
        self.form.cells["preset"].editor.set_value(_preset_of(entry.shifts))


def _captioned(bar: ShiftBar) -> QWidget:
    shown = QWidget()
    box = column(shown, gap=8)
    caption = Text(bar.accessibleName(), "label")
    caption.setBuddy(bar)
    box.addWidget(caption)
    box.addWidget(bar)
    return shown


def _preset_of(shifts: tuple[Shift, ...]) -> str:
    """The one whose hours these are, whoever serves in them."""
    return next((name for name, known in PRESETS.items() if _hours(known) == _hours(shifts)), OWN)


def _hours(shifts: tuple[Shift, ...]) -> list[tuple[str, int, int]]:
    return sorted((shift.name, shift.begins, shift.ends) for shift in shifts)


def _told(shifts: tuple[Shift, ...]) -> list[Shift]:
    """Those with both times written: the others cannot be drawn."""
    return [shift for shift in shifts if UNSAID not in (shift.begins, shift.ends)]


def _shift(values: Values, row: str) -> Shift:
    return Shift(
        name=str(values[f"{row}.name"] or "").strip(),
        begins=_minutes(values[f"{row}.begins"]),
        ends=_minutes(values[f"{row}.ends"]),
        leads=int(values[f"{row}.leads"] or 0),
        others=int(values[f"{row}.others"] or 0),
    )


def _minutes(at: Any) -> int:
    return at.hour * 60 + at.minute if isinstance(at, time) else UNSAID


def _at_row(field: str, order: Mapping[str, list[int]]) -> str:
    part, _, rest = field.partition(".")
    if part not in order or not rest or not order[part]:
        return field
    place, _, what = rest.partition(".")
    return f"{part}.{order[part][int(place)]}.{what}"


def _names(part: str, place: int) -> tuple[str, ...]:
    return tuple(f"{part}.{place}.{what}" for what in ("name", "begins", "ends", "leads", "others"))


def _rows(part: str, shifts: tuple[Shift, ...]) -> dict[str, object]:
    """Every row of a part: the shifts, and nothing in what is left over."""
    found: dict[str, object] = {name: None for place in range(MOST_SHIFTS) for name in _names(part, place)}
    for place, shift in enumerate(shifts):
        said = (shift.name, _time(shift.begins), _time(shift.ends), shift.leads, shift.others)
        found |= dict(zip(_names(part, place), said, strict=True))
    return found


def _time(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)


def _values(pattern: ShiftPatternEntry) -> Values:
    rest = pattern.rest_day_shifts or PRESETS["全天一班"]
    return {
        "preset": _preset_of(pattern.shifts), "from_on": pattern.from_on, "document_number": pattern.document_number,
        "differs": bool(pattern.rest_day_shifts), **_rows(EVERY, pattern.shifts), **_rows(REST, rest),
    }  # fmt: skip


def _fields() -> tuple[Field, ...]:
    presets = tuple(Choice(name, name) for name in PRESETS)
    return (
        Field(name="preset", label="怎么分班", kind=Kind.CHOICE, choices=(*presets, Choice(OWN, "自己定"))),
        Field(name="from_on", label="从哪天起", kind=Kind.DATE, required=True, row="since"),
        Field(name="document_number", label="依据", placeholder="例如 站务会 2026年11月20日", row="since", share=2),
        *(field for place in range(MOST_SHIFTS) for field in _row_fields(EVERY, place, f"第 {place + 1} 班")),
        Field(name="differs", label="休息日的班次和工作日不一样", kind=Kind.TICK),
        *(field for place in range(MOST_SHIFTS) for field in _row_fields(REST, place, f"休息日第 {place + 1} 班")),
    )


def _row_fields(part: str, place: int, label: str) -> tuple[Field, ...]:
    name, begins, ends, leads, others = _names(part, place)
    row = f"{part}.{place}"
    return (
        Field(name=name, label=label, placeholder="例如 白班", row=row, share=3),
        Field(name=begins, label="几点起", kind=Kind.TIME, placeholder="8:00", row=row, share=3),
        Field(name=ends, label="几点止", kind=Kind.TIME, placeholder="20:00", row=row, share=3),
        Field(name=leads, label="带班", kind=Kind.WHOLE, unit="人", row=row, share=2),
        Field(name=others, label="值班", kind=Kind.WHOLE, unit="人", row=row, share=2),
    )


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
