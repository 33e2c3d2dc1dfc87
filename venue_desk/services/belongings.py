"""Belongings (物品): keys, seals and equipment that go from hand to hand."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from random import Random
from uuid import UUID

from db import belongings as table
from db import journal
from db.invariants import refusing
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.belongings import (
    Belonging,
    BelongingEntry,
    BelongingKind,
    check_belonging,
    tidy_belonging,
)
from venue_desk.domain.findings import Finding
from venue_desk.domain.handover import HandoverOffer, ItemGroup
from venue_desk.domain.ids import new_id
from venue_desk.domain.records import said
from venue_desk.exchange.writing import Shape
from venue_desk.services.listings import ExportColumn, Listed, Listing, Wanted
from venue_desk.services.saved import Saved, refuse_blocking, still_open
from venue_desk.services.unit import work

TOLD_MAX = 6
"""So many names of one kind stand in an item; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Belongings:
    """The verbs of the belongings."""

    announcer: Announcer
    random: Random

    def rows(self, station_id: UUID, *, closed: bool = False) -> list[Belonging]:
        """What the station has (or gave up), in the order in which it is handed over."""
        return table.belongings(station_id, closed=closed)

    def seals(self, station_id: UUID) -> list[Belonging]:
        """The village's seals."""
        return [each for each in table.belongings(station_id) if each.kind is BelongingKind.SEAL]

    def findings(self, station_id: UUID, entry: BelongingEntry, before: Belonging | None = None) -> list[Finding]:
        """What is to be mended in the entry."""
        others = [each for each in table.belongings(station_id) if before is None or each.id != before.id]
        return check_belonging(tidy_belonging(entry), others)

    def register(self, act: Act, entry: BelongingEntry) -> Saved[Belonging]:
        """Register a belonging."""
        with work(self.announcer, Topic.BELONGINGS), refusing(table.BREACHES):
            refuse_blocking(self.findings(act.station_id, entry))
            values = said(BelongingEntry, tidy_belonging(entry))
            belonging = Belonging(id=new_id(act.at, self.random), station_id=act.station_id, **values)
            return Saved(belonging, [journal.add(act, table.BelongingTable, belonging)])

    def change(self, act: Act, before: Belonging, entry: BelongingEntry) -> Saved[Belonging]:
        """Change what is known of a belonging, such as how many there are."""
        with work(self.announcer, Topic.BELONGINGS), refusing(table.BREACHES):
            refuse_blocking(self.findings(act.station_id, entry, before))
            after = replace(still_open(before, act.station_id), **said(BelongingEntry, tidy_belonging(entry)))
            return Saved(after, [journal.change(act, table.BelongingTable, before, after)])

    def close(self, act: Act, before: Belonging) -> Saved[Belonging]:
        """Close a belonging that was given up; what was sealed of it stays."""
        after = replace(still_open(before, act.station_id), closed_on=act.today)
        with work(self.announcer, Topic.BELONGINGS):
            return Saved(after, [journal.close(act, table.BelongingTable, before, after)])


def handover_items(station_id: UUID, _at: datetime) -> list[HandoverOffer]:
    """What the station has, to be counted."""
    return offers(table.belongings(station_id))


def offers(belongings: Iterable[Belonging]) -> list[HandoverOffer]:
    """One item a kind, with its count; the seals are offered with their uses by the register of those."""
    having = [each for each in belongings if each.kind is not BelongingKind.SEAL]
    return [_offer(kind, list(each)) for kind, each in groupby(having, key=lambda each: each.kind)]


def _offer(kind: BelongingKind, having: list[Belonging]) -> HandoverOffer:
    count = sum(each.count for each in having)
    names = [f"{each.name}{f' {each.count} {kind.measure}' if each.count > 1 else ''}" for each in having[:TOLD_MAX]]
    more = f"等 {len(having)} 样" if len(having) > TOLD_MAX else ""
    return HandoverOffer(
        group=ItemGroup.THINGS, icon=kind.icon, fact=f"{kind.label} {count} {kind.measure}",
        detail=f"{'、'.join(names)}{more}", source="belongings",
    )  # fmt: skip


def export_columns() -> dict[str, Listed]:
    """The belongings, as they are handed over."""
    return {"belongings": _listing}


def _listing(wanted: Wanted) -> Listing[Belonging]:
    columns: list[ExportColumn[Belonging]] = [
        ExportColumn(title="种类", of=lambda r: r.kind.label),
        ExportColumn(title="名称", room=16, of=lambda r: r.name),
        ExportColumn(title="件数", of=lambda r: r.count, shape=Shape.WHOLE),
        ExportColumn(title="放在哪里", room=14, of=lambda r: r.place),
        ExportColumn(title="备注", room=20, of=lambda r: r.note),
        ExportColumn(title="注销日期", of=lambda r: r.closed_on, shape=Shape.DATE),
    ]

    def rows() -> list[Belonging]:
        return table.belongings(wanted.station_id, closed=wanted.closed) if wanted.station_id else []

    return Listing(name="物品", title="物品登记", columns=columns, rows=rows)
