"""Drafts: what somebody typed and has not saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The texts of a form's fields as they were typed; `key` names the form and, when changing, the record."""

    key: str
    owner: UUID
    texts: Mapping[str, str]
    updated_at: datetime
