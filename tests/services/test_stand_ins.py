"""A stand-in is for one paper: the register keeps the name, the reprint keeps the stand-in."""

from pathlib import Path

import pytest

from tests.builders import YEAR, add_entitlement, add_household, add_policy, text_of
from venue_desk.desk import Desk
from venue_desk.domain.errors import Refused
from venue_desk.domain.printouts import SheetOrder
from venue_desk.services.stand_ins import spelled

NOWHERE = "\U000f1234"


def test_the_paper_says_the_stand_in_and_the_register_the_name(desk: Desk, tmp_path: Path) -> None:
    home = add_household(desk, "0001", f"张{NOWHERE}文")
    add_entitlement(desk, home, add_policy(desk))
    act = desk.act()
    gathered = desk.printouts.gather(act, SheetOrder(year=YEAR))
    codes = {finding.code for finding in desk.printouts.findings(gathered)}
    assert "print.missing_character" in codes
    said = spelled(gathered, {NOWHERE: "（上羽下中）"})
    assert "print.missing_character" not in {finding.code for finding in desk.printouts.findings(said)}
    run = desk.printouts.start(act, said, tmp_path / "a.pdf")
    list(run.job())
    printed = text_of((tmp_path / "a.pdf").read_bytes()).replace("\n", "")
    assert "张（上羽下中）文" in printed
    (printout,) = desk.printouts.record(act, run).record
    again = desk.printouts.start(act, desk.printouts.again(act, printout.id), tmp_path / "b.pdf")
    list(again.job())
    assert "张（上羽下中）文" in text_of((tmp_path / "b.pdf").read_bytes()).replace("\n", "")
    assert desk.households.get(act.station_id, home.id).household.head_name == f"张{NOWHERE}文"


@pytest.mark.parametrize("stand_ins", [{NOWHERE: " "}, {"张三": "李"}, {NOWHERE: "长" * 13}])
def test_a_stand_in_is_for_one_character_and_short(desk: Desk, stand_ins: dict[str, str]) -> None:
    add_entitlement(desk, add_household(desk), add_policy(desk))
    gathered = desk.printouts.gather(desk.act(), SheetOrder(year=YEAR))
    with pytest.raises(Refused, match="替代的写法"):
        spelled(gathered, stand_ins)
