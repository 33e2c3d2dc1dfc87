"""The cadres as choices of a form."""

from collections.abc import Iterable

from ui.kit.fields import Choice
from venue_desk.domain.cadres import Cadre


def cadre_choices(cadres: Iterable[Cadre]) -> list[Choice]:
    """By name; two of the same name are told apart by their position."""
    listed = list(cadres)
    names = [cadre.name for cadre in listed]
    return [
        Choice(cadre.id, cadre.name if names.count(cadre.name) == 1 else f"{cadre.name}（{cadre.position}）", cadre.position)
        for cadre in listed
    ]  # fmt: skip
