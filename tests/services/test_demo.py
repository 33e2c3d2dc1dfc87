"""The demo: the same for the same seed, believable, clearly fictional, and never in place of real data."""

from collections import Counter
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from stdnum.cn import ric

from db import entitlement_list
from db import household_list as household_table
from db.connection import DATABASE
from db.schema import TABLES
from db.table import columns_of
from tests.services.told import NOW, ODD_DAYS, SPRING, Told, forenoon, records, tell
from venue_desk.changes import Announcer
from venue_desk.domain.cadres import CadreKind, check_cadre
from venue_desk.domain.calendar import day_of
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import blocking
from venue_desk.domain.households import Household, Relation, Villager, check_household, check_members, check_villager
from venue_desk.domain.money import amount_of
from venue_desk.domain.policies import Entitlement, check_entitlement
from venue_desk.domain.printouts import PaperKey
from venue_desk.domain.stations import Regime, Station, check_station
from venue_desk.services import access, upkeep
from venue_desk.services.demo.numbers import PHONES, Numbers
from venue_desk.services.demo.places import Scale, places
from venue_desk.services.demo.village import Village
from venue_desk.services.demo.writing import PASSWORD, demo_job
from venue_desk.services.printouts import Printouts


def write(folder: Path, *, years: int = 1, seed: int = 1, now: datetime = NOW) -> list[tuple[int, int, str]]:
    """Make the demo station; the steps it told."""
    return list(demo_job(folder, Scale.STATION, years, seed, now))


def dump() -> dict[str, list[Any]]:
    """Every row of every table that is open."""
    return {table._meta.table_name: sorted(table.select().tuples(), key=repr) for table in TABLES if columns_of(table)}


@pytest.fixture(scope="module")
def station() -> list[Told]:
    return tell()


@pytest.fixture(scope="module")
def township() -> list[Told]:
    return tell(Scale.TOWNSHIP)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("demo") / "station"
    write(made)
    return made


def opened(folder: Path, name: str = "陈志远") -> access.SignedIn:
    return access.sign_in(folder, name, PASSWORD, NOW)


def test_the_same_seed_gives_the_same_rows_and_another_seed_others(tmp_path: Path) -> None:
    dumps = []
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        write(tmp_path / name, seed=seed, now=SPRING)
        opened(tmp_path / name)
        dumps.append(dump())
        access.sign_out()
    assert dumps[0] == dumps[1]
    assert dumps[0]["households"] != dumps[2]["households"]
    assert all(
        dumps[0][name]
        for name in ("audit", "villagers", "issuances", "duties", "sign_ons", "log_lines", "handovers", "petty_cash")
    )


def test_what_was_written_is_sound_and_every_row_was_audited(folder: Path) -> None:
    opened(folder)
    try:
        assert upkeep.check() == []
        assert DATABASE.execute_sql("SELECT count(*) FROM households").fetchone() == (304,)
    finally:
        access.sign_out()


def test_every_cadre_signs_in_with_the_password_of_the_manual(folder: Path) -> None:
    names = access.names_with_password(folder)
    assert set(names) == {"王建军", "赵文博", "李秀兰", "张小梅", "马德林", "周玉凤", "陈志远"}
    for name in names:
        access.unlock(folder, name, PASSWORD)


def test_a_folder_with_data_is_refused_and_left_alone(folder: Path) -> None:
    before = {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}
    with pytest.raises(Refused, match="已经有一个站的数据"):
        write(folder, seed=9)
    assert {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()} == before


@pytest.mark.parametrize("years", [0, 31])
def test_years_out_of_reach_are_refused_before_anything_is_made(tmp_path: Path, years: int) -> None:
    with pytest.raises(Refused, match="1 到 30 年"):
        write(tmp_path / "x", years=years)
    assert not (tmp_path / "x").exists()


def test_a_demo_stopped_midway_leaves_no_data_and_can_be_made_again(tmp_path: Path) -> None:
    job = demo_job(tmp_path / "x", Scale.STATION, 1, 1, SPRING)
    while next(job)[0] < 40:
        pass
    job.close()
    assert [file.name for file in (tmp_path / "x").iterdir() if file.is_file()] == []
    write(tmp_path / "x", now=SPRING)
    opened(tmp_path / "x")
    access.sign_out()


def test_progress_runs_to_its_end(tmp_path: Path) -> None:
    steps = write(tmp_path / "x", now=SPRING)
    assert [done for done, _, _ in steps] == sorted(done for done, _, _ in steps)
    assert steps[0][2] == "菜子镇浅河村"
    assert steps[-1][0] == steps[-1][1]


def test_the_county_has_the_figures_of_the_article() -> None:
    county = places(Scale.COUNTY, 1)
    assert len(county) == len({place.code for place in county}) == len({place.village for place in county}) == 215
    assert len({place.township for place in county}) == 17
    assert sum(place.households for place in county) == 64_500
    assert sum(place.groups for place in county) == 1284
    assert sum(place.cadres + place.leaders for place in county) == 2713
    assert round(sum(place.cadres for place in county) / 215, 1) == 7.2
    assert Counter(place.regime for place in county) == {Regime.LIVE_IN: 99, Regime.ROTATING: 116}
    assert sum(bool(place.dispatched) for place in county) + 1 == 124
    assert all(4 <= place.groups <= 12 for place in county)
    assert places(Scale.STATION, 1) == county[:1]
    assert {place.township for place in places(Scale.TOWNSHIP, 1)} == {"菜子镇"}


def test_a_township_is_staffed_as_planned(township: list[Told], station: list[Told]) -> None:
    assert len(township) == 13
    for village, _ in township:
        assert len(village.cadres) == village.place.cadres + village.place.leaders
        assert sum(cadre.is_head for cadre in village.cadres) == 1
        covered = {group_id for cadre in village.cadres for group_id in cadre.group_ids}
        assert covered == {group.id for group in village.groups}
        assert len(village.households) == village.place.households
        dispatched = [cadre for cadre in village.cadres if cadre.kind is CadreKind.DISPATCHED]
        assert len(dispatched) == (1 if village.place.dispatched or village.place.village == "浅河村" else 0)
    assert township[0][0].cadres == station[0][0].cadres


def test_the_demo_station_is_the_one_of_the_pictures(station: list[Told]) -> None:
    village = station[0][0]
    here = [household for household in village.households if household.closed_on is None]
    assert len(here) == 300
    members = sum(member.closed_on is None for household in here for member in village.villagers[household.id])
    assert 1200 <= members <= 1320
    assert [hamlet.name for hamlet in village.hamlets] == ["一社", "上湾", "三社", "四社", "五社", "六社", "赵家岔"]
    phones = {cadre.name: cadre.phone for cadre in village.cadres}
    assert (phones["王建军"], phones["李秀兰"], phones["陈志远"]) == ("13800000101", "13800000103", "13800000107")
    assert village.head.name == "陈志远"
    old = next(m for people in village.villagers.values() for m in people if m.name == "张文海")
    assert old.id_number.endswith("0013")


def test_people_are_nobody_and_nobody_twice(township: list[Told]) -> None:
    villagers: list[Villager] = records(township, Villager)
    numbers = [villager.id_number for villager in villagers if villager.id_number]
    assert len(numbers) == len(set(numbers)) > 0.98 * len(villagers)
    for number in numbers:
        assert number.startswith("621199")
        assert ric.calc_check_digit(number) == number[-1]
    phones = [cadre.phone for village, _ in township for cadre in village.cadres if not cadre.position.endswith("社长")]
    phones += [villager.phone for villager in villagers if villager.phone]
    assert len(phones) == len(set(phones))
    assert all(phone.startswith("138000") and len(phone) == 11 for phone in phones)
    accounts = [household.account for household in records(township, Household) if household.account]
    assert len(accounts) == len(set(accounts))
    assert {len(account) for account in accounts} == {16, 19}
    assert not {"何宏伟", "程兆祥"} & {villager.name for villager in villagers}


def test_names_that_go_wrong_elsewhere_are_there(station: list[Told]) -> None:
    names = {villager.name for villager in records(station, Villager)}
    for surname in ("单", "仇", "曾", "查", "解", "朴", "区", "尉迟"):
        assert any(name.startswith(surname) for name in names)
    assert any("·" in name for name in names)
    assert any(ord(char) > 0xFFFF for name in names for char in name)


@pytest.mark.parametrize("today", [NOW.date(), *ODD_DAYS])
def test_every_record_keeps_the_rules_on_any_day(today: date) -> None:
    told = tell(years=2, now=forenoon(today))
    village, portions = told[0]
    assert blocking(check_station(village.station)) == ()
    for cadre in village.cadres:
        assert blocking(check_cadre(cadre, today)) == ()
    for household in village.households:
        people = village.villagers[household.id]
        assert blocking(check_household(household)) == ()
        assert blocking([finding for person in people for finding in check_villager(person, today)]) == ()
        here = tuple(person for person in people if person.closed_on is None)
        assert (check_members(here) == []) == (household.closed_on is None)
        assert len({person.name for person in people}) == len(people)
    for entitlement in records(told, Entitlement):
        assert check_entitlement(entitlement) == []
        assert entitlement.paid_on is None or entitlement.paid_on <= today
    assert all(portion.at <= forenoon(today) for portion in portions)


def test_families_are_of_believable_ages(station: list[Told]) -> None:
    for people in station[0][0].villagers.values():
        born = {person.relation: person.born_on.year for person in people if person.born_on}
        head = people[0].born_on
        assert head is not None
        for relation in (Relation.FATHER, Relation.MOTHER):
            assert born.get(relation, 1900) <= head.year - 16
        children = [p.born_on.year for p in people if p.relation in (Relation.SON, Relation.DAUGHTER) and p.born_on]
        assert all(year >= head.year + 18 for year in children)


def test_ten_years_of_entitlements_follow_the_rates_of_their_day() -> None:
    told = tell(years=10)
    village: Village = told[0][0]
    drawn: list[Entitlement] = records(told, Entitlement)
    assert {entitlement.year for entitlement in drawn} == set(range(2017, 2027))
    keys = [(entitlement.household_id, entitlement.policy_id, entitlement.year) for entitlement in drawn]
    assert len(keys) == len(set(keys))
    assert all(e.amount_fen == amount_of(e.quantity, e.rate_fen) for e in drawn)
    pension = village.policies["pension"].id
    rates = {e.year: e.rate_fen for e in drawn if e.policy_id == pension}
    assert (rates[2017], rates[2018], rates[2025]) == (7000, 8800, 14300)
    by_year = {(e.household_id, e.policy_id, e.year): e.quantity for e in drawn}
    land = village.policies["maize"].id
    changed = [k for k, q in by_year.items() if k[1] == land and by_year.get((*k[:2], k[2] - 1), q) != q]
    assert 10 < len(changed) < 400


def test_cards_and_sheets_are_in_the_hands_of_the_households(folder: Path) -> None:
    signed_in = opened(folder)
    try:
        here = household_table.places(signed_in.station.id)
        assert (len(here), sum(has_card for *_, has_card in here)) == (300, 243)
        rows = Printouts(Announcer(), Random(1)).rows(signed_in.station.id, limit=1000)
        drawn = entitlement_list.of_year(signed_in.station.id, 2026)
    finally:
        access.sign_out()
    assert len({row.printout.serial for row in rows}) == len(rows)
    assert sum(row.again for row in rows if row.printout.paper is PaperKey.CONTACT_CARD) > 0
    papers = Counter(row.printout.paper for row in rows)
    assert papers[PaperKey.CONTACT_CARD] == 6
    assert papers[PaperKey.HAMLET_LIST] == 7
    assert 170 < papers[PaperKey.POLICY_SHEET] < 230
    sums = {rows[0].household_number: sum(row.entitlement.amount_fen for row in rows) for rows in drawn.values()}
    for sheet in (row.printout.data for row in rows if row.printout.paper is PaperKey.POLICY_SHEET):
        assert sum(row["amount_fen"] for row in sheet["rows"]) == sums[sheet["household_number"]]


@pytest.mark.parametrize("today", ODD_DAYS)
def test_nothing_is_given_out_after_today(tmp_path: Path, today: date) -> None:
    write(tmp_path / "x", now=forenoon(today))
    signed_in = opened(tmp_path / "x")
    try:
        assert upkeep.check() == []
        rows = Printouts(Announcer(), Random(1)).rows(signed_in.station.id, limit=5000)
    finally:
        access.sign_out()
    assert {row.printout.year for row in rows} == {None, today.year}
    assert max(day_of(row.printout.printed_at) for row in rows) <= today


def test_phones_last_exactly_as_long_as_the_block() -> None:
    numbers = Numbers()
    given = [numbers.phone() for _ in range(PHONES)]
    assert len(set(given)) == PHONES
    assert min(given) == "13800001000"
    assert max(given) == "13800099999"
    assert numbers.phone() == ""


def test_station_code_holds_county_and_township(station: list[Told]) -> None:
    (found,) = records(station, Station)
    assert found.code == "621122103201"
