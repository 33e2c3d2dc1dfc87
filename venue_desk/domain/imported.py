"""An import on record: which table was brought in and by whom, what it came to, and whether it was taken back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from venue_desk.domain.importing import ImportKind, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One import. What it wrote stands in the audit from `first_audit` to `last_audit`."""

    id: UUID
    station_id: UUID
    kind: ImportKind
    file: str
    sheet: str
    imported_at: datetime
    imported_by: UUID
    new: int
    changed: int
    unchanged: int
    refused: int
    first_audit: int
    last_audit: int
    undone_at: datetime | None = None
    undone_by: UUID | None = None

    @property
    def sentence(self) -> str:
        """What it came to: 新增 30 行，改动 5 行，2 行没有导入."""
        counts = ((Outcome.NEW, self.new), (Outcome.CHANGED, self.changed))
        written = [f"{outcome.label} {count} 行" for outcome, count in counts if count]
        return "，".join([*written, *([f"{self.refused} 行没有导入"] if self.refused else [])])


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRow:
    """One line of 以前导入的, with the names of who did it and who took it back."""

    record: Import
    by: str
    undone_by: str = ""
