"""Where the cursor is, and where it goes: regions, and back to where one was."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


def focus_into(region: QWidget, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
    """A region that takes no focus itself hands it to the first control in it that does."""
    target = region
    if region.focusPolicy() == Qt.FocusPolicy.NoFocus and region.focusProxy() is None:
        inside = (w for w in region.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus)
        target = next((w for w in inside if w.isEnabled() and w.isVisibleTo(region)), region)
    target.setFocus(reason)


def holds_focus(region: QWidget) -> bool:
    """Whether the cursor is in it."""
    focus = QApplication.focusWidget()
    return focus is not None and (focus is region or region.isAncestorOf(focus))


def give_focus(widget: QWidget | None) -> None:
    """Back to where one was; a screen may have taken that widget away meanwhile."""
    if widget is not None and isValid(widget):
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
