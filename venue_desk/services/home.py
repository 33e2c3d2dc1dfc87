"""The home screen: the station at a glance."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from db import cadres, drafts, household_list, stations
from venue_desk.domain.acts import Act
from venue_desk.domain.calendar import day_of, long_date, lunar_date, solar_term
from venue_desk.domain.home import HomeFacts
from venue_desk.services.registers import done, todos
from venue_desk.services.saved import known


@dataclass(frozen=True, slots=True)
class Home:
    """The verbs of the home screen. `backups` is the folder that holds them."""

    backups: Path

    def facts(self, act: Act) -> HomeFacts:
        """Everything the home screen shows today."""
        station, today = known(stations.station(act.station_id), act.station_id), act.today
        wanted = todos(station.id, act.at)
        return HomeFacts(
            station=station,
            today=today,
            day=long_date(today),
            lunar=f"{lunar_date(today)} · {solar_term(today)}",
            counts=household_list.counts(station.id, today.year),
            villagers=household_list.villagers(station.id),
            cadres=len(cadres.cadres(station.id)),
            groups=sum(group.closed_on is None for group in stations.groups(station.id)),
            hamlets=sum(hamlet.closed_on is None for hamlet in stations.hamlets(station.id)),
            without_rate=sum(finding.code == "policy.no_rate" for finding in wanted),
            drafts=len(drafts.all_of(act.cadre_id)),
            last_backup=self._last_backup(),
            todos=tuple(wanted),
            done=tuple(done(station.id, act.at)),
        )

    def backup_is_due(self, today: date) -> bool:
        """Whether today's backup is still to be taken."""
        taken = self._last_backup()
        return taken is None or day_of(taken) < today

    def _last_backup(self) -> datetime | None:
        """By the file's own time: opening every backup to look is for the settings."""
        taken = [file.stat().st_mtime for file in self.backups.glob("station-*.db")]
        return datetime.fromtimestamp(max(taken), UTC) if taken else None
