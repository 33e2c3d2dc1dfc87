"""签到签退: who served which shift of the month, put right where something was forgotten."""

from ui.screens.attendance.screen import AttendanceScreen

__all__ = ["AttendanceScreen"]
