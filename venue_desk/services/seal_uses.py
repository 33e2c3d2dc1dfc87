"""The register of seal uses (用印登记): numbered through the year, never taken out, only cancelled."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random
from uuid import UUID

from db import belongings, cadres, journal
from db import seal_uses as table
from db.invariants import refusing
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.belongings import Belonging, BelongingKind
from venue_desk.domain.calendar import at_station
from venue_desk.domain.called import spelled
from venue_desk.domain.findings import Finding, must
from venue_desk.domain.handover import HandoverOffer, ItemGroup
from venue_desk.domain.ids import new_id
from venue_desk.domain.records import said
from venue_desk.domain.seal_uses import (
    SealUse,
    SealUseEntry,
    SealUseRow,
    check_cancelling,
    check_seal_use,
    numbers_text,
    tidy_seal_use,
    year_of,
)
from venue_desk.exchange.writing import Shape
from venue_desk.services.last_handover import since_last
from venue_desk.services.listings import ExportColumn, Listed, Listing, Wanted, by_pages
from venue_desk.services.saved import Saved, refuse_blocking, still_open
from venue_desk.services.unit import work


@dataclass(frozen=True, slots=True)
class SealUses:
    """The verbs of the register. What is registered is not undone: its number would be missing. It is cancelled."""

    announcer: Announcer
    random: Random

    def rows(self, station_id: UUID, text: str = "", *, offset: int = 0, limit: int = 100) -> list[SealUseRow]:
        """The register, or what of it says so, the latest number first."""
        uses = table.page(station_id, text, _spelled(station_id, text), offset=offset, limit=limit)
        seals = {
            each.id: each.name for closed in (False, True) for each in belongings.belongings(station_id, closed=closed)
        }
        names = cadres.names(station_id)
        return [
            SealUseRow(
                use=use,
                seal=seals.get(use.seal_id, ""),
                approved_by=names.get(use.approved_by, ""),
                noted_by=names.get(use.noted_by, ""),
            )
            for use in uses
        ]

    def count(self, station_id: UUID, text: str = "") -> int:
        """How many uses the register has, or how many that say so."""
        return table.count(station_id, text, _spelled(station_id, text))

    def last(self, station_id: UUID) -> SealUse | None:
        """The use registered last: its seal and who approved it are likely to be those of the next."""
        return table.last(station_id)

    def findings(self, act: Act, entry: SealUseEntry) -> list[Finding]:
        """What is to be mended or looked at in the entry."""
        found = check_seal_use(tidy_seal_use(entry), act.at, table.last(act.station_id))
        seal = belongings.belonging(entry.seal_id)
        if seal is None or seal.station_id != act.station_id or seal.closed_on or seal.kind is not BelongingKind.SEAL:
            found.append(must("seal_use.seal", "seal_id", "请选用的是哪一枚章。没有的，先在物品里登记公章。"))
        approver = cadres.cadre(entry.approved_by)
        if approver is None or not approver.here or approver.station_id != act.station_id:
            found.append(must("seal_use.approved_by", "approved_by", "请选是谁批准用印的。"))
        return found

    def register(self, act: Act, entry: SealUseEntry) -> Saved[SealUse]:
        """Write down a use under the next number of its year."""
        entry = tidy_seal_use(entry)
        with work(self.announcer, Topic.SEAL_USES), refusing(table.BREACHES):
            refuse_blocking(self.findings(act, entry))
            year = year_of(entry)
            use = SealUse(
                id=new_id(act.at, self.random), station_id=act.station_id, year=year,
                number=table.last_number(act.station_id, year) + 1, noted_by=act.cadre_id,
                **said(SealUseEntry, entry),
            )  # fmt: skip
            journal.add(act, table.SealUseTable, use)
            return Saved(use, ())

    def cancel(self, act: Act, before: SealUse, reason: str) -> Saved[SealUse]:
        """作废: the number stays, with the reason."""
        reason = reason.strip()
        with work(self.announcer, Topic.SEAL_USES):
            refuse_blocking(check_cancelling(before, reason))
            after = replace(still_open(before, act.station_id), closed_on=act.today, cancelled_for=reason)
            return Saved(after, [journal.close(act, table.SealUseTable, before, after)])


def _spelled(station_id: UUID, text: str) -> list[str]:
    return spelled(table.receivers(station_id), text) if text.isascii() and text.isalpha() else []


def handover_items(station_id: UUID, at: datetime) -> list[HandoverOffer]:
    """Each seal with its uses since it was last handed over, cancelled numbers too."""
    since = since_last(station_id, at)
    uses: dict[UUID, list[SealUse]] = defaultdict(list)
    for use in table.between(station_id, since.at, at):
        uses[use.seal_id].append(use)
    seals = [each for each in belongings.belongings(station_id) if each.kind is BelongingKind.SEAL]
    return [offer(seal, uses[seal.id], since.said) for seal in seals]


def offer(seal: Belonging, uses: Sequence[SealUse], said_since: str) -> HandoverOffer:
    """A seal with its uses since then."""
    used = f"{said_since}用印 {len(uses)} 次，登记{numbers_text(uses)}" if uses else f"{said_since}没有用印"
    return HandoverOffer(
        group=ItemGroup.THINGS, icon=seal.kind.icon, fact=f"{seal.name} {seal.count} {seal.kind.measure}",
        detail="，".join(part for part in (used, f"在{seal.place}" if seal.place else "") if part),
        source="seal_uses", subject_id=seal.id,
    )  # fmt: skip


def export_columns() -> dict[str, Listed]:
    """用印登记, the latest number first."""
    return {"seal_uses": _listing}


def _listing(wanted: Wanted) -> Listing[SealUseRow]:
    columns: list[ExportColumn[SealUseRow]] = [
        ExportColumn(title="年", of=lambda r: r.use.year, shape=Shape.WHOLE),
        ExportColumn(title="号", of=lambda r: r.use.number, shape=Shape.WHOLE),
        ExportColumn(title="用印时间", of=lambda r: at_station(r.use.at), shape=Shape.MOMENT),
        ExportColumn(title="印章", room=12, of=lambda r: r.seal),
        ExportColumn(title="给谁用", room=14, of=lambda r: r.use.for_whom),
        ExportColumn(title="用在什么上", room=24, of=lambda r: r.use.matter),
        ExportColumn(title="份数", of=lambda r: r.use.copies, shape=Shape.WHOLE),
        ExportColumn(title="批准人", room=9, of=lambda r: r.approved_by),
        ExportColumn(title="经手人", room=9, of=lambda r: r.noted_by),
        ExportColumn(title="作废原因", room=14, of=lambda r: r.use.cancelled_for),
    ]

    def rows() -> list[SealUseRow]:
        if wanted.station_id is None:
            return []
        register, home = SealUses(Announcer(), Random()), wanted.station_id
        return by_pages(lambda offset, limit: register.rows(home, offset=offset, limit=limit))

    return Listing(name="用印登记", title="用印登记", columns=columns, rows=rows)
