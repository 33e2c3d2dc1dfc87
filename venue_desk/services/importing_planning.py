"""The dry run against the data as they are now: what a table is compared with, and who plans it."""

from db import cadres, importing, policies
from db import stations as places
from venue_desk.domain.acts import Act
from venue_desk.domain.importing import ImportKind, Plan
from venue_desk.domain.importing_cadres import CadrePlanner
from venue_desk.domain.importing_entitlements import EntitlementPlanner
from venue_desk.domain.importing_households import HouseholdPlanner
from venue_desk.domain.importing_people import People
from venue_desk.domain.importing_places import Places
from venue_desk.services.saved import known

Planner = HouseholdPlanner | EntitlementPlanner | CadrePlanner


def planned(act: Act, plan: Plan) -> Planner:
    """The planner after it has looked at every row of the plan's table."""
    station = known(places.station(act.station_id), act.station_id)
    here = Places(
        station.village,
        [group for group in places.groups(act.station_id) if group.closed_on is None],
        [hamlet for hamlet in places.hamlets(act.station_id) if hamlet.closed_on is None],
        create=plan.create_hamlets and plan.kind is ImportKind.HOUSEHOLDS,
    )
    planner = _planner(act, plan, here)
    planner.plan()
    return planner


def new_hamlets(planner: Planner) -> tuple[str, ...]:
    """Those of the new ones in which anybody would live."""
    if not isinstance(planner, HouseholdPlanner):
        return ()
    lived_in = planner.writes.hamlet_ids()
    return tuple(name for name, hamlet in planner.places.new.items() if hamlet.id in lived_in)


def _planner(act: Act, plan: Plan, here: Places) -> Planner:
    station_id, today = act.station_id, act.today
    if plan.kind is ImportKind.CADRES:
        everyone = cadres.cadres(station_id) + cadres.cadres(station_id, left=True)
        return CadrePlanner(everyone, here, plan.table, today)
    households = importing.households(station_id)
    people = People(households, importing.villagers(station_id))
    if plan.kind is ImportKind.HOUSEHOLDS:
        numbers = [home.number for home in households if home.number.isdecimal()]
        return HouseholdPlanner(people, here, plan.table, today, max(numbers, key=int, default="0000"))
    year = plan.year or today.year
    return EntitlementPlanner(
        people, here, plan.table, policies.policies(station_id), policies.rates(station_id),
        policies.drawn(station_id, year), policies.drawn(station_id, year - 1), year, plan.policy, today,
    )  # fmt: skip
