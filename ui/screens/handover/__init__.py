"""交接班: what one shift hands to the next, item by item; and the things, the seal and the cash that go along."""

from ui.screens.handover.screen import HandoverScreen

__all__ = ["HandoverScreen"]
