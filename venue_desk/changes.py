"""What kind of thing changed: told once after each commit, with plain callbacks and no Qt."""

from collections.abc import Callable
from enum import StrEnum

Listener = Callable[[frozenset["Topic"]], None]


class Topic(StrEnum):
    """The kinds of things a screen may show."""

    STATIONS = "stations"
    SETTINGS = "settings"
    CADRES = "cadres"
    HOUSEHOLDS = "households"
    POLICIES = "policies"
    ENTITLEMENTS = "entitlements"
    PRINTOUTS = "printouts"
    HOLIDAYS = "holidays"
    SHIFTS = "shifts"
    ROSTER = "roster"
    LEAVES = "leaves"
    SWAPS = "swaps"
    ATTENDANCE = "attendance"
    DUTY_LOG = "duty_log"
    BELONGINGS = "belongings"
    SEAL_USES = "seal_uses"
    PETTY_CASH = "petty_cash"
    HANDOVER = "handover"
    LODGING = "lodging"
    NETWORK = "network"
    CATALOGUE = "catalogue"
    CASES = "cases"
    CUSTODY = "custody"
    NOTICES = "notices"
    MEALS = "meals"
    SAMPLES = "samples"
    PURCHASES = "purchases"
    STOCK = "stock"
    SETTLEMENTS = "settlements"
    IMPORTS = "imports"
    DRAFTS = "drafts"


class Announcer:
    """Tells its listeners, in the order in which they came."""

    def __init__(self) -> None:
        """Nobody listens yet."""
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after every commit; the returned function ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def announce(self, topics: frozenset[Topic]) -> None:
        """Tell everyone what changed."""
        for listener in tuple(self._listeners):
            listener(topics)
