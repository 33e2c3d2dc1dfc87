"""The bare FTS5 query the search is measured against: the textbook's index in the same encrypted file, with the same ranking.

Characters, syllables, initials and reversed numbers are columns of one table with prefix indexes; the rows found are joined with what
ranks them and sorted. It knows one reading a character and no mixed spelling: less than the search finds, and no check of what it found.
"""

from collections.abc import Sequence

from db import search
from db.connection import DATABASE, transaction
from venue_desk.domain.found import SearchEntry
from venue_desk.domain.readings import sounded
from venue_desk.domain.typed import plain_number

TABLES = (
    "CREATE TABLE bare_entry (id INTEGER PRIMARY KEY, title TEXT, sound TEXT, closed INTEGER, used_at INTEGER)",
    """CREATE VIRTUAL TABLE bare_text USING fts5(
        han, sound, initials, numbers, content = '', prefix = '1 2 3', tokenize = 'ascii')""",
)
RANKED = (
    """ORDER BY (title = ? OR e.sound = ?) DESC, (title LIKE ? OR e.sound LIKE ?) DESC, closed, used_at DESC LIMIT 8"""
)
QUERY = f"""SELECT e.* FROM bare_text t JOIN bare_entry e ON e.id = t.rowid WHERE bare_text MATCH ? {RANKED}"""  # noqa: S608
QUERY_OF_ONE = f"""SELECT e.* FROM (SELECT rowid FROM bare_text WHERE bare_text MATCH ? LIMIT 500) t
    JOIN bare_entry e ON e.id = t.rowid {RANKED}"""  # noqa: S608  # one character: its first 500 hits are ranked


def build(people: Sequence[SearchEntry]) -> None:
    """Both tables, in one transaction, merged into one segment as ours is."""
    with transaction():
        for table in TABLES:
            DATABASE.execute_sql(table)
        cursor = DATABASE.cursor()
        cursor.executemany("INSERT INTO bare_entry VALUES (?, ?, ?, ?, ?)", map(_entry, range(len(people)), people))
        cursor.executemany(
            "INSERT INTO bare_text (rowid, han, sound, initials, numbers) VALUES (?, ?, ?, ?, ?)",
            map(_text, range(len(people)), people),
        )
        DATABASE.execute_sql("INSERT INTO bare_text (bare_text) VALUES ('optimize')")


def find(typed: str) -> list[object]:
    """The first eight rows, ranked by the engine."""
    text = "".join(typed.split()).lower()
    query = QUERY_OF_ONE if len(text) == 1 else QUERY
    return list(DATABASE.execute_sql(query, (_match(text), text, text, f"{text}%", f"{text}%")).fetchall())


def _match(text: str) -> str:
    if text.isdigit():
        return f'numbers : "{text[::-1]}" *'
    if text.isascii():
        return f'(sound : "{text}" * OR initials : "{text}" *)'
    han = " ".join(char for char in text if not char.isascii())
    latin = "".join(char for char in text if char.isascii())
    return f'han : "{han}" *' + (f' AND initials : "{latin}" *' if latin else "")


def _syllables(entry: SearchEntry) -> list[str]:
    return [sounds[0] for sounds in sounded(entry.title, search.surnames()).sounds if sounds]


def _entry(number: int, entry: SearchEntry) -> tuple[object, ...]:
    used_at = int(entry.used_at.timestamp()) if entry.used_at else 0
    return number, entry.title, "".join(_syllables(entry)), bool(entry.closed), used_at


def _text(number: int, entry: SearchEntry) -> tuple[object, ...]:
    syllables = _syllables(entry)
    han = " ".join("".join((entry.title, *entry.beside)))
    numbers = " ".join(plain_number(number)[::-1] for number in entry.numbers)
    return number, han, "".join(syllables), "".join(syllable[0] for syllable in syllables), numbers
