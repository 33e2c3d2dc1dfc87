"""Appointments (领着办 约定, 流动办 上门): which of them a step keeps or calls off, and a line of their list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from venue_desk.domain.calendar import short_date
from venue_desk.domain.cases import ENDED, Appointment, Case, CaseState, Step


def waiting(appointments: Sequence[Appointment]) -> tuple[Appointment, ...]:
    """Neither kept nor called off, the next one first."""
    left = (each for each in appointments if each.kept_on is None and each.closed_on is None)
    return tuple(sorted(left, key=lambda each: (each.on, each.hour)))


def kept_by(
    step: Step, left: Sequence[Appointment], today: date, wanted: UUID | None = None
) -> tuple[Appointment, ...]:
    """去过了 keeps the one that is meant, or the next one; 办结 those agreed up to today."""
    if step is Step.WENT:
        return tuple(each for each in left if wanted in (None, each.id))[:1]
    return tuple(each for each in left if each.on <= today) if step is Step.FINISH else ()


def called_off_by(step: Step, to: CaseState, left: Sequence[Appointment], today: date) -> tuple[Appointment, ...]:
    """A new time takes the place of one that was missed; what is done or over needs none any more."""
    if step is Step.APPOINT:
        return tuple(each for each in left if each.on < today)
    if step is Step.FINISH:
        return tuple(each for each in left if each.on > today)
    return tuple(left) if to in ENDED else ()


def kept_day(appointment: Appointment, today: date) -> date:
    """The day agreed; today, if one went before it."""
    return min(appointment.on, today)


def when_words(on: date, hour: str, today: date) -> str:
    """今天 9:30, 11月25日."""
    return " ".join(part for part in (short_date(on, today), hour) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentRow:
    """A time to go with somebody or to their home; without `appointment` one that is still to be agreed."""

    case: Case
    hamlet: str
    agent: str
    appointment: Appointment | None = None

    def missed(self, today: date) -> bool:
        """Its day is past, and nobody said yet that they went."""
        return self.appointment is not None and self.appointment.on < today

    def is_today(self, today: date) -> bool:
        """Agreed for today."""
        return self.appointment is not None and self.appointment.on == today
