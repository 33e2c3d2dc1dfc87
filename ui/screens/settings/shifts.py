"""班次: how a day is divided now, what will hold and what held, and another division from a day on."""

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.kit.facts import Sections
from ui.kit.labels import Prose, Text
from ui.kit.lines import Line, Lines
from ui.kit.panel import PanelPage
from ui.kit.spacing import column
from ui.kit.verb import Verb
from ui.screens.settings.shift_bar import ShiftBar
from ui.screens.settings.shift_form import ShiftForm
from venue_desk.domain.calendar import plain_date
from venue_desk.domain.shifts import DEFAULT, Shift, ShiftPattern, ShiftPatternEntry, days_of, pattern_on

if TYPE_CHECKING:
    from ui.screens.settings.place import Place

NEW = "settings.shifts.new"
CHANGED = "settings.shifts."
NOTE = "一天怎么分班、每班几个人。改的时候写明从哪天起，以前的日子不动。"


def show(place: "Place") -> None:
    """What holds today first."""
    act, shifts = place.act(), place.desk.shifts
    patterns = shifts.patterns(act.station_id)
    now = pattern_on(patterns, act.today)
    page = Sections()
    page.add("", Prose(NOTE, "meta"))
    for number, (days, of_day) in enumerate(days_of(now)):
        beside = None if number else Text(_source(now), "hint")
        page.add(f"现在{days}的班次", _division(of_day, days), beside)
    others = [pattern for pattern in reversed(patterns) if pattern != now]
    if others or isinstance(now, ShiftPattern):
        page.add("其他时候", Lines([*(_other(place, pattern, now) for pattern in others), _at_first(now)]))
    primary = Verb("改班次", partial(add, place))
    mending = (Verb("更正", partial(change, place, now)),) if isinstance(now, ShiftPattern) else ()
    place.show(PanelPage(title="班次", content=page, verbs=mending, primary=primary))


def add(place: "Place") -> None:
    """Other shifts from a day on, beginning with those of today."""
    act = place.act()
    now = place.desk.shifts.on(act.station_id, act.today)
    tomorrow = act.today + timedelta(days=1)  # today's first shift has begun
    entry = ShiftPatternEntry(from_on=tomorrow, shifts=now.shifts, rest_day_shifts=now.rest_day_shifts)
    ShiftForm(
        place, NEW, "改班次", entry, lambda act, typed: place.desk.shifts.set(act, typed, anyway=place.anyway)
    )  # fmt: skip


def change(place: "Place", pattern: ShiftPattern) -> None:
    """What was typed wrong."""
    ShiftForm(
        place, f"{CHANGED}{pattern.id}", f"更正{plain_date(pattern.from_on)}起的班次", pattern,
        lambda act, typed: place.desk.shifts.change(act, pattern, typed, anyway=place.anyway),
    )  # fmt: skip


def go_on(place: "Place", draft: str) -> None:
    """With a form that was left; one about a pattern that is gone leaves the page."""
    patterns = place.desk.shifts.patterns(place.act().station_id)
    found = next((each for each in patterns if draft == f"{CHANGED}{each.id}"), None)
    if draft == NEW:
        add(place)
    elif found is not None:
        change(place, found)


def _division(shifts: tuple[Shift, ...], days: str) -> QWidget:
    shown = QWidget()
    body = column(shown, gap=8)
    body.addWidget(Lines([_line(shift) for shift in shifts]))
    bar = ShiftBar(f"{days}怎么分班")
    bar.show_shifts(shifts)
    body.addWidget(bar)
    return shown


def _line(shift: Shift) -> Line:
    people = [f"带班 {shift.leads} 人" if shift.leads else "", f"值班 {shift.others} 人" if shift.others else ""]
    hours, minutes = divmod(shift.length, 60)
    length = f"{hours} 小时" + (f" {minutes} 分钟" if minutes else "")
    return Line(fact=shift.name, meta=f"{shift.hours} · {length}", right="，".join(filter(None, people)))


def _other(place: "Place", pattern: ShiftPattern, now: ShiftPatternEntry) -> Line:
    ahead = pattern.from_on > now.from_on
    verbs = (
        Verb("更正", partial(change, place, pattern)), Verb("撤掉", partial(_close, place, pattern))
    ) if ahead else ()  # fmt: skip
    return Line(
        fact=f"{plain_date(pattern.from_on)}起　{_names(pattern)}", meta=_source(pattern), verbs=verbs, quiet=not ahead
    )


def _at_first(now: ShiftPatternEntry) -> Line:
    return Line(fact=f"原来　{_names(DEFAULT)}", meta="程序自带", quiet=now is not DEFAULT)


def _names(pattern: ShiftPatternEntry) -> str:
    return "；".join(
        f"{'' if days == '每天' else days}{'、'.join(shift.name for shift in shifts)}"
        for days, shifts in days_of(pattern)
    )


def _source(pattern: ShiftPatternEntry) -> str:
    if not isinstance(pattern, ShiftPattern):
        return "程序自带，还没改过"
    return f"自{plain_date(pattern.from_on)}起 · 依据 {pattern.document_number or '没有写'}"


def _close(place: "Place", pattern: ShiftPattern) -> None:
    shifts = place.desk.shifts
    place.do(
        lambda: shifts.close(place.act(), pattern, anyway=place.anyway),
        f"已撤掉：{plain_date(pattern.from_on)}起的班次",
    )
