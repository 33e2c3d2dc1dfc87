"""Making a station, signing in, and passwords given, changed and taken: the real files, cheaper guesses."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from db import cadres as cadre_rows
from db import journal, stations
from db.cadres import CadreTable
from db.connection import DATABASE, close_database
from db.keys import Cost
from venue_desk.domain.acts import Act
from venue_desk.domain.cadres import Cadre, CadreKind
from venue_desk.domain.errors import Refused, Unavailable
from venue_desk.domain.ids import new_id
from venue_desk.domain.stations import FirstCadre, Regime, StationEntry, StationSetup
from venue_desk.services import access
from venue_desk.services.access import Access, SignedIn

CHEAP = Cost(passes=1, memory_kib=64, lanes=1)
NOW = datetime(2026, 11, 23, 4, 30, tzinfo=UTC)
PASSWORD = "槐树下的老井八八年"
OTHER_PASSWORD = "correct horse battery"
SETUP = StationSetup(
    station=StationEntry(
        code="621122105203",
        name="浅河村服务站",
        village="浅河村",
        township="菜子镇",
        county="陇西县",
        regime=Regime.ROTATING,
    ),
    groups=("一社", "二社"),
    cadre=FirstCadre(name="丁 䶮", phone="138 0000 0101", password=PASSWORD),
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "数据 夹"


@pytest.fixture
def head(data: Path) -> Iterator[SignedIn]:
    """The first cadre of a new station, signed in."""
    yield access.create_station_file(data, SETUP, NOW, Random(1), CHEAP)
    close_database()


def act_of(signed_in: SignedIn) -> Act:
    return Act(signed_in.cadre.id, signed_in.station.id, NOW)


def hire(head: SignedIn, name: str) -> Cadre:
    cadre = Cadre(
        id=new_id(NOW, Random(name)), station_id=head.station.id, name=name, kind=CadreKind.STATIONED, is_agent=False
    )
    journal.add(act_of(head), CadreTable, cadre)
    return cadre


def finding(refused: "pytest.ExceptionInfo[Refused]") -> tuple[str, str]:
    (found,) = refused.value.findings
    return found.code, found.field


def test_a_new_station_is_there_with_its_groups_and_its_head_signed_in(head: SignedIn, data: Path) -> None:
    assert (head.station.village, head.cadre.name, head.cadre.phone) == ("浅河村", "丁䶮", "13800000101")
    assert head.cadre.is_head
    assert [hamlet.name for hamlet in stations.hamlets(head.station.id)] == ["一社", "二社"]
    assert access.names_with_password(data) == ("丁䶮",)
    assert {path.name for path in data.iterdir()} >= {"station.db", "keys.json", "backups", "fonts", "papers", "logs"}
    assert journal.history("stations", head.station.id)[0].actor == head.cadre.id


def test_the_key_is_not_in_what_is_logged_and_the_password_nowhere(head: SignedIn, data: Path) -> None:
    access.sign_out()
    assert head.key.hex() not in repr(head)
    assert repr(head.key) not in repr(head)
    everything = b"".join(path.read_bytes() for path in data.rglob("*") if path.is_file())
    assert PASSWORD.encode() not in everything
    assert head.key not in everything
    assert "浅河村".encode() not in everything


def test_signing_in_opens_the_data_and_names_the_cadre(head: SignedIn, data: Path) -> None:
    access.sign_out()
    again = access.sign_in(data, "丁䶮", PASSWORD, NOW)
    assert again == head
    assert cadre_rows.cadres(None) == [head.cadre]


@pytest.mark.parametrize(
    ("name", "password", "expected"),
    [
        ("丁䶮", "槐树下的老井八九年", ("access.password", "password")),
        ("丁䶮", "", ("access.password", "password")),
        ("李四", PASSWORD, ("access.name", "name")),
    ],
)
def test_a_wrong_password_or_name_is_refused_at_its_field(
    head: SignedIn, data: Path, name: str, password: str, expected: tuple[str, str]
) -> None:
    access.sign_out()
    with pytest.raises(Refused) as refused:
        access.sign_in(data, name, password, NOW)
    assert finding(refused) == expected
    assert DATABASE.obj is None


def test_two_cadres_of_one_name_each_have_their_password(head: SignedIn, data: Path) -> None:
    namesake = replace(hire(head, "某某"), name="丁䶮")
    journal.change(act_of(head), CadreTable, replace(namesake, name="某某"), namesake)
    Access(head, CHEAP).give_password(act_of(head), namesake.id, OTHER_PASSWORD)
    access.sign_out()
    assert access.sign_in(data, "丁䶮", OTHER_PASSWORD, NOW).cadre == namesake
    assert access.sign_in(data, "丁䶮", PASSWORD, NOW).cadre == head.cadre


def test_what_the_setup_lacks_is_refused_and_leaves_no_data(data: Path) -> None:
    setup = replace(SETUP, groups=(), cadre=replace(SETUP.cadre, password="kurz"))
    with pytest.raises(Refused) as refused:
        access.create_station_file(data, setup, NOW, Random(1), CHEAP)
    assert {found.field for found in refused.value.findings} == {"groups", "password"}
    assert not [path for path in data.rglob("*") if path.is_file()]
    access.create_station_file(data, SETUP, NOW, Random(1), CHEAP)
    close_database()


def test_a_second_station_in_the_same_folder_is_refused(head: SignedIn, data: Path) -> None:
    with pytest.raises(Refused) as refused:
        access.create_station_file(data, SETUP, NOW, Random(2), CHEAP)
    assert finding(refused) == ("folder.taken", "folder")
    assert cadre_rows.cadres(None) == [head.cadre]  # the first is still open


def test_a_folder_without_data_is_refused(tmp_path: Path) -> None:
    for verb in (lambda: access.names_with_password(tmp_path), lambda: access.sign_in(tmp_path, "丁", "x", NOW)):
        with pytest.raises(Refused) as refused:
            verb()
        assert finding(refused) == ("folder.none", "folder")


def test_a_damaged_key_file_is_told(head: SignedIn, data: Path) -> None:
    (data / "keys.json").write_text("{", encoding="utf-8")
    with pytest.raises(Unavailable, match="备份"):
        access.sign_in(data, "丁䶮", PASSWORD, NOW)


def test_one_changes_ones_own_password(head: SignedIn, data: Path) -> None:
    passwords = Access(head, CHEAP)
    with pytest.raises(Refused) as refused:
        passwords.change_password(act_of(head), "falsch", OTHER_PASSWORD)
    assert finding(refused) == ("access.password", "old")
    with pytest.raises(Refused) as refused:
        passwords.change_password(act_of(head), PASSWORD, OTHER_PASSWORD, "correct house battery")
    assert finding(refused) == ("password.unlike", "new_again")
    with pytest.raises(Refused) as refused:
        passwords.change_password(act_of(head), PASSWORD, "kurz", "kurz")
    assert finding(refused) == ("password.short", "new")
    passwords.confirm(PASSWORD)
    passwords.change_password(act_of(head), PASSWORD, OTHER_PASSWORD, OTHER_PASSWORD)
    passwords.confirm(OTHER_PASSWORD)
    with pytest.raises(Refused):
        passwords.confirm(PASSWORD)
    access.sign_out()
    assert access.sign_in(data, "丁䶮", OTHER_PASSWORD, NOW).key == head.key


def test_another_cadre_signs_with_their_own_password(head: SignedIn) -> None:
    passwords, other = Access(head, CHEAP), hire(head, "李青山")
    with pytest.raises(Refused) as refused:
        passwords.confirm_as(other.id, PASSWORD)
    assert refused.value.sentence == "李青山还没有口令。请站长在设置里给李青山设口令，再来签字。"
    passwords.give_password(act_of(head), other.id, OTHER_PASSWORD)
    passwords.confirm_as(other.id, OTHER_PASSWORD)
    with pytest.raises(Refused) as refused:
        passwords.confirm_as(other.id, PASSWORD)
    assert finding(refused) == ("access.password", "password")


def test_a_password_for_another_cadre_is_given_renewed_taken_and_remembered(head: SignedIn, data: Path) -> None:
    second = hire(head, "李青山")
    passwords = Access(head, CHEAP)
    passwords.give_password(act_of(head), second.id, "forgotten soon")
    passwords.give_password(act_of(head), second.id, OTHER_PASSWORD)
    assert passwords.admitted() == {head.cadre.id, second.id}
    assert access.names_with_password(data) == ("丁䶮", "李青山")
    assert access.sign_in(data, "李青山", OTHER_PASSWORD, NOW).cadre == second
    passwords.take_password(act_of(head), second.id)
    passwords.take_password(act_of(head), second.id)
    with pytest.raises(Refused) as refused:
        access.sign_in(data, "李青山", OTHER_PASSWORD, NOW)
    assert finding(refused) == ("access.name", "name")
    deeds = [(change.action, change.actor) for change in journal.history("cadres", second.id)]
    assert deeds == [(action, head.cadre.id) for action in ("add", "admit", "admit", "dismiss")]


def test_the_last_password_cannot_be_taken(head: SignedIn, data: Path) -> None:
    with pytest.raises(Refused) as refused:
        Access(head, CHEAP).take_password(act_of(head), head.cadre.id)
    assert finding(refused) == ("access.last", "")
    assert access.names_with_password(data) == ("丁䶮",)


def test_a_cadre_who_left_neither_signs_in_nor_gets_a_password(head: SignedIn, data: Path) -> None:
    second = hire(head, "李青山")
    Access(head, CHEAP).give_password(act_of(head), second.id, OTHER_PASSWORD)
    journal.close(act_of(head), CadreTable, second, replace(second, left_on=NOW.date()))
    with pytest.raises(Refused) as refused:
        Access(head, CHEAP).give_password(act_of(head), second.id, OTHER_PASSWORD)
    assert finding(refused) == ("access.left", "")
    access.sign_out()
    with pytest.raises(Refused) as refused:
        access.sign_in(data, "李青山", OTHER_PASSWORD, NOW)
    assert finding(refused) == ("access.left", "name")
    assert DATABASE.obj is None


def test_a_key_file_taken_from_another_station_opens_nothing(head: SignedIn, data: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    access.create_station_file(other, SETUP, NOW + timedelta(days=1), Random(3), CHEAP)
    access.sign_out()
    (data / "keys.json").write_bytes((other / "keys.json").read_bytes())
    with pytest.raises(Unavailable, match="不是这个站的"):
        access.sign_in(data, "丁䶮", PASSWORD, NOW)


def test_new_passwords_cost_what_the_rfc_recommends(data: Path) -> None:
    access.create_station_file(data, SETUP, NOW, Random(1))
    access.sign_out()
    (entry,) = json.loads((data / "keys.json").read_bytes())["entries"]
    assert entry["argon2id"] == {"passes": 3, "memory_kib": 65536, "lanes": 4}


def test_a_making_that_fails_half_way_leaves_nothing(data: Path) -> None:
    station_id = new_id(NOW, Random(1))
    with pytest.raises(ZeroDivisionError), access.fresh_file(data, station_id, CHEAP) as fresh:
        fresh.let_in(new_id(NOW, Random(2)), "丁", PASSWORD)
        raise ZeroDivisionError
    assert not [path for path in data.rglob("*") if path.is_file()]
    assert DATABASE.obj is None


def test_what_a_crash_left_of_a_making_is_no_station_and_in_nobodys_way(data: Path) -> None:
    data.mkdir()
    for name in ("station.new", "station.new-wal", "keys.json"):
        (data / name).write_bytes(b"half")
    with pytest.raises(Refused) as refused:
        access.sign_in(data, "丁䶮", PASSWORD, NOW)
    assert finding(refused) == ("folder.none", "folder")
    access.create_station_file(data, SETUP, NOW, Random(1), CHEAP)
    access.sign_out()
    assert not list(data.glob("station.new*"))


def test_a_second_window_is_refused_and_reading_beside_it_is_not(head: SignedIn, data: Path) -> None:
    with access.one_window(data), access.one_window(data):
        access.sign_out()
        assert access.sign_in(data, "丁䶮", PASSWORD, NOW) == head
