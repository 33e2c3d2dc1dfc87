"""Make the sample of today's schema: `python -m tests.samples.make_schema_sample`, once, when the schema is released.

It writes tests/samples/schema_<step>/ and refuses one that is there: a sample is the file as that version wrote it.
"""

import json
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from db import drafts, journal, keys, upgrade
from db.cadres import CadreTable
from db.connection import DATABASE, opened
from db.keys import KeyRing
from db.printouts import IssuanceTable, PrintoutTable, take_serials
from db.schema import TABLES
from db.table import columns_of, key_of, name_of, rows
from tests import builders
from tests.builders import KEY, NOW, TODAY, YEAR
from tests.samples.fill_desk import fill_desk
from tests.samples.fill_living import fill_living
from tests.shift_change import shifting
from venue_desk.desk import Desk
from venue_desk.domain.cadres import Cadre
from venue_desk.domain.canonical import canonical
from venue_desk.domain.drafts import Draft
from venue_desk.domain.households import Household, Relation
from venue_desk.domain.ids import new_id
from venue_desk.domain.printouts import Issuance, IssueReason, PaperKey, Printout, serial_of
from venue_desk.domain.settings import SettingEntry

HERE = Path(__file__).parent
PASSWORD = "sample-desk"


def main() -> int:
    """Make it, unless it is there."""
    newest = max(file.stem for file in upgrade.MIGRATIONS.glob("[0-9]*.py"))
    place = HERE / f"schema_{newest.split('_')[0]}"
    if place.exists():
        sys.stderr.write(f"{place.name} is there already: samples are never made anew\n")
        return 1
    with TemporaryDirectory() as scratch:
        with shifting(Path(scratch)) as made:
            _fill(made.desk)
            fill_desk(made)
            fill_living(made)
            _let_in(made.desk)
            records = json.dumps(_records(), ensure_ascii=False, indent=1)
            DATABASE.execute_sql("VACUUM")
        place.mkdir()
        for name in ("station.db", "keys.json"):
            shutil.copyfile(Path(scratch) / name, place / name)
        (place / "schema.sql").write_text(_schema(Path(scratch) / "station.db"), encoding="utf-8")
        (place / "records.json").write_text(records + "\n", encoding="utf-8")
    return 0


def _fill(desk: Desk) -> None:
    """Something in every table, with changes, a closed record, an undo and rare characters."""
    act = desk.act()
    agent = builders.add_cadre(desk, "丁䶮", "一社", id_number=builders.id_number(), joined_on=TODAY)
    gone = builders.add_cadre(desk, "王建军")
    desk.cadres.leave(desk.act(), gone, TODAY)
    spouse = builders.villager("买买提·艾力", Relation.SPOUSE, born_on=TODAY.replace(year=1960))
    household = builders.add_household(desk, "0001", "张满仓", "一社", spouse, land=5500, account="62101234560013")
    builders.add_household(desk, "0002", "李𫐐", "二社")
    policy = builders.add_policy(desk)
    builders.add_entitlement(desk, household, policy, paid_on=TODAY)
    desk.settings.set(desk.act(), SettingEntry(key="posting_days", value=5, from_on=TODAY, document_number="示例1号"))
    desk.undo(desk.act(), desk.stations.add_group(desk.act(), "四社"))
    _print(desk, agent, household)
    journal.reveal(desk.act(), CadreTable, agent.id, "id_number")
    drafts.save(Draft(key="cadre:new", owner=act.cadre_id, texts={"name": "张"}, updated_at=NOW))


def _let_in(desk: Desk) -> None:
    """The sample's one password."""
    station, cadre = desk.signed_in.station, desk.signed_in.cadre
    entry = keys.wrap(KEY, station.id, cadre.id, cadre.name, PASSWORD)
    keys.write(desk.signed_in.folder.keys, KeyRing(station.id, (entry,)))


def _print(desk: Desk, agent: Cadre, household: Household) -> None:
    act, station = desk.act(), desk.signed_in.station
    (sequence,) = take_serials(station.id, PaperKey.CONTACT_CARD, TODAY, 1)
    ids = [new_id(act.at, Random(number)) for number in range(3)]
    card = Printout(
        id=ids[0], station_id=station.id, paper=PaperKey.CONTACT_CARD, title="便民连心卡 丁䶮",
        serial=serial_of(station.code, PaperKey.CONTACT_CARD, TODAY, sequence), data={"name": "丁䶮", "services": ["医保"]},
        printed_at=NOW, printed_by=act.cadre_id, year=YEAR, cadre_id=agent.id,
    )  # fmt: skip
    first = Issuance(
        id=ids[1], station_id=station.id, printout_id=card.id, household_id=household.id, paper=card.paper, year=YEAR,
        issued_on=TODAY, reason=IssueReason.FIRST, times=1,
    )  # fmt: skip
    journal.add(act, PrintoutTable, card)
    journal.add_many(act, IssuanceTable, [first, replace(first, id=ids[2], reason=IssueReason.LOST, times=2)])


def _records() -> dict[str, list[object]]:
    """Every record as the audit has it, by table."""
    told: dict[str, list[object]] = {}
    for table in TABLES:
        if table.record is not None:
            values = [
                dict(zip(columns_of(table), row, strict=True)) for row in rows(table.select().order_by(key_of(table)))
            ]
            told[name_of(table)] = [json.loads(canonical(value)) for value in values]
    return told


def _schema(file: Path) -> str:
    with opened(file, KEY) as database:
        found = database.execute_sql("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").fetchall()
    return "".join(f"{sql};\n" for (sql,) in found)


if __name__ == "__main__":
    sys.exit(main())
