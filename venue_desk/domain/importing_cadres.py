"""The dry run of 干部: somebody on record is found by ID number or name; what the table does not say stays as it is."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from venue_desk.domain.cadres import Cadre, CadreEntry, CadreKind, check_cadre, duty_days_text, tidy_cadre
from venue_desk.domain.findings import Finding, blocking, must
from venue_desk.domain.importing import (
    Column,
    FieldChange,
    Outcome,
    PlannedRow,
    ReadRow,
    Table,
    day_text,
    field_changes,
)
from venue_desk.domain.importing_masked import unmasked
from venue_desk.domain.importing_places import Places

_C = Column
_SAID = {
    "name": _C.NAME, "id_number": _C.ID_NUMBER, "gender": _C.GENDER, "position": _C.POSITION, "kind": _C.CADRE_KIND,
    "phone": _C.PHONE, "services": _C.SERVICES, "duty_days": _C.DUTY_DAYS, "duties": _C.DUTIES, "joined_on": _C.JOINED_ON,
    "is_agent": _C.AGENT, "whole_village": _C.WHOLE_VILLAGE, "is_head": _C.IS_HEAD,
    "on_roster": _C.ON_ROSTER, "leads_duty": _C.LEADS_DUTY,
}  # fmt: skip


@dataclass(slots=True)
class CadreWrites:
    """What is to be written."""

    new: list[CadreEntry] = field(default_factory=list)
    changed: list[tuple[Cadre, Cadre]] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many records there are to write."""
        return len(self.new) + len(self.changed)


@dataclass(slots=True)
class CadrePlanner:
    """Plans one table."""

    cadres: Sequence[Cadre]
    places: Places
    table: Table
    today: date
    rows: list[PlannedRow] = field(default_factory=list)
    writes: CadreWrites = field(default_factory=CadreWrites)
    _met: dict[object, int] = field(default_factory=dict)

    def plan(self) -> None:
        """Every row is a cadre."""
        for row in self.table.rows:
            said, findings = self._said(row)
            before = self._on_record(said, row, findings)
            findings += unmasked(said, before, _SAID)
            entry = self._entry(said, before)
            if before and before.is_head and not entry.is_head:
                findings.append(must("import.head", "is_head", f"{before.name}是站长，换站长请到「干部」里办。"))
            if entry != before:
                findings += check_cadre(entry, self.today)
            changes = self._changes(before, entry) if before else ()
            outcome = Outcome.CHANGED if changes else Outcome.UNCHANGED if before else Outcome.NEW
            if blocking(findings):
                outcome, changes = Outcome.REFUSED, ()
            elif before is None:
                self.writes.new.append(entry)
            elif isinstance(entry, Cadre) and changes:
                self.writes.changed.append((before, entry))
            planned = PlannedRow(
                number=row.number, subject=entry.name, outcome=outcome, texts=row.texts, changes=changes,
                findings=tuple(findings),
            )  # fmt: skip
            self.rows.append(planned)

    def _said(self, row: ReadRow) -> tuple[dict[str, Any], list[Finding]]:
        said = {name: row.values[column] for name, column in _SAID.items() if column in row.values}
        findings = list(row.findings)
        named = row.get(_C.GROUPS, tuple) or ()
        if named == ("全村",):
            return said | {"whole_village": True, "group_ids": ()}, findings
        groups = [self.places.group(name) for name in named]
        if named and None not in groups:
            said |= {"group_ids": tuple(group.id for group in groups if group), "whole_village": False}
        unknown = [name for name, group in zip(named, groups, strict=True) if group is None]
        if unknown:
            names = "、".join(group.name for group in self.places.groups)
            told = f"本站没有「{'」「'.join(unknown)}」。有：{names}。请改成其中的组，或写「全村」。"
            findings.append(must("import.group", "group_ids", told))
        return said, findings

    def _on_record(self, said: dict[str, Any], row: ReadRow, findings: list[Finding]) -> Cadre | None:
        """Who is meant: by ID number, else the only one of this name."""
        name, id_number = said.get("name", ""), row.text(_C.ID_NUMBER)  # a masked one finds nobody: the name must
        alike = [cadre for cadre in self.cadres if id_number and cadre.id_number == id_number]
        alike = alike or [c for c in self.cadres if c.name == name and not (id_number and c.id_number)]
        if len(alike) > 1:
            findings.append(must("import.many", "name", f"本站有 {len(alike)} 位{name}，请补上身份证号。"))
        found = alike[0] if len(alike) == 1 else None
        first = self._met.setdefault(found.id if found else (name, id_number), row.number)
        if first != row.number:
            findings.append(must("import.twice", "name", f"和第 {first} 行是同一个人，请删去一行。"))
        if found and found.left_on:
            said_left = f"{found.name}在 {found.left_on:%Y-%m-%d} 离岗了，请从表里删去，或先在「干部」里让他重新到岗。"
            findings.append(must("import.left", "name", said_left))
        return found

    def _entry(self, said: dict[str, Any], before: Cadre | None) -> CadreEntry:
        if before is not None:
            return tidy_cadre(replace(before, **said))
        kind = _kind_of(said.get("position", ""))
        return tidy_cadre(CadreEntry(**{"name": "", "kind": kind, **said}))

    def _changes(self, before: Cadre, after: CadreEntry) -> tuple[FieldChange, ...]:
        names = {group.id: group.name for group in self.places.groups}
        labels = (*_SAID.values(), _C.GROUPS)
        return field_changes(zip(labels, _texts(before, names), _texts(after, names), strict=True))


def _kind_of(position: str) -> CadreKind:
    """Where the table has no 身份, the post tells; most are the village's own."""
    if "第一书记" in position:
        return CadreKind.DISPATCHED
    return CadreKind.STATIONED if "驻村" in position else CadreKind.VILLAGE


def _texts(cadre: CadreEntry, names: dict[UUID, str]) -> tuple[str, ...]:
    groups = "全村" if cadre.whole_village else "、".join(names.get(group, "") for group in cadre.group_ids)
    return (
        cadre.name, cadre.id_number, cadre.gender.label if cadre.gender else "", cadre.position, cadre.kind.label,
        cadre.phone, "、".join(cadre.services), duty_days_text(cadre.duty_days), cadre.duties, day_text(cadre.joined_on),
        *("是" if yes else "否" for yes in _yes_no(cadre)), groups,
    )  # fmt: skip


def _yes_no(cadre: CadreEntry) -> tuple[bool, ...]:
    """In the order of the columns that say so."""
    return cadre.is_agent, cadre.whole_village, cadre.is_head, cadre.on_roster, cadre.leads_duty
