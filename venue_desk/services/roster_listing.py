"""The roster for Excel: one row a shift with all that the 值班表 says, and beside it the month as a calendar."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from venue_desk.domain.cadres import Cadre
from venue_desk.domain.calendar import WEEKDAYS
from venue_desk.domain.day_labels import DayLabel, day_label
from venue_desk.domain.identity import show_phone
from venue_desk.domain.roster import RosterFacts, month_of
from venue_desk.domain.roster_sheet import RosterLine, roster_lines
from venue_desk.exchange.writing import Shape
from venue_desk.services.listings import ExportColumn, Listed, Listing, Wanted
from venue_desk.services.roster_reading import month_facts

Week = dict[int, str]
"""What the cell of each weekday (0 = Monday) says."""


def export_columns() -> dict[str, Listed]:
    """A month; the work phones of cadres are public on it."""
    return {"roster": _listing}


def _listing(wanted: Wanted) -> Listing[RosterLine]:
    assert wanted.station_id is not None, "there is no blank roster to fill in"
    return listing_of(month_facts(wanted.station_id, wanted.month or month_of(wanted.today)))


def listing_of(facts: RosterFacts) -> Listing[RosterLine]:
    """A month as it stands or as it is planned; rows and calendar are the same lines, read once."""
    lines, title = roster_lines(facts), f"{facts.month.year}年{facts.month.month}月值班表"
    labels = {line.run.day: day_label(facts.calendar, line.run.day) for line in lines}
    first = {line.run.day: line.run for line in reversed(lines)}
    return Listing(
        name="值班表", title=title, columns=_columns(labels), rows=lambda: lines, begins=lambda line: line.run == first[line.run.day],
        frozen=4, beside=(_calendar(title, lines, labels),),
    )  # fmt: skip


def _columns(labels: dict[date, DayLabel]) -> list[ExportColumn[RosterLine]]:
    return [
        ExportColumn(title="日期", of=lambda line: line.run.day, shape=Shape.DATE),
        ExportColumn(title="星期", of=lambda line: f"星期{WEEKDAYS[line.run.day.weekday()]}"),
        ExportColumn(title="休/班", of=lambda line: _rest(labels[line.run.day])),
        ExportColumn(title="班次", of=lambda line: line.run.name),
        ExportColumn(title="起止", of=lambda line: line.run.shift.hours),
        ExportColumn(title="带班领导", of=lambda line: _joined(line.leads, lambda cadre: cadre.name)),
        ExportColumn(title="带班职务", of=lambda line: _joined(line.leads, _post)),
        ExportColumn(title="带班电话", of=lambda line: _joined(line.leads, lambda cadre: show_phone(cadre.phone))),
        ExportColumn(title="值班人员", of=lambda line: _joined(line.others, lambda cadre: cadre.name)),
        ExportColumn(title="值班职务", of=lambda line: _joined(line.others, _post)),
        ExportColumn(title="值班电话", of=lambda line: _joined(line.others, lambda cadre: show_phone(cadre.phone))),
        ExportColumn(title="替班/报备", of=lambda line: "；".join(line.notes)),
        ExportColumn(title="备注", of=lambda line: f"还缺 {line.vacant} 人" if line.vacant else ""),
    ]


def _rest(label: DayLabel) -> str:
    """休 元旦, 班, 周末."""
    if label.badge:
        return f"{label.badge} {label.words}" if label.festive and label.badge == "休" else label.badge
    return "周末" if label.off else ""


def _post(cadre: Cadre) -> str:
    return cadre.position or cadre.kind.label


def _joined(people: tuple[Cadre, ...], said: Callable[[Cadre], str]) -> str:
    """In the order of the names, so that a reader can tell whose is whose."""
    return "、".join(said(cadre) or "—" for cadre in people)


def _calendar(title: str, lines: tuple[RosterLine, ...], labels: dict[date, DayLabel]) -> Listing[Week]:
    columns = [
        ExportColumn(title=f"星期{word}", of=partial(_cell, weekday), room=18) for weekday, word in enumerate(WEEKDAYS)
    ]
    return Listing(name="月历", title=title, columns=columns, rows=partial(_weeks, lines, labels), frozen=0)


def _cell(weekday: int, week: Week) -> str:
    return week.get(weekday, "")


def _weeks(lines: tuple[RosterLine, ...], labels: dict[date, DayLabel]) -> list[Week]:
    weeks: dict[date, Week] = {}
    for day, label in labels.items():
        shifts = [f"{line.run.shift.mark} {_names(line)}" for line in lines if line.run.day == day]
        head = " ".join(filter(None, (str(day.day), label.words, label.badge)))
        weeks.setdefault(day - timedelta(days=day.weekday()), {})[day.weekday()] = "\n".join([head, *shifts])
    return list(weeks.values())


def _names(line: RosterLine) -> str:
    return " ".join([*(cadre.name for cadre in line.people), *["待排"] * line.vacant])
