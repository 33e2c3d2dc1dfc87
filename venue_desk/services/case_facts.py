"""What the rules of cases look at, read from the file: for intake, for deadlines, for who takes it on."""

from uuid import UUID

from db import cadres, catalogue, custody, holidays, households, settings
from db import cases as table
from venue_desk.domain.acts import Act
from venue_desk.domain.case_intake import IntakeFacts
from venue_desk.domain.cases import CaseEntry
from venue_desk.domain.holidays import WorkCalendar, calendar_of
from venue_desk.domain.settings import value_on
from venue_desk.services.resource_files import certificates
from venue_desk.services.saved import known


def intake_facts(act: Act, entry: CaseEntry) -> IntakeFacts:
    villager = known(households.villager(entry.villager_id), act.station_id)
    household = known(households.household(villager.household_id), act.station_id)
    return IntakeFacts(
        villager=villager,
        household=household,
        item=known(catalogue.service_item(entry.item_id), act.station_id),
        agents=[cadre for cadre in cadres.cadres(act.station_id) if cadre.is_agent],
        open_cases=table.open_of_villager(villager.id),
        envelopes=custody.envelopes(act.station_id),
        forbidden=certificates(),
        calendar=station_calendar(act.station_id),
        hand_in_days=setting(act, "hand_in_days"),
        today=act.today,
    )


def station_calendar(station_id: UUID) -> WorkCalendar:
    return calendar_of(holidays.holidays(station_id))


def setting(act: Act, key: str) -> int:
    return value_on(settings.settings(act.station_id), key, act.today)


def free_envelope(station_id: UUID) -> int:
    """The lowest empty envelope."""
    used = custody.envelopes(station_id)
    return next(number for number in range(1, len(used) + 2) if number not in used)
