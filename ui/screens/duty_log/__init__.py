"""值班记录: all lines, what came of each, and what is added afterwards."""

from ui.screens.duty_log.screen import DutyLogScreen

__all__ = ["DutyLogScreen"]
