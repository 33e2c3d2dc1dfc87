"""How long the import of a whole village takes, beside openpyxl merely reading the same file."""

import tempfile
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

from openpyxl import Workbook, load_workbook

from benchmarks.material import GIVEN, SURNAMES
from benchmarks.results import publish, table, versions
from tests.builders import id_number, open_desk
from venue_desk.desk import Desk
from venue_desk.domain.importing import ImportKind, Plan

RELATIONS = ("户主", "配偶", "长子", "儿媳", "孙女", "次子", "母亲")
HEADER = (
    "户号",
    "社",
    "姓名",
    "与户主关系",
    "性别",
    "身份证号码",
    "联系电话",
    "一卡通账号",
    "耕地面积（亩）",
    "住址",
    "备注",
)
HAMLETS = ("一社", "二社", "三社")


def main(arguments: Sequence[str] | None = None) -> None:
    """A village as a table; read it, plan it, bring it in, bring a changed one in, undo that."""
    parser = ArgumentParser("python -m benchmarks importing")
    parser.add_argument("--households", type=int, default=1200)
    parser.add_argument("--members", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        file, changed = Path(folder, "village.xlsx"), Path(folder, "changed.xlsx")
        _write(file, chosen.households, chosen.members, "")
        _write(changed, chosen.households, chosen.members, "核")
        rounds = [_round(Path(folder, f"{n}"), file, changed) for n in range(chosen.rounds)]
    figures = {name: median(each[name] for each in rounds) for name in rounds[0]}
    bare = figures["openpyxl reads the cells, nothing else"]
    rows = [(name, f"{seconds:.2f}", f"{seconds / bare:.1f}") for name, seconds in figures.items()]
    head = ("", "seconds", "× openpyxl reading")
    note = (
        f"{chosen.households:,} households with {chosen.members:,} members; every rule, a backup before, one transaction, an audit and a"
        f" search row each; medians of {chosen.rounds} rounds. {versions('openpyxl', 'sqlcipher3')}."
    )
    options = f"--households {chosen.households} --members {chosen.members} --rounds {chosen.rounds}"
    publish("Import", f"python3 start.py bench importing {options}", [*table(head, rows), "", note])


def _round(folder: Path, file: Path, changed: Path) -> dict[str, float]:
    with open_desk(folder) as desk:
        imports, plans = desk.imports, list[Plan]()
        figures = {
            "openpyxl reads the cells, nothing else": _seconds(partial(_read, file)),
            "propose": _seconds(lambda: imports.propose(desk.act(), file, ImportKind.HOUSEHOLDS)),
            "dry run": _seconds(lambda: plans.append(_plan(desk, file))),
        }
        figures["apply, all new"] = _seconds(lambda: imports.apply(desk.act(), plans[0]))
        figures["the whole import (dry run and apply)"] = figures["dry run"] + figures["apply, all new"]
        figures["the same file again (dry run)"] = _seconds(lambda: plans.append(_plan(desk, file)))
        plans.append(_plan(desk, changed))
        saved = []
        figures["apply, every row changed"] = _seconds(lambda: saved.append(imports.apply(desk.act(), plans[2])))
        figures["undo of that"] = _seconds(lambda: imports.undo(desk.act(), saved[0].record.id))
        assert [plan.counts["new"] for plan in plans] == [len(plans[0].rows), 0, 0]  # type: ignore[index]
        return figures


def _plan(desk: Desk, file: Path) -> Plan:
    return desk.imports.plan(desk.act(), file, ImportKind.HOUSEHOLDS)


def _read(file: Path) -> None:
    book = load_workbook(file, read_only=True)
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            _ = cell.value
    book.close()


def _write(file: Path, households: int, members: int, note: str) -> None:
    random, book = Random(2026), Workbook(write_only=True)
    sheet = book.create_sheet("花名册")
    sheet.append(["浅河村农户家庭成员花名册"])
    sheet.append(HEADER)
    sizes = [1] * households
    for _ in range(members - households):
        sizes[random.randrange(households)] += 1
    for number, size in enumerate(sizes, 1):
        for place in range(size):
            sheet.append(_row(number, place, random, note))
    book.save(file)


def _row(number: int, place: int, random: Random, note: str) -> list[object]:
    name = random.choice(SURNAMES) + random.choice(GIVEN) + random.choice(GIVEN)
    born = f"{random.randrange(1930, 2020)}{random.randrange(1, 13):02d}{random.randrange(1, 29):02d}"
    person = [name, RELATIONS[min(place, len(RELATIONS) - 1)], None, id_number(born, random.randrange(1000))]
    if place:
        return [None, None, *person, None, None, None, None, note]
    home = [f"138{number:08d}", f"6210{number:010d}", number % 90 / 10, f"浅河村{number}号", note]
    return [f"{number:04d}", HAMLETS[number % 3], *person, *home]


def _seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


if __name__ == "__main__":
    main()
