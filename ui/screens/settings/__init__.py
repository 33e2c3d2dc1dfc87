"""设置: the station's facts, its parts and rules, how the window looks, backups, passwords, printers."""

from ui.screens.settings.screen import SettingsScreen

__all__ = ["SettingsScreen"]
