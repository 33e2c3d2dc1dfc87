"""The 食堂 screen."""

from ui.screens.canteen.screen import CanteenScreen

__all__ = ["CanteenScreen"]
