"""A household in a table is a block of rows: where each begins, and what its rows say of the house and of people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from venue_desk.domain.households import Relation
from venue_desk.domain.importing import CARRIED, Column, ReadRow, Table

_C = Column
HOUSE: Mapping[str, Column] = {
    "account": _C.ACCOUNT, "bank": _C.BANK, "land": _C.LAND, "address": _C.ADDRESS,
}  # fmt: skip
PERSON: Mapping[str, Column] = {
    "relation": _C.RELATION, "id_number": _C.ID_NUMBER, "gender": _C.GENDER, "born_on": _C.BORN_ON,
}  # fmt: skip
_SHARED: Mapping[str, tuple[Column, Column]] = {
    "phone": (_C.HOME_PHONE, _C.PHONE),
    "note": (_C.HOME_NOTE, _C.NOTE),
}
"""The household's column and the person's; where there is only the latter, the head's row speaks for the household."""

OF_HOUSE = {**HOUSE, **{name: own for name, (own, _) in _SHARED.items()}}
OF_PERSON = {**PERSON, **{name: shared for name, (_, shared) in _SHARED.items()}}
"""By what a household's and a person's fields are named in a table."""


@dataclass(slots=True)
class Block:
    """The rows of one household; `number` and `head` as the first of them says."""

    number: str
    head: str
    serial: str = ""
    rows: list[ReadRow] = field(default_factory=list)

    @property
    def has_head(self) -> bool:
        """Whether a row says that it is the head's."""
        return any(row.get(_C.RELATION, Relation) is Relation.HEAD for row in self.rows)

    @property
    def head_row(self) -> ReadRow:
        """The head's row, else the first."""
        heads = (row for row in self.rows if row.get(_C.RELATION, Relation) is Relation.HEAD)
        named = (row for row in self.rows if self.head and row.text(_C.NAME) == self.head)
        return next(heads, None) or next(named, None) or self.rows[0]

    @property
    def head_name(self) -> str:
        """The head as the table has it, '' if it does not say."""
        return self.head or (self.head_row.text(_C.NAME) if self.has_head else "")

    @property
    def spoken_of(self) -> str:
        """By whom the household is called: its head, else whoever stands first."""
        return self.head or self.head_row.text(_C.NAME)

    @property
    def placed(self) -> ReadRow:
        """The row that says where the household lives, else the first."""
        return next((row for row in self.rows if row.text(_C.HAMLET) or row.text(_C.GROUP)), self.rows[0])

    @property
    def carried(self) -> dict[Column, str]:
        """What a row alone must say to find this household again."""
        return {c: row.texts[c] for row in reversed(self.rows) for c in CARRIED if c in row.texts}

    def house(self, table: Table) -> dict[str, Any]:
        """What the sound rows say of the household: the head's row before the others."""
        head = self.head_row
        rows = sorted((row for row in self.rows if not row.refused), key=lambda row: row is not head)
        asked = [(name, column, rows) for name, column in HOUSE.items()]
        for name, (own, shared) in _SHARED.items():
            asked.append((name, own, rows) if own in table.columns else (name, shared, [r for r in rows if r is head]))
        said: dict[str, Any] = {}
        for name, column, spoken in asked:
            said |= next(({name: row.values[column]} for row in spoken if column in row.values), {})
        return said

    def person(self, row: ReadRow, table: Table) -> dict[str, Any]:
        """What the row says of its person; nothing is said by a blank cell."""
        is_head = row is self.head_row
        said: dict[str, Any] = {"name": row.text(_C.NAME) or (row.text(_C.HEAD) if is_head else "")}
        asked = dict(PERSON)
        for name, (own, shared) in _SHARED.items():
            if own in table.columns or not is_head:
                asked[name] = shared
        return said | {name: row.values[column] for name, column in asked.items() if column in row.values}


def blocks_of(table: Table) -> list[Block]:
    """The households in the order of their first rows; one number is one household wherever its rows stand."""
    counts = _serials_count_households(table)
    blocks: list[Block] = []
    numbered: dict[str, Block] = {}
    for row in table.rows:
        number, head = row.text(_C.NUMBER), row.text(_C.HEAD)
        if number and number in numbered:
            block = numbered[number]
        elif blocks and not _begins(row, blocks[-1], table.columns):
            block = blocks[-1]
        else:
            block = Block(number, head, row.text(_C.SERIAL) if counts else "")
            blocks.append(block)
            if number:
                numbered[number] = block
        block.rows.append(row)
    return blocks


def _begins(row: ReadRow, last: Block, columns: Iterable[Column]) -> bool:
    """Whether the row opens another household than the one above."""
    number, head = row.text(_C.NUMBER), row.text(_C.HEAD)
    if number or last.number:
        return bool(number) or _C.RELATION not in columns or (_is_head(row) and last.has_head)
    if _C.RELATION in columns:
        opens = _is_head(row) and last.has_head and head in ("", row.text(_C.NAME))
        return opens or (bool(head) and head != last.head)
    return not (_C.NAME in columns and _C.HEAD in columns and head in ("", last.head))


def _serials_count_households(table: Table) -> bool:
    """序号 may stand for 户号 where there is none, unless it counts rows: then a member's row has one too."""
    if _C.NUMBER in table.columns:
        return False
    members = (row for row in table.rows if _C.RELATION in table.columns and not _is_head(row))
    return not any(row.text(_C.SERIAL) for row in members)


def _is_head(row: ReadRow) -> bool:
    return row.get(_C.RELATION, Relation) is Relation.HEAD
