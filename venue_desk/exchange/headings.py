"""What the headings of a table mean: the words of resources/import_headers.toml, compared without blanks and brackets."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from venue_desk.domain.cadres import CadreKind
from venue_desk.domain.households import Relation
from venue_desk.domain.identity import Gender
from venue_desk.domain.importing import COLUMNS, Column, ImportKind, Meaning
from venue_desk.exchange.policy_headings import policy_column

SURE, ALIKE, WITHIN, BY_CONTENT = 100, 90, 60, 50
_BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")
_BLANKS = re.compile(r"[\s:：*＊_]+")
_VALUES: Mapping[str, type[Relation] | type[Gender] | type[CadreKind]] = {
    "relations": Relation, "genders": Gender, "cadre_kinds": CadreKind,
}  # fmt: skip


def plain_heading(text: str) -> str:
    """One form for 身份证号, 身 份 证 号 and 身份证号： alike."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text))


def meaning(kind: ImportKind, heading: str, policies: Sequence[str] = ()) -> tuple[Meaning, int] | None:
    """The column a heading most likely names, and how surely; `policies` are those a column of its own may be of."""
    plain = plain_heading(heading)
    bare = _BRACKETS.sub("", plain)
    if not plain or {plain, bare} & _ignored():
        return None
    known = _synonyms(kind)
    if plain in known:
        return known[plain], SURE
    if own := policy_column(heading, policies):
        return own, SURE
    if bare in known:
        return known[bare], ALIKE
    within = max((word for word in known if len(word) > 1 and word in bare), key=len, default="")
    return (known[within], WITHIN) if within and len(bare) <= len(within) + 6 else None


@cache
def words(table: str) -> Mapping[str, Relation | Gender | CadreKind]:
    """The words of a cell by what they mean."""
    kind = _VALUES[table]
    return {word: kind(value) for value, said in _resource()[table].items() for word in said}


@cache
def _synonyms(kind: ImportKind) -> Mapping[str, Column]:
    named = [(column.value, column) for column in COLUMNS[kind]]
    alike = [(word, column) for column in COLUMNS[kind] for word in _resource()["headings"][column.value]]
    known: dict[str, Column] = {}
    for word, column in (*named, *alike):
        plain = plain_heading(word)
        known.setdefault(plain, column)
        known.setdefault(_BRACKETS.sub("", plain), column)
    return known


@cache
def _ignored() -> frozenset[str]:
    return frozenset(map(plain_heading, _resource()["ignored"]["headings"]))


@cache
def _resource() -> dict[str, Any]:
    return tomllib.loads(files("resources").joinpath("import_headers.toml").read_text("utf-8"))
