"""What is done with one night: somebody is here, came later, left early, changed the bed, or was noted by mistake."""

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from ui.entry import Entries, Entry
from ui.kit.fields import Choice
from ui.kit.finding_line import Mend
from ui.kit.verb import Verb
from ui.screens.lodging.night_form import (
    NO_BED,
    begun,
    cadre_fields,
    cancel_fields,
    entry_of,
    guest_fields,
    values_of,
    who_is,
)
from venue_desk.domain.attendance import clock
from venue_desk.domain.lodging import NOON, Night, NightHow, Sleeper, Tonight, evening, night_word

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from uuid import UUID

    from ui.entry import Place
    from ui.screen import Shell
    from venue_desk.desk import Desk
    from venue_desk.domain.acts import Act
    from venue_desk.domain.findings import Finding
    from venue_desk.services.saved import Saved


ONE_NIGHT = timedelta(days=1)
RECENT = timedelta(days=400)
"""So far back a form that was left is looked for."""


class Nights:
    """Opens the forms of nights in a place."""

    def __init__(
        self, desk: "Desk", shell: "Shell", place: "Place", refresh: "Callable[[], object]",
        take_back: "Callable[[Saved[Any]], object]",
    ) -> None:  # fmt: skip
        self._desk, self._shell, self._place = desk, shell, place
        self._entries = Entries(desk, shell, place, refresh, take_back)
        self._refresh = refresh
        self._names: Mapping[UUID, str] = {}
        self.tonight: Tonight
        self.beds: dict[UUID, str] = {}
        self.last: Night | None = None
        self._typed: Mapping[str, Any] = {}

    def read(self, tonight: Tonight, names: "Mapping[UUID, str]") -> None:
        """The night that runs, what everybody is called who ever slept here, and what the beds are called."""
        self.tonight, self._names = tonight, names
        self.beds = self._desk.rooms.bed_names(self._desk.act().station_id)

    def who(self, night: Night) -> str:
        """Whose night it is."""
        return who_is(night, self._names)

    def here(self, sleeper: Sleeper) -> "Saved[Night]":
        """到: now, in the usual bed."""
        return self._desk.lodging.here(self._desk.act(), sleeper.cadre_id, night=self.tonight.night)

    def where(self, sleeper: Sleeper, night: Night) -> str:
        """Said where it is not the bed that stood in the line."""
        if night.bed_id is None:
            return "，没有空床了" if self.beds else ""
        return "" if night.bed_id == sleeper.bed_id else f"，住{self.beds[night.bed_id]}"

    def note(self, cadre_id: "UUID", night: "date", bed_id: "UUID | None" = None) -> None:
        """A night of a cadre that is not on record."""
        name = self._names.get(cadre_id, "")
        values = {
            "bed_id": bed_id or NO_BED.key, "arrived_at": begun(night, self.tonight.night, self._desk.act().at),
            "how": NightHow.ROLL_CALL if night == self.tonight.night else NightHow.IN_PERSON,
        }  # fmt: skip
        self._open(f"night.{cadre_id}.{night}", f"{name} {self._day(night)}", "登记", night, cadre_id, None, values)

    def guest(self) -> None:
        """登记客人: of the night that runs; in the forenoon of the one that is just over."""
        tonight, at = self.tonight.night, self._desk.act().at
        night = tonight if at >= evening(tonight, NOON) else tonight - ONE_NIGHT
        values = {"night": night, "bed_id": NO_BED.key, "arrived_at": begun(night, tonight, at)}
        self._open("night.guest", "登记客人", "登记", night, None, None, values)

    def change(self, night: Night) -> None:
        """改: later, gone early, another bed."""
        title = f"{self.who(night)} {self._day(night.night)}"
        self._open(f"night.{night.id}", title, "存下", night.night, night.cadre_id, night, values_of(night))

    def cross_out(self, night: Night) -> None:
        """划掉, with the reason."""

        def save(act: "Act", values: "Mapping[str, Any]") -> "Saved[Night]":
            return self._done(self._desk.lodging.cancel(act, night, str(values["reason"] or "")))

        self._entries.open(
            Entry(
                key=f"night.cancel.{night.id}", title=f"划掉{self.who(night)}这一晚", verb="划掉", fields=cancel_fields(),
                save=save, told=lambda _: f"已划掉：{self.who(night)} {self._day(night.night)}",
                note=f"{clock(night.arrived_at)} 登记的，划掉以后留着记录",
            )
        )  # fmt: skip

    def looked_at(self, night: Night) -> "Sequence[Finding]":
        """What is worth a look in a night just noted, such as an approved leave."""
        return self._desk.lodging.findings(self._desk.act(), night, night)

    def go_on(self, draft: str) -> None:
        """The form that was left, by the key of its draft; a night that is no longer there is let be."""
        act, last = self._desk.act(), self.tonight.night
        found = self._desk.lodging.nights(act.station_id, last - RECENT, last)
        ways: dict[str, Callable[[], object]] = {"night.guest": self.guest}
        ways |= {f"night.{night.id}": partial(self.change, night) for night in found}
        ways |= {f"night.cancel.{night.id}": partial(self.cross_out, night) for night in found}
        head, _, day = draft.rpartition(".")
        ways |= {f"night.{cadre_id}.{day}": partial(self._note_on, cadre_id, day) for cadre_id in self._names}
        if head and draft in ways:
            ways[draft]()

    # within

    def _mends(self, night: "date", finding: "Finding") -> "Sequence[Mend]":
        """The evening's hour for the morning's; another bed that is free in the night of the form, where one is taken."""
        if finding.code == "night.morning":
            later = self._typed["arrived_at"].replace(hour=self._typed["arrived_at"].hour + 12)
            return [Mend(f"改成 {later:%H:%M}", partial(self._put, "arrived_at", later))]
        if finding.code != "night.taken":
            return ()
        free = self._free_beds(self._typed.get("night") or night)[:2]
        return [Mend(f"换到{choice.words}", partial(self._put, "bed_id", choice.key)) for choice in free]

    def _put(self, name: str, value: object) -> None:
        if (form := self._place.panel.form()) is not None:
            form.put(name, value)

    def _note_on(self, cadre_id: "UUID", day: str) -> None:
        self.note(cadre_id, date.fromisoformat(day))

    def _open(
        self, key: str, title: str, verb: str, night: "date", cadre_id: "UUID | None", before: Night | None,
        values: "Mapping[str, Any]",
    ) -> None:  # fmt: skip
        def save(act: "Act", typed: "Mapping[str, Any]") -> "Saved[Night]":
            self._typed = typed
            entry = entry_of(typed, typed.get("night") or night, cadre_id, before)
            lodging = self._desk.lodging
            return self._done(lodging.change(act, before, entry) if before else lodging.sign_in(act, entry))

        beds = self._choices(night, before)
        begins = partial(begun, tonight=self.tonight.night, now=self._desk.act().at)
        self._entries.open(
            Entry(
                key=key, title=title, verb=verb,
                fields=cadre_fields(beds) if cadre_id else guest_fields(beds, None if before else begins),
                save=save, values=values, told=lambda saved: f"已存下：{self.who(saved)} {self._day(saved.night)}",
                mends=partial(self._mends, night), check=partial(self._look, night, cadre_id, before), verbs=(Verb("划掉", partial(self.cross_out, before)),) if before else (),
            )
        )  # fmt: skip

    def _look(
        self, night: "date", cadre_id: "UUID | None", before: Night | None, typed: "Mapping[str, Any]"
    ) -> "Sequence[Finding]":
        """What the rules say while one types, once there is enough to ask them; what is lacking is told on saving."""
        self._typed = typed
        if typed["arrived_at"] is None or (cadre_id is None and not typed["guest"]):
            return ()
        night = typed.get("night") or night
        return self._desk.lodging.findings(self._desk.act(), entry_of(typed, night, cadre_id, before), before)

    def _done(self, saved: "Saved[Night]") -> "Saved[Night]":
        self.last = saved.record
        return saved

    def _choices(self, night: "date", before: Night | None) -> "Callable[[], Sequence[Choice]]":
        """The beds free in that night, and the one of the sleeper's own."""
        every = self._desk.rooms.bed_names(self._desk.act().station_id, closed=True)
        own = [Choice(before.bed_id, every[before.bed_id])] if before and before.bed_id else []
        return lambda: [NO_BED, *own, *self._free_beds(night)]

    def _free_beds(self, night: "date") -> list[Choice]:
        there = self._desk.lodging.nights(self._desk.act().station_id, night, night)
        taken = {each.bed_id for each in there if each.stays}
        return [Choice(bed_id, name) for bed_id, name in self.beds.items() if bed_id not in taken]

    def _day(self, night: "date") -> str:
        return night_word(night, self._desk.act().at)
