"""农户: every household on one page, with its people, what it draws, and the papers it was given."""

from ui.screens.households.screen import HouseholdsScreen

__all__ = ["HouseholdsScreen"]
