"""Numbers of cases that lead nowhere: the registration was taken back, and the audit says by whom and when."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from db import cadres, journal
from db.cases import CaseTable
from venue_desk.domain.calendar import STATION_ZONE, at_station, from_millis, short_date
from venue_desk.domain.ids import ids_from


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A number without a case."""

    number: str
    applicant: str
    item_name: str
    accepted_at: datetime
    undone_at: datetime
    undone_by: str

    def sentence(self, today: date) -> str:
        """编号 105203-20261123-0007 的登记（张文海 高龄津贴申请）今天 10:31 由李秀兰撤销了。"""
        at = at_station(self.undone_at)
        told = f"{short_date(at.date(), today)} {at:%H:%M}由{self.undone_by}撤销了"
        return f"编号 {self.number} 的登记（{self.applicant} {self.item_name}）{told}。"


def gaps(station_id: UUID, first: date, last: date) -> list[Gap]:
    """Of the cases accepted from `first` to `last`, by number."""
    begins = datetime.combine(first, time(), STATION_ZONE)
    ends = datetime.combine(last + timedelta(days=2), time(), STATION_ZONE)  # a night belongs to the day before
    undone = journal.additions_undone(CaseTable, ids_from(begins), ids_from(ends))
    names = cadres.names(None) if undone else {}
    found = [
        Gap(
            number=values["number"], applicant=values["applicant"], item_name=values["item_name"],
            accepted_at=from_millis(values["accepted_at"]), undone_at=change.at,
            undone_by=names.get(change.actor, "别人"),
        )
        for change in undone
        if (values := change.before) is not None and change.station_id == station_id
        and first <= date.fromisoformat(values["accepted_on"]) <= last
    ]  # fmt: skip
    return sorted(found, key=lambda gap: gap.number)


def gap_at(station_id: UUID, number: str) -> Gap | None:
    """Why that number leads nowhere; None if it was never given."""
    try:
        day = datetime.strptime(number.split("-")[1], "%Y%m%d").date()  # noqa: DTZ007  # a date, no instant
    except (IndexError, ValueError):
        return None
    return next((gap for gap in gaps(station_id, day, day) if gap.number == number), None)
