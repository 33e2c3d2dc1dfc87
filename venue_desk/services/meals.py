"""Meals: the register cell by cell, guests, the menu of the week, and what a meal costs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from db import journal, settings
from db import meals as table
from db.invariants import refusing
from db.settlements import closed_months
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.calendar import short_date
from venue_desk.domain.findings import Finding, must, should
from venue_desk.domain.ids import new_id
from venue_desk.domain.meal_grid import (
    Headcount,
    MealGrid,
    PersonMeals,
    person_meals_of,
)
from venue_desk.domain.meal_prices import MealPrice, MealPriceEntry, check_price, check_untouched, tidy_price
from venue_desk.domain.meals import (
    NOTE_MAX,
    Meal,
    MealEntry,
    MealRecord,
    check_meal,
    check_open,
    cut_off,
    tidy_meal,
)
from venue_desk.domain.menus import MenuEntry, MenuLine, check_menu, tidy_menu, week_of
from venue_desk.domain.records import said
from venue_desk.domain.roster import month_end, month_of
from venue_desk.domain.settings import value_on
from venue_desk.services.meal_register import heads_of, notices_on, plan_records, register_between
from venue_desk.services.saved import Saved, known, refuse_blocking, still_open
from venue_desk.services.unit import work

WEEK = timedelta(days=6)
LEAVE_NOTE, SWAP_NOTE = "请假", "换班"
"""Why somebody does not eat after all."""


@dataclass(frozen=True, slots=True)
class Meals:
    """The verbs of the meals. What is not written down counts as the plan has it."""

    announcer: Announcer
    random: Random

    # --- as they stand

    def grid(self, station_id: UUID, month: date) -> MealGrid:
        """The register of a month."""
        return register_between(station_id, month_of(month), month_end(month))

    def week(self, station_id: UUID, day: date) -> MealGrid:
        """The register of a week, Monday first."""
        return register_between(station_id, week_of(day), week_of(day) + WEEK)

    def headcount(self, station_id: UUID, day: date) -> Headcount:
        """How many eat on the day: predicted, written down, guests, and what is cooked."""
        return heads_of(station_id, day)

    def notices(self, act: Act) -> list[Finding]:
        """What was reported for today and tomorrow and has become untrue since, by leave or because somebody left."""
        return notices_on(act.station_id, act.today)

    def person_meals(self, station_id: UUID, month: date, until: date | None = None) -> PersonMeals:
        """The meals of a month by cadre and meal, up to and with `until`: what its accounts are reckoned by."""
        return person_meals_of(self.grid(station_id, month), until)

    def menu(self, station_id: UUID, day: date) -> list[MenuLine]:
        """What stands on the menu of the week."""
        return table.menu(station_id, week_of(day), week_of(day) + WEEK)

    def prices(self, station_id: UUID) -> list[MealPrice]:
        """Every price that was set, by meal, the latest first."""
        return table.prices(station_id)

    def guests(self, act: Act, record_id: UUID) -> MealRecord:
        """Guests of one meal, also those who did not come after all."""
        return known(table.meal(record_id), act.station_id)

    # --- who eats

    def findings(self, act: Act, entry: MealEntry) -> list[Finding]:
        """What is to be mended in what is said of a meal, or to be looked at."""
        eaters, aways, _ = table.staff(act.station_id, entry.day, entry.day)
        here = {each.cadre_id: each for each in eaters if each.here(entry.day, entry.day)}
        found = check_meal(tidy_meal(entry), act.at, _until(act, entry.day), closed_months(act.station_id))
        known_here = {each.cadre_id: each.name for each in eaters}
        eats = entry.portions or entry.cadre_id not in known_here
        if entry.cadre_id is not None and eats and entry.cadre_id not in here:
            name = known_here.get(entry.cadre_id, "这位干部")
            day = short_date(entry.day, act.today)
            found.append(must("meals.cadre", "cadre_id", f"{name}{day}不在本站，这一天只能报不吃。"))
        if entry.invited_by is not None and entry.invited_by not in here:
            found.append(must("meals.cadre", "invited_by", "这位干部那天不在本站，请从名单里选一位。"))
        if entry.portions and any(away.cadre_id == entry.cadre_id for away in aways):
            names = [each.name for each in eaters if each.cadre_id == entry.cadre_id]
            found.append(_away(act, *names, day=entry.day))
        return found

    def set_portions(
        self, act: Act, day: date, meal: Meal, cadre_id: UUID, portions: int, note: str = ""
    ) -> Saved[MealRecord]:
        """One cell: how many portions a cadre eats; 0 = does not eat. After the cut-off `note` says why."""
        entry = MealEntry(day=day, meal=meal, cadre_id=cadre_id, portions=portions, note=note)
        saved = self.set_meals(act, (entry,))
        return Saved(saved.record[0], saved.audit_ids)

    def set_meals(self, act: Act, entries: Sequence[MealEntry]) -> Saved[tuple[MealRecord, ...]]:
        """Several cells at once, such as a cadre's whole day; all of them or none."""
        with work(self.announcer, Topic.MEALS), refusing(table.BREACHES):
            written = [self._set(act, tidy_meal(entry)) for entry in entries]
        return Saved(tuple(record for record, _ in written), [audit for _, ids in written for audit in ids])

    def take_off(self, act: Act, cadre_id: UUID, day: date) -> Saved[tuple[MealRecord, ...]]:
        """Whoever went on leave or gave the duty away does not eat what was reported for it."""
        grid = self.week(act.station_id, day)
        why = LEAVE_NOTE if (cadre_id, day) in grid.on_leave else SWAP_NOTE
        cells = [(meal, grid.cell(cadre_id, day, meal)) for meal in Meal]
        return self.set_meals(
            act,
            [
                MealEntry(day=day, meal=meal, cadre_id=cadre_id, portions=0, note=why)
                for meal, cell in cells
                if cell.reported and cell.portions and not cell.planned
            ],
        )

    def invite(self, act: Act, entry: MealEntry) -> Saved[MealRecord]:
        """Guests for a meal, and who asked them to stay."""
        entry = replace(tidy_meal(entry), cadre_id=None)
        with work(self.announcer, Topic.MEALS):
            refuse_blocking(self.findings(act, entry))
            record = self._record(act, entry)
            return Saved(record, [journal.add(act, table.MealTable, record)])

    def change_guests(self, act: Act, before: MealRecord, entry: MealEntry) -> Saved[MealRecord]:
        """Other guests, another meal or another number of them."""
        entry = replace(tidy_meal(entry), cadre_id=None)
        with work(self.announcer, Topic.MEALS):
            still_open(before, act.station_id)
            refuse_blocking(check_open(before.day, closed_months(act.station_id)) + self.findings(act, entry))
            after = replace(before, **said(MealEntry, entry), noted_at=act.at_utc, noted_by=act.cadre_id)
            return Saved(after, [journal.change(act, table.MealTable, before, after)])

    def cancel_guests(self, act: Act, before: MealRecord, reason: str) -> Saved[MealRecord]:
        """The guests do not come; after the cut-off with the reason."""
        reason = reason.strip()
        with work(self.announcer, Topic.MEALS):
            found = check_open(before.day, closed_months(act.station_id))
            if (act.at >= _until(act, before.day) and not reason) or len(reason) > NOTE_MAX:
                found.append(
                    must("meals.reason", "reason", f"请写明为什么取消，最多 {NOTE_MAX} 个字，例如「改日再来」。")
                )
            refuse_blocking(found)
            after = replace(still_open(before, act.station_id), closed_on=act.today, note=reason)
            return Saved(after, [journal.close(act, table.MealTable, before, after)])

    def fill(self, act: Act, day: date, last: date | None = None) -> Saved[tuple[MealRecord, ...]]:
        """按计划报数: write down what the plan of the day (or of all days up to `last`) expects and nobody said yet."""
        last = last or day
        with work(self.announcer, Topic.MEALS), refusing(table.BREACHES):
            closed = closed_months(act.station_id)
            refuse_blocking([*check_open(day, closed), *check_open(last, closed)])
            records = plan_records(act, day, last, self.random)
            if not records:
                refuse_blocking([must("meals.filled", "", f"{short_date(day, act.today)}的用餐都报过了，不用再报。")])
            return Saved(records, journal.add_many(act, table.MealTable, records))

    # --- what is cooked, and what it costs

    def write_menu(self, act: Act, entries: Sequence[MenuEntry]) -> Saved[tuple[MenuLine, ...]]:
        """Lines of the menu, written anew or over what stood there; an empty one says that nothing is cooked."""
        entries = [tidy_menu(entry) for entry in entries]
        refuse_blocking([found for entry in entries for found in check_menu(entry)])
        days = [entry.day for entry in entries]
        with work(self.announcer, Topic.MEALS), refusing(table.BREACHES):
            standing = {(each.day, each.meal): each for each in table.menu(act.station_id, min(days), max(days))}
            lines, written = list[MenuLine](), list[int]()
            for entry in entries:
                before = standing.get((entry.day, entry.meal))
                line = MenuLine(
                    id=before.id if before else new_id(act.at, self.random), station_id=act.station_id,
                    **said(MenuEntry, entry),
                )  # fmt: skip
                lines.append(line)
                if before is None:
                    written.append(journal.add(act, table.MenuTable, line))
                elif before != line:
                    written.append(journal.change(act, table.MenuTable, before, line))
            return Saved(tuple(lines), written)

    def price_findings(self, act: Act, entry: MealPriceEntry, before: MealPrice | None = None) -> list[Finding]:
        """What is to be mended in a price."""
        others = [each for each in table.prices(act.station_id) if before is None or each.id != before.id]
        closed = closed_months(act.station_id)
        found = check_price(tidy_price(entry), others, closed)
        return found if before is None or found else check_untouched(before, others, closed)

    def set_price(self, act: Act, entry: MealPriceEntry) -> Saved[MealPrice]:
        """What a meal costs from a day on."""
        price = MealPrice(
            id=new_id(act.at, self.random), station_id=act.station_id, **said(MealPriceEntry, tidy_price(entry))
        )
        with work(self.announcer, Topic.MEALS), refusing(table.BREACHES):
            refuse_blocking(self.price_findings(act, entry))
            return Saved(price, [journal.add(act, table.MealPriceTable, price)])

    def change_price(self, act: Act, before: MealPrice, entry: MealPriceEntry) -> Saved[MealPrice]:
        """Correct a price, its day or its document."""
        after = replace(before, **said(MealPriceEntry, tidy_price(entry)))
        with work(self.announcer, Topic.MEALS), refusing(table.BREACHES):
            refuse_blocking(self.price_findings(act, entry, still_open(before, act.station_id)))
            return Saved(after, [journal.change(act, table.MealPriceTable, before, after)])

    def close_price(self, act: Act, before: MealPrice) -> Saved[MealPrice]:
        """A price set by mistake holds no longer; the one before it does."""
        with work(self.announcer, Topic.MEALS):
            others = [each for each in table.prices(act.station_id) if each.id != before.id]
            refuse_blocking(check_untouched(before, others, closed_months(act.station_id)))
            after = replace(still_open(before, act.station_id), closed_on=act.today)
            return Saved(after, [journal.close(act, table.MealPriceTable, before, after)])

    # --- within

    def _set(self, act: Act, entry: MealEntry) -> tuple[MealRecord, list[int]]:
        refuse_blocking(self.findings(act, entry))
        assert entry.cadre_id is not None
        before = table.own_meal(act.station_id, entry.cadre_id, entry.day, entry.meal)
        if before is None:
            record = self._record(act, entry)
            return record, [journal.add(act, table.MealTable, record)]
        after = replace(
            known(before, act.station_id),
            portions=entry.portions, note=entry.note, noted_at=act.at_utc, noted_by=act.cadre_id,
        )  # fmt: skip
        return after, [journal.change(act, table.MealTable, before, after)]

    def _record(self, act: Act, entry: MealEntry) -> MealRecord:
        return MealRecord(
            id=new_id(act.at, self.random), station_id=act.station_id, noted_at=act.at_utc, noted_by=act.cadre_id,
            **said(MealEntry, entry),
        )  # fmt: skip


def _until(act: Act, day: date) -> datetime:
    return cut_off(day, value_on(settings.settings(act.station_id), "meal_cut_off", day))


def _away(act: Act, name: str, *, day: date) -> Finding:
    return should("meals.away", "cadre_id", f"{name}{short_date(day, act.today)}请假，请看看是不是真的在站里吃。")
