"""The desk: the services as attributes, and who acts. All that the window ever receives."""

from collections.abc import Callable
from datetime import UTC, datetime
from random import Random, SystemRandom
from typing import Any

from venue_desk.changes import Announcer
from venue_desk.domain.acts import Act
from venue_desk.domain.calendar import from_millis, to_millis
from venue_desk.services.access import Access, SignedIn, sign_out
from venue_desk.services.advances import Advances
from venue_desk.services.appointments import Appointments
from venue_desk.services.attendance import Attendance
from venue_desk.services.belongings import Belongings
from venue_desk.services.cadres import Cadres
from venue_desk.services.case_figures import CaseFigures
from venue_desk.services.cases import Cases
from venue_desk.services.catalogue import Catalogue
from venue_desk.services.deliveries import Deliveries
from venue_desk.services.drafts import Drafts
from venue_desk.services.duty_log import DutyLog
from venue_desk.services.export import Exports
from venue_desk.services.families import Families
from venue_desk.services.handover import Handovers
from venue_desk.services.health_certificates import HealthCertificates
from venue_desk.services.holidays import Holidays
from venue_desk.services.home import Home
from venue_desk.services.households import Households
from venue_desk.services.importing import Imports
from venue_desk.services.leaves import Leaves
from venue_desk.services.lodging import Lodging
from venue_desk.services.meals import Meals
from venue_desk.services.network import Network
from venue_desk.services.notices import Notices
from venue_desk.services.petty_cash import PettyCash
from venue_desk.services.photos import Photos
from venue_desk.services.planner import Planner
from venue_desk.services.policies import Entitlements, Policies
from venue_desk.services.printouts import Printouts
from venue_desk.services.public_screen import PublicScreen
from venue_desk.services.purchases import Purchases
from venue_desk.services.receipts import Receipts
from venue_desk.services.regimes import Regimes
from venue_desk.services.registers import handover_items
from venue_desk.services.rooms import Rooms
from venue_desk.services.roster import Roster
from venue_desk.services.roster_calendar import RosterCalendar
from venue_desk.services.samples import Samples
from venue_desk.services.saved import Saved, undo
from venue_desk.services.seal_uses import SealUses
from venue_desk.services.search import Search
from venue_desk.services.settings import Settings
from venue_desk.services.settlements import Settlements
from venue_desk.services.shifts import Shifts
from venue_desk.services.spot_checks import SpotChecks
from venue_desk.services.stations import Stations
from venue_desk.services.stock import Stock
from venue_desk.services.suppliers import Suppliers
from venue_desk.services.swaps import Swaps
from venue_desk.services.vouchers import Vouchers


def clock() -> datetime:
    """Now, as finely as instants are kept: a record at hand is then the same as when it is read back."""
    return from_millis(to_millis(datetime.now(UTC)))


class Desk:
    """One cadre at the desk of one station."""

    def __init__(self, signed_in: SignedIn, now: Callable[[], datetime] = clock, random: Random | None = None) -> None:
        """The file is open; `random` draws record ids."""
        drawn, folder = random or SystemRandom(), signed_in.folder
        self._now = now
        self.signed_in = signed_in
        self.announcer = Announcer()
        self.access = Access(signed_in)
        self.stations = Stations(self.announcer, drawn)
        self.cadres = Cadres(self.announcer, drawn)
        self.photos = Photos(self.announcer, signed_in)
        self.households = Households(self.announcer, drawn)
        self.families = Families(self.announcer, drawn)
        self.policies = Policies(self.announcer, drawn)
        self.entitlements = Entitlements(self.announcer, drawn)
        self.settings = Settings(self.announcer, drawn)
        self.holidays = Holidays(self.announcer, drawn)
        self.shifts = Shifts(self.announcer, drawn)
        self.roster = Roster(self.announcer, drawn)
        self.leaves = Leaves(self.announcer, drawn)
        self.swaps = Swaps(self.announcer, drawn)
        self.attendance = Attendance(self.announcer, drawn)
        self.lodging = Lodging(self.announcer, drawn)
        self.rooms = Rooms(self.announcer, drawn)
        self.spot_checks = SpotChecks(self.announcer, drawn)
        self.regimes = Regimes(self.announcer, drawn)
        self.duty_log = DutyLog(self.announcer, drawn)
        self.catalogue = Catalogue(self.announcer, drawn)
        self.network = Network(self.announcer, drawn)
        self.cases = Cases(self.announcer, drawn)
        self.appointments = Appointments(self.announcer, drawn)
        self.case_figures = CaseFigures()
        self.receipts = Receipts(self.announcer, drawn)
        self.deliveries = Deliveries(self.announcer, drawn)
        self._open_canteen(drawn)
        self.planner = Planner(self.announcer, drawn)
        self.belongings = Belongings(self.announcer, drawn)
        self.seal_uses = SealUses(self.announcer, drawn)
        self.notices = Notices(self.announcer, drawn)
        self.public_screen = PublicScreen(self.attendance)
        self.petty_cash = PettyCash(self.announcer, drawn)
        self.handover = Handovers(self.announcer, drawn, self.access, handover_items)
        self.printouts = Printouts(self.announcer, drawn, (folder.fonts,), self.photos.of)
        self.drafts = Drafts(self.announcer)
        self.home = Home(folder.backups)
        self.imports = Imports(self.announcer, drawn, signed_in)
        self.search = Search()
        self.exports = Exports()
        self.roster_calendar = RosterCalendar()

    def _open_canteen(self, drawn: Random) -> None:
        self.meals = Meals(self.announcer, drawn)
        self.samples = Samples(self.announcer, drawn)
        self.suppliers = Suppliers(self.announcer, drawn)
        self.purchases = Purchases(self.announcer, drawn)
        self.vouchers = Vouchers(self.announcer, self.signed_in)
        self.stock = Stock(self.announcer, drawn)
        self.advances = Advances(self.announcer, drawn)
        self.settlements = Settlements(self.announcer, drawn)
        self.health_certificates = HealthCertificates(self.announcer, drawn)

    def act(self) -> Act:
        """The signed-in cadre acts now, for their own station."""
        return Act(self.signed_in.cadre.id, self.signed_in.station.id, self._now())

    def undo(self, act: Act, saved: Saved[Any]) -> None:
        """撤销: put back all that a verb wrote, the last first; refused whole if any of it was touched since."""
        undo(self.announcer, act, saved)

    def close(self) -> None:
        """Leave the desk: the file is closed."""
        sign_out()
