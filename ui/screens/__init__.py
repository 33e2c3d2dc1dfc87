"""The screens of the desk, in the order of the rail. A new screen is a folder here, a function and a line below.

A screen's modules are loaded when it is first opened: the window is there sooner than all of them would be.
"""

from typing import TYPE_CHECKING

from ui.screen import Count, Screen, ScreenSpec

if TYPE_CHECKING:
    from ui.screen import Shell
    from venue_desk.desk import Desk


def _home(desk: "Desk", shell: "Shell") -> Screen:
    from ui.screens.home import HomeScreen

    return HomeScreen(desk, shell)


def _roster(desk: "Desk", shell: "Shell") -> Screen:
    from ui.screens.roster import RosterScreen

    return RosterScreen(desk, shell)


def _waiting(desk: "Desk") -> Count:
    """Leaves and swaps that wait for a decision."""
    station_id = desk.act().station_id
    return Count(len(desk.leaves.waiting(station_id)) + len(desk.swaps.open(station_id)))


def _handover(desk: "Desk", shell: "Shell") -> Screen:
    from ui.screens.handover import HandoverScreen

    return HandoverScreen(desk, shell)


def _not_taken_over(desk: "Desk") -> Count:
    """Gaps now, and earlier handovers that nobody finished."""
    act = desk.act()
    return Count(len(desk.handover.findings(act.station_id, act.at)), urgent=True)


def _cases(desk: "Desk", shell: "Shell") -> Screen:
    from ui.screens.cases import CasesScreen

    return CasesScreen(desk, shell)


def _pressing_cases(desk: "Desk") -> Count | None:
    """Overdue or due today."""
    act = desk.act()
    counts = desk.cases.counts(act.station_id, act.today)
    return Count(counts.late + counts.today, urgent=True)


def _lodging(desk: "Desk", shell: "Shell") -> Screen:
    from ui.screens.lodging import LodgingScreen

    return LodgingScreen(desk, shell)


def _households(desk: "Desk", shell: "Shell") -> Screen:
    from ui.screens.households import HouseholdsScreen

    return HouseholdsScreen(desk, shell)


def _policies(desk: "Desk", shell: "Shell") -> Screen:
    from ui.screens.policies import PoliciesScreen

    return PoliciesScreen(desk, shell)


def _cadres(desk: "Desk", shell: "Shell") -> Screen:
    from ui.screens.cadres import CadresScreen

    return CadresScreen(desk, shell)


def _printouts(desk: "Desk", shell: "Shell") -> Screen:
    from ui.screens.printouts import PrintoutsScreen

    return PrintoutsScreen(desk, shell)


def _importing(desk: "Desk", shell: "Shell") -> Screen:
    from ui.screens.importing import ImportingScreen

    return ImportingScreen(desk, shell)


def _settings(desk: "Desk", shell: "Shell") -> Screen:
    from ui.screens.settings import SettingsScreen

    return SettingsScreen(desk, shell)


def _duty_log(desk: "Desk", shell: "Shell") -> Screen:
    from ui.screens.duty_log import DutyLogScreen

    return DutyLogScreen(desk, shell)


def _attendance(desk: "Desk", shell: "Shell") -> Screen:
    from ui.screens.attendance import AttendanceScreen

    return AttendanceScreen(desk, shell)


def _canteen(desk: "Desk", shell: "Shell") -> Screen:
    from ui.screens.canteen import CanteenScreen

    return CanteenScreen(desk, shell)


def _to_discard(desk: "Desk") -> Count:
    """Samples kept long enough."""
    act = desk.act()
    return Count(len(desk.samples.due(act.station_id, act.at)))


SCREENS: tuple[ScreenSpec, ...] = (
    ScreenSpec("home", "值班台", "值守", "desk", _home),
    ScreenSpec("roster", "排班", "值守", "calendar", _roster, _waiting),
    ScreenSpec("duty-log", "值班记录", "", "note", _duty_log, in_rail=False),
    ScreenSpec("attendance", "签到签退", "", "sign-in", _attendance, in_rail=False),
    ScreenSpec("handover", "交接班", "值守", "handover", _handover, _not_taken_over),
    ScreenSpec("cases", "民事代办", "服务", "case", _cases, _pressing_cases),
    ScreenSpec("lodging", "住宿", "后勤", "bed", _lodging),
    ScreenSpec("canteen", "食堂", "后勤", "pot", _canteen, _to_discard),
    ScreenSpec("households", "农户", "台账", "house", _households),
    ScreenSpec("policies", "惠农政策", "台账", "leaf", _policies),
    ScreenSpec("cadres", "干部", "台账", "badge", _cadres),
    ScreenSpec("printouts", "印卡印单", "", "printer", _printouts, in_rail=False),
    ScreenSpec("importing", "导入Excel", "", "import", _importing, in_rail=False),
    ScreenSpec("settings", "设置", "", "settings", _settings),
)
