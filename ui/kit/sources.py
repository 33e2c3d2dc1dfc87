"""Where the rows of a table come from: pages on demand, so that a table of 64,500 rows reads two hundred. No Qt here."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, Generic, Protocol

from ui.kit.columns import Order, Row
from ui.kit.spelling import initials


class Source(Protocol[Row]):
    """Rows in an order, by pages. `place` and `leap` answer None when they cannot tell."""

    def count(self) -> int:
        """How many rows there are under the filters in force."""
        ...

    def rows(self, offset: int, limit: int, order: Order | None) -> Sequence[Row]:
        """At most `limit` rows from `offset` on."""
        ...

    def key(self, row: Row) -> Hashable:
        """What stays the same about the row when everything else changes."""
        ...

    def place(self, key: Hashable, order: Order | None) -> int | None:
        """The row number at which the record stands."""
        ...

    def leap(self, letters: str, after: int, order: Order | None) -> int | None:
        """The next row behind number `after`, going round, whose name is spelled with these letters."""
        ...


class PagedSource(Generic[Row]):
    """A source that asks for a page at a time, in one order; a record is found again only among the first rows."""

    def __init__(
        self,
        count: Callable[[], int],
        page: Callable[[int, int], Sequence[Row]],
        key: Callable[[Row], Hashable],
        among: int = 200,
    ) -> None:
        """`page` is asked as page(offset, limit); `among` is how many rows are looked through for a record."""
        self._count, self._page, self._key, self._among = count, page, key, among

    def count(self) -> int:
        """All that pass the filter."""
        return self._count()

    def rows(self, offset: int, limit: int, order: Order | None) -> Sequence[Row]:
        """One page."""
        del order
        return self._page(offset, limit)

    def key(self, row: Row) -> Hashable:
        """As given."""
        return self._key(row)

    def place(self, key: Hashable, order: Order | None) -> int | None:
        """Among the first; one further down is opened by its page."""
        rows = self.rows(0, self._among, order)
        return next((number for number, row in enumerate(rows) if self._key(row) == key), None)

    def leap(self, letters: str, after: int, order: Order | None) -> int | None:
        """查找 does this better over thousands of rows."""
        del letters, after, order
        return None


class ListSource(Generic[Row]):
    """A source over rows at hand: right up to a few thousand of them."""

    def __init__(
        self,
        rows: Sequence[Row],
        key: Callable[[Row], Hashable],
        name: Callable[[Row], str] = str,
        sorts: Mapping[str, Callable[[Row], Any]] | None = None,
    ) -> None:
        """`name` is what letters leap to; `sorts` says for each order key what is compared."""
        self._given = list(rows)
        self._key = key
        self._name = name
        self._sorts = dict(sorts or {})
        self._sorted: tuple[Order | None, list[Row]] = (None, self._given)

    def count(self) -> int:
        """All rows."""
        return len(self._given)

    def rows(self, offset: int, limit: int, order: Order | None) -> Sequence[Row]:
        """A slice of the rows in that order."""
        return self._in(order)[offset : offset + limit]

    def key(self, row: Row) -> Hashable:
        """As given."""
        return self._key(row)

    def place(self, key: Hashable, order: Order | None) -> int | None:
        """Found by looking at each."""
        return next((n for n, row in enumerate(self._in(order)) if self._key(row) == key), None)

    def leap(self, letters: str, after: int, order: Order | None) -> int | None:
        """By the initials of the name."""
        rows = self._in(order)
        for step in range(1, len(rows) + 1):
            number = (after + step) % len(rows)
            if initials(self._name(rows[number])).startswith(letters):
                return number
        return None

    def _in(self, order: Order | None) -> list[Row]:
        if order != self._sorted[0]:
            rows = self._given
            if order is not None:
                rows = sorted(rows, key=self._sorts[order.key], reverse=order.descending)
            self._sorted = (order, rows)
        return self._sorted[1]
