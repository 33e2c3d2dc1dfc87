"""The register of cases for others: what is due, what a shift hands over, what was done today, and the list for Excel."""

from datetime import date, datetime
from functools import partial
from uuid import UUID

from db import case_list, cases, holidays
from venue_desk.domain.calendar import at_station, day_of, short_date
from venue_desk.domain.case_appointments import when_words
from venue_desk.domain.case_listing import CaseFilter, CaseOrder, CaseRow, CaseView
from venue_desk.domain.cases import RUNNING, Appointment, Case, CaseState
from venue_desk.domain.deadlines import Due, Pressure, due, limit_due
from venue_desk.domain.duty_log import Conversion, LogKind
from venue_desk.domain.findings import Finding, Severity
from venue_desk.domain.handover import HandoverOffer, ItemGroup
from venue_desk.domain.holidays import WorkCalendar, calendar_of
from venue_desk.domain.home import Done
from venue_desk.domain.identity import mask_phone
from venue_desk.domain.network import Level
from venue_desk.exchange.writing import Shape
from venue_desk.services.case_gaps import Gap, gaps
from venue_desk.services.listings import ExportColumn, Listed, Listing, Wanted, by_pages

LOG_CONVERSIONS = (Conversion(verb="转成代办件", screen="cases", kinds=frozenset({LogKind.VISIT, LogKind.CALL})),)
"""Who comes or rings about something to be done begins a case."""

PRESSING = (Pressure.LATE, Pressure.TODAY, Pressure.SOON)


def todos(station_id: UUID, today: date) -> list[Finding]:
    """What presses: late and due cases, those to be handed in, done ones to be collected, bad ratings to be mended."""
    calendar, told = calendar_of(holidays.holidays(station_id)), cases.notified(station_id)
    found = [each for case in cases.in_hand(station_id) if (each := _todo(case, today, calendar, told.get(case.id)))]
    return found + [_appointed(case, agreed, today) for case, agreed in cases.appointed(station_id, today)]


def _todo(case: Case, today: date, calendar: WorkCalendar, told: datetime | None) -> Finding | None:
    """One line a case: the most pressing thing; `told` is when the villager heard that it is done."""
    about = f"{case.item_name} {case.applicant}"
    if case.mend_by is not None and case.mended_on is None:
        return _finding(
            "case.mend", f"整改{about}。评价「{case.rating.label if case.rating else ''}」。", case, case.mend_by
        )
    if case.state is CaseState.DONE and told is not None:
        since = short_date(day_of(told), today)
        return _finding("case.told", f"等{case.applicant}来领{case.item_name}。{since}通知过了。", case, None)
    if case.state is CaseState.DONE:
        return _finding("case.to_collect", f"通知领取{about}。{done_since(case, today)}，还没通知。", case, None)
    if case.state not in RUNNING:
        return None
    limit = due(case, today, calendar)
    if limit.pressure in (Pressure.LATE, Pressure.TODAY):
        code = "case.due"
        if limit.pressure is Pressure.LATE:
            code = "case.late" if case.state is CaseState.UNDER_WAY else "case.late_here"
        return _finding(code, f"{about}。{whereabouts(case)}。", case, case.promised_on)
    if case.hand_in_on is not None and case.level is Level.STATION and _presses(case.hand_in_on, today, calendar):
        return _finding(
            "case.hand_in", f"送交{about}。最迟{short_date(case.hand_in_on, today)}交到镇中心。", case, case.hand_in_on
        )
    return None


def _finding(code: str, sentence: str, case: Case, day: date | None) -> Finding:
    return Finding(code, Severity.SHOULD, sentence, subject=case.id, due=day)


def _presses(limit: date, today: date, calendar: WorkCalendar) -> bool:
    return limit_due(limit, today, calendar).pressure in PRESSING


def _appointed(case: Case, agreed: Appointment, today: date) -> Finding:
    when = when_words(agreed.on, agreed.hour, today)
    told = f"{case.method.label}：{case.applicant}的{case.item_name}。约在{when}{'，' + agreed.place if agreed.place else ''}。"
    return Finding("case.appointment", Severity.SHOULD, told, subject=case.id, due=agreed.on)


def done_since(case: Case, today: date) -> str:
    """今天办结, 办结已 3 天."""
    days = (today - case.done_on).days if case.done_on else 0
    return f"办结已 {days} 天" if days else "今天办结"


def whereabouts(case: Case) -> str:
    """在菜子镇便民服务中心 孙主任处, 在本站待领取."""
    if case.level is Level.STATION:
        return f"在本站，{case.state.label}"
    return f"在{case.place}{' ' + case.with_whom + '处' if case.with_whom else ''}"


def handover_items(station_id: UUID, at: datetime) -> list[HandoverOffer]:
    """Cases that press, and those waiting to be collected."""
    today, calendar = day_of(at), calendar_of(holidays.holidays(station_id))
    items = []
    for case in cases.in_hand(station_id):
        limit = due(case, today, calendar)
        if case.state is not CaseState.DONE and limit.pressure not in PRESSING:
            continue
        items.append(
            HandoverOffer(
                group=ItemGroup.DUE, icon="case", fact=f"{case.item_name} {case.applicant}", detail=whereabouts(case),
                mark=_mark(case, limit), urgent=limit.pressure is Pressure.LATE, source="cases", subject_id=case.id,
            )
        )  # fmt: skip
    return items


def _mark(case: Case, limit: Due) -> str:
    if case.state is CaseState.DONE:
        return "待领取"
    return f"{limit.words}到期" if limit.pressure in (Pressure.TODAY, Pressure.SOON) else limit.words


def done_at(station_id: UUID, begins: datetime, ends: datetime) -> list[Done]:
    """What was accepted and what was finished in this stretch of time."""
    return [
        Done(at, f"{step.label}{item} {applicant}")
        for at, step, item, applicant in cases.done(station_id, begins, ends)
    ]


def export_columns() -> dict[str, Listed]:
    """代办件登记表: as it stands on the screen, else all that is in hand."""
    return {"cases": _listing}


def _listing(wanted: Wanted) -> Listing[CaseRow]:
    chosen = wanted.cases or CaseFilter(today=wanted.today, view=CaseView.ALL if wanted.closed else CaseView.IN_HAND)
    page = partial(_page, wanted.station_id, chosen, descending=wanted.descending)
    return Listing(
        name="代办件", title="民事代办登记表", columns=_columns(), rows=partial(by_pages, page),
        beside=_taken_back(wanted.station_id, chosen, wanted.today) if wanted.station_id else (),
    )  # fmt: skip


def _taken_back(station_id: UUID, chosen: CaseFilter, today: date) -> tuple[Listing[Gap], ...]:
    """Why numbers of the year, or of the days asked for, are not in the list; nothing while none is missing."""
    first, last = chosen.accepted_from or today.replace(month=1, day=1), chosen.accepted_to or today
    found = gaps(station_id, first, last)
    columns: list[ExportColumn[Gap]] = [
        ExportColumn(title="编号", room=22, of=lambda g: g.number),
        ExportColumn(title="申请人", room=9, of=lambda g: g.applicant),
        ExportColumn(title="事项", room=14, of=lambda g: g.item_name),
        ExportColumn(title="登记时间", of=lambda g: at_station(g.accepted_at), shape=Shape.MOMENT),
        ExportColumn(title="撤销时间", of=lambda g: at_station(g.undone_at), shape=Shape.MOMENT),
        ExportColumn(title="谁撤销的", room=9, of=lambda g: g.undone_by),
    ]
    listing = Listing(name="登记后撤销的", title=f"{first.year}年登记后撤销的编号", columns=columns, rows=lambda: found)
    return (listing,) if found else ()


def _page(station_id: UUID | None, chosen: CaseFilter, offset: int, limit: int, *, descending: bool) -> list[CaseRow]:
    return case_list.page(station_id, chosen, CaseOrder.ACCEPTED, descending=descending, offset=offset, limit=limit)


def _columns() -> list[ExportColumn[CaseRow]]:
    return [
        ExportColumn(title="编号", room=22, of=lambda r: r.case.number),
        ExportColumn(title="受理时间", of=lambda r: at_station(r.case.accepted_at), shape=Shape.MOMENT),
        ExportColumn(title="申请人", room=9, of=lambda r: r.case.applicant),
        ExportColumn(title="自然社", room=9, of=lambda r: r.hamlet),
        ExportColumn(title="电话", room=12, of=lambda r: r.case.phone, mask=mask_phone),
        ExportColumn(title="来人", room=9, of=lambda r: r.case.acting_name),
        ExportColumn(title="与申请人关系", of=lambda r: r.case.acting_relation),
        ExportColumn(title="事项", room=14, of=lambda r: r.case.item_name),
        ExportColumn(title="办理方式", of=lambda r: r.case.method.label),
        ExportColumn(title="承诺时限（工作日）", of=lambda r: r.case.promised_days, shape=Shape.WHOLE),
        ExportColumn(title="承诺办结日", of=lambda r: r.case.promised_on, shape=Shape.DATE),
        ExportColumn(title="代办员", room=9, of=lambda r: r.agent),
        ExportColumn(title="现在状态", of=lambda r: r.case.state.label),
        ExportColumn(title="现在何处", room=18, of=lambda r: whereabouts(r.case)),
        ExportColumn(title="办结日期", of=lambda r: r.case.done_on, shape=Shape.DATE),
        ExportColumn(title="用了几个工作日", of=lambda r: r.case.worked_days, shape=Shape.WHOLE),
        ExportColumn(title="办结结果", room=20, of=lambda r: r.case.result),
        ExportColumn(title="领取人", room=9, of=lambda r: r.case.collected_by),
        ExportColumn(title="评价", of=lambda r: r.case.rating.label if r.case.rating else ""),
    ]
