"""One unit of work: one transaction, and what changed is announced once, after the outermost commit. And reading beside it."""

from collections.abc import Iterator
from contextlib import contextmanager

from db.connection import own_connection, transaction
from db.memory import forget, remembering
from venue_desk.changes import Announcer, Topic

_pending: list[set[Topic]] = []
"""The topics of the unit under way: one set for each level of nesting."""


@contextmanager
def work(announcer: Announcer, *topics: Topic) -> Iterator[None]:
    """Do all of the block or nothing of it. Blocks nest: an inner one that fails takes only its own topics along."""
    _pending.append(set(topics))
    try:
        with transaction():
            yield
    except BaseException:
        _pending.pop()
        raise
    forget()
    done = _pending.pop()
    if _pending:
        _pending[-1] |= done
    elif done:
        announcer.announce(frozenset(done))


@contextmanager
def glance() -> Iterator[None]:
    """One look at the desk, on the window's thread: what stands behind all of it is read once, though many rules ask for it."""
    with remembering():
        yield


@contextmanager
def reading() -> Iterator[None]:
    """Read on another thread than the window's; nothing is written there."""
    with own_connection():
        yield
