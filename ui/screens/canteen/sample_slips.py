"""What was written of a sample put right: its dish or hour, when and by whom it was discarded, or that it never was one."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from functools import partial
from typing import TYPE_CHECKING, Any

from ui.entry import Entries, Entry
from ui.kit.fields import Choice, Field, Kind
from ui.kit.verb import Verb
from venue_desk.domain.acts import Act
from venue_desk.domain.calendar import STATION_ZONE, at_station, day_of
from venue_desk.domain.meals import Meal
from venue_desk.domain.menus import MenuEntry
from venue_desk.domain.samples import Sample, SampleEntry, meal_before

if TYPE_CHECKING:
    from venue_desk.desk import Desk
    from venue_desk.services.saved import Saved

GONE, VOID = "gone", "void"
"""The forms beside 改, by the end of the key of their draft."""


class SampleSlips:
    """The forms in the panel of the samples."""

    def __init__(self, desk: "Desk", entries: Entries, take_back: Callable[[Sample], object]) -> None:
        """`take_back`: it was not discarded after all."""
        self._desk, self._entries, self._take_back = desk, entries, take_back

    def verbs(self, sample: Sample, *, due: bool) -> tuple[Verb, ...]:
        """What can be put right as it stands."""
        void = Verb("作废", partial(self._void, sample))
        if sample.discarded_at is not None:
            back = Verb("还没销毁", partial(self._take_back, sample))
            return Verb("改销毁", partial(self._discarded, sample), icon="edit"), back, void
        change = Verb("改", partial(self._change, sample), icon="edit")
        return (change, Verb("补记销毁", partial(self._discarded, sample)), void) if due else (change, void)

    def go_on(self, sample: Sample, form: str) -> None:
        """The form that was left, if it still is one of the sample."""
        ways = {GONE: self._discarded, VOID: self._void}
        if form in ways:
            ways[form](sample)
        elif sample.discarded_at is None:
            self._change(sample)

    # within

    def _change(self, sample: Sample) -> None:
        self._entries.open(
            Entry(
                key=f"sample.{sample.id}", title=f"改{sample.dish}", verb="存下", fields=sample_fields(self._desk, folded=True),
                values={
                    "dish": sample.dish, "meal": sample.meal, "grams": sample.grams, "kept_by": sample.kept_by,
                    "day": sample.day, "kept_on": day_of(sample.kept_at), "kept_at": at_station(sample.kept_at).time(),
                },
                save=partial(self._save, sample),
                told=lambda after: f"已改{after.title}",
            )
        )  # fmt: skip

    def _save(self, sample: Sample, act: Act, values: Mapping[str, Any]) -> "Saved[Sample]":
        first, *more = entries_of(act, values)
        return self._desk.samples.change(act, sample, first, more)

    def _discarded(self, sample: Sample) -> None:
        at = at_station(sample.discarded_at or self._desk.act().at)
        self._entries.open(
            Entry(
                key=f"sample.{sample.id}.{GONE}", title=f"{sample.dish}销毁", verb="存下",
                fields=(
                    Field(name="discarded_by", label="谁销毁的"),
                    Field(name="discarded_on", label="哪天", kind=Kind.DATE, row="when", share=2, required=True),
                    Field(name="discarded_at", label="几点", kind=Kind.TIME, row="when", required=True),
                ),
                values={
                    "discarded_by": sample.discarded_by or self._signed_in(), "discarded_on": at.date(),
                    "discarded_at": clock_of(at),
                },
                save=lambda act, typed: self._desk.samples.discarded(
                    act, sample, typed["discarded_by"] or "", _instant(typed["discarded_on"], typed["discarded_at"])
                ),
                told=lambda after: f"已记下{after.title}是{after.discarded_by}销毁的",
            )
        )  # fmt: skip

    def _void(self, sample: Sample) -> None:
        self._entries.open(
            Entry(
                key=f"sample.{sample.id}.{VOID}", title=f"作废{sample.dish}", verb="作废",
                fields=(Field(name="why", label="为什么作废", placeholder="例如 登记重了"),),
                note="作废的不再列出，也不印进留样记录",
                save=lambda act, typed: self._desk.samples.void(act, sample, typed["why"] or ""),
                told=lambda after: f"已作废：{after.title}",
            )
        )  # fmt: skip

    def _signed_in(self) -> str:
        cadre = self._desk.cadres.get(self._desk.act(), self._desk.act().cadre_id)
        return cadre.name


def sample_fields(desk: "Desk", *, folded: bool) -> list[Field]:
    """The dish first; on which day it was kept is asked only where that need not be the day of the meal.

    `folded`, in large type, who kept it and when stand below.
    """
    below = "two" if folded else "one"

    def kept_on(values: Mapping[str, Any]) -> date | None:
        act = desk.act()
        return act.today if (values["day"], values["meal"]) == meal_before(act.at) else values["day"]

    meals = [Choice(meal, meal.label) for meal in Meal]
    return [
        Field(name="dish", label="菜名", hint="几样用、隔开", row="one", share=5, placeholder="例如 臊子面、凉拌萝卜丝", ends=True),
        Field(name="day", label="哪天的", kind=Kind.DATE, row="one", share=4),
        Field(name="meal", label="哪一餐", kind=Kind.CHOICE, row="one", share=3, choices=meals),
        Field(name="grams", label="每样", kind=Kind.WHOLE, row="one", unit="克"),
        Field(name="kept_by", label="留样人", row=below, share=2, ends=True),
        Field(
            name="kept_on", label="哪天留的", kind=Kind.DATE, row=below, share=4, suggest=kept_on,
            shown=lambda values: values["day"] != desk.act().today or values["kept_on"] != values["day"],
        ),
        Field(name="kept_at", label="几点留的", kind=Kind.TIME, row=below),
    ]  # fmt: skip


def dishes_in(text: object) -> tuple[str, ...]:
    """The dishes of a line, one by one, as a menu has them."""
    return MenuEntry(day=date.min, meal=Meal.LUNCH, dishes=str(text or "")).each


def entries_of(act: Act, values: Mapping[str, Any]) -> Sequence[SampleEntry]:
    """A sample a dish; without any, one that lacks it, so that the rule says so."""
    day = values["day"] or act.today
    at = act.at if values["kept_at"] is None else _instant(values["kept_on"] or day, values["kept_at"])
    return [
        SampleEntry(
            day=day, meal=values["meal"], dish=dish, grams=values["grams"] or 0, kept_at=at,
            kept_by=values["kept_by"] or "",
        )
        for dish in dishes_in(values["dish"]) or ("",)
    ]  # fmt: skip


def clock_of(at: datetime) -> time:
    """The minute by the station's clock."""
    return at_station(at).time().replace(second=0, microsecond=0)


def _instant(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, STATION_ZONE)
