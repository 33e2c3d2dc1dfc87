"""Food samples (留样): kept after each meal, discarded once their time is over."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from db import cadres, journal, settings
from db import samples as table
from db.invariants import refusing
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.calendar import at_station, day_of
from venue_desk.domain.findings import Finding, must, should
from venue_desk.domain.handover import HandoverOffer, ItemGroup
from venue_desk.domain.home import Done
from venue_desk.domain.ids import new_ids
from venue_desk.domain.records import said
from venue_desk.domain.roster import month_end, month_of
from venue_desk.domain.samples import (
    Sample,
    SampleEntry,
    by_meal,
    check_discarded,
    check_discarding,
    check_sample,
    check_voiding,
    due_sentence,
    keep_until,
    latest,
    tidy_sample,
    title_of,
)
from venue_desk.domain.settings import value_on
from venue_desk.exchange.writing import Shape
from venue_desk.services.listings import ExportColumn, Listed, Listing, Wanted
from venue_desk.services.saved import Saved, refuse_blocking, still_open
from venue_desk.services.unit import work

SHIFT = timedelta(hours=12)
"""So far ahead a handover looks for what is to be discarded."""


@dataclass(frozen=True, slots=True)
class Samples:
    """The verbs of the samples."""

    announcer: Announcer
    random: Random

    # --- as they stand

    def between(self, station_id: UUID, first: date, last: date) -> list[Sample]:
        """The samples of the meals of these days, in the order in which they were kept."""
        return table.samples(station_id, first, last)

    def kept(self, station_id: UUID) -> list[Sample]:
        """Those in the refrigerator, the one to go first at the head."""
        return table.kept(station_id)

    def due(self, station_id: UUID, now: datetime) -> list[Sample]:
        """Those kept long enough that are still there."""
        return [each for each in table.kept(station_id) if each.due(now)]

    def last(self, station_id: UUID) -> Sample | None:
        """The one kept last: whoever kept it is likely to keep the next."""
        return table.last_kept(station_id)

    def grams(self, station_id: UUID, day: date) -> int:
        """How much is kept of each dish at least."""
        return value_on(settings.settings(station_id), "sample_grams", day)

    def findings(self, act: Act, entry: SampleEntry, before: Sample | None = None) -> list[Finding]:
        """What is to be mended in the entry, or looked at."""
        others = [each for each in table.samples(act.station_id, entry.day, entry.day) if each.id != _id(before)]
        return check_sample(tidy_sample(entry), act.at, self.grams(act.station_id, entry.day), others)

    # --- changing them

    def keep(self, act: Act, entries: Sequence[SampleEntry]) -> Saved[tuple[Sample, ...]]:
        """留样: the dishes of a meal at once."""
        entries = [tidy_sample(entry) for entry in entries]
        with work(self.announcer, Topic.SAMPLES), refusing(table.BREACHES):
            made, written = list[Sample](), list[int]()
            for sample_id, entry in zip(new_ids(act.at, self.random, len(entries)), entries, strict=True):
                refuse_blocking(self.findings(act, entry))
                made.append(_made(act, entry, sample_id))
                written.append(journal.add(act, table.SampleTable, made[-1]))
            return Saved(tuple(made), written)

    def change(self, act: Act, before: Sample, entry: SampleEntry, more: Sequence[SampleEntry] = ()) -> Saved[Sample]:
        """Correct a sample that is still there; `more` are dishes written beside its own, samples of their own."""
        if still_open(before, act.station_id).discarded_at is not None:
            refuse_blocking([must("sample.gone", "", f"{before.title}已经销毁了，不能再改。")])
        with work(self.announcer, Topic.SAMPLES), refusing(table.BREACHES):
            refuse_blocking(self.findings(act, entry, before))
            after = _made(act, tidy_sample(entry), before.id)
            written = [journal.change(act, table.SampleTable, before, after)]
            return Saved(after, [*written, *(self.keep(act, more).audit_ids if more else ())])

    def void(self, act: Act, before: Sample, why: str) -> Saved[Sample]:
        """作废: it was entered by mistake."""
        why = why.strip()
        refuse_blocking(check_voiding(why))
        after = replace(still_open(before, act.station_id), closed_on=act.today, closed_why=why)
        with work(self.announcer, Topic.SAMPLES):
            return Saved(after, [journal.close(act, table.SampleTable, before, after)])

    def discard(
        self, act: Act, samples: Sequence[Sample], by: str = "", at: datetime | None = None
    ) -> Saved[tuple[Sample, ...]]:
        """销毁: now or at the time it was done, by whoever did it (the acting cadre if nobody is named)."""
        when, now = at or act.at_utc, act.at
        refuse_blocking(check_discarding([still_open(each, act.station_id) for each in samples], when, now))
        name = by.strip() or _name(act.cadre_id)
        pairs = [(each, replace(each, discarded_at=when, discarded_by=name)) for each in samples]
        with work(self.announcer, Topic.SAMPLES):
            return Saved(tuple(after for _, after in pairs), journal.change_many(act, table.SampleTable, pairs))

    def discarded(self, act: Act, before: Sample, by: str, at: datetime) -> Saved[Sample]:
        """When and by whom one was discarded, said for the first time or put right."""
        by = by.strip()
        refuse_blocking(check_discarded(still_open(before, act.station_id), by, at, act.at))
        return self._written(act, before, replace(before, discarded_at=at, discarded_by=by))

    def still_there(self, act: Act, before: Sample) -> Saved[Sample]:
        """登记销毁 was a mistake: it lies there still."""
        return self._written(
            act, before, replace(still_open(before, act.station_id), discarded_at=None, discarded_by="")
        )

    def _written(self, act: Act, before: Sample, after: Sample) -> Saved[Sample]:
        with work(self.announcer, Topic.SAMPLES):
            return Saved(after, [journal.change(act, table.SampleTable, before, after)])


def _made(act: Act, entry: SampleEntry, sample_id: UUID) -> Sample:
    hours = value_on(settings.settings(act.station_id), "sample_hours", entry.day)
    return Sample(
        id=sample_id, station_id=act.station_id, keep_until=keep_until(entry.kept_at, hours), noted_by=act.cadre_id,
        **said(SampleEntry, entry),
    )  # fmt: skip


def _id(sample: Sample | None) -> UUID | None:
    return sample.id if sample else None


def _name(cadre_id: UUID) -> str:
    cadre = cadres.cadre(cadre_id)
    return cadre.name if cadre else ""


def todos_at(station_id: UUID, now: datetime) -> list[Finding]:
    """21日午餐留样 3 份: what may be discarded today or since, a meal a line."""
    today = day_of(now)
    return [
        replace(
            should("samples.due", "", due_sentence(each, now)), subject=each[0].id, due=day_of(latest(each)),
        )
        for each in by_meal(table.kept(station_id))
        if day_of(latest(each)) <= today
    ]  # fmt: skip


def handover_items(station_id: UUID, at: datetime) -> list[HandoverOffer]:
    """What the coming shift has to discard."""
    return [offer(each) for each in by_meal(table.kept(station_id)) if latest(each) <= at + SHIFT]


def offer(samples: Sequence[Sample]) -> HandoverOffer:
    """留样 3 份: 21日午餐，23日 12:40 起可销毁，未销毁."""
    until, first = at_station(latest(samples)), samples[0]
    return HandoverOffer(
        group=ItemGroup.TONIGHT, icon="sample", fact=f"留样 {len(samples)} 份",
        detail=f"{first.day.day}日{first.meal.label}，{until.day}日 {until:%H:%M} 起可销毁，未销毁", source="samples",
        subject_id=first.id,
    )  # fmt: skip


def done_at(station_id: UUID, begins: datetime, ends: datetime) -> list[Done]:
    """The samples kept and discarded in this stretch of time."""
    first = day_of(begins)
    kept = [each for each in table.samples(station_id, first, day_of(ends)) if begins <= each.kept_at < ends]
    gone = by_meal(table.discarded(station_id, begins, ends))
    return [
        *(Done(each[-1].kept_at, f"{each[0].meal.label}留样 {len(each)} 份") for each in by_meal(kept)),
        *(Done(each[-1].discarded_at or begins, f"销毁{title_of(each)}") for each in gone),
    ]


def export_columns() -> dict[str, Listed]:
    """留样登记 of a month."""
    return {"samples": _listing}


def _listing(wanted: Wanted) -> Listing[Sample]:
    columns: list[ExportColumn[Sample]] = [
        ExportColumn(title="日期", of=lambda r: r.day, shape=Shape.DATE),
        ExportColumn(title="餐次", of=lambda r: r.meal.label),
        ExportColumn(title="菜名", room=16, of=lambda r: r.dish),
        ExportColumn(title="克数", of=lambda r: r.grams, shape=Shape.WHOLE),
        ExportColumn(title="留样时间", of=lambda r: at_station(r.kept_at), shape=Shape.MOMENT),
        ExportColumn(title="留样人", room=9, of=lambda r: r.kept_by),
        ExportColumn(title="保存至", of=lambda r: at_station(r.keep_until), shape=Shape.MOMENT),
        ExportColumn(
            title="销毁时间", of=lambda r: at_station(r.discarded_at) if r.discarded_at else None, shape=Shape.MOMENT
        ),
        ExportColumn(title="销毁人", room=9, of=lambda r: r.discarded_by),
    ]

    def rows() -> list[Sample]:
        if wanted.station_id is None:
            return []
        month = month_of(wanted.month or wanted.today)
        return table.samples(wanted.station_id, month, month_end(month))

    return Listing(name="留样登记", title="留样登记", columns=columns, rows=rows)
