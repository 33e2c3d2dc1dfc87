"""Where an arrow leads in the drawn month: a place, or a day that another month has. No widget here."""

from datetime import date, timedelta

from ui.screens.roster.month import WEEK, DayCell, MonthView, ShiftLine
from venue_desk.domain.roster import Slot, month_after, month_end

Goal = Slot | date
LAST = -1


def across(view: MonthView, at: Slot, step: int) -> Goal:
    """To the place beside; from the last of a shift to the same shift of the next day."""
    lines = _lines(view, at)
    line, number = _stand(lines, at)
    places = lines[line].places
    if 0 <= number + step < len(places):
        return places[number + step].slot
    return _on_day(view, at.day + timedelta(days=step), line, LAST if step < 0 else 0)


def down(view: MonthView, at: Slot, step: int) -> Goal:
    """To the shift below; from the last of a day to the first of the same weekday a week later."""
    lines = _lines(view, at)
    line, number = _stand(lines, at)
    if 0 <= line + step < len(lines):
        return _in_line(lines[line + step], number)
    return _on_day(view, at.day + timedelta(days=step * WEEK), LAST if step < 0 else 0, number)


def by_days(view: MonthView, at: Slot, days: int) -> Goal:
    """To the same place of another day, as far as that day has it."""
    line, number = _stand(_lines(view, at), at)
    return _on_day(view, at.day + timedelta(days=days), line, number)


def by_months(view: MonthView, at: Slot, months: int) -> date:
    """The same day of another month, or its last."""
    other = month_after(view.month, months)
    return other.replace(day=min(at.day.day, month_end(other).day))


def first_of(view: MonthView, day: date) -> Slot | None:
    """The first place of a day."""
    cell = view.cell(day)
    return cell.places[0].slot if cell is not None and cell.places else None


def _on_day(view: MonthView, day: date, line: int, number: int) -> Goal:
    cell = view.cell(day)
    if cell is None or not cell.inside or not cell.lines:
        return day
    return _in_line(cell.lines[min(line, len(cell.lines) - 1)], number)


def _in_line(line: ShiftLine, number: int) -> Slot:
    return line.places[min(number, len(line.places) - 1)].slot


def _lines(view: MonthView, at: Slot) -> tuple[ShiftLine, ...]:
    cell: DayCell | None = view.cell(at.day)
    return cell.lines if cell is not None else ()


def _stand(lines: tuple[ShiftLine, ...], at: Slot) -> tuple[int, int]:
    """In which shift of the day, and at which place of it."""
    for line, shift in enumerate(lines):
        for number, place in enumerate(shift.places):
            if place.slot == at:
                return line, number
    return 0, 0
