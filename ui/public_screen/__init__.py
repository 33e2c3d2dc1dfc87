"""公示屏: a second screen or a television in the hall, readable from across the room."""

from ui.public_screen.display import PublicDisplay, display_of

__all__ = ["PublicDisplay", "display_of"]
