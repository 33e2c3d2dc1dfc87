"""导出Excel of one month of a register of the canteen."""

from typing import TYPE_CHECKING

from ui.made_files import ask_where, export
from venue_desk.services.listings import Wanted

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from ui.screen import Shell
    from venue_desk.desk import Desk


def export_month(desk: "Desk", shell: "Shell", over: "QWidget", register: str, name: str, month: "date") -> None:
    """Ask where to, and write it beside the window."""
    act = desk.act()
    if out := ask_where(over, "导出Excel", f"{month.year}年{month.month}月{name}.xlsx"):
        export(
            desk, shell, register, Wanted(station_id=act.station_id, today=act.today, year=month.year, month=month), out
        )
