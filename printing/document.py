"""A paper: what it is called, what it is printed on, and how its data become pages."""

import json
import types
import typing
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, is_dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from printing.imposition import Grid
    from printing.page import Page
    from printing.press import Press
    from printing.sheet import Sheet

D = TypeVar("D")


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is laid on paper. `start` is the first free position of a sheet used before, counted from 1."""

    start: int = 1
    crop_marks: bool = True
    qr: bool = True
    vcard: bool = False
    show_used: bool = False


Builder = Callable[[D, "Press", Options], "Iterator[Page]"]


@dataclass(frozen=True, slots=True)
class Paper(Generic[D]):
    """One kind of paper. With a `grid`, `build` makes one page the size of a cell and the sheet holds many."""

    key: str
    title: str
    sheet: "Sheet"
    sample: D
    build: Builder[D]
    pages: Callable[[D], int] = lambda _data: 1
    grid: "Grid | None" = None
    pictures: Callable[[D], "Iterable[str]"] = lambda _data: ()
    """The names of the photos on it: their bytes go beside the data, so that these stay small and readable."""


def texts_of(data: object) -> Iterator[str]:
    """Every text in `data`, for the question whether the fonts have its characters."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, tuple):
        for part in data:
            yield from texts_of(part)
    elif is_dataclass(data):
        for name in data.__dataclass_fields__:
            yield from texts_of(getattr(data, name))


def to_json(data: object) -> str:
    """The frozen data of a paper as it is stored with what was issued, so that a reprint is the same."""
    if not is_dataclass(data) or isinstance(data, type):
        raise TypeError(type(data))
    return json.dumps(asdict(data), ensure_ascii=False, default=date.isoformat)


def to_dict(data: object) -> dict[str, Any]:
    """The same as a dictionary of plain values."""
    return typing.cast("dict[str, Any]", json.loads(to_json(data)))


def from_json(kind: type[D], text: str) -> D:
    """The data `to_json` wrote."""
    return from_dict(kind, json.loads(text))


def from_dict(kind: type[D], values: dict[str, Any]) -> D:
    """The data `to_dict` gave; what a later form of the paper no longer has is passed over."""
    return typing.cast("D", _read(kind, values))


def _read(kind: Any, value: Any) -> Any:
    if is_dataclass(kind) and isinstance(kind, type):
        fields = _fields(kind)
        return kind(**{name: _read(fields[name], part) for name, part in value.items() if name in fields})
    if typing.get_origin(kind) is tuple:
        return tuple(_read(typing.get_args(kind)[0], part) for part in value)
    if typing.get_origin(kind) is types.UnionType:
        return None if value is None else _read(typing.get_args(kind)[0], value)
    return date.fromisoformat(value) if kind is date else value


@cache
def _fields(kind: type) -> dict[str, Any]:
    """Looking up what a paper's fields are takes longer than reading them."""
    return typing.get_type_hints(kind)
