"""What many rules ask for (settings, holidays, who serves when) is read once while one look at the desk lasts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from db.connection import DATABASE

P = ParamSpec("P")
R = TypeVar("R")

_known: ContextVar[dict[Any, Any] | None] = ContextVar("known", default=None)


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


def forget() -> None:
    """Something was written: all is read anew."""
    known = _known.get()
    if known is not None:
        known.clear()


def remembered(read: Callable[P, R]) -> Callable[P, R]:
    """For what many rules ask for. A unit that writes always reads what stands there."""

    @wraps(read)
    def once(*args: P.args, **said: P.kwargs) -> R:
        known = _known.get()
        if known is None or DATABASE.in_transaction():
            return read(*args, **said)
        key = (read, args, tuple(sorted(said.items())))
        if key not in known:
            known[key] = read(*args, **said)
        # A list is the reader's own: whoever sorts it must not disturb another.
        return cast("R", copy(known[key])) if isinstance(known[key], list) else cast("R", known[key])

    return once
