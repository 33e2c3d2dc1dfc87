"""自动排班 on the command line: what the plan is, who serves how often before and after, what stays empty and why."""

from argparse import Namespace

from venue_desk.commands import acting, say, through
from venue_desk.desk import Desk
from venue_desk.domain.planning import MonthPlan, month_sentence
from venue_desk.domain.roster_fairness import Counts
from venue_desk.services.export import export_job


def plan_roster(desk: Desk, arguments: Namespace) -> None:
    """Plan, tell, and only if asked write it into the roster, all at once."""
    act = acting(desk, arguments.station)
    task = desk.planner.task(act, arguments.month, arguments.months, afresh=arguments.afresh)
    plan = through(desk.planner.job(task)())
    for month in plan.months:
        _tell(month)
    others = (finding.sentence for finding in plan.findings if finding.code != "roster.gap")
    for sentence in dict.fromkeys((*plan.gap_sentences, *others)):
        say(sentence)
    say(f"用了 {plan.seconds:.1f} 秒。")
    if arguments.out:
        through(export_job(desk.planner.sheet(act, task, plan), arguments.out))
        say(f"已存：{arguments.out}。")
    if arguments.apply:
        desk.roster.take_plan(act, plan.assignments)
        say(f"已排进值班表，改了 {len(plan.moves)} 处。")


def _tell(month: MonthPlan) -> None:
    say(month_sentence(month))
    before = {row.cadre.id: row.month.shifts for row in month.before.rows}
    for row in month.after.rows:
        had = before.get(row.cadre.id, 0)
        say(f"  {row.cadre.name}：{had}→{row.month.shifts} 班（{_kinds(row.month)}），今年 {row.year.shifts} 班")


def _kinds(counts: Counts) -> str:
    return f"夜班 {counts.nights}，周末 {counts.weekends}，节假日 {counts.holidays}"
