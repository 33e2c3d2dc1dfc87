"""Whatever is written, changed and taken back, in any order: the rows are as a plain model says, and the audit agrees."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import integrity, journal
from db.folder import DataFolder
from db.stations import GroupTable
from db.table import one
from tests.db.people import ACT, NOW, OTHER_ACT, group
from tests.torture import examples
from venue_desk.domain.errors import Refused
from venue_desk.domain.stations import Group

Deed = tuple[UUID, Group | None, Group | None]
"""Of which record, and what was before and after."""

STEPS = st.lists(
    st.tuples(st.sampled_from(("add", "change", "close", "undo", "undo_many")), st.integers(0, 50), st.integers(1, 3)),
    max_size=14,
)


class Model:
    """The same verbs over a dictionary."""

    def __init__(self) -> None:
        self.rows: dict[UUID, Group] = {}
        self.deeds: dict[int, Deed] = {}

    def did(self, audit_id: int, deed: Deed) -> None:
        row_id, _, after = deed
        self.deeds[audit_id] = deed
        self.rows.pop(row_id, None)
        if after is not None:
            self.rows[row_id] = after


def write(model: Model, verb: str, pick: int, position: int) -> None:
    if verb == "add" or not model.rows:
        new = group(f"组{len(model.deeds)}-{group('').id}")
        model.did(journal.add(ACT, GroupTable, new), (new.id, None, new))
        return
    before = list(model.rows.values())[pick % len(model.rows)]
    after = replace(before, position=position, closed_on=NOW.date() if verb == "close" else None)
    writing = journal.close if verb == "close" else journal.change
    model.did(writing(OTHER_ACT, GroupTable, before, after), (before.id, before, after))


def take_back(model: Model, pick: int) -> None:
    audit_id = list(model.deeds)[pick % len(model.deeds)]
    row_id, before, after = model.deeds[audit_id]
    if model.rows.get(row_id) == after:
        model.did(journal.undo(ACT, audit_id), (row_id, after, before))
    else:
        with pytest.raises(Refused):
            journal.undo(ACT, audit_id)


def take_back_many(model: Model, pick: int, step: int) -> None:
    """Every `step`th deed from some point on, the last first; nothing at all if one of them was gone on from."""
    chosen = list(model.deeds)[pick % len(model.deeds) :: step]
    rows, undone = dict(model.rows), list[Deed]()
    for row_id, before, after in (model.deeds[audit_id] for audit_id in reversed(chosen)):
        if rows.get(row_id) != after:
            with pytest.raises(Refused):
                journal.undo_many(ACT, chosen)
            return
        undone.append((row_id, after, before))
        rows.pop(row_id, None)
        if before is not None:
            rows[row_id] = before
    for audit_id, deed in zip(journal.undo_many(ACT, chosen), undone, strict=True):
        model.did(audit_id, deed)


@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps=STEPS)
def test_rows_and_audit_agree_with_the_model(opened_file: DataFolder, steps: list[tuple[str, int, int]]) -> None:
    model = Model()
    for verb, pick, position in steps:
        if verb == "undo" and model.deeds:
            take_back(model, pick)
        elif verb == "undo_many" and model.deeds:
            take_back_many(model, pick, position)
        else:
            write(model, verb, pick, position)
    for row_id in {row_id for row_id, _, _ in model.deeds.values()}:
        assert one(Group, GroupTable, row_id) == model.rows.get(row_id)
        written = [number for number, deed in model.deeds.items() if deed[0] == row_id]
        assert [change.id for change in journal.history("village_groups", row_id)] == written
    assert integrity.check() == []
