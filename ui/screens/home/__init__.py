"""值班台: the station at a glance, what is to be done today, and the ways to the commonest acts."""

from ui.screens.home.screen import HomeScreen

__all__ = ["HomeScreen"]
