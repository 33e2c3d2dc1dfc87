"""The command line and composition root: the only file that sees everything. Without a command it opens the window."""

import os
import sys
import warnings
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date, datetime, time
from getpass import GetPassWarning, getpass
from pathlib import Path

from platformdirs import user_data_path

from venue_desk import __version__, commands
from venue_desk.arguments import SpokenParser
from venue_desk.commands.planning import plan_roster
from venue_desk.commands.receipts import check_offline, check_receipt
from venue_desk.desk import Desk, clock
from venue_desk.domain.calendar import STATION_ZONE
from venue_desk.domain.errors import Refused, Unavailable

PASSWORD = "VENUE_DESK_PASSWORD"  # noqa: S105 - the name of the variable
DONE, FAILED = 0, 1
MOST_COPIES = 9999
MOST_MONTHS = 12
LONGEST_ALARM = 7 * 24 * 60
FORENOON = time(10, 24)


def main(argv: list[str] | None = None) -> int:
    """0 done, 1 refused or failed with one clear line on standard error, 2 a wrong call (argparse)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    arguments = parser().parse_args(argv)
    try:
        return int(arguments.run(arguments) or DONE)
    except (Refused, Unavailable) as told:
        sys.stderr.write(f"{told.sentence}\n")
    except KeyboardInterrupt:
        sys.stderr.write("已停下，没有留下半截文件。\n")
    return FAILED


def parser() -> ArgumentParser:
    """All commands and their options."""
    top = SpokenParser(prog="venue-desk", description="村站值守台：不带命令就打开窗口。")
    top.add_argument("--version", action="version", version=f"%(prog)s {__version__}", help="看版本")
    _data(top, default=user_data_path("venue-desk", appauthor=False))
    top.set_defaults(run=_window)
    verbs = top.add_subparsers(title="命令", metavar="")
    _demo(verbs.add_parser("demo", help="做一份示范数据"))
    _print(verbs.add_parser("print", help="把一种纸存为 PDF"))
    _import(verbs.add_parser("import", help="把 Excel 表导入登记"))
    _export(verbs.add_parser("export", help="把一种登记存为 Excel"))
    _calendar(verbs.add_parser("calendar", help="把公布的班存成手机日历"))
    _template(verbs.add_parser("template", help="做一张空白填写表"))
    _plan(verbs.add_parser("plan", help="自动排班"))
    verbs.add_parser("papers", help="列出能印的纸").set_defaults(run=lambda _: commands.list_papers())
    _receipt(verbs.add_parser("receipt", help="验回执上的码，是真是假"))
    _tour(verbs.add_parser("tour", help="给每个画面拍一张图"))
    _check(verbs.add_parser("check", help="检查数据是否完好"))
    return top


def _demo(verb: ArgumentParser) -> None:
    verb.add_argument("folder", type=Path, metavar="DIR")
    verb.add_argument("--scale", choices=("station", "township", "county"), default="station")
    verb.add_argument("--years", type=int, default=2, metavar="N")
    verb.add_argument("--seed", type=int, default=0, metavar="N")
    _today(verb)
    verb.set_defaults(run=commands.make_demo)


def _print(verb: ArgumentParser) -> None:
    verb.add_argument("paper", choices=commands.paper_keys(), metavar="PAPER")
    verb.add_argument("--out", type=Path, required=True, metavar="FILE")
    verb.add_argument("--cadre", nargs="+", action="extend", default=[], metavar="NAME")
    verb.add_argument("--hamlet", default="", metavar="NAME")
    verb.add_argument("--household", nargs="+", action="extend", default=[], metavar="NUMBER")
    verb.add_argument(
        "--case", nargs="+", action="extend", default=[], metavar="NUMBER", help="代办件编号；送件单写送件单的编号"
    )
    verb.add_argument("--number", default="", metavar="N", help="再印一次这个编号的纸")
    verb.add_argument("--date", type=_day, metavar="D", help="公示从这天起，或交接单的日期")
    verb.add_argument("--shift", default="", metavar="NAME", help="交接单：哪一班交的")
    verb.add_argument("--station", default="", metavar="CODE")
    verb.add_argument("--year", type=int, metavar="Y")
    verb.add_argument("--month", type=_month, metavar="YYYY-MM", help="按月的纸用")
    verb.add_argument("--copies", type=_copies, default=0, metavar="N")
    verb.add_argument("--start", type=int, default=1, metavar="K", help="从用过的纸的第几位印起")
    verb.add_argument("--all", action="store_true")
    verb.add_argument(
        "--stand-in", type=_stand_in, action="append", default=[], metavar="C=TEXT", help="字体里没有的字，这次写成什么"
    )
    _desk(verb)
    verb.set_defaults(run=lambda arguments: _with_desk(arguments, commands.print_paper))


def _export(verb: ArgumentParser) -> None:
    verb.add_argument("register", choices=commands.registers(), metavar="REGISTER")
    verb.add_argument("--out", type=Path, required=True, metavar="FILE")
    verb.add_argument("--unmasked", action="store_true", help="证件号、电话、账号全部显示，要写明原因")
    verb.add_argument("--reason", default="", metavar="TEXT")
    verb.add_argument("--station", default="", metavar="CODE")
    verb.add_argument("--year", type=int, metavar="Y")
    verb.add_argument("--month", type=_month, metavar="YYYY-MM", help="按月的登记用")
    _desk(verb)
    verb.set_defaults(run=lambda arguments: _with_desk(arguments, commands.export_register))


def _calendar(verb: ArgumentParser) -> None:
    verb.add_argument("--out", type=Path, required=True, metavar="FILE.ics")
    verb.add_argument("--month", type=_month, metavar="YYYY-MM", help="不写就是这个月")
    verb.add_argument("--cadre", default="", metavar="NAME", help="不写就是全站")
    verb.add_argument("--alarm", type=_minutes, metavar="N", help="上班前多少分钟响铃，不写就不响")
    verb.add_argument("--station", default="", metavar="CODE")
    _desk(verb)
    verb.set_defaults(run=lambda arguments: _with_desk(arguments, commands.write_calendar))


def _template(verb: ArgumentParser) -> None:
    verb.add_argument("kind", choices=commands.template_kinds(), metavar="KIND")
    verb.add_argument("--out", type=Path, required=True, metavar="FILE")
    _data(verb, required=False)
    verb.add_argument("--as", dest="name", default="", metavar="NAME", help="谁在办，不写就是站长")
    verb.set_defaults(run=_make_template)


def _make_template(arguments: Namespace) -> int | None:
    """With data its hamlets and policies stand in the drop-downs; without, it fits any village."""
    if arguments.data is not None:
        return _with_desk(arguments, commands.blank_template)
    commands.blank_template(None, arguments)
    return DONE


def _import(verb: ArgumentParser) -> None:
    verb.add_argument("kind", choices=commands.import_kinds(), metavar="|".join(commands.import_kinds()))
    verb.add_argument("file", type=Path, metavar="FILE")
    verb.add_argument("--dry-run", action="store_true", help="只看会怎样，什么也不写")
    verb.add_argument("--year", type=int, metavar="Y", help="补贴的年度")
    verb.add_argument("--policy", default="", metavar="NAME", help="表里没写政策时按这一项")
    verb.add_argument("--sheet", default="", metavar="NAME", help="工作簿里的哪张表")
    verb.add_argument("--errors", type=Path, metavar="OUT.xlsx", help="要改的行存到这里，每行写明原因")
    verb.add_argument("--new-hamlets", action="store_true", help="表里有而本站没有的社，一起建好")
    verb.add_argument("--hidden-rows", action="store_true", help="隐藏的行也导入")
    _desk(verb)
    verb.set_defaults(run=lambda arguments: _with_desk(arguments, commands.import_file))


def _plan(verb: ArgumentParser) -> None:
    verb.add_argument("--month", type=_month, required=True, metavar="YYYY-MM", help="从哪个月排起")
    verb.add_argument("--months", type=_months, default=1, metavar="N", help="一连排几个月，最多 12 个")
    verb.add_argument("--out", type=Path, metavar="FILE.xlsx", help="排出来的存成 Excel")
    verb.add_argument("--apply", action="store_true", help="排进值班表；不写就只看")
    verb.add_argument("--afresh", action="store_true", help="公布过的月份也从头排")
    verb.add_argument("--station", default="", metavar="CODE")
    _today(verb)
    _desk(verb)
    verb.set_defaults(run=lambda arguments: _with_desk(arguments, plan_roster))


def _receipt(verb: ArgumentParser) -> None:
    verb.add_argument("code", nargs="?", default="", metavar="CODE", help="扫出来的那一串；不写就显示本站的公钥")
    verb.add_argument("--key", default="", metavar="HEX", help="只用开回执那个站的公钥来验，不用数据")
    _data(verb, default=user_data_path("venue-desk", appauthor=False))
    verb.add_argument("--as", dest="name", default="", metavar="NAME", help="谁在办，不写就是站长")
    verb.set_defaults(run=_check_receipt)


def _check_receipt(arguments: Namespace) -> int | None:
    return check_offline(arguments) if arguments.key else _with_desk(arguments, check_receipt)


def _tour(verb: ArgumentParser) -> None:
    verb.add_argument("out", type=Path, metavar="OUT")
    verb.add_argument("--size", type=_size, default=(1440, 900), metavar="WxH")
    verb.add_argument("--theme", choices=("light", "dark"), default="light")
    verb.add_argument("--scale", type=int, choices=(100, 125, 150), default=100)
    _today(verb)
    _desk(verb)
    verb.set_defaults(run=lambda arguments: _with_desk(arguments, _take_tour))


def _check(verb: ArgumentParser) -> None:
    verb.add_argument("--rebuild-search", action="store_true", help="重建查找")
    _desk(verb)
    verb.set_defaults(
        run=lambda arguments: _with_desk(
            arguments, lambda desk, wanted: commands.check(desk, rebuild_search=wanted.rebuild_search)
        )
    )


def _data(verb: ArgumentParser, default: Path | None = None, *, required: bool = True) -> None:
    required = required and default is None
    verb.add_argument("--data", type=Path, default=default, required=required, metavar="DIR", help="数据文件夹")


def _desk(verb: ArgumentParser) -> None:
    _data(verb)
    verb.add_argument("--as", dest="name", default="", metavar="NAME", help="谁在办，不写就是站长")


def _today(verb: ArgumentParser) -> None:
    verb.add_argument("--today", type=_moment, metavar="YYYY-MM-DD[THH:MM]", help="当作现在是这个时候")


def _with_desk(arguments: Namespace, act: commands.DeskCommand) -> int | None:
    pretended = getattr(arguments, "today", None)
    now = (lambda: pretended) if pretended else clock
    desk = commands.open_desk(arguments.data, arguments.name, _password(), now)
    try:
        return act(desk, arguments)
    finally:
        desk.close()


def _password() -> str:
    kept = os.environ.get(PASSWORD)
    if kept is not None:
        return kept
    try:
        with warnings.catch_warnings():
            # Without a terminal getpass would echo the password: then it is not asked for at all.
            warnings.simplefilter("error", GetPassWarning)
            return getpass("口令：")
    except (EOFError, GetPassWarning):
        raise Unavailable(f"没有地方输口令。请在终端里运行，或把口令放进环境变量 {PASSWORD}。") from None


def _window(arguments: Namespace) -> int:
    from venue_desk import window

    return window.run(arguments.data)


def _take_tour(desk: Desk, arguments: Namespace) -> None:
    from ui.style import Appearance
    from venue_desk import window

    window.without_display()
    pictures = window.take_tour(desk, arguments.out, arguments.size, Appearance(arguments.theme, arguments.scale))
    commands.say(f"{len(pictures)} 张图在 {arguments.out}。")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"日期请写成 2026-11-23 这样，不是「{text}」") from None


def _moment(text: str) -> datetime:
    """A day alone is its forenoon, as in the pictures."""
    try:
        told = datetime.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"日期请写成 2026-11-23 或 2026-11-23T10:24 这样，不是「{text}」") from None
    return told.replace(tzinfo=STATION_ZONE) if "T" in text else datetime.combine(told, FORENOON, STATION_ZONE)


def _stand_in(text: str) -> tuple[str, str]:
    character, equals, spelling = text.partition("=")
    if not equals:
        raise ArgumentTypeError(f"请写成 字=写法，不是「{text}」")
    return character, spelling


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise ArgumentTypeError(f"月份请写成 2026-11 这样，不是「{text}」") from None


def _months(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_MONTHS:
        raise ArgumentTypeError(f"请写 1 到 {MOST_MONTHS} 个月，不是「{text}」")
    return int(text)


def _copies(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_COPIES:
        raise ArgumentTypeError(f"份数请写 1 到 {MOST_COPIES}，不是「{text}」")
    return int(text)


def _minutes(text: str) -> int:
    if not text.isdecimal() or int(text) > LONGEST_ALARM:
        raise ArgumentTypeError(f"分钟数请写 0 到 {LONGEST_ALARM}，不是「{text}」")
    return int(text)


def _size(text: str) -> tuple[int, int]:
    try:
        width, height = map(int, text.lower().split("x"))
    except ValueError:
        raise ArgumentTypeError(f"大小请写成 1440x900 这样，不是「{text}」") from None
    return width, height


if __name__ == "__main__":
    sys.exit(main())
