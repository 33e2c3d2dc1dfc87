"""The fields of a form as data: what is asked, of which kind, beside what. No widget here."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ui.kit.hits import Hit, Search
from ui.kit.typed_dates import Lean

Values = Mapping[str, object]


class Kind(StrEnum):
    """What a field takes, and as what it hands it on."""

    TEXT = "text"  # str
    MULTILINE = "multiline"  # str
    PASSWORD = "password"  # str, never in a draft  # noqa: S105
    PHONE = "phone"  # str of digits
    ID_NUMBER = "id_number"  # str of 18 without gaps
    ACCOUNT = "account"  # str of digits
    MONEY = "money"  # int fen or None
    QUANTITY = "quantity"  # int thousandths or None
    WHOLE = "whole"  # int or None
    DATE = "date"  # date or None
    TIME = "time"  # time or None
    CHOICE = "choice"  # the key of a Choice or None
    TICK = "tick"  # bool
    TICKS = "ticks"  # tuple of the keys of Choices
    WEEKDAYS = "weekdays"  # frozenset of ISO weekdays
    TAGS = "tags"  # tuple of str
    PERSON = "person"  # the key of a Hit or None
    READ_ONLY = "read_only"  # whatever was given or reckoned


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several; `note` stands quieter behind its words in a list."""

    key: Hashable
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A computed value as shown, and in a few words how it was reckoned."""

    text: str
    how: str = ""


@dataclass(frozen=True, slots=True)
class People:
    """Where a person field looks: by what is typed, and by key when a draft or a record comes back."""

    search: Search
    find: Callable[[str], Hit | None]
    offer: str = ""
    offered: Callable[[str], object] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a form. `name` is the attribute of the entry, so that findings find it.

    With `ends`, Enter saves: what follows is filled in already and is reached by Tab. `suggest` fills the field from the
    others for as long as it is empty or still says what was suggested before.
    Fields of the same `row` stand abreast, `share` saying how wide. `choices` may be a callable, asked each time the
    form opens. `reckon` gives a read-only field its text, and any other field the words behind its hint.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT
    hint: str = ""
    placeholder: str = ""
    required: bool = False
    row: str = ""
    share: int = 1
    section: str = ""
    unit: str = ""
    choices: Sequence[Choice] | Callable[[], Sequence[Choice]] = ()
    people: People | None = None
    lean: Lean = Lean.HERE
    ends: bool = False
    reckon: Callable[[Values], Reckoned] | None = None
    suggest: Callable[[Values], object] | None = None
    guard: Callable[[], object] | None = None
    """For an ID number or account on record: called when it is revealed, so that the looking is written down."""
    shown: Callable[[Values], bool] | None = None
    """Whether it is asked at all, as the others stand."""
    aside: bool = False
    """Enter passes over it while it is filled in; Tab and the mouse reach it."""
    editor: Callable[["Field"], Any] | None = None
    """Makes the control, where none of the kinds would do."""

    def choices_now(self) -> Sequence[Choice]:
        return self.choices() if callable(self.choices) else self.choices
