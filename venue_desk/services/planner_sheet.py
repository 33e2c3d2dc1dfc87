"""A plan as a workbook: a line a shift, months one under the other, before anything is taken."""

from collections.abc import Iterator

from db.stations import station
from venue_desk.domain.acts import Act
from venue_desk.domain.calendar import WEEKDAYS, at_station, plain_date
from venue_desk.domain.planning import Plan, PlanTask, drawn
from venue_desk.domain.roster_sheet import RosterLine, roster_lines
from venue_desk.exchange.writing import Cell, Shape, Sheet, SheetColumn
from venue_desk.services.saved import known

COLUMNS = (
    SheetColumn(title="日期", shape=Shape.DATE), SheetColumn(title="星期"), SheetColumn(title="班次"), SheetColumn(title="起止"),
    SheetColumn(title="带班领导"), SheetColumn(title="值班人员"), SheetColumn(title="备注"),
)  # fmt: skip


def plan_sheet(act: Act, task: PlanTask, plan: Plan) -> Sheet:
    """The planned months with all that stays in them."""
    home = known(station(act.station_id), act.station_id)
    months = zip(task.months, plan.months, strict=True)
    lines = [line for facts, month in months for line in roster_lines(drawn(facts, month.assignments))]
    first, last = plan.months[0].month, plan.months[-1].month
    over = f"{first.year}年{first.month}月" + (f"至{last.year}年{last.month}月" if last != first else "")
    return Sheet(
        name="值班表",
        title=f"{home.village}{over}值班表（自动排班，还没公布）",
        beneath=f"{home.name}　{plain_date(act.today)}　{plan.sentence}",
        columns=COLUMNS,
        rows=tuple(tuple(_cells(line)) for line in lines),
        starts=frozenset(at for at, line in enumerate(lines) if at and line.run.day != lines[at - 1].run.day),
        author=home.name,
        at=at_station(act.at),
    )


def _cells(line: RosterLine) -> Iterator[Cell]:
    run = line.run
    yield from (run.day, f"星期{WEEKDAYS[run.day.weekday()]}", run.name, run.shift.hours)
    yield "、".join(cadre.name for cadre in line.leads)
    yield "、".join(cadre.name for cadre in line.others)
    yield "；".join([*line.notes, *([f"还缺 {line.vacant} 人"] if line.vacant else [])])
