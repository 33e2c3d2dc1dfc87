"""Numbers that people read: the next of a kind, never given twice. A number taken and not used stays unused."""

from db.fields import IntField, TextField
from db.table import Table


class SerialTable(Table):
    """The last number taken of a kind. No record of anything, so no audit."""

    id = TextField(primary_key=True)
    last = IntField()

    class Meta:
        table_name = "serials"


TABLES: tuple[type[Table], ...] = (SerialTable,)


def take(kind: str, wanted: int = 1) -> range:
    """The next `wanted` numbers of a kind: one statement takes them all, so that no two processes get the same."""
    row = (
        SerialTable.insert(id=kind, last=wanted)
        .on_conflict(conflict_target=[SerialTable.id], update={SerialTable.last: SerialTable.last + wanted})
        .returning(SerialTable.last)
        .tuples()
        .execute()
    )
    ((last,),) = row
    return range(last - wanted + 1, last + 1)


def coming(kind: str) -> int:
    """The number that would come next, for a preview."""
    row = SerialTable.get_or_none(SerialTable.id == kind)
    return 1 if row is None else row.last + 1
