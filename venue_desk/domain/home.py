"""值守台: the station at a glance, in sentences."""

from dataclasses import dataclass
from datetime import date, datetime

from venue_desk.domain.calendar import day_of, short_date
from venue_desk.domain.findings import Finding
from venue_desk.domain.households import HouseholdCounts
from venue_desk.domain.stations import Station

STALE_AFTER = 3
"""Days after which a backup is said to be old."""


@dataclass(frozen=True, slots=True, order=True)
class Done:
    """Something that was done today, as the foot of the list tells it: 07:54 王建军签到."""

    at: datetime
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeFacts:
    """What the home screen knows of one station on one day."""

    station: Station
    today: date
    day: str
    lunar: str
    counts: HouseholdCounts
    villagers: int
    cadres: int
    groups: int
    hamlets: int
    without_rate: int
    drafts: int
    last_backup: datetime | None
    todos: tuple[Finding, ...]
    done: tuple[Done, ...] = ()

    @property
    def people_sentence(self) -> str:
        """Who lives here and who serves them."""
        if not self.counts.households:
            return f"{self.groups} 个小组，还没有登记农户。"
        hamlets = f"、{self.hamlets} 个社" if self.hamlets != self.groups else ""
        return f"{self.groups} 个小组{hamlets}，{self.counts.households} 户 {self.villagers} 人，{self.cadres} 名干部。"

    @property
    def cards_sentence(self) -> str:
        """How far the contact cards have come."""
        return self.counts.cards_sentence

    @property
    def sheets_sentence(self) -> str:
        """How far this year's policy sheets have come."""
        if not self.counts.without_sheet:
            return f"{self.today.year} 年领补贴的农户都有知情卡了。"
        return f"{self.today.year} 年还有 {self.counts.without_sheet} 户领补贴、没有知情卡。"

    @property
    def drafts_sentence(self) -> str:
        """What was begun and not saved; nothing to say if nothing was."""
        return f"有 {self.drafts} 份没填完的，接着填就行。" if self.drafts else ""

    @property
    def backup_sentence(self) -> str:
        """上次备份 今天 03:00."""
        if self.last_backup is None:
            return "还没有备份过，请在设置里备份一次。"
        taken = f"上次备份 {short_date(day_of(self.last_backup), self.today)}"
        return f"{taken}，有些日子了，请备份一次。" if self.backup_is_old else f"{taken}。"

    @property
    def backup_is_old(self) -> bool:
        """Whether it is time to take another backup."""
        return self.last_backup is None or (self.today - day_of(self.last_backup)).days > STALE_AFTER
