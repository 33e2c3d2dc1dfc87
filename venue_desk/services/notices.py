"""The notices on the screen in the hall: put up, changed, taken down."""

from dataclasses import dataclass, replace
from datetime import date
from random import Random
from uuid import UUID

from db import journal
from db import notices as table
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.findings import Finding
from venue_desk.domain.ids import new_id
from venue_desk.domain.notices import Notice, NoticeEntry, check_notice, tidy_notice
from venue_desk.domain.records import said
from venue_desk.services.saved import Saved, refuse_blocking, still_open
from venue_desk.services.unit import work


@dataclass(frozen=True, slots=True)
class Notices:
    """The verbs of the notices."""

    announcer: Announcer
    random: Random

    def rows(self, station_id: UUID) -> list[Notice]:
        """Those not taken down, the latest first; also what is still to come and what has had its days."""
        return table.notices(station_id)

    def findings(self, entry: NoticeEntry, today: date) -> list[Finding]:
        """What is to be mended or looked at in the entry."""
        return check_notice(tidy_notice(entry), today)

    def put_up(self, act: Act, entry: NoticeEntry) -> Saved[Notice]:
        """A new notice."""
        entry = tidy_notice(entry)
        refuse_blocking(check_notice(entry, act.today))
        notice = Notice(id=new_id(act.at, self.random), station_id=act.station_id, **said(NoticeEntry, entry))
        with work(self.announcer, Topic.NOTICES):
            return Saved(notice, [journal.add(act, table.NoticeTable, notice)])

    def change(self, act: Act, before: Notice, entry: NoticeEntry) -> Saved[Notice]:
        """Other words or other days."""
        entry = tidy_notice(entry)
        refuse_blocking(check_notice(entry, act.today))
        after = replace(still_open(before, act.station_id), **said(NoticeEntry, entry))
        with work(self.announcer, Topic.NOTICES):
            return Saved(after, [journal.change(act, table.NoticeTable, before, after)])

    def take_down(self, act: Act, before: Notice) -> Saved[Notice]:
        """It hangs no longer."""
        after = replace(still_open(before, act.station_id), closed_on=act.today)
        with work(self.announcer, Topic.NOTICES):
            return Saved(after, [journal.close(act, table.NoticeTable, before, after)])
