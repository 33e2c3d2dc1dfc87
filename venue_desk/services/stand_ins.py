"""A character no font has, spelled otherwise on one paper only: the register keeps the name as it is."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from printing.document import from_dict, to_dict
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import must
from venue_desk.services.gathering import Gathered

SPELLING_MAX = 12


def spelled(gathered: Gathered, stand_ins: Mapping[str, str]) -> Gathered:
    """The same run with each of these characters written as said: {"𬱼": "（页旁）"}.

    What is recorded is what was printed, so that a lost paper is printed again to the letter.
    """
    if not stand_ins:
        return gathered
    for character, spelling in stand_ins.items():
        if len(character) != 1 or not 1 <= len(spelling.strip()) <= SPELLING_MAX:
            sentence = f"请给「{character}」写一个替代的写法，最多 {SPELLING_MAX} 个字，例如同音字或「（上羽下中）」。"
            raise Refused([must("print.stand_in", "stand_in", sentence)])
    table = str.maketrans({character: spelling.strip() for character, spelling in stand_ins.items()})
    pieces = [
        replace(piece, data=from_dict(type(piece.data), _written(to_dict(piece.data), table)))
        for piece in gathered.pieces
    ]
    return replace(gathered, pieces=tuple(pieces))


def _written(value: Any, table: dict[int, str]) -> Any:
    if isinstance(value, str):
        return value.translate(table)
    if isinstance(value, dict):
        return {name: _written(inner, table) for name, inner in value.items()}
    return [_written(inner, table) for inner in value] if isinstance(value, list) else value
