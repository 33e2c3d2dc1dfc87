"""Masked numbers in a table: one that agrees with the record says nothing new, any other has to be written out."""

from collections.abc import Mapping
from typing import Any

from venue_desk.domain.findings import Finding, must
from venue_desk.domain.identity import Masked
from venue_desk.domain.importing import Column


def unmasked(said: dict[str, Any], record: object | None, columns: Mapping[str, Column]) -> list[Finding]:
    """Take the masked numbers out of what is said of a record; a finding for each that is not the record's own."""
    findings = []
    for name, masked in [(name, value) for name, value in said.items() if isinstance(value, Masked)]:
        del said[name]
        known = getattr(record, name, "")
        if not masked.covers(known):
            sentence = masked_sentence(masked, columns[name], known)
            findings.append(must("import.masked", columns[name].name.lower(), sentence))
    return findings


def masked_sentence(masked: Masked, column: Column, known: str) -> str:
    """Why it cannot be brought in, and what to do."""
    but = "和本站登记的对不上" if known else "本站还没有登记"
    return f"「{column}」是遮住的（{masked.shown}），{but}，请填全部号码。"
