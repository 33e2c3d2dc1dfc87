"""住宿: who sleeps here tonight, how the month stands, rooms and beds, spot checks."""

from ui.screens.lodging.screen import LodgingScreen

__all__ = ["LodgingScreen"]
