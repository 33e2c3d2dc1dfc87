"""The surname alone, for where nobody else is to know who somebody is."""

from db.search import surnames
from venue_desk.domain.readings import surname


def surname_of(name: str) -> str:
    """张 of 张文海, 尉迟 of 尉迟长河."""
    return surname(name, surnames())
