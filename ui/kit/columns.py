"""The columns of a record table as data: what each shows of a frozen row, how wide, in which order. No Qt here."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

Row = TypeVar("Row")


class Kind(StrEnum):
    """How a column is painted."""

    TEXT = "text"
    NUMBER = "number"
    CHIP = "chip"
    CHECK = "check"


class Tone(StrEnum):
    """What a mark says by its colour, beside its word and icon (the tones of `ui.kit.chips`)."""

    NEUTRAL = "neutral"
    RED = "red"
    AMBER = "amber"
    JADE = "jade"
    OUTLINE = "outline"


@dataclass(frozen=True, slots=True)
class Mark:
    """A word with a tone and, where it helps, an icon: a chip in its own column, else behind the second line."""

    text: str
    tone: Tone = Tone.NEUTRAL
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """By what the rows stand, `key` being a word the source knows."""

    key: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column. `width` is px at 100 % type; 0 shares what the others leave.

    `fact` is the first line and what is read aloud, `meta` the second line; `sort` the key of the order, "" for none.
    """

    title: str
    fact: Callable[[Row], str]
    meta: Callable[[Row], str] | None = None
    width: int = 0
    kind: Kind = Kind.TEXT
    mark: Callable[[Row], Mark | None] | None = None
    ticked: Callable[[Row], bool] | None = None
    sort: str = ""

    def spoken(self, row: Row) -> str:
        """The cell as one phrase for a screen reader."""
        parts = [self.fact(row)]
        if self.meta is not None:
            parts.append(self.meta(row))
        if self.mark is not None and (mark := self.mark(row)) is not None and mark.text != parts[0]:
            parts.append(mark.text)
        if self.ticked is not None:
            parts.append("已选" if self.ticked(row) else "没选")
        said = "，".join(part for part in parts if part)
        return f"{self.title}：{said}" if said else f"{self.title}：空"
