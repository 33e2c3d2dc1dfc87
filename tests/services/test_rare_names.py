"""A name of any extension of GB 18030-2022 is found by that character, stands in order, and comes out of Excel as it is."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.builders import TODAY, YEAR, add_household
from venue_desk.desk import Desk
from venue_desk.domain.households import HouseholdFilter, HouseholdOrder
from venue_desk.domain.pinyin import sort_key
from venue_desk.services.export import export_job
from venue_desk.services.listings import Wanted

RARE = [
    "\u3400",
    "\U00020000",
    "\U0002a700",
    "\U0002b740",
    "\U0002b820",
    "\U0002ceb0",
    "\U00030000",
    "\U00031350",
    "\U0002ebf0",
]


@pytest.mark.parametrize("character", RARE)
def test_a_name_of_every_extension_is_found_by_its_character(desk: Desk, character: str) -> None:
    home = add_household(desk, "0001", f"张{character}")
    add_household(desk, "0002", "张满仓")
    station = desk.act().station_id
    for typed in (character, f"张{character}"):
        assert [hit.id for hit in desk.search.households(station, typed, TODAY)] == [home.id]
    shown = HouseholdFilter(year=YEAR, text=character)
    assert [row.household.id for row in desk.households.page(station, shown)] == [home.id]


def test_rare_characters_stand_behind_those_with_a_reading_in_the_order_of_their_radicals(
    desk: Desk, tmp_path: Path
) -> None:
    names = ["张满仓", f"张{RARE[0]}", "张秀英", *(f"{character}文" for character in RARE[1:])]
    for number, name in enumerate(reversed(names), 1):
        add_household(desk, f"{number:04d}", name)
    act = desk.act()
    wanted = Wanted(
        station_id=act.station_id, today=TODAY, year=YEAR, household_order=HouseholdOrder.HEAD,
        households=HouseholdFilter(year=YEAR),
    )  # fmt: skip
    list(export_job(desk.exports.sheet(act, "households", wanted), tmp_path / "a.xlsx"))
    page = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    heads = [str(row[3]) for row in page.iter_rows(min_row=4, values_only=True)]
    assert sorted(heads) == sorted(names)
    assert heads == sorted(names, key=sort_key)
    unread = [head for head in heads if not sort_key(head[0]).isascii()]
    assert heads[-len(unread) :] == unread == sorted(unread)
    assert heads.index("张满仓") < heads.index("张秀英")
