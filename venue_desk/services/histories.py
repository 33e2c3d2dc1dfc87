"""变更记录: who changed what of a household and its people, or of a place of the roster; who looked at numbers."""

from uuid import UUID

from db import cadres, journal
from db import households as table
from db.stations import hamlets
from venue_desk.domain.history import Change
from venue_desk.domain.told_changes import Names, ToldChange, told
from venue_desk.domain.told_duties import told_duties
from venue_desk.services.saved import known

LATEST = 200


def of_household(station_id: UUID, household_id: UUID, limit: int = LATEST) -> list[ToldChange]:
    """The latest first."""
    household = known(table.household(household_id), station_id)
    people = {member.id: member.name for member in table.members(household_id)}
    records = {household_id: f"{household.head_name}户"} | people
    changes = journal.lately(list(records), limit)
    return told(changes, _names(station_id, changes, records))


def of_duty(station_id: UUID, duty_id: UUID, limit: int = LATEST) -> list[ToldChange]:
    """Who was put into a place of the roster by whom, the latest first."""
    return told_duties(journal.lately([duty_id], limit), cadres.names(station_id))


def _names(station_id: UUID, changes: list[Change], records: dict[UUID, str]) -> Names:
    homes = {
        str(side["household_id"]) for change in changes for side in (change.before, change.after)
        if side and "household_id" in side
    }  # fmt: skip
    numbers = {household: table.household(UUID(household)) for household in homes}
    return Names(
        records=records,
        cadres=cadres.names(station_id),
        places={str(hamlet.id): hamlet.name for hamlet in hamlets(station_id)}
        | {key: f"{home.number}户（{home.head_name}）" for key, home in numbers.items() if home is not None},
    )
