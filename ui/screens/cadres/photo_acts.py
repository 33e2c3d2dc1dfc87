"""放照片, 换照片, 拿掉照片: a file is chosen, made small, kept; what was is one 撤销 away."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog

from ui.kit.verb import Verb
from ui.photo_file import FILES, photo_from
from venue_desk.domain.cadres import Cadre

if TYPE_CHECKING:
    from ui.kit.register import RegisterView
    from ui.screen import Shell
    from venue_desk.desk import Desk
    from venue_desk.services.saved import Saved


class PhotoActs:
    """Of the cadre whose page is open; what hinders is told there."""

    def __init__(
        self, desk: "Desk", shell: "Shell", view: "RegisterView", undo: "Callable[[Saved[Any]], object]"
    ) -> None:
        self._desk, self._shell, self._view, self._undo = desk, shell, view, undo

    def verbs(self, cadre: Cadre) -> list[Verb]:
        """放照片 while there is none."""
        if not cadre.photo:
            return [Verb("放照片", partial(self._ask, cadre), icon="badge")]
        return [
            Verb("换照片", partial(self._ask, cadre), icon="badge"),
            Verb("拿掉照片", partial(self._take_away, cadre)),
        ]

    def put(self, cadre: Cadre, file: Path) -> None:
        """This file is the cadre's photo."""
        self._do(lambda: self._desk.photos.put(self._desk.act(), cadre, photo_from(file)), f"已放好{cadre.name}的照片")

    def _ask(self, cadre: Cadre) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self._view, f"选{cadre.name}的照片", str(Path.home()), FILES)
        if chosen:
            self.put(cadre, Path(chosen))

    def _take_away(self, cadre: Cadre) -> None:
        self._do(lambda: self._desk.photos.take_away(self._desk.act(), cadre), f"已拿掉{cadre.name}的照片")

    def _do(self, act: "Callable[[], Saved[Cadre]]", told: str) -> None:
        saved = list["Saved[Cadre]"]()
        if self._view.panel.attempt(lambda: saved.append(act())):
            self._shell.toast(told, undo=partial(self._undo, saved[0]))
