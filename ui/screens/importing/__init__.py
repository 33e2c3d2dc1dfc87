"""导入Excel."""

from ui.screens.importing.screen import ImportingScreen

__all__ = ["ImportingScreen"]
