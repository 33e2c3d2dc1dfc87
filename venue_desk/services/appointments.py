"""约办: with whom one goes and to whose home, when and where, with what; and that one went."""

from dataclasses import dataclass
from random import Random
from uuid import UUID

from db import case_list
from db import cases as table
from venue_desk.changes import Announcer
from venue_desk.domain.acts import Act
from venue_desk.domain.case_appointments import AppointmentRow
from venue_desk.domain.case_steps import StepEntry
from venue_desk.domain.cases import Case, Step
from venue_desk.domain.identity import mask_phone
from venue_desk.exchange.writing import Shape
from venue_desk.services.cases import Cases
from venue_desk.services.listings import ExportColumn, Listed, Listing, Wanted
from venue_desk.services.saved import Saved


@dataclass(frozen=True, slots=True)
class Appointments:
    """The verbs of the appointments."""

    announcer: Announcer
    random: Random

    def rows(self, station_id: UUID) -> list[AppointmentRow]:
        """By day and hour; then what is still to be agreed."""
        return rows(station_id)

    def went(self, act: Act, row: AppointmentRow) -> Saved[Case]:
        """去过了."""
        step = StepEntry(step=Step.WENT, appointment_id=row.appointment.id if row.appointment else None)
        return Cases(self.announcer, self.random).take(act, row.case, step)


def rows(station_id: UUID) -> list[AppointmentRow]:
    """As `Appointments.rows`, for lists."""
    agreed = table.appointed(station_id)
    open_ones = table.to_appoint(station_id)
    lines = {line.case.id: line for line in case_list.lines([*{c.id: c for c, _ in agreed}.values(), *open_ones])}
    found = [
        AppointmentRow(case=case, hamlet=lines[case.id].hamlet, agent=lines[case.id].agent, appointment=appointment)
        for case, appointment in agreed
    ]
    return found + [AppointmentRow(case=c, hamlet=lines[c.id].hamlet, agent=lines[c.id].agent) for c in open_ones]


def export_columns() -> dict[str, Listed]:
    """约办安排: what to go for, when, where, with what."""
    return {"appointments": _listing}


def _listing(wanted: Wanted) -> Listing[AppointmentRow]:
    assert wanted.station_id is not None
    station_id = wanted.station_id
    columns: list[ExportColumn[AppointmentRow]] = [
        ExportColumn(title="办理方式", of=lambda r: r.case.method.label),
        ExportColumn(title="日期", of=lambda r: r.appointment.on if r.appointment else None, shape=Shape.DATE),
        ExportColumn(title="时间", of=lambda r: r.appointment.hour if r.appointment else "还没约"),
        ExportColumn(title="申请人", room=9, of=lambda r: r.case.applicant),
        ExportColumn(title="电话", room=12, of=lambda r: r.case.phone, mask=mask_phone),
        ExportColumn(title="自然社", room=9, of=lambda r: r.hamlet),
        ExportColumn(title="事项", room=14, of=lambda r: r.case.item_name),
        ExportColumn(title="去哪里", room=16, of=lambda r: r.appointment.place if r.appointment else ""),
        ExportColumn(title="带什么", room=24, of=lambda r: r.appointment.bring if r.appointment else ""),
        ExportColumn(title="代办员", room=9, of=lambda r: r.agent),
        ExportColumn(title="承诺办结日", of=lambda r: r.case.promised_on, shape=Shape.DATE),
    ]
    return Listing(name="约办", title="约办安排", columns=columns, rows=lambda: rows(station_id))
