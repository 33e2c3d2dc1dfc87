"""Small wishes of whoever uses this PC: theme, type size, widths. A file beside the data, never inside it."""

import json
from contextlib import suppress
from pathlib import Path

from ui.style import SYSTEM, Appearance
from ui.theme import DARK, LIGHT, PERCENTS


class Preferences:
    """Read once, written at every change; a file that cannot be read or written is no reason to stop."""

    def __init__(self, file: Path | None) -> None:
        """`file` None keeps nothing, as for pictures."""
        self._file = file
        self._kept: dict[str, str] = {}
        if file is not None:
            with suppress(OSError, ValueError):
                read = json.loads(file.read_text("utf-8"))
                self._kept = {str(name): str(text) for name, text in read.items()}

    def recall(self, name: str) -> str:
        """What was kept, "" if nothing was."""
        return self._kept.get(name, "")

    def keep(self, name: str, text: str) -> None:
        """Keep it until next time."""
        if self._kept.get(name) == text:
            return
        self._kept[name] = text
        if self._file is not None:
            part = self._file.with_suffix(".part")
            with suppress(OSError):
                part.write_text(json.dumps(self._kept, ensure_ascii=False, indent=1), "utf-8")
                part.replace(self._file)

    def appearance(self) -> Appearance:
        """Theme and type size as last chosen; anything unknown falls back."""
        theme = self.recall("theme")
        percent = self.recall("percent")
        return Appearance(
            theme if theme in {SYSTEM, LIGHT.name, DARK.name} else SYSTEM,
            int(percent) if percent.isdecimal() and int(percent) in PERCENTS else 100,
        )

    def keep_appearance(self, appearance: Appearance) -> None:
        """As chosen in 设置 or by Ctrl+= and Ctrl+−."""
        self.keep("theme", appearance.theme)
        self.keep("percent", str(appearance.percent))
