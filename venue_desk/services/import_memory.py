"""What was decided about the columns of a table, by the signature of its headings: asked once, not every year.

A small file beside the data and not a row: no migration, nothing of any villager in it, and without it an import only asks again.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.folder import DataFolder, write_whole
from venue_desk.domain.importing import Column, ImportKind, Meaning, PolicyColumn

REMEMBERED_MAX = 200


@dataclass(frozen=True, slots=True)
class ImportMemory:
    """The columns remembered in a data folder."""

    folder: DataFolder

    @property
    def file(self) -> Path:
        """Where they are kept."""
        return self.folder.path / "import_columns.json"

    def recall(self, kind: ImportKind, signature: str) -> dict[int, Meaning | None] | None:
        """What was decided the last time, None if never."""
        kept = self._kept().get(f"{kind}:{signature}")
        if not isinstance(kept, dict):
            return None
        try:
            return {int(place): _meaning(said) for place, said in kept.items()}
        except (ValueError, TypeError):
            return None

    def remember(self, kind: ImportKind, signature: str, columns: Mapping[int, Meaning | None]) -> None:
        """Keep it, the latest last; the oldest are forgotten."""
        key, kept = f"{kind}:{signature}", self._kept()
        kept.pop(key, None)
        kept[key] = {str(place): _said(meaning) for place, meaning in columns.items()}
        latest = dict(list(kept.items())[-REMEMBERED_MAX:])
        write_whole(self.file, json.dumps(latest, ensure_ascii=False, indent=1).encode())

    def _kept(self) -> dict[str, Any]:
        try:
            kept = json.loads(self.file.read_bytes())
        except (OSError, ValueError):
            return {}
        return kept if isinstance(kept, dict) else {}


def _said(meaning: Meaning | None) -> str | list[str] | None:
    return [meaning.policy, meaning.measure] if isinstance(meaning, PolicyColumn) else meaning


def _meaning(said: Any) -> Meaning | None:
    if isinstance(said, list):
        policy, measure = said
        return PolicyColumn(str(policy), Column(measure))
    return Column(said) if said else None
