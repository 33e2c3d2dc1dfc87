"""What the command line does without a window: print, list the papers, check, make the demo. Each prints plain lines."""

import sys
from argparse import Namespace
from collections.abc import Callable, Generator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from venue_desk.commands.orders import cadre_named, order_of, unknown
from venue_desk.desk import Desk, clock
from venue_desk.domain.acts import Act
from venue_desk.domain.calendar import STATION_ZONE
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import Severity
from venue_desk.domain.importing import Choice, ImportKind
from venue_desk.domain.printouts import Printout
from venue_desk.services import upkeep
from venue_desk.services.access import names_with_password, sign_in
from venue_desk.services.demo.places import Scale
from venue_desk.services.demo.writing import demo_job
from venue_desk.services.export import TEMPLATES, Exports, export_job, exports
from venue_desk.services.listings import Wanted
from venue_desk.services.paper_catalogue import catalogue
from venue_desk.services.roster_calendar import calendar_job
from venue_desk.services.stand_ins import spelled

SHOWN_ROWS = 20
R = TypeVar("R")
Step = tuple[int, int, str]
DeskCommand = Callable[[Desk, Namespace], int | None]


def say(line: str) -> None:
    """One line on standard output."""
    sys.stdout.write(f"{line}\n")


def open_desk(folder: Path, name: str, password: str, now: Callable[[], datetime] = clock) -> Desk:
    """Sign in as `name`, by default whoever stands first among those with a password: the 站长."""
    return Desk(sign_in(folder, name or names_with_password(folder)[0], password, now()), now)


def paper_keys() -> tuple[str, ...]:
    """What can stand behind `print`."""
    return tuple(paper.key for paper in catalogue())


def list_papers() -> None:
    """Key, Chinese title and sheet size of every paper."""
    for paper in catalogue():
        say(f"{paper.key:<16}  {paper.title}  {paper.sheet}")


def make_demo(arguments: Namespace) -> None:
    """示范数据 in a fresh folder."""
    now = arguments.today or clock()
    through(demo_job(arguments.folder, Scale(arguments.scale), arguments.years, arguments.seed, now))
    say(f"示范数据做好了：{arguments.folder}。每位干部的口令都是 demo-desk。")


def check(desk: Desk, *, rebuild_search: bool) -> int:
    """Look whether the data are sound; 1 if something is wrong."""
    if rebuild_search:
        say(f"查找已重建：{desk.search.rebuild()} 条。")
    findings = upkeep.Upkeep(desk.signed_in).check()
    for finding in findings:
        say(finding.sentence)
    if not findings:
        say("数据完好：文件、关联、登记链都没有问题。")
    return 1 if any(finding.severity is Severity.MUST for finding in findings) else 0


def registers() -> tuple[str, ...]:
    """What can stand behind `export`."""
    return tuple(exports())


def template_kinds() -> tuple[str, ...]:
    """What can stand behind `template`."""
    return TEMPLATES


def export_register(desk: Desk, arguments: Namespace) -> None:
    """Write a register as a workbook."""
    act = acting(desk, arguments.station)
    year = arguments.year or act.today.year
    wanted = Wanted(station_id=act.station_id, today=act.today, year=year, month=arguments.month)
    sheet = desk.exports.sheet(act, arguments.register, wanted, arguments.reason if arguments.unmasked else None)
    through(export_job(sheet, arguments.out))
    say(f"已存：{arguments.out}，{len(sheet.rows)} 行。")


def write_calendar(desk: Desk, arguments: Namespace) -> None:
    """Write the published duties of a month for phones: of one cadre, else of all."""
    act = acting(desk, arguments.station)
    cadre = cadre_named(desk, act, arguments.cadre) if arguments.cadre else None
    month = arguments.month or act.today
    file = desk.roster_calendar.file(act, month, cadre.id if cadre else None, alarm=arguments.alarm)
    through(calendar_job(file, arguments.out))
    say(f"已存：{arguments.out}，{sum(not event.cancelled for event in file.events)} 个班。")


def blank_template(desk: Desk | None, arguments: Namespace) -> None:
    """Write a blank sheet to be filled in by hand and brought back."""
    act = desk.act() if desk is not None else None
    today = act.today if act else clock().astimezone(STATION_ZONE).date()
    wanted = Wanted(station_id=act.station_id if act else None, today=today, year=today.year)
    through(export_job(Exports().template(act, arguments.kind, wanted), arguments.out))
    say(f"已存：{arguments.out}。填好以后再导入。")


def print_paper(desk: Desk, arguments: Namespace) -> None:
    """Write one run of a paper as PDF and remember what was printed and given out."""
    act = acting(desk, arguments.station)
    if arguments.number:
        gathered = desk.printouts.again(act, _earlier(desk, act, arguments).id, start=arguments.start)
    else:
        gathered = desk.printouts.gather(act, order_of(desk, act, arguments))
    gathered = spelled(gathered, dict(arguments.stand_in))
    findings = desk.printouts.findings(gathered)
    refused = [finding for finding in findings if finding.severity is Severity.MUST]
    if refused:
        raise Refused(refused)
    for finding in findings:
        sys.stderr.write(f"{finding.sentence}\n")
    run = desk.printouts.start(act, gathered, arguments.out)
    through(run.job())
    desk.printouts.record(act, run)
    say(f"已存：{arguments.out}，{desk.printouts.pages(run.gathered)} 页。")


def import_kinds() -> tuple[str, ...]:
    """What can stand behind `import`."""
    return tuple(ImportKind)


def import_file(desk: Desk, arguments: Namespace) -> None:
    """Bring in a table; what is refused is told row by row, and the last line says what it came to."""
    act = desk.act()
    choice = Choice(
        sheet=arguments.sheet, year=arguments.year, policy=arguments.policy,
        with_hidden_rows=arguments.hidden_rows, create_hamlets=arguments.new_hamlets,
    )  # fmt: skip
    plan = desk.imports.plan(act, arguments.file, ImportKind(arguments.kind), choice)
    if not arguments.dry_run:
        desk.imports.apply(act, plan)
    if arguments.errors and plan.refused:
        desk.imports.error_workbook(plan, arguments.errors)
    say(f"「{plan.sheet}」：{plan.sentence}")
    for row in plan.refused[:SHOWN_ROWS]:
        say(f"第 {row.number} 行 {row.subject}：{row.reason}")
    if len(plan.refused) > SHOWN_ROWS:
        say(f"还有 {len(plan.refused) - SHOWN_ROWS} 行要改，用 --errors 存成表格来看。")
    say(", ".join(f"{outcome} {count}" for outcome, count in plan.counts.items()))


def through(steps: Generator[Step, None, R]) -> R:
    """Run a job in place, its progress on a terminal only; interrupted it leaves nothing half done."""
    shown = sys.stderr.isatty()
    with closing(steps):
        while True:
            try:
                done, total, text = next(steps)
            except StopIteration as end:
                sys.stderr.write("\n" if shown else "")
                result: R = end.value
                return result
            if shown:
                sys.stderr.write(f"\r{done * 100 // max(total, 1):3d}%  {text}\x1b[K")


def acting(desk: Desk, code: str) -> Act:
    """Whoever is at the desk, for their own station or the one with this code."""
    act = desk.act()
    if not code:
        return act
    station = desk.stations.find(code)
    if station is None:
        raise unknown("station", f"没有代码是 {code} 的站，请查看 12 位行政区划代码。")
    return Act(act.cadre_id, station.id, act.at)


def _earlier(desk: Desk, act: Act, wanted: Namespace) -> Printout:
    printout = desk.printouts.numbered(act, wanted.number)
    if printout.paper != wanted.paper:
        raise unknown("number", f"{wanted.number} 是「{printout.title}」，请改用 print {printout.paper}。")
    return printout
