"""The search index: one row a record, kept in the order in which hits are shown, so that the first rows found are the best.

Within a tier the living and present stand before the gone and the recently used first: that order is the row's number (`slot`),
and FTS5 gives rows in the order of their numbers. Nothing is sorted and reading stops with the last hit shown.
"""

import tomllib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any
from uuid import UUID

from peewee import SQL

from db.connection import DATABASE, transaction
from db.search_terms import any_tier, expression, number_ends, scoped, terms_of, title_has
from venue_desk.domain.calendar import from_millis, to_millis
from venue_desk.domain.found import Kind, SearchEntry
from venue_desk.domain.identity import Gender
from venue_desk.domain.readings import Surnames, sounded, surname_table, unpacked
from venue_desk.domain.typed import Answer, Searched, Tier, Word, answer, plain_number, words_of

FORMAT = 3
"""Raised whenever terms, columns or kinds change: an index of another format is built anew."""

BATCH = 10_000
EXAMINED_MAX = 2000
"""No tier looks at more rows than this: a keystroke stays quick whatever is typed."""

FEW = 60
"""Up to so many rows are all read at once."""

RECORDS = frozenset(Kind) - {Kind.PLACE}
"""The kinds that have records; places to go to are not in the index."""

Row = tuple[Any, ...]
Found = tuple[SearchEntry, Answer]
_SPLIT = "\x1f"
_SEQUENCE_BITS, _SECOND_BITS = 24, 34
_NEVER = (1 << _SECOND_BITS) - 1
_COLUMNS = (
    "slot", "record_id", "kind", "station_id", "title", "sounds", "beside", "beside_sounds", "numbers", "facts", "gender",
    "born_on", "closed", "used_at",
)  # fmt: skip
_TABLES = (
    """CREATE TABLE IF NOT EXISTS search_entry (
        slot INTEGER PRIMARY KEY, record_id BLOB NOT NULL UNIQUE, kind TEXT NOT NULL, station_id BLOB NOT NULL,
        title TEXT NOT NULL, sounds TEXT NOT NULL, beside TEXT NOT NULL, beside_sounds TEXT NOT NULL, numbers TEXT NOT NULL,
        facts TEXT NOT NULL, gender TEXT, born_on TEXT, closed TEXT NOT NULL, used_at INTEGER) STRICT""",
    """CREATE VIRTUAL TABLE IF NOT EXISTS search_text USING fts5(
        terms, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii')""",
    "CREATE TABLE IF NOT EXISTS search_format (number INTEGER NOT NULL) STRICT",
)
_NAMES = ", ".join(_COLUMNS)
_INSERT_ENTRY = f"INSERT INTO search_entry ({_NAMES}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608  # our own names
_INSERT_TEXT = "INSERT INTO search_text (rowid, terms) VALUES (?, ?)"
_SELECT_ONE = f"SELECT {_NAMES} FROM search_entry WHERE record_id = ?"  # noqa: S608  # our own names
_SELECT_SLOTS = f"SELECT rowid FROM search_text WHERE search_text MATCH ? ORDER BY rowid LIMIT {FEW + 1}"  # noqa: S608
_SELECT = f"""SELECT {_NAMES} FROM search_text JOIN search_entry ON slot = search_text.rowid
    WHERE search_text MATCH ? ORDER BY search_text.rowid LIMIT {EXAMINED_MAX}"""  # noqa: S608  # our own names


def ready() -> bool:
    """Whether the file has an index of today's format."""
    known = DATABASE.execute_sql("SELECT 1 FROM sqlite_master WHERE name = 'search_format'").fetchone()
    return known is not None and DATABASE.execute_sql("SELECT number FROM search_format").fetchone() == (FORMAT,)


def rebuild(entries: Iterable[SearchEntry]) -> int:
    """A new index of these records, in one transaction; how many there are. What was last used is not forgotten."""
    with transaction():
        used = _last_uses() if ready() else {}
        for table in ("search_entry", "search_text", "search_format"):
            DATABASE.execute_sql(f"DROP TABLE IF EXISTS {table}")
        for table in _TABLES:
            DATABASE.execute_sql(table)
        DATABASE.execute_sql("INSERT INTO search_format VALUES (?)", (FORMAT,))
        DATABASE.execute_sql(
            "INSERT INTO search_text (search_text, rank) VALUES ('crisismerge', 4)"
        )  # a save is a segment
        count, slots = 0, _Slots()
        for batch in _batches(entries):
            _insert(batch, used, slots)
            count += len(batch)
        tidy()
        return count


def tidy() -> None:
    """Merge what single saves have left scattered: a moment's work, now and then, for quick keystrokes."""
    DATABASE.execute_sql("INSERT INTO search_text (search_text) VALUES ('optimize')")


def put(entries: Iterable[SearchEntry]) -> None:
    """Index these records, in place of what was known of them; part of the transaction it is called in."""
    with transaction():
        slots = _Slots()
        for batch in _batches(entries):
            _insert(batch, _remove([entry.id for entry in batch]), slots)


def drop(record_ids: Collection[UUID]) -> None:
    """Forget records, as the undo of their registration does."""
    with transaction():
        _remove(list(record_ids))


def entry(record_id: UUID) -> SearchEntry | None:
    """What the index knows of a record."""
    row = DATABASE.execute_sql(_SELECT_ONE, (record_id.bytes,)).fetchone()
    return None if row is None else _entry_of(row)


def touch(record_id: UUID, at: datetime) -> None:
    """The record was opened or picked: from now on it stands before others that answer as well."""
    with transaction():
        known = entry(record_id)
        if known is not None:
            put([replace(known, used_at=at)])


def find(station: UUID | None, typed: str, limit: int = 8, kinds: Collection[Kind] = tuple(Kind)) -> list[Found]:
    """The best `limit` records of these kinds for what was typed, best first, each with its tier and its spans."""
    return find_groups(station, typed, limit, (kinds,))[0]


def having(station: UUID | None, text: str, kind: Kind) -> SQL | None:
    """A subquery: the ids of at least all records of a kind whose title has this text, or, if it is a number, one that ends so.

    None where the index cannot tell. Whoever asks compares the column itself as well.
    """
    terms = number_ends(text) if text[:-1].isdigit() else title_has(text)
    if not terms:
        return None
    within = scoped(terms, (kind,), RECORDS, station.hex if station else None)
    return SQL(
        "(SELECT record_id FROM search_text JOIN search_entry ON slot = search_text.rowid WHERE search_text MATCH ?)",
        (within,),
    )


def find_groups(station: UUID | None, typed: str, limit: int, groups: Sequence[Collection[Kind]]) -> list[list[Found]]:
    """The same for several groups of kinds, each with its own `limit`.

    Mostly all that answers is few: it is read at once and sorted. Where it is much, each group is asked tier by tier.
    """
    words = words_of(typed)
    if not words:
        return [[] for _ in groups]
    everything = {kind for kinds in groups for kind in kinds}
    terms = any_tier(words)
    few = _few(terms, everything, station) if terms else []
    if few is not None:
        found = sorted(_answered(few, words), key=lambda one: one[1].tier)  # stable: within a tier by slot
        return [[one for one in found if one[0].kind in kinds][:limit] for kinds in groups]
    first = _tier_by_tier(words, groups[0], station, limit)
    return [first, *(find_groups(station, typed, limit, groups[1:]) if len(groups) > 1 else ())]


def _few(terms: str, kinds: Collection[Kind], station: UUID | None) -> list[Row] | None:
    """All rows the terms let through, None if they are more than `FEW`."""
    within = (scoped(terms, kinds, RECORDS, station.hex if station else None),)
    slots = [slot for (slot,) in DATABASE.execute_sql(_SELECT_SLOTS, within)]
    if len(slots) > FEW:
        return None
    marks = ", ".join("?" * len(slots))
    return list(DATABASE.execute_sql(f"SELECT {_NAMES} FROM search_entry WHERE slot IN ({marks}) ORDER BY slot", slots))  # noqa: S608


def _tier_by_tier(words: tuple[Word, ...], kinds: Collection[Kind], station: UUID | None, limit: int) -> list[Found]:
    """The best rows without looking at all: a tier's rows come in order, so its first ones are its best."""
    found: list[Found] = []
    for tier in Tier:
        terms = expression(words, tier)
        if terms:
            within = scoped(terms, kinds, RECORDS, station.hex if station else None)
            rows = _answered(DATABASE.execute_sql(_SELECT, (within,)), words)
            found += islice((one for one in rows if one[1].tier is tier), limit - len(found))
        if len(found) == limit:
            break
    return found


def _answered(rows: Iterable[Row], words: tuple[Word, ...]) -> Iterator[Found]:
    for row in rows:
        said = answer(words, _searched(row))
        if said is not None:
            yield _entry_of(row), said


class _Slots:
    """Gives out row numbers: present before gone, lately used first, then in the order of coming."""

    def __init__(self) -> None:
        self._next: dict[int, int] = {}

    def take(self, closed: bool, used_at: int | None) -> int:
        lateness = _NEVER if used_at is None else max(_NEVER - 1 - used_at // 1000, 0)
        first = (closed << _SECOND_BITS | lateness) << _SEQUENCE_BITS
        if first not in self._next:
            last = DATABASE.execute_sql(
                "SELECT max(slot) FROM search_entry WHERE slot BETWEEN ? AND ?",
                (first, first + (1 << _SEQUENCE_BITS) - 1),
            ).fetchone()[0]
            self._next[first] = first if last is None else last + 1
        self._next[first] += 1
        return self._next[first] - 1


def _batches(entries: Iterable[SearchEntry]) -> Iterator[list[SearchEntry]]:
    remaining = iter(entries)
    while batch := list(islice(remaining, BATCH)):
        yield batch


def _insert(batch: Iterable[SearchEntry], used: dict[UUID, int], slots: _Slots) -> None:
    rows, texts = [], []
    for entry in {entry.id: entry for entry in batch}.values():
        used_at = to_millis(entry.used_at) if entry.used_at else used.get(entry.id)
        slot = slots.take(bool(entry.closed), used_at)
        searched = Searched(
            sounded(entry.title, surnames()),
            tuple(sounded(text, surnames()) for text in entry.beside),
            tuple(filter(None, map(plain_number, entry.numbers))),
        )
        texts.append((slot, terms_of(searched, entry.kind, entry.station_id.hex)))
        rows.append(_row_of(slot, entry, searched, used_at))
    cursor = DATABASE.cursor()
    cursor.executemany(_INSERT_ENTRY, sorted(rows))
    cursor.executemany(_INSERT_TEXT, sorted(texts))  # in ascending order, else FTS5 writes a segment a row


def _remove(ids: Sequence[UUID]) -> dict[UUID, int]:
    """Take these records out; when each was last used."""
    marks = ", ".join("?" * len(ids))
    rows = DATABASE.execute_sql(
        f"SELECT slot, record_id, used_at FROM search_entry WHERE record_id IN ({marks})",  # noqa: S608
        tuple(record_id.bytes for record_id in ids),
    ).fetchall()
    cursor, slots = DATABASE.cursor(), [row[:1] for row in rows]
    cursor.executemany("DELETE FROM search_text WHERE rowid = ?", slots)
    cursor.executemany("DELETE FROM search_entry WHERE slot = ?", slots)
    return {UUID(bytes=record_id): used_at for _, record_id, used_at in rows if used_at is not None}


def _last_uses() -> dict[UUID, int]:
    rows = DATABASE.execute_sql("SELECT record_id, used_at FROM search_entry WHERE used_at IS NOT NULL")
    return {UUID(bytes=record_id): used_at for record_id, used_at in rows}


def _row_of(slot: int, entry: SearchEntry, searched: Searched, used_at: int | None) -> Row:
    return (
        slot, entry.id.bytes, entry.kind.value, entry.station_id.bytes, entry.title, searched.title.packed(),
        _SPLIT.join(entry.beside), _SPLIT.join(text.packed() for text in searched.beside), _SPLIT.join(searched.numbers),
        entry.facts, entry.gender.value if entry.gender else None, entry.born_on.isoformat() if entry.born_on else None,
        entry.closed, used_at,
    )  # fmt: skip


def _searched(row: Row) -> Searched:
    beside = zip(_split(row[6]), row[7].split(_SPLIT), strict=True) if row[6] else ()
    return Searched(unpacked(row[4], row[5]), tuple(unpacked(*text) for text in beside), _split(row[8]))


def _entry_of(row: Row) -> SearchEntry:
    return SearchEntry(
        kind=Kind(row[2]), id=UUID(bytes=row[1]), station_id=UUID(bytes=row[3]), title=row[4], beside=_split(row[6]),
        numbers=_split(row[8]), facts=row[9], gender=Gender(row[10]) if row[10] else None,
        born_on=date.fromisoformat(row[11]) if row[11] else None, closed=row[12],
        used_at=None if row[13] is None else from_millis(row[13]),
    )  # fmt: skip


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split(_SPLIT)) if text else ()


@cache
def surnames() -> Surnames:
    """The surname readings the program ships with."""
    return surname_table(**tomllib.loads(files("resources").joinpath("surnames.toml").read_text("utf-8")))
