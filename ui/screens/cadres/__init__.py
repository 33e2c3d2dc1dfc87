"""干部: who serves at the station, how to reach them, and the contact cards they hand out."""

from ui.screens.cadres.screen import CadresScreen

__all__ = ["CadresScreen"]
