"""Attendance (签到签退): who really was there, from sign-on to sign-off."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from venue_desk.domain.roster import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOn:
    """A cadre's presence in one shift. `ends_at` and `begins_at` are the shift's, as it was planned when they came.

    `noted_by` is whoever entered it: oneself at the desk, or another afterwards (补签), then with a `note`.
    """

    id: UUID
    station_id: UUID
    cadre_id: UUID
    day: date
    shift: str
    role: Role
    begins_at: datetime
    ends_at: datetime
    on_at: datetime
    off_at: datetime | None = None
    noted_by: UUID
    note: str = ""
