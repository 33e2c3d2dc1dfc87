"""What is exported is brought in again unchanged; in an empty station it makes the same register."""

from datetime import date
from pathlib import Path

import pytest

from tests.builders import YEAR, add_cadre, add_entitlement, add_household, add_policy, id_number, open_desk, villager
from venue_desk.desk import Desk
from venue_desk.domain.cadres import CadreKind
from venue_desk.domain.errors import Refused
from venue_desk.domain.households import ClosedBecause, Relation
from venue_desk.domain.identity import Gender
from venue_desk.domain.importing import ImportKind, Outcome
from venue_desk.services.export import export_job
from venue_desk.services.listings import Wanted

REGISTERS = (ImportKind.HOUSEHOLDS, ImportKind.ENTITLEMENTS, ImportKind.CADRES)


def village(desk: Desk) -> None:
    """Everything that a register can hold, once."""
    policy = add_policy(desk)
    home = add_household(
        desk, "0001", "𠮷明·艾山", "二社", villager("古丽", Relation.SPOUSE, gender=Gender.FEMALE, born_on=date(1974, 1, 1)),
        villager("同名", Relation.SON, id_number=id_number("19990101", 1), phone="13800001001", note="在外务工"),
        villager("同名", Relation.SON, id_number=id_number("20010101", 1)), villager("走了", Relation.FATHER),
        phone="0932-6622001", address="二社 1 号", account="6210123456001300013", bank="信用社", land=3205, note="户里的话",
    )  # fmt: skip
    gone = desk.households.get(desk.act().station_id, home.id).members[-1]
    desk.households.close_villager(desk.act(), gone, ClosedBecause.DIED, desk.act().today)
    other = add_household(desk, "A-12", "Li Mei", "一社")
    add_entitlement(desk, home, policy, 3205, amount_fen=3204, paid_on=date(2026, 3, 15), note="少一分")
    add_entitlement(desk, other, policy, 1, account="")
    add_cadre(desk, "王建军", "一社", "三社", duties="党务", joined_on=date(2021, 3, 1), is_agent=False)
    add_cadre(
        desk, "李秀兰", whole_village=True, kind=CadreKind.STATIONED, phone="", services=(), duty_days=frozenset()
    )


def exported(desk: Desk, kind: ImportKind, out: Path, reason: str | None = "核对") -> tuple[object, ...]:
    act = desk.act()
    sheet = desk.exports.sheet(act, kind.value, Wanted(station_id=act.station_id, today=act.today, year=YEAR), reason)
    for _ in export_job(sheet, out):
        pass
    return tuple(sheet.rows)


def test_export_and_import_are_a_fixed_point(tmp_path: Path) -> None:
    files = {kind: tmp_path / f"{kind}.xlsx" for kind in REGISTERS}
    with open_desk(tmp_path / "one") as desk:
        village(desk)
        rows = {kind: exported(desk, kind, file) for kind, file in files.items()}
        for kind, file in files.items():
            plan = desk.imports.plan(desk.act(), file, kind)
            assert [row.outcome for row in plan.rows] == [Outcome.UNCHANGED] * len(rows[kind]), kind
    with open_desk(tmp_path / "two") as desk:
        add_policy(desk)
        for kind, file in files.items():
            plan = desk.imports.plan(desk.act(), file, kind)
            assert plan.refused == (), [row.reason for row in plan.refused]
            desk.imports.apply(desk.act(), plan)
        assert {kind: exported(desk, kind, tmp_path / "again.xlsx") for kind in REGISTERS} == rows


@pytest.mark.parametrize("kind", REGISTERS)
def test_a_masked_export_says_nothing_new(tmp_path: Path, kind: ImportKind) -> None:
    with open_desk(tmp_path / "one") as desk:
        village(desk)
        rows = exported(desk, kind, tmp_path / "masked.xlsx", None)
        plan = desk.imports.plan(desk.act(), tmp_path / "masked.xlsx", kind)
        assert [row.outcome for row in plan.rows] == [Outcome.UNCHANGED] * len(rows), [r.reason for r in plan.refused]


@pytest.mark.parametrize("kind", REGISTERS)
def test_masked_numbers_nobody_has_are_not_taken_for_data(tmp_path: Path, kind: ImportKind) -> None:
    with open_desk(tmp_path / "one") as desk:
        village(desk)
        add_cadre(desk, "马德林", id_number=id_number("19750101", 1))
        exported(desk, kind, tmp_path / "masked.xlsx", None)
    with open_desk(tmp_path / "two") as desk:
        add_policy(desk)
        add_household(desk, "0001", "𠮷明·艾山", "二社")
        plan = desk.imports.plan(desk.act(), tmp_path / "masked.xlsx", kind)
        masked = [row.reason for row in plan.refused if "是遮住的" in row.reason]
        assert masked
        assert all("请填全部号码" in reason for reason in masked)
        assert not any(
            "*" in str(value) for row in plan.rows if row.outcome is Outcome.NEW for value in row.texts.values()
        )


@pytest.mark.parametrize("kind", REGISTERS)
def test_a_blank_template_holds_nothing_to_bring_in(tmp_path: Path, kind: ImportKind) -> None:
    with open_desk(tmp_path / "one") as desk:
        act = desk.act()
        wanted = Wanted(station_id=act.station_id, today=act.today, year=YEAR)
        for _ in export_job(desk.exports.template(act, kind.value, wanted), tmp_path / "blank.xlsx"):
            pass
        assert desk.imports.plan(act, tmp_path / "blank.xlsx", kind).rows == ()
        with pytest.raises(Refused):
            desk.imports.plan(act, tmp_path / "none.xlsx", kind)
