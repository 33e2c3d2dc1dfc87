"""What stands behind everything (settings, holidays, shifts, cadres) is read once while one look at the desk lasts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from db.connection import DATABASE

P = ParamSpec("P")
R = TypeVar("R")

_known: ContextVar[dict[Any, list[Any]] | None] = ContextVar("known", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Until the end of the block, what is `remembered` is asked of the file once. Blocks nest: the outermost counts."""
    if _known.get() is not None:
        yield
        return
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def remembered(read: Callable[P, list[R]]) -> Callable[P, list[R]]:
    """For a list that many rules ask for. A unit that writes always reads what stands there."""

    @wraps(read)
    def once(*args: P.args, **said: P.kwargs) -> list[R]:
        known = _known.get()
        if known is None or DATABASE.in_transaction():
            return read(*args, **said)
        key = (read, args, tuple(sorted(said.items())))
        if key not in known:
            known[key] = read(*args, **said)
        return list(known[key])

    return once
