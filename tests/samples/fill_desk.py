"""Something in every table of the duty and of the cases, for the sample of a schema."""

from dataclasses import replace
from datetime import date, timedelta

from db import journal
from db.importing import ImportTable
from db.roster import PublicationTable
from db.swaps import SwapTable
from tests.case_village import AT_ONCE, accept, applicant, centre, entry, item
from tests.shift_change import DAY, Shifting, furnish
from venue_desk.domain.case_steps import StepEntry
from venue_desk.domain.cases import Step
from venue_desk.domain.catalogue import Method
from venue_desk.domain.duty_log import IncidentLevel, LogKind, LogLineEntry
from venue_desk.domain.holidays import HolidayEntry
from venue_desk.domain.ids import new_id
from venue_desk.domain.imported import Import
from venue_desk.domain.importing import ImportKind
from venue_desk.domain.leaves import LeaveEntry, LeaveKind, WishEntry
from venue_desk.domain.notices import NoticeEntry
from venue_desk.domain.roster import Posted, Publication, Role
from venue_desk.domain.shifts import THREE_SHIFTS, ShiftPatternEntry
from venue_desk.domain.swaps import Swap, SwapState
from venue_desk.services.deliveries import DeliveryEntry


def fill_desk(made: Shifting) -> None:
    """What a station has after some days: a sealed handover among it, and an original in custody."""
    furnish(made)
    _planned(made)
    _log(made)
    _cases(made)
    _import(made)
    made.desk.attendance.sign_on(made.at("18:30"))
    handover = made.sealed()
    made.desk.handover.add(made.at("21:00"), handover, "公章印泥已换新。")


def _planned(made: Shifting) -> None:
    desk, act = made.desk, made.at("09:00")
    off = HolidayEntry(day=date(2027, 1, 1), off=True, name="元旦", document_number="示例〔2026〕8号")
    desk.holidays.add(act, off)
    later = ShiftPatternEntry(from_on=DAY + timedelta(days=90), shifts=THREE_SHIFTS, document_number="示例2号")
    desk.shifts.set(act, later, anyway=True)
    away = DAY + timedelta(days=20)
    desk.leaves.register(
        made.act("陈志远", "09:01"),
        LeaveEntry(cadre_id=made.id("马德林"), kind=LeaveKind.SICK, from_on=away, to_on=away, reason="看病"),
    )
    desk.leaves.wish(made.at("09:02"), WishEntry(cadre_id=made.id("李秀兰"), day=away, shift="白班"))
    desk.notices.put_up(act, NoticeEntry(text="明天下午集中办社保卡。", from_on=DAY, to_on=DAY + timedelta(days=3)))
    duties = desk.roster.facts(act.station_id, DAY).duties.values()
    posted = tuple(
        Posted(day=d.day, shift=d.shift, role=d.role, place=d.place, cadre_id=d.cadre_id) for d in duties if d.cadre_id
    )
    published = Publication(
        id=new_id(act.at, desk.roster.random), station_id=act.station_id, month=DAY.replace(day=1), published_at=act.at,
        published_by=act.cadre_id, duties=posted,
    )  # fmt: skip
    journal.add(act, PublicationTable, published)
    mine = next(d for d in duties if d.cadre_id == made.id("李秀兰") and d.role is Role.ON_DUTY and d.day > DAY)
    asked = Swap(
        id=new_id(act.at, desk.roster.random), station_id=act.station_id, cadre_id=made.id("李秀兰"), duty_id=mine.id,
        with_cadre_id=made.id("马德林"), reason="孩子开家长会", state=SwapState.ASKED, asked_at=act.at,
        entered_by=act.cadre_id,
    )  # fmt: skip
    journal.add(act, SwapTable, asked)


def _log(made: Shifting) -> None:
    desk = made.desk
    rung = made.at("09:52")
    desk.duty_log.note(
        rung, LogLineEntry(at=rung.at, kind=LogKind.CALL, who="王秀珍", matter="问养老金认证", handling="教用手机办")
    )
    burst = made.at("15:10")
    desk.duty_log.note(
        burst,
        LogLineEntry(
            at=burst.at, kind=LogKind.INCIDENT, who="", matter="三社水管爆裂", handling="已关闸，联系水管员",
            level=IncidentLevel.MINOR, reported_to="镇值班室", reported_at=burst.at,
        ),
    )  # fmt: skip


def _cases(made: Shifting) -> None:
    desk, act = made.desk, made.at("16:00")
    villager = applicant(desk, "张文海")
    said = entry(desk, villager, item(desk))
    lines = (replace(said.materials[0], envelope=7), *said.materials[1:])
    held = desk.cases.accept(act, replace(said, materials=lines)).record
    desk.cases.accept(act, entry(desk, villager, item(desk, AT_ONCE), method=Method.ON_THE_SPOT, result="已认证"))
    point = centre(desk)
    desk.deliveries.carry(act, DeliveryEntry(case_ids=(held.id,), point_id=point.id, received_by="孙主任"))
    going = accept(desk, applicant(desk, "李满仓"))
    desk.cases.take(act, going, StepEntry(step=Step.APPOINT, on=DAY + timedelta(days=2), place="县残联", note="身份证"))


def _import(made: Shifting) -> None:
    act = made.at("17:00")
    brought = Import(
        id=new_id(act.at, made.desk.roster.random), station_id=act.station_id, kind=ImportKind.HOUSEHOLDS,
        file="2026年人口台账.xlsx", sheet="人口台账", imported_at=act.at, imported_by=act.cadre_id, new=2, changed=1,
        unchanged=8, refused=1, first_audit=1, last_audit=1,
    )  # fmt: skip
    journal.add(act, ImportTable, brought)
