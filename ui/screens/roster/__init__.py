"""排班: the month of who serves when, what is wrong with it, leave, swaps and wishes."""

from ui.screens.roster.screen import RosterScreen

__all__ = ["RosterScreen"]
