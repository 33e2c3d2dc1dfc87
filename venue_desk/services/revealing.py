"""Looking at what is masked: the whole value comes out only after the looking was written down."""

from db import journal
from db.cadres import CadreTable
from db.cases import CaseTable
from db.duty_log import LogLineTable
from db.households import HouseholdTable, VillagerTable
from db.policies import EntitlementTable
from db.table import Table
from venue_desk.domain.acts import Act
from venue_desk.domain.cadres import Cadre
from venue_desk.domain.cases import Case
from venue_desk.domain.duty_log import LogLine
from venue_desk.domain.households import Household, Villager
from venue_desk.domain.policies import Entitlement

_TABLES: dict[type, type[Table]] = {
    Cadre: CadreTable,
    Household: HouseholdTable,
    Villager: VillagerTable,
    Entitlement: EntitlementTable,
    LogLine: LogLineTable,
    Case: CaseTable,
}


def reveal(act: Act, record: Cadre | Household | Villager | Entitlement | LogLine | Case, field: str) -> str:
    """The value of `field` in full (个人信息保护法: who looked, when, at whose)."""
    journal.reveal(act, _TABLES[type(record)], record.id, field)
    return str(getattr(record, field))
