"""民事代办: what villagers bring, where it lies, and what is to be done next."""

from ui.screens.cases.screen import CasesScreen

__all__ = ["CasesScreen"]
