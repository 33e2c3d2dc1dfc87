"""Where in a sheet the table begins, and what its columns are: title rows above, one or two rows of headings, the data."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice

from openpyxl.utils import get_column_letter

from venue_desk.domain.importing import (
    ESSENTIAL,
    MEASURES,
    Column,
    ColumnSeen,
    ImportKind,
    Meaning,
    PolicyColumn,
    named_columns,
)
from venue_desk.exchange.cells import text_of
from venue_desk.exchange.headings import BY_CONTENT, SURE, meaning, plain_heading
from venue_desk.exchange.sheets import Cell, Sheet, SheetRow

HEADER_WITHIN = 30
"""No title is longer."""

SAMPLES = 3
_MOSTLY = 0.6


@dataclass(frozen=True, slots=True)
class Header:
    """Where the headings stand (row 0 = nowhere), and what each column is taken for."""

    row: int
    depth: int
    headings: tuple[str, ...]
    meanings: Mapping[int, tuple[Meaning, int]]

    @property
    def score(self) -> float:
        """How much of the table is known."""
        return sum(confidence for _, confidence in self.meanings.values()) / SURE

    @property
    def signature(self) -> str:
        """The same for every file with these headings."""
        return sha256("\x1f".join(map(plain_heading, self.headings)).encode()).hexdigest()[:32]

    def fits(self, kind: ImportKind) -> bool:
        """Whether anything can be brought in from it."""
        known = named_columns(column for column, _ in self.meanings.values())
        return all(known & set(any_of) for any_of in ESSENTIAL[kind])


def find_header(sheet: Sheet, kind: ImportKind, row: int = 0, depth: int = 0, policies: Sequence[str] = ()) -> Header:
    """The row or two rows that name the most columns; `row` and `depth` if somebody has said which."""
    merged = sheet.merged()
    texts = {each.number: _texts(each, merged) for each in islice(sheet.rows, max(HEADER_WITHIN, row) + 2)}
    places = [row] if row else [number for number in texts if number <= HEADER_WITHIN]
    depths = [depth] if depth else [1, 2]
    found = [
        _header(texts, kind, at, deep, sheet, policies) for at in places for deep in depths if at + deep - 1 in texts
    ]
    best = max(found, key=lambda header: (round(header.score, 1), -header.depth, -header.row), default=None)
    if best is None or (not row and best.score < 1):
        width = max((len(each.cells) for each in sheet.rows), default=0)
        best = Header(row, depth if row else 0, ("",) * width, {})
    return _with_content(best, sheet)


def _texts(row: SheetRow, merged: Mapping[tuple[int, int], Cell]) -> list[str]:
    return [text_of(merged.get((row.number, place), cell)) for place, cell in enumerate(row.cells, 1)]


def _header(
    texts: Mapping[int, list[str]], kind: ImportKind, row: int, depth: int, sheet: Sheet, policies: Sequence[str]
) -> Header:
    upper, lower = texts[row], texts[row + depth - 1]
    width = max(len(upper), len(lower))
    headings, found = [], []
    for place in range(1, width + 1):
        above, below = _at(upper, place), _at(lower, place)
        said = [below or above] if depth == 1 or not above or above == below else [above + below, below or above]
        best = max((m for text in said if (m := meaning(kind, text, policies))), key=lambda m: m[1], default=None)
        headings.append(said[0])
        if best:
            found.append((-best[1], place in sheet.hidden_columns, place, best[0]))
    return Header(row, depth, tuple(headings), _by_policy_or_not(_each_once(found)))


def _at(texts: Sequence[str], place: int) -> str:
    return texts[place - 1] if place <= len(texts) else ""


def _each_once(found: Iterable[tuple[int, bool, int, Meaning]]) -> dict[int, tuple[Meaning, int]]:
    """Of two columns for the same the surer one; else the one in sight, else the first."""
    taken: dict[Meaning, tuple[int, int]] = {}
    for doubt, _, place, column in sorted(found, key=lambda one: one[:3]):
        taken.setdefault(column, (place, -doubt))
    return {place: (column, confidence) for column, (place, confidence) in sorted(taken.items(), key=lambda t: t[1])}


def _by_policy_or_not(meanings: dict[int, tuple[Meaning, int]]) -> dict[int, tuple[Meaning, int]]:
    """A table names the policy in each row, or it has a column for each policy; then sums beside them are of no policy."""
    columns = {column for column, _ in meanings.values()}
    if Column.POLICY in columns:
        return {place: one for place, one in meanings.items() if not isinstance(one[0], PolicyColumn)}
    if any(isinstance(column, PolicyColumn) for column in columns):
        return {place: one for place, one in meanings.items() if one[0] not in MEASURES}
    return meanings


def _with_content(header: Header, sheet: Sheet) -> Header:
    """What the cells tell where no heading does: 18 digits are an ID number."""
    meanings = dict(header.meanings)
    known = {column for column, _ in meanings.values()}
    rows = [row for row in sheet.rows if row.number >= header.row + header.depth and not row.blank]
    if Column.ID_NUMBER not in known:
        for place, heading in enumerate(header.headings, 1):
            if place not in meanings and (not heading or "证" in heading) and _are_id_numbers(rows, place):
                meanings[place] = (Column.ID_NUMBER, BY_CONTENT)
                break
    return Header(header.row, header.depth, header.headings, meanings)


def _are_id_numbers(rows: Iterable[SheetRow], place: int) -> bool:
    texts = [text for row in rows if (text := _text(row, place))]
    alike = sum(len(text) == 18 and text[:17].isdecimal() for text in texts)
    return bool(texts) and alike >= len(texts) * _MOSTLY


def _text(row: SheetRow, place: int) -> str:
    return text_of(row.cells[place - 1]) if place <= len(row.cells) else ""


def columns_seen(
    header: Header, sheet: Sheet, chosen: Mapping[int, Meaning | None] | None = None
) -> tuple[ColumnSeen, ...]:
    """Every column with its heading, what it is taken for (or was said to be) and its first texts."""
    below = [row for row in sheet.rows if row.number >= header.row + header.depth]
    seen = []
    for place, heading in enumerate(header.headings, 1):
        column, confidence = header.meanings.get(place, (None, 0))
        if chosen is not None:
            column, confidence = chosen.get(place), SURE
        samples = islice((text for row in below if (text := _text(row, place))), SAMPLES)
        one = ColumnSeen(
            place=place, letter=get_column_letter(place), heading=heading, column=column,
            confidence=confidence if column else 0, hidden=place in sheet.hidden_columns, samples=tuple(samples),
        )  # fmt: skip
        seen.append(one)
    return tuple(seen)
