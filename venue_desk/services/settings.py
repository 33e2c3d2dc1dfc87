"""The numbers an authority may change: what is in force, since when, by which document."""

from dataclasses import dataclass
from datetime import date
from random import Random
from uuid import UUID

from db import journal
from db import settings as table
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import must
from venue_desk.domain.ids import new_id
from venue_desk.domain.records import said
from venue_desk.domain.settings import (
    RULES,
    Rule,
    Setting,
    SettingEntry,
    check_setting,
    in_force,
    tidy_setting,
    value_on,
)
from venue_desk.services.saved import Saved, known, refuse_blocking
from venue_desk.services.unit import work


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One line of the rules: the rule, its number on the day, and the setting that says so (None = the default)."""

    rule: Rule
    value: int
    setting: Setting | None
    history: tuple[Setting, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """The verbs of the settings."""

    announcer: Announcer
    random: Random

    def rows(self, station_id: UUID, day: date) -> list[SettingRow]:
        """Every rule with its number in force on the day."""
        kept = table.settings(station_id)
        return [
            SettingRow(
                rule=rule,
                value=value_on(kept, rule.key, day),
                setting=in_force(kept, rule.key, day),
                history=tuple(setting for setting in kept if setting.key == rule.key),
            )
            for rule in RULES
        ]

    def value(self, station_id: UUID, key: str, day: date) -> int:
        """The number in force on the date of the fact."""
        return value_on(table.settings(station_id), key, day)

    def set(self, act: Act, entry: SettingEntry) -> Saved[Setting]:
        """A new number from a day on."""
        entry = tidy_setting(entry)
        refuse_blocking(check_setting(entry))
        setting = Setting(id=new_id(act.at, self.random), station_id=act.station_id, **said(SettingEntry, entry))
        with work(self.announcer, Topic.SETTINGS):
            if any((s.key, s.from_on) == (entry.key, entry.from_on) for s in table.settings(act.station_id)):
                raise Refused([must("setting.twice", "from_on", "这一天起已经定过了，请改那一条，或换一个日期。")])
            return Saved(setting, [journal.add(act, table.SettingTable, setting)])

    def change(self, act: Act, before: Setting, entry: SettingEntry) -> Saved[Setting]:
        """Correct a number, its day or its document."""
        entry = tidy_setting(entry)
        refuse_blocking(check_setting(entry))
        after = Setting(id=known(before, act.station_id).id, station_id=before.station_id, **said(SettingEntry, entry))
        with work(self.announcer, Topic.SETTINGS):
            others = [s for s in table.settings(act.station_id) if s.id != before.id]
            if any((s.key, s.from_on) == (entry.key, entry.from_on) for s in others):
                raise Refused([must("setting.twice", "from_on", "这一天起已经定过了，请换一个日期。")])
            return Saved(after, [journal.change(act, table.SettingTable, before, after)])
