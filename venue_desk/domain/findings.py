"""A finding: the breach of a rule as a value, with the Chinese sentence that says what to do."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID


class Severity(StrEnum):
    """必改 blocks what one wants to do; 提醒 never does."""

    MUST = "must"
    SHOULD = "should"


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach: a stable code for programs, a sentence for people.

    `field` names the attribute of the entry it belongs to ("" = the whole entry), `subject` the record.
    """

    code: str
    severity: Severity
    sentence: str
    field: str = ""
    subject: "UUID | None" = None
    due: date | None = None


def must(code: str, field: str, sentence: str) -> Finding:
    """A finding that blocks, at the field `field`."""
    return Finding(code, Severity.MUST, sentence, field)


def should(code: str, field: str, sentence: str) -> Finding:
    """A finding that only reminds, at the field `field`."""
    return Finding(code, Severity.SHOULD, sentence, field)


def blocking(findings: "Iterable[Finding]") -> tuple[Finding, ...]:
    """Those of `findings` that must be mended first."""
    return tuple(f for f in findings if f.severity is Severity.MUST)
