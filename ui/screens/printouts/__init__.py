"""印: cards, sheets and lists onto paper, and the register of what was given to whom."""

from ui.screens.printouts.screen import PrintoutsScreen

__all__ = ["PrintoutsScreen"]
